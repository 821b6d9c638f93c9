"""The facts about one worksheet: errors, formulas without a value, hidden and struck cells, and its own count."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Remark, column_letters
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.celltext import clean, unescaped
from mobility_xlsx.workbook.facts import SheetFacts
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.markup import is_plain, namespace_parser, walked
from mobility_xlsx.workbook.sharedtexts import SharedTexts, has_struck_words, inline_text, shared_text
from mobility_xlsx.workbook.storedcells import Scan, Stored, only_cells, scan, stored_column, without_blanks
from mobility_xlsx.workbook.styles import Styles
from mobility_xlsx.workbook.usualshape import usual

_ATTRIBUTE: Final = re.compile(rb' ([st])="([^"]*)"')
_NUMBER: Final = re.compile(rb"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*")
_ERROR: Final = re.compile(rb'(<c [^<>]*) t="e"')
_TYPE: Final = re.compile(rb' t="\w*"')
_MOMENT: Final = re.compile(rb"<v>(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?</v>")
_SHARED: Final = re.compile(rb' si="(\d+)"')


class SharedFacts(Struct, frozen=True):
    """What the sheets of one workbook share."""

    texts: SharedTexts
    styles: Styles


def sheet_facts(part: bytes, name: str, context: SharedFacts) -> tuple[SheetFacts, bytes, bytes]:
    """The facts about the sheet `name`, its part as the reader may have it, and its part with formats and rules.

    Unusual XML is put in the usual shape; errors become texts, because a reader refuses the whole file for one
    error value it does not know.
    """
    plain, whole = is_plain(part), part
    part = without_blanks(part) if plain else part
    scanned = scan(part, name)
    twice: list[tuple[RowColumn, str, str]] = []
    if not (plain and scanned.usual):
        shape = usual(whole)
        part = whole = shape.part()
        twice = shape.twice
        scanned = scan(part, name)
        if not scanned.usual:
            raise NotReadable("damaged")
    elif not scanned.cells:  # nothing that a library would have to make sense of, and stumble over
        walked(part, namespace_parser())
    tally = _Tally(name, context)
    tally.walk(scanned.cells)
    tally.remarks.extend(_said_twice(twice, name, context.texts))
    if tally.odd:
        part = _as_texts(part, tally.odd)
    if tally.dated:
        part = _MOMENT.sub(_bare_moment, part)
    part = only_cells(part)
    if b"<r>" in part:  # or calamine drops the blanks at the edges of a run
        part = part.replace(b"<t>", b'<t xml:space="preserve">')
    return tally.facts(scanned), _ERROR.sub(rb'\1 t="str"', part) if tally.errors else part, whole


def _said_twice(twice: list[tuple[RowColumn, str, str]], sheet: str, texts: SharedTexts) -> Iterator[Remark]:
    for place, kind, value in sorted(set(twice)):
        yield Remark(
            "duplicate-cell", sheet, address(place), shared_text(texts, value) if kind == "s" else clean(value)
        )


def _as_texts(part: bytes, cells: list[Stored]) -> bytes:
    """`part` with values that are not what they claim, such as 1_000 or NaN for numbers, kept as the texts they are."""
    for letters, row, attributes, *_ in cells:
        begin = b'<c r="' + letters + row + b'"'
        part = part.replace(begin + attributes + b">", begin + _TYPE.sub(b"", attributes) + b' t="str">', 1)
    return part


def _bare_moment(found: re.Match[bytes]) -> bytes:
    """A date as calamine knows it: without a zone or split seconds, and without a time at midnight."""
    time = b"" if found[2] == b"00:00:00" else b"T" + found[2]
    return b"<v>" + found[1] + time + b"</v>"


def address(place: RowColumn) -> str:
    """A place as Excel's name box shows it."""
    return column_letters(place[1]) + str(place[0])


