"""The bands of a table (Part 3's sectors): which line belongs to which, by its No., a column, or the title above."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from mobility_xlsx.form.answers import Cell, Kind, Match
from mobility_xlsx.form.parts import Label
from mobility_xlsx.form.wording import clearly_meant, meaning, wordings
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import BAND, Located
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs, name_keys, number_of

_TITLE = 6  # words; more of them are no title of a band


class Title(Struct, frozen=True):
    """The title of a band: its cell, its label's text ("" for the band of those without one), and how it was known."""

    cell: Cell
    text: str
    match: Match = Match.EXACT


class Bands:
    """The bands of one table on one sheet; a table without bands has no titles and gives "" for every line."""

    def __init__(self, grid: SheetGrid, located: Located, signs: Signs) -> None:
        part = located.part
        self.grid, self.top, self.lines = grid, located.headings, part.lines
        self.number_column = located.number_column
        names = name_keys(part)
        self.name_columns = frozenset(place for place, key in located.columns.items() if key in names)
        self.columns = frozenset(place for place, key in located.columns.items() if key != "check")
        self.first = min(self.columns, default=0)
        self.check_column = located.column("check")
        self.has_column = BAND in located.columns.values()
        self.known: Mapping[str, tuple[Label, object]] = {}
        self.shown: Mapping[str, Label] = {}
        self.codes: Mapping[str, str] = {}
        self.nobody: frozenset[str] = frozenset()
        if part.bands:
            vocabulary = self.vocabulary = signs.vocabularies[part.bands]
            self.known, self.shown = wordings(vocabulary).known, signs.shown[part.bands]
            self.codes = {(label.code or label.key[:2]).upper(): label.text for label in vocabulary.labels}
            self.nobody = signs.no_band
        self.added = self._added_titles() if self.known and not self.has_column else frozenset[int]()

    def by_checks(self) -> Mapping[int, str]:
        """The band of each row by the live checks: one for every entry, and a row more where a band's title stood.

        This is how the bands are told when their titles and the No. were deleted with their column.
        """
        if self.number_column or not self.codes or not self.check_column:
            return {}
        checks = [cell.row for cell in self.grid.column(self.check_column) if cell.formula]
        steps = [below - above for above, below in pairwise(checks)]
        lines = min(steps, default=0)
        starts = checks[:1] + [row for row, step in zip(checks[1:], steps, strict=True) if step != lines]
        labels = tuple(dict.fromkeys(self.codes.values()))
        if set(steps) != {lines, lines + 1} or len(starts) != len(labels):
            return {}
        ends = [*(start - 1 for start in starts[1:]), checks[-1] + lines - 1]
        spans = zip(labels, starts, ends, strict=True)
        return {row: label for label, start, end in spans for row in range(start, end + 1)}

    def opening(self, cells: Mapping[int, Cell]) -> Cell | None:
        """The cell of a row that may be the title of a band, None for a row that opens none."""
        if not self.known or self.has_column:
            return None
        cell = self._first(cells)
        return None if cell is None or number_of(cell.text) else cell

    def title(self, opening: Cell, cells: Mapping[int, Cell]) -> Title | None:
        """The band a row opens: its title stands alone, or where the No. goes. None for any other row."""
        if opening.column == self.number_column or self._is_alone(cells):
            return self._meant(opening)
        return None

    def is_own_title(self, opening: Cell, cells: Mapping[int, Cell]) -> bool:
        """True for words alone that may be the title of a band that the form does not have.

        They stand where the No. goes, left of the table, or where the other titles stand.
        """
        if opening.column in self.name_columns and opening.row not in self.added:
            return False
        return self._is_alone(cells)

    def of(self, number: str, above: str, said: str) -> str:
        """The band of a line: said in a column of its own, else told by its No. (NP1), else by the title above it."""
        if not self.known:
            return ""
        found = self.known.get(fold(said))
        return found[0].text if found else self.codes.get(number.rstrip("0123456789"), above)

    def is_own(self, number: str, title: Cell) -> bool:
        """True when a line belongs to an own title above it: its No. has letters that are no code of the form.

        Without a No., or with a plain one, it does when the words are as short as a title.
        """
        code = number.rstrip("0123456789")
        if code:
            return code not in self.codes
        return _is_short(title.text)

    def _first(self, cells: Mapping[int, Cell]) -> Cell | None:
        """The first cell of a row where titles may stand: No., name, or left of the table, where No.s once stood."""
        found = next((cell for place, cell in cells.items() if place in self.columns), None)
        if found is None:
            return next((c for p, c in cells.items() if p < self.first and not number_of(c.text)), None)
        return found if found.column == self.number_column or found.column in self.name_columns else None

    def _is_alone(self, cells: Mapping[int, Cell]) -> bool:
        words = (c for p, c in cells.items() if p in self.columns or (p < self.first and not number_of(c.text)))
        return sum(cell.kind is not Kind.UNCALCULATED for cell in words) == 1

    def _meant(self, cell: Cell) -> Title | None:
        """The band a title means; a nickname ("Foundation") in the name column is somebody's name."""
        folded = fold(cell.text)
        if folded in self.nobody:
            return Title(cell, "")
        if cell.column not in self.name_columns:
            said = meaning(cell.text, self.vocabulary)
            return Title(cell, said.label.text, said.match) if said.label else None
        label = self.shown.get(folded)
        if label is not None:
            return Title(cell, label.text)
        near = clearly_meant(cell.text, {text: label.text for text, label in self.shown.items()})
        return Title(cell, near, Match.NEAR) if near else None

    def _added_titles(self) -> frozenset[int]:
        """Rows of the name column that can only be titles of bands the form does not have.

        Where every entry has room for all its lines, a name alone with another right below it is a title, as all the
        known titles are.
        """
        named = list(self._named())
        if self.lines < 2 or sum(title is not None for _, _, title in named) < 2:
            return frozenset()
        added: set[int] = set()
        for (row, short, title), (below, _, title_below) in pairwise(named):
            if title is not None or below - row >= self.lines:
                continue
            if not short or title_below is not None or below - row != 1:
                return frozenset()
            added.add(row)
        return frozenset(added)

    def _named(self) -> Iterator[tuple[int, bool, Title | None]]:
        """The rows with a name: whether a title's few words stand there alone, and the band it is a title of."""
        for row, cells in self.grid.rows.items():
            cell = next((cells[place] for place in cells if place in self.name_columns), None)
            if row > self.top and cell is not None:
                alone = self._is_alone(cells)
                yield row, alone and _is_short(cell.text), self._meant(cell) if alone else None


def _is_short(text: str) -> bool:
    return len(text.split()) <= _TITLE and "\n" not in text and text.rstrip()[-1] not in ".!?:;"
