"""What sheets, parts and the whole file are asked about, and what the reader remarked."""

from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from mobility_xlsx.form.answers import Cell, Remark, column_letters
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.checking import Checking
from mobility_xlsx.form.declaration import languages
from mobility_xlsx.form.problems import Place, Problem

FROM_ANSWERS = ("sheet-unplaced", "column-unplaced")  # told here, whoever remarks them too
LINES_LEFT = "lines-left"  # lines of a checklist, most others gone, and none of them ticked
ALONE = 3  # so many unplaced cells in a column, or columns on a sheet, are one question


def part_problems(checking: Checking) -> Iterator[Problem]:
    """Problems of the file, its sheets and its parts, what stands outside the form, and notes on cells."""
    people = tuple(_two_people(checking))
    untold = {*FROM_ANSWERS, *(["part-twice"] if people else ()), *([LINES_LEFT] if _is_ticked(checking) else ())}
    for remark in checking.answers.remarks:
        if remark.code not in untold:
            yield _remarked(checking, remark)
    yield from people
    yield from _start_problems(checking)
    yield from _unplaced(checking)
    yield from _notes(checking)


def _remarked(checking: Checking, remark: Remark) -> Problem:
    place = Place(checking.answers.file, remark.sheet, remark.cell, remark.value)
    words = dict(remark.fields)
    suggestion = words.pop("suggestion", "")
    return checking.catalogue.problem(remark.code, place, suggestion, **words)


def _is_ticked(checking: Checking) -> bool:
    parts = (part for part in checking.form.parts if part.layout == "checklist")
    return any(row.values("tick") for part in parts for row in checking.rows(part))


def _two_people(checking: Checking) -> Iterator[Problem]:
    """More than one person on the sheets that tell who answered: whose an answer is cannot be told then."""
    first, *others = checking.answers.people() or (None,)
    for row in others:
        cell, known = row.cell("name"), first.cell("name") if first else None
        if cell is not None and known is not None:
            problem = checking.at("two-people", cell, first=known.text, person=cell.text)
            yield replace(problem, also=(Place(checking.answers.file, known.sheet, known.address, known.text),))


def _start_problems(checking: Checking) -> Iterator[Problem]:
    """Who filled it in, whether anything is filled in at all, and whether Part 1 has a tick."""
    answers, form = checking.answers, checking.form
    filled = {row.part for row in answers.rows if not row.example}
    layouts = {part.key: part.layout for part in form.parts}
    if not answers.found:
        return
    found = {one.part for one in answers.found}
    if missing := ", ".join(part.sheet for part in form.parts if part.key not in found):
        yield checking.on("part-missing", parts=missing)
    left = any(remark.code == LINES_LEFT for remark in answers.remarks)
    if not filled and not answers.unplaced and not left:
        yield checking.on("nothing-filled-in")
    if not any(layouts.get(part) in ("table", "checklist") for part in filled):
        return
    for part in form.parts:
        if part.layout == "checklist" and not any(row.values("tick") for row in checking.rows(part)):
            sheet = next((found.sheet for found in answers.found if found.part == part.key), "")
            if not left and not any(row.values("note") for row in checking.rows(part)):
                yield checking.on("nothing-ticked", sheet, part=part.sheet)
    if "start" in layouts and not answers.form_row("start").text("name"):
        yield _nobody(checking)


def _nobody(checking: Checking) -> Problem:
    for found in checking.answers.found:
        if found.part == "start":
            column = dict(found.columns).get("name", 0)
            cell = column_letters(column) + str(found.headings) if column and found.headings else ""
            return checking.on("respondent-missing", found.sheet, cell)
    return checking.on("respondent-missing")


def _unplaced(checking: Checking) -> Iterator[Problem]:
    """What stands outside the form: by cell, or in one question for a column or a whole sheet of it.

    Only what stands there decides, so a please-check copy, which keeps it all on one sheet, asks the same.
    """
    if any(remark.code == "no-part-found" for remark in checking.answers.remarks):
        return  # then all of it does, and that is said once
    told = {(one.sheet, one.cell) for one in checking.answers.remarks if one.code == "row-unattributed"}
    left = (cell for cell in checking.answers.unplaced if (cell.sheet, cell.address) not in told)
    ordered = sorted(left, key=lambda cell: (cell.sheet, cell.column, cell.row))
    for sheet, group in groupby(ordered, key=lambda cell: cell.sheet):
        cells = tuple(cell for cell in group if cell.text.strip())
        columns = [tuple(column) for _, column in groupby(cells, key=lambda cell: cell.column)]
        if len(columns) >= ALONE and len(cells) >= ALONE * ALONE:
            yield checking.on("sheet-unplaced", sheet, count=str(len(cells)))
            continue
        for column in columns:
            if len(column) >= ALONE and not _holds_answers(checking, column[0]):
                yield checking.at("column-unplaced", column[0], column=column[0].text, count=str(len(column)))
            else:
                yield from (_one_unplaced(checking, cell) for cell in column)


def _holds_answers(checking: Checking, cell: Cell) -> bool:
    """True in the column beside the labels of a form: it is a part of it, though no label stands in this row."""
    forms = {part.key for part in checking.form.parts if part.layout == "form"}
    found = checking.answers.found_at(cell.sheet, cell.row, cell.column)
    return found is not None and found.part in forms and cell.column in dict(found.columns).values()


def _one_unplaced(checking: Checking, cell: Cell) -> Problem:
    return checking.at("unplaced", cell, value=cell.text)


def _notes(checking: Checking) -> Iterator[Problem]:
    """Notes people attached to cells; what a please-check copy added to them is ours."""
    for cell in checking.answers.notes:
        if note := own_note(cell.note):
            yield checking.at("cell-note", cell, note=note)


def own_note(note: str) -> str:
    """A note without what a please-check copy wrote below it."""
    marks = (catalogue(language).words["note"] for language in languages("problems"))
    places = (note.find(mark) for mark in marks)
    return note[: min((place for place in places if place >= 0), default=len(note))].strip()
