"""Who is meant by a name as typed: a first name, "Last, First", "me", an office, nobody."""

import pytest

from mobility_xlsx.coalition.findperson import PersonFound, find_person
from mobility_xlsx.coalition.records import Respondent

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
        ("me or Ana", ("luis", "ana"), "several people are named"),
        ("Me/Renee", ("luis", "renee"), "several people are named"),
        ("Mayor, City Hall office", (), "an office, not a person"),
        ("Ana & Zoe", ("ana",), "several people are named"),
        ("Zoe, Xenia and Yves", (), "several people are named"),
        ("Deputy Mayor", (), "an office, not a person"),
        ("the Pastor", (), "an office, not a person"),
        *((nobody, (), "nobody is named") for nobody in ("TBD", "tba", "Unknown", "N/A", "NA", "none", "Nobody")),
        *((nobody, (), "nobody is named") for nobody in ("not sure", "Unsure", "???", "2", "")),
    ],
)
def test_what_is_nobody_in_particular_is_asked(typed: str, candidates: tuple[str, ...], reason: str) -> None:
    found = find_person(typed, LUIS, PEOPLE)
    assert (found.person_id, found.candidates, found.reason) == ("", candidates, reason)


def test_a_first_name_that_two_people_bear_is_asked() -> None:
    people = (*PEOPLE, Respondent("ana2", "Ana Ruiz"))
    assert find_person("Ana", LUIS, people) == PersonFound(
        "", ("ana", "ana2"), "several people fit: Ana Brandt, Ana Ruiz"
    )
    assert find_person("Ana R.", LUIS, people).person_id == "ana2"


def test_a_short_form_of_a_first_name_is_known() -> None:
    assert find_person("Bob Lee", None, [Respondent("r", "Robert Lee")]).person_id == "r"


def test_two_bearers_of_one_full_name_are_asked() -> None:
    people = [Respondent("a", "Maria Lopez"), Respondent("b", "Maria Lopez")]
    assert find_person("Maria Lopez", None, people).person_id == ""


def test_a_title_that_two_people_bear_is_nobody_in_particular() -> None:
    two = (Respondent("a", "Mayor Ann Lee"), Respondent("b", "Mayor Bea Ray"))
    assert find_person("the Mayor", None, two) == PersonFound("", ("a", "b"), "an office, not a person")
    assert find_person("the Mayor", None, two[:1]) == PersonFound("a", ("a",), "the only one with this title")
    assert find_person("the Officer", None, [Respondent("o", "Officer Kim Lee")]).person_id == "o"


def test_an_address_that_two_people_share_is_nobody_in_particular() -> None:
    two = [Respondent("a", "Jo Park", email="hub@x.example"), Respondent("b", "Ed Lee", email="HUB@x.example")]
    assert find_person("hub@x.example", None, two) == PersonFound("", (), "nobody of this name is known")


def test_nobody_is_meant_by_me_where_nobody_writes() -> None:
    assert find_person("me", None, PEOPLE) == PersonFound("", (), "nobody of this name is known")


def test_one_respondent_whose_name_stands_twice_is_one_person() -> None:
    twice = [Respondent("a", "Renee Tate"), Respondent("a", "Tate, Renee")]
    assert find_person("Renee Tate", None, twice) == PersonFound("a", ("a",), "the same name: Renee Tate")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Tate, Renee", "the same name: Renee Tate"),
        ("R. Tate", "an initial or a short form: Renee Tate"),
        ("Renee", "a part of the name: Renee Tate"),
        ("Dana Whitfeld", "a letter apart: Dana Whitfield"),
        ("ask ANA@mcf.example", "same email address"),
        ("the Mayor", "the only one with this title"),
        ("Tate / R. Tate", "the same person twice"),
        ("it's me", "whoever filled in this workbook"),
    ],
)
def test_the_reason_says_how_the_name_agrees(typed: str, reason: str) -> None:
    found = find_person(typed, LUIS, PEOPLE)
    assert (bool(found.person_id), found.reason) == (True, reason)
