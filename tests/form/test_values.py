"""Cells taken apart into values: any notation, the longest listed wording first, nothing guessed."""

import json
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from mobility_xlsx.form.answers import Cell, Kind, Match
from mobility_xlsx.form.decisions import decisions_form
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.parts import Label, Vocabulary
from mobility_xlsx.form.splitting import folded_all, one_piece, pieces
from mobility_xlsx.form.values import cell_values

FORM = reading_form()
SMALL_CITY = Path(__file__).parents[3] / "shared" / "scenarios" / "small_city.json"


def values(key: str, text: str, part: str = "part2", kind: Kind = Kind.TEXT) -> list[str]:
    found = cell_values(Cell("Part 2", 12, 3, text, kind), FORM.part(part).column(key), FORM)
    return [value.text for value in found]


def matches(key: str, text: str, part: str = "part2", kind: Kind = Kind.TEXT) -> list[tuple[str, Match]]:
    found = cell_values(Cell("Part 2", 12, 3, text, kind), FORM.part(part).column(key), FORM)
    return [(value.text, value.match) for value in found]


@pytest.mark.parametrize(
    "text",
    [
        "Housing stability; Safety from trauma; Neonatal health",
        "Housing stability\nSafety from trauma\nNeonatal health",
        "• Housing stability\n• Safety from trauma\n• Neonatal health",
        "- Housing stability\n- Safety from trauma\n- Neonatal health",
        "-Housing stability\n-Safety from trauma\n-Neonatal health",
        "\uf0b7 Housing stability\n\uf0b7 Safety from trauma\n\uf0b7 Neonatal health",
        "o Housing stability\no Safety from trauma\no Neonatal health",
        "> Housing stability\n» Safety from trauma\n🔹 Neonatal health",
        "1.Housing stability 2.Safety from trauma 3)Neonatal health",
        "1- Housing stability\n2- Safety from trauma\n3- Neonatal health",
        "i. Housing stability\nii. Safety from trauma\niii. Neonatal health",
        "“Housing stability”, “Safety from trauma”, «Neonatal health»",
        "Housing stability\tSafety from trauma\tneonatal Health",
        "Housing stability；Safety from trauma、Neonatal health",
        "Housing stability as well as Safety from trauma o Neonatal health",
        "Housing stability, safety from trauma and neonatal health",
        "Housing stability, safety from trauma, and neonatal health",
        "HOUSING STABILITY / Safety from trauma / neonatal health",
        "1) Housing stability 2) Safety from trauma 3) Neonatal health",
        "1. Housing stability\n2. Safety from trauma\n3. Neonatal health",
        "a) Housing stability b) Safety from trauma c) Neonatal health",
        "Housing stability | Safety from trauma | Neonatal health",
        "Housing stability & safety from trauma & neonatal health",
        "Housing stability + Safety from trauma + Neonatal health",
        "Housing stability - Safety from trauma - Neonatal health",
        "Housing stability  Safety from trauma  Neonatal health",
        "housing-stability;\u00a0Safety\u200b from trauma ;; Neonatal\nhealth;",
    ],
)
def test_three_values_in_one_cell_are_three_in_any_notation(text: str) -> None:
    assert values("domains", text) == ["Housing stability", "Safety from trauma", "Neonatal health"]


@pytest.mark.parametrize(
    ("key", "text", "meant"),
    [
        ("type", "Nonprofit", ["Nonprofit and CBOs"]),
        (
            "populations",
            "Disengaged youth, residents with low-incomes, people of color",
            ["Disengaged youth", "Residents with low incomes", "People of color"],
        ),
        ("domains", "Financial security, housing stability", ["Financial security", "Housing stability"]),
        (
            "assets",
            "Strong data-sharing capabilities; experience conducting deep and meaningful community engagement",
            ["Data sharing", "Experience conducting deep and meaningful community engagement"],
        ),
        ("type", "Anchor Institution", ["Anchor institution"]),
        (
            "populations",
            "Residents with low-incomes, English Language Learners, workers with low-wages",
            ["Residents with low incomes", "English-language learners", "Workers making low wages"],
        ),
        (
            "domains",
            "Employment opportunities, opportunities for income",
            ["Employment opportunities", "Opportunities for income"],
        ),
        (
            "assets",
            "Convening power, research and analytic capacity, political clout",
            ["Convening power", "Research and analytic capacity", "Political clout"],
        ),
    ],
)
def test_the_guides_own_examples_are_understood(key: str, text: str, meant: list[str]) -> None:
    assert values(key, text) == meant


