"""Tables on sheets, drawn the same way on all of them: what Summary.xlsx and Problems.xlsx are made of."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from msgspec import Struct

from mobility_xlsx.text import visible
from mobility_xlsx.workbook import limits, look
from mobility_xlsx.workbook.lettering import lines
from mobility_xlsx.workbook.strictwriter import CREATED, NewBook, PlainSheet, kept, loud

MOST_LINKS = 60_000  # Excel opens no sheet with more than 65,530
OURS: Mapping[str, Mapping[str, object]] = {
    "upright": {"rotation": 90, "align": "center", "valign": "bottom", "indent": 0}
}
RULES = {**look.RULES, "out": {"font_color": look.OUT[0], "bg_color": look.OUT[1]}}


class LinkedText(Struct, frozen=True):
    """Text that leads somewhere: "internal:'Sheet'!A1" or "external:../returned/file.xlsx#'Sheet'!A1"."""

    text: str
    target: str


class LiveFormula(Struct, frozen=True):
    """A live formula and its true value, since other programs show what is cached."""

    text: str
    value: str | int | float


class Styled(Struct, frozen=True):
    """A value with words of look.py of its own."""

    value: str | int | float
    style: str


CellValue = str | int | float | LinkedText | LiveFormula | Styled


class Head(Struct, frozen=True):
    """A column of a table: heading, width in characters, style of its cells."""

    title: str
    width: float
    style: str = "plain"


class SheetTable(Struct, frozen=True):
    """One sheet with one table. `lead` says in a sentence what it shows; `empty` stands there without rows."""

    name: str
    title: str
    lead: str
    columns: tuple[Head, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    hint: str = ""
    empty: str = "Nothing here yet."
    tab: str = look.TAB
    names: int = 1  # columns that stay in sight, from the left


def spoken(text: str) -> str:
    """`text` as a cell takes it: without what no program shows, cut where Excel would refuse it."""
    shown = visible(text)
    return shown if len(shown) <= limits.TEXT_LENGTH else shown[: limits.TEXT_LENGTH - 1] + "…"


def sheet_link(text: str, sheet: str, cell: str = "A1") -> LinkedText:
    """A link to a cell of this workbook."""
    quoted = sheet.replace("'", "''")
    return LinkedText(text, f"internal:'{quoted}'!{cell}")


@contextmanager
def paper(out: Path | IO[bytes], title: str) -> Iterator["Paper"]:
    """A new workbook that is complete when the block ends. Raises CannotWrite where XlsxWriter only warns."""
    options = {"default_format_properties": dict(look.BOOK_FONT), "default_column_width": look.BOOK_COLUMN_PIXELS}
    book = NewBook(cast(BinaryIO, out) if not isinstance(out, Path) else out, "en-US", options)
    book.set_properties({"title": title, "created": CREATED})
    with loud(title):
        yield Paper(book)
        book.close()


class Paper:
    """A workbook being written; formats are made once for each style."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.formats: dict[str, Any] = {}

    def style(self, words: str) -> Any:
        """The format for words of look.py, and for "upright", text that runs upwards."""
        if words not in self.formats:
            ours = [word for word in words.split() if word in OURS]
            known = " ".join(word for word in words.split() if word not in OURS)
            made = dict(look.properties(known))
            for word in ours:
                made |= OURS[word]
            self.formats[words] = self.book.add_format(made)
        return self.formats[words]

    def rule(self, word: str) -> Any:
        """The format of a color rule."""
        key = f"rule {word}"
        if key not in self.formats:
            self.formats[key] = self.book.add_format(dict(RULES[word]))
        return self.formats[key]

    def sheet(self, name: str, title: str, widths: Sequence[float], tab: str = look.TAB) -> "Leaf":
        """A new sheet with its title band, set up for print."""
        return Leaf(self, name, title, tuple(widths), tab)

    def table(self, table: SheetTable) -> "Leaf":
        """A sheet with one table that filters, sorts, prints and keeps its headings in sight."""
        leaf = self.sheet(table.name, table.title, [column.width for column in table.columns], table.tab)
        leaf.lead(table.lead, table.hint)
        leaf.rows_of(table, top=4)
        leaf.sheet.freeze_panes(4, table.names)
        leaf.sheet.repeat_rows(3)
        return leaf


