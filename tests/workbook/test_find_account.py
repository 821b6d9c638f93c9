"""However a workbook is mangled, every cell is accounted for and no value is invented (random, seeded)."""

import io
from collections.abc import Callable
from functools import cache

import openpyxl
import pytest
from drawn_books import answers_of, assert_accounted, row_says, sheet, unplaced
from filled_forms import half_filled
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Cell, Kind
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.content import Content
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Book, Merge, Sheet
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.write import write_form

SEED = 20261123
WORDS = (
    "Zebra crossing",
    "x",
    "Yes",
    "Assets",
    "Staff",
    "OK",
    "Other",
    "12",
    "1",
    "NP2",
    "e.g.",
    "?",
    "No.",
    "Philanthropy",
)
WORDS += (
    "please call me about this one",
    "Housing stabilty; Staff",
    "=A1&B2",
    "#REF!",
    "2026-03-04",
    "Part 2 Partnerships",
)

Mangle = Callable[[Sheet, int, str], Sheet]


@cache
def returned() -> Book:
    out = io.BytesIO()
    write_form(load_form(), out, Content("SI-2026-0042", half_filled()))
    book = read_bytes(out.getvalue(), "returned.xlsx")
    return replace(book, non_empty=0)


def renamed(sheet: Sheet, name: str) -> Sheet:
    return replace(sheet, name=name, cells=tuple(replace(cell, sheet=name) for cell in sheet.cells))


def in_order(sheet: Sheet, cells: list[Cell]) -> Sheet:
    kept = {(cell.row, cell.column): cell for cell in cells}
    return replace(sheet, cells=tuple(kept[place] for place in sorted(kept)))


def insert_row(sheet: Sheet, number: int, _: str) -> Sheet:
    row = 1 + number % 80
    return in_order(sheet, [replace(c, row=c.row + 1) if c.row >= row else c for c in sheet.cells])


def insert_column(sheet: Sheet, number: int, words: str) -> Sheet:
    column = 1 + number % 9
    cells = [replace(c, column=c.column + 1) if c.column >= column else c for c in sheet.cells]
    return in_order(sheet, [*cells, Cell(sheet.name, 2 + number % 60, column, words)])


def delete_row(sheet: Sheet, number: int, _: str) -> Sheet:
    row = 1 + number % 80
    return in_order(sheet, [replace(c, row=c.row - (c.row > row)) for c in sheet.cells if c.row != row])


def delete_column(sheet: Sheet, number: int, _: str) -> Sheet:
    column = 1 + number % 9
    return in_order(
        sheet, [replace(c, column=c.column - (c.column > column)) for c in sheet.cells if c.column != column]
    )


def retype(sheet: Sheet, number: int, words: str) -> Sheet:
    cells = list(sheet.cells)
    if cells:
        i = number % len(cells)
        kind = Kind.ERROR if words.startswith("#") else Kind.TEXT
        cells[i] = Cell(sheet.name, cells[i].row, cells[i].column, words, kind)
    return replace(sheet, cells=tuple(cells))


def type_beside(sheet: Sheet, number: int, words: str) -> Sheet:
    return in_order(sheet, [*sheet.cells, Cell(sheet.name, 1 + number % 97, 1 + number % 13, words)])


def move(sheet: Sheet, number: int, _: str) -> Sheet:
    rows, columns = number % 5, number % 4
    return in_order(sheet, [replace(c, row=c.row + rows, column=c.column + columns) for c in sheet.cells])


def sort(sheet: Sheet, number: int, _: str) -> Sheet:
    top, column = 5 + number % 3, 1 + number % 7
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, []).append(cell)
    below = sorted((row for row in rows if row > top), key=lambda row: _key(rows[row], column))
    places = dict(zip(below, sorted(below), strict=True))
    return in_order(sheet, [replace(cell, row=places.get(cell.row, cell.row)) for cell in sheet.cells])


