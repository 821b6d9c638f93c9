"""The cells of a sheet as a person sees them: a library's values and the guard's facts put together."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Final

from mobility_xlsx.form.answers import Cell, Kind
from mobility_xlsx.workbook.celltext import number, shown
from mobility_xlsx.workbook.facts import PERCENT, SheetFacts
from mobility_xlsx.workbook.grids import Grid, RowColumn, Sheet


def seen_sheet(name: str, grid: Grid, facts: SheetFacts) -> tuple[Sheet, int]:
    """The sheet `name`, and how many of its cells show something by the library's count."""
    hides = bool(facts.hidden_rows or facts.hidden_columns)
    if facts.uncalculated:
        grid = [cell for cell in grid if cell[:2] not in facts.uncalculated]
    if hides or facts.errors or facts.padded or facts.numbers or facts.notes or facts.struck:
        cells = [
            _special_cell(Cell(name, row, column, text, kind), value, facts)
            for row, column, given in grid
            for value in (facts.numbers.get((row, column), given),)
            for text, kind in (shown(value),)
            if text and not text.isspace()
        ]
    else:
        cells = _plain_cells(name, grid, facts.formulas)
    errors = facts.errors.keys() - {(cell.row, cell.column) for cell in cells} if facts.errors else ()
    shown_cells = len(cells) + len(errors)
    if facts.errors or facts.uncalculated or facts.notes:
        cells = sorted(cells + _unseen(name, facts, cells), key=_in_order)
    return Sheet(name, tuple(cells), facts.hidden, facts.merges), shown_cells


_in_order: Final = attrgetter("row", "column")


def _plain_cells(name: str, grid: Grid, formulas: Mapping[RowColumn, str]) -> list[Cell]:
    """The cells of a sheet of which there is nothing more to tell than texts, numbers and formulas."""
    cells: list[Cell] = []
    for row, column, value in grid:
        formula = formulas.get((row, column), "") if formulas else ""
        if type(value) is str and value.isprintable() and "_x" not in value:
            if value and not value.isspace():
                cells.append(Cell(name, row, column, value, Kind.TEXT, formula))
        else:
            text, kind = shown(value)
            if text and not text.isspace():
                cells.append(Cell(name, row, column, text, kind, formula))
    return cells


def _special_cell(cell: Cell, value: object, facts: SheetFacts) -> Cell:
    """`cell` with what the guard knows about its place."""
    place = (cell.row, cell.column)
    text, kind = cell.text, cell.kind
    if place in facts.errors:
        text, kind = facts.errors[place], Kind.ERROR
    elif place in facts.padded:
        padded = _padded(value, facts.padded[place])
        text, kind = (padded, Kind.NUMBER) if padded else (text, kind)
    formula, note = facts.formulas.get(place, ""), facts.notes.get(place, "")
    return Cell(
        cell.sheet, cell.row, cell.column, text, kind, formula, note, _is_hidden(place, facts), place in facts.struck
    )


def _padded(value: object, digits: int) -> str:
    """A number with the zeros or as the percentage it is shown with, "" where it is shown as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if digits == PERCENT:
        return f"{number(value * 100)}%"
    return number(value).zfill(digits) if value >= 0 else ""


def _unseen(name: str, facts: SheetFacts, seen: list[Cell]) -> list[Cell]:
    """Cells that the library does not give: errors, formulas without a value, and notes on blank cells."""
    present = {(cell.row, cell.column) for cell in seen}
    cells = []
    for place in (facts.errors.keys() | facts.uncalculated.keys() | facts.notes.keys()) - present:
        text, kind, formula = "", Kind.TEXT, ""
        if place in facts.errors:
            text, kind, formula = facts.errors[place], Kind.ERROR, facts.formulas.get(place, "")
        elif place in facts.uncalculated:
            text = formula = facts.uncalculated[place]
            kind = Kind.UNCALCULATED
        note, hidden = facts.notes.get(place, ""), _is_hidden(place, facts)
        cells.append(Cell(name, *place, text, kind, formula, note, hidden, place in facts.struck))
    return cells


def _is_hidden(place: RowColumn, facts: SheetFacts) -> bool:
    return place[0] in facts.hidden_rows or place[1] in facts.hidden_columns
