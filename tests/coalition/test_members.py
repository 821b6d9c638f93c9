"""Everybody nominated in Part 5 once: persons, offices, organizations."""

from dataclasses import replace

import pytest

from mobility_xlsx.coalition.invitees import gather
from mobility_xlsx.coalition.members import Member, MemberKind, members
from mobility_xlsx.coalition.records import Inventory, Nomination, Source


def row(member: str, organization: str = "", cell: str = "B9", email: str = "", invite_as: str = "") -> Nomination:
    source = Source("ana.xlsx", "Part 5 Invitations", cell)
    identity = organization.casefold().replace(" ", "-")
    return Nomination(member, organization, "ana", source, email, invite_as, organization_id=identity)


def shown(found: tuple[Member, ...]) -> list[tuple[str, str, int]]:
    return [(each.name, str(each.kind), len(each.nominations)) for each in found]


def test_one_person_named_by_several_is_one_member() -> None:
    rows = [
        row("Lopez, Maria", "Food Bank", "B9"),
        row("MARIA LOPEZ", "Food Bank", "B10"),
        row("M. Lopez", "Food Bank", "B11"),
        row("Maria Lopez", "", "B12"),
    ]
    assert shown(members(rows)) == [("Maria Lopez", "person", 4)]
    assert members(rows) == members(rows[::-1])


def test_a_person_is_called_by_the_spelling_with_capitals_and_accents_where_they_belong() -> None:
    rows = tuple(row(name, "Food Bank", f"B{i}") for i, name in enumerate(("ROSA DÍAZ", "Rosa Diaz", "Rosa Díaz"), 5))
    assert [one.member for one in gather(Inventory((), nominations=rows))] == ["Rosa Díaz"]
    assert [one.member for one in gather(Inventory((), nominations=rows[:2]))] == ["Rosa Diaz"]


def test_a_place_that_is_in_no_inventory_is_called_as_in_the_first_cell() -> None:
    rows = (row("Jo Li", "Elm Inn", "B5"), row("Jo Li", "ELM INN", "B6"))
    unknown = tuple(replace(one, organization_id="") for one in rows)
    assert [one.organization for one in gather(Inventory((), nominations=unknown[::-1]))] == ["Elm Inn"]


def test_one_name_at_two_organizations_is_two_people_who_may_be_one() -> None:
    found = members([row("Maria Lopez", "Food Bank"), row("Maria Lopez", "Housing Trust", "B10")])
    assert [each.perhaps for each in found] == [("Maria Lopez",), ("Maria Lopez",)]


def test_an_email_address_makes_them_one() -> None:
    rows = [
        row("Maria Lopez", "Food Bank", email="m@x.example"),
        row("M. Lopez", "Housing Trust", "B10", "M@x.example"),
    ]
    assert shown(members(rows)) == [("Maria Lopez", "person", 2)]


@pytest.mark.parametrize(
    ("one", "other", "joined", "perhaps"),
    [
        (("Maria Lopez", "Food Bank"), ("M. Lopez", "Food Bank"), True, False),
        (("Maria Lopez", "Food Bank"), ("Maria", "Food Bank"), True, False),
        (("Jo Li", "Food Bank"), ("JO LI", "Food Bank"), True, False),
        (("Maria Lopez", "Food Bank"), ("Mario Lopez", "Food Bank"), False, True),
        (("Maria Lopez", "Food Bank"), ("Anna Lopez", "Food Bank"), False, False),
        (("A. B.", "Food Bank"), ("A. B.", "Food Bank"), False, False),
        (("Maria Lopez", "Food Bank"), ("Lopez, Maria", ""), True, False),
        (("Maria Lopez", ""), ("Lopez, Maria", ""), True, False),
        (("Maria Lopez", "Food Bank"), ("M. Lopez", ""), False, True),
        (("M. Lopez", "Food Bank"), ("Maria Lopez", ""), False, True),
        (("M. Lopez", ""), ("Maria Lopez", ""), False, True),
        (("Maria", "Food Bank"), ("Maria", ""), False, True),
        (("Maria Lopez", "Food Bank"), ("Maria Lopez", "Housing Trust"), False, True),
        (("Maria Lopez", "Food Bank", "m@a.example"), ("M. Lopez", "Housing Trust", "M@a.example"), True, False),
        (("Maria Lopez", "Food Bank", "m@a.example"), ("M. Lopez", "", "m@a.example"), True, False),
        (("Maria Lopez", "Food Bank", "m@a.example"), ("Mario Lopez", "Food Bank", "m@a.example"), True, False),
        (("Maria Lopez", "Food Bank", "m@a.example"), ("Sam Stone", "Food Bank", "m@a.example"), False, False),
        (("Maria Lopez", "Food Bank", "m@a.example"), ("Maria Lopez", "Food Bank", "m@b.example"), True, False),
        (("Maria Lopez", "Food Bank", "m@a.example"), ("Maria Lopez", "", "m@b.example"), False, True),
        (("Maria Lopez", "Food Bank", "m@a.example"), ("Maria Lopez", ""), True, False),
    ],
)
def test_two_rows_name_one_person_or_two_who_may_be_one(
    one: tuple[str, ...], other: tuple[str, ...], joined: bool, perhaps: bool
) -> None:
    def rows(*drawn: tuple[str, ...]) -> list[Nomination]:
        return [row(name, where, f"B{9 + i}", *email) for i, (name, where, *email) in enumerate(drawn)]

    for found in (members(rows(one, other)), members(rows(other, one))):
        assert (len(found) == 1, all(each.perhaps for each in found)) == (joined, perhaps)


