"""The sheet of a part laid out as a checklist: a question over the lines of a list, with room for a note."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from mobility_xlsx.form.answers import Row
from mobility_xlsx.form.parts import Block, Column, Form, Part, Vocabulary
from mobility_xlsx.text import fold
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.boxes import ShownLabels
from mobility_xlsx.workbook.lettering import lines
from mobility_xlsx.workbook.plan import Area, ColorRule, InputCells, SheetPlan, Spot
from mobility_xlsx.workbook.tables import NO_MARKS, Marks, heading_style, prompted, title_spots


class TickLine(Struct, frozen=True):
    """One line to tick. `rows` are the places in the content of what was said about it."""

    place: int
    text: str
    tick: str
    note: str
    rows: tuple[int, ...] = ()


class Section(Struct, frozen=True):
    """One block of a checklist: its question on sheet row `place`, its headings below, then its lines."""

    block: Block
    place: int
    lines: tuple[TickLine, ...]


class Checklist(Struct, frozen=True):
    """A part laid out as a checklist."""

    part: Part
    sections: tuple[Section, ...]

    def column(self, key: str) -> int:
        """The sheet column of a key, counted from 1."""
        return next(i for i, column in enumerate(self.part.columns, 1) if column.key == key)

    def areas(self, kind: str) -> Iterator[Area]:
        """The cells of the columns of one kind, block by block."""
        columns = [i for i, column in enumerate(self.part.columns, 1) if column.kind == kind]
        for section in self.sections:
            for column in columns:
                yield Area(section.lines[0].place, column, section.lines[-1].place, column)


def arrange_checklist(form: Form, part: Part, rows: Sequence[tuple[int, Row]], wordings: ShownLabels) -> Checklist:
    """The lines of a checklist with what is known about each; labels it does not have become lines of their own."""
    place = len(part.instructions) + 3
    sections = []
    for block in part.blocks:
        mine = [(index, row) for index, row in rows if row.block == block.vocabulary]
        lines = tuple(_lines(part, form.vocabulary(block.vocabulary), mine, place + 2, wordings))
        sections.append(Section(block, place, lines))
        place = lines[-1].place + 2
    return Checklist(part, tuple(sections))


def _lines(
    part: Part, vocabulary: Vocabulary, rows: Sequence[tuple[int, Row]], place: int, wordings: ShownLabels
) -> Iterator[TickLine]:
    keys = {folded: label.key for folded, label, _ in vocabulary.wordings()}
    said: dict[str, list[tuple[int, Row]]] = {label.key: [] for label in vocabulary.labels}
    texts = {label.key: label.shown or label.text for label in vocabulary.labels}
    for index, row in rows:
        text = row.text("label")
        key = next((v.label for v in row.values("label") if v.label in said), "") or keys.get(fold(text), text)
        said.setdefault(key, []).append((index, row))
        texts.setdefault(key, text)
    tick, note = (_of_kind(part, kind) for kind in ("tick", "note"))
    for key, mine in said.items():
        ticks = dict.fromkeys(wordings.shown(tick, value) for _, row in mine for value in row.values(tick.key))
        notes = dict.fromkeys(value.text or value.typed for _, row in mine for value in row.values(note.key))
        yield TickLine(place, texts[key], "; ".join(ticks), "\n".join(notes), tuple(index for index, _ in mine))
        place += 1


def _of_kind(part: Part, kind: str) -> Column:
    return next(column for column in part.columns if column.kind == kind)


def checklist_sheet(checklist: Checklist, mark: str, marks: Marks = NO_MARKS) -> SheetPlan:
    """The sheet of one checklist, on one upright page."""
    part = checklist.part
    spots = title_spots(part, len(part.columns), mark)
    heights = [look.CHECKLIST_TITLE_HEIGHT, *[look.CHECKLIST_LINE] * len(part.instructions)]
    for section in checklist.sections:
        spots += _section_spots(part, section, marks)
        heights += [look.CHECKLIST_GAP, look.CHECKLIST_SECTION, look.CHECKLIST_HEADING]
        heights += [_height(part, line) for line in section.lines]
    return SheetPlan(
        key=part.key,
        name=part.sheet,
        spots=tuple(spots),
        widths=tuple(column.width for column in part.columns),
        heights=tuple(heights),
        entries=tuple(_entries(checklist)),
        rules=tuple(_color_rules(checklist)),
        freeze=(1, 0),
        upright=True,
        one_page=True,
    )


def _height(part: Part, line: TickLine) -> float:
    texts = {"label": line.text, "note": line.note, "tick": line.tick}
    most = max(lines(texts.get(column.kind, ""), column.width, look.SIZE) for column in part.columns)
    return look.height(most, look.CHECKLIST_LINE)


def _section_spots(part: Part, section: Section, marks: Marks) -> Iterator[Spot]:
    for place in range(1, len(part.columns) + 1):
        yield Spot(section.place, place, section.block.title if place == 1 else "", "section")
    for place, column in enumerate(part.columns, 1):
        title = section.block.label_title if column.kind == "label" else column.title
        yield Spot(section.place + 1, place, title, heading_style(column))
    for line in section.lines:
        for place, column in enumerate(part.columns, 1):
            note = marks.notes.get((line.place, place), "")
            text, style = _line_cell(column, line)
            yield Spot(
                line.place, place, text, style + " flag" if (line.place, place) in marks.flagged else style, note=note
            )


def _line_cell(column: Column, line: TickLine) -> tuple[str, str]:
    if column.kind == "label":
        return line.text, "label"
    if column.kind == "tick":
        return line.tick, "input open boxed bold center"
    return line.note, "input open boxed"


def _entries(checklist: Checklist) -> Iterator[InputCells]:
    for column in checklist.part.columns:
        if column.is_answer:
            for area in checklist.areas(column.kind):
                yield prompted(column, area)


def _color_rules(checklist: Checklist) -> Iterator[ColorRule]:
    labels = tuple(checklist.areas("label"))
    for ticks, names in zip(checklist.areas("tick"), labels, strict=True):
        letter = str(ticks).split("$")[1]
        condition = f'=AND(TRIM(${letter}{ticks.top})<>"",TRIM(${letter}{ticks.top})<>"no")'
        yield ColorRule(ticks, condition, "good")
        yield ColorRule(names, condition, "good")