def test_labels_that_hold_a_delimiter_stay_whole() -> None:
    assert values("type", "Nonprofit and CBOs") == ["Nonprofit and CBOs"]
    assert values("assets", "Research and analytic capacity and Staff") == ["Research and analytic capacity", "Staff"]
    wrapped = "People experiencing housing\ninstability or homelessness\nDisengaged youth"
    assert values("populations", wrapped) == [
        "People experiencing housing instability or homelessness",
        "Disengaged youth",
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("☒ Staff\n☐ Data sharing", ["Staff"]),
        ("□ Staff; ■ Data sharing", ["Data sharing"]),
        ("[x] Staff\n[ ] Data sharing\n[X] Convening power", ["Staff", "Convening power"]),
        ("( ) Staff (x) Data sharing", ["Data sharing"]),
        ("✗ Staff\n✓ Data sharing", ["Data sharing"]),
        ("❌ Staff\n✅ Data sharing", ["Data sharing"]),
        ("☐ Staff ✗ Data sharing", ["Data sharing"]),
        ("○ Staff ◉ Data sharing", ["Data sharing"]),
        ("Staff ☑\nData sharing ☐", ["Staff"]),
        ("☑ Research and\nanalytic capacity\n☐ Staff", ["Research and analytic capacity"]),
        ("[x] Boats\n[ ] Staff", ["Boats"]),
        ("● Staff\n○ Data sharing", ["Staff", "Data sharing"]),
        ("■ Staff\n■ Data sharing", ["Staff", "Data sharing"]),
    ],
)
def test_in_a_cell_with_boxes_the_ticked_are_values_and_the_others_are_not(text: str, meant: list[str]) -> None:
    assert values("assets", text) == meant


def test_boxes_of_which_none_is_ticked_and_crosses_alone_are_asked() -> None:
    for text in ("☐ Staff\n☐ Data sharing", "( ) Staff", "[ ] Staff"):
        assert [match for _, match in matches("assets", text)] == [Match.UNCLEAR]
    assert matches("assets", "✗ Staff\n✗ Data sharing") == [("Staff", Match.UNCLEAR), ("Data sharing", Match.UNCLEAR)]
    assert values("type", "☐ Philanthropy ☒ Private sector") == ["Private sector"]


def test_own_words_stay_together_unless_a_comma_lists_them() -> None:
    assert matches("populations", "Hmong and Lao families") == [("Hmong and Lao families", Match.OWN)]
    assert values("populations", "Immigrant women; refugees") == ["Immigrant women", "refugees"]
    assert values("assets", "Data sharing; and Staff") == ["Data sharing", "Staff"]
    assert values("populations", "Immigrants, refugees, and asylees") == ["Immigrants", "refugees", "asylees"]
    assert values("populations", "Farm workers (dairy, and fruit)") == ["Farm workers (dairy, and fruit)"]
    assert values("populations", "People of color and Hmong and Lao families") == [
        "People of color",
        "Hmong and Lao families",
    ]


@pytest.mark.parametrize("text", ["1.5 jobs a family", "501(c)(3) groups", "> 50% of renters", "24 - hour care", "-"])
def test_numbers_and_signs_of_own_words_stay(text: str) -> None:
    assert values("assets", text) == ([text] if text != "-" else ["-"])


def test_one_label_said_twice_in_a_cell_is_one_value() -> None:
    assert values("domains", "broadband / digital access") == ["Digital access"]


def test_own_words_that_stand_twice_in_one_cell_are_one_value() -> None:
    assert matches("assets", "roofs; Staff; roofs") == [("roofs", Match.OWN), ("Staff", Match.EXACT)]
    assert matches("assets", "??\n??") == [("??", Match.UNCLEAR)]