def test_a_row_that_fits_two_people_is_a_third() -> None:
    rows = [
        row("Maria Lopez", "Food Bank"),
        row("Marta Lopez", "Food Bank", "B10"),
        row("M. Lopez", "Food Bank", "B11"),
    ]
    assert [(each.name, each.perhaps) for each in members(rows)] == [
        ("M. Lopez", ("Maria Lopez", "Marta Lopez")),
        ("Maria Lopez", ("M. Lopez", "Marta Lopez")),
        ("Marta Lopez", ("M. Lopez", "Maria Lopez")),
    ]


def test_a_name_without_an_organization_makes_no_two_people_of_two_organizations_one() -> None:
    rows = [row("Maria Lopez", where, f"B{i}") for i, where in enumerate(["", "Food Bank", "Housing Trust"])]
    assert [(each.organization_id, len(each.nominations)) for each in members(rows)] == [
        ("", 1),
        ("food-bank", 1),
        ("housing-trust", 1),
    ]


def test_an_email_address_holds_two_organizations_together_for_rows_without_one() -> None:
    drawn = [("Food Bank", ""), ("Food Bank", "m@a.example"), ("Housing Trust", ""), ("Housing Trust", "m@a.example")]
    rows = [row("Maria Lopez", where, f"B{i}", email) for i, (where, email) in enumerate(drawn)]
    assert shown(members(rows)) == [("Maria Lopez", "person", 4)]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (("M. Lopez", "Maria Lopez"), "Maria Lopez"),
        (("Maria", "Maria Lopez"), "Maria Lopez"),
        (("MARIA LOPEZ", "Lopez, Maria"), "Lopez, Maria"),
        (("maria lopez", "Lopez, Maria"), "Lopez, Maria"),
        (("Lopez, Maria G.", "Maria Lopez"), "Maria Lopez"),
        (("Maria Lopez", "Maria G. Lopez"), "Maria G. Lopez"),
        (("Maria  Lopez", "Maria Lopez"), "Maria Lopez"),
        (("MARIA LOPEZ", "maria lopez"), "maria lopez"),
    ],
)
def test_the_fullest_spelling_of_a_person_is_shown(typed: tuple[str, ...], shown: str) -> None:
    for order in (typed, typed[::-1]):
        rows = [row(name, "Food Bank", f"B{i}") for i, name in enumerate(order)]
        assert [each.name for each in members(rows)] == [shown]


def test_members_stand_by_name_then_organization_then_place() -> None:
    rows = [
        row("the Mayor", "City", "B14"),
        row("Maria Lopez", "Housing Trust", "B13"),
        row("director", "", "B12"),
        row("Director", "", "B11"),
        row("Maria Lopez", "Food Bank", "B10"),
        row("Director", "Food Bank", "B9"),
        row("", "Food Bank", "B8"),
    ]
    found = members(rows)
    assert [
        (each.name, each.kind, each.organization_id, [one.source.cell for one in each.nominations]) for each in found
    ] == [
        ("Director", "office", "", ["B11", "B12"]),
        ("Director", "office", "food-bank", ["B9"]),
        ("Food Bank", "organization", "food-bank", ["B8"]),
        ("Maria Lopez", "person", "food-bank", ["B10"]),
        ("Maria Lopez", "person", "housing-trust", ["B13"]),
        ("the Mayor", "office", "city", ["B14"]),
    ]


def test_an_organization_not_in_the_inventory_is_known_by_its_name() -> None:
    def unmatched(organization: str, cell: str) -> Nomination:
        return replace(row("", organization, cell), organization_id="")

    rows = [unmatched("Food Bank", "B11"), unmatched("FOOD BANK", "B12"), unmatched("Hub", "B13")]
    assert shown(members(rows)) == [("Food Bank", "organization", 2), ("Hub", "organization", 1)]


def test_offices_and_organizations_are_no_people() -> None:
    rows = [row("Executive Director", "Food Bank"), row("", "Food Bank", "B10"), row("Food Bank", "Food Bank", "B11")]
    assert shown(members(rows)) == [("Executive Director", "office", 1), ("Food Bank", "organization", 2)]


def test_a_community_member_is_a_person_even_under_the_name_of_an_organization() -> None:
    found = members([row("Grace", "Grace", invite_as="Community member")])
    assert found[0].kind is MemberKind.PERSON


def test_one_person_is_invited_once_however_spelled() -> None:
    rows = [row("Lopez, Maria", "Food Bank", "B9"), row("Maria Lopez", "Food Bank", "B10"), row("M. Lopez", "", "B11")]
    asked = gather(Inventory((), nominations=tuple(rows)))
    assert [(each.member, each.organization, len(each.sources)) for each in asked] == [
        ("M. Lopez", "", 1),
        ("Maria Lopez", "Food Bank", 2),
    ]


def test_a_member_has_an_email_only_when_all_agree() -> None:
    def email(*given: str) -> str:
        return Member("Jo", MemberKind.PERSON, "", tuple(row("Jo Park", email=one) for one in given)).email

    assert [email("jo@a.example", "JO@a.example"), email("jo@a.example", "jo@b.example"), email("")] == [
        "JO@a.example",
        "",
        "",
    ]
