"""Wordings mapped to labels: silently only when listed, in sight when one label is clearly nearest, else asked."""

import runpy
from pathlib import Path

import pytest
from msgspec.structs import replace
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from mobility_xlsx.form.answers import Match
from mobility_xlsx.form.declaration import languages, load_form, reading_form
from mobility_xlsx.form.parts import Label, Vocabulary
from mobility_xlsx.form.wording import (
    _likenesses,
    clearly_meant,
    is_unclear,
    kept_by_identity,
    meaning,
    wordings,
)
from mobility_xlsx.text import fold

FORM = reading_form()
BENCH = Path(__file__).parents[1] / "benches" / "bench_wording.py"


def match(vocabulary: str, text: str) -> tuple[Match, str]:
    said = meaning(text, FORM.vocabulary(vocabulary))
    return said.match, said.label.text if said.label else ""


def test_one_typo_still_leads_to_the_label() -> None:
    counts, wrong = runpy.run_path(str(BENCH))["measured"](rounds=2)
    assert counts["right first"] / counts["all"] >= 0.95
    assert counts["wrong"] / counts["all"] < 0.005, wrong
    assert counts["automatic"] / counts["all"] > 0.8


def test_case_blanks_hyphens_quotes_and_aliases_map_silently() -> None:
    assert match("predictors", "WEALTH BUILDING  opportunities.") == (Match.EXACT, "Wealth-building opportunities")
    assert match("predictors", "Wealth\u2011building\u00a0opportunities") == (
        Match.EXACT,
        "Wealth-building opportunities",
    )
    assert match("assets", "datasharing") == (Match.EXACT, "Data sharing")
    assert match("groups", "people who involved with the justice system") == (
        Match.ALIAS,
        "People involved in the justice system",
    )


def test_a_slip_of_the_pen_is_mended_in_sight() -> None:
    assert match("predictors", "Housing stabilty") == (Match.NEAR, "Housing stability")
    assert match("groups", "Disengaged youths") == (Match.NEAR, "Disengaged youth")
    assert match("assets", "Research & analytic capacity") == (Match.NEAR, "Research and analytic capacity")
    assert match("assets", "political influence (clout)") == (Match.NEAR, "Political clout")


@pytest.mark.parametrize(
    ("vocabulary", "text"),
    [
        ("predictors", "Economic exclusion"),
        ("predictors", "Unjust policing"),
        ("predictors", "Housing instability"),
        ("predictors", "Housing unaffordability"),
        ("predictors", "Housing supply"),
        ("predictors", "Racial equity"),
        ("predictors", "Financial literacy"),
        ("predictors", "Political polarization"),
        ("predictors", "Safety from fire"),
        ("predictors", "Environmental justice"),
        ("predictors", "Digital literacy"),
        ("groups", "People age 55 and older"),
        ("groups", "People without disabilities"),
        ("groups", "Workers making high wages"),
        ("groups", "Residents with high incomes"),
        ("groups", "Engaged youth"),
        ("groups", "Upper-class residents"),
        ("groups", "Immigrant women"),
        ("groups", "veterans"),
        ("groups", "rural residents"),
        ("assets", "Physical resources"),
        ("assets", "Meeting space"),
        ("assets", "cloud"),
        ("types", "Public sector"),
        ("types", "Sports club"),
        ("closeness", "Knows them well"),
    ],
)
def test_other_words_are_never_taken_for_a_label(vocabulary: str, text: str) -> None:
    assert match(vocabulary, text) == (Match.OWN, "")


def test_unlisted_words_are_asked_with_the_likeliest_label_first() -> None:
    assert meaning("Health service access for all", FORM.vocabulary("predictors")).suggestions[0] == (
        "Access to health services"
    )
    assert meaning("Economic exclusion", FORM.vocabulary("predictors")).suggestions[0] == "Economic inclusion"
    assert meaning("zzzz", FORM.vocabulary("predictors")).suggestions == ()


def test_no_two_labels_of_a_list_share_a_wording_of_their_own() -> None:
    for form in (load_form("inventory", language) for language in languages()):
        for vocabulary in form.vocabularies:
            shown = [fold(label.shown or label.text) for label in vocabulary.labels]
            assert len(shown) == len(set(shown)), vocabulary.key


