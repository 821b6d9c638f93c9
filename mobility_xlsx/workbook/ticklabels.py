"""Where the labels of a checklist stand, list by list, and the marks and words that people put into their cells."""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from mobility_xlsx.form.answers import Cell
from mobility_xlsx.form.parts import Label, Part, Vocabulary
from mobility_xlsx.form.ticks import mark_before, marks_around
from mobility_xlsx.form.wording import meaning
from mobility_xlsx.text import fold, visible
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs

_Found = Mapping[str, tuple[Label, str]]  # by list: a label, and the words filled in behind it


class TickLabel(Struct, frozen=True):
    """A line of a checklist: its label's cell, the check mark in front of it and words filled in behind it.

    `label` is None for a line that somebody added in words of their own.
    """

    cell: Cell
    block: str
    label: Label | None
    mark: str = ""
    filled_in: str = ""


def _of_block(found: _Found, block: str) -> _Found:
    return {block: found[block]} if block in found else found


class Labels:
    """Where the labels of a checklist stand, block by block."""

    def __init__(self, grid: SheetGrid, part: Part, signs: Signs) -> None:
        self.grid, self.part, self.signs = grid, part, signs
        self.blocks = part.blocks
        self.lists: Mapping[str, Vocabulary] = {b.vocabulary: signs.vocabularies[b.vocabulary] for b in part.blocks}
        self.shown = {key: signs.shown[key] for key in self.lists}
        self.stars: bool | None = None
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
            counts = Counter(c.column for c in self.grid.cells() if self._marked(c.text, "") or self._begun(c.text))
        return counts.most_common(1)[0][0] if counts else 0

    def _walk(self) -> Iterator[TickLabel]:
        block, last, order, openings = "", 0, self._order(), self._openings()
        passed: set[str] = set()
        for cell in self.grid.column(self.column) if self.column else ():
            opened = openings.get(cell.row, "")
            if opened:
                block, last = opened, cell.row
            passed.add(block)
            mark, found = self._read(cell.text, block)
            if found is None:
                text = fold(mark_before(cell.text)[1])
                if block and not opened and cell.row - last <= 2 and text not in self.signs.telling:
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

    def _read(self, text: str, block: str) -> tuple[str, _Found | None]:
        """The mark at a label, in front of it or behind, with what `text` may mean beside it."""
        mark, line = mark_before(text)
        if exact := self._exact_in(line, block):
            return mark or self._doubt(line), exact
        marked = self._marked(text, block) or self._marked(line, block)
        if marked:
            return marked
        return mark, self._begun_in(line, block) or self._near(line, block)

    def _marked(self, text: str, block: str) -> tuple[str, _Found] | None:
        """A label with a tick in words or brackets around it: "X Staff", "Staff (x)"."""
        for mark, line in marks_around(text, self.signs.form):
            found = self._exact_in(line, block)
            if not found and text.rstrip().endswith(line):  # the mark stands in front, so words may follow
                found = self._begun_in(line, block)
            if found:
                return mark, found
        return None

    def _doubt(self, line: str) -> str:
        """A ? or * at a label, which its wording leaves out; a * at most labels is only how somebody prints them."""
        plain = line.strip()
        edges = plain[:1] + plain[-1:]
        if "*" in edges and self.stars is None:
            cells = [visible(c.text) for c in self.grid.column(self.column) if dict(self._exact(c.text))]
            self.stars = 2 * sum("*" in text[:1] + text[-1:] for text in cells) > len(cells)
        return "?" if "?" in edges else "*" if "*" in edges and not self.stars else ""

    def _exact_in(self, text: str, block: str) -> _Found:
        """The labels a text is, by block, none but that of `block` when it is one."""
        return _of_block({key: (label, "") for key, label in self._exact(text)}, block)

    def _begun_in(self, text: str, block: str) -> _Found:
        return _of_block(self._begun(text), block)

    def _begun(self, text: str) -> _Found:
        """The labels a text begins with, by block, with the words filled in behind."""
        return {key: found for key in self.lists if (found := self._filled_in(text, key))}

    def _near(self, text: str, block: str) -> _Found | None:
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
