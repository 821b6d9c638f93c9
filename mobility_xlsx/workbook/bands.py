"""The bands of a table (Part 3's sectors): which line belongs to which, by its No., a column, or the title above."""

from collections.abc import Mapping
from itertools import pairwise

from mobility_xlsx.form.answers import Cell, Kind
from mobility_xlsx.form.parts import Label
from mobility_xlsx.form.wording import wordings
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import BAND, Located
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs, name_keys, number_of


class Bands:
    """The bands of one table on one sheet; a table without bands has no titles and gives "" for every line."""

    def __init__(self, located: Located, signs: Signs) -> None:
        part = located.part
        self.number_column = located.number_column
        names = name_keys(part)
        self.name_columns = frozenset(place for place, key in located.columns.items() if key in names)
        self.columns = frozenset(place for place, key in located.columns.items() if key != "check")
        self.has_column = BAND in located.columns.values()
        self.known: Mapping[str, tuple[Label, object]] = {}
        self.shown: Mapping[str, Label] = {}
        self.codes: Mapping[str, str] = {}
        self.nobody = ""
        if part.bands:
            vocabulary = signs.vocabularies[part.bands]
            self.known, self.shown = wordings(vocabulary).known, signs.shown[part.bands]
            self.codes = {(label.code or label.key[:2]).upper(): label.text for label in vocabulary.labels}
            self.nobody = fold(signs.form.words.get("no_band", ""))

    def by_checks(self, grid: SheetGrid, check_column: int) -> Mapping[int, str]:
        """The band of each row by the live checks: one for every entry, and a row more where a band's title stood.

        This is how the bands are told when their titles and the No. were deleted with their column.
        """
        if self.number_column or not self.codes or not check_column:
            return {}
        checks = [cell.row for cell in grid.column(check_column) if cell.formula]
        steps = [below - above for above, below in pairwise(checks)]
        lines = min(steps, default=0)
        starts = checks[:1] + [row for row, step in zip(checks[1:], steps, strict=True) if step != lines]
        labels = tuple(dict.fromkeys(self.codes.values()))
        if set(steps) != {lines, lines + 1} or len(starts) != len(labels):
            return {}
        ends = [*(start - 1 for start in starts[1:]), checks[-1] + lines - 1]
        spans = zip(labels, starts, ends, strict=True)
        return {row: label for label, start, end in spans for row in range(start, end + 1)}

    def title(self, cells: Mapping[int, Cell]) -> tuple[int, str] | None:
        """The column and label of the band a row opens: its title stands alone, or where the No. goes."""
        if not self.known or self.has_column:
            return None
        cell = self._first(cells)
        if cell is None or number_of(cell.text):
            return None
        folded = fold(cell.text)
        found = self.known.get(folded)
        if found is None and (not self.nobody or folded != self.nobody):
            return None
        if cell.column != self.number_column and not (self._is_alone(cells) and self._is_title(cell.column, folded)):
            return None
        return cell.column, found[0].text if found else ""

    def own_title(self, cells: Mapping[int, Cell]) -> Cell | None:
        """Words alone where the No. goes, which may be the title of a band that the form does not have."""
        cell = cells.get(self.number_column)
        alone = bool(self.known) and cell is not None and self._is_alone(cells) and not number_of(cell.text)
        return cell if alone else None

    def of(self, number: str, above: str, said: str) -> str:
        """The band of a line: said in a column of its own, else told by its No. (NP1), else by the title above it."""
        if not self.known:
            return ""
        found = self.known.get(fold(said))
        return found[0].text if found else self.codes.get(number.rstrip("0123456789"), above)

    def is_own(self, number: str) -> bool:
        """True for a No. whose letters are no code of the form, as those of an added band are."""
        code = number.rstrip("0123456789")
        return bool(self.known) and bool(code) and code not in self.codes

    def _first(self, cells: Mapping[int, Cell]) -> Cell | None:
        return next((cell for place, cell in cells.items() if place in self.columns), None)

    def _is_alone(self, cells: Mapping[int, Cell]) -> bool:
        shown = [c for place, c in cells.items() if place in self.columns and c.kind is not Kind.UNCALCULATED]
        return len(shown) == 1

    def _is_title(self, place: int, folded: str) -> bool:
        """A sector's own label; a nickname ("Foundation") in the name column is somebody's name."""
        return place not in self.name_columns or folded in self.shown or folded == self.nobody
