"""A workbook before it is drawn: every text, formula, list and rule with its place, as plain records."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from mobility_xlsx.form.answers import column_letters


class Spot(Struct, frozen=True):
    """What one cell shows; rows and columns count from 1. `text` is also the cached value of `formula`.

    `style` is words of look.py; `link` names a cell of this workbook; `note` is a plain note on the cell.
    """

    row: int
    column: int
    text: str
    style: str
    formula: str = ""
    link: str = ""
    note: str = ""


class Area(Struct, frozen=True):
    """A box of cells: first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"${column_letters(self.left)}${self.top}:${column_letters(self.right)}${self.bottom}"


class InputCells(Struct, frozen=True):
    """What a person meets in cells to fill in: an input message, and a list to choose from by its name."""

    area: Area
    title: str
    prompt: str
    names: str = ""


class ColorRule(Struct, frozen=True):
    """Cells colored while `formula` holds, written for the area's first cell; `look` is a key of look.RULES."""

    area: Area
    formula: str
    look: str


class Picture(Struct, frozen=True):
    """The coalition's rings, drawn over a box of cells; `says` is its alternative text."""

    area: Area
    says: str


class SheetPlan(Struct, frozen=True):
    """One sheet. `heights` are of its rows from the first, `freeze` the rows and columns that stay in sight.

    `headings` is the row repeated on every printed page, 0 for none; `one_page` fits all on one.
    """

    key: str
    name: str
    spots: tuple[Spot, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    entries: tuple[InputCells, ...] = ()
    rules: tuple[ColorRule, ...] = ()
    freeze: tuple[int, int] = (0, 0)
    headings: int = 0
    upright: bool = False
    one_page: bool = False
    hidden: bool = False
    pictures: tuple[Picture, ...] = ()


class Placement(Struct, frozen=True):
    """Where one value of the content went: row by its place in `Content.rows`, field, place among its values."""

    row: int
    field: str
    value: int
    sheet: str
    cell: str


class Cut(Struct, frozen=True):
    """A text too long for a cell: where it stands and how many characters it had."""

    sheet: str
    cell: str
    length: int


class Plan(Struct, frozen=True):
    """A whole workbook. `names` are defined names with what they refer to.

    `placements` say where every value of the content went; `moved` where a cell of the returned file stands now
    (sheet and address to sheet and address); `cut` lists texts that did not fit.
    """

    title: str
    subject: str
    language: str
    form: str
    workbook_id: str
    edition: str
    sheets: tuple[SheetPlan, ...]
    names: tuple[tuple[str, str], ...] = ()
    placements: tuple[Placement, ...] = ()
    moved: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    cut: tuple[Cut, ...] = ()

    @property
    def mark(self) -> str:
        """The workbook's id and edition as every sheet shows them: "SI-2026-0007 · v2.0"."""
        return mark(self.workbook_id, self.edition)

    def where(self, sheet: str, cell: str) -> tuple[str, str] | None:
        """Where a cell of the returned file stands in this workbook; None when it has no place here."""
        return self.moved.get((sheet, cell))


def mark(workbook_id: str, edition: str) -> str:
    """A workbook's id and edition as every sheet shows them."""
    return f"{workbook_id} · v{edition}"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas take it."""
    return "'" + sheet.replace("'", "''") + "'"