def _key(cells: list[Cell], column: int) -> tuple[bool, str]:
    text = next((cell.text for cell in cells if cell.column == column), "")
    return not text, text


def merge(sheet: Sheet, number: int, _: str) -> Sheet:
    top, left = 5 + number % 50, 1 + number % 6
    box = Merge(top, left, top + 2, left)
    cells = [c for c in sheet.cells if not (c.column == left and top < c.row <= box.bottom)]
    return replace(in_order(sheet, cells), merges=(*sheet.merges, box))


def rename(sheet: Sheet, number: int, words: str) -> Sheet:
    return renamed(sheet, f"{words} {number % 7}"[:31])


MANGLES: tuple[Mangle, ...] = (
    insert_row,
    insert_column,
    delete_row,
    delete_column,
    retype,
    type_beside,
    move,
    sort,
    merge,
    rename,
)
STEPS = st.lists(
    st.tuples(st.sampled_from(MANGLES), st.integers(0, 5), st.integers(0, 10_000), st.sampled_from(WORDS)),
    min_size=1,
    max_size=6,
)


def mangled(steps: list[tuple[Mangle, int, int, str]]) -> Book:
    sheets = list(returned().sheets)
    for change, which, number, words in steps:
        sheets[which] = change(sheets[which], number, words)
    return replace(returned(), sheets=tuple(renamed(one, f"{one.name[:27]} {i}") for i, one in enumerate(sheets)))


def assert_nothing_invented(answers: Answers, book: Book) -> None:
    """Every value stands in a cell of the workbook, and all of its words come from there or from a list."""
    there = {(cell.sheet, cell.address): cell.text for one in book.sheets for cell in one.cells}
    for row in answers.rows:
        for field in row.fields:
            for value in field.values:
                text = there[value.cell.sheet, value.cell.address]
                assert value.cell.text == text
                for piece in value.typed.split(" / "):
                    assert set(fold(piece).split()) <= set(fold(text.replace("/", " ")).split()) or fold(piece) in fold(
                        text
                    )
    assert all(there[cell.sheet, cell.address] == cell.text for cell in answers.unplaced)


def check(steps: list[tuple[Mangle, int, int, str]]) -> None:
    book = mangled(steps)
    answers = find(book, reading_form())
    assert_accounted(answers, book)
    assert_nothing_invented(answers, book)


@seed(SEED)
@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_a_mangled_workbook_adds_up_and_nothing_is_invented(steps: list[tuple[Mangle, int, int, str]]) -> None:
    check(steps)


