"""Who is meant by a name as typed, and everybody nominated in Part 5 once."""

import pytest

from mobility_xlsx.coalition.findperson import find_person
from mobility_xlsx.coalition.invitees import gather
from mobility_xlsx.coalition.members import Member, MemberKind, members
from mobility_xlsx.coalition.records import Inventory, Nomination, Respondent, Source

PEOPLE = (
    Respondent("dana", "Dana Whitfield"),
    Respondent("luis", "Luis Ortega"),
    Respondent("renee", "Renee Tate"),
    Respondent("ana", "Ana Brandt", "Millbrook Community Foundation", "ana@mcf.example"),
    Respondent("ruth", "Mayor Ruth Calloway"),
)
LUIS = PEOPLE[1]


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Luis Ortega", "luis"),
        ("Ana", "ana"),
        ("Tate, Renee", "renee"),
        ("RENEE TATE", "renee"),
        ("tate renee", "renee"),
        ("Tate, R.", "renee"),
        ("D. Whitfield", "dana"),
        ("Dana W.", "dana"),
        ("Dana K. Whitfield", "dana"),
        ("Ms. Tate", "renee"),
        ("Rene Tate", "renee"),
        ("Whitfeild", "dana"),
        ("Dr. Luis Ortega, PhD", "luis"),
        ("Ana Brandt (MCF)", "ana"),
        ("Renee Tate, Eastside Neighbors United", "renee"),
        ("ana@mcf.example", "ana"),
        ("Mayor Calloway", "ruth"),
        ("the Mayor", "ruth"),
        ("me", "luis"),
        ("Me.", "luis"),
        ("I'll do it", "luis"),
        ("me (Luis)", "luis"),
    ],
)
def test_a_sender_as_typed_is_found(typed: str, person: str) -> None:
    assert find_person(typed, LUIS, PEOPLE).person_id == person


@pytest.mark.parametrize(
    ("typed", "candidates", "reason"),
    [
        ("the Mayor's office", (), "an office, not a person"),
        ("Executive Director", (), "an office, not a person"),
        ("Ruth Calloway's office", ("ruth",), "an office, not a person"),
        ("Ruth Calloway's office, 2nd floor", ("ruth",), "an office, not a person"),
        ("Ana or Renee", ("ana", "renee"), "several people are named"),
        ("me and Ana", ("luis", "ana"), "several people are named"),
        ("Isabel", (), "nobody of this name is known"),
        ("I. Brown", (), "nobody of this name is known"),
        ("TBD", (), "nobody is named"),
        ("", (), "nobody is named"),
    ],
)
def test_what_is_nobody_in_particular_is_asked(typed: str, candidates: tuple[str, ...], reason: str) -> None:
    found = find_person(typed, LUIS, PEOPLE)
    assert (found.person_id, found.candidates, found.reason) == ("", candidates, reason)


def test_a_first_name_that_two_people_bear_is_asked() -> None:
    people = (*PEOPLE, Respondent("ana2", "Ana Ruiz"))
    assert find_person("Ana", LUIS, people).candidates == ("ana", "ana2")
    assert find_person("Ana R.", LUIS, people).person_id == "ana2"


def test_a_short_form_of_a_first_name_is_known() -> None:
    assert find_person("Bob Lee", None, [Respondent("r", "Robert Lee")]).person_id == "r"


def test_two_bearers_of_one_full_name_are_asked() -> None:
    people = [Respondent("a", "Maria Lopez"), Respondent("b", "Maria Lopez")]
    assert find_person("Maria Lopez", None, people).person_id == ""


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


def test_one_name_at_two_organizations_is_two_people_who_may_be_one() -> None:
    found = members([row("Maria Lopez", "Food Bank"), row("Maria Lopez", "Housing Trust", "B10")])
    assert [each.perhaps for each in found] == [("Maria Lopez",), ("Maria Lopez",)]


def test_an_email_address_makes_them_one() -> None:
    rows = [
        row("Maria Lopez", "Food Bank", email="m@x.example"),
        row("M. Lopez", "Housing Trust", "B10", "M@x.example"),
    ]
    assert shown(members(rows)) == [("Maria Lopez", "person", 2)]


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


def test_a_title_that_two_people_bear_is_nobody_in_particular() -> None:
    two = (Respondent("a", "Mayor Ann Lee"), Respondent("b", "Mayor Bea Ray"))
    assert (find_person("the Mayor", None, two).person_id, find_person("the Mayor", None, two[:1]).person_id) == (
        "",
        "a",
    )


def test_a_member_has_an_email_only_when_all_agree() -> None:
    def email(*given: str) -> str:
        return Member("Jo", MemberKind.PERSON, "", tuple(row("Jo Park", email=one) for one in given)).email

    assert [email("jo@a.example", "JO@a.example"), email("jo@a.example", "jo@b.example"), email("")] == [
        "JO@a.example",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Tate, Renee", "the same name: Renee Tate"),
        ("R. Tate", "an initial or a short form: Renee Tate"),
        ("Renee", "a part of the name: Renee Tate"),
        ("Dana Whitfeld", "a letter apart: Dana Whitfield"),
    ],
)
def test_the_reason_says_how_the_name_agrees(typed: str, reason: str) -> None:
    assert find_person(typed, None, PEOPLE).reason == reason