def test_other_with_words_behind_it_gives_both() -> None:
    for text in ("Other: meeting space", "Other (meeting space)", "Other - meeting space", "Other ____meeting space"):
        assert matches("assets", text) == [("Other", Match.EXACT), ("meeting space", Match.OWN)]


def test_a_column_for_one_choice_keeps_own_words_whole() -> None:
    assert matches("type", "Sports, arts and culture") == [("Sports, arts and culture", Match.OWN)]
    assert values("type", "Philanthropy; Advocacy organization") == ["Philanthropy", "Advocacy organization"]


@pytest.mark.parametrize(
    "text",
    [
        *("??", "?", "see above", "TBD", "various", "Everyone", "same as above", "…", "see Part 2"),
        *("varios", "Todos", "ver arriba", "Véase arriba", "no sé", "por definir", "lo mismo", "ambas"),
    ],
)
def test_words_that_say_nothing_are_never_guessed(text: str) -> None:
    found = cell_values(Cell("Part 2", 12, 3, text), FORM.part("part2").column("assets"), FORM)
    assert [(value.match, value.label) for value in found] == [(Match.UNCLEAR, "")]


def test_a_label_with_a_question_mark_is_asked_with_that_label_first() -> None:
    (value,) = cell_values(Cell("Part 2", 12, 3, "Staff?"), FORM.part("part2").column("assets"), FORM)
    assert (value.match, value.suggestions) == (Match.UNCLEAR, ("Staff",))


def test_names_are_kept_as_typed_but_for_blanks() -> None:
    assert values("name", "YWCA / Casa María") == ["YWCA / Casa María"]
    assert values("name", " St. Mary’s\u00a0\nOutreach ") == ["St. Mary’s Outreach"]
    assert values("name", "=Equity Now!", kind=Kind.UNCALCULATED) == ["=Equity Now!"]
    assert values("name", "02139") == ["02139"]
    assert values("name", "Cafe\u0301 Luz") == ["Café Luz"]


def test_errors_and_dates_leave_a_name_empty_to_be_asked() -> None:
    assert matches("name", "#DIV/0!", kind=Kind.ERROR) == [("", Match.UNCLEAR)]
    assert matches("name", "#REF!") == [("", Match.UNCLEAR)]
    assert matches("name", "2025-03-04", kind=Kind.DATE) == [("", Match.UNCLEAR)]
    assert matches("domains", "#N/A", kind=Kind.ERROR) == [("", Match.UNCLEAR)]
    assert matches("domains", "2025-03-04", kind=Kind.DATE) == [("2025-03-04", Match.UNCLEAR)]


def test_free_text_keeps_its_lines_and_its_semicolons() -> None:
    assert values("motivations", "Want steadier funding\nfor beds; soon", "part4") == [
        "Want steadier funding\nfor beds; soon"
    ]
    assert values("motivations", "2025-03-04", "part4", Kind.DATE) == ["2025-03-04"]


@pytest.mark.skipif(not SMALL_CITY.exists(), reason="the small city of ../shared is not here")
def test_every_mistake_of_the_small_city_is_mapped_mended_in_sight_or_asked() -> None:
    city = json.loads(SMALL_CITY.read_text(encoding="utf-8"))
    for mistake in city["mistakes"]:
        if mistake["kind"] not in ("resolvable_wording", "unresolvable"):
            continue
        column = FORM.part("part2").column(mistake["column"])
        found = cell_values(Cell("Part 2", 12, 3, mistake["raw"]), column, FORM)
        if mistake["clean"] is None:
            assert [value.match for value in found] == [Match.UNCLEAR], mistake
            continue
        meant = FORM.vocabulary(column.vocabulary).label(mistake["clean"]).text
        for value in found:
            assert meant in (value.text, *value.suggestions[:1]), mistake


@pytest.mark.parametrize(
    "text",
    [
        "Housing stability " * 1800,
        "a; " * 10_000,
        "; ".join(f"zoo {i}" for i in range(3000)),
        "a b " * 8000,
        " " * 32_000 + "x",
        "(" * 32_000,
        "Digital access and " * 1500,
        "a: " * 10_000,
        "Staff (" * 4_500,
        "☐ a ☒ b " * 4_000,
        "Disengaged" + "\n" * 32_000 + "youth",
        "Disengaged" + "\n " * 16_000 + "youth",
        "(" + "\n" * 32_000 + "a",
    ],
)
def test_a_cell_full_of_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    values("domains", text)
    assert time.process_time() - began < 1.5


