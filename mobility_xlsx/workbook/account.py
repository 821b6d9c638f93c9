"""Every filled cell of a sheet accounted for: an answer, known text of the form, or without a place."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from mobility_xlsx.form.answers import Cell, Kind, Remark
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.entries import SheetAnswers
from mobility_xlsx.workbook.formulas import is_check
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.marker import is_mark
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs

_MACHINE = re.compile(r"(?:index|unnamed: ?\d+(?:_level_\d+)?|(?:column|spalte|columna) ?\d+|__empty(?:_\d+)?)", re.I)
_WHOLE = re.compile(r"-?\d{1,15}(\.0+)?")
_LISTS = 3  # so many names of lists in a row are those of the sheet of lists
NO_READING = SheetAnswers((), frozenset(), frozenset())


class Account(Struct, frozen=True):
    """How the filled cells of one sheet add up."""

    answers: int
    fixed: int
    unplaced: tuple[Cell, ...]
    remarks: tuple[Remark, ...] = ()


def account(grid: SheetGrid, located: Located | None, reading: SheetAnswers, signs: Signs) -> Account:
    """Each filled cell once. The form's own texts are known by their words, and short ones only in their place."""
    if located is None and _is_programs_own(grid):
        return Account(0, sum(cell.kind is not Kind.UNCALCULATED for cell in grid.cells()), ())
    known = _Known(grid, located, reading, signs)
    answers = fixed = 0
    unplaced: list[Cell] = []
    valueless: list[Cell] = []
    answered, printed = reading.answers, reading.fixed
    for row, cells in grid.rows.items():
        for column, cell in cells.items():
            place = (row, column)
            if cell.kind is Kind.UNCALCULATED:
                valueless.append(cell)
                continue
            if place in answered:
                answers += 1
            elif place in printed or known.is_form(cell):
                fixed += 1
            else:
                unplaced.append(cell)
    remarks = tuple(_uncalculated(valueless, reading, known))
    return Account(answers, fixed, tuple(unplaced), remarks)


def _is_programs_own(grid: SheetGrid) -> bool:
    """True for the summary that Numbers puts before the sheets it exports."""
    first = next(iter(grid.cells()), None)
    return first is not None and fold(first.text).startswith("this document was exported from numbers")


def _uncalculated(cells: list[Cell], reading: SheetAnswers, known: "_Known") -> Iterator[Remark]:
    """Formulas without a value outside the form: they show nothing, so they are said instead of counted."""
    for cell in cells:
        place = (cell.row, cell.column)
        if place not in reading.answers and place not in reading.fixed and not known.is_form(cell):
            yield Remark("uncalculated-formula", cell.sheet, cell.address, cell.text)


def is_lists(grid: SheetGrid, signs: Signs) -> bool:
    """True for the sheet that holds the lists of the drop-downs, by its name or by its row of list names."""
    if fold(grid.name) in signs.lists:
        return True
    return any(_names_lists(cells.values(), signs) for cells in list(grid.rows.values())[:3])


def _names_lists(cells: Iterable[Cell], signs: Signs) -> bool:
    """True for a row of several lists' names, each once, and of nothing that people write."""
    said = [fold(cell.text) for cell in cells if not (_is_machines(cell) or is_mark(cell.text))]
    words = [folded for folded in said if not _WHOLE.fullmatch(folded)]
    return len(words) >= _LISTS and len(set(words)) == len(words) and signs.list_keys.issuperset(words)


def account_lists(grid: SheetGrid, signs: Signs) -> Account:
    """The sheet of lists: form while it is hidden, as nobody types there; by its texts once it is in sight."""
    cells = [cell for cell in grid.cells() if cell.kind is not Kind.UNCALCULATED]
    if grid.hidden:
        return Account(0, len(cells), ())
    counted, left = _counted_columns(grid), min((cell.column for cell in cells), default=0)
    counting = left if cells and _counts_rows(grid, left) else 0
    other = tuple(
        cell for cell in cells if not (_is_list_text(cell, signs) or cell.row == counted or cell.column == counting)
    )
    return Account(0, len(cells) - len(other), other)


def _is_list_text(cell: Cell, signs: Signs) -> bool:
    folded = fold(cell.text)
    if folded in signs.labels or folded in signs.list_keys or folded in signs.in_place or folded in signs.anywhere:
        return True
    return is_mark(cell.text) or _is_machines(cell) or _is_edition_or_language(folded)


def _is_edition_or_language(folded: str) -> bool:
    return bool(re.fullmatch(r"\d+\.\d+|[a-z]{2}|mobility xlsx [a-z ]+", folded))


