"""What a run asks staff: every need, name, wording, organization and invitation, once, with what the data tell."""

import sys
from pathlib import Path

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent / "workbook"))

from fake_results import small

from mobility_xlsx.coalition.invitees import Invitee, Reply
from mobility_xlsx.coalition.shortlist import Passed
from mobility_xlsx.form.decisions import DecidedAt, ShortlistChoice, decisions_form
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
    chosen = ShortlistChoice(found.keep_informed[0].name, "keep_informed", "", DecidedAt("Shortlist", "D5"))
    results = replace(results, decisions=replace(results.decisions, shortlist=(chosen,)))
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


def test_who_answered_keeps_their_lines_and_is_told_as_they_answered() -> None:
    results = small()
    found = results.shortlist
    assert found is not None
    one = found.next_best[0]
    gone = Invitee(one.id, "", one.name, one.id, reply=Reply("declined", "2026-11-20", "no capacity"))
    asked = replace(results.assignment, answered=(gone,))
    listed = replace(found, declined=(Passed(one.id, one.name, "It declined.", "", False),))
    lines = questions(replace(results, assignment=asked, shortlist=listed)).questions
    about = [line for line in lines if line.texts.get("organization") == one.name]
    assert {line.part: line.texts.get("stands", line.texts.get("status")) for line in about} == {
        "shortlist": "Declined 2026-11-20",
        "senders": "Declined 2026-11-20",
        "replies": None,
    }


def test_an_organization_written_to_by_a_persons_name_keeps_its_line() -> None:
    results = small()
    one = results.inventory.organizations[0]
    asked = replace(results.assignment.invitations[0], invitee=Invitee(one.id, "Dr. Ochoa", one.name, one.id))
    told = questions(replace(results, assignment=replace(results.assignment, invitations=(asked,)))).questions
    line = next(line for line in told if line.part == "replies")
    assert line.texts["invitee"] == "Dr. Ochoa"
    assert {"invitee": one.name, "organization": one.name} in line.known_as


def test_who_only_part_5_wants_informed_is_not_told_as_decided_by_staff() -> None:
    results = small()
    assert results.shortlist is not None
    informed = results.shortlist.keep_informed[0].name
    lines = (one for one in questions(results).questions if one.part == "shortlist")
    line = next(one for one in lines if one.texts["organization"] == informed)
    assert line.texts["stands"] == "Kept informed, as Part 5 asks"
