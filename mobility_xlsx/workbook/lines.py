"""The lines of a table below its headings: their No., their band, and the cells of the known columns."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from mobility_xlsx.form.answers import Cell, Kind, Match, Remark
from mobility_xlsx.text import fold, one_line
from mobility_xlsx.workbook.bands import Bands, Title
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.headings import BAND, Located
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs, name_keys, number_of

_NEVER_ZERO = frozenset(("name", "person", "choice", "choices", "email"))
_TOTAL = re.compile(r"(?:grand |gran |sub ?)?(?:totals?|totales|total general|sum|suma|count)(?:[ :=]+\d.*)?")
_REFERENCE = re.compile(r"=(?:(?:'[^']*'|[\w. ]+)!)?\$?[A-Z]{1,3}\$?\d+")


class Line(Struct, frozen=True):
    """One sheet row of a table. `number` is its No. ("1", "NP1"), `example` true when it says "e.g." instead.

    `cells` are the filled cells by column key, in the order of the columns; `name` is what it is known by, folded.
    `own_title` is the title above it that opens a band in words of its own.
    """

    row: int
    number: str
    cells: tuple[tuple[str, Cell], ...]
    name: tuple[str, ...] = ()
    band: str = ""
    example: bool = False
    own_title: Cell | None = None

    @property
    def is_named(self) -> bool:
        """True when a cell stands in a column by which entries are known."""
        return bool(self.name)


class Lines(Struct, frozen=True):
    """All lines of a table; `fixed` are the places of its No.s and band titles, which are the form's.

    `remarks` say which titles were read by near spelling.
    """

    lines: tuple[Line, ...]
    fixed: frozenset[RowColumn]
    remarks: tuple[Remark, ...] = ()


def table_lines(grid: SheetGrid, located: Located, signs: Signs, skipped: frozenset[int]) -> Lines:
    """The lines below the headings, from the top; rows of `skipped` (repeated headings) are left out."""
    reading = _Reading(grid, located, signs)
    lines: list[Line] = []
    numbers = reading.merged_numbers()
    for row, cells in grid.rows.items():
        if row <= located.headings or row in skipped:
            continue
        if reading.is_blank(cells):
            lines.append(_blank(row, number_of(cells[reading.number_column].text)))
            reading.fixed.add((row, reading.number_column))
        else:
            lines += reading.line(row, cells, numbers.get(row, ""))
    return Lines(tuple(lines), frozenset(reading.fixed), tuple(reading.remarks))


# Most lines of most workbooks are blank ones.
@lru_cache(maxsize=5_000)
def _blank(row: int, number: str) -> Line:
    return Line(row, number, ())


class _Reading:
    """One table while its lines are read from the top: `above` is the last band title, `own` one of another's words."""

    def __init__(self, grid: SheetGrid, located: Located, signs: Signs) -> None:
        self.grid, self.located, self.signs = grid, located, signs
        part = located.part
        self.number_column, self.check_column = located.number_column, located.column("check")
        fixed = {column.key for column in part.columns if column.kind in ("number", "check")}
        self.columns = {place: key for place, key in located.columns.items() if key not in fixed}
        self.kinds = {column.key: column.kind for column in part.columns}
        self.names = name_keys(part)
        self.bands = Bands(grid, located, signs)
        self.checked = self.bands.by_checks()
        self.above = ""
        self.own: Cell | None = None
        self.fixed: set[RowColumn] = set()
        self.remarks: list[Remark] = []

    def line(self, row: int, cells: Mapping[int, Cell], merged: str) -> Iterator[Line]:
        """The line of a row, if it is one."""
        if self._open_band(row, cells):
            return
        cell = cells.get(self.number_column)
        number = number_of(cell.text) if cell else merged
        example = cell is not None and fold(cell.text) in self.signs.example_numbers
        if cell is not None and (number or example):
            self.fixed.add((row, cell.column))
        known = tuple(self.known_cells(cells))
        said = next((c.text for key, c in known if key == BAND), "") if self.bands.has_column else ""
        if said and len(known) == 1:
            self.fixed.add((row, known[0][1].column))
            known = ()
        if self._is_total(known, cells, number):
            return
        if number or example or known:
            own = self._own_title(number)
            band = one_line(own.text) if own else self.bands.of(number, self.above, said) or self.checked.get(row, "")
            yield Line(row, number, known, self.name(known), band, example, own)

    def _is_total(self, known: Iterable[tuple[str, Cell]], cells: Mapping[int, Cell], number: str) -> bool:
        """True for a line that adds up others: by its name, a formula that counts, or a count in place of a name."""
        if any("SUBTOTAL(" in cell.formula.upper() for cell in cells.values() if cell.formula):
            return True
        named = [cell for key, cell in known if key in self.names] if not number else []
        return any(_TOTAL.fullmatch(fold(c.text)) or (c.formula and c.kind is Kind.NUMBER) for c in named)

    def _open_band(self, row: int, cells: Mapping[int, Cell]) -> bool:
        """Remembers the band a row opens. True when its title is in words of its own."""
        opening = self.bands.opening(cells)
        if opening is None:
            return False
        title = self.bands.title(opening, cells)
        if title is not None:
            self.above, self.own = title.text, None
            self.fixed.add((row, title.cell.column))
            if title.match is Match.NEAR:
                self.remarks.append(_near(title))
            return False
        if not self.bands.is_own_title(opening, cells):
            return False
        self.own = opening
        return True

    def _own_title(self, number: str) -> Cell | None:
        """The title in words of its own that a line stands under."""
        return self.own if self.own is not None and self.bands.is_own(number, self.own) else None

    def is_blank(self, cells: Mapping[int, Cell]) -> bool:
        """True for a line with a No. and nothing else but its check."""
        if len(cells) > 2 or (len(cells) == 2 and self.check_column not in cells):
            return False
        number = cells.get(self.number_column)
        return number is not None and bool(number_of(number.text))

    def known_cells(self, cells: Mapping[int, Cell]) -> Iterator[tuple[str, Cell]]:
        """The filled cells of the known columns, in their order."""
        for place, cell in cells.items():
            key = self.columns.get(place)
            if key is None or (cell.row, place) in self.fixed:
                continue
            if is_linked_blank(cell, self.kinds.get(key, "")):
                self.fixed.add((cell.row, place))
                continue
            folded = fold(cell.text)
            if folded not in self.signs.anywhere and (key != BAND or folded in self.bands.known):
                yield key, cell

    def name(self, known: Iterable[tuple[str, Cell]]) -> tuple[str, ...]:
        """By what a line is known, one text for each of the part's name columns; empty when all are blank."""
        said = {key: fold(cell.text) or cell.text.strip() for key, cell in known if key in self.names}
        return tuple(said.get(key, "") for key in self.names) if said else ()

    def merged_numbers(self) -> dict[int, str]:
        """No.s that a merged box spreads over further rows."""
        numbers: dict[int, str] = {}
        for merge in self.grid.merges:
            if merge.left <= self.number_column <= merge.right and merge.bottom > merge.top:
                cell = self.grid.at(merge.top, merge.left)
                if cell is not None and number_of(cell.text):
                    numbers |= {row: number_of(cell.text) for row in range(merge.top, merge.bottom + 1)}
        return numbers


def is_linked_blank(cell: Cell, kind: str) -> bool:
    """True for the 0 of a formula that points to a blank cell; where words are free, 0 may be what was counted."""
    if not cell.formula or cell.text != "0" or cell.kind is not Kind.NUMBER:
        return False
    return kind in _NEVER_ZERO or _REFERENCE.fullmatch(cell.formula) is not None


def _near(title: Title) -> Remark:
    typed = one_line(title.cell.text)
    words = (("wording", typed), ("label", title.text), ("count", "1"), ("suggestion", title.text))
    return Remark("near-wording", title.cell.sheet, title.cell.address, typed, words)
