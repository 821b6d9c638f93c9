"""One sheet to look things up in: its filled cells by row and column, and what merged boxes spread over."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.answers import WHOLE, Cell, Kind, Piece
from mobility_xlsx.form.checking import is_formula
from mobility_xlsx.workbook.grids import Merge, Sheet


class SheetGrid(Struct, frozen=True):
    """The filled cells of one sheet, by row, then column.

    `taken_for_formulas` are words that begin with = and that a program took for a formula that gives 0 or an error;
    the grid shows them as words. `piece` is what it has of a sheet that holds several parts.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    taken_for_formulas: tuple[Cell, ...] = ()
    piece: Piece = WHOLE

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

    @property
    def is_piece(self) -> bool:
        """True for a part of a sheet that holds several: the sheet's name is not its."""
        return self.piece != WHOLE

    def within(self, piece: Piece) -> "SheetGrid":
        """A piece of it."""
        numbers = list(self.rows)
        rows = {
            row: {place: cell for place, cell in self.rows[row].items() if piece.left <= place <= piece.right}
            for row in numbers[bisect_left(numbers, piece.top) : bisect_right(numbers, piece.bottom)]
        }
        words = (cell for cell in self.taken_for_formulas if piece.holds(cell.row, cell.column))
        filled = {row: cells for row, cells in rows.items() if cells}
        return replace(self, rows=filled, taken_for_formulas=tuple(words), piece=piece.within(self.piece))


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
