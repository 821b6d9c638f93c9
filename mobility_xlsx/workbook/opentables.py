"""The tables of an OpenDocument workbook, walked through once, repeated rows and cells counted and not spread out."""

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.celltext import clean, is_error
from mobility_xlsx.workbook.facts import PERCENT, SheetFacts
from mobility_xlsx.workbook.grids import Grid, Merge, RowColumn
from mobility_xlsx.workbook.shapes import drawn_words

_CELLS: Final = ("table:table-cell", "table:covered-table-cell")
_HIDING: Final = ("collapse", "filter")
_PADDED: Final = re.compile(r"0\d+")
_DURATION: Final = re.compile(
    r"-?P(?=T?\d)(?:(\d{1,7})D)?T?(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,7})(?:[.,]\d*)?S)?", re.ASCII
)


@lru_cache(maxsize=2_000)
def _short(name: str) -> str:
    """ "table:table-cell" from the name with the whole namespace in front."""
    namespace, _, bare = name.rpartition("\n")
    pieces = namespace.split(":")
    return f"{pieces[-2]}:{bare}" if len(pieces) > 1 else bare


class _Cell(Struct):
    """The cell the parser is in."""

    attributes: Mapping[str, str]
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    struck: bool = False


class _Table(Struct):
    """The table the parser is in, filled row by row."""

    name: str
    hidden: bool
    row: int = 0
    column: int = 0
    width: int = 0
    repeated: int = 1
    is_hidden: bool = False
    cells: Grid = field(default_factory=list)
    facts: dict[str, dict[RowColumn, str]] = field(
        default_factory=lambda: {"errors": {}, "formulas": {}, "uncalculated": {}, "notes": {}}
    )
    struck: set[RowColumn] = field(default_factory=set)
    padded: dict[RowColumn, int] = field(default_factory=dict)
    times: dict[RowColumn, datetime.timedelta] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0
    drawn: list[str] = field(default_factory=list)


