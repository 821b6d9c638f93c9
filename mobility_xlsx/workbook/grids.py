"""A returned file as plain grids of cells: what `read` gives and `find` looks through."""

from msgspec import Struct

from mobility_xlsx.form.answers import Cell, Remark

RowColumn = tuple[int, int]  # counted from 1
Grid = list[tuple[int, int, object]]  # row, column and value as the library gives it, in the order of the sheet


class Merge(Struct, frozen=True):
    """A merged box: first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(Struct, frozen=True):
    """One sheet. `cells` are all that hold a value, a formula or a note, sorted by row, then column."""

    name: str
    cells: tuple[Cell, ...]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()


class Book(Struct, frozen=True):
    """One returned workbook. `file` is its path as shown to staff.

    `markers` are the texts in which a workbook id may stand outside the cells, most trusted first: custom property,
    defined name. `remarks` say what the reader noticed (macros, hidden rows, cells under a merge, formulas without a
    value). `non_empty` is the guard's own count, by a road independent of the reader's.
    """

    file: str
    sheets: tuple[Sheet, ...]
    markers: tuple[tuple[str, str], ...] = ()  # where it stood, its text
    remarks: tuple[Remark, ...] = ()
    non_empty: int = 0
    saved_by: str = ""  # the program's own name for itself, "" when it does not say
