"""A name taken apart: its words in one spelling, its other names, its initials."""

import pytest

from mobility_xlsx.coalition.names import parse, stem


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Inc.", "inc"),
        ("A B C Center", "abc center"),
        ("#5 School", "5 school"),
        ("School No. 5", "school 5"),
        ("3rd St Church", "3rd street church"),
        ("Main St", "main street"),
        ("St Mary", "saint mary"),
        ("Children s Home", "children home"),
        ("Smith & Co", "smith co"),
        ("Mill Co Library", "mill county library"),
        ("Center, 312-555-1234", "center"),
        ("Phase I", "phase 1"),
        ("I Can Center", "i can center"),
        ("The Agency of Boxes", "agency box"),
    ],
)
def test_words_are_canonical(typed: str, words: str) -> None:
    assert " ".join(parse(typed).words) == words


@pytest.mark.parametrize("typed", ["SWAP Stop Wasting Abandoned Property", "Stop Wasting Abandoned Property SWAP"])
def test_a_name_that_carries_its_own_initials_goes_by_the_words(typed: str) -> None:
    name = parse(typed)
    assert name.words == ("stop", "wasting", "abandoned", "property")
    assert name.others == (("swap",),)
    assert name.initials == {"swap"}


@pytest.mark.parametrize(
    ("typed", "words", "doubled"),
    [
        ("Haymarket - Haymarket", "haymarket", True),
        ("Free Clinic Free Clinic", "free clinic", True),
        ("Haymarket - Clinic", "haymarket clinic", False),
        ("Hull House - Uptown / Hull House", "hull house uptown", False),
        ("Forest City Health Center - Uptown - FCHC", "forest city health center uptown", False),
        ("Hull House - Uptown - HH", "hull house uptown hh", False),
    ],
)
def test_a_part_said_twice_is_said_once(typed: str, words: str, doubled: bool) -> None:
    assert (" ".join(parse(typed).words), parse(typed).doubled) == (words, doubled)


@pytest.mark.parametrize(
    ("typed", "bracket", "others"),
    [
        ("Grace Church (downtown)", (), ()),
        ("Grace Church (youth)", ("youth",), ()),
        ("Big Brothers (BBS)", (), (("bbs",),)),
        ("BIG BROTHERS (YOUTH)", ("youth",), ()),
        ("Sunrise House (fka Eastside Shelter)", (), (("eastside", "shelter"),)),
        ("Acme Services dba Helping Hands", (), (("helping", "hand"),)),
    ],
)
def test_a_bracket_is_a_site_another_name_or_nothing(
    typed: str, bracket: tuple[str, ...], others: tuple[tuple[str, ...], ...]
) -> None:
    assert (parse(typed).bracket, parse(typed).others) == (bracket, others)


@pytest.mark.parametrize(
    ("typed", "acronym", "capitals"),
    [("NAACP", "naacp", True), ("Naacp", "naacp", False), ("hhs", "hhs", True), ("Hope House", "", False)],
)
def test_one_short_word_may_stand_for_several(typed: str, acronym: str, capitals: bool) -> None:
    name = parse(typed)
    assert (name.acronym, bool(name.acronym) and name.in_capitals) == (acronym, capitals)


@pytest.mark.parametrize(
    ("word", "single"),
    [
        ("clinics", "clinic"),
        ("agencies", "agency"),
        ("churches", "church"),
        ("boxes", "box"),
        ("campus", "campus"),
        ("business", "business"),
        ("gas", "gas"),
        ("tennis", "tennis"),
        ("hmmms", "hmmms"),
        ("dies", "die"),
    ],
)
def test_words_lose_the_s_of_several(word: str, single: str) -> None:
    assert stem(word) == single


def test_initials_of_three_letters_are_enough_and_of_two_are_not() -> None:
    assert parse("HOH House Of Hope").words == ("hoh", "house", "hope")
    assert parse("BRC Blue River Clinic").words == ("blue", "river", "clinic")
    assert parse("BR Blue River").words == ("br", "blue", "river")