class Leaf:
    """One sheet being written. Rows and columns count from 1."""

    def __init__(self, paper: Paper, name: str, title: str, widths: tuple[float, ...], tab: str) -> None:
        self.paper, self.name, self.widths = paper, name, widths
        self.sheet = paper.book.add_worksheet(name, worksheet_class=PlainSheet)
        self.links = 0
        self.sheet.hide_gridlines(2)
        self.sheet.set_tab_color(tab)
        for i, width in enumerate(widths):
            self.sheet.set_column(i, i, width)
        self.band(title)
        self._print_setup()

    def band(self, title: str, across: int = 0) -> None:
        """The title band in row 1, over all columns or so many."""
        self.sheet.set_row(0, look.TITLE_HEIGHT)
        for column in range(1, (across or len(self.widths)) + 1):
            self.put(1, column, title if column == 1 else "", "title")

    def lead(self, lead: str, hint: str = "") -> None:
        """What the sheet shows, in row 2, and a hint in row 3."""
        for row, text, style in ((2, lead, "lead"), (3, hint, "hint")):
            self.sheet.set_row(row - 1, look.LEAD_HEIGHT)
            self.put(row, 1, text, style)

    def section(self, row: int, title: str) -> None:
        """A section's heading across the sheet."""
        self.sheet.set_row(row - 1, look.SECTION_HEIGHT)
        for column in range(1, len(self.widths) + 1):
            self.put(row, column, title if column == 1 else "", "section")

    def put(self, row: int, column: int, value: CellValue, style: str = "plain") -> None:
        """One cell. Texts stay texts, whatever they begin with."""
        at = (row - 1, column - 1)
        if isinstance(value, Styled):
            style = f"{style} {value.style}"
            value = value.value
        if isinstance(value, LiveFormula):
            done = self.sheet.write_formula(*at, value.text, self.paper.style(style), value.value)
        elif isinstance(value, LinkedText):
            done = self._link(at, value, style)
        elif isinstance(value, str):
            done = self.sheet.text(*at, spoken(value), self.paper.style(style))
        else:
            done = self.sheet.write_number(*at, value, self.paper.style(style))
        if done:
            kept(int(done), f"{self.name}, row {row}")

    def _link(self, at: tuple[int, int], link: LinkedText, style: str) -> int:
        text = spoken(link.text)
        if self.links >= MOST_LINKS or len(link.target) > 2000 or not text:
            return int(self.sheet.text(*at, text, self.paper.style(style)))
        self.links += 1
        linked = self.paper.style(f"{style} link")
        return int(self.sheet.write_url(*at, link.target, linked, string=text) or 0)

    def rows_of(self, table: SheetTable, top: int) -> None:
        """Headings in row `top`, the rows below, with heights that show every line."""
        self.headings(top, table.columns)
        for place, row in enumerate(table.rows, top + 1):
            self.line(place, row, table.columns)
        if table.rows:
            self.sheet.autofilter(top - 1, 0, top - 1 + len(table.rows), len(table.columns) - 1)
        else:
            self.put(top + 1, 1, table.empty, "lead")
        last = max(top + len(table.rows), top + 1)
        self.sheet.print_area(0, 0, last - 1, len(table.columns) - 1)

    def headings(self, row: int, columns: Sequence[Head]) -> None:
        """The headings of a table."""
        most = max(lines(column.title, column.width - 2, look.SIZE, True) for column in columns)
        self.sheet.set_row(row - 1, look.height(most, look.HEADING_HEIGHT))
        for i, column in enumerate(columns, 1):
            self.put(row, i, column.title, "heading")

    def line(
        self, place: int, row: Sequence[CellValue], columns: Sequence[Head], least: float = look.LINE_HEIGHT
    ) -> None:
        """One row of a table, as high as its longest text needs."""
        most = max(_lines(value, column) for value, column in zip(row, columns, strict=True))
        self.sheet.set_row(place - 1, look.height(most, least))
        for i, (value, column) in enumerate(zip(row, columns, strict=True), 1):
            self.put(place, i, value, column.style)

    def _print_setup(self) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(look.PAPER_LETTER)
        sheet.set_margins(**look.MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&{look.FOOTER_SIZE}&A&R&{look.FOOTER_SIZE}Page &P of &N")


def _lines(value: CellValue, column: Head) -> int:
    bold = "bold" in column.style or isinstance(value, LinkedText)
    return lines(shown_text(value), column.width, look.SIZE, bold)


def shown_text(value: CellValue) -> str:
    """What a person sees of a value."""
    if isinstance(value, LinkedText):
        return value.text
    if isinstance(value, (LiveFormula, Styled)):
        return str(value.value)
    return str(value)
