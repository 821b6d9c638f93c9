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
    ],
)
def test_a_name_is_taken_apart_however_typed(typed: str, name: PersonName) -> None:
    assert person_name(typed) == name


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
        ("Renee Tate", False, False),
        ("", False, False),
    ],
)
def test_an_office_is_nobodys_name(typed: str, office: bool, named: bool) -> None:
    assert (is_office(typed), names_an_office(typed)) == (office, named)
