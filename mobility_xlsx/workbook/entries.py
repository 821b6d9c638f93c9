"""The rows of a table: each entry with all its lines, examples known by their text, the rest by its cells."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.answers import Cell, Field, Match, Remark, Row, Value
from mobility_xlsx.form.parts import Part
from mobility_xlsx.form.values import cell_values
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.attribution import Entry, attribute
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.lines import Line, table_lines
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs, has_example_mark, name_keys, number_of, without_example_mark

_SENTENCE = 9  # words; so many below a table are a remark, not a name


class SheetAnswers(Struct, frozen=True):
    """What one sheet says: its rows, the places of its answers and of what the form itself put there, and remarks.

    `columns` say where a form of labels or a checklist has its columns: key and sheet column; `top` is the row of the
    first label of a form of labels.
    """

    rows: tuple[Row, ...]
    answers: frozenset[RowColumn]
    fixed: frozenset[RowColumn]
    remarks: tuple[Remark, ...] = ()
    columns: tuple[tuple[str, int], ...] = ()
    top: int = 0


def read_table(grid: SheetGrid, located: Located, signs: Signs) -> SheetAnswers:
    """The rows of a part laid out as a table."""
    part = located.part
    found = table_lines(grid, located, signs, frozenset(located.repeats))
    examples = _Examples(part, signs)
    lines = _in_table(tuple(examples.marked(found.lines)), grid, located)
    attribution = attribute(lines, part, located.headings)
    rows: list[Row] = []
    answers: set[RowColumn] = set()
    fixed = set(found.fixed)
    remarks = list(found.remarks)
    for entry in attribution.entries:
        rows.append(_row(entry, located, grid.name, signs, examples.is_example(entry)))
        if rows[-1].example:
            fixed |= {(c.row, c.column) for line in entry.lines for key, c in line.cells if examples.holds(key, c)}
        else:
            answers |= {(cell.row, cell.column) for line in entry.lines for _, cell in line.cells}
            own = rows[-1].own_title
            answers |= {(own.row, own.column)} if own else set()
            remarks += examples.remarks(entry, grid.name)
    for line in attribution.loose:
        if line.example and all(examples.holds(key, cell) for key, cell in line.cells):
            fixed |= {(cell.row, cell.column) for _, cell in line.cells}
        else:
            remarks += [Remark("row-unattributed", grid.name, cell.address, cell.text) for _, cell in line.cells]
    return SheetAnswers(tuple(rows), frozenset(answers), frozenset(fixed), tuple(remarks))


def _row(entry: Entry, located: Located, sheet: str, signs: Signs, example: bool) -> Row:
    fields = tuple(_fields(entry, located.part, signs))
    first = next((line for line in entry.lines if line.is_named), entry.lines[0])
    banded = next((line for line in (first, *entry.lines) if line.band), first)
    return Row(located.part.key, sheet, entry.number, fields, banded.band, first.row, example, banded.own_title)


def _fields(entry: Entry, part: Part, signs: Signs) -> Iterator[Field]:
    named = name_keys(part)
    by_key: dict[str, list[Cell]] = {}
    for line in entry.lines:
        for key, cell in line.cells:
            by_key.setdefault(key, []).append(cell)
    for column in part.columns:
        cells = by_key.get(column.key, ())
        if len(cells) == 1:
            yield Field(column.key, cell_values(cells[0], column, signs.form))
        elif cells:
            once = _once(cells) if column.key in named or column.kind == "choice" else cells
            yield Field(column.key, tuple(value for cell in once for value in cell_values(cell, column, signs.form)))


def _once(cells: Sequence[Cell]) -> Iterator[Cell]:
    """A name or a choice that is repeated on every line of its entry, once."""
    seen: set[str] = set()
    for cell in cells:
        folded = fold(cell.text) or cell.text
        if folded not in seen:
            seen.add(folded)
            yield cell


def _in_table(lines: Sequence[Line], grid: SheetGrid, located: Located) -> list[Line]:
    """The lines that are the table's, without those below it that are only words.

    Below the last No. or check a line is an entry when it has a name and another value, or follows a full table.
    """
    last = _last_row(lines, grid, located)
    kept: list[Line] = []
    for line in lines:
        if not located.headings and _is_counting(line):
            continue
        if not last or line.row <= last or _is_entry(line, kept, last):
            kept.append(line)
    return kept


def _is_counting(line: Line) -> bool:
    """True for a row of nothing but numbers, such as the No.s of a table that was turned on its side."""
    return len(line.cells) > 1 and all(number_of(cell.text) for _, cell in line.cells)


def _is_entry(line: Line, kept: Sequence[Line], last: int) -> bool:
    follows = bool(kept) and bool(kept[-1].cells) and line.row - kept[-1].row <= 1
    if line.is_named:
        words = max(len(name.split()) for name in line.name)
        return len(line.cells) > 1 or (follows and words < _SENTENCE)
    return follows and kept[-1].row >= last


def _last_row(lines: Sequence[Line], grid: SheetGrid, located: Located) -> int:
    """The last row with a No. or a live check, 0 when the table has neither."""
    checked = located.column("check")
    checks = [cell.row for cell in grid.column(checked) if cell.row > located.headings] if checked else []
    numbered = [line.row for line in lines if line.number]
    return max([*checks, *numbered], default=0) if numbered else 0


class _Examples:
    """The examples of one part, to tell untouched ones from those typed over."""

    def __init__(self, part: Part, signs: Signs) -> None:
        self.part, self.signs, self.known = part, signs, signs.examples[part.key]
        self.name = next(iter(name_keys(part)), "")

    def marked(self, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines, those of untouched examples marked as such even where the No. that said so is gone."""
        inside = False
        for line in lines:
            if line.is_named:
                inside = any(key == self.name and self._is_name(cell) for key, cell in line.cells)
            elif inside:
                inside = not line.number and all(self.holds(key, cell) for key, cell in line.cells)
            yield replace(line, example=True) if inside and not line.number else line

    def _is_name(self, cell: Cell) -> bool:
        return has_example_mark(cell.text) and fold(without_example_mark(cell.text)) in self.known.names

    def is_example(self, entry: Entry) -> bool:
        """True when the entry's name still is an example's, with "e.g.," in front of it."""
        for line in entry.lines:
            for key, cell in line.cells:
                if key == self.name and has_example_mark(cell.text):
                    return fold(without_example_mark(cell.text)) in self.known.names
        return False

    def holds(self, key: str, cell: Cell) -> bool:
        """True when the cell says what an example says in this column, in whatever notation."""
        texts = self.known.texts.get(key, frozenset())
        if fold(cell.text) in texts:
            return True
        if key == self.name:
            return fold(without_example_mark(cell.text)) in self.known.names
        values = cell_values(cell, self.part.column(key), self.signs.form)
        return bool(values) and all(_said(value) in texts for value in values)

    def remarks(self, entry: Entry, sheet: str) -> list[Remark]:
        """That an example was typed over, when it still begins with "e.g.,"."""
        first = next((cell for line in entry.lines for key, cell in line.cells if key == self.name), None)
        if first is None or not has_example_mark(first.text):
            return []
        return [Remark("example-changed", sheet, first.address, first.text, (("name", first.text),))]


def _said(value: Value) -> str:
    return "" if value.match is Match.UNCLEAR else fold(value.text)
