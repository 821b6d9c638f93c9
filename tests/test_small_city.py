"""The small city, from workbooks as typed to who invites whom: sizes, gaps and irreplaceable partners as expected."""

from typing import Any

import pytest
from scenario import SHARED, labels, scenario, write_returned

from mobility_xlsx import project
from mobility_xlsx.reading import silent
from mobility_xlsx.run import Run
from mobility_xlsx.text import one_line

pytestmark = [
    pytest.mark.skipif(not (SHARED / "scenarios").is_dir(), reason="the scenarios are not beside this checkout"),
    pytest.mark.xdist_group("small city"),
]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return scenario("small_city")


@pytest.fixture(scope="module")
def run(told: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("city")
    write_returned(told, folder / "returned", needs_only=True)
    return project.summarize(folder, silent)


@pytest.fixture(scope="module")
def ids(told: dict[str, Any], run: Run) -> dict[str, str]:
    """The scenario's id of every organization of the run, by the cells of its mentions' names."""
    by_name = {one_line(one["raw"]["name"]): one["org"] for one in told["mentions"]}
    return {
        one.id: next(by_name[mention.name] for mention in one.mentions if mention.name in by_name)
        for one in run.results.inventory.organizations
    }


def need_keys(told: dict[str, Any]) -> dict[str, str]:
    kinds = (("target_groups", "group"), ("predictors", "predictor"), ("assets", "asset"))
    return {f"{kind}:{key}": f"{kind}:{labels()[key]}" for source, kind in kinds for key in told["needs"][source]}


def test_every_organization_is_there_once(told: dict[str, Any], run: Run, ids: dict[str, str]) -> None:
    found = sorted(ids.values())
    assert set(found) == {one["id"] for one in told["organisations"]}
    asked = {key for question in run.results.inventory.questions for key in question.ids}
    twice = {one for one in found if found.count(one) > 1}
    assert twice <= {ids[key] for key in asked}, "an organization stands twice and nobody is asked about it"


def test_no_forbidden_pair_is_one(told: dict[str, Any], run: Run) -> None:
    by_name = {one_line(one["raw"]["name"]): one["org"] for one in told["mentions"]}
    for one in run.results.inventory.organizations:
        truths = {by_name[mention.name] for mention in one.mentions if mention.name in by_name}
        assert len(truths) == 1, (one.name, truths)


def test_the_needs_and_the_gap_are_the_scenarios(told: dict[str, Any], run: Run) -> None:
    keys = need_keys(told)
    assert {need.key for need in run.results.needs} == set(keys.values())
    assert run.results.shortlist is not None
    gaps = {gap.need.key for gap in run.results.shortlist.gaps}
    assert gaps == {keys[key] for key in told["expected"]["uncovered"]}


def test_the_smallest_list_is_as_short_as_expected_and_proven(run: Run) -> None:
    found = run.results.shortlist
    assert found is not None
    assert (found.size, found.at_least, found.proven) == (6, 6, True)


def test_irreplaceable_partners_are_told_with_what_only_they_meet(
    told: dict[str, Any], run: Run, ids: dict[str, str]
) -> None:
    assert run.results.shortlist is not None
    keys = {key: value.split(":", 1)[1] for key, value in need_keys(told).items()}
    expected = {org: {keys[need] for need in needs} for org, needs in told["expected"]["irreplaceable"].items()}
    only = {ids[pick.id]: set(pick.only_one_for) for pick in run.results.shortlist.picks if pick.only_one_for}
    assert only == expected


def test_the_list_is_one_of_the_smallest_and_knows_who_is_in_every_one(
    told: dict[str, Any], run: Run, ids: dict[str, str]
) -> None:
    found, expected = run.results.shortlist, told["expected"]
    assert found is not None
    assert sorted(ids[key] for key in found.ids) in [sorted(one) for one in expected["all_min_covers"]]
    every = {ids[pick.id] for pick in found.picks if pick.place == "every"}
    assert every == set(expected["in_every_min_cover"])
    assert {ids[key] for key in found.in_no_smallest} == set(expected["in_no_min_cover"])


def test_each_need_has_as_many_providers_as_counted(told: dict[str, Any], run: Run, ids: dict[str, str]) -> None:
    keys = need_keys(told)
    counted = {need.key: len({ids[one.id] for one in run.results.covered_by(need)}) for need in run.results.needs}
    expected = {keys[key]: count for key, count in told["expected"]["provider_counts"].items()}
    assert counted == expected


def test_invitations_go_out_by_the_most_direct_sender(told: dict[str, Any], run: Run, ids: dict[str, str]) -> None:
    people = {one["id"]: one["person"] for one in told["respondents"]}
    direct = told["expected"]["invitations"]["most_direct_senders"]
    for one in run.results.assignment.invitations:
        org = ids.get(one.invitee.organization_id)
        if org in direct:
            assert one.sender is not None
            assert one.sender.name in [people[sender] for sender in direct[org]], one.why


def test_mistakes_nobody_can_resolve_are_reported_and_never_guessed(told: dict[str, Any], run: Run) -> None:
    unresolvable = {one["raw"] for one in told["mistakes"] if one["kind"] == "unresolvable"}
    quoted = {problem.value for problem in run.results.problems}
    for raw in unresolvable:
        assert any(raw in value for value in quoted), raw
