"""Where each row of a table goes: its box of lines, its number, its band."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct, field

from mobility_xlsx.form.answers import Match, Row, Value
from mobility_xlsx.form.parts import Column, Form, Label, Part, Vocabulary
from mobility_xlsx.text import fold

SINGLE = ("name", "person", "choice", "email")  # kinds with one value, on the first line of a box
Texts = Mapping[str, tuple[str, ...]]
_NOTHING: Texts = MappingProxyType({})
_SPARE = 2  # rows left blank below a table that came back full


class Box(Struct, frozen=True):
    """One entry of a table, from sheet row `first`. `texts` has one text a line, by column key.

    `row` is its place in the content, -1 for a blank box; `example` marks the form's own.
    """

    number: str
    first: int
    lines: int
    texts: Texts = field(default_factory=lambda: _NOTHING)
    row: int = -1
    example: bool = False

    @property
    def last(self) -> int:
        """The sheet row of its last line."""
        return self.first + self.lines - 1

    def text(self, key: str, line: int = 0) -> str:
        """The text of one column on one line; "" when there is none."""
        texts = self.texts.get(key, ())
        return texts[line] if line < len(texts) else ""


class Band(Struct, frozen=True):
    """The boxes of one band, such as a sector; `title` stands on sheet row `place`, both empty without bands."""

    title: str
    place: int
    boxes: tuple[Box, ...]


class Table(Struct, frozen=True):
    """A part laid out as a table: heading row, examples, bands."""

    part: Part
    headings: int
    examples: tuple[Box, ...]
    bands: tuple[Band, ...]

    @property
    def boxes(self) -> Iterator[Box]:
        """Every box to fill in, from the top."""
        return (box for band in self.bands for box in band.boxes)

    @property
    def first(self) -> int:
        """The first sheet row below headings and examples."""
        return self.headings + 1 + sum(box.lines for box in self.examples)

    @property
    def last(self) -> int:
        """The last sheet row of the table, at least `first`."""
        return max([self.first, *(box.last for box in self.boxes)])

    def column(self, key: str) -> int:
        """The sheet column of a key, counted from 1."""
        return next(i for i, column in enumerate(self.part.columns, 1) if column.key == key)

    def column_of(self, kind: str) -> int:
        """The first sheet column of a kind, such as the check; 0 when the part has none."""
        return next((i for i, column in enumerate(self.part.columns, 1) if column.kind == kind), 0)


class ShownLabels:
    """The labels of a form in its own language."""

    def __init__(self, form: Form) -> None:
        self._shown = {
            vocabulary.key: {
                wording: label.shown or label.text for label in vocabulary.labels for wording in (label.text, label.key)
            }
            for vocabulary in form.vocabularies
        }

    def shown(self, column: Column, value: Value) -> str:
        """A value as the form writes it: its label in the form's language, else the words as they are.

        What staff settled stays as it was typed: they may settle it otherwise another time.
        """
        if value.match is Match.DECIDED:
            return writable(value.typed)
        text = writable(value.text or value.typed)
        labels = self._shown.get(column.vocabulary)
        if labels is None:
            return text
        return labels.get(value.label) or labels.get(text) or text


def writable(text: str) -> str:
    """`text` without what no workbook can hold: control characters, halves of characters, non-characters."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs", "Cn"))


def arrange(form: Form, part: Part, rows: Sequence[tuple[int, Row]], room: int, wordings: ShownLabels) -> Table:
    """The table of `part` with `rows` (each with its place in the content) in their boxes, and blank ones for room."""
    headings = len(part.instructions) + 2
    place = headings + 1
    examples = []
    for example in part.examples:
        box = _example_box(part, example.values, place, form.words.get("example_number", ""))
        examples.append(box)
        place += box.lines
    bands = []
    for title, code, members in _bands(form, part, rows):
        top = place
        place += bool(title)
        boxes = tuple(_boxes(part, _seated(members, room, code), place, code, wordings))
        place = boxes[-1].last + 1 if boxes else place
        bands.append(Band(title, top, boxes))
    return Table(part, headings, tuple(examples), tuple(bands))


def _example_box(part: Part, values: Texts, first: int, number: str) -> Box:
    texts = {key: _lined(part.column(key), said, part.lines) for key, said in values.items()}
    return Box(number, first, max(part.lines, *map(len, texts.values())), texts, example=True)


def _bands(form: Form, part: Part, rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[str, str, list[tuple[int, Row]]]]:
    if not part.bands:
        yield "", "", list(rows)
        return
    vocabulary = form.vocabulary(part.bands)
    keys = {folded: label.key for folded, label, _ in vocabulary.wordings()}
    members: dict[str, list[tuple[int, Row]]] = {}
    for index, row in rows:
        members.setdefault(keys.get(fold(row.block), row.block), []).append((index, row))
    for label in vocabulary.labels:
        yield label.shown or label.text, _code(label), members.pop(label.key, [])
    for block, others in members.items():
        yield block or form.words.get("no_band", "-"), _free_code(block, vocabulary), others


def _code(label: Label) -> str:
    return label.code or label.key[:2].upper()


def _free_code(block: str, vocabulary: Vocabulary) -> str:
    taken = {_code(label) for label in vocabulary.labels}
    letters = "".join(char for char in fold(block).upper() if "A" <= char <= "Z")[:2]
    return letters if len(letters) == 2 and letters not in taken else "XX"


def _seated(rows: Sequence[tuple[int, Row]], room: int, code: str) -> list[tuple[int, Row] | None]:
    """The rows each at its own number where that is free, the others on the first free places, None where blank."""
    count = max(room, len(rows) + _SPARE) if room and rows else max(room, len(rows))
    seats: list[tuple[int, Row] | None] = [None] * count
    waiting = []
    for entry in rows:
        number = entry[1].number.strip().upper().removeprefix(code)
        seat = int(number) - 1 if number.isdecimal() and len(number) < 6 else -1
        if 0 <= seat < count and seats[seat] is None:
            seats[seat] = entry
        else:
            waiting.append(entry)
    free = (i for i, seat in enumerate(seats) if seat is None)
    for seat, entry in zip(free, tuple(waiting), strict=False):
        seats[seat] = entry
    return seats


def _boxes(
    part: Part, seats: Iterable[tuple[int, Row] | None], first: int, code: str, wordings: ShownLabels
) -> Iterator[Box]:
    for number, seat in enumerate(seats, 1):
        if seat is None:
            box = Box(f"{code}{number}", first, part.lines)
        else:
            index, row = seat
            texts = {
                column.key: _lined(column, tuple(wordings.shown(column, v) for v in row.values(column.key)), part.lines)
                for column in part.columns
                if column.kind not in ("number", "check")
            }
            box = Box(f"{code}{number}", first, max(part.lines, *map(len, texts.values())), texts, index)
        first = box.last + 1
        yield box


def _lined(column: Column, texts: tuple[str, ...], lines: int) -> tuple[str, ...]:
    if lines > 1 or len(texts) < 2:
        return texts
    return (("; " if column.kind in ("choice", "choices") else "\n").join(texts),)
