"""What a run asks staff: every need, name, wording, organization and invitation, once, with what the data tell."""

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "workbook"))

from fake_results import small

from mobility_xlsx.form.decisions import decisions_form
from mobility_xlsx.form.keeping import identity
from mobility_xlsx.questions import questions


def test_nothing_is_asked_twice_and_every_column_exists() -> None:
    asked = questions(small())
    keys = [(one.part, identity(one.part, one.texts)) for one in asked.questions]
    assert len(keys) == len(set(keys))
    for one in asked.questions:
        columns = {column.key: column for column in decisions_form().part(one.part).columns}
        assert set(one.texts) <= set(columns)
        assert all(columns[key].given for key in one.given)


def test_needs_stand_with_their_votes_and_the_figures_beside_them() -> None:
    results = small()
    lines = {one.texts["need"]: one.texts for one in questions(results).questions if one.part == "needs"}
    assert [lines[need.label]["votes"] for need in results.needs] == [str(need.votes) for need in results.needs]
    told = lines["Housing stability"]["figures"]
    assert (
        told
        == "4.3 percent of public school children were homeless at some time in the school year. (2024, serious issues)"
    )


def test_the_shortlist_comes_first_then_the_next_best_then_everybody_by_name() -> None:
    results = small()
    found = results.shortlist
    assert found is not None
    lines = [one.texts for one in questions(results).questions if one.part == "shortlist"]
    assert {line["organization"] for line in lines[: found.size]} == {pick.name for pick in found.picks}
    stands = [line["stands"] for line in lines]
    assert stands[: found.size] == ["On the list"] * found.size
    assert stands[found.size : found.size + 4] == ["Next best"] * 4
    assert sorted(filter(None, stands[found.size + 4 :])) == [
        "Kept informed, as you decided",
        "Left out, as you decided",
    ]
    assert len(lines) == len(results.inventory.organizations)


def test_an_organization_is_asked_for_under_every_name_it_was_given() -> None:
    results = small()
    one = results.inventory.organizations[0]
    named = replace(one, name="Forest City College", also_known_as=("FCC",))
    inventory = replace(results.inventory, organizations=(named, *results.inventory.organizations[1:]))
    asked = questions(replace(results, inventory=inventory))
    line = next(each for each in asked.questions if each.texts.get("organization") == "Forest City College")
    assert {"organization": "FCC"} in line.known_as
    assert "fcc" in asked.present


def test_every_invitation_is_asked_about_twice_who_sends_and_what_came_of_it() -> None:
    results = small()
    asked = questions(results).questions
    invited = [(one.invitee.who, one.invitee.organization) for one in results.assignment.invitations]
    for part in ("senders", "replies"):
        assert [(one.texts["invitee"], one.texts["organization"]) for one in asked if one.part == part] == invited
