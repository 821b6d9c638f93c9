"""The answers of a form of labels, such as Start here: what stands beside each label."""

from collections.abc import Iterator

from msgspec.structs import replace

from mobility_xlsx.form.answers import Cell, Field, Row
from mobility_xlsx.form.parts import Part
from mobility_xlsx.form.values import cell_values
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.entries import SheetAnswers
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.lines import is_linked_blank
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs


def read_fields(grid: SheetGrid, located: Located, signs: Signs) -> SheetAnswers:
    """The one row of a part laid out as a form: what stands right of each label or behind it, or below them abreast."""
    part = located.part
    labels = dict(_field_labels(grid, part, signs))
    places = frozenset((cell.row, cell.column) for cell in labels.values())
    fields: list[Field] = []
    answers: set[RowColumn] = set()
    for column in part.columns:
        label = labels.get(column.key)
        cell = _beside(grid, label, places, signs) if label else _behind(grid, part, column.key, signs)
        if cell is not None and is_linked_blank(cell, column.kind):
            places |= {(cell.row, cell.column)}
        elif cell is not None:
            fields.append(Field(column.key, cell_values(cell, column, signs.form)))
            answers.add((cell.row, cell.column))
    row = Row(part.key, grid.name, "", tuple(fields), "", min((place[0] for place in places), default=0))
    columns = tuple((key, cell.column + 1) for key, cell in labels.items())
    top = next((labels[column.key].row for column in part.columns if column.key in labels), 0)
    return SheetAnswers((row,) if fields else (), frozenset(answers), places, (), columns, top)


def _field_labels(grid: SheetGrid, part: Part, signs: Signs) -> Iterator[tuple[str, Cell]]:
    """The cell of each label, titles before aliases, the first of several."""
    taken: set[str] = set()
    for wants_title in (True, False):
        for cell in grid.cells():
            for heading in signs.headings.get(fold(cell.text), ()):
                if heading.part == part.key and heading.is_title is wants_title and heading.column not in taken:
                    taken.add(heading.column)
                    yield heading.column, cell


def _beside(grid: SheetGrid, label: Cell, labels: frozenset[RowColumn], signs: Signs) -> Cell | None:
    """The cell right of a label, past blanks and what the form prints; else below it, as when labels stand abreast."""
    row = grid.rows[label.row]
    below = grid.at(label.row + 1, label.column)
    if below is not None and ((below.row, below.column) in labels or below.is_blank):
        below = None
    if any((label.row, place) in labels for place in row if place != label.column):
        return below
    right = [row[place] for place in sorted(row) if place > label.column]
    beside = next((cell for cell in right if not _is_printed(cell, cell.column == label.column + 1, signs)), None)
    return below if beside is None and below and not _is_printed(below, False, signs) else beside


def _behind(grid: SheetGrid, part: Part, key: str, signs: Signs) -> Cell | None:
    """What stands behind a label in its own cell ("Your name: Ann Lee"), as a cell that says no more than that."""
    for cell in grid.cells():
        label, _, said = cell.text.partition(":")
        headings = signs.headings.get(fold(label), ()) if said.strip() else ()
        if any(one.part == part.key and one.column == key and one.is_title for one in headings):
            return replace(cell, text=said.strip())
    return None


def _is_printed(cell: Cell, is_next: bool, signs: Signs) -> bool:
    """True for the form's own texts; next to a label short ones may be answers."""
    folded = fold(cell.text)
    return folded in signs.anywhere or (not is_next and folded in signs.in_place)
