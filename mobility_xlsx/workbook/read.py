"""A returned file as a Book: its cells as a person sees them, with what the guard noticed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Cell, Kind, Remark, column_letters
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.csvfiles import csv_book
from mobility_xlsx.workbook.facts import Facts, Place, SheetFacts
from mobility_xlsx.workbook.grids import Book, Merge, Sheet
from mobility_xlsx.workbook.guard import inspect
from mobility_xlsx.workbook.libraries import Grid, quick_grids, thorough_grids
from mobility_xlsx.workbook.wording import number, shown

__all__ = ["read_bytes", "read_pieces"]

_Specials = Mapping[Place, tuple[str, Kind, str]]
_NOTHING: Final = SheetFacts("")

# A hundred returned workbooks share most of their cells: the form's own words.
_plain_cell = lru_cache(maxsize=20_000)(Cell)


def read_bytes(data: bytes, name: str) -> Book:
    """The Book in the file `name` whose bytes are `data`; raises NotReadable, always with a code.

    Runs in this process: what came from outside is read through `worker.read_files`.
    """
    facts = inspect(data, name)
    if facts.kind == "csv":
        return csv_book(((name, data),), name)
    sheets = _sheets(data, facts)
    remarks = _remarks(facts, sheets)
    counted = sum(1 for sheet in sheets for cell in sheet.cells if _counts(cell))
    if facts.countable and counted != facts.non_empty:
        fields = (("guard", str(facts.non_empty)), ("reader", str(counted)))
        remarks = (*remarks, Remark("counts-differ", fields=fields))
    non_empty = facts.non_empty if facts.countable else counted
    return Book(name, sheets, facts.markers, remarks, non_empty, facts.saved_by)


def read_pieces(pieces: Sequence[tuple[str, bytes]], name: str) -> Book:
    """The Book made of `pieces`, each a name and bytes: one file, or the CSV files of one workbook."""
    if len(pieces) == 1:
        return replace(read_bytes(pieces[0][1], pieces[0][0]), file=name)
    return csv_book(pieces, name)


def _sheets(data: bytes, facts: Facts) -> tuple[Sheet, ...]:
    """The sheets by the quick reader; by the thorough one where the quick one fails or counts fewer cells."""
    quick: tuple[Sheet, ...] = ()
    if all(sheet.area <= limits.NEAR_AREA for sheet in facts.sheets):
        try:
            quick = _filled(quick_grids(data, facts), facts)
        except NotReadable:
            if facts.kind != "xlsx":
                raise
        if quick and (not facts.countable or _count(quick) == facts.non_empty):
            return quick
    if facts.kind != "xlsx":
        return quick
    try:
        thorough = _filled(thorough_grids(facts), facts)
    except NotReadable:
        if quick:
            return quick
        raise
    return max(thorough, quick, key=_count)


def _count(sheets: tuple[Sheet, ...]) -> int:
    return sum(1 for sheet in sheets for cell in sheet.cells if _counts(cell))


def _counts(cell: Cell) -> bool:
    """True for a cell that shows something; a formula without a value shows nothing."""
    return cell.kind is not Kind.UNCALCULATED and bool(cell.text.strip())


def _filled(grids: Mapping[str, Grid], facts: Facts) -> tuple[Sheet, ...]:
    known = {sheet.name: sheet for sheet in facts.sheets}
    return tuple(_sheet(name, grid, known.get(name, _NOTHING)) for name, grid in grids.items())


def _sheet(name: str, grid: Grid, facts: SheetFacts) -> Sheet:
    special = bool(facts.errors or facts.formulas or facts.padded or facts.struck or facts.notes)
    special = special or bool(facts.hidden_rows or facts.hidden_columns)
    cells: list[Cell] = []
    text_kind = Kind.TEXT
    for row, values in grid:
        for column, value in values:
            if type(value) is str and value.isprintable() and "_x" not in value:
                text, kind = value, text_kind
            else:
                text, kind = shown(value)
            if special and _is_special(facts, row, column):
                cells.append(_special_cell(Cell(name, row, column, text, kind), value, facts))
            elif text.strip():
                cells.append(_plain_cell(name, row, column, text, kind))
    missing = _unshown(name, facts, {(cell.row, cell.column) for cell in cells})
    if missing:
        cells = sorted(cells + missing, key=lambda cell: (cell.row, cell.column))
    return Sheet(name, tuple(cells), facts.hidden, facts.merges)


def _is_special(facts: SheetFacts, row: int, column: int) -> bool:
    place = (row, column)
    return (
        place in facts.formulas
        or place in facts.errors
        or row in facts.hidden_rows
        or place in facts.struck
        or place in facts.notes
        or place in facts.padded
        or column in facts.hidden_columns
    )


def _special_cell(cell: Cell, value: object, facts: SheetFacts) -> Cell:
    """`cell` with what the guard knows about its place."""
    place = (cell.row, cell.column)
    text, kind = cell.text, cell.kind
    if place in facts.errors:
        text, kind = facts.errors[place], Kind.ERROR
    elif place in facts.padded and kind is Kind.NUMBER and isinstance(value, int | float) and value >= 0:
        text = number(value).zfill(facts.padded[place])
    return Cell(
        cell.sheet,
        cell.row,
        cell.column,
        text,
        kind,
        facts.formulas.get(place, ""),
        facts.notes.get(place, ""),
        cell.row in facts.hidden_rows or cell.column in facts.hidden_columns,
        place in facts.struck,
    )


def _unshown(name: str, facts: SheetFacts, present: set[Place]) -> list[Cell]:
    """Cells that no library gives: errors, formulas without a value, and notes on blank cells."""
    cells = []
    for place in (facts.errors.keys() | facts.uncalculated.keys() | facts.notes.keys()) - present:
        text, kind, formula = "", Kind.TEXT, ""
        if place in facts.errors:
            text, kind, formula = facts.errors[place], Kind.ERROR, facts.formulas.get(place, "")
        elif place in facts.uncalculated:
            text = formula = facts.uncalculated[place]
            kind = Kind.UNCALCULATED
        hidden = place[0] in facts.hidden_rows or place[1] in facts.hidden_columns
        note = facts.notes.get(place, "")
        cells.append(Cell(name, *place, text, kind, formula, note, hidden, place in facts.struck))
    return cells


def _remarks(facts: Facts, sheets: tuple[Sheet, ...]) -> tuple[Remark, ...]:
    remarks = list(facts.remarks)
    if facts.macro:
        remarks.append(Remark("macros"))
    for sheet, known in zip(sheets, facts.sheets, strict=False):
        remarks.extend(known.remarks)
        remarks.extend(_sheet_remarks(sheet, known))
    return tuple(remarks)


def _sheet_remarks(sheet: Sheet, facts: SheetFacts) -> list[Remark]:
    remarks = []
    filled = [cell for cell in sheet.cells if not cell.is_blank] if _has_more_to_say(facts) else []
    if facts.hidden and sheet.cells:
        remarks.append(Remark("hidden-sheet", sheet.name))
    for code, cells in (
        ("hidden-rows", [cell for cell in filled if cell.row in facts.hidden_rows]),
        ("struck-rows", [cell for cell in filled if cell.struck]),
    ):
        if cells:
            rows = _spans(sorted({cell.row for cell in cells}))
            remarks.append(Remark(code, sheet.name, cells[0].address, fields=(("rows", rows),)))
    hidden = sorted({cell.column for cell in filled if cell.column in facts.hidden_columns})
    if hidden:
        columns = ", ".join(column_letters(column) for column in hidden)
        remarks.append(Remark("hidden-columns", sheet.name, fields=(("columns", columns),)))
    remarks.extend(_under_merges(filled, facts.merges, sheet.name))
    return remarks


def _has_more_to_say(facts: SheetFacts) -> bool:
    return bool(facts.hidden_rows or facts.hidden_columns or facts.struck or facts.merges)


def _under_merges(cells: list[Cell], merges: tuple[Merge, ...], sheet: str) -> list[Remark]:
    """A remark for every value that the spreadsheet program does not show because a merged box lies over it."""
    remarks = []
    for merge in merges:
        for cell in cells:
            inside = merge.top <= cell.row <= merge.bottom and merge.left <= cell.column <= merge.right
            if inside and (cell.row, cell.column) != (merge.top, merge.left):
                first = column_letters(merge.left) + str(merge.top)
                last = column_letters(merge.right) + str(merge.bottom)
                fields = (("range", f"{first}:{last}"),)
                remarks.append(Remark("under-merge", sheet, cell.address, cell.text, fields))
    return remarks


def _spans(rows: list[int]) -> str:
    """Rows in words: [3, 4, 5, 9] is "3 to 5, 9"."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]} to {span[-1]}" for span in spans)