def _is_machines(cell: Cell) -> bool:
    """True for the headings that programs give to columns without one."""
    return cell.text[-1:].isalnum() and _MACHINE.fullmatch(cell.text.strip()) is not None


class _Known:
    """The texts of the form that one sheet may hold, in their places."""

    def __init__(self, grid: SheetGrid, located: Located | None, reading: SheetAnswers, signs: Signs) -> None:
        reading_columns = [place for _, place in reading.columns] or [*(located.columns if located else ())]
        self.grid, self.located, self.signs = grid, located, signs
        self.top = located.headings if located else 0
        self.checked = located.column("check") if located else 0
        self.is_table = located is not None and located.part.layout == "table"
        self.heads = frozenset(located.repeats) | {self.top} if located else frozenset()
        self.first = min(reading_columns, default=0)
        self.counted = _counted_columns(grid)
        self._counting: dict[int, bool] = {}

    def is_form(self, cell: Cell) -> bool:
        """True when a cell that is no answer holds what the form itself puts there."""
        folded = fold(cell.text)
        signs = self.signs
        if folded in signs.anywhere or is_mark(cell.text) or _is_machines(cell):
            return True
        if self.located is None:
            return False
        if cell.row == self.counted and cell.row < (self.top or cell.row + 1):
            return True
        if cell.row in self.heads and self._is_heading(cell, folded):
            return True
        if self.is_table and cell.row > self.top:
            return (cell.column == self.checked and self._is_check(cell, folded)) or self._is_counting(cell)
        return self._is_in_place(cell, folded) or self._is_counting(cell)

    def _is_heading(self, cell: Cell, folded: str) -> bool:
        """True for a heading of the form, and for one that was taken for it, in a row of headings."""
        assert self.located is not None
        head = self.grid.at(self.top, cell.column) if cell.column in self.located.columns else None
        if folded in self.signs.blocks or (head is not None and fold(head.text) == folded):
            return True
        return self._names_column(folded)

    def _names_column(self, folded: str) -> bool:
        return self.located is not None and any(
            heading.part == self.located.part.key for heading in self.signs.headings.get(folded, ())
        )

    def _is_in_place(self, cell: Cell, folded: str) -> bool:
        signs = self.signs
        if folded in signs.in_place or signs.progress.fullmatch(folded) or folded in signs.blocks:
            return True
        beside = [fold(other.text) for other in self.grid.rows[cell.row].values()]
        if self._names_column(folded) and any(text in signs.blocks for text in beside):
            return True
        beside_sheet = any(text in signs.sheets for text in beside)
        return beside_sheet and (bool(cell.formula) or folded == "0" or cell.kind is Kind.ERROR)

    def _is_check(self, cell: Cell, folded: str) -> bool:
        """True for what a check says: words of the form, an error, or 0 where a program cannot compute it."""
        if cell.kind is Kind.UNCALCULATED:
            return is_check(cell.text, self.signs.check_words)
        return cell.kind is Kind.ERROR or folded == "0" or folded in self.signs.check_words

    def _is_counting(self, cell: Cell) -> bool:
        """True for the cells of a column that only counts the rows, as some programs put in front of a table."""
        if self.located is None or cell.column >= self.first or not _WHOLE.fullmatch(cell.text.strip()):
            return False
        found = self._counting.get(cell.column)
        if found is None:
            found = self._counting[cell.column] = _counts_rows(self.grid, cell.column)
        return found


def _counts_rows(grid: SheetGrid, column: int) -> bool:
    """True for a column of nothing but numbers that go up with the rows, or are all different on every row."""
    cells = [cell for cell in grid.column(column) if not _is_machines(cell)]
    numbers = [(c.row, int(float(c.text))) for c in cells if _WHOLE.fullmatch(c.text.strip())]
    if len(numbers) < len(cells) or len(numbers) < 5 or len(numbers) < 0.6 * len(grid.rows):
        return False
    steps = {(below[0] - above[0], below[1] - above[1]) for above, below in pairwise(numbers)}
    in_step = all(rows == counted for rows, counted in steps)
    return in_step or len({number for _, number in numbers}) == len(numbers) == len(grid.rows)


def _counted_columns(grid: SheetGrid) -> int:
    """The first row when it only counts the columns (0, 1, 2 ...), as programs put it above a table; else 0."""
    row, cells = next(iter(grid.rows.items()), (0, {}))
    numbers = [(place, cell.text.strip()) for place, cell in cells.items()]
    if len(numbers) < 2 or not all(_WHOLE.fullmatch(text) for _, text in numbers):
        return 0
    return row if len({int(float(text)) - place for place, text in numbers}) == 1 else 0