@pytest.mark.parametrize(
    ("typed", "known", "nearest"),
    [
        ("Hopp", "Hope", False),  # four letters tell one name from another
        ("Grac", "Grace", True),
        ("Brace", "Grace", False),
        ("Grce Hall", "Grace Hall", True),
        ("Grce Hal", "Grace Hall", False),  # so do three in one of several words
        ("Grce Halll Chorch", "Grace Hall Church", False),
        ("Grade Hall", "Grave Hall", True),
        ("Grabe Hull", "Grace Hall", True),
        ("Grxxe Hall", "Grace Hall", False),
        ("Oak Center", "Oat Center", False),
        ("Oaks Center", "Oats Center", True),
        ("Local 1234", "Local 1235", False),
        ("Church of Grace", "Grace Church", True),
        ("Authority City Forest Housing", "Forest City Housing Authority", True),
        ("Authority City Forest Housin", "Forest City Housing Authority", True),
        ("Authority City Forst Housin", "Forest City Housing Authority", False),
        ("Alliance Authority City Forest Housing", "Forest City Housing Authority Alliance", False),
        ("Center Hope/Zion", "Hope Zion Centre", True),
        ("Mary's Women's Homee", "Marys Womens Home", True),
        ("Grace for of in Hall", "Grace Hall", False),
        ("Grace for and Hall", "Grace Hall", False),
        ("Grace for a Hall", "Grace Hall", True),
        ("Grace of in Hall", "Grace Hall", True),
        ("the", "and", False),
    ],
)
def test_a_slip_is_a_letter_in_a_word_or_two_another_order_or_a_small_word(
    typed: str, known: str, nearest: bool
) -> None:
    assert clearly_meant(typed, {fold(known): 7, "zeppelin museum": 8}) == (7 if nearest else None)


@pytest.mark.parametrize("word", ["a", "an", "and", "the", "of", "for", "in", "to", "with", "&", "+"])
def test_a_small_word_more_or_less_is_a_slip(word: str) -> None:
    assert clearly_meant(f"Grace {word} Hall", {"grace hall": 7}) == 7
    assert clearly_meant("Grace Hall", {f"grace {word} hall": 7}) == 7
    assert clearly_meant(f"Grace {word}x Hall", {"grace hall": 7}) is None


def test_what_is_meant_is_clear_when_all_that_is_near_means_the_same() -> None:
    assert clearly_meant("GRACE hall", {"grace hall": "Grace", "zion": "Zion"}) == "Grace"
    assert clearly_meant("Grace Hull", {"grace hall": "Grace", "grace hill": "Grace"}) == "Grace"
    assert clearly_meant("Grace Hull", {"grace hall": "Grace", "grace hill": "Hill"}) is None
    assert clearly_meant("Grace Hull", {}) is None


def offered(text: str, *labels: str) -> tuple[str, ...]:
    return meaning(text, Vocabulary("", tuple(Label(label, label) for label in labels))).suggestions


def test_at_most_three_labels_are_offered_the_likeliest_first() -> None:
    assert offered("Grxxe Hall", "Grace Hill", "Zion", "Grace Hall", "Grace Hull", "Grace Mill") == (
        "Grace Hall",
        "Grace Hill",
        "Grace Hull",
    )
    assert offered("Jo", "Jy", "Ky") == ()  # half alike, and no telling word stands in both
    assert offered("Mill", "Old Trust of the Great Mill") == ("Old Trust of the Great Mill",)
    assert offered("Oak", "Old Trust of the Great Oak") == ()
    assert offered("…", "!", "Oak") == ()


@pytest.mark.parametrize(
    ("vocabulary", "text", "found"),
    [
        ("assets", "Fundin", (Match.OWN, "")),  # "funding" is an alias of seven letters
        ("assets", "reserch", (Match.NEAR, "Research and analytic capacity")),
        ("assets", "Staf", (Match.NEAR, "Staff")),
        ("assets", "Staff x", (Match.OWN, "")),
        ("assets", '"Staff" ', (Match.EXACT, "Staff")),
        ("assets", "Reserch and analitic capacity", (Match.NEAR, "Research and analytic capacity")),
        ("assets", "Reserch and analitic capacty", (Match.OWN, "")),
        ("assets", "capacity, analytic research", (Match.NEAR, "Research and analytic capacity")),
        ("assets", "political influence [power]", (Match.NEAR, "Political clout")),
        ("assets", "political influence (mayor)", (Match.OWN, "")),
        ("assets", "political influence (power, clout)", (Match.NEAR, "Political clout")),
        ("assets", "Staff?", (Match.UNCLEAR, "")),
        ("groups", "Disengaged youth, adults", (Match.OWN, "")),
    ],
)
def test_a_label_is_taken_up_to_the_borders_of_a_slip(vocabulary: str, text: str, found: tuple[Match, str]) -> None:
    assert match(vocabulary, text) == found


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("", True),
        ("…?!", True),
        ("see my notes", True),
        ("same as line above", True),
        ("as in the list", True),
        ("as before", True),
        ("see part 3", True),
        ("Idk.", True),
        ("see above and staff", False),
        ("seeds and notes", False),
        ("see the mayor", False),
        ("idk yet", False),
        ("7", False),
    ],
)
def test_words_that_point_elsewhere_say_nothing(text: str, unclear: bool) -> None:
    assert is_unclear(text, frozenset({"idk"})) is unclear
    assert (meaning(text, FORM.vocabulary("types"), frozenset({"idk"})).match is Match.UNCLEAR) is unclear


