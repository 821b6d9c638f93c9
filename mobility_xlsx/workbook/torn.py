"""Whether the lines of a table stand as they were written, or a sort has torn them from their names."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import exp, lgamma

from msgspec import Struct

from mobility_xlsx.form.answers import Cell
from mobility_xlsx.form.parts import Part
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.lines import Line
from mobility_xlsx.workbook.signs import name_keys

ACCIDENT = 0.02  # a column whose order is less likely than this was sorted
SORTED_NAMES = 3  # so many different values in order beside names that stand first are no accident

# Sorted by LibreOffice, "data sharing" stands above "data-informed", which Excel takes for "datainformed".
_ORDERS: tuple[Callable[[str], str], ...] = (fold, str.lower, lambda text: fold(text.replace("-", "")))

Group = tuple[Line, ...]


class Reading(Struct, frozen=True):
    """The lines of a table put together to `groups` as if nothing had been sorted: by their No., else by their name.

    `numbered` says that a No. stands on several lines; `trusted` that no sort beside the No.s can have left them so.
    `placed` says that No.s, boxes or titles show where groups begin, so that blank rows need not; `lower` that names
    may stand on lower lines. `headless` lines stand above the first name, and nothing tells whose they are; `mixed` are
    No.s on first lines that do not ascend.
    """

    part: Part
    lines: Sequence[Line]
    groups: Sequence[Group]
    numbered: bool = False
    trusted: bool = False
    placed: bool = False
    lower: bool = False
    headless: bool = False
    mixed: bool = False


def is_torn(reading: Reading) -> bool:
    """True when a sort explains better than chance how the lines stand.

    A sort by a column leaves the lines that fill it on top, row under row and in order, and all others below them in
    the order they had. Who writes under a name fills its lists from the top, and says nothing twice in one of them.
    """
    if reading.headless or _names_stand_first(reading):
        return True
    columns = [column for column in _columns(reading) if column.is_in_order()]
    sorted_first = [column for column in columns if column.cells[0].row == reading.lines[0].row]
    if any(column.groups > 1 for column in sorted_first) and _is_odd(reading):
        return True
    if reading.numbered:
        names = [_name_count(group) for group in reading.groups]
        return min(names) == 0 and max(names) > 1
    if reading.placed:
        return any(column.chance() < ACCIDENT for column in columns)
    uneven = bool(sorted_first) and _blank_rows_part_some(reading.lines, reading.part.lines)
    return uneven or any(column.chance() < ACCIDENT for column in columns) or _falls_apart(reading)


def _names_stand_first(reading: Reading) -> bool:
    """True when names stand row under row with all other lines below, as a sort by a name or a type leaves them."""
    named = [line for line in reading.lines if line.is_named]
    nameless = [line for line in reading.lines if not line.is_named]
    if named[-1].row > nameless[0].row or named[-1].row - named[0].row >= len(named):
        return False
    in_order = any(
        len({fold(cell.text) for cell in column.cells}) >= SORTED_NAMES and column.is_in_order(anywhere=True)
        for column in _columns(reading, named)
    )
    if not any(line.number for line in nameless):
        return in_order or len(nameless) >= max(reading.part.lines, 2)
    names = [_name_count(group) for group in reading.groups]
    return max(names) > 1 and (min(names) == 0 or in_order)


def _is_odd(reading: Reading) -> bool:
    """True when nobody would have written some group as it stands."""
    if reading.mixed or any(_name_count(group) != 1 for group in reading.groups):
        return True
    if reading.trusted:
        return False
    longest = max(map(len, reading.groups))
    below = not reading.lower and not all(group[0].is_named for group in reading.groups)
    return below or longest > reading.part.lines or any(_is_patchy(group, reading.part) for group in reading.groups)


def _is_patchy(group: Group, part: Part) -> bool:
    """True when a list has a blank before a value, or a value twice."""
    names = name_keys(part)
    lists: dict[str, list[int]] = {}
    said: set[tuple[str, str]] = set()
    count = 0
    for place, line in enumerate(group):
        for key, cell in line.cells:
            if key not in names and part.column(key).kind != "choice":
                lists.setdefault(key, []).append(place)
                said.add((key, fold(cell.text)))
                count += 1
    return len(said) < count or any(places[-1] >= len(places) for places in lists.values())


def _falls_apart(reading: Reading) -> bool:
    """True when at least two groups of several lines, and half of them, are patchy."""
    several = [group for group in reading.groups if len(group) > 1]
    patchy = sum(_is_patchy(group, reading.part) for group in several)
    return patchy > 1 and 2 * patchy >= len(several)


def _blank_rows_part_some(lines: Sequence[Line], size: int) -> bool:
    """True when blank rows part some names, and others stand together with fewer than `size` lines each."""
    gaps = [i for i, (above, below) in enumerate(pairwise(lines), 1) if below.row - above.row > 1]
    for i, k in pairwise([0, *gaps, len(lines)] if gaps else ()):
        named = [line for line in lines[i:k] if line.is_named]
        if any(one.name != other.name and other.row - one.row < size for one, other in pairwise(named)):
            return True
    return False


def _name_count(group: Sequence[Line]) -> int:
    return len({line.name for line in group if line.is_named})


class _Column(Struct, frozen=True):
    """The filled cells of a column from the top, and how many of them each group has."""

    cells: tuple[Cell, ...]
    sizes: tuple[int, ...]

    @property
    def groups(self) -> int:
        """How many groups fill it."""
        return sum(map(bool, self.sizes))

    def is_in_order(self, *, anywhere: bool = False) -> bool:
        """True when its cells are in order, up or down, and (unless `anywhere`) stand row under row."""
        if not anywhere and self.cells[-1].row - self.cells[0].row >= len(self.cells):
            return False
        texts = [cell.text for cell in self.cells]
        return any(_ascends(found) or _ascends(found[::-1]) for key in _ORDERS for found in [list(map(key, texts))])

    def chance(self) -> float:
        """How likely so many values are in order by accident when each group has its own in order."""
        same = Counter(fold(cell.text) for cell in self.cells).values()
        ways = sum(lgamma(count + 1) for count in (*self.sizes, *same)) - lgamma(len(self.cells) + 1)
        return min(1.0, exp(ways) * (2 if max(self.sizes) == 1 else 1))


def _ascends(texts: Sequence[str]) -> bool:
    return all(one <= other for one, other in pairwise(texts))


def _columns(reading: Reading, lines: Sequence[Line] = ()) -> Iterator[_Column]:
    """The columns of some lines, else of all."""
    group_of = {line.row: i for i, group in enumerate(reading.groups) for line in group}
    found: dict[str, list[Cell]] = {}
    for line in lines or reading.lines:
        for key, cell in line.cells:
            found.setdefault(key, []).append(cell)
    for cells in found.values():
        sizes = Counter(group_of.get(cell.row, -1) for cell in cells)
        yield _Column(tuple(cells), tuple(sizes.values()))
