"""Form (with answers, with questions) to .xlsx: blank, prefilled, please-check copy, the staff's Decisions."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from mobility_xlsx.errors import DoesNotFit
from mobility_xlsx.form.answers import column_letters
from mobility_xlsx.form.parts import Form
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.content import NOTHING, Content
from mobility_xlsx.workbook.lettering import lines
from mobility_xlsx.workbook.places import Seating
from mobility_xlsx.workbook.plan import Area, ColorRule, InputCells, Picture, Plan, SheetPlan
from mobility_xlsx.workbook.planning import MAKER, plan_form
from mobility_xlsx.workbook.rings import SCALE, rings_picture
from mobility_xlsx.workbook.strictwriter import CREATED, NewBook, PlainSheet, kept, loud

LANGUAGES: Mapping[str, str] = {"en": "en-US", "es": "es-US"}


def write_form(form: Form, out: BinaryIO | Path, content: Content = NOTHING, seats: Seating | None = None) -> None:
    """A fresh workbook of `form` with `content` in it, its rows in `seats`. The same input gives the same bytes.

    Raises DoesNotFit when a text is longer than a cell can hold, unless it is a please-check copy, which carries
    the rest on its last sheet; CannotWrite when `out` cannot be written.
    """
    plan = plan_form(form, content, seats)
    if plan.cut and content.checking is None:
        long = plan.cut[0]
        raise DoesNotFit(
            f"{plan.title} cannot be written: {long.length:,} characters are too many for cell {long.cell} "
            f"of sheet {long.sheet}. Shorten that text."
        )
    draw(plan, out)


def draw(plan: Plan, out: BinaryIO | Path) -> None:
    """A planned workbook, drawn and written."""
    book = NewBook(
        out,
        LANGUAGES.get(plan.language, plan.language),
        {"default_format_properties": dict(look.BOOK_FONT), "default_column_width": look.BOOK_COLUMN_PIXELS},
    )
    with loud(plan.title):
        _describe(book, plan)
        artist = _Artist(book, plan)
        for sheet in plan.sheets:
            artist.draw(sheet)
        for name, refers_to in plan.names:
            kept(book.define_name(name, refers_to), f"The name {name}")
        book.close()


def _describe(book: NewBook, plan: Plan) -> None:
    book.set_properties(
        {
            "title": plan.title,
            "subject": plan.subject,
            "keywords": f"{plan.title}; {plan.mark}",
            "comments": f"{MAKER}. {plan.mark}",
            "created": CREATED,
        }
    )
    marks = {"workbook_id": plan.workbook_id, "schema_version": plan.edition, "form": plan.form}
    for name, text in (marks | {"language": plan.language}).items():
        kept(book.set_custom_property(f"mobility_{name}", text, "text"), f"The property {name}")
    book.set_size(24000, 14000)


class _Artist:
    """Draws sheets into one book; formats are made once each."""

    def __init__(self, book: NewBook, plan: Plan) -> None:
        self.book, self.plan = book, plan
        self._formats: dict[str, Any] = {}
        self._rules = {key: book.add_format(dict(properties)) for key, properties in look.RULES.items()}

    def draw(self, plan: SheetPlan) -> None:
        """One sheet."""
        sheet = self.book.add_worksheet(plan.name, worksheet_class=PlainSheet)
        if plan.hidden:
            sheet.hide()
        for place, width in enumerate(plan.widths):
            kept(sheet.set_column(place, place, width), f"Column {place + 1} of {plan.name}")
        for place, height in enumerate(plan.heights):
            kept(sheet.set_row(place, height), f"Row {place + 1} of {plan.name}")
        self._spots(sheet, plan)
        for entry in plan.entries:
            self._entry(sheet, entry, plan.name)
        for rule in plan.rules:
            self._color(sheet, rule, plan.name)
        for picture in plan.pictures:
            _picture(sheet, picture, plan)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        _set_up(sheet, plan, self.plan)

    def _spots(self, sheet: Any, plan: SheetPlan) -> None:
        formats = self._formats
        for spot in plan.spots:
            style = formats.get(spot.style)
            if style is None:
                style = formats[spot.style] = self.book.add_format(dict(look.properties(spot.style)))
            row, column = spot.row - 1, spot.column - 1
            if spot.formula:
                code = sheet.write_formula(row, column, spot.formula, style, spot.text)
            elif spot.link:
                code = sheet.write_url(row, column, f"internal:{spot.link}", style, spot.text)
            else:
                code = sheet.text(row, column, spot.text, style)
            if code:
                kept(code, f"Sheet {plan.name}, row {spot.row}, column {spot.column}")
            if spot.note:
                _note(sheet, (row, column), spot.note, self.plan.title)

    def _entry(self, sheet: Any, entry: InputCells, name: str) -> None:
        options: dict[str, object] = {"validate": "any", "input_title": entry.title, "input_message": entry.prompt}
        if entry.names:
            options |= {"validate": "list", "source": f"={entry.names}", "show_error": False}
        kept(sheet.data_validation(*_corners(entry.area), options), f"The list of {entry.title} on {name}")

    def _color(self, sheet: Any, rule: ColorRule, name: str) -> None:
        options = {"type": "formula", "criteria": rule.formula, "format": self._rules[rule.look]}
        kept(sheet.conditional_format(*_corners(rule.area), options), f"A color rule on {name}")


def _note(sheet: Any, place: tuple[int, int], text: str, author: str) -> None:
    tall = lines(text, 32.0, look.NOTE_SIZE)
    # Gnumeric keeps no author without a name, and openpyxl then cannot open what it saved.
    options = {"author": author, "x_scale": 2.0, "y_scale": max(1.0, tall * 0.22 + 0.1)}
    options |= {"font_name": look.FONT, "font_size": look.NOTE_SIZE}
    kept(sheet.write_comment(*place, text, options), f"The note on row {place[0] + 1}, column {place[1] + 1}")


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.top - 1, area.left - 1, area.bottom - 1, area.right - 1


def _picture(sheet: Any, picture: Picture, plan: SheetPlan) -> None:
    options = {
        "image_data": BytesIO(rings_picture()),
        "description": picture.says,
        "x_scale": 1 / SCALE,
        "y_scale": 1 / SCALE,
        "x_offset": 4,
        "y_offset": round(plan.heights[picture.area.top - 1] * 96 / 72) - 2,
        "object_position": 1,
    }
    place = (picture.area.top - 1, picture.area.left - 1)
    kept(sheet.insert_image(*place, "rings.png", options), f"The picture on {plan.name}")


def _set_up(sheet: Any, plan: SheetPlan, book: Plan) -> None:
    """How a sheet is seen and printed."""
    sheet.hide_gridlines(2)
    first = next((spot for spot in plan.spots if "open" in spot.style), None)
    if first:
        sheet.set_selection(first.row - 1, first.column - 1, first.row - 1, first.column - 1)
    # A No. is a text and checks stand three lines apart: Excel would mark both with green corners.
    everything = f"A1:{column_letters(len(plan.widths))}{max(1, len(plan.heights))}"
    sheet.ignore_errors(dict.fromkeys(("number_stored_as_text", "formula_differs", "formula_range"), everything))
    sheet.set_tab_color(look.TABS.get(plan.key, look.TAB))
    if any(plan.freeze):
        sheet.freeze_panes(*plan.freeze)
    if plan.hidden:
        return
    sheet.set_paper(look.PAPER_LETTER)
    if not plan.upright:
        sheet.set_landscape()
    sheet.set_margins(**look.MARGINS)
    sheet.fit_to_pages(1, 1 if plan.one_page else 0)
    sheet.print_area(0, 0, len(plan.heights) - 1, len(plan.widths) - 1)
    if plan.headings:
        sheet.repeat_rows(plan.headings - 1)
    kept(sheet.set_footer(_footer(plan, book)), f"The footer of {plan.name}")


def _footer(plan: SheetPlan, book: Plan) -> str:
    # A font's name in a footer is printed as text by Gnumeric, so only the size is given.
    left, middle = (text.replace("&", "&&") for text in (f"{book.title} · {book.workbook_id}", plan.name))
    size = f"&{look.FOOTER_SIZE} "
    return f"&L{size}{left}&C{size}{middle}&R{size}&P / &N"
