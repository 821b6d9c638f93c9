"""The sheet of a part laid out as a form: who fills it in, how far each part is, how it works."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from mobility_xlsx.form.answers import Row
from mobility_xlsx.form.parts import Column, Form, Part
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.boxes import ShownLabels
from mobility_xlsx.workbook.formulas import Formula, literal
from mobility_xlsx.workbook.lettering import lines
from mobility_xlsx.workbook.plan import Area, ColorRule, InputCells, Picture, SheetPlan, Spot, quoted
from mobility_xlsx.workbook.tables import NO_MARKS, Marks, prompted, title_spots

ENTRY_COLUMN = 2


class Fields(Struct, frozen=True):
    """A part laid out as a form: the texts of its fields, which stand below sheet row `section`."""

    part: Part
    section: int
    texts: Mapping[str, str]

    def place(self, key: str) -> int:
        """The sheet row of a field."""
        return self.section + next(i for i, column in enumerate(self.part.columns, 1) if column.key == key)


def arrange_fields(form: Form, part: Part, rows: Sequence[tuple[int, Row]], wordings: ShownLabels) -> Fields:
    """The fields of a form with what is known; several texts for one field stand one below the other."""
    texts = {}
    for column in part.columns:
        said = (wordings.shown(column, value) for _, row in rows for value in row.values(column.key))
        texts[column.key] = "\n".join(dict.fromkeys(said))
    return Fields(part, len(part.instructions) + (3 if "about_you" in form.words else 2), texts)


def opening_sheet(
    form: Form, fields: Fields, progress: Sequence[tuple[Part, Formula]], mark: str, marks: Marks = NO_MARKS
) -> SheetPlan:
    """The first sheet: the fields, with progress below when other parts have any, then how it works."""
    part, words = fields.part, form.words
    sheet = _Rows(title_spots(part, 3, mark), [look.TITLE_HEIGHT, *[look.LEAD_HEIGHT] * len(part.instructions)])
    sheet.gap()
    if "about_you" in words:
        sheet.section(words["about_you"])
    for column in part.columns:
        _field(sheet, column, fields.texts.get(column.key, ""), marks, _beside(form, column, bool(progress)))
    rules: list[ColorRule] = []
    if progress:
        sheet.gap()
        sheet.section(words.get("your_progress", ""))
        sheet.line([(words.get(key, ""), "heading") for key in ("go_to", "what_it_asks", "so_far")])
        first = sheet.row + 1
        for other, formula in progress:
            _progress(sheet, other, formula)
        rules += _progress_rules(Area(first, 3, sheet.row, 3), form)
    _guide(sheet, form)
    return SheetPlan(
        key=part.key,
        name=part.sheet,
        spots=tuple(sheet.spots),
        widths=look.START_WIDTHS,
        heights=tuple(sheet.heights),
        entries=tuple(_entries(fields)),
        rules=tuple(rules),
        one_page=True,
        pictures=_pictures(fields, form) if progress else (),
    )


class _Rows:
    """Spots and heights of a sheet, added from the top."""

    def __init__(self, spots: list[Spot], heights: list[float]) -> None:
        self.spots, self.heights = spots, heights

    @property
    def row(self) -> int:
        return len(self.heights)

    def gap(self) -> None:
        self.heights.append(look.GAP_HEIGHT)

    def section(self, title: str) -> None:
        self.heights.append(look.SECTION_HEIGHT)
        self.spots += [Spot(self.row, place, title if place == 1 else "", "section") for place in (1, 2, 3)]

    def line(self, cells: Sequence[tuple[str, str]]) -> None:
        most = max(lines(text, width, look.SIZE) for (text, _), width in zip(cells, look.START_WIDTHS, strict=False))
        self.heights.append(look.height(most, look.FIELD_HEIGHT))
        self.spots += [Spot(self.row, place, text, style) for place, (text, style) in enumerate(cells, 1)]


def _beside(form: Form, column: Column, picture: bool) -> tuple[str, str]:
    """What stands right of a field: the name of a ring beside the picture, else what the field is for."""
    if not picture:
        return column.prompt, "aside"
    rings = dict(zip(("name", "organization", "email"), ("ring_outer", "ring_middle", "ring_inner"), strict=True))
    return form.words.get(rings.get(column.key, ""), ""), "rings"


def _field(sheet: _Rows, column: Column, text: str, marks: Marks, beside: tuple[str, str]) -> None:
    style = "input open boxed" + (" ours" if column.ours else "")
    sheet.line([(column.title, "label bold"), (text, style), beside])
    note = marks.notes.get((sheet.row, ENTRY_COLUMN), "")
    if note:
        style += " flag" if (sheet.row, ENTRY_COLUMN) in marks.flagged else ""
        sheet.spots[-2] = Spot(sheet.row, ENTRY_COLUMN, text, style, note=note)


def _progress(sheet: _Rows, part: Part, formula: Formula) -> None:
    sheet.line([(part.sheet, "plain link"), (part.asks, "label"), (formula.value, "sofar")])
    link, _, said = sheet.spots[-3:]
    sheet.spots[-3] = Spot(link.row, link.column, link.text, link.style, link=f"{quoted(part.sheet)}!A1")
    sheet.spots[-1] = Spot(said.row, said.column, said.text, said.style, formula.text)


def _progress_rules(area: Area, form: Form) -> Iterator[ColorRule]:
    cell, words = f"$C{area.top}", form.words
    asked = f"ISNUMBER(SEARCH({literal(words.get('to_check', ''))},{cell}))"
    yield ColorRule(area, f"={asked}", "bad")
    yield ColorRule(area, f"=AND({cell}<>{literal(words.get('nothing_yet', ''))},NOT({asked}))", "good")


def _guide(sheet: _Rows, form: Form) -> None:
    words = form.words
    steps = [key for key in words if key.startswith("how_") and f"{key}_text" in words]
    if not steps:
        return
    sheet.gap()
    sheet.section(words.get("how_it_works", ""))
    styles = {"how_fill": "input boxed bold", "how_look": "example boxed", "how_check": "label bad"}
    for key in steps:
        text = words[f"{key}_text"]
        sheet.heights.append(look.FIELD_HEIGHT)
        sheet.spots.append(Spot(sheet.row, 1, words[key], styles.get(key, "label bold")))
        sheet.spots.append(Spot(sheet.row, 2, text, "lead"))
    if words.get("keep_mark"):
        sheet.gap()
        sheet.heights.append(look.LEAD_HEIGHT)
        sheet.spots.append(Spot(sheet.row, 1, words["keep_mark"], "hint"))


def _entries(fields: Fields) -> Iterator[InputCells]:
    for column in fields.part.columns:
        place = fields.place(column.key)
        yield prompted(column, Area(place, ENTRY_COLUMN, place, ENTRY_COLUMN))


def _pictures(fields: Fields, form: Form) -> tuple[Picture, ...]:
    # LibreOffice's .ods puts a picture's words into the cell it hangs on, so it hangs on the blank one above the names.
    first, last = fields.section, fields.section + len(fields.part.columns)
    says = form.words.get("rings", "")
    return (Picture(Area(first, 3, last, 3), says),) if says else ()
