"""Names of persons: taken apart, and how well two of them agree."""

import pytest

from mobility_xlsx.coalition.personnames import Likeness, PersonName, is_office, likeness, names_an_office, person_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Renee Tate", PersonName("renee", (), "tate")),
        ("Tate, Renee", PersonName("renee", (), "tate")),
        ("Tate, Renee Ann", PersonName("renee", ("ann",), "tate")),
        ("Dr. R. Tate Jr.", PersonName("r", (), "tate", titles=("dr",))),
        ("Renee Tate, Jr.", PersonName("renee", (), "tate")),
        ("Renee Tate (she/her)", PersonName("renee", (), "tate")),
        ("Renee", PersonName(alone="renee")),
        ("Mayor", PersonName(titles=("mayor",))),
        ("the Mayor Ruth Calloway", PersonName("ruth", (), "calloway", titles=("mayor",))),
        ("City Manager", PersonName("city", (), "manager", titles=("manager",))),
        ("Manager Kim Lee", PersonName("kim", (), "lee", titles=("manager",))),
        ("Ana Dean", PersonName("ana", (), "dean", titles=("dean",))),
        ("Tate, Renee, PhD", PersonName("renee", (), "tate")),
        ("Tate,", PersonName(alone="tate")),
        ("Tate, MPA", PersonName(alone="tate")),
        ("Lee, BA", PersonName(alone="lee")),
        ("Jones PhD, Program Manager", PersonName(alone="jones")),
        ("Renee Tate MPA, Program Manager", PersonName("renee", (), "tate")),
        ("Renee Tate PhD MPA", PersonName("renee", (), "tate")),
        ("Tate Jr.", PersonName(alone="tate")),
        ("Ma", PersonName(alone="ma")),
        ("Ma Lee", PersonName("ma", (), "lee")),
        ("Maria de la Cruz", PersonName("maria", ("de", "la"), "cruz")),
        ("Sean O'Hara", PersonName("sean", (), "ohara")),
        ("Renee Tate's", PersonName("renee", (), "tate")),
        ("Renee Tate [retired] ", PersonName("renee", (), "tate")),
        ("", PersonName()),
        ("Renee Tate " + "(" * 32_000 + "B", PersonName("renee", (), "tate")),
    ],
)
def test_a_name_is_taken_apart_however_typed(typed: str, name: PersonName) -> None:
    assert person_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "full"), [("Jo Li", True), ("J. Li", False), ("Jo L.", False), ("Renee", False), ("Mayor", False)]
)
def test_a_full_name_is_a_first_and_a_last_one_of_more_than_a_letter(typed: str, full: bool) -> None:
    assert person_name(typed).is_full == full


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Renee Tate", "Tate, Renee", Likeness.SAME),
        ("Renee A. Tate", "Renee Ann Tate", Likeness.SAME),
        ("Renee A. Tate", "Renee B. Tate", Likeness.NONE),
        ("R. Tate", "Renee Tate", Likeness.SHORT),
        ("Renee T.", "Renee Tate", Likeness.SHORT),
        ("Tate Renee", "Renee Tate", Likeness.SAME),
        ("Rosa Tate", "Rosa Tate Díaz", Likeness.PART),
        ("Renee", "Renee Tate", Likeness.PART),
        ("Tate", "Renee Tate", Likeness.PART),
        ("Renee", "Renee", Likeness.SAME),
        ("Renee", "Luis", Likeness.NONE),
        ("R", "R Tate", Likeness.NONE),
        ("Whitfeld", "Dana Whitfield", Likeness.SLIP),
        ("Danna Whitfield", "Dana Whitfield", Likeness.SLIP),
        ("Dana Whitfeld", "Dana Whitfield", Likeness.SLIP),
        ("Dana Whitfield", "Luis Ortega", Likeness.NONE),
        ("Mayor", "Renee Tate", Likeness.NONE),
        ("Mayor", "Mayor", Likeness.NONE),
        ("Renee A. Tate", "Renee Tate", Likeness.SAME),
        ("Renee A. B. Tate", "Renee B. C. Tate", Likeness.SAME),
        ("Re Tate", "Renee Tate", Likeness.NONE),
        ("Renee T.", "Renee Ortega", Likeness.NONE),
        ("Bob Lee", "Robert Lee", Likeness.SHORT),
        ("Bob Lee", "Bobby Lee", Likeness.SHORT),
        ("Bob Lee", "Will Lee", Likeness.NONE),
        ("Len Lee", "Leonard Lee", Likeness.SHORT),
        ("Xi Lee", "Leonard Lee", Likeness.NONE),
        ("X Lee", "Leonard Lee", Likeness.NONE),
        ("Bob", "Robert Lee", Likeness.PART),
        ("R. Whitfield", "R. Whitfeld", Likeness.NONE),
        ("Jo Whitfield", "Jo Whitfeld", Likeness.SLIP),
        ("Dana Lee", "Dane Lee", Likeness.SLIP),
        ("Ana Lee", "Ada Lee", Likeness.NONE),
        ("Dana Whitfield", "Dana Whitfordd", Likeness.NONE),
        ("Jo", "Jo Tate", Likeness.PART),
        ("Li", "Jo Li", Likeness.PART),
        ("Dana", "Dane Lee", Likeness.NONE),
        ("Danae", "Dana Lee", Likeness.SLIP),
        ("Renes", "Renee Lee", Likeness.SLIP),
        ("Tate Renee", "Renee Ortega", Likeness.NONE),
    ],
)
def test_two_names_agree_as_far_as_they_do(one: str, other: str, how: Likeness) -> None:
    a, b = person_name(one), person_name(other)
    assert (likeness(a, b), likeness(b, a)) == (how, how)


@pytest.mark.parametrize(
    ("typed", "office", "named"),
    [
        ("Executive Director", True, False),
        ("the Mayor's office", True, True),
        ("someone from HR/staff", True, False),
        ("Renee Tate's office", True, True),
        ("Health department Renee", True, True),
        ("Mayor's office: Renee Tate", True, True),
        ("Health department, Renee", True, True),
        ("Renee, IT dept", True, True),
        ("Renee or staff", True, True),
        ("Renee Tate's team", True, True),
        ("Renee at the desk", True, True),
        ("Deputy Mayor", True, False),
        ("The Provost", True, False),
        ("Mayor's liaison", True, False),
        ("Director, Outreach; Youth", True, False),
        ("Renee Tate", False, False),
        ("Director Tate", False, False),
        ("Xin", False, False),
        ("", False, False),
    ],
)
def test_an_office_is_nobodys_name(typed: str, office: bool, named: bool) -> None:
    assert (is_office(typed), names_an_office(typed)) == (office, named)