class OpenTables:
    """Collects the tables while a parser walks through content.xml."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._done: list[_Table] = []
        self._table: _Table | None = None
        self._cell: _Cell | None = None
        self._style = ""
        self._struck: set[str] = set()
        self._unseen: set[str] = set()
        self._names: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes in the beginning of an element."""
        tag = _short(name)
        self._path.append(tag)
        if len(self._path) > limits.XML_DEPTH:
            raise NotReadable("damaged")
        short = {_short(key): value for key, value in attributes.items()}
        if tag.startswith("text:"):
            self._start_text(tag, short)
        elif tag.startswith("table:"):
            self._start_table_element(tag, short)
        elif tag.startswith("style:"):
            self._start_style(tag, short)

    def end(self, _name: str) -> None:
        """Takes in the end of an element."""
        tag = self._path.pop()
        if tag in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "table:table-row" and self._table is not None:
            self._table.row += self._table.repeated - 1
        elif tag == "table:table" and self._table is not None and "table:table" not in self._path:
            self._done.append(self._table)
            self._table = None

    def text(self, piece: str) -> None:
        """Takes in a piece of text; only paragraphs hold what a person sees."""
        if "text:p" not in self._path:
            return
        if self._table is not None and any(tag.startswith("drawing:") for tag in self._path):
            self._table.drawn.append(piece)
        if self._cell is None:
            return
        lines = self._lines()
        if lines:
            lines[-1] += piece
            if len(lines[-1]) > limits.TEXT_REFUSED:
                raise NotReadable("text-too-long")

    def sheets(self) -> list[tuple[SheetFacts, Grid]]:
        """The facts and the cells of each table."""
        if len(self._done) > limits.SHEETS:
            raise NotReadable("too-many-sheets", count=str(len(self._done)))
        return [(_facts(table), table.cells) for table in self._done]

    def named_texts(self) -> tuple[tuple[str, str], ...]:
        """The names that stand for a text, each with where it stood."""
        return tuple(self._names)

    def _lines(self) -> list[str]:
        if self._cell is None or any(tag.startswith("drawing:") for tag in self._path):
            return []
        return self._cell.notes if "office:annotation" in self._path else self._cell.lines

    def _start_text(self, tag: str, attributes: Mapping[str, str]) -> None:
        lines = self._lines()
        if tag == "text:p" and self._cell is not None and not any(each.startswith("drawing:") for each in self._path):
            lines.append("")
        elif tag == "text:span" and self._cell is not None and "office:annotation" not in self._path:
            self._cell.struck = self._cell.struck or attributes.get("text:style-name", "") in self._struck
        elif lines and tag == "text:s":
            lines[-1] += " " * min(_count(attributes.get("text:c")), limits.TEXT_LENGTH)
        elif lines and tag == "text:tab":
            lines[-1] += "\t"
        elif lines and tag == "text:line-break":
            lines[-1] += "\n"

    def _start_style(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag == "style:text-properties" and _strikes(attributes):
            self._struck.add(self._style)
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self._unseen.add(self._style)

    def _start_table_element(self, tag: str, attributes: Mapping[str, str]) -> None:
        table = self._table
        if tag == "table:table" and table is None:
            hidden = attributes.get("table:style-name", "") in self._unseen
            self._table = _Table(attributes.get("table:name", ""), hidden)
        elif tag == "table:named-expression":
            text = attributes.get("table:expression", "").strip()
            if len(text) > 2 and text[0] == text[-1] == '"':
                self._names.append((f"defined name {attributes.get('table:name', '')}", text[1:-1]))
        elif table is None or self._cell is not None:
            return
        elif tag == "table:table-column":
            count = _count(attributes.get("table:number-columns-repeated"))
            if attributes.get("table:visibility") in _HIDING:
                last = min(table.width + count, limits.GRID_COLUMNS)
                table.hidden_columns.update(range(table.width + 1, last + 1))
            table.width += count
        elif tag == "table:table-row":
            table.row, table.column = table.row + 1, 0
            table.repeated = _count(attributes.get("table:number-rows-repeated"))
            table.is_hidden = attributes.get("table:visibility") in _HIDING
        elif tag in _CELLS:
            self._cell = _Cell(attributes)

    def _end_cell(self, cell: _Cell) -> None:
        table = self._table
        if table is None:
            return
        count = _count(cell.attributes.get("table:number-columns-repeated"))
        value, shown = _value(cell.attributes, clean("\n".join(cell.lines)))
        formula = cell.attributes.get("table:formula", "")
        note = clean("\n".join(cell.notes)).strip()
        first = table.column + 1
        table.column += count
        if not (shown.strip() or formula or note or self._span(cell.attributes)):
            return
        last_row, last_column = table.row + table.repeated - 1, table.column
        table.last_row, table.last_column = max(table.last_row, last_row), max(table.last_column, last_column)
        too_far = last_row > limits.GRID_ROWS or last_column > limits.GRID_COLUMNS
        if too_far or len(table.cells) + count * table.repeated > limits.SHEET_CELLS:
            raise NotReadable("too-many-cells", sheet=table.name)
        for row in range(table.row, last_row + 1):
            for column in range(first, last_column + 1):
                self._place(table, (row, column), cell, (value, shown, formula, note))

    def _place(self, table: _Table, place: RowColumn, cell: _Cell, what: tuple[object, str, str, str]) -> None:
        value, shown, formula, note = what
        known = table.facts
        text = "=" + formula.partition("=")[2] if formula else ""
        if shown.strip():
            table.cells.append((*place, value))
            if isinstance(value, datetime.timedelta):
                table.times[place] = value
            if text:
                known["formulas"][place] = text
            if _PADDED.fullmatch(shown) and cell.attributes.get("office:value-type") == "float":
                table.padded[place] = len(shown)
            elif cell.attributes.get("office:value-type") == "percentage":
                table.padded[place] = PERCENT
            if cell.attributes.get("calcext:value-type") == "error" or (text and is_error(shown.strip())):
                known["errors"][place] = shown.strip()
        elif text and "office:value-type" not in cell.attributes:
            known["uncalculated"][place] = text
        if note:
            known["notes"][place] = note
        if cell.struck or cell.attributes.get("table:style-name", "") in self._struck:
            table.struck.add(place)
        if table.is_hidden:
            table.hidden_rows.add(place[0])
        span = self._span(cell.attributes)
        if span:
            table.merges.append(Merge(place[0], place[1], place[0] + span[0] - 1, place[1] + span[1] - 1))
            if len(table.merges) > limits.MERGES:
                raise NotReadable("holds-more-than-form")

    def _span(self, attributes: Mapping[str, str]) -> tuple[int, int] | None:
        rows = _count(attributes.get("table:number-rows-spanned"))
        columns = _count(attributes.get("table:number-columns-spanned"))
        return (rows, columns) if rows > 1 or columns > 1 else None


def _facts(table: _Table) -> SheetFacts:
    facts = SheetFacts(table.name, table.hidden, len(table.cells), table.last_row, table.last_column)
    known = table.facts
    return replace(
        facts,
        hidden_rows=frozenset(table.hidden_rows),
        hidden_columns=frozenset(table.hidden_columns),
        merges=tuple(table.merges),
        struck=frozenset(table.struck),
        padded=table.padded,
        times=table.times,
        remarks=drawn_words(table.name, table.drawn),
        errors=known["errors"],
        formulas=known["formulas"],
        uncalculated=known["uncalculated"],
        notes=known["notes"],
    )


def _strikes(attributes: Mapping[str, str]) -> bool:
    """True for a style with a line through its text; for words in a text LibreOffice says its type alone."""
    kind = attributes.get("style:text-line-through-type", "none")
    return attributes.get("style:text-line-through-style", kind) != "none"


def _count(text: str | None) -> int:
    """A repetition as written, at least 1."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 9:
        if text is not None:
            raise NotReadable("damaged")
        return 1
    return max(1, int(text))


def _value(attributes: Mapping[str, str], text: str) -> tuple[object, str]:
    """The value of a cell as a library would give it, and what it shows."""
    kind = attributes.get("office:value-type", "")
    if attributes.get("calcext:value-type") == "error":
        return text, text
    if kind in ("float", "percentage", "currency"):
        stored = attributes.get("office:value", "")
        return _number(stored) if stored else text, text or stored
    if kind == "boolean":
        truth = attributes.get("office:boolean-value") == "true"
        return truth, text or str(truth)
    if kind == "date":
        return _date(attributes.get("office:date-value", ""), text), text or attributes.get("office:date-value", "")
    if kind == "time":
        stored = attributes.get("office:time-value", "")
        found = _duration(stored)
        return (text or stored) if found is None else found, text or stored
    shown = text or clean(attributes.get("office:string-value", ""))
    return shown, shown


def _number(stored: str) -> object:
    try:
        return float(stored)
    except ValueError:
        return stored


def _date(stored: str, text: str) -> object:
    try:
        moment = datetime.datetime.fromisoformat(stored)
    except ValueError:
        return text or stored
    return moment


def _duration(stored: str) -> datetime.timedelta | None:
    """The time that is stored as PT36H00M00S; None for any other text."""
    found = _DURATION.fullmatch(stored)
    if found is None:
        return None
    days, hours, minutes, seconds = (int(each or 0) for each in found.groups())
    return datetime.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
