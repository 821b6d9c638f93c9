"""A middle and a large made-up community, from workbooks as typed to the shortlist, against what is true of them."""

from pathlib import Path
from typing import Any

import highspy
import pytest
from communities import LARGE, MIDDLE, Size, community
from scenario import labels, write_returned

from mobility_xlsx import project
from mobility_xlsx.reading import silent
from mobility_xlsx.run import Run
from mobility_xlsx.text import one_line

KINDS = (
    ("target_groups", "group", "populations"),
    ("predictors", "predictor", "domains"),
    ("assets", "asset", "assets"),
)
SIZES = [MIDDLE, pytest.param(LARGE, marks=pytest.mark.thorough)]
pytestmark = pytest.mark.xdist_group("communities")
_RUNS: dict[Size, Run] = {}


@pytest.fixture(params=SIZES, ids=lambda size: f"{size.organizations} organizations")
def size(request: pytest.FixtureRequest) -> Size:
    found: Size = request.param
    return found


@pytest.fixture
def run(size: Size, tmp_path_factory: pytest.TempPathFactory) -> Run:
    if size not in _RUNS:
        folder: Path = tmp_path_factory.mktemp("community")
        write_returned(community(size), folder / "returned", needs_only=True)
        _RUNS[size] = project.summarize(folder, silent)
    return _RUNS[size]


def true_ids(told: dict[str, Any], run: Run) -> dict[str, set[str]]:
    """Which organizations of the scenario each organization of the run is made of."""
    by_name: dict[str, str] = {one_line(one["raw"]["name"]): one["org"] for one in told["mentions"]}
    return {
        one.id: {by_name[mention.name] for mention in one.mentions if mention.name in by_name}
        for one in run.results.inventory.organizations
    }


def needs(told: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Key as the run has it, column, and id of each need."""
    return [(f"{kind}:{labels()[key]}", column, key) for source, kind, column in KINDS for key in told["needs"][source]]


def fewest(covers: list[set[int]], organizations: int) -> int:
    """The size of the smallest set that meets every need, by a plain integer program of its own."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    chosen = [model.addBinary(obj=1) for _ in range(organizations)]
    for cover in filter(None, covers):
        model.addConstr(sum(chosen[i] for i in cover) >= 1)
    model.minimize()
    return round(model.getInfo().objective_function_value)


def test_nothing_is_made_one_that_is_not(size: Size, run: Run) -> None:
    told = community(size)
    names = {one["id"]: one["name"] for one in told["organisations"]}
    merged = [{names[key] for key in truths} for truths in true_ids(told, run).values() if len(truths) > 1]
    assert not merged


def test_every_organization_is_there_once_or_asked_about(size: Size, run: Run) -> None:
    truths = {key: next(iter(found)) for key, found in true_ids(community(size), run).items() if found}
    assert set(truths.values()) == {one["id"] for one in community(size)["organisations"]}
    asked = {key for question in run.results.inventory.questions for key in question.ids}
    found = list(truths.values())
    loose = {run.results.inventory.organization(key).name for key, one in truths.items()
             if found.count(one) > 1 and key not in asked}  # fmt: skip
    assert not loose
    assert len(truths) <= 1.04 * len(set(found)), "staff is asked about too many pairs that are plainly one"


def test_wordings_that_can_be_resolved_are_mapped_or_offered_first(size: Size, run: Run) -> None:
    told = community(size)
    wordings = {one.typed: one.suggestions[:1] for one in run.results.wordings}
    resolvable = [one for one in told["mistakes"] if one["kind"] == "resolvable_wording"]
    shown = labels()
    wrong = [
        (one["raw"], one["clean"], wordings[one["raw"]])
        for one in resolvable
        if one["raw"] in wordings and wordings[one["raw"]] != (shown[one["clean"]],)
    ]
    assert not wrong
    assert sum(one["raw"] in wordings for one in resolvable) <= 0.05 * len(resolvable)


def test_wordings_that_cannot_be_resolved_are_said_and_never_guessed(size: Size, run: Run) -> None:
    told = community(size)
    raws = [one["raw"] for one in told["mistakes"] if one["kind"] == "unresolvable"]
    said = [one.value for one in run.results.problems if one.code == "unclear-value"]
    assert len(said) >= len(set(raws))
    assert all(any(raw.casefold() in value.casefold() for value in said) for raw in raws)


def test_each_need_has_the_providers_it_truly_has(size: Size, run: Run) -> None:
    told = community(size)
    truths = true_ids(told, run)
    found = {
        need.key: {key for one in run.results.covered_by(need) for key in truths[one.id]} for need in run.results.needs
    }
    expected = {
        key: {one["id"] for one in told["organisations"] if need in one[column]} for key, column, need in needs(told)
    }
    assert found == expected


def test_the_shortlist_is_as_short_as_can_be_and_proven(size: Size, run: Run) -> None:
    told, listed = community(size), run.results.shortlist
    assert listed is not None
    covers = [
        {i for i, one in enumerate(told["organisations"]) if need in one[column]} for _, column, need in needs(told)
    ]
    expected = fewest(covers, len(told["organisations"]))
    assert (listed.size, listed.proven) == (expected, True)
    gaps = {key for (key, _, _), cover in zip(needs(told), covers, strict=True) if not cover}
    assert {gap.need.key for gap in listed.gaps} == gaps
