"""Texts put into a workbook that exists already, cell by cell, with every other byte of its parts left as it is.

Loading and saving through a library loses pictures, charts, threaded comments, newer drop-downs and rich text. Here
only the rows that are written to change.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.parsers import expat
from xml.sax.saxutils import escape

from msgspec import Struct, field

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import column_letters, column_number
from mobility_xlsx.form.decisions import DECISIONS
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.guard import inspect

_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_ATTRIBUTE = re.compile(rb"""\s([\w:]+)\s*=\s*("[^"]*"|'[^']*')""")
_BOX = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+):(\$?[A-Z]{1,3}\$?)(\d+)")
_LONE = re.compile(rb"<((?:\w+:)?)sheetData\s*/>")
_DECLARED = re.compile(rb"""(\A<\?xml[^>]*encoding=["'])[^"']*(["'])""")
_AFTER_NEW = 10_000_000  # new rows before a row are written before it
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(x[0-9A-Fa-f]{4}_)")
_WORKBOOK = "xl/workbook.xml"
LONGEST = limits.TEXT_LENGTH // 2  # characters, each of which may count twice in Excel


class Edit(Struct, frozen=True):
    """One cell to write, rows and columns counted from 1. A new row takes the look of row `like`.

    `height` is what the row needs in points; it never becomes lower.
    """

    sheet: str
    row: int
    column: int
    text: str
    like: int = 0
    height: float = 0


class _Cell(Struct):
    column: int
    start: int
    end: int
    style: bytes


class _Row(Struct):
    number: int
    start: int
    opening: int  # where its content begins
    end: int
    cells: list[_Cell] = field(default_factory=list)


def spliced(data: bytes, edits: Sequence[Edit]) -> bytes:
    """`data` with the edits in it; without edits, `data` itself. Raises NotReadable when it is no .xlsx."""
    if not edits:
        return data
    facts = inspect(data, DECISIONS)
    changed: dict[str, bytes] = {}
    grown: dict[str, tuple[int, int]] = {}
    for sheet in dict.fromkeys(edit.sheet for edit in edits):
        part = facts.sheet_parts.get(sheet)
        if part is None:
            raise NotReadable("not-a-workbook")
        own = [edit for edit in edits if edit.sheet == sheet]
        changed[part] = _spliced_sheet(facts.whole[part], own)
        longer = [(edit.like, edit.row) for edit in own if edit.like and edit.row > edit.like]
        if longer:
            grown[sheet] = max(longer, key=lambda pair: pair[1])
    if grown and _WORKBOOK in facts.parts:
        changed[_WORKBOOK] = _longer_names(facts.parts[_WORKBOOK], grown)
    return _repacked(data, changed)


