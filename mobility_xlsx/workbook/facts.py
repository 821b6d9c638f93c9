"""What the guard found out about a file before any library saw it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from msgspec import Struct, field

from mobility_xlsx.form.answers import Remark
from mobility_xlsx.workbook.grids import Merge, RowColumn

PERCENT: Final = -1  # in place of digits: the number is shown a hundred times as large, with its sign

_AS_WORDS: Final = re.compile(r'"[^"]*"|\\.')
_PADDED: Final = re.compile(r"(0{2,})(?:;.*)?")


def shown_digits(code: str) -> int:
    """How many digits a number format such as 00000 shows at least, PERCENT for one such as 0.0%, 0 for any other."""
    if "%" in _AS_WORDS.sub("", code.partition(";")[0]):
        return PERCENT
    padded = _PADDED.fullmatch(code)
    return len(padded[1]) if padded else 0


class SheetFacts(Struct, frozen=True):
    """What a fast reader cannot tell about one sheet.

    `non_empty` counts the cells with more than blanks in them; `last_row` and `last_column` bound all cells that
    store anything. `formulas` are those with a shown value, `uncalculated` those without one.
    """

    name: str
    hidden: bool = False
    non_empty: int = 0
    last_row: int = 0
    last_column: int = 0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    struck: frozenset[RowColumn] = frozenset()
    padded: Mapping[RowColumn, int] = field(default_factory=dict)  # digits shown, leading zeros included; or PERCENT
    numbers: Mapping[RowColumn, float] = field(default_factory=dict)  # in formats that calamine takes for dates
    times: Mapping[RowColumn, timedelta] = field(default_factory=dict)  # those above a day calamine gives as text
    errors: Mapping[RowColumn, str] = field(default_factory=dict)
    formulas: Mapping[RowColumn, str] = field(default_factory=dict)
    uncalculated: Mapping[RowColumn, str] = field(default_factory=dict)
    notes: Mapping[RowColumn, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    @property
    def area(self) -> int:
        """How many cells the rectangle from A1 to the last stored cell has."""
        return self.last_row * self.last_column


class Facts(Struct, frozen=True):
    """What the guard found out about one file.

    `kind` is xlsx, xls, ods or csv. `parts` are the sound XML parts a library may see, by name; `sheet_parts`
    says which of them is which sheet; `whole` are the sheets' parts with their formats and rules. `countable` is False
    where the guard has no count of its own.
    """

    kind: str
    sheets: tuple[SheetFacts, ...] = ()
    macro: bool = False
    markers: tuple[tuple[str, str], ...] = ()
    saved_by: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    sheet_parts: Mapping[str, str] = field(default_factory=dict)
    whole: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    countable: bool = True
    grids: tuple[tuple[str, list[tuple[int, int, object]]], ...] = ()  # the guard's own reading, where it has one

    @property
    def non_empty(self) -> int:
        """The guard's own count of cells with more than blanks in them."""
        return sum(sheet.non_empty for sheet in self.sheets)
