"""A form with its content, planned: which sheets, and where on them everything goes."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from mobility_xlsx.form.answers import Cell
from mobility_xlsx.form.parts import Form, Part
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.boxes import Table
from mobility_xlsx.workbook.checklists import Checklist, checklist_sheet
from mobility_xlsx.workbook.content import NOTHING, Content
from mobility_xlsx.workbook.copymarks import CopyMarks
from mobility_xlsx.workbook.fieldsheet import Fields, opening_sheet
from mobility_xlsx.workbook.formulas import Checks, Formula, progress, ticked_progress
from mobility_xlsx.workbook.places import Layouts, Seating, seating
from mobility_xlsx.workbook.plan import Area, Cut, Plan, SheetPlan, Spot, quoted
from mobility_xlsx.workbook.tables import NO_MARKS, Marks, table_sheet

MAKER = "mobility_xlsx"


def plan_form(form: Form, content: Content = NOTHING, seats: Seating | None = None) -> Plan:
    """Where everything of `content` goes in a fresh workbook of `form`, ready to be drawn.

    `seats` are those of its rows, where they are known already.
    """
    seats = seats or seating(form, content)
    layouts = seats.layouts
    plan = Plan(
        title=form.title,
        subject=form.words.get("subject", form.title),
        language=form.language,
        form=form.key,
        workbook_id=content.workbook_id,
        edition=form.edition,
        sheets=(),
        names=tuple(_names(form, layouts)),
        placements=seats.placed,
        moved=seats.moved,
    )
    checking = CopyMarks(form, content, plan)
    marked = checking.marks()
    marks = {key: marked.get(layout.part.sheet, NO_MARKS) for key, layout in layouts.items()}
    fitted = [_fitted(sheet) for sheet in _sheets(form, layouts, plan.mark, marks)]
    rests = [rest for _, cuts in fitted for rest in cuts]
    sheets = [
        *checking.asked_sheet(),
        *(sheet for sheet, _ in fitted),
        *(_fitted(sheet)[0] for sheet in checking.unplaced_sheet([cell for cell, _ in rests])),
        _lists(form, plan),
    ]
    return replace(plan, sheets=tuple(sheets), cut=tuple(cut for _, cut in rests))


def _sheets(form: Form, layouts: Layouts, mark: str, marks: dict[str, Marks]) -> Iterator[SheetPlan]:
    tables = {key: layout for key, layout in layouts.items() if isinstance(layout, Table)}
    checks = {key: Checks(form, table, tables) for key, table in tables.items()}
    told: Sequence[tuple[Part, Formula]] = tuple(_progress(form, layouts, checks))
    for key, layout in layouts.items():
        if isinstance(layout, Checklist):
            yield checklist_sheet(layout, mark, marks[key])
        elif isinstance(layout, Fields):
            yield opening_sheet(form, layout, told, mark, marks[key])
            told = ()
        else:
            yield table_sheet(form, layout, checks[key], mark, marks[key])


def _progress(form: Form, layouts: Layouts, checks: dict[str, Checks]) -> Iterator[tuple[Part, Formula]]:
    for key, layout in layouts.items():
        part = layout.part
        if not part.counted:
            continue
        if isinstance(layout, Checklist):
            ticks = [line.tick for section in layout.sections for line in section.lines]
            areas = [f"{quoted(part.sheet)}!{area}" for area in layout.areas("tick")]
            yield part, ticked_progress(form, part, ticks, areas)
        elif isinstance(layout, Table) and (checked := layout.column_of("check")):
            area = Area(layout.first, checked, layout.last, checked)
            values = [checks[key].formula(box).value for box in layout.boxes]
            yield part, progress(form, part, values, f"{quoted(part.sheet)}!{area}")


def _names(form: Form, layouts: Layouts) -> Iterator[tuple[str, str]]:
    """Defined names: the lists, the rows of every part, the fields of a form."""
    lists = quoted(form.words.get("lists", "Lists"))
    for place, vocabulary in enumerate(form.vocabularies, 1):
        if not vocabulary.labels:
            continue
        yield f"list_{vocabulary.key}", f"={lists}!{Area(2, place, 1 + len(vocabulary.labels), place)}"
    for key, layout in layouts.items():
        sheet, width = quoted(layout.part.sheet), len(layout.part.columns)
        if isinstance(layout, Table):
            yield f"{key}_rows", f"={sheet}!{Area(layout.first, 1, layout.last, width)}"
        elif isinstance(layout, Checklist):
            for section in layout.sections:
                area = Area(section.lines[0].place, 1, section.lines[-1].place, width)
                yield f"{key}_{section.block.vocabulary}", f"={sheet}!{area}"
        else:
            for column in layout.part.columns:
                yield f"{key}_{column.key}", f"={sheet}!$B${layout.place(column.key)}"
    marker = Area(3, len(form.vocabularies) + 2, 3, len(form.vocabularies) + 2)
    yield "workbook_marker", f"={lists}!{str(marker).split(':')[0]}"


def _lists(form: Form, plan: Plan) -> SheetPlan:
    """The hidden sheet with every list, and the workbook's id and edition."""
    spots = []
    for place, vocabulary in enumerate(form.vocabularies, 1):
        texts = (vocabulary.key, *(label.shown or label.text for label in vocabulary.labels))
        spots += [Spot(row, place, text, "lead") for row, text in enumerate(texts, 1)]
    last = len(form.vocabularies) + 2
    told = ("marker", f"{MAKER} {form.key}", plan.workbook_id, form.edition, form.language)
    spots += [Spot(row, last, text, "lead") for row, text in enumerate(told, 1)]
    name = form.words.get("lists", "Lists")
    return SheetPlan("lists", name, tuple(spots), (40.0,) * last, (), hidden=True)


def _fitted(sheet: SheetPlan) -> tuple[SheetPlan, tuple[tuple[Cell, Cut], ...]]:
    """The sheet with every text that no cell can hold cut, and what was cut off each."""
    if all(len(spot.text) * 2 <= limits.TEXT_LENGTH or _fits(spot.text) for spot in sheet.spots):
        return sheet, ()
    spots, cuts = [], []
    for spot in sheet.spots:
        if _fits(spot.text):
            spots.append(spot)
            continue
        pieces = _pieces(spot.text)
        spots.append(replace(spot, text=pieces[0]))
        cell = Cell(sheet.name, spot.row, spot.column, "")
        cut = Cut(sheet.name, cell.address, len(spot.text))
        cuts += [(replace(cell, text=piece), cut) for piece in pieces[1:]]
    return replace(sheet, spots=tuple(spots)), tuple(cuts)


def _fits(text: str) -> bool:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= limits.TEXT_LENGTH


def _pieces(text: str) -> list[str]:
    step = limits.TEXT_LENGTH if text.isascii() else limits.TEXT_LENGTH // 2
    return [text[i : i + step] for i in range(0, len(text), step)]