def drawn_apart(text: str, key: str = "assets") -> str:
    """The values as typed, apart by ` ¦ `; behind each its label: ! if it stands there, ~ if nearly, ? if unclear."""
    said = cell_values(Cell("Part 2", 12, 3, text), FORM.part("part2").column(key), FORM)
    signs = {Match.EXACT: "!", Match.ALIAS: "", Match.NEAR: "~", Match.UNCLEAR: "?"}
    return " ¦ ".join(
        f"{one.typed}" + (f" [{signs[one.match]}{one.label}]" if one.match in signs else "") for one in said
    )


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Exotic pets and boxes", "Exotic pets and boxes"),
        ("-Roofs\n-Paint", "Roofs ¦ Paint"),
        ("*Roofs\n\n*Paint", "Roofs ¦ Paint"),
        ("-Roofs", "-Roofs"),
        ("-Roofs\n*Paint", "-Roofs ¦ *Paint"),
        ("-Roofs\nPaint", "-Roofs ¦ Paint"),
        ("Staff, ??", "Staff [!staff] ¦ ?? [?]"),
        ("??, Staff", "?? [?] ¦ Staff [!staff]"),
        ("?; Staff", "? [?] ¦ Staff [!staff]"),
        ("Staff\n?", "Staff [!staff] ¦ ? [?]"),
        ("Staff, ?, Data sharing", "Staff [!staff] ¦ ? [?] ¦ Data sharing [!data_sharing]"),
        ("Roofs, ??", "Roofs ¦ ?? [?]"),
        (";;", ";; [?]"),
        ("/ ?", "? [?]"),
        ("Staff? Data sharing", "Staff? Data sharing"),
        ("Roofs and paint, Staff and doors & windows", "Roofs and paint ¦ Staff [!staff] ¦ doors & windows"),
        ("Roofs, paint & Staff", "Roofs ¦ paint ¦ Staff [!staff]"),
        ("Roofs & Staff & paint & doors", "Roofs ¦ Staff [!staff] ¦ paint & doors"),
        ("roofs, and paint", "roofs ¦ paint"),
        ("Roofs plus Paint, Staff", "Roofs plus Paint ¦ Staff [!staff]"),
        ("Staff as well as money", "Staff [!staff] ¦ money [financial_resources]"),
        ("Staff/money", "Staff [!staff] ¦ money [financial_resources]"),
        ("Staff /money", "Staff [!staff] ¦ money [financial_resources]"),
        ("Staff Y Money Or roofs", "Staff [!staff] ¦ Money [financial_resources] ¦ roofs"),
        (
            "reserch and analitic capacity and Staff",
            "reserch and analitic capacity [~research_analytic] ¦ Staff [!staff]",
        ),
        ("Staff, reserch and analytic capacity", "Staff [!staff] ¦ reserch and analytic capacity [~research_analytic]"),
        ("Staff Data sharing", "Staff [!staff] ¦ Data sharing [!data_sharing]"),
        ("Staff – Data sharing", "Staff [!staff] ¦ Data sharing [!data_sharing]"),
        ("roofs, Staff–Data sharing", "roofs ¦ Staff–Data sharing"),
        ("Staff Data sharing roofs", "Staff Data sharing roofs"),
        ("Staff money", "Staff money"),
        ("Other = roofs", "Other [!other] ¦ roofs"),
        ("Other [roofs]", "Other [!other] ¦ roofs"),
        ("Other ... roofs", "Other [!other] ¦ roofs"),
        ("Other __ roofs __", "Other [!other] ¦ roofs"),
        ("Other – roofs (two)", "Other [!other] ¦ roofs (two"),
        ("Other: Staff", "Other [!other] ¦ Staff [!staff]"),
        ("Other: box", "Other [!other] ¦ box"),
        ("Other:", "Other: [!other]"),
        ("Staff: two people", "Staff: two people"),
        ("other asset: roofs; Staff", "other asset [other] ¦ roofs ¦ Staff [!staff]"),
        ("Staff, STAFF; staff", "Staff / STAFF / staff [!staff]"),
        ("money and funding", "money / funding [financial_resources]"),
        ("Money (grants, and loans), Staff", "Money (grants, and loans) ¦ Staff [!staff]"),
        ("(a) Roofs (b) Paint", "Roofs ¦ Paint"),
        ("1. Roofs 22. Paint", "Roofs ¦ Paint"),
        ("1.Roofs 2.Paint", "Roofs ¦ Paint"),
        ("iv. Roofs\nviii. Paint", "Roofs ¦ Paint"),
        ("1: Roofs\n12: Paint", "Roofs ¦ Paint"),
        ("o Roofs\no Paint", "Roofs ¦ Paint"),
        ("~ Roofs\n~ Paint", "Roofs ¦ Paint"),
        ("Roofs; o Paint;y Doors ; & Locks", "Roofs ¦ Paint ¦ Doors ¦ Locks"),
        ("Roofs  and   paint", "Roofs and paint"),
        ("24 - hour care", "24 - hour care"),
        ("c/o Staff", "c/o Staff"),
    ],
)
def test_a_cell_is_taken_apart_at_these_places_alone(text: str, apart: str) -> None:
    assert drawn_apart(text) == apart