@pytest.mark.thorough
@seed(SEED + 1)
@settings(max_examples=1500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_a_thousand_mangled_workbooks_add_up(steps: list[tuple[Mangle, int, int, str]]) -> None:
    check(steps)


def assert_kept(which: int, number: int, words: str) -> None:
    sheets = list(returned().sheets)
    sheets[which] = retype(sheets[which], number, words)
    answers = find(replace(returned(), sheets=tuple(sheets)), reading_form())
    said = [value.typed for row in answers.rows for field in row.fields for value in field.values]
    place = sheets[which].name, sheets[which].cells[number].address
    told = [*(cell.text for cell in answers.unplaced), *(remark.value for remark in answers.remarks)]
    assert words in [*said, *told, *(row.block for row in answers.rows)], place


@pytest.mark.parametrize("which", range(6))
def test_words_typed_over_some_cell_of_a_sheet_in_sight_do_not_vanish(which: int) -> None:
    for number in range(which, len(returned().sheets[which].cells), 9):
        assert_kept(which, number, "Zebra crossing")


@pytest.mark.thorough
@pytest.mark.parametrize("words", ["Zebra crossing", "please call me about this one", "no such thing really", "77b"])
@pytest.mark.parametrize("which", range(6))
def test_words_typed_over_any_cell_of_a_sheet_in_sight_do_not_vanish(which: int, words: str) -> None:
    for number in range(len(returned().sheets[which].cells)):
        assert_kept(which, number, words)


def test_headings_that_programs_give_to_columns_are_nobodys_words() -> None:
    answers = answers_of(
        sheet(
            "Part 2 Partnerships",
            """
Part 2 · Existing partnerships|__EMPTY|__EMPTY_1|Unnamed: 3|Unnamed: 4_level_1|Column6
No.|Organization name|Type of organization|Target populations served|Domains of work|Assets
1|Hope Center|Philanthropy|People of color||Empty
""",
        )
    )
    assert unplaced(answers) == []
    assert [row_says(row)["assets"] for row in answers.part("part2")] == ["Empty"]


@pytest.mark.parametrize("digits", ["9" * 400, "-" + "9" * 400 + ".0"])
def test_digits_longer_than_any_number_are_words(digits: str) -> None:
    counted = "".join(f"\n{digits}|Hope Center {i}|Philanthropy" for i in range(1, 7))
    answers = answers_of(sheet("Part 2 Partnerships", "|Organization name|Type of organization" + counted))
    assert unplaced(answers) == [f"Part 2 Partnerships!A{row} {digits}" for row in range(2, 8)]
    answers = answers_of(sheet("Part 2 Partnerships", f"{digits}|{digits}\n|Organization name|Type\n|Hope Center|"))
    assert unplaced(answers) == [f"Part 2 Partnerships!{cell} {digits}" for cell in ("A1", "B1")]


OWN_CHECK = '=IF(SUMPRODUCT(($B6:$G8<>"")*($B6:$G8<>" "))=0,"",IF(TRIM($B6)="","Add the name","OK"))'


@pytest.mark.parametrize(
    ("formula", "is_told"),
    [
        (OWN_CHECK, False),
        (OWN_CHECK.replace("=IF(", "of:=IF(", 1).replace("$B6:$G8", "[.$B6:.$G8]").replace(",", ";"), False),
        (OWN_CHECK.replace("TRIM", "_xlfn.TRIM").lower(), False),
        ('=IF(COUNTA($B6:$F8)=0,"",IF($B6="","Add the name",IF(TRIM(p2_names)=$B6,"Listed twice","OK")))', False),
        ("=SI(\"¿\";'Part (2)'!A1)", True),
        ('=IF(AND($B6<>"",(\'Part 2 (old)\'!$B$5=$B6)),"Also in Part 2","OK")', False),
        ("=", False),
        ("=B6", True),
        ('="call Ann"', True),
        ('=IF(B6="","","call Ann")', True),
        ('=CONCATENATE("OK",B6)', True),
        ("=HYPERLINK(B6)", True),
    ],
)
def test_a_formula_without_a_value_in_the_check_column_is_told_unless_it_checks(formula: str, is_told: bool) -> None:
    drawn = sheet(
        "Part 2 Partnerships", "No.|Organization name|Type of organization|Assets|Check\n1|Hope Center|||\n||||"
    )
    cells = (*drawn.cells, Cell(drawn.name, 2, 5, formula, Kind.UNCALCULATED))
    answers = answers_of(replace(drawn, cells=cells))
    told = [(one.cell, one.value) for one in answers.remarks if one.code == "uncalculated-formula"]
    assert told == ([("E2", formula)] if is_told else [])


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_form_saved_without_any_value_of_its_formulas_tells_none(language: str) -> None:
    out, saved = io.BytesIO(), io.BytesIO()
    write_form(load_form("inventory", language), out, Content("SI-2026-0042", half_filled()))
    openpyxl.load_workbook(io.BytesIO(out.getvalue())).save(saved)
    book = read_bytes(saved.getvalue(), "saved.xlsx")
    assert sum(cell.kind is Kind.UNCALCULATED for one in book.sheets for cell in one.cells) > 60
    assert "uncalculated-formula" not in {one.code for one in find(book, reading_form()).remarks}
