"""One sheet to look things up in: its filled cells by row and column, and what merged boxes spread over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mobility_xlsx.form.answers import Cell
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.grids import Merge, Sheet

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The filled cells of one sheet, by row, then column."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()

    def at(self, row: int, column: int) -> Cell | None:
        """The filled cell at a place, None for a blank one."""
        return self.rows.get(row, {}).get(column)

    def cells(self) -> Iterator[Cell]:
        """All filled cells, row by row."""
        for row in self.rows.values():
            yield from row.values()

    def folded(self, row: int, column: int) -> str:
        """The folded text at a place, "" for a blank one."""
        cell = self.at(row, column)
        return fold(cell.text) if cell else ""

    def column(self, column: int) -> tuple[Cell, ...]:
        """The filled cells of one column, from the top."""
        return tuple(cells[column] for cells in self.rows.values() if column in cells)


def grid_of(sheet: Sheet) -> SheetGrid:
    """The filled cells of a sheet; cells with nothing but blanks are left out."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells:
        if cell.text and not cell.text.isspace():
            found = rows.get(cell.row)
            if found is None:
                found = rows[cell.row] = {}
            found[cell.column] = cell
    return SheetGrid(sheet.name, rows, sheet.hidden, sheet.merges)