class _Tally:
    """What one walk over the stored cells of a sheet adds up."""

    def __init__(self, sheet: str, context: SharedFacts) -> None:
        self.non_empty = 0
        self.errors: dict[RowColumn, str] = {}
        self.formulas: dict[RowColumn, str] = {}
        self.uncalculated: dict[RowColumn, str] = {}
        self.struck: set[RowColumn] = set()
        self.padded: dict[RowColumn, int] = {}
        self.remarks: list[Remark] = []
        self.odd: list[Stored] = []
        self.dated = False  # some values are dates in words, as SheetJS can store them
        self._sheet = sheet
        self._texts = context.texts
        self._styles = context.styles
        self._shared: dict[bytes, str] = {}

    def walk(self, cells: list[Stored]) -> None:
        """Takes in all stored cells: shared texts, which are nearly all, at once, and the rest one by one."""
        traits = {attributes: _traits(attributes) for attributes in {cell[2] for cell in cells}}
        if self._texts.struck or self._texts.long or self._styles.struck or self._styles.padded:
            rest = cells
        else:
            shared = {attributes for attributes, trait in traits.items() if trait[0] == b"s"}
            plain = [cell[4] for cell in cells if cell[2] in shared and cell[4] and not cell[3]]
            rest = [cell for cell in cells if cell[3] or not cell[4] or cell[2] not in shared]
            self._check_shared(set(plain))
            blank = self._texts.blank
            self.non_empty += len(plain) - (sum(1 for value in plain if value in blank) if blank else 0)
        for cell in rest:
            trait = traits[cell[2]]
            if cell[3] and not (cell[4] or cell[5]):
                self._formula(cell, trait[0], False)
            else:
                self._look_at(cell, trait)

    def facts(self, scanned: Scan) -> SheetFacts:
        """What was added up, with what the rows and edges of the sheet say."""
        return SheetFacts(
            name=self._sheet,
            non_empty=self.non_empty,
            last_row=scanned.last_row,
            last_column=scanned.last_column,
            hidden_rows=scanned.hidden_rows,
            hidden_columns=scanned.hidden_columns,
            merges=scanned.merges,
            struck=frozenset(self.struck),
            padded=self.padded,
            errors=self.errors,
            formulas=self.formulas,
            uncalculated=self.uncalculated,
            remarks=tuple(self.remarks),
        )

    def _check_shared(self, values: set[bytes]) -> None:
        """Refuses a text number that is not inside the table: -1 would give the last text."""
        if values and not (b"".join(values).isdigit() and max(map(int, values)) < self._texts.count):
            raise NotReadable("damaged")

    def _look_at(self, cell: Stored, trait: tuple[bytes, bytes]) -> None:
        kind, value = trait[0], cell[4]
        if kind == b"s" and value:
            self._check_shared({value})
            filled = value not in self._texts.blank
        elif value:
            filled = value[:1].isalnum() or _shows(value)
            if len(value) > limits.TEXT_LENGTH:
                self._measure(unescaped(value.decode()), cell)
        else:
            filled = self._inline(cell)
        if cell[3]:
            self._formula(cell, kind, filled)
        is_odd = kind in (b"", b"n") and not _NUMBER.fullmatch(value)
        if value and (is_odd or (kind == b"inlineStr" and not cell[5])):
            self.odd.append(cell)
        self.dated = self.dated or kind == b"d"
        if kind == b"e" and value:
            self.errors[_place(cell)] = clean(unescaped(value.decode()))
        if filled:
            self.non_empty += 1
            self._watch(cell, trait)

    def _inline(self, cell: Stored) -> bool:
        inline = cell[5].lstrip()
        if inline.startswith(b"<t>") and inline[3:4].isalnum() and len(inline) < limits.TEXT_LENGTH:
            return True
        text = inline_text(inline) if inline else ""
        self._measure(text, cell)
        return bool(text.strip())

    def _measure(self, text: str, cell: Stored) -> None:
        if len(text) > limits.TEXT_REFUSED:
            raise NotReadable("text-too-long", cell=address(_place(cell)))
        if len(text) > limits.TEXT_LENGTH:
            self.remarks.append(Remark("long-text", self._sheet, address(_place(cell))))

    def _formula(self, cell: Stored, kind: bytes, filled: bool) -> None:
        """Notes a formula, with its value or without one; a text of no letters is a value."""
        shared, text = _formula(cell[3])
        if shared and text != "=":
            self._shared[shared] = text
        elif shared:
            text = self._shared.get(shared, text)
        if filled:
            self.formulas[_place(cell)] = text
        elif not cell[4] and kind != b"str":
            self.uncalculated[_place(cell)] = text

    def _watch(self, cell: Stored, trait: tuple[bytes, bytes]) -> None:
        kind, style = trait
        shared = kind == b"s" and cell[4] in self._texts.struck
        if style in self._styles.struck or shared or has_struck_words(cell[5]):
            self.struck.add(_place(cell))
        if style in self._styles.padded and kind in (b"", b"n"):
            self.padded[_place(cell)] = self._styles.padded[style]
        if kind == b"s" and cell[4] in self._texts.long:
            self.remarks.append(Remark("long-text", self._sheet, address(_place(cell))))


@lru_cache(maxsize=5_000)
def _formula(element: bytes) -> tuple[bytes, str]:
    """The number under which a formula is shared, b"" for none, and its text. Workbooks have most in common."""
    head, _, rest = element.partition(b">")
    shared = _SHARED.search(head)
    return shared[1] if shared else b"", "=" + clean(unescaped(rest.removesuffix(b"</f>").decode()))


def _place(cell: Stored) -> RowColumn:
    return int(cell[1]), stored_column(cell[0])


@lru_cache(maxsize=2_000)
def _traits(attributes: bytes) -> tuple[bytes, bytes]:
    """The type and the format number of a cell from its attributes."""
    found = dict(_ATTRIBUTE.findall(attributes))
    return found.get(b"t", b""), found.get(b"s", b"")


def _shows(value: bytes) -> bool:
    return bool(clean(unescaped(value.decode())).strip())
