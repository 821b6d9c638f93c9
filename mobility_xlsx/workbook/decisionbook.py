"""Decisions.xlsx: written once through the form's engine, then only ever added to, cell by cell."""

import io
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Answers, Cell, Found, Row
from mobility_xlsx.form.decisionreading import decisions
from mobility_xlsx.form.decisions import DECISIONS, DecidedAt, Decisions, SettingLine, decisions_form, whole_number
from mobility_xlsx.form.keeping import Asked, KeptLine, merged
from mobility_xlsx.form.parts import Column, Part
from mobility_xlsx.text import fold
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Book, Sheet
from mobility_xlsx.workbook.lettering import lines
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.splice import Edit, spliced
from mobility_xlsx.workbook.write import write_form

SPARE = 8  # blank lines below the questions, for staff's own


class DecisionBook(Struct, frozen=True):
    """A Decisions.xlsx as read: its bytes, its cells, its answers, and what they decide."""

    data: bytes
    book: Book
    answers: Answers
    decisions: Decisions

    @property
    def lines(self) -> tuple[KeptLine, ...]:
        """Its lines as they stand, for `merged`."""
        tables = {part.key for part in decisions_form().parts if part.layout == "table"}
        return tuple(_line(row) for row in self.answers.rows if row.part in tables)


class Renewed(Struct, frozen=True):
    """The bytes to write, every line as it stands now, and sentences about what could not be added."""

    data: bytes
    lines: tuple[KeptLine, ...]
    sentences: tuple[str, ...] = ()


def read_decisions(data: bytes) -> DecisionBook:
    """What a Decisions.xlsx decides, with the cells of settings that are still blank. Raises NotReadable."""
    book = read_bytes(data, DECISIONS)
    return understood(data, book, find(book, decisions_form(for_reading=True)))


def understood(data: bytes, book: Book, answers: Answers) -> DecisionBook:
    """The same for a workbook that has been read already."""
    return DecisionBook(data, book, answers, decisions(answers, setting_places(book)))


def new_book(asked: Asked) -> Renewed:
    """A first Decisions.xlsx with every question in it, and room for staff's own lines."""
    form = decisions_form()
    rows = merged((), asked)
    counts = {part.key: sum(line.part == part.key for line in rows) for part in form.parts}
    room = tuple((part.key, max(part.room, counts[part.key] + SPARE)) for part in form.parts if part.layout == "table")
    numbered: dict[str, int] = {}
    known: list[Row] = []
    for line in rows:
        numbered[line.part] = numbered.get(line.part, 0) + 1
        known.append(known_row(line.part, line.texts, number=str(numbered[line.part])))
    out = io.BytesIO()
    write_form(form, out, Content(workbook_id="Decisions", rows=tuple(known), room=room))
    return Renewed(out.getvalue(), rows)


def renewed(former: DecisionBook, asked: Asked) -> Renewed:
    """The former workbook with new questions below what stands there, and the program's own cells up to date.

    Nothing else in the file changes, not a byte of what staff wrote, colored, drew or added.
    """
    rows = merged(former.lines, asked)
    edits: list[Edit] = []
    missing: list[str] = []
    for part in decisions_form().parts:
        own = [line for line in rows if line.part == part.key and line.writes]
        found = next((one for one in former.answers.found if one.part == part.key), None)
        if own and found is None:
            missing.append(_missing(part, len(own)))
        elif own and found is not None:
            edits += _edits(part, found, own, _sheet(former.book, found.sheet))
    try:
        return Renewed(spliced(former.data, edits), rows, tuple(missing))
    except NotReadable:
        says = f"{DECISIONS} is another kind of file now. Save it as an Excel workbook, so that questions can be added."
        return Renewed(former.data, former.lines, (says,))


def _missing(part: Part, questions: int) -> str:
    lines = "one line" if questions == 1 else f"{questions} lines"
    return f"{DECISIONS} has no sheet {part.sheet} any more, so {lines} could not be added to it."


def _line(row: Row) -> KeptLine:
    texts = {field.key: "\n".join(dict.fromkeys(value.cell.text for value in field.values)) for field in row.fields}
    return KeptLine(row.part, row.place, texts)


def _sheet(book: Book, name: str) -> Sheet:
    return next((sheet for sheet in book.sheets if sheet.name == name), Sheet(name, ()))


def _edits(part: Part, found: Found, rows: Sequence[KeptLine], sheet: Sheet) -> Iterator[Edit]:
    places = dict(found.columns)
    numbers = places.get("number", 0)
    filled = [cell for cell in sheet.cells if not cell.is_blank and cell.column != numbers]
    bottom = max([found.headings, *(cell.row for cell in filled)])
    numbered = {cell.row: cell.text for cell in sheet.cells if cell.column == numbers and cell.row > found.headings}
    like = max([0, *numbered]) or bottom
    highest = max([0, *filter(None, map(whole_number, numbered.values()))])
    for line in rows:
        place = line.place
        if not place:
            bottom += 1
            place = bottom
            if numbers and not numbered.get(place, "").strip():
                highest = max(highest + 1, place - found.headings)  # lines above may have been deleted
                yield Edit(found.sheet, place, numbers, str(highest), like)
        height = _height(part, line.texts)
        for key, text in line.writes.items():
            if key in places:
                yield Edit(found.sheet, place, places[key], text, like, height)


def _height(part: Part, texts: Mapping[str, str]) -> float:
    most = max(_lines(column, texts.get(column.key, "")) for column in part.columns)
    return look.height(most, look.entry_height(part))


def _lines(column: Column, text: str) -> int:
    return lines(text, column.width, look.SIZE, column.kind == "name")


def setting_places(book: Book) -> tuple[SettingLine, ...]:
    """The cell of every setting: right of its words, wherever the line stands now."""
    part = decisions_form(for_reading=True).part("settings")
    names = {fold(name) for name in (part.sheet, *part.aliases)}
    sheet = next((sheet for sheet in book.sheets if fold(sheet.name) in names), None)
    return tuple(_setting(part, column, sheet) for column in part.columns) if sheet else ()


def _setting(part: Part, column: Column, sheet: Sheet) -> SettingLine:
    words = {fold(column.title), *(fold(alias) for alias in column.aliases)}
    labels = [cell for cell in sheet.cells if fold(cell.text) in words]
    exact = [cell for cell in labels if fold(cell.text) == fold(column.title)] or labels
    if not exact:
        return SettingLine(column.key, column.title, "", DecidedAt(part.sheet, ""))
    right = Cell(sheet.name, exact[0].row, exact[0].column + 1, "")
    return SettingLine(column.key, column.title, "", DecidedAt(sheet.name, right.address))
