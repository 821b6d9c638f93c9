"""The look keeps its promises: contrast, printed size, room for every text; and it is said in one place."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from filled_forms import crowded, half_filled
from legible import PAPERS, contrast, printed_size

from mobility_xlsx.form.answers import Cell
from mobility_xlsx.form.declaration import languages, load_form
from mobility_xlsx.form.parts import Form
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.content import Content, Flag
from mobility_xlsx.workbook.lettering import lines, text_width
from mobility_xlsx.workbook.plan import Plan, SheetPlan
from mobility_xlsx.workbook.planning import plan_form

PACKAGE = Path(look.__file__).parents[1]
FORMS = [load_form("inventory", language) for language in languages()]


def copy(form: Form, *, full: bool = False) -> Plan:
    rows = crowded(load_form()) if full else half_filled()
    flags = (Flag("We found this.", "Do that.", "Form", "K7"), Flag("And this.", "Say more."))
    unplaced = (Cell("Form", 7, 11, "call Ann on Tuesday"),)
    checking = load_form("please_check", form.language)
    return plan_form(form, Content(rows=rows, checking=checking, flags=flags, unplaced=unplaced))


def sheets() -> list[SheetPlan]:
    plans = [copy(form, full=full) for form in FORMS for full in (False, True)] + [plan_form(load_form("decisions"))]
    return [sheet for plan in plans for sheet in plan.sheets if not sheet.hidden]


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_every_text_has_a_contrast_of_at_least_4_5() -> None:
    styles = {spot.style for sheet in sheets() for spot in sheet.spots if spot.text}
    assert len(styles) > 20
    for style in styles:
        properties = look.properties(style)
        color, ground = str(properties["font_color"]), str(properties.get("bg_color", look.WHITE))
        assert contrast(color, ground) >= 4.5, style
    for name, rule in look.RULES.items():
        assert contrast(str(rule["font_color"]), str(rule["bg_color"])) >= 4.5, name


def test_the_edge_of_a_cell_to_fill_in_stands_out() -> None:
    for ground in (look.WHITE, look.INPUT, look.OURS):
        assert contrast(look.EDGE, ground) >= 3


def test_color_never_speaks_alone() -> None:
    """A flagged cell has a note; a red cell has words in its Check; an addition is named in the hint."""
    for form in FORMS:
        for sheet in copy(form).sheets:
            assert all(spot.note for spot in sheet.spots if "flag" in spot.style)
        for part in form.parts:
            if any(column.ours for column in part.columns):
                assert re.search("lavender|lavanda", " ".join(part.instructions), re.IGNORECASE)


@pytest.mark.parametrize("paper", PAPERS)
def test_body_text_prints_at_7_5_points_or_larger(paper: str) -> None:
    for sheet in sheets():
        assert printed_size(sheet.widths, paper, sheet.upright) >= 7.5, sheet.name


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.language)
def test_part_1_and_the_first_sheet_fit_one_page(form: Form, paper: str) -> None:
    short, long = PAPERS[paper]
    for sheet in (sheet for sheet in plan_form(form).sheets if sheet.one_page):
        size = printed_size(sheet.widths, paper, sheet.upright)
        tall = (long if sheet.upright else short) - look.MARGINS["top"] - look.MARGINS["bottom"]
        fitted = min(size, tall * 72 / sum(sheet.heights) * look.SIZE)
        assert fitted >= 7.5, sheet.name


def test_every_row_is_high_enough_for_its_text() -> None:
    for sheet in sheets():
        for spot in sheet.spots:
            properties = look.properties(spot.style)
            if not properties.get("text_wrap") or not spot.text:
                continue
            size = float(str(properties["font_size"]))
            count = lines(spot.text, sheet.widths[spot.column - 1], size, bool(properties.get("bold")))
            needed = min(look.MOST_HEIGHT, count * size * 1.15)
            assert sheet.heights[spot.row - 1] >= needed, (sheet.name, spot)


def test_a_remark_that_appears_while_typing_fits_the_row_it_appears_in() -> None:
    for form in FORMS:
        for part in (part for part in form.parts if part.checks):
            width = part.column("check").width
            for text in [*(rule.says for rule in part.checks), form.words["ok"]]:
                count = lines(text, width, look.SIZE, bold=True)
                assert count * look.SIZE * 1.15 <= look.entry_height(part), (form.language, part.key, text)


def test_lines_that_run_over_end_before_the_sheet_does() -> None:
    for sheet in sheets():
        filled = {(spot.row, spot.column) for spot in sheet.spots if spot.text}
        for spot in sheet.spots:
            properties = look.properties(spot.style)
            if properties.get("text_wrap") or not spot.text or "center" in spot.style or "mark" in spot.style:
                continue
            last = next((c for c in range(spot.column + 1, len(sheet.widths) + 1) if (spot.row, c) in filled), 0)
            across = sheet.widths[spot.column - 1 : (last - 1 if last else len(sheet.widths))]
            size, bold = float(str(properties["font_size"])), bool(properties.get("bold"))
            room = sum(width * 8 + 5 for width in across) - 12
            assert text_width(spot.text, size, bold) <= room, (sheet.name, spot.text)


def test_instructions_are_at_most_three_lines() -> None:
    for form in FORMS:
        assert all(1 <= len(part.instructions) <= 3 for part in form.parts)


def test_the_first_sheet_says_how_long_it_takes() -> None:
    for form in FORMS:
        assert re.search(r"30 min", " ".join(form.part("start").instructions))


def test_heights_are_written_for_every_row() -> None:
    for sheet in sheets():
        assert max(spot.row for spot in sheet.spots) == len(sheet.heights)
        assert all(0 < height <= 409 for height in sheet.heights)


def test_arial_is_measured_with_its_own_widths() -> None:
    assert text_width("MM", 10) == pytest.approx(22.2, abs=0.1)
    assert text_width("ii", 10) < text_width("oo", 10) < text_width("MM", 10)
    counts = [lines("Experience conducting deep and meaningful community engagement", w, 11) for w in (60, 30, 20, 10)]
    assert all(narrow >= wide for wide, narrow in pairwise(counts))
    assert counts[0] == 1


WRITERS = [
    "boxes",
    "checklists",
    "content",
    "copymarks",
    "fieldsheet",
    "formulas",
    "lettering",
    "places",
    "plan",
    "planning",
    "rings",
    "strictwriter",
    "tables",
]


def test_no_other_module_of_the_form_knows_a_color_or_a_font() -> None:
    for path in (PACKAGE / "workbook" / f"{name}.py" for name in (*WRITERS, "write")):
        text = path.read_text(encoding="utf-8")
        assert not re.findall(r"#[0-9A-Fa-f]{6}\b", text), path.name
        assert 'Arial"' not in text, path.name
