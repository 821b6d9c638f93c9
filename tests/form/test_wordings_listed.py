"""The wordings listed for each label: none means two labels, none is itself unclear, and what people write is known."""

from collections import defaultdict

import pytest

from mobility_xlsx.form.answers import Match
from mobility_xlsx.form.declaration import languages, load_form, reading_form
from mobility_xlsx.form.splitting import folded_all, one_piece, pieces
from mobility_xlsx.text import fold

FORM = reading_form()
LISTS = [vocabulary.key for vocabulary in FORM.vocabularies if vocabulary.key != "yes"]
ONE_ANSWER = ("closeness", "stance")  # lists in which "none" or "don't know" is itself an answer


@pytest.mark.parametrize("key", LISTS)
def test_no_wording_means_two_labels_of_a_list(key: str) -> None:
    meant = defaultdict(set)
    for label in FORM.vocabulary(key).labels:
        for text in (label.text, label.shown, *label.aliases, *label.hints):
            meant[fold(text)].add(label.key)
            meant[fold(text).replace(" ", "")].add(label.key)
    del meant[""]
    assert not {text: keys for text, keys in meant.items() if len(keys) > 1}


@pytest.mark.parametrize("key", LISTS)
def test_no_wording_is_listed_twice_or_both_as_alias_and_hint(key: str) -> None:
    for label in load_form().vocabulary(key).labels:
        aliases, hints = [fold(text) for text in label.aliases], [fold(text) for text in label.hints]
        assert not {*aliases, fold(label.text)} & set(hints)
        assert len(set(hints)) == len(hints)


@pytest.mark.parametrize("key", [key for key in LISTS if key not in ONE_ANSWER])
def test_no_listed_wording_is_one_that_says_nothing(key: str) -> None:
    unclear = folded_all(FORM.unclear)
    listed = (text for label in FORM.vocabulary(key).labels for text in (*label.aliases, *label.hints))
    assert not [text for text in listed if fold(text) in unclear]


@pytest.mark.parametrize("language", languages())
def test_every_language_is_read_without_a_clash(language: str) -> None:
    form = load_form("inventory", language)
    for key in LISTS:
        for label in form.vocabulary(key).labels:
            for text in filter(None, (label.shown, *label.aliases)):
                (piece,) = one_piece(text, FORM.vocabulary(key), frozenset())
                assert piece.meaning.label is not None, text
                assert piece.meaning.label.key == label.key, text


def test_hints_are_asked_with_their_label_first_and_never_taken() -> None:
    unclear = folded_all(FORM.unclear)
    for key in LISTS:
        vocabulary = FORM.vocabulary(key)
        for label in vocabulary.labels:
            for hint in label.hints:
                (piece,) = one_piece(hint, vocabulary, unclear)
                assert (piece.meaning.match, piece.meaning.label) == (Match.OWN, None), hint
                assert piece.meaning.suggestions[0] == label.text, hint


@pytest.mark.parametrize(
    ("key", "typed", "label"),
    [
        ("groups", "Unhoused / housing insecure", "People experiencing housing instability or homelessness"),
        ("groups", "Low-wage workers / working poor", "Workers making low wages"),
        ("groups", "justice-involved / returning citizens", "People involved in the justice system"),
        ("groups", "seniors (65+)", "People age 65 and older"),
        ("predictors", "Affordable housing / housing affordability", "Housing affordability"),
        ("predictors", "College preparedness", "Preparation for college"),
        ("predictors", "good-paying jobs", "Jobs paying living wages"),
        ("predictors", "Public transit / transportation", "Transportation access"),
        ("assets", "Money / funding", "Financial resources"),
        ("assets", "ability to bring people together", "Convening power"),
        ("types", "colleges and universities", "Anchor institution"),
        ("closeness", "friend of a friend", "Through someone else"),
        ("invite_as", "champion (government)", "Champion (in government)"),
        ("invite_as", "champion (not government)", "Champion (outside government)"),
        ("stance", "on the fence", "Unsure"),
        ("strengths", "collaboration", "Working with multiple partners"),
    ],
)
def test_what_people_write_for_a_label_is_read_as_it(key: str, typed: str, label: str) -> None:
    found = pieces(typed, FORM.vocabulary(key), folded_all(FORM.unclear))
    assert [piece.meaning.label and piece.meaning.label.text for piece in found] == [label]


def test_a_champion_who_is_in_or_outside_government_is_asked_about() -> None:
    (piece,) = one_piece("Champion", FORM.vocabulary("invite_as"), folded_all(FORM.unclear))
    assert piece.meaning.label is None
    assert len([text for text in piece.meaning.suggestions if text.startswith("Champion")]) == 2
