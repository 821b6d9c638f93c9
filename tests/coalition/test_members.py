"""Everybody named in Part 5 once, under the best spelling of their name."""

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition.invitees import gather
from mobility_xlsx.coalition.members import one_spelling
from mobility_xlsx.coalition.records import Inventory, Nomination, Source


def row(member: str, organization: str = "", cell: str = "B9", email: str = "", invite_as: str = "") -> Nomination:
    source = Source("ana.xlsx", "Part 5 Invitations", cell)
    identity = organization.casefold().replace(" ", "-")
    return Nomination(member, organization, "ana", source, email, invite_as, organization_id=identity)


def spelled(*drawn: tuple[str, ...]) -> list[str]:
    """What each row's person is called, "" where a row names none; rows are drawn as name, organization and email."""
    rows = [row(name, where, f"B{9 + i}", *email) for i, (name, where, *email) in enumerate(drawn)]
    known, again = one_spelling(rows), one_spelling(rows[::-1])
    assert known == again
    return [known.get(each, "") for each in rows]


def test_one_person_named_by_several_has_one_spelling() -> None:
    names = ("Lopez, Maria", "MARIA LOPEZ", "M. Lopez", "Maria Lopez")
    assert spelled(*((name, "Food Bank") for name in names)) == ["Maria Lopez"] * 4


def test_a_person_is_called_by_the_spelling_with_capitals_and_accents_where_they_belong() -> None:
    rows = tuple(row(name, "Food Bank", f"B{i}") for i, name in enumerate(("ROSA DÍAZ", "Rosa Diaz", "Rosa Díaz"), 5))
    assert [one.member for one in gather(Inventory((), nominations=rows))] == ["Rosa Díaz"]
    assert [one.member for one in gather(Inventory((), nominations=rows[:2]))] == ["Rosa Diaz"]


def test_a_place_that_is_in_no_inventory_is_called_as_in_the_first_cell() -> None:
    rows = (row("Jo Li", "Elm Inn", "B5"), row("Jo Li", "ELM INN", "B6"))
    unknown = tuple(replace(one, organization_id="") for one in rows)
    assert [one.organization for one in gather(Inventory((), nominations=unknown[::-1]))] == ["Elm Inn"]


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (("Maria Lopez",), ("M. Lopez",), True),
        (("Maria Lopez",), ("Maria",), True),
        (("Jo Li",), ("JO LI",), True),
        (("Maria Lopez",), ("Mario Lopez",), False),
        (("Maria Lopez",), ("Anna Lopez",), False),
        (("Mario Lopez", "m@a.example"), ("Maria Lopez", "m@a.example"), True),
        (("Maria Lopez", "m@a.example"), ("Sam Stone", "m@a.example"), False),
        (("Maria Lopez", "m@a.example"), ("M. Lopez", "m@b.example"), True),
    ],
)
def test_two_rows_of_an_organization_name_one_person_or_two(
    one: tuple[str, ...], other: tuple[str, ...], joined: bool
) -> None:
    found = spelled(*((name, "Food Bank", *email) for name, *email in (one, other)))
    assert found == [one[0], one[0] if joined else other[0]]


def test_a_row_that_fits_two_people_is_a_third() -> None:
    names = ("Maria Lopez", "Marta Lopez", "M. Lopez")
    assert spelled(*((name, "Food Bank") for name in names)) == list(names)


def test_an_email_address_of_another_organization_puts_a_short_name_in_doubt() -> None:
    known, short = ("Maria Lopez", "Food Bank"), ("M. Lopez", "Food Bank", "m@a.example")
    assert spelled(known, short, ("Sam Stone", "Housing Trust", "m@a.example"))[1] == "Maria Lopez"
    assert spelled(known, short, ("Maria Lopez", "Housing Trust", "M@a.example"))[1] == "M. Lopez"
    assert spelled(known, short, ("Maria Lopez", "Housing Trust", "m@b.example"))[1] == "Maria Lopez"


def test_every_organization_spells_its_people_as_it_does() -> None:
    rows = (("Maria Lopez", "Food Bank", "m@a.example"), ("M. Lopez", "Housing Trust", "m@a.example"))
    assert spelled(*rows, ("Lopez, Maria", "")) == ["Maria Lopez", "M. Lopez", "Lopez, Maria"]


def test_without_an_organization_only_a_full_name_says_who_it_is() -> None:
    assert spelled(("Lopez, Maria", ""), ("Maria Lopez", "")) == ["Maria Lopez", "Maria Lopez"]
    assert spelled(("M. Lopez", ""), ("Maria Lopez", "")) == ["M. Lopez", "Maria Lopez"]
    assert spelled(("MARIA", ""), ("Maria", "")) == ["MARIA", "Maria"]
    emails = ("m@a.example", "m@b.example")
    assert spelled(*(("Lopez, Maria", "", emails[0]), ("Maria Lopez", "", emails[1]))) == ["Maria Lopez"] * 2


def test_a_full_name_that_two_people_bear_says_nobody() -> None:
    alone = (("Lopez, Maria", ""), ("Maria Lopez", ""))
    both = (("Maria Lopez", "Food Bank"), ("Maria Lopez", "Housing Trust"))
    assert spelled(*both, *alone) == ["Maria Lopez", "Maria Lopez", "Lopez, Maria", "Maria Lopez"]
    apart = (("Maria Lopez", "Food Bank", "m@a.example"), ("Maria Lopez", "", "m@b.example"))
    assert spelled(*apart, alone[0]) == ["Maria Lopez", "Maria Lopez", "Lopez, Maria"]


def test_offices_and_organizations_are_no_people() -> None:
    assert spelled(("Executive Director", "Food Bank"), ("", "Food Bank"), ("Food Bank", "Food Bank")) == [""] * 3


def test_a_community_member_is_a_person_even_under_the_name_of_an_organization() -> None:
    grace = row("Grace", "Grace", invite_as="Community member")
    assert one_spelling([grace]) == {grace: "Grace"}


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
    assert spelled(*((name, "Food Bank") for name in typed)) == [shown] * len(typed)


def test_one_person_is_invited_once_however_spelled() -> None:
    rows = [row("Lopez, Maria", "Food Bank", "B9"), row("Maria Lopez", "Food Bank", "B10"), row("M. Lopez", "", "B11")]
    asked = gather(Inventory((), nominations=tuple(rows)))
    assert [(each.member, each.organization, len(each.sources)) for each in asked] == [
        ("M. Lopez", "", 1),
        ("Maria Lopez", "Food Bank", 2),
    ]
