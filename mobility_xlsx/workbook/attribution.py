"""Which lines of a table belong together: by their No., else by the name above unless a sort shows itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.parts import Part
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import BAND
from mobility_xlsx.workbook.lines import Line
from mobility_xlsx.workbook.lowernames import Owners, lower_names
from mobility_xlsx.workbook.torn import Reading, is_torn


class Entry(Struct, frozen=True):
    """One entry of a table: its lines, at least one of them named unless nobody is."""

    number: str
    lines: tuple[Line, ...]

    @property
    def is_named(self) -> bool:
        """True when one of its lines is named."""
        return any(line.is_named for line in self.lines)


class Attribution(Struct, frozen=True):
    """The entries of a table in the order they stand, and the lines nobody can give to one of them."""

    entries: tuple[Entry, ...]
    loose: tuple[Line, ...]


def attribute(lines: Sequence[Line], part: Part, top: int) -> Attribution:
    """The lines of a table put together to entries. `top` is the row of the headings.

    A line without a name belongs to its No., without a No. to the name above, or to the one name between the blank rows
    around it. A No. without a name is an entry of its own without a name. Where a sort has torn lines from their names
    and no No. tells, they stay loose.
    """
    puzzle = _Puzzle(lines, part, top)
    found = _put_together(puzzle)
    if puzzle.may_be_torn and is_torn(puzzle.reading(found, part)):
        return _put_together(_Puzzle(list(_torn(lines)), part, top, sorted_apart=True))
    return found


def _torn(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a table that was sorted beside its No.s and titles, which say nothing of them any more: no bands.

    What stands below an example is the example's only above all others.
    """
    on_top = True
    for line in lines:
        on_top = on_top and (line.example or not line.cells)
        example = line.example and (on_top or line.is_named)
        said = any(key == BAND for key, _ in line.cells)
        yield replace(line, example=example, band=line.band if said else "", own_title=line.own_title if said else None)


def _put_together(puzzle: "_Puzzle") -> Attribution:
    owners: dict[int, int] = {}
    loose: list[Line] = []
    for i, line in enumerate(puzzle.lines):
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
        members.setdefault(owner, []).append(puzzle.lines[i])
    entries = tuple(Entry(_number(found), tuple(found)) for _, found in sorted(members.items()))
    return Attribution(entries, tuple(loose))


def _number(lines: Sequence[Line]) -> str:
    return next((line.number for line in lines if line.number), "")


class _Puzzle:
    """The lines of one table with what can be told from all of them: who is named under which No., what was sorted."""

    def __init__(self, lines: Sequence[Line], part: Part, top: int, sorted_apart: bool = False) -> None:
        self.lines, self.size, self.top, self.sorted_apart = lines, part.lines, top, sorted_apart
        self.choices = frozenset(column.key for column in part.columns if column.kind == "choice")
        self.named = [i for i, line in enumerate(lines) if line.is_named and not line.example]
        self.by_number: dict[str, dict[tuple[str, ...], int]] = {}
        for i, line in enumerate(lines):
            if line.is_named and line.number:
                self.by_number.setdefault(line.number, {}).setdefault(line.name, i)
        self.numbers = Counter(line.number for line in lines if line.number)
        self.run_starts: list[int] = []
        for i in range(len(lines)):
            self.run_starts.append(self.run_starts[i - 1] if i and self._continues(i - 1, i) else i)
        self.first_of_number: dict[str, int] = {}
        self.remainder = self._remainder()
        self.parted: Owners = {}
        nameless = any(line.cells and not line.is_named and not line.example for line in lines)
        self.may_be_torn = nameless and len(self.named) > 1 and self._numbers_stayed()
        if nameless and not sorted_apart and self.size > 1:
            self.parted = lower_names(lines, self.remainder is not None)

    def reading(self, found: Attribution, part: Part) -> Reading:
        """What was found as groups: the lines of each No., else of each entry."""
        members: dict[str, list[Line]] = {}
        for entry in found.entries:
            if not entry.lines[0].example:
                members.setdefault(entry.number or f"row {entry.lines[0].row}", []).extend(entry.lines)
        loose = [line for line in found.loose if not line.example]
        for line in loose:
            if line.number:
                members.setdefault(line.number, []).append(line)
        groups = [tuple(sorted((x for x in lines if x.cells), key=_row)) for lines in members.values()]
        numbered = max(self.numbers.values(), default=0) > 1
        counted = [int(number) for number in self.numbers if number.isdecimal()]
        mixed = not numbered and counted != sorted(counted)
        told = numbered or (len(self.numbers) > 2 and not mixed)
        return Reading(
            part,
            list(dropwhile(lambda line: line.example, (line for line in self.lines if line.cells))),
            [group for group in groups if group],
            numbered=numbered,
            trusted=numbered and set(self.numbers.values()) != {self.size},
            placed=told or self.remainder is not None or any(line.band for line in self.lines),
            lower=bool(self.parted),
            headless=not told and any(line.row < self.lines[self.named[0]].row for line in loose),
            mixed=mixed,
        )

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
        if i in self.parted:
            return self.parted[i]
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
        if self.size == 1 and not self.numbers:
            return i  # one row an entry, and no No. to join two
        if self.sorted_apart and not line.example:
            return None
        owner = self._reaching(i, owners)
        start = self._box_start(line)
        if start is not None and not line.number and start > (self.top if owner is None else self.lines[owner].row):
            return self.first_of_number.setdefault(f"row {start}", i)
        if owner is not None and not self.numbers and self._chooses_anew(i, owner, owners):
            return self.first_of_number.setdefault(f"row {line.row}", i)
        return owner

    def _chooses_anew(self, i: int, owner: int, owners: dict[int, int]) -> bool:
        """True when a line gives a second answer where one is asked for, and does not just repeat the line above."""
        line, above = self.lines[i], self.lines[i - 1]
        chosen = {key: fold(cell.text) for key, cell in line.cells if key in self.choices}
        if not chosen:
            return False
        if line.row - above.row == 1:
            chosen = {key: text for key, text in chosen.items() if (key, text) not in _said(above)}
        return any(key in chosen for k in range(owner, i) if owners.get(k) == owner for key, _ in self.lines[k].cells)

    def _reaching(self, i: int, owners: dict[int, int]) -> int | None:
        """The line that owns the line above, if it is near enough to own this one, too."""
        line, above = self.lines[i], self.lines[i - 1]
        if i - 1 not in owners or line.row - above.row > max(self.size, 1) or line.band != above.band:
            return None
        return owners[i - 1] if line.example == above.example else None

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

    def _numbers_stayed(self) -> bool:
        """True when No.s do not tell that nothing was torn: a sort that took them along leaves them here and there."""
        met = [line.number for line in self.lines if line.number]
        runs = Counter(one for one, other in zip(met, ["", *met], strict=False) if one != other)
        filled = [line.number for line in self.lines if line.cells and line.number]
        return max(runs.values(), default=1) == 1 and (self.size > 1 or len(set(filled)) < len(filled))


def _said(line: Line) -> set[tuple[str, str]]:
    return {(key, fold(cell.text)) for key, cell in line.cells}


def _row(line: Line) -> int:
    return line.row
