"""One sheet to look things up in: its filled cells by row and column, and what merged boxes spread over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mobility_xlsx.form.answers import Cell, Kind
from mobility_xlsx.form.checking import is_formula
from mobility_xlsx.workbook.grids import Merge, Sheet

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The filled cells of one sheet, by row, then column.

    `taken_for_formulas` are words that begin with = and that a program took for a formula that gives 0 or an error;
    the grid shows them as words.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    taken_for_formulas: tuple[Cell, ...] = ()

    def at(self, row: int, column: int) -> Cell | None:
        """The filled cell at a place, None for a blank one."""
        return self.rows.get(row, {}).get(column)

    def cells(self) -> Iterator[Cell]:
        """All filled cells, row by row."""
        for row in self.rows.values():
            yield from row.values()

    def column(self, column: int) -> tuple[Cell, ...]:
        """The filled cells of one column, from the top."""
        return tuple(cells[column] for cells in self.rows.values() if column in cells)


def grid_of(sheet: Sheet) -> SheetGrid:
    """The filled cells of a sheet; cells with nothing but blanks are left out."""
    rows: dict[int, dict[int, Cell]] = {}
    words: list[Cell] = []
    for cell in sheet.cells:
        if cell.text and not cell.text.isspace():
            if cell.formula and (cell.text == "0" or cell.kind is Kind.ERROR) and _is_words(cell):
                cell = replace(cell, text=_shown(cell), kind=Kind.TEXT)
                words.append(cell)
            found = rows.get(cell.row)
            if found is None:
                found = rows[cell.row] = {}
            found[cell.column] = cell
    return SheetGrid(sheet.name, rows, sheet.hidden, sheet.merges, tuple(words))


def _shown(cell: Cell) -> str:
    return cell.formula if cell.formula.startswith("=") else "=" + cell.formula


def _is_words(cell: Cell) -> bool:
    """True for a formula that no spreadsheet program could have meant: "=Equity Now!"."""
    return not is_formula(replace(cell, text=_shown(cell), kind=Kind.UNCALCULATED))
