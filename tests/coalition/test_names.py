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
        ("Of The", "of the"),
        ("Food Bank, Incorp.", "food bank"),
        ("?", "?"),
        ("", "?"),
        ("Ελπίδα", "ελπιδα"),
        # letters that belong together
        ("N.A.A.C.P. Hall", "naacp hall"),
        ("Boys' S.A.Y. Club", "boy say club"),
        ("Boys' S.A.Y Club", "boy say club"),
        ("B 1 C Hall", "b 1 c hall"),
        ("S Hall", "s hall"),
        ("Hall A B", "hall ab"),
        ("Mary?s Hall", "mary hall"),
        ("Mary's", "mary"),
        ("Kids' Hub", "kid hub"),
        ("O'Brien Hall", "obrien hall"),
        ("Parks & Rec", "park recreation"),
        ("Parks+Rec", "park recreation"),
        ("Food Co-Op.", "food cooperative"),
        ("Food Coop", "food cooperative"),
        ("Coopers Hall", "cooper hall"),
        # numbers
        ("School Nr. 5", "school 5"),
        ("School num 5", "school 5"),
        ("School number 5", "school 5"),
        ("Nob Hill", "nob hill"),
        ("One Hope", "1 hope"),
        ("Eighth House", "8th house"),
        ("Tenth House", "10th house"),
        ("V Hall", "v hall"),
        ("Hall V", "hall 5"),
        ("X", "x"),
        ("X Hall", "x hall"),
        ("IV", "4"),
        ("I", "i"),
        # streets, saints, counties and companies
        ("St", "street"),
        ("21st St Hall", "21st street hall"),
        ("42nd St Hall", "42nd street hall"),
        ("4th St Hall", "4th street hall"),
        ("North St Hall", "north saint hall"),
        ("Co", "co"),
        ("Co Hall", "county hall"),
        # abbreviations, alone and of several
        ("Rec Ctrs", "recreation center"),
        ("CU Svcs", "credit union service"),
        ("YWCA", "young women christian association"),
        # telephone numbers
        ("Center 312.555.1234 Hall", "center hall"),
        ("Center (312) 555-1234", "center"),
        ("Center 1312-555-1234", "center 1312 555 1234"),
    ],
)
def test_words_are_canonical(typed: str, words: str) -> None:
    assert " ".join(parse(typed).words) == words


@pytest.mark.parametrize("typed", ["A" + "," * 32_000 + "B", "(" * 32_000 + "B", "Hall " * 6_000, "a," * 16_000])
def test_of_a_name_as_long_as_a_page_the_beginning_is_taken_apart(typed: str) -> None:
    name = parse(typed)
    assert len(name.every_word) < 100
    assert parse(typed + " ").every_word == name.every_word
    assert parse(typed + " Inn").every_word != name.every_word


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
        ("Hull House Hall - Uptown - HHH", "hull house hall uptown", False),
        ("Hull House Hall - Uptown - HHX", "hull house hall uptown hhx", False),
        ("Hull House - Uptown - HHU", "hull house uptown", False),
        ("Hull House - Uptown - House", "hull house uptown house", False),
        ("Hull House - Hull House - Uptown", "hull house uptown", True),
        ("Hull House - HHX", "hull house hhx", False),
        ("HULL HOUSE\u2014Uptown|Hull House", "hull house uptown", False),
        ("Hull House - Uptown - House Hull", "hull house uptown house hull", False),
        ("Hull House: Uptown : Hull House", "hull house uptown hull house", False),
        ("Hope Clinic Hope", "hope clinic hope", False),
        ("Hope Hope", "hope", True),
        ("Hope Hall Hope Hill", "hope hall hope hill", False),
        ("Hope Hall Hill - Hall Hill", "hope hall hill", True),
    ],
)
def test_a_part_said_twice_is_said_once(typed: str, words: str, doubled: bool) -> None:
    assert (" ".join(parse(typed).words), parse(typed).doubled) == (words, doubled)