def _repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as former, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in former.infolist():
            part = changed.get(info.filename.replace("\\", "/"))
            archive.writestr(info, former.read(info) if part is None else part, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _spliced_sheet(part: bytes, edits: Sequence[Edit]) -> bytes:
    part = _DECLARED.sub(rb"\1UTF-8\2", _LONE.sub(rb"<\1sheetData></\1sheetData>", part), count=1)
    found = _Sheet(part)
    rows = {row.number: row for row in found.rows}
    cuts: list[tuple[int, int, int, bytes]] = []  # where it begins, what goes first there, where it ends, the new bytes
    for number in sorted({edit.row for edit in edits}):
        own = sorted((edit for edit in edits if edit.row == number), key=lambda edit: edit.column)
        row = rows.get(number)
        if row is None:
            like = rows.get(own[0].like)
            place = found.place(number)
            cuts.append((place, number, place, found.new_row(number, own, like)))
        else:
            cuts.append((row.start, _AFTER_NEW, row.end, found.changed_row(row, own)))
    written = part
    for start, _, end, text in sorted(cuts, reverse=True):
        written = written[:start] + text + written[end:]
    longer = [(edit.like, edit.row) for edit in edits if edit.like and edit.row > edit.like]
    return _longer_boxes(written, *max(longer, key=lambda pair: pair[1])) if longer else written


class _Sheet:
    """Where the rows and cells of a sheet's part begin and end, in bytes."""

    def __init__(self, part: bytes) -> None:
        self.part, self.rows, self.prefix = part, [], b""  # type: tuple[bytes, list[_Row], bytes]
        self.inside = -1  # where the content of sheetData begins
        parser = expat.ParserCreate("UTF-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._parser = parser
        self._path: list[str] = []
        parser.Parse(part, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        at = self._parser.CurrentByteIndex
        if local == "sheetData" and len(self._path) == 1:
            self.prefix = f"{prefix}:".encode() if prefix else b""
            self.inside = at + len(self._tag(at))
        elif local == "row" and self._path[1:] == ["sheetData"]:
            before = self.rows[-1].number if self.rows else 0
            number = int(attributes.get("r", before + 1))
            self.rows.append(_Row(number, at, at + len(self._tag(at)), 0))
        elif local == "c" and self._path[1:] == ["sheetData", "row"]:
            row = self.rows[-1]
            before = row.cells[-1].column if row.cells else 0
            style = attributes.get("s", "").encode()
            row.cells.append(_Cell(_column(attributes.get("r", "")) or before + 1, at, 0, style))
        self._path.append(local)

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self._path.pop()
        at = self._parser.CurrentByteIndex
        if local == "row" and self._path[1:] == ["sheetData"]:
            row = self.rows[-1]
            row.end = self._after(at, row.start)
        elif local == "c" and self._path[1:] == ["sheetData", "row"]:
            cell = self.rows[-1].cells[-1]
            cell.end = self._after(at, cell.start)

    def _tag(self, at: int) -> bytes:
        found = _TAG.match(self.part, at)
        if found is None:
            raise NotReadable("damaged")
        return found.group()

    def _after(self, at: int, start: int) -> int:
        """Where an element ends: behind its end tag, or behind its only tag."""
        opening = self._tag(start)
        return start + len(opening) if opening.endswith(b"/>") else at + len(self._tag(at))

    def place(self, number: int) -> int:
        """Where a new row of this number goes."""
        if self.inside < 0:
            raise NotReadable("damaged")
        later = (row.start for row in self.rows if row.number > number)
        return next(later, self.rows[-1].end if self.rows else self.inside)

    def new_row(self, number: int, edits: Sequence[Edit], like: _Row | None) -> bytes:
        """A row that looks like `like` and holds the edits."""
        opening = _TAG.match(self.part, like.start) if like else None
        attributes = dict(_ATTRIBUTE.findall(opening.group())) if opening else {}
        attributes[b"r"] = b'"%d"' % number
        cells = {cell.column: cell.style for cell in like.cells} if like else {}
        texts = {edit.column: edit.text for edit in edits}
        inner = b"".join(
            self._cell(number, column, cells.get(column, b""), texts.get(column)) for column in sorted({*cells, *texts})
        )
        return self._opening(attributes, edits) + inner + b"</%srow>" % self.prefix

    def changed_row(self, row: _Row, edits: Sequence[Edit]) -> bytes:
        """The row with the edits in it; its other cells as they are."""
        opening = self.part[row.start : row.opening]
        attributes = dict(_ATTRIBUTE.findall(opening))
        pieces = {cell.column: self.part[cell.start : cell.end] for cell in row.cells}
        styles = {cell.column: cell.style for cell in row.cells}
        for edit in edits:
            pieces[edit.column] = self._cell(row.number, edit.column, styles.get(edit.column, b""), edit.text)
        inner = b"".join(pieces[column] for column in sorted(pieces))
        return self._opening(attributes, edits) + inner + b"</%srow>" % self.prefix

    def _opening(self, attributes: dict[bytes, bytes], edits: Sequence[Edit]) -> bytes:
        needed = max(edit.height for edit in edits)
        if needed > float(attributes.get(b"ht", b'"0"').strip(b"\"'")):
            attributes = {**attributes, b"ht": b'"%g"' % needed, b"customHeight": b'"1"'}
        attributes.pop(b"spans", None)
        said = b"".join(b" %s=%s" % pair for pair in attributes.items())
        return b"<%srow%s>" % (self.prefix, said)

    def _cell(self, row: int, column: int, style: bytes, text: str | None) -> bytes:
        opening = b'<%sc r="%s%d"' % (self.prefix, column_letters(column).encode(), row)
        opening += b' s="%s"' % style if style else b""
        if not text:
            return opening + b"/>"
        said = _stored(text)
        inner = (self.prefix, self.prefix, said, self.prefix, self.prefix, self.prefix)
        return opening + b' t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>' % inner


def _stored(text: str) -> bytes:
    """`text` as a cell's XML: without what XML cannot hold, not longer than Excel takes, its escapes kept as text."""
    sound = _UNUSABLE.sub("", text)
    short = sound if len(sound) <= LONGEST else sound[: LONGEST - 1] + "…"
    literal = _ESCAPED.sub(r"_x005F_\1", short)
    return escape(literal).replace("\n", "&#10;").encode()


def _column(reference: str) -> int:
    return column_number(reference.rstrip("0123456789"))


def _longer_boxes(part: bytes, like: int, last: int) -> bytes:
    """The sheet with its drop-downs and color rules, as far as they end at row `like`, reaching to row `last`."""
    behind = part.rfind(b"sheetData>")

    def longer(found: re.Match[bytes]) -> bytes:
        return found[1] + _reaching(found[2].decode(), like, last).encode() + found[3]

    tail = re.sub(rb'(\ssqref=")([^"]*)(")', longer, part[behind:])
    return part[:behind] + re.sub(rb"(sqref>)([^<]*)(<)", longer, tail)


def _longer_names(part: bytes, grown: Mapping[str, tuple[int, int]]) -> bytes:
    """The workbook with its defined names, as far as they end where a table ended, reaching to the new end."""

    def longer(found: re.Match[bytes]) -> bytes:
        refers = found[2].decode()
        for sheet, (like, last) in grown.items():
            name = escape(sheet.replace("'", "''"))
            if refers.startswith((f"'{name}'!", f"{name}!")):
                refers = _reaching(refers, like, last)
        return found[1] + refers.encode() + found[3]

    return re.sub(rb"(<(?:\w+:)?definedName\b[^>]*>)([^<]*)(<)", longer, part)


def _reaching(text: str, like: int, last: int) -> str:
    def box(found: re.Match[str]) -> str:
        end = last if int(found[4]) == like else int(found[4])
        return f"{found[1]}{found[2]}:{found[3]}{end}"

    return _BOX.sub(box, text)
