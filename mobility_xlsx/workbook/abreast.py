"""The lists of a checklist that stand side by side on one sheet, each taken for itself with its ticks and notes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec.structs import replace

from mobility_xlsx.form.answers import LAST, Cell, Piece
from mobility_xlsx.form.ticks import mark_before, read_tick
from mobility_xlsx.form.wording import kept_by_identity
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs

_LABELS = 2  # so many labels below each other are a list, whatever stands above them
_LEFT, _RIGHT = -1, 1  # where the ticks stand, seen from the labels


def abreast(grid: SheetGrid, located: Located, signs: Signs) -> tuple[tuple[SheetGrid, Located | None], ...]:
    """The lists of a checklist that stand side by side, each as a sheet of its own; else the sheet as it is.

    Where ticks between two lists may belong to either, the sheet holds no part: all of it is asked about.
    """
    lists = _Lists(grid, located, signs)
    places = lists.places() if len(lists.labels) > 1 else []
    if len(places) < 2:
        return ((grid, located),)
    side = lists.side()
    if not side:
        return ((grid, None),)
    starts = [place + min(side, 0) if place + min(side, 0) not in lists.labels else place for place in places[1:]]
    pieces = (grid.within(Piece(left=left, right=right - 1)) for left, right in pairwise((1, *starts, LAST + 1)))
    return tuple(
        (piece, replace(located, columns=dict(lists.columns(piece, place + side))))
        for piece, place in zip(pieces, places, strict=True)
    )


@kept_by_identity
def _labels_of(signs: Signs) -> Mapping[str, Mapping[str, int]]:
    """The labels of every checklist, each with how many of its lists have it."""
    checklists = (part for part in signs.parts.values() if part.layout == "checklist")
    return {part.key: Counter(t for b in part.blocks for t in signs.shown[b.vocabulary]) for part in checklists}


class _Lists:
    """The columns of a sheet that hold labels, with these labels' cells."""

    def __init__(self, grid: SheetGrid, located: Located, signs: Signs) -> None:
        self.grid, self.located, self.part, self.signs = grid, located, located.part, signs
        self.labels = self._labels()

    def _labels(self) -> Mapping[int, tuple[Cell, ...]]:
        """Without a heading of their list they are several, and repeat no label of another column, as notes would."""
        labels_of = _labels_of(self.signs)[self.part.key]
        noted = {place for place, key in self.located.columns.items() if self.part.column(key).kind == "note"}
        found: dict[int, dict[str, Cell]] = {}
        for cell in self.grid.cells():
            if cell.column not in noted:
                line = fold(mark_before(cell.text)[1])
                if line in labels_of:
                    found.setdefault(cell.column, {}).setdefault(line, cell)
        if len(found) < 2:
            return {place: tuple(labels.values()) for place, labels in found.items()}
        taken: set[str] = set()
        columns: dict[int, tuple[Cell, ...]] = {}
        for place, labels in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
            telling = {text for text in labels if labels_of[text] == 1}
            is_list = len(telling) >= _LABELS and taken.isdisjoint(telling)
            if is_list or (telling and self._is_headed(place)):
                columns[place] = tuple(labels.values())
                taken |= telling
        return columns

    def side(self) -> int:
        """Where the ticks stand, by their headings, else by the ticks themselves; 0 when nobody can tell."""
        asked = {cell.column for cell in self.grid.cells() if self._kind(cell) == "tick"}
        left, right = (sum(place + side in asked for place in self.labels) for side in (_LEFT, _RIGHT))
        if left != right:
            return _LEFT if left > right else _RIGHT
        left, right = (sum(self._ticks(place, side) for place in self.labels) for side in (_LEFT, _RIGHT))
        if not left and not right:
            return _LEFT
        left, right = (sum(self._own_ticks(place, side) for place in self.labels) for side in (_LEFT, _RIGHT))
        return 0 if bool(left) == bool(right) else _LEFT if left else _RIGHT

    def places(self) -> list[int]:
        """The columns of labels that are lists: the one with most labels, and others with a heading or with ticks."""
        first = next(iter(self.labels))
        return sorted(place for place in self.labels if place == first or self._is_headed(place) or self._voted(place))

    def columns(self, piece: SheetGrid, tick: int) -> Iterator[tuple[int, str]]:
        """The columns of one list: that of its ticks, and that of its notes by their heading."""
        keys = {column.kind: column.key for column in self.part.columns}
        if piece.piece.left <= tick <= piece.piece.right:
            yield tick, keys["tick"]
        noted = next((cell.column for cell in piece.cells() if self._kind(cell) == "note"), tick)
        if noted != tick:
            yield noted, keys["note"]

    def _is_headed(self, place: int) -> bool:
        opened = (self.signs.blocks.get(fold(cell.text), ()) for cell in self.grid.column(place))
        return any(part == self.part.key and is_heading for blocks in opened for part, _, is_heading in blocks)

    def _voted(self, place: int) -> int:
        return self._ticks(place, _LEFT) + self._ticks(place, _RIGHT)

    def _own_ticks(self, place: int, side: int) -> int:
        """Ticks that stand beside no other column that holds a label, be it a single one."""
        labels_of = _labels_of(self.signs)[self.part.key]
        beyond = self.grid.column(place + 2 * side)
        return 0 if any(fold(cell.text) in labels_of for cell in beyond) else self._ticks(place, side)

    def _ticks(self, place: int, side: int) -> int:
        """How many labels of a column have a tick on one side."""
        if place + side in self.labels:
            return 0
        beside = (self.grid.at(cell.row, place + side) for cell in self.labels[place])
        return sum(not read_tick(cell.text, self.signs.form).note for cell in beside if cell is not None)

    def _kind(self, cell: Cell) -> str:
        """The kind of the column of a checklist whose heading a cell is, "" for any other words."""
        meant = (h for h in self.signs.headings.get(fold(cell.text), ()) if h.part == self.part.key and h.is_title)
        return next((self.part.column(heading.column).kind for heading in meant), "")
