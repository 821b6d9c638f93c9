"""Which names are compared at all, and where a word or a crowd is too common to tell anything."""

from string import ascii_lowercase

import pytest

from mobility_xlsx.coalition.blocking import Pair, candidates
from mobility_xlsx.coalition.names import parse


def pairs(*names: str) -> tuple[Pair, ...]:
    return candidates([parse(name) for name in names])


def unique(count: int, before: str = "") -> list[str]:
    """So many words that no two names share, as far apart as words can be."""
    return [before + ascii_lowercase[i // 26] * 3 + ascii_lowercase[i % 26] * 3 for i in range(count)]


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        ("Bridgeway Center", "Bridgeway Language Center", True),
        ("Bridgeway Hall", "Bridgeway Inn", True),
        ("Bridgeway North Hall", "Bridgeway South Inn", False),
        ("Bridgeway North Hall Annex", "Bridgeway South Hall Inn", True),
        ("Alfa Bravo Coda Bridgeway", "Bridgeway", True),
        ("Bridgway Langage", "Bridgeway Language Center", True),
        ("Bridgway Langage Hall", "Bridgeway Language Inn", False),
        ("Hall", "Hell", True),
        ("Inn", "Ion", False),
        ("Bridgeway", "Brigdeway", True),
        ("Greenpond", "Green Pond", True),
        ("Hope Church Center", "Center Hope Church", True),
        ("Sunrise House (formerly Eastside Shelter)", "Eastside Shelter", True),
        ("Sunrise House (formerly East Side)", "Eastside", True),
        ("FCC", "Forest City College", True),
        ("Forest City College", "FCC", True),
        ("Sunrise (FCC)", "Forest City College", True),
        ("FCB", "Forest City College", False),
        ("Food Bank", "Housing Trust", False),
    ],
)
def test_names_are_compared_that_share_enough_of_their_words_letters_or_initials(
    one: str, other: str, compared: bool
) -> None:
    assert pairs(one, other) == pairs(other, one) == (((0, 1),) if compared else ())


def test_no_name_is_compared_with_itself() -> None:
    assert pairs("Forest City College (FCC)") == ()


def test_a_word_everybody_uses_is_the_right_spelling_however_often_it_is_misspelled() -> None:
    assert (0, 1) in pairs("Comunity Langage", "Community Language", "Comunity Zoo", "Comunity Inn")


def test_short_words_stand_between_no_two_longer_ones() -> None:
    assert (0, 1) in pairs("Hale", "Hall", "Hal Inn", "Hal Den", "Hal Pub")


def test_very_long_words_are_compared_with_the_same_and_not_looked_through_for_slips() -> None:
    page = "".join(unique(26 * 26)) * 3
    assert pairs(page, page, page[1:]) == ((0, 1),)


def test_the_three_rarest_words_of_a_name_are_looked_up() -> None:
    assert pairs("Alfa Bravo Coda Delta", "Alfa", "Bravo", "Coda", "Delta", "Delta") == ((0, 1), (0, 2), (0, 3), (4, 5))


@pytest.mark.parametrize(("count", "compared"), [(40, 780), (41, 0)])
def test_a_word_in_more_than_forty_names_is_looked_up_only_with_another(count: int, compared: int) -> None:
    assert len(pairs(*unique(count, "Oak "))) == compared


@pytest.mark.parametrize(("count", "compared"), [(41, 820), (60, 1770), (61, 0)])
def test_two_words_that_more_than_sixty_names_share_tell_nothing(count: int, compared: int) -> None:
    assert len(pairs(*unique(count, "Oak Elm "))) == compared


def test_of_an_acronym_and_very_many_names_sixty_are_compared() -> None:
    assert [one for one, _ in pairs("OH", *unique(61, "Oak H"))].count(0) == 60


@pytest.mark.parametrize(
    ("common", "compared"), [("Oak Elm", True), ("Community Center", False), ("Oak Center", False)]
)
def test_two_common_words_count_beside_a_rarer_one_unless_all_names_use_them(common: str, compared: bool) -> None:
    first, second = common.split()
    fillers = [*unique(41, f"{first} "), *unique(41, f"{second} ")]
    found = pairs(f"Zebra {common}", f"Lion {common}", "Zebra Inn", "Lion Den", *fillers)
    assert ((0, 1) in found) == compared


@pytest.mark.parametrize(("count", "compared"), [(40, True), (41, False)])
def test_a_word_in_forty_names_still_tells_beside_common_ones(count: int, compared: bool) -> None:
    fillers = [*unique(45, "Oak "), *unique(45, "Elm "), *unique(count - 1, "Zebra ")]
    assert ((0, 1) in pairs("Zebra Oak Elm", "Lion Oak Elm", "Lion Den", *fillers)) == compared


def test_where_all_words_are_common_the_rarest_is_looked_up_with_each_other() -> None:
    fillers = [*unique(41, "Oak "), *unique(42, "Elm "), *unique(43, "Ash ")]
    found = pairs("Oak Elm Ash Yxyx", "Oak Elm Xyxy", "Oak Ash Vwvw", "Elm Ash Wvwv", *fillers)
    assert [pair for pair in found if pair < (4, 0) and pair[1] < 4] == [(0, 1), (0, 2)]


def test_words_that_all_names_share_count_where_there_is_no_rarer_one() -> None:
    fillers = [*unique(41, "Community "), *unique(41, "Center ")]
    assert (0, 1) in pairs("Community Center Xyxy", "Community Center Yxyx", *fillers)
