"""The lines of a table below its headings: their No., their band, and the cells of the known columns."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mobility_xlsx.form.answers import Cell, Kind
from mobility_xlsx.form.parts import Label
from mobility_xlsx.form.wording import wordings
from mobility_xlsx.text import fold, one_line
from mobility_xlsx.workbook.headings import BAND, Located
from mobility_xlsx.workbook.sheetgrid import Place, SheetGrid
from mobility_xlsx.workbook.signs import Signs, name_keys

_NUMBER = re.compile(r"(?:no|nr|#|n)?[.°º ]*([a-z]{0,3})[ .-]*(\d{1,4})(?:\.0+)?[.):]?")


@dataclass(frozen=True, slots=True)
class Line:
    """One sheet row of a table. `number` is its No. ("1", "NP1"), `example` true when it says "e.g." instead.

    `cells` are the filled cells by column key, in the order of the columns; `name` is what it is known by, folded.
    """

    row: int
    number: str
    cells: tuple[tuple[str, Cell], ...]
    name: tuple[str, ...] = ()
    band: str = ""
    example: bool = False

    @property
    def is_named(self) -> bool:
        """True when a cell stands in a column by which entries are known."""
        return any(self.name)


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a table; `fixed` are the places of its No.s and band titles, which are the form's."""

    lines: tuple[Line, ...]
    fixed: frozenset[Place]


@lru_cache(maxsize=5000)
def number_of(text: str) -> str:
    """The No. a cell shows ("1", "1.", "No. 1", "1.0", "NP1"), "" when it shows none."""
    found = _NUMBER.fullmatch(fold(text))
    return f"{found[1].upper()}{int(found[2])}" if found else ""


def table_lines(grid: SheetGrid, located: Located, signs: Signs, skipped: frozenset[int]) -> Lines:
    """The lines below the headings, from the top; rows of `skipped` (repeated headings) are left out."""
    reading = _Reading(grid, located, signs)
    lines: list[Line] = []
    band, fixed = "", set()
    numbers = reading.merged_numbers()
    for row, cells in grid.rows.items():
        if row <= located.headings or row in skipped:
            continue
        if len(cells) <= 2 and reading.is_blank(cells):
            lines.append(Line(row, number_of(cells[reading.number_column].text), ()))
            fixed.add((row, reading.number_column))
            continue
        title = reading.band_title(cells)
        if title is not None:
            place, band = title
            fixed.add((row, place))
        number_cell = cells.get(reading.number_column)
        number = number_of(number_cell.text) if number_cell else numbers.get(row, "")
        example = number_cell is not None and fold(number_cell.text) in signs.example_numbers
        if number_cell is not None and (number or example):
            fixed.add((row, number_cell.column))
        known = tuple(reading.known_cells(cells, fixed))
        said = next((cell.text for key, cell in known if key == BAND), "")
        if said and len(known) == 1:
            fixed.add((row, known[0][1].column))
            known = ()
        if number or example or known:
            lines.append(Line(row, number, known, reading.name(known), reading.band(number, band, said), example))
    return Lines(tuple(lines), frozenset(fixed))


class _Reading:
    """What does not change from line to line of one table."""

    def __init__(self, grid: SheetGrid, located: Located, signs: Signs) -> None:
        self.grid, self.located, self.signs = grid, located, signs
        part = located.part
        self.number_column = next((located.column(c.key) for c in part.columns if c.kind == "number"), 0)
        self.check_column = located.column("check")
        fixed = {column.key for column in part.columns if column.kind in ("number", "check")}
        self.columns = tuple((place, key) for place, key in located.columns.items() if key not in fixed)
        self.names = name_keys(part)
        self.shown: Mapping[str, Label] = {}
        self.bands: Mapping[str, tuple[Label, object]] = {}
        self.codes: Mapping[str, str] = {}
        if part.bands:
            vocabulary = signs.vocabularies[part.bands]
            self.bands, self.shown = wordings(vocabulary).known, signs.shown[part.bands]
            self.codes = {(label.code or label.key[:2]).upper(): label.text for label in vocabulary.labels}
        self.no_band = fold(signs.form.words.get("no_band", "")) if part.bands else ""
        self.first_columns = {self.number_column, located.column(self.names[0]) if self.names else 0}

    def is_blank(self, cells: Mapping[int, Cell]) -> bool:
        """True for a line with a No. and nothing else but its check."""
        number = cells.get(self.number_column)
        others = all(place in (self.number_column, self.check_column) for place in cells)
        return others and number is not None and bool(number_of(number.text))

    def known_cells(self, cells: Mapping[int, Cell], fixed: Iterable[Place]) -> Iterator[tuple[str, Cell]]:
        for place, key in self.columns:
            cell = cells.get(place)
            if cell is None or (cell.row, place) in fixed or self._is_printed(cell):
                continue
            if key != BAND or fold(cell.text) in self.bands:
                yield key, cell

    def _is_printed(self, cell: Cell) -> bool:
        return fold(cell.text) in self.signs.anywhere

    def name(self, known: Iterable[tuple[str, Cell]]) -> tuple[str, ...]:
        said = {key: fold(cell.text) or cell.text.strip() for key, cell in known if key in self.names}
        return tuple(said.get(key, "") for key in self.names)

    def band_title(self, cells: Mapping[int, Cell]) -> tuple[int, str] | None:
        """The column and label of the band a row opens: its title stands alone, or where the No. goes."""
        if not self.bands:
            return None
        for place, cell in cells.items():
            folded = fold(cell.text)
            found = self.bands.get(folded)
            in_number = place == self.number_column and not number_of(cell.text)
            alone = len([c for c in cells.values() if c.kind is not Kind.UNCALCULATED and not c.formula]) == 1
            if (found or folded == self.no_band) and (in_number or (alone and self._is_title(place, folded))):
                return place, found[0].text if found else ""
            break
        return None

    def _is_title(self, place: int, folded: str) -> bool:
        """A sector's own label; a nickname ("Foundation") in the name column is somebody's name."""
        return place not in self.columns_of_names() or folded in self.shown or folded == self.no_band

    def columns_of_names(self) -> frozenset[int]:
        return frozenset(place for place, key in self.columns if key in self.names)

    def band(self, number: str, above: str, said: str) -> str:
        """The band of a line: said in a column of its own, else told by its No. (NP1), else by the title above it."""
        if not self.bands:
            return ""
        found = self.bands.get(fold(said))
        return found[0].text if found else self.codes.get(number.rstrip("0123456789"), above)

    def merged_numbers(self) -> dict[int, str]:
        """No.s that a merged box spreads over further rows."""
        numbers: dict[int, str] = {}
        for merge in self.grid.merges:
            if merge.left <= self.number_column <= merge.right and merge.bottom > merge.top:
                cell = self.grid.at(merge.top, merge.left)
                if cell is not None and number_of(cell.text):
                    numbers |= {row: number_of(cell.text) for row in range(merge.top, merge.bottom + 1)}
        return numbers


def shown_number(line: Line) -> str:
    """The No. of a line as people see it."""
    return one_line(line.number)
