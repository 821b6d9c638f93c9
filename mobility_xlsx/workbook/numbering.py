"""Whether a column of numbers is the No. of a table's entries, or one that somebody added: wards, years, ages."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.answers import Cell
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs, name_keys, number_of

_SAYS_NUMBER = re.compile(r"(#|n|nr|no|num|numero|number|nummer|n°|n\.o)|.*\b(nr|no|num|numero|number|nummer)|line|row")
_CERTAIN = 5  # entries of all lines each; so many are the form's own No.s even after a sort


class _Numbered(Struct, frozen=True):
    """A line below the headings with its number, the text before its digits, and the name that stands beside."""

    code: str
    number: int
    name: str
    is_filled: bool


def numbers_entries(place: int, located: Located, grid: SheetGrid, signs: Signs) -> bool:
    """True for a column that counts the entries of a table as its No. does: left of all, from 1, each with a name.

    Ages, years and other numbers that somebody added would tear entries apart.
    """
    lines = tuple(_numbered(place, located, grid))
    counted: dict[str, set[int]] = {}
    named: dict[tuple[str, int], bool] = {}
    for line in lines:
        counted.setdefault(line.code, set()).add(line.number)
        if line.is_filled:
            named[line.code, line.number] = named.get((line.code, line.number), False) or bool(line.name)
    in_step = all(found == set(range(1, len(found) + 1)) for found in counted.values())
    at_left = place < min(located.columns, default=0)
    return at_left and in_step and all(named.values()) and _is_no(place, lines, located, grid, signs)


def without_foreign_numbers(located: Located, grid: SheetGrid, signs: Signs) -> Located:
    """A table found by its layout without the column taken for its No. where that cannot be one."""
    place = located.number_column
    lines = tuple(_numbered(place, located, grid)) if place else ()
    if not lines or any(line.code for line in lines) or _is_no(place, lines, located, grid, signs):
        return located
    columns = {other: key for other, key in located.columns.items() if other != place}
    return replace(located, columns=columns, reworded=tuple(one for one in located.reworded if one[0] != place))


def _is_no(place: int, lines: tuple[_Numbered, ...], located: Located, grid: SheetGrid, signs: Signs) -> bool:
    """True when nothing speaks against a No.: no other heading, and one name each, in order or as the form has them."""
    if not _may_head(_heading(place, located, grid), located, signs):
        return False
    names: dict[tuple[str, int], set[str]] = {}
    times: dict[tuple[str, int], int] = {}
    for line in lines:
        key = line.code, line.number
        names.setdefault(key, set()).update({line.name} - {""})
        times[key] = times.get(key, 0) + 1
    is_whole = located.part.lines > 1 and set(times.values()) == {located.part.lines}
    shared = sum(len(found) > 1 for found in names.values())
    if shared and not (is_whole and 2 * shared < len(names)):
        return False
    rising = all(one.number <= other.number for one, other in pairwise(lines) if one.code == other.code)
    return rising or (is_whole and len(names) >= _CERTAIN)


def _numbered(place: int, located: Located, grid: SheetGrid) -> Iterator[_Numbered]:
    names = [column for column, key in located.columns.items() if key in name_keys(located.part)]
    for row, cells in grid.rows.items():
        number = number_of(cells[place].text) if row > located.headings and place in cells else ""
        if number:
            code = number.rstrip("0123456789")
            filled = any(column in cells for column in located.columns if column != place)
            yield _Numbered(code, int(number.removeprefix(code)), _name(cells, names), filled)


def _name(cells: Mapping[int, Cell], names: list[int]) -> str:
    return " / ".join(fold(cells[column].text) or cells[column].text for column in names if column in cells)


def _heading(place: int, located: Located, grid: SheetGrid) -> str:
    """The words over a column: in the row of headings, else its first cell where that shows no number."""
    if located.headings:
        cell = grid.at(located.headings, place)
        return fold(cell.text) if cell else ""
    first = next(iter(grid.column(place)), None)
    return fold(first.text) if first and not number_of(first.text) else ""


def _may_head(heading: str, located: Located, signs: Signs) -> bool:
    if not heading or heading in signs.example_numbers or heading in signs.anywhere:
        return True
    known = (h for h in signs.headings.get(heading, ()) if h.part == located.part.key)
    is_number = any(located.part.column(one.column).kind == "number" for one in known)
    return is_number or _SAYS_NUMBER.fullmatch(heading) is not None
