"""The facts about an old Excel workbook (.xls), from its records."""

import re
import struct
from typing import Final, NamedTuple

from msgspec.structs import replace

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.biffrecords import Record, SharedReader, fonts_in, packed_number, records, text_at
from mobility_xlsx.workbook.celltext import clean
from mobility_xlsx.workbook.compound import Compound
from mobility_xlsx.workbook.facts import PERCENT, Facts, SheetFacts, shown_digits
from mobility_xlsx.workbook.grids import Merge, RowColumn
from mobility_xlsx.workbook.oldproperties import custom_properties, saved_by
from mobility_xlsx.workbook.shapes import drawn_words

_BOF: Final = 0x809
_EOF: Final = 0x0A
_PASSWORD: Final = 0x2F
_SHEET: Final = 0x85
_FONT: Final = 0x31
_NUMBER_FORMAT: Final = 0x41E
_FORMAT: Final = 0xE0
_AROUND_DATES: Final = re.compile(r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]')  # words, fillers, [Red]
_OF_A_DATE: Final = re.compile("[dmyhs]", re.IGNORECASE)
_SHARED: Final = 0xFC
_BIFF8: Final = 0x600
_WORKSHEET: Final = 0x10
_STRUCK: Final = 0x08
_PACKED: Final = 0x27E
_RICH: Final = 0xD6
_ERRORS: Final = {
    **{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!"},
    **{0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"},
}


def old_excel_facts(compound: Compound) -> Facts:
    """The facts about the workbook in an old container, which may also hold something else."""
    names = {name.casefold() for name in compound.names}
    if names & {"encryptedpackage", "encryptioninfo"}:
        raise NotReadable("password")
    if "worddocument" in names:
        raise NotReadable("is-word")
    if any(name.startswith("__properties_version") for name in names):
        raise NotReadable("is-outlook-message")
    stream = compound.stream("Workbook", "Book")
    if not stream:
        raise NotReadable("not-a-workbook")
    program = saved_by(compound)
    reading = _Reading(zero_may_be_text=not program.startswith("Microsoft"))
    for record in records(stream):
        reading.take(record)
    facts = Facts("xls", tuple(reading.sheets()), saved_by=program, markers=custom_properties(compound))
    return replace(facts, macro="_vba_project_cur" in names, countable=reading.countable)


class _NumberFormat(NamedTuple):
    """How many digits a format of the file's own shows at least, and whether it is certainly no date."""

    digits: int = 0
    is_number: bool = False


_IN_PERCENT: Final = _NumberFormat(PERCENT)


def _number_format(code: str) -> _NumberFormat:
    return _NumberFormat(shown_digits(code), not _OF_A_DATE.search(_AROUND_DATES.sub("", code)))


class _Reading:
    """Collects the facts record by record."""

    def __init__(self, zero_may_be_text: bool) -> None:
        self.countable = True
        self._zero_may_be_text = zero_may_be_text
        self._listed: list[tuple[str, bool]] = []
        self._blank: set[int] = set()
        self._struck_texts: set[int] = set()
        self._fonts: list[bool] = []
        self._struck: list[bool] = []
        self._formats: dict[int, _NumberFormat] = {}
        self._numbers: list[_NumberFormat] = []
        self._sheets: list[_SheetReading] = []
        self._is_cells = False
        self._depth = 0

    def take(self, record: Record) -> None:
        """Takes in one record."""
        if record.kind == _BOF:
            self._begin(record.body)
        elif record.kind == _EOF:
            self._depth -= 1
        elif record.kind == _PASSWORD:
            raise NotReadable("password")
        elif self._is_cells and self._depth == 1 and self._sheets:
            self._sheets[-1].take(record)
        elif record.kind == _SHEET and len(record.body) > 7:
            self._list(record.body)
        elif record.kind == _FONT and len(record.body) > 3:
            self._fonts.append(bool(record.body[2] & _STRUCK))
            if len(self._fonts) == 4:  # there is no font of number 4
                self._fonts.append(False)
        elif record.kind == _NUMBER_FORMAT and len(record.body) > 4:
            self._formats[struct.unpack_from("<H", record.body)[0]] = _number_format(text_at(record.body, 2, 2))
        elif record.kind == _FORMAT and len(record.body) > 3:
            font, number = struct.unpack_from("<HH", record.body)
            self._struck.append(font < len(self._fonts) and self._fonts[font])
            self._numbers.append(self._formats.get(number, _IN_PERCENT if number in (9, 10) else _NumberFormat()))
        elif record.kind == _SHARED:
            for number, (text, fonts) in enumerate(SharedReader(record).texts()):
                if not clean(text).strip():
                    self._blank.add(number)
                elif any(font < len(self._fonts) and self._fonts[font] for font in fonts):
                    self._struck_texts.add(number)

    def sheets(self) -> list[SheetFacts]:
        """The facts of the worksheets in the order of their tabs."""
        if not self._sheets or len(self._sheets) != len(self._listed):
            self.countable = False
            return []
        return [sheet.facts(name, hidden) for (name, hidden), sheet in zip(self._listed, self._sheets, strict=True)]

    def _begin(self, body: bytes) -> None:
        self._depth += 1
        if len(body) < 4:
            raise NotReadable("damaged")
        version, kind = struct.unpack_from("<HH", body)
        if version != _BIFF8:
            self.countable = False
        if self._depth == 1:
            self._is_cells = kind == _WORKSHEET
            if self._is_cells:
                self._sheets.append(
                    _SheetReading(
                        (self._blank, self._struck_texts),
                        (self._fonts, self._struck, self._numbers),
                        self._zero_may_be_text,
                    )
                )

    def _list(self, body: bytes) -> None:
        hidden, kind = body[4] & 3, body[5]
        if kind == 0 and self.countable:
            self._listed.append((text_at(body, 6, 1), bool(hidden)))
        if len(self._listed) > limits.SHEETS:
            raise NotReadable("too-many-sheets", count=str(len(self._listed)))


class _SheetReading:
    """Collects the facts about one sheet."""

    def __init__(
        self,
        texts: tuple[set[int], set[int]],
        formats: "tuple[list[bool], list[bool], list[_NumberFormat]]",
        zero_may_be_text: bool,
    ) -> None:
        self._blank, self._struck_texts = texts
        self._struck_fonts, self._struck_formats, self._number_formats = formats
        self._numbers: dict[RowColumn, float] = {}
        self._padded: dict[RowColumn, int] = {}
        self._zero_may_be_text = zero_may_be_text
        self._filled: set[RowColumn] = set()
        self._struck: set[RowColumn] = set()
        self._errors: dict[RowColumn, str] = {}
        self._formulas: dict[RowColumn, str] = {}
        self._uncalculated: dict[RowColumn, str] = {}
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._objects: dict[int, str] = {}
        self._object = 0
        self._note_places: list[tuple[RowColumn, int]] = []
        self._awaiting: RowColumn | None = None

    def take(self, record: Record) -> None:
        """Takes in one record of the sheet."""
        reader = _READERS.get(record.kind)
        if reader is None:
            return
        try:
            reader(self, record)
        except (struct.error, IndexError) as error:
            raise NotReadable("damaged") from error

    def facts(self, name: str, hidden: bool) -> SheetFacts:
        """The facts, once all records are taken in."""
        notes = {place: self._objects.get(number, "") for place, number in self._note_places}
        noted = {number for _, number in self._note_places}
        if len(self._filled) > limits.SHEET_CELLS:
            raise NotReadable("too-many-cells", sheet=name)
        if len(self._merges) > limits.MERGES:
            raise NotReadable("holds-more-than-form")
        last_row = max((row for row, _ in self._filled), default=0)
        last_column = max((column for _, column in self._filled), default=0)
        if last_row * last_column > limits.GRID_AREA:
            raise NotReadable("too-many-cells", sheet=name)
        return SheetFacts(
            name=name,
            hidden=hidden,
            non_empty=len(self._filled),
            last_row=last_row,
            last_column=last_column,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            merges=tuple(self._merges),
            struck=frozenset(self._struck & self._filled),
            padded=self._padded,
            numbers=self._numbers,
            errors=self._errors,
            formulas=self._formulas,
            uncalculated=self._uncalculated,
            notes={place: text for place, text in notes.items() if text},
            remarks=drawn_words(name, [text for number, text in self._objects.items() if number not in noted]),
        )

    def _cell(self, body: bytes, filled: bool) -> RowColumn:
        row, column, style = struct.unpack_from("<HHH", body)
        place = (row + 1, column + 1)
        if filled:
            self._filled.add(place)
        if style < len(self._struck_formats) and self._struck_formats[style]:
            self._struck.add(place)
        return place

    def _number(self, place: RowColumn, style: int, number: float) -> None:
        """Notes a number in a format of the file's own, whose number calamine may know as that of a date."""
        known = self._number_formats[style] if style < len(self._number_formats) else _NumberFormat()
        if known.is_number:
            self._numbers[place] = number
        if known.digits:
            self._padded[place] = known.digits

    def _take_shared(self, record: Record) -> None:
        number = struct.unpack_from("<I", record.body, 6)[0]
        place = self._cell(record.body, number not in self._blank)
        if number in self._struck_texts:
            self._struck.add(place)

    def _take_text(self, record: Record) -> None:
        place = self._cell(record.body, bool(clean(text_at(record.body, 6, 2)).strip()))
        fonts = fonts_in(record.body, 6) if record.kind == _RICH else ()
        if any(font < len(self._struck_fonts) and self._struck_fonts[font] for font in fonts):
            self._struck.add(place)

    def _take_number(self, record: Record) -> None:
        style = struct.unpack_from("<H", record.body, 4)[0]
        stored = record.body[6:]
        number = packed_number(stored[:4]) if record.kind == _PACKED else struct.unpack_from("<d", stored)[0]
        self._number(self._cell(record.body, True), style, number)

    def _take_numbers(self, record: Record) -> None:
        row, first = struct.unpack_from("<HH", record.body)
        for number in range((len(record.body) - 6) // 6):
            stored = record.body[4 + 6 * number : 10 + 6 * number]
            place = self._cell(struct.pack("<HH", row, first + number) + stored[:2], True)
            self._number(place, int.from_bytes(stored[:2], "little"), packed_number(stored[2:]))

    def _take_error_or_truth(self, record: Record) -> None:
        place = self._cell(record.body, True)
        if record.body[7]:
            self._errors[place] = _ERRORS.get(record.body[6], "#VALUE!")

    def _take_formula(self, record: Record) -> None:
        result = record.body[6:14]
        special = result[6:8] == b"\xff\xff"
        if special and result[0] in (0, 3):
            self._awaiting = self._cell(record.body, False)
            return
        if not special and self._zero_may_be_text and struct.unpack("<d", result)[0] == 0:
            # LibreOffice stores 0 for formulas that give text; no reader can tell it from a number.
            self._uncalculated[self._cell(record.body, False)] = "="
            return
        place = self._cell(record.body, True)
        self._formulas[place] = "="
        if not special:
            self._number(place, struct.unpack_from("<H", record.body, 4)[0], struct.unpack("<d", result)[0])
        elif result[0] == 2:
            self._errors[place] = _ERRORS.get(result[2], "#VALUE!")

    def _take_result(self, record: Record) -> None:
        if self._awaiting is not None and clean(text_at(record.body, 0, 2)).strip():
            self._filled.add(self._awaiting)
            self._formulas[self._awaiting] = "="
        self._awaiting = None

    def _take_merges(self, record: Record) -> None:
        for number in range(struct.unpack_from("<H", record.body)[0]):
            top, bottom, left, right = struct.unpack_from("<4H", record.body, 2 + 8 * number)
            self._merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))

    def _take_row(self, record: Record) -> None:
        if record.body[12] & 0x20:
            self._hidden_rows.add(struct.unpack_from("<H", record.body)[0] + 1)

    def _take_columns(self, record: Record) -> None:
        first, last, _, _, flags = struct.unpack_from("<5H", record.body)
        if flags & 1:
            self._hidden_columns.update(range(first + 1, min(last, 255) + 2))

    def _take_object(self, record: Record) -> None:
        self._object = struct.unpack_from("<H", record.body, 6)[0] if len(record.body) > 7 else 0

    def _take_object_text(self, record: Record) -> None:
        if record.more and record.more[0]:
            wide = record.more[0][0] & 1
            text = record.more[0][1:].decode("utf-16-le" if wide else "latin-1", "replace")
            self._objects[self._object] = clean(text).strip()

    def _take_note(self, record: Record) -> None:
        row, column, _, number = struct.unpack_from("<4H", record.body)
        self._note_places.append(((row + 1, column + 1), number))


_READERS: Final = {
    0x06: _SheetReading._take_formula,
    0x207: _SheetReading._take_result,
    0xFD: _SheetReading._take_shared,
    **dict.fromkeys((0x204, _RICH), _SheetReading._take_text),
    **dict.fromkeys((0x203, _PACKED), _SheetReading._take_number),
    0xBD: _SheetReading._take_numbers,
    0x205: _SheetReading._take_error_or_truth,
    0xE5: _SheetReading._take_merges,
    0x208: _SheetReading._take_row,
    0x7D: _SheetReading._take_columns,
    0x5D: _SheetReading._take_object,
    0x1B6: _SheetReading._take_object_text,
    0x1C: _SheetReading._take_note,
}
