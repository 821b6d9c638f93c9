"""Which lines of a table belong together: by their No., else by the name above unless a sort shows itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mobility_xlsx.form.parts import Part
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.lines import Line

SORTED = 5  # so many different values in order are no accident
SORTED_NAMES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a table: its lines, the first of them named unless nobody is."""

    number: str
    lines: tuple[Line, ...]

    @property
    def is_named(self) -> bool:
        """True when one of its lines is named."""
        return any(line.is_named for line in self.lines)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The entries of a table in the order they stand, and the lines nobody can give to one of them."""

    entries: tuple[Entry, ...]
    loose: tuple[Line, ...]


def attribute(lines: Sequence[Line], part: Part, top: int) -> Attribution:
    """The lines of a table put together to entries. `top` is the row of the headings.

    A line without a name belongs to its No., without a No. to the name above. A No. without a name is an entry of its
    own without a name. Where a sort has torn lines from their names and no No. tells, they stay loose.
    """
    puzzle = _Puzzle(lines, part, top)
    owners: dict[int, int] = {}
    loose: list[Line] = []
    for i, line in enumerate(lines):
        if line.is_named:
            owners[i] = puzzle.joined_to(i, owners)
        elif line.cells:
            owner = puzzle.owner(i, owners)
            if owner is None:
                loose.append(line)
            else:
                owners[i] = owner
    members: dict[int, list[Line]] = {}
    for i, owner in owners.items():
        members.setdefault(owner, []).append(lines[i])
    entries = tuple(Entry(_number(found), tuple(found)) for _, found in sorted(members.items()))
    return Attribution(entries, tuple(loose))


def _number(lines: Sequence[Line]) -> str:
    return next((line.number for line in lines if line.number), "")


class _Puzzle:
    """The lines of one table with what can be told from all of them: who is named under which No., what was sorted."""

    def __init__(self, lines: Sequence[Line], part: Part, top: int) -> None:
        self.lines, self.size, self.top = lines, part.lines, top
        self.choices = frozenset(column.key for column in part.columns if column.kind == "choice")
        self.named = [i for i, line in enumerate(lines) if line.is_named and not line.example]
        self.nameless = [i for i, line in enumerate(lines) if line.cells and not line.is_named and not line.example]
        self.by_number: dict[str, dict[tuple[str, ...], int]] = {}
        for i, line in enumerate(lines):
            if line.is_named and line.number:
                self.by_number.setdefault(lines[i].number, {}).setdefault(lines[i].name, i)
        self.numbered = any(line.number for line in lines)
        self.run_starts: list[int] = []
        for i in range(len(lines)):
            self.run_starts.append(self.run_starts[i - 1] if i and self._continues(i - 1, i) else i)
        self.first_of_number: dict[str, int] = {}
        self.sorted_apart = self._numbers_lie() if self._numbered() else self._torn_without_numbers()
        self.remainder = self._remainder()

    def joined_to(self, i: int, owners: dict[int, int]) -> int:
        """The line with the same name under the same No., or right above without one; else the line itself."""
        line = self.lines[i]
        if self.sorted_apart:
            return i
        if line.number:
            return self.by_number[line.number][line.name]
        above = self.lines[i - 1] if i else line
        goes_on = i - 1 in owners and not above.number and line.row - above.row == 1 and above.name == line.name
        return owners[i - 1] if goes_on and not self._both_choose(above, line) else i

    def _both_choose(self, one: Line, other: Line) -> bool:
        """True when two lines both fill a column that takes one answer, as two entries of one name do."""
        chosen = {key for key, _ in one.cells if key in self.choices}
        return any(key in chosen for key, _ in other.cells)

    def owner(self, i: int, owners: dict[int, int]) -> int | None:
        """The line that a line without a name belongs to; None when nobody can tell."""
        line = self.lines[i]
        if line.example or not line.number:
            return self._named_above(i, owners)
        names = self.by_number.get(line.number, {})
        if self.sorted_apart:
            return None
        if not names:
            return self.first_of_number.setdefault(line.number, i)
        if len(names) == 1:
            return next(iter(names.values()))
        return self._named_in_box(i)

    def _named_above(self, i: int, owners: dict[int, int]) -> int | None:
        line = self.lines[i]
        if self.size == 1 and not self.numbered:
            return i  # one row an entry, and no No. to join two
        if i == 0 or (self.sorted_apart and not line.example):
            return None
        above = self.lines[i - 1]
        if i - 1 not in owners or line.row - above.row > max(self.size, 1) or line.band != above.band:
            return None
        if line.example != above.example:
            return None
        owner = owners[i - 1]
        start = self._box_start(line)
        if start is not None and start > self.lines[owner].row and not line.number:
            return self.first_of_number.setdefault(f"row {start}", i)
        return owner

    def _box_start(self, line: Line) -> int | None:
        """The first row of the box a line stands in, when the names show where boxes begin."""
        if self.remainder is None or self.size == 1 or line.example:
            return None
        return line.row - (line.row - self.remainder) % self.size

    def _remainder(self) -> int | None:
        """Where boxes begin, by the rows of the names; a name or two put between numbered ones show nothing."""
        bare = [i for i in self.named if not self.lines[i].number]
        rows = {self.lines[i].row % self.size for i in bare}
        one_step = len(rows) == 1 and len(self.named) > 1 and 2 * len(bare) > len(self.named)
        return rows.pop() if one_step and not any(line.band for line in self.lines) else None

    def _named_in_box(self, i: int) -> int | None:
        """With two names under one No.: the name that opens the box of this line, if it is the only one in it."""
        line = self.lines[i]
        start = self.run_starts[i] + (i - self.run_starts[i]) // self.size * self.size
        named = [k for k in range(start, min(start + self.size, len(self.lines))) if self.lines[k].is_named]
        named = [k for k in named if self.lines[k].number == line.number]
        return self.by_number[line.number][self.lines[start].name] if named == [start] else None

    def _continues(self, above: int, below: int) -> bool:
        one, other = self.lines[above], self.lines[below]
        return one.number == other.number and other.row - one.row == 1

    def _numbered(self) -> bool:
        return any(self.lines[i].number for i in self.nameless)

    def _numbers_lie(self) -> bool:
        """True when values were sorted beside No.s that stayed: names first, under No.s that hold nothing together."""
        if not any(len(names) > 1 for names in self.by_number.values()):
            return False
        orphan = any(line.number not in self.by_number for line in map(self.lines.__getitem__, self.nameless))
        if self._names_first() and (orphan or self._in_order(self.named, SORTED_NAMES)):
            return True
        return self._all_in_order()

    def _torn_without_numbers(self) -> bool:
        if not self.nameless or len(self.named) < 2:
            return False
        if self._names_first():
            following = len(self.nameless)
            lonely = len(self.named) >= SORTED_NAMES and self._in_order(self.named, SORTED_NAMES)
            return lonely or following >= max(self.size, 2)
        return self._all_in_order()

    def _all_in_order(self) -> bool:
        """True when the lines that fill some column stand row under row in its order, among them lines without a name.

        That is how a sort by this column leaves them, blanks last.
        """
        for key in {key for i in self.nameless for key, _ in self.lines[i].cells}:
            found = [
                (i, cell) for i in sorted([*self.named, *self.nameless]) for k, cell in self.lines[i].cells if k == key
            ]
            rows = [cell.row for _, cell in found]
            together = rows[-1] - rows[0] == len(rows) - 1
            if together and _ordered([fold(cell.text) for _, cell in found], SORTED):
                return True
        return False

    def _names_first(self) -> bool:
        """True when the names stand row under row and all that has no name comes after them, as a sort leaves it."""
        named = self.named
        if len(named) < 2 or not self.nameless or max(named) > min(self.nameless):
            return False
        rows = {line.row for line in self.lines if line.is_named}
        return all(row in rows for row in range(self.lines[named[0]].row, self.lines[named[-1]].row))

    def _in_order(self, chosen: Sequence[int], least: int) -> bool:
        """True when some column of the chosen lines is in order, up or down, with at least so many values."""
        return any(_ordered(values, least) for _, values in self._columns(sorted(chosen)))

    def _columns(self, chosen: Sequence[int]) -> Iterator[tuple[str, list[str]]]:
        columns: dict[str, list[str]] = {}
        for i in chosen:
            if not self.lines[i].example:
                for key, cell in self.lines[i].cells:
                    columns.setdefault(key, []).append(fold(cell.text))
        return iter(columns.items())


def _ordered(values: Sequence[str], least: int) -> bool:
    if len(set(values)) < least:
        return False
    pairs = list(pairwise(values))
    return all(one <= other for one, other in pairs) or all(one >= other for one, other in pairs)
