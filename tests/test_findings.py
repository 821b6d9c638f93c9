"""What the coalition still needs, as problems: each at the cell where somebody can settle it."""

from msgspec.structs import replace

from mobility_xlsx.choices import people
from mobility_xlsx.coalition.records import (
    Inventory,
    Mention,
    Need,
    NeedKind,
    Nomination,
    Organization,
    Respondent,
    Said,
    Source,
)
from mobility_xlsx.coalition.roster import Team, roster
from mobility_xlsx.findings import coalition_problems, without_joined_names
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.decisions import AlsoKnown, DecidedAt, Decisions, SameRuling, SenderChoice
from mobility_xlsx.form.problems import Place
from mobility_xlsx.run import FileResult
from mobility_xlsx.workbook.results import READ

ANN, LOPEZ, CHEN = (Respondent(name.casefold(), name) for name in ("Ann Lee", "Maria Lopez", "Maria Chen"))
YOUTH = Need(NeedKind.GROUP, "Disengaged youth")
Told = tuple[str, str, str, str]


def told(code: str, inventory: Inventory, decided: Decisions | None = None) -> list[Told]:
    """Every problem of one code: file, cell, value, and what it says."""
    decided = decided or Decisions()
    known = people(inventory, decided)
    found = coalition_problems(inventory, (YOUTH,), known, roster(Team(), ()), decided)
    return [(one.file, one.cell, one.value, one.says) for one in found if one.code == code]


def invited_by(*senders: str) -> Inventory:
    rows = (
        Nomination(
            "Jo Park",
            "Hope",
            ANN.id,
            Source("ann.xlsx", "Part 5 Invitations", f"B{row}"),
            sender=sender,
            sender_source=Source("ann.xlsx", "Part 5 Invitations", f"F{row}"),
        )
        for row, sender in enumerate(senders, 5)
    )
    return Inventory((), (ANN, LOPEZ, CHEN), nominations=tuple(rows))


def mention(part: int, cell: str, name: str = "Hope", **said: str) -> Mention:
    place = Source("ann.xlsx", f"Part {part}", cell)
    return Mention(name, ANN.id, part, place, tuple(Said(field, text, place) for field, text in said.items()))


def test_a_sender_whom_two_people_could_be_is_asked_about_once_at_its_first_cell() -> None:
    (asked,) = told("sender-two", invited_by("Ann Lee", "Maria", "maria"))
    assert asked == ("ann.xlsx", "F6", "Maria", '"Maria" could be Maria Chen or Maria Lopez.')


def test_a_sender_nobody_knows_is_asked_about_at_the_cell_that_names_them() -> None:
    inventory = invited_by("me", "Zoe Quill", "")
    assert told("sender-unknown", inventory) == [
        ("ann.xlsx", "F6", "Zoe Quill", '"Zoe Quill" is to send an invitation but is nobody we know.')
    ]
    assert told("sender-two", inventory) == []


def test_a_name_that_staff_joined_with_another_is_asked_about_no_more() -> None:
    place = Place("ann.xlsx", "Part 4 Benefits", "B6", "Lincoln CC")
    unlisted = tuple(catalogue().problem("partner-unknown", place, name=name) for name in ("lincoln  CC", "Hope"))
    file = FileResult("ann.xlsx", READ, problems=unlisted)
    for answer, left in (("same", ["Hope"]), ("different", ["lincoln  CC", "Hope"])):
        ruling = SameRuling(
            ("Lincoln Community College", "Lincoln CC"), answer, "", DecidedAt("Same organization", "F5")
        )
        (asked,) = without_joined_names((file,), Decisions(same=(ruling,)))
        assert [dict(one.fields)["name"] for one in asked.problems] == left
        assert (asked is file) is (len(left) == 2)


def test_a_sender_of_staff_who_could_be_two_people_is_asked_about_at_their_cell() -> None:
    lines = tuple(
        SenderChoice("Jo Park", "Hope", name, "", DecidedAt("Senders", f"D{row}"))
        for row, name in enumerate(("Zoe Quill", "Maria", "Ann Lee", "Maria"), 5)
    )
    (asked,) = told("decision-sender", invited_by(), Decisions(senders=lines))
    assert asked[:3] == ("Decisions.xlsx", "D6", "Maria")
    assert "Maria Chen or Maria Lopez" in asked[3]


def test_an_organization_that_meets_no_need_is_asked_about_where_parts_2_and_3_name_it() -> None:
    idle = Organization("hope", "Hope", (mention(4, "B7"), mention(2, "B5")), populations=("Veterans",))
    assert told("serves-nothing", Inventory((idle,))) == [
        ("ann.xlsx", "B5", "Hope", '"Hope" serves none of the chosen groups, predictors or assets.')
    ]
    renamed = replace(idle, name="Hope Center")
    assert [(cell, stands) for _, cell, stands, _ in told("serves-nothing", Inventory((renamed,)))] == [("B5", "Hope")]
    assert told("serves-nothing", Inventory((replace(idle, populations=(YOUTH.label,)),))) == []
    assert told("serves-nothing", Inventory((replace(idle, mentions=idle.mentions[:1]),))) == []


def test_two_types_are_asked_about_here_only_where_merging_brought_them_together() -> None:
    types = ("Philanthropy", "Private sector")
    names = (mention(2, "B5", "Hope", type=types[0]), mention(2, "B8", "Hope, Inc.", type=types[1]))
    merged = Organization("hope", "Hope", names, type=types[0], types=types)
    (asked,) = told("types-differ", Inventory((merged,)))
    assert asked[:3] == ("ann.xlsx", "B5", "Hope")
    assert all(kind in asked[3] for kind in types)
    one_name = (names[0], replace(names[1], name="HOPE"))
    assert told("types-differ", Inventory((replace(merged, mentions=one_name),))) == []


def test_an_alias_that_only_start_here_has_is_in_a_returned_workbook() -> None:
    alias = AlsoKnown("The Hub", "Hope", False, DecidedAt("Also known as", "B5"), DecidedAt("Also known as", "D5"))
    decided = Decisions(also_known=(alias,))
    hope = Organization("hope", "Hope", (mention(2, "B5"),), also_known_as=("The Hub",))
    inventory = Inventory((hope,), (ANN,))
    assert [cell for _, cell, _, _ in told("alias-unused", inventory, decided)] == ["B5"]
    works_there = replace(inventory, respondents=(replace(ANN, organization="the hub"),))
    assert told("alias-unused", works_there, decided) == []
