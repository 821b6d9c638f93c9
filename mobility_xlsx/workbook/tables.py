"""The sheet of a part laid out as a table: headings, examples, a box of lines for every entry."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from mobility_xlsx.form.parts import Column, Form, Part
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.boxes import SINGLE, Band, Box, Table
from mobility_xlsx.workbook.formulas import Checks, literal
from mobility_xlsx.workbook.lettering import lines
from mobility_xlsx.workbook.plan import Area, ColorRule, InputCells, SheetPlan, Spot


class Marks(Struct, frozen=True):
    """Notes on cells of one sheet by row and column, which of them are flagged, and links by entry and key."""

    notes: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))
    flagged: frozenset[tuple[int, int]] = frozenset()
    links: Mapping[tuple[int, str], str] = field(default_factory=lambda: MappingProxyType({}))


NO_MARKS = Marks()


def table_sheet(form: Form, table: Table, checks: Checks, mark: str, marks: Marks = NO_MARKS) -> SheetPlan:
    """The sheet of one table."""
    part = table.part
    drawing = _Drawing(form, table, checks, marks)
    spots = [*title_spots(part, len(part.columns), mark), *_heading_spots(table)]
    heights = [look.TITLE_HEIGHT, *[look.LEAD_HEIGHT] * len(part.instructions), _heading_height(part)]
    for drawn, height in _drawn(table, drawing):
        spots += drawn
        heights.append(height)
        assert len(heights) == drawn[0].row
    return SheetPlan(
        key=part.key,
        name=part.sheet,
        spots=tuple(spots),
        widths=tuple(column.width for column in part.columns),
        heights=tuple(heights),
        entries=tuple(_entries(table)),
        rules=tuple(_color_rules(form, table)),
        freeze=(table.headings, _frozen_columns(part)),
        headings=table.headings,
    )


def _drawn(table: Table, drawing: "_Drawing") -> Iterator[tuple[Sequence[Spot], float]]:
    """The cells and the height of every row below the headings."""
    for box in table.examples:
        yield from drawing.lines(box)
    for band in table.bands:
        if band.title:
            yield tuple(_band_spots(band, len(table.part.columns))), look.BAND_HEIGHT
        for box in band.boxes:
            yield from drawing.lines(box)


def title_spots(part: Part, columns: int, mark: str) -> list[Spot]:
    """The title band of a sheet with the workbook's mark at its right end, and its instructions."""
    spots = [Spot(1, 1, part.title, "title")]
    spots += [Spot(1, column, "", "title") for column in range(2, columns)]
    if columns > 1:
        spots.append(Spot(1, columns, mark, "mark"))
    for offset, line in enumerate(part.instructions):
        spots.append(Spot(2 + offset, 1, line, "hint" if offset else "lead"))
    return spots


def heading_style(column: Column) -> str:
    """Additions to the guide's worksheet have headings of their own color."""
    return "heading plum" if column.ours else "heading"


def prompted(column: Column, area: Area) -> InputCells:
    """The input message and the list of a column's cells."""
    names = f"list_{column.vocabulary}" if column.vocabulary else ""
    return InputCells(area, column.prompt_title, column.prompt, names)