@pytest.mark.parametrize(
    ("typed", "bracket", "others"),
    [
        ("Grace Church (downtown)", (), ()),
        ("Grace Church (Inc.)", (), ()),
        ("Grace Church (the)", (), ()),
        ("Grace Church (Grace)", (), ()),
        ("Grace Church [here] {office}", (), ()),
        ("Grace Church (youth", ("youth",), ()),
        ("Grace Church (youth) (North Side)", ("youth", "north", "side"), ()),
        ("Grace Church (GC)", (), (("gc",),)),
        ("Grace Church (gc)", (), (("gc",),)),
        ("Grace Church (Foo)", ("foo",), ()),
        ("Grace Church (F.O.O.)", (), (("foo",),)),
        ("Grace Church (FO)", (), (("fo",),)),
        ("Grace Church (F)", ("f",), ()),
        ("Grace Church (X)", ("x",), ()),
        ("Grace Church (F2)", ("f2",), ()),
        ("Grace Church (FOOBARBA)", (), (("foobarba",),)),
        ("Grace Church (FOOBARBAZ)", ("foobarbaz",), ()),
        ("Grace Church (youth)", ("youth",), ()),
        ("Big Brothers (BBS)", (), (("bbs",),)),
        ("BIG BROTHERS (YOUTH)", ("youth",), ()),
        ("Sunrise House (fka Eastside Shelter)", (), (("eastside", "shelter"),)),
        ("Acme Services dba Helping Hands", (), (("helping", "hand"),)),
        ("Acme, formerly known as: Helping Hands", (), (("helping", "hand"),)),
        ("Acme also called Helping a/k/a Hands", (), (("helping",), ("hand",))),
        ("Acme formerly", (), ()),
    ],
)
def test_a_bracket_is_a_site_another_name_or_nothing(
    typed: str, bracket: tuple[str, ...], others: tuple[tuple[str, ...], ...]
) -> None:
    assert (parse(typed).bracket, parse(typed).others) == (bracket, others)


@pytest.mark.parametrize(
    ("typed", "acronym", "capitals"),
    [
        ("NAACP", "naacp", True),
        ("Naacp", "naacp", False),
        ("hhs", "hhs", True),
        ("hhx", "hhx", True),
        ("The HHS, Inc.", "hhs", True),
        ("the Hhsa", "hhsa", False),
        ("Hope House", "", False),
        ("C", "", False),
        ("AB", "ab", True),
        ("ABCDEFGH", "abcdefgh", True),
        ("ABCDEFGHI", "", False),
        ("A1", "", False),
    ],
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
        ("skies", "sky"),
        ("bus", "bus"),
        ("hubs", "hub"),
        ("glass", "glass"),
        ("glasses", "glass"),
        ("dishes", "dish"),
        ("houses", "house"),
        ("club", "club"),
    ],
)
def test_words_lose_the_s_of_several(word: str, single: str) -> None:
    assert stem(word) == single


@pytest.mark.parametrize(
    ("typed", "initials"),
    [
        ("Hope", ""),
        ("Hope House", "hh"),
        ("House of Hope", "hoh hh"),
        ("Boys & Girls Club of Ames", "bagcoa bagca bgca"),
        ("The Food Bank, Inc.", "fb"),
        ("Phase 2 Hall Group", "phg"),
        ("CU North", "cun cn"),
        ("2 Rivers", ""),
        ("1st Baptist Hall", "bh"),
    ],
)
def test_first_letters_give_short_forms_with_and_without_the_little_words(typed: str, initials: str) -> None:
    assert parse(typed).initials == set(initials.split())


def test_initials_of_three_letters_are_enough_and_of_two_are_not() -> None:
    assert parse("HOH House Of Hope").words == ("hoh", "house", "hope")
    assert parse("BRC Blue River Clinic").words == ("blue", "river", "clinic")
    assert parse("BR Blue River").words == ("br", "blue", "river")