def test_a_label_torn_over_six_lines_is_one_and_over_more_it_is_own_words() -> None:
    torn = "People\ninvolved\nin\nthe\njustice\nsystem"
    assert drawn_apart(f"{torn}\nDisengaged youth", "populations") == (
        "People involved in the justice system [!justice_system] ¦ Disengaged youth [!disengaged_youth]"
    )
    seven = "Well\nregarded\namong\ncommunity members\nfor\ndelivering\nhigh-quality programs"
    assert values("strengths", seven, "part4") == [FORM.vocabulary("strengths").label("well_regarded").text]
    assert matches("strengths", f"{seven}\nroofs", "part4")[-1] == ("roofs", Match.OWN)
    assert len(values("strengths", f"{seven}\nroofs", "part4")) > 2


@pytest.mark.parametrize("delimiter", ["; ", ", "])
def test_in_a_list_of_more_than_sixty_nothing_but_listed_words_is_looked_for(delimiter: str) -> None:
    sixty = ["Disengagd youth", *["People of color"] * 59]
    assert values("populations", delimiter.join(sixty)) == ["Disengaged youth", "People of color"]
    assert values("populations", delimiter.join([*sixty, "BIPOC"])) == ["Disengagd youth", "People of color"]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Staff; money", ["Staff", "Financial resources"]),
        ("Staff; roofs", [""]),
        ("Other: roofs", ["Other", ""]),
        ("Other; roofs; Staff", [""]),
        ("roofs: Other", [""]),
        ("Staff (roofs)", [""]),
        ("Staf", ["Staff"]),
        ("Staff?", [""]),
    ],
)
def test_a_cell_for_one_value_is_taken_apart_when_all_of_it_is_listed_or_filled_in(text: str, apart: list[str]) -> None:
    found = one_piece(text, FORM.vocabulary("assets"), folded_all(FORM.unclear))
    assert [piece.meaning.label.text if piece.meaning.label else "" for piece in found] == apart
    assert len(found) > 1 or found[0].typed == text


