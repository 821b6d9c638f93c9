"""Where the values of the content went, and where a cell of the returned file stands now."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from mobility_xlsx.form.answers import Found, Row, column_letters, column_number
from mobility_xlsx.form.parts import Form, Part
from mobility_xlsx.workbook.boxes import ShownLabels, Table, arrange
from mobility_xlsx.workbook.checklists import Checklist, arrange_checklist
from mobility_xlsx.workbook.content import Content
from mobility_xlsx.workbook.fieldsheet import ENTRY_COLUMN, Fields, arrange_fields
from mobility_xlsx.workbook.plan import Placement

Layout = Table | Checklist | Fields
Layouts = Mapping[str, Layout]


class Seating(Struct, frozen=True):
    """Every part of a form with the rows of a content in their places, by part key, and what follows from it.

    `placed` says where each value stands; `moved` where a cell of the returned file stands now: sheet and address to
    sheet and address.
    """

    layouts: Layouts
    placed: tuple[Placement, ...]
    moved: Mapping[tuple[str, str], tuple[str, str]]


def seating(form: Form, content: Content) -> Seating:
    """Where the rows of `content` stand in a workbook of `form`."""
    wordings, room = ShownLabels(form), dict(content.room)
    layouts = {part.key: _arranged(form, part, content, room, wordings) for part in form.parts}
    placed = tuple(placements(layouts, content.rows))
    return Seating(layouts, placed, MappingProxyType(moved_cells(layouts, content, placed)))


def _arranged(form: Form, part: Part, content: Content, room: Mapping[str, int], wordings: ShownLabels) -> Layout:
    rows = [(i, row) for i, row in enumerate(content.rows) if row.part == part.key and not row.example]
    if part.layout == "form":
        return arrange_fields(form, part, rows, wordings)
    if part.layout == "checklist":
        return arrange_checklist(form, part, rows, wordings)
    return arrange(form, part, rows, room.get(part.key, part.room), wordings)


def placements(layouts: Layouts, rows: Sequence[Row]) -> Iterator[Placement]:
    """Where every value of the rows stands."""
    for layout in layouts.values():
        letters = _letters(layout)
        several = isinstance(layout, Table) and layout.part.lines > 1
        for index, key, line in _entries(layout, rows):
            if key in letters:
                for i in range(len(rows[index].values(key))):
                    first = layout.place(key) if isinstance(layout, Fields) else line
                    address = f"{letters[key]}{first + (i if several else 0)}"
                    yield Placement(index, key, i, layout.part.sheet, address)


def _entries(layout: Layout, rows: Sequence[Row]) -> Iterator[tuple[int, str, int]]:
    """Row, field and first sheet row of everything the content says in one part."""
    for index, first in _firsts(layout, rows):
        yield from ((index, field.key, first) for field in rows[index].fields)


def _firsts(layout: Layout, rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    if isinstance(layout, Table):
        yield from ((box.row, box.first) for box in layout.boxes if box.row >= 0)
    elif isinstance(layout, Checklist):
        lines = (line for section in layout.sections for line in section.lines)
        yield from ((index, line.place) for line in lines for index in line.rows)
    else:
        yield from ((i, layout.section) for i, row in enumerate(rows) if row.part == layout.part.key)


def _letters(layout: Layout) -> dict[str, str]:
    """The letters of the column each key stands in."""
    if isinstance(layout, Fields):
        return dict.fromkeys((column.key for column in layout.part.columns), column_letters(ENTRY_COLUMN))
    return {column.key: column_letters(layout.column(column.key)) for column in layout.part.columns}


def moved_cells(
    layouts: Layouts, content: Content, placed: Sequence[Placement]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Where cells of the returned file stand now: those of values first, then blank ones of known rows."""
    moved: dict[tuple[str, str], tuple[str, str]] = {}
    for one in placed:
        cell = content.rows[one.row].values(one.field)[one.value].cell
        if cell.row:
            moved.setdefault((cell.sheet, cell.address), (one.sheet, one.cell))
    for found in content.found:
        if found.part in layouts:
            for was, now in _blank_cells(layouts[found.part], found, content.rows):
                moved.setdefault(was, now)
    return moved


def _blank_cells(
    layout: Layout, found: Found, rows: Sequence[Row]
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    firsts = {index: first for index, first in _firsts(layout, rows) if found.holds(rows[index])}
    letters = _letters(layout)
    columns = [(key, column_letters(column)) for key, column in found.columns if key in letters]
    for index, first in firsts.items():
        if not rows[index].place:
            continue
        for key, column in columns:
            now = f"{letters[key]}{layout.place(key) if isinstance(layout, Fields) else first}"
            yield (found.sheet, f"{column}{rows[index].place}"), (layout.part.sheet, now)


def row_column(address: str) -> tuple[int, int]:
    """The row and column, counted from 1, of an address such as "B12". Raises ValueError for anything else."""
    parts = re.fullmatch(r"([A-Z]{1,3})([1-9]\d{0,6})", address)
    if parts is None:
        raise ValueError(address)
    return int(parts[2]), column_number(parts[1])
