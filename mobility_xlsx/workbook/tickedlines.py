"""The ticked lines of a checklist: what stands beside the labels of a list."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mobility_xlsx.form.answers import Cell, Field, Match, Remark, Row, Value
from mobility_xlsx.form.parts import Label, Part, Vocabulary
from mobility_xlsx.form.ticks import Tick, mark_before, read_tick
from mobility_xlsx.form.values import cell_values, is_error
from mobility_xlsx.form.wording import meaning
from mobility_xlsx.text import fold, one_line, visible
from mobility_xlsx.workbook.entries import SheetAnswers
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs


@dataclass(frozen=True, slots=True)
class _Label:
    """A line of a checklist: its label's cell, the check mark in front of it and words filled in behind it.

    `label` is None for a line that somebody added in words of their own.
    """

    cell: Cell
    block: str
    label: Label | None
    mark: str = ""
    filled_in: str = ""


def read_checklist(grid: SheetGrid, located: Located, signs: Signs) -> SheetAnswers:
    """The lines of a checklist that are ticked, unclear or have a note; one row each."""
    lines = _Labels(grid, located.part, signs)
    columns = _columns(located, lines.column)
    rows: list[Row] = []
    answers: set[RowColumn] = set()
    fixed: set[RowColumn] = set(lines.fixed)
    remarks: list[Remark] = []
    for line in lines.labels:
        row_cells = grid.rows[line.cell.row]
        beside = {key: row_cells.get(place) for key, place in columns.items()}
        cells = [cell for cell in beside.values() if cell is not None]
        if not cells and not line.mark and not line.filled_in:
            if line.label is not None:
                fixed.add((line.cell.row, line.cell.column))
            continue
        row = _row(line, beside, located.part, signs)
        if line.label is None and row is None:
            continue
        (answers if line.mark or line.filled_in or line.label is None else fixed).add((line.cell.row, line.cell.column))
        answers |= {(cell.row, cell.column) for cell in cells}
        if row is not None:
            rows.append(row)
    for cell in lines.unknown:
        if any(grid.at(cell.row, place) for place in columns.values() if place):
            remarks.append(Remark("row-unattributed", grid.name, cell.address, cell.text))
    keys = {column.kind: column.key for column in located.part.columns}
    places = (
        (keys[kind], place) for kind, place in (*columns.items(), ("label", lines.column)) if kind in keys and place
    )
    return SheetAnswers(tuple(rows), frozenset(answers), frozenset(fixed - answers), tuple(remarks), tuple(places))


def _columns(located: Located, label_column: int) -> Mapping[str, int]:
    """Tick and note by their headings, else the tick left of the labels and the note right of them."""
    found = {column.kind: located.column(column.key) for column in located.part.columns}
    tick, note = found.get("tick", 0), found.get("note", 0)
    taken = {label_column, tick, note}
    if not tick:
        tick = next((place for place in (label_column - 1, label_column + 1) if place > 0 and place not in taken), 0)
    if not note:
        note = next((place for place in (label_column + 1, label_column + 2) if place not in {tick, *taken}), 0)
    return {"tick": tick, "note": note}


def _row(line: _Label, beside: Mapping[str, Cell | None], part: Part, signs: Signs) -> Row | None:
    keys = {column.kind: column.key for column in part.columns}
    label = _label_value(line)
    ticks, notes = _ticks(line, beside.get("tick"), signs)
    note = beside.get("note")
    if note is not None:
        notes += cell_values(note, part.column(keys["note"]), signs.form)
    if line.filled_in:
        notes += (Value(line.filled_in, line.cell, line.filled_in),)
    if not ticks and not notes:
        return None
    fields = [Field(keys["tick"], ticks)] if ticks else []
    fields.append(Field(keys["label"], (label,)))
    fields += [Field(keys["note"], notes)] if notes else []
    return Row(part.key, line.cell.sheet, "", tuple(fields), line.block, line.cell.row)


def _label_value(line: _Label) -> Value:
    if line.label is None:
        return Value(one_line(mark_before(line.cell.text)[1]), line.cell, line.cell.text, Match.OWN)
    return Value(line.label.text, line.cell, line.cell.text, Match.EXACT, line.label.key)


def _ticks(line: _Label, cell: Cell | None, signs: Signs) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """The tick of a line, and the words that stood in its place, as a note."""
    yes = next((label for label in signs.vocabularies["yes"].labels), None) if "yes" in signs.vocabularies else None
    said, key = (yes.text, yes.key) if yes else ("Yes", "yes")
    if cell is None:
        marked = read_tick(line.mark, signs.form).tick
        if marked is Tick.UNCLEAR:
            return (Value(line.mark, line.cell, line.mark, Match.UNCLEAR),), ()
        return ((Value(said, line.cell, line.mark, Match.EXACT, key),) if marked is Tick.YES else (), ())
    if is_error(cell):
        return (Value("", cell, cell.text, Match.UNCLEAR),), ()
    ticked = read_tick(cell.text, signs.form)
    notes = (Value(ticked.note, cell, cell.text),) if ticked.note else ()
    if ticked.tick is Tick.YES:
        return (Value(said, cell, cell.text, Match.EXACT, key),), notes
    if ticked.tick is Tick.UNCLEAR:
        return (Value(visible(cell.text), cell, cell.text, Match.UNCLEAR),), ()
    return (), notes


class _Labels:
    """Where the labels of a checklist stand, block by block."""

    def __init__(self, grid: SheetGrid, part: Part, signs: Signs) -> None:
        self.grid, self.part, self.signs = grid, part, signs
        self.blocks = part.blocks
        self.lists: Mapping[str, Vocabulary] = {b.vocabulary: signs.vocabularies[b.vocabulary] for b in part.blocks}
        self.shown = {key: signs.shown[key] for key in self.lists}
        self.column = self._label_column()
        self.fixed: set[RowColumn] = set()
        self.unknown: list[Cell] = []
        self.labels: tuple[_Label, ...] = tuple(self._walk())

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

    def _walk(self) -> Iterator[_Label]:
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
                    yield _Label(cell, block, None, mark)
                    last = cell.row
                continue
            last = cell.row
            open_to = [key for key in found if key not in passed] if len(found) > 1 else [*found]
            if len(open_to) != 1 or (len(found) > 1 and not order):
                self.unknown.append(cell)
                continue
            block = open_to[0]
            yield _Label(cell, block, found[block][0], mark, found[block][1])

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