@pytest.mark.parametrize(
    ("key", "text", "kind", "read"),
    [
        ("name", "TRUE", Kind.BOOLEAN, ("TRUE", Match.FREE)),
        ("name", "None", Kind.TEXT, ("None", Match.FREE)),
        ("name", "NA", Kind.TEXT, ("NA", Match.FREE)),
        ("name", "tbd", Kind.TEXT, ("", Match.UNCLEAR)),
        ("name", "#N/A", Kind.TEXT, ("", Match.UNCLEAR)),
        ("name", "#NAME?", Kind.TEXT, ("", Match.UNCLEAR)),
        ("name", "#1 Cleaners", Kind.TEXT, ("#1 Cleaners", Match.FREE)),
        ("name", "2026-03-04 10:30", Kind.TEXT, ("", Match.UNCLEAR)),
        ("name", "3/4/26", Kind.TEXT, ("", Match.UNCLEAR)),
        ("name", "3/4/226", Kind.TEXT, ("3/4/226", Match.FREE)),
        ("name", "211", Kind.NUMBER, ("211", Match.FREE)),
        ("type", "=B2&C3", Kind.UNCALCULATED, ("=B2&C3", Match.UNCLEAR)),
        ("type", "3/4/2026", Kind.TEXT, ("3/4/2026", Match.UNCLEAR)),
        ("type", "foundation", Kind.TEXT, ("Philanthropy", Match.ALIAS)),
        ("type", "Philantropy", Kind.TEXT, ("Philanthropy", Match.NEAR)),
        ("type", "sports  club", Kind.TEXT, ("sports club", Match.OWN)),
        ("domains", "2026 plans", Kind.TEXT, ("2026 plans", Match.OWN)),
    ],
)
def test_what_a_cell_says_depends_on_its_column(key: str, text: str, kind: Kind, read: tuple[str, Match]) -> None:
    assert matches(key, text, kind=kind) == [read]
    assert matches(key, text, kind=kind) == [read]  # and says it again when asked again


def test_a_value_knows_its_own_cell_whatever_was_read_before() -> None:
    column = FORM.part("part2").column("type")
    first, second = (cell_values(Cell("Part 2", row, 3, "Philantropy"), column, FORM)[0] for row in (5, 6))
    assert (first.cell.row, second.cell.row) == (5, 6)
    assert replace(first, cell=second.cell) == second
    assert (first.typed, first.label, first.suggestions[0]) == ("Philantropy", "philanthropy", "Philanthropy")


def test_an_address_is_one_line_and_other_words_keep_theirs() -> None:
    assert values("email", "ann\n@x.org", "part5") == ["ann @x.org"]
    assert values("aligned", "one\ntwo\u200b", "part4") == ["one\ntwo"]
    assert values("name", "  ") == []


ARTS = Vocabulary("arts", (Label("arts", "Sports, arts and culture"), Label("sun", "Sun, sea, sand and stars")))


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Sports, artts and culture, roofs", ["Sports, artts and culture", "roofs"]),
        ("roofs, sports, arts and culture", ["roofs", "sports, arts and culture"]),
        ("sun, sea, sand and stars, roofs", ["sun, sea, sand and stars", "roofs"]),
        ("roofs, suns, sea, sand and stars", ["roofs", "suns", "sea", "sand and stars"]),  # four are too many to guess
        (
            "Sports, arts and culture – Sun, sea, sand and stars",
            ["Sports, arts and culture", "Sun, sea, sand and stars"],
        ),
    ],
)
def test_a_label_that_is_a_list_itself_stays_whole(text: str, apart: list[str]) -> None:
    assert [piece.typed for piece in pieces(text, ARTS, frozenset())] == apart


@pytest.mark.parametrize(
    ("text", "said", "match", "label"),
    [
        ("Project Manager", "Project Manager", Match.EXACT, "project_manager"),
        ("PM", "Project Manager", Match.ALIAS, "project_manager"),
        ("Keeper of the keys", "Keeper of the keys", Match.FREE, ""),
    ],
)
def test_a_name_that_may_be_of_a_list_is_its_label_or_stays_as_typed(
    text: str, said: str, match: Match, label: str
) -> None:
    form = decisions_form(for_reading=True)
    (found,) = cell_values(Cell("Management team", 5, 2, text), form.part("team").column("role"), form)
    assert (found.text, found.typed, found.match, found.label) == (said, text, match, label)


def test_a_column_that_two_forms_share_says_in_each_what_its_own_list_says() -> None:
    column = FORM.part("part2").column("type")
    renamed = tuple(
        replace(one, labels=tuple(replace(label, text=label.text.upper()) for label in one.labels))
        for one in FORM.vocabularies
    )
    cell = Cell("Part 2", 11, 3, "Philanthropy")
    said = [cell_values(cell, column, form)[0].text for form in (FORM, replace(FORM, vocabularies=renamed), FORM)]
    assert said == ["Philanthropy", "PHILANTHROPY", "Philanthropy"]