class _Drawing:
    """Draws boxes of one table; the styles of its columns are put together once."""

    def __init__(self, form: Form, table: Table, checks: Checks, marks: Marks) -> None:
        self.part, self.checks, self.marks = table.part, checks, marks
        self.example = form.words.get("example", "")
        self.least = look.entry_height(table.part)
        self.has_links = bool(marks.links)
        self.noted = {row for row, _ in marks.notes}
        self.number_place, self.check_place = (table.column_of(kind) for kind in ("number", "check"))
        self._styles: dict[tuple[str, int, int, bool, bool], str] = {}
        self._blank_styles: dict[tuple[int, int], tuple[str, ...]] = {}

    def lines(self, box: Box) -> Iterator[tuple[Sequence[Spot], float]]:
        """The cells and the height of each line of a box."""
        for line in range(box.lines):
            if box.texts or box.first + line in self.noted:
                drawn = [self._spot(box, line, place, column) for place, column in enumerate(self.part.columns, 1)]
            else:
                drawn = self._blank(box, line)
            yield drawn, self._height(box, drawn)

    def _height(self, box: Box, drawn: Sequence[Spot]) -> float:
        """The height of a line that shows all its texts."""
        most = 1
        for spot, column in zip(drawn, self.part.columns, strict=True):
            if len(spot.text) * 1.2 > column.width - 3 or "\n" in spot.text:
                most = max(most, lines(spot.text, column.width, look.SIZE, column.kind == "name"))
        return look.height(most, look.EXAMPLE_HEIGHT if box.example and self.part.lines == 1 else self.least)

    def _blank(self, box: Box, line: int) -> list[Spot]:
        """One line of a box with nothing in it but its number and its check."""
        styles = self._blank_styles.get((box.lines, line))
        if styles is None:
            styles = tuple(self._style(column, line, box, column.kind == "number") for column in self.part.columns)
            self._blank_styles[box.lines, line] = styles
        drawn = list(_blank_line(box.first + line, styles, self.number_place, box.number))
        if self.check_place and line == 0:
            check = drawn[self.check_place - 1]
            drawn[self.check_place - 1] = replace(check, formula=self._check(box)[1])
        return drawn

    def _spot(self, box: Box, line: int, place: int, column: Column) -> Spot:
        row, formula, link = box.first + line, "", ""
        if column.kind == "number":
            text = box.number
        elif column.kind == "check":
            text, formula = self._check(box) if line == 0 else ("", "")
        else:
            text = box.text(column.key, line)
            link = self.marks.links.get((box.row, column.key), "") if self.has_links else ""
        style = self._style(column, line, box, bool(text))
        if link:
            style += " link"
        note = self.marks.notes.get((row, place), "") if row in self.noted else ""
        if note and (row, place) in self.marks.flagged:
            style += " flag"
        return Spot(row, place, text, style, formula, link, note)

    def _check(self, box: Box) -> tuple[str, str]:
        if box.example:
            return self.example, ""
        formula = self.checks.formula(box)
        return formula.value, formula.text

    def _style(self, column: Column, line: int, box: Box, filled: bool) -> str:
        key = (column.key, line, box.lines, box.example, filled)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = _style(column, line, box, filled)
        return style


def _blank_line(row: int, styles: tuple[str, ...], number_place: int, number: str) -> tuple[Spot, ...]:
    """The cells of a line without an answer."""
    return tuple(
        Spot(row, place, number if place == number_place else "", style) for place, style in enumerate(styles, 1)
    )


def _style(column: Column, line: int, box: Box, filled: bool) -> str:
    single = column.kind in SINGLE
    words = []
    if column.kind == "number":
        words += ["number", *(["again"] if line else [])]
    elif box.example:
        words += ["example", *(["bold"] if column.kind == "name" else [])]
    elif column.kind == "check":
        words.append("check")
    elif column.given or column.kind == "label":
        words.append("shown")
    else:
        words += ["input", *(["ours"] if column.ours else []), *(["bold"] if column.kind == "name" else [])]
        words += ["open"] if line == 0 or not single or filled else []
    if box.example and column.kind == "number":
        words.append("example center")
    words += ["top"] if line == 0 else []
    if line == box.lines - 1:
        words.append("bottom")
    elif not single and column.kind != "check":
        words.append("rule")
    return " ".join(words)


def _heading_spots(table: Table) -> Iterator[Spot]:
    for place, column in enumerate(table.part.columns, 1):
        style = heading_style(column) + (" center" if column.kind == "number" else "")
        yield Spot(table.headings, place, column.title, style)


def _heading_height(part: Part) -> float:
    most = max(lines(column.title, column.width, look.SIZE, bold=True) for column in part.columns)
    return look.height(most, look.HEADING_HEIGHT)


def _band_spots(band: Band, columns: int) -> Iterator[Spot]:
    yield Spot(band.place, 1, band.title, "band lead")
    for place in range(2, columns + 1):
        yield Spot(band.place, place, "", "band")


def _frozen_columns(part: Part) -> int:
    named = (i for i, column in enumerate(part.columns, 1) if column.kind in ("name", "person"))
    return next(named, 1)


def _entries(table: Table) -> Iterator[InputCells]:
    boxes = tuple(table.boxes)
    if not boxes:
        return
    for place, column in enumerate(table.part.columns, 1):
        if column.is_answer and not column.given and (column.prompt or column.vocabulary):
            yield prompted(column, Area(table.first, place, table.last, place))


def _color_rules(form: Form, table: Table) -> Iterator[ColorRule]:
    checked = table.column_of("check")
    if not checked:
        return
    top, last = table.first, table.last
    area = Area(top, checked, last, checked)
    letter = str(area).split("$")[1]
    ok = literal(form.words.get("ok", "OK"))
    yield ColorRule(area, f"=${letter}{top}={ok}", "good")
    yield ColorRule(area, f'=AND(${letter}{top}<>"",${letter}{top}<>{ok})', "bad")
    for rule in table.part.checks:
        for key in rule.columns:
            place = table.column(key)
            yield ColorRule(Area(top, place, last, place), f"=${letter}{top}={literal(rule.says)}", "bad")
