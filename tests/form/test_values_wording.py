"""Wordings mapped to labels: silently only when listed, in sight when one label is clearly nearest, else asked."""

import runpy
from pathlib import Path

import pytest

from mobility_xlsx.form.answers import Match
from mobility_xlsx.form.declaration import languages, load_form, reading_form
from mobility_xlsx.form.wording import clearly_nearest, meaning, suggestions
from mobility_xlsx.text import fold

FORM = reading_form()
BENCH = Path(__file__).parents[1] / "benches" / "bench_wording.py"


def match(vocabulary: str, text: str) -> tuple[Match, str]:
    said = meaning(text, FORM.vocabulary(vocabulary))
    return said.match, said.label.text if said.label else ""


def test_one_typo_still_leads_to_the_label() -> None:
    of_labels, of_names, wrong = runpy.run_path(str(BENCH))["measured"](rounds=2)
    for counts in (of_labels, of_names):
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


def test_names_are_suggested_and_taken_only_when_one_is_clearly_nearest() -> None:
    names = ["Forest City Housing Authority", "Forest City Housing Alliance", "Grace Church"]
    assert clearly_nearest("Grace Chruch", names) == "Grace Church"
    assert clearly_nearest("Forest City Housing", names) == ""
    assert suggestions("Forest City Housing Autority", names)[0] == "Forest City Housing Authority"
    assert suggestions("Oakdale Library", ["Grace Church"]) == ()


def test_no_two_labels_of_a_list_share_a_wording_of_their_own() -> None:
    for form in (load_form("inventory", language) for language in languages()):
        for vocabulary in form.vocabularies:
            shown = [fold(label.shown or label.text) for label in vocabulary.labels]
            assert len(shown) == len(set(shown)), vocabulary.key
