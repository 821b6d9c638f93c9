"""What came back, still addressed: every value knows the cell it stood in."""

from collections.abc import Iterator
from enum import StrEnum, auto
from functools import lru_cache

from msgspec import Struct

from mobility_xlsx.text import fold

LAST = 1_048_576  # no row or column comes after it


class Kind(StrEnum):
    """What a spreadsheet program takes a cell's content for."""

    TEXT = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    DATE = auto()
    ERROR = auto()
    UNCALCULATED = auto()  # a formula whose value was never stored


class Cell(Struct, frozen=True):
    """One cell as a person sees it. `row` and `column` count from 1.

    `text` is the shown value: 211 is "211", a date is "2026-11-23", an error "#DIV/0!", a tick "TRUE"; for an
    uncalculated formula it is the formula. `note` holds its note and threaded comments, one a line.
    """

    sheet: str
    row: int
    column: int
    text: str
    kind: Kind = Kind.TEXT
    formula: str = ""
    note: str = ""
    hidden: bool = False
    struck: bool = False

    @property
    def address(self) -> str:
        """The cell as Excel's name box shows it, such as "B12"."""
        return column_letters(self.column) + str(self.row)

    @property
    def is_blank(self) -> bool:
        """True when nothing but blanks can be seen in it."""
        return not self.text.strip()


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is "A", 28 is "AB"."""
    letters = ""
    while column:
        column, offset = divmod(column - 1, 26)
        letters = chr(65 + offset) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The column of its letters, counted from 1: "A" is 1, "ab" is 28, "" is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Match(StrEnum):
    """How a wording came to its label."""

    EXACT = auto()  # the label, apart from case, blanks, hyphens, quotes
    ALIAS = auto()  # a wording listed in the template
    DECIDED = auto()  # staff said so in Decisions.xlsx
    NEAR = auto()  # clearly nearest to one label; said as FIXED FOR YOU
    OWN = auto()  # the partner's own words, kept as they are
    UNCLEAR = auto()  # "??", "various", "see above": never guessed
    FREE = auto()  # a field that has no list


class Value(Struct, frozen=True):
    """One value of a field. `text` is the canonical label or the words as typed; `typed` is this piece of the cell.

    `label` is the label's key in its vocabulary, "" for own words. `suggestions` are labels, the likeliest first.
    """

    text: str
    cell: Cell
    typed: str
    match: Match = Match.FREE
    label: str = ""
    suggestions: tuple[str, ...] = ()


class Field(Struct, frozen=True):
    """The values one row has for one column of the form (by the column's key), in the order they stand."""

    key: str
    values: tuple[Value, ...]


class Row(Struct, frozen=True):
    """One organization, partner, person, ticked line or set of settings of one part, with all its lines together.

    `block` names the checklist of Part 1 (its vocabulary key) or the band of Part 3 (the sector's label text);
    `own_title` is the cell of the band's title where that is in words of its own.
    `example` marks rows that still are the form's own examples: they are form, not answers.
    """

    part: str
    sheet: str
    number: str
    fields: tuple[Field, ...]
    block: str = ""
    place: int = 0  # the sheet row of its first line
    example: bool = False
    own_title: Cell | None = None

    def values(self, key: str) -> tuple[Value, ...]:
        """The values of the column `key`; empty when there are none."""
        for field in self.fields:
            if field.key == key:
                return field.values
        return ()

    def text(self, key: str) -> str:
        """The values of `key` as one text, line breaks between several; "" when there are none."""
        return "\n".join(value.text for value in self.values(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """The text of each value of `key` that is not unclear."""
        return tuple(value.text for value in self.values(key) if value.match is not Match.UNCLEAR)

    def cell(self, key: str) -> Cell | None:
        """The first cell of `key`, None when there is none."""
        return next((value.cell for value in self.values(key)), None)

    @property
    def first_cell(self) -> Cell | None:
        """Its first cell that is filled in, None when there is none."""
        return next((value.cell for field in self.fields for value in field.values), None)


class Piece(Struct, frozen=True):
    """A piece of a sheet from its first to its last row and column; all of it unless other is said."""

    top: int = 1
    left: int = 1
    bottom: int = LAST
    right: int = LAST

    def holds(self, row: int, column: int) -> bool:
        """True for a place inside it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def within(self, other: "Piece") -> "Piece":
        """What both have in common."""
        top, left = max(self.top, other.top), max(self.left, other.left)
        return Piece(top, left, min(self.bottom, other.bottom), min(self.right, other.right))


WHOLE = Piece()


class Found(Struct, frozen=True):
    """How one part was found on one sheet: by "name", "headings" or "layout"; `headings` is its heading row.

    In a form of labels it is the row of the first label, and the columns are those of the values beside the labels.
    `piece` is what it has of the sheet where several tables stand on one.
    """

    part: str
    sheet: str
    by: str
    headings: int
    columns: tuple[tuple[str, int], ...] = ()  # column key, sheet column
    missing: tuple[str, ...] = ()  # column keys the sheet does not have
    piece: Piece = WHOLE

    def holds(self, row: Row) -> bool:
        """True when a row of answers stands in this table, which may share its sheet with others of the same part."""
        if (row.part, row.sheet) != (self.part, self.sheet):
            return False
        cell = row.first_cell
        return self.piece.holds(cell.row, cell.column) if cell else self.piece.top <= row.place <= self.piece.bottom


class Remark(Struct, frozen=True):
    """Something to tell about a file that only the reader can know: a catalogue code, its cell and its words."""

    code: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    fields: tuple[tuple[str, str], ...] = ()


class Reply(Struct, frozen=True):
    """What a partner wrote under Your answer in a please-check copy about one cell, where it is no new value of it.

    `found` is the question as the copy put it; `sheet` and `cell` are where it was asked about.
    """

    sheet: str
    cell: str
    found: str
    text: str


class Answers(Struct, frozen=True):
    """All that one returned workbook says. `file` is the path as shown to staff, such as "mailed.zip/filled.xlsx".

    The count of non-empty cells is `answer_cells + form_cells + len(unplaced) == non_empty`.
    """

    file: str
    rows: tuple[Row, ...]
    workbook_id: str = ""
    edition: str = ""
    language: str = "en"
    found: tuple[Found, ...] = ()
    unplaced: tuple[Cell, ...] = ()
    notes: tuple[Cell, ...] = ()  # cells that carry a note or comment, blank ones too
    remarks: tuple[Remark, ...] = ()
    replies: tuple[Reply, ...] = ()
    is_copy: bool = False  # it came back as a please-check copy
    moved: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = ()  # sheet and cell it was carried from, and is now
    non_empty: int = 0
    answer_cells: int = 0
    form_cells: int = 0

    def part(self, key: str) -> Iterator[Row]:
        """The rows of one part, in the order of the sheet, examples left out."""
        return (row for row in self.rows if row.part == key and not row.example)

    def address(self, row: Row, key: str) -> str:
        """Where the column `key` of a row stands, filled in or blank; "" when its sheet has no such column."""
        found = next((one for one in self.found if one.holds(row)), None)
        column = dict(found.columns).get(key) if found else None
        return column_letters(column) + str(row.place) if column and row.place else ""

    def found_at(self, sheet: str, row: int = 0, column: int = 0) -> Found | None:
        """What of the form stands at a place, or first on a sheet when no place is given; None for nothing."""
        there = (one for one in self.found if one.sheet == sheet)
        return next((one for one in there if not row or one.piece.holds(row, column)), None)

    def form_row(self, key: str) -> Row:
        """The one row of a part laid out as a form, such as Start here; an empty row when the sheet is missing."""
        return next(self.part(key), Row(key, "", "", ()))

    @property
    def person(self) -> str:
        """Who answered, for comparison: the folded email, else the name with the organization; "" when nobody says."""
        row = self.form_row("start")
        email, name, organization = (fold(row.text(key)) for key in ("email", "name", "organization"))
        return email or (", ".join(filter(None, (name, organization))) if name else "")

    def people(self) -> tuple[Row, ...]:
        """The rows of Start here that name different people; most workbooks have one."""
        people: list[Row] = []
        for row in self.part("start"):
            if row.text("name") and not any(_is_same_person(row, other) for other in people):
                people.append(row)
        return tuple(people)


def _is_same_person(one: Row, other: Row) -> bool:
    emails = {fold(row.text("email")) for row in (one, other)}
    return fold(one.text("name")) == fold(other.text("name")) or (len(emails) == 1 and "" not in emails)
