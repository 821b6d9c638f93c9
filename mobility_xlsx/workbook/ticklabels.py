"""Where the labels of a checklist stand, list by list, and the marks and words that people put into their cells."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mobility_xlsx.form.answers import Cell
from mobility_xlsx.form.parts import Label, Part, Vocabulary
from mobility_xlsx.form.ticks import mark_before
from mobility_xlsx.form.wording import meaning
from mobility_xlsx.text import fold, visible
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs


@dataclass(frozen=True, slots=True)
class TickLabel:
    """A line of a checklist: its label's cell, the check mark in front of it and words filled in behind it.

    `label` is None for a line that somebody added in words of their own.
    """

    cell: Cell
    block: str
    label: Label | None
    mark: str = ""
    filled_in: str = ""


class Labels:
    """Where the labels of a checklist stand, block by block."""

    def __init__(self, grid: SheetGrid, part: Part, signs: Signs) -> None:
        self.grid, self.part, self.signs = grid, part, signs
        self.blocks = part.blocks
        self.lists: Mapping[str, Vocabulary] = {b.vocabulary: signs.vocabularies[b.vocabulary] for b in part.blocks}
        self.shown = {key: signs.shown[key] for key in self.lists}
        self.column = self._label_column()
        self.fixed: set[RowColumn] = set()
        self.unknown: list[Cell] = []
        self.labels: tuple[TickLabel, ...] = tuple(self._walk())

    def _label_column(self) -> int:
        counts: Counter[int] = Counter()
        for cell in self.grid.cells():
            folded = fold(mark_before(cell.text)[1])
            if any(folded in shown for shown in self.shown.values()):
                counts[cell.column] += 1
        if not counts:
            counts = Counter(
                c.column for c in self.grid.cells() if any(self._filled_in(c.text, key) for key in self.lists)
            )
        return counts.most_common(1)[0][0] if counts else 0

    def _walk(self) -> Iterator[TickLabel]:
        block, last, order, openings = "", 0, self._order(), self._openings()
        passed: set[str] = set()
        for cell in self.grid.column(self.column) if self.column else ():
            opened = openings.get(cell.row, "")
            if opened:
                block, last = opened, cell.row
            passed.add(block)
            mark, text = mark_before(cell.text)
            found = self._found(text, block)
            if found is None:
                if block and not opened and cell.row - last <= 2 and fold(text) not in self.signs.telling:
                    yield TickLabel(cell, block, None, mark)
                    last = cell.row
                continue
            last = cell.row
            open_to = [key for key in found if key not in passed] if len(found) > 1 else [*found]
            if len(open_to) != 1 or (len(found) > 1 and not order):
                self.unknown.append(cell)
                continue
            block = open_to[0]
            yield TickLabel(cell, block, found[block][0], mark, found[block][1])

    def _order(self) -> bool:
        """True when each list stands in one piece, so that a label of two lists belongs to the one it stands in."""
        seen: list[str] = []
        for cell in self.grid.column(self.column) if self.column else ():
            folded = fold(cell.text)
            held = [key for key, shown in self.shown.items() if folded in shown]
            if len(held) == 1 and (not seen or seen[-1] != held[0]):
                seen.append(held[0])
        return len(seen) == len(set(seen))

    def _openings(self) -> Mapping[int, str]:
        """The blocks whose question or heading stands in a row, by row."""
        opened: dict[int, str] = {}
        for cell in self.grid.cells():
            for part, vocabulary, _ in self.signs.blocks.get(fold(cell.text), ()):
                if part == self.part.key:
                    opened.setdefault(cell.row, vocabulary)
        return opened

    def _found(self, text: str, block: str) -> Mapping[str, tuple[Label, str]] | None:
        """The labels a text may be, by block, with the words filled in behind; None when it is none."""
        exact = dict(self._exact(text))
        if block in exact:
            return {block: (exact[block], "")}
        if exact:
            return {key: (label, "") for key, label in exact.items()}
        filled_in = {key: found for key in self.lists if (found := self._filled_in(text, key))}
        if filled_in:
            return {block: filled_in[block]} if block in filled_in else filled_in
        if block and len(fold(text)) > 4 and not self.signs.blocks.get(fold(text)):
            near = meaning(text, self.lists[block]).label
            return {block: (near, "")} if near else None
        return None

    def _exact(self, text: str) -> Iterator[tuple[str, Label]]:
        folded = fold(text)
        for key, shown in self.shown.items():
            if folded in shown:
                yield key, shown[folded]

    def _filled_in(self, text: str, key: str) -> tuple[Label, str] | None:
        """A label with words written behind it: "Other: veterans"."""
        words = visible(text)
        for label in self.lists[key].labels:
            for shown in filter(None, (label.text, label.shown, *(label.aliases if label.fill_in else ()))):
                if words.casefold().startswith(shown.casefold()):
                    rest = words[len(shown) :]
                    if rest[:1] in (":", "(", "_", "-", "–", "—", ",", ".") or rest[:2] in (
                        " (",
                        " -",
                        " –",
                        " :",
                        " _",
                    ):
                        filled = rest.strip(" :()_-–—,.")
                        return label, filled
        return None