def test_a_text_as_long_as_a_paragraph_is_never_compared() -> None:
    text = "Housing stability for all " + "x" * 174
    assert len(text) == 200
    assert meaning(text, FORM.vocabulary("predictors")).suggestions[:1] == ("Housing stability",)
    assert meaning(text + "x", FORM.vocabulary("predictors")).suggestions == ()
    assert meaning("Economic exclusion", FORM.vocabulary("predictors"), offers=False).suggestions == ()
    assert meaning("WEALTH building", FORM.vocabulary("predictors"), offers=False).label is not None


TWO = Vocabulary(
    "two",
    (
        Label("one", "Meeting space", aliases=("Rooms", "Who knows?"), hints=("venues",)),
        Label("two", "Rooms", shown="Salas"),
        Label("three", "Who has rooms?"),
        Label("four", "Meeting place", hints=("venue",)),
        Label("five", "Meeting spaces"),
    ),
)


@pytest.mark.parametrize(
    ("text", "match", "label", "offered"),
    [
        ("rooms", Match.EXACT, "Rooms", ()),  # before it is another label's alias
        ("salas", Match.EXACT, "Rooms", ()),
        ("who has rooms?", Match.EXACT, "Who has rooms?", ()),
        ("who has rooms", Match.EXACT, "Who has rooms?", ()),
        ("who knows?", Match.UNCLEAR, "", ("Meeting space",)),
        ("rooms? ", Match.UNCLEAR, "", ("Rooms",)),
        ("who knows", Match.ALIAS, "Meeting space", ()),
        ("meetingplace", Match.EXACT, "Meeting place", ()),
        ("meeting spacee", Match.OWN, "", ("Meeting space", "Meeting spaces", "Meeting place")),  # two are near
        ("venues", Match.OWN, "", ("Meeting space",)),
        ("gathering", Match.OWN, "", ()),
    ],
)
def test_a_label_comes_before_an_alias_and_two_near_ones_are_asked(
    text: str, match: Match, label: str, offered: tuple[str, ...]
) -> None:
    said = meaning(text, TWO)
    assert (said.match, said.label.text if said.label else "", said.suggestions) == (match, label, offered)


def test_a_hint_is_offered_first_of_three() -> None:
    hinted = replace(TWO, labels=(Label("x", "Town hall", hints=("meeting spce",)), *TWO.labels))
    assert meaning("meeting spce", hinted).suggestions == ("Town hall", "Meeting space", "Meeting spaces")


def test_a_list_of_one_label_needs_no_other_to_be_clear_of() -> None:
    one = Vocabulary("one", (Label("staff", "Staff time"),))
    assert meaning("Staf time", one).match is Match.NEAR
    assert meaning("Time for all", one).match is Match.OWN
    assert meaning("Time off", one).suggestions == ("Staff time",)  # alike enough, and a word is shared
    assert meaning("Tame officer", one).suggestions == ()
    short = Vocabulary("short", (Label("jo", "Jo"),))
    assert meaning("Jy", short).suggestions == ()


@pytest.mark.parametrize(
    ("vocabulary", "typed", "offered"),
    [
        ("groups", "Neighbors", ()),  # half the letters of "seniors"
        ("groups", "Veterans", ()),
        ("groups", "Rural residents", ()),  # residents of many kinds are listed
        ("groups", "Seniors who rent", ("People age 65 and older",)),
        ("groups", "Black residents", ("People of color",)),
        ("predictors", "Zoning", ()),  # not "voting"
        ("predictors", "Food access", ()),
        ("predictors", "Credit building", ("Wealth-building opportunities",)),
        ("assets", "Bilingual staff", ("Staff",)),
        ("types", "Union", ()),
    ],
)
def test_a_label_is_offered_when_a_word_that_tells_it_was_typed(
    vocabulary: str, typed: str, offered: tuple[str, ...]
) -> None:
    said = meaning(typed, FORM.vocabulary(vocabulary))
    assert (said.match, said.suggestions) == (Match.OWN, offered)


def test_what_is_made_of_an_object_is_kept_until_there_are_many() -> None:
    made: list[object] = []

    @kept_by_identity
    def number(of: object) -> int:
        made.append(of)
        return len(made)

    objects = [object() for _ in range(502)]
    assert [number(one) for one in objects[:501]] == list(range(1, 502))
    assert number(objects[0]) == 1
    assert number(objects[501]) == 502
    assert number(objects[0]) == 503


def test_all_labels_are_compared_at_once_as_each_would_be() -> None:
    listed = wordings(reading_form().vocabulary("groups"))
    for words in ("people with disabilites", "the elderly folks", "incomes low residents", "teens (youth)", "ell"):
        assert _likenesses(words, listed) == [_alike(words, known) for known in listed.known]
    assert not any(_likenesses("", listed))


def _alike(one: str, other: str) -> float:
    letters, words = (OSA.normalized_similarity(a, b) for a, b in ((one, other), (_in_order(one), _in_order(other))))
    shared = fuzz.token_set_ratio(one, other) / 100 * 0.85 if min(len(one), len(other)) > 3 else 0.0
    return letters if letters > 0.9 else max(letters, words * 0.99, shared)


def _in_order(text: str) -> str:
    return " ".join(sorted(text.split()))
