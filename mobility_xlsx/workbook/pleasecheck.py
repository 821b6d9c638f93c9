"""Answers and problems → the copy to send back: what was written, in a fresh form, with every question at its cell."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Cell, Found, Row
from mobility_xlsx.form.catalogue import catalogue, coordinates, reworded
from mobility_xlsx.form.declaration import languages, load_form
from mobility_xlsx.form.partchecks import LINES_LEFT, own_note
from mobility_xlsx.form.parts import Form
from mobility_xlsx.form.problems import Place, Problem
from mobility_xlsx.workbook.content import BLANK_ID, Content, Flag
from mobility_xlsx.workbook.copymarks import ASKED
from mobility_xlsx.workbook.places import row_column, seating
from mobility_xlsx.workbook.write import write_form

# Stands for the name on Start here of a file that has no such sheet, or nothing on it.
_NOBODY = Cell("(Start here)", 1, 1, "")
_NOWHERE = Answers(
    "",
    rows=(Row("start", _NOBODY.sheet, "", (), place=_NOBODY.row),),
    found=(Found("start", _NOBODY.sheet, "name", 0, (("name", _NOBODY.column),)),),
)

Moved = Mapping[tuple[str, str], tuple[str, str]]


def asked(answers: Answers, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of this workbook that its partner can do something about; none: no copy is needed.

    A workbook without any part of the form has none either: there is nothing to write a copy of. One of several people
    has none until it is one file for each: a copy would make them one person.
    """
    if not answers.found or len(answers.people()) > 1:
        return ()
    partner = catalogue().asks_partner
    return tuple(problem for problem in problems if problem.file == answers.file and partner(problem))


def write_please_check(answers: Answers, problems: Iterable[Problem], out: BinaryIO | Path) -> tuple[Problem, ...]:
    """Writes the copy to send back, in the workbook's language, and gives the problems it asks about.

    Nothing is written when there is nothing to ask. Raises CannotWrite when `out` cannot be written.
    """
    questions = asked(answers, problems)
    if questions:
        form = load_form("inventory", _language(answers))
        content = _carried(answers, len(questions))
        seats = seating(form, content)
        write_form(form, out, _asked_in(content, seats.moved, answers, questions), seats)
    return questions


def _carried(answers: Answers, count: int) -> Content:
    """What a copy with so many questions carries: every answer, and all that stood outside the form."""
    language = _language(answers)
    return Content(
        workbook_id=answers.workbook_id or BLANK_ID,
        rows=(*(row for row in answers.rows if not row.example), *_NOWHERE.rows),
        checking=_titled(load_form("please_check", language), count, language),
        unplaced=(*answers.unplaced, *_formulas_outside(answers)),
        found=(*answers.found, *_NOWHERE.found),
    )


def _asked_in(content: Content, here: Moved, answers: Answers, questions: Iterable[Problem]) -> Content:
    """`content` with people's notes and a flag for each question, in the order of the copy."""
    language = _language(answers)
    form = load_form("inventory", language)
    told = (_placed(problem, form) for problem in questions)
    flags = [_flag(reworded(_moved_words(problem, here), language), language) for problem in told]
    settled = [Flag(reply.found, "", reply.sheet, reply.cell, answer=reply.text) for reply in answers.replies]
    ordered = sorted([*flags, *settled], key=lambda flag: _position(flag, here, form))
    return replace(_with_notes(content, answers, here), flags=tuple(ordered))


def _formulas_outside(answers: Answers) -> Iterator[Cell]:
    """Formulas without a value outside the form: nothing is seen of them, but somebody may have typed a name."""
    for remark in answers.remarks:
        if remark.code == "uncalculated-formula" and remark.value:
            yield Cell(remark.sheet, *row_column(remark.cell), remark.value)


def _titled(checking: Form, count: int, language: str) -> Form:
    """The form of the two sheets with the number of questions in the title of the first."""
    words = catalogue(language).words
    title = words["title_one" if count == 1 else "title_many"].format(count=count)
    parts = (replace(part, title=title) if part.key == ASKED else part for part in checking.parts)
    return replace(checking, parts=tuple(parts))


def _placed(problem: Problem, form: Form) -> Problem:
    """`problem` where the copy has a place for it, though the returned file has none."""
    if problem.code == "respondent-missing":
        return replace(problem, sheet=_NOBODY.sheet, cell=_NOBODY.address)
    if problem.code in ("nothing-ticked", LINES_LEFT):
        return replace(problem, sheet=next(part.sheet for part in form.parts if part.layout == "checklist"))
    return problem


def _with_notes(content: Content, answers: Answers, here: Moved) -> Content:
    """`content` with the notes people attached: each at its cell, or among what has no place when the cell has none."""
    noted = [replace(cell, note=note) for cell in answers.notes if (note := own_note(cell.note))]
    homeless = tuple(replace(cell, text="") for cell in noted if (cell.sheet, cell.address) not in here)
    known = {(cell.sheet, cell.address) for cell in content.unplaced}
    apart = tuple(cell for cell in homeless if (cell.sheet, cell.address) not in known)
    return replace(content, notes=tuple(noted), unplaced=(*content.unplaced, *apart))


def _language(answers: Answers) -> str:
    return answers.language if answers.language in languages() else "en"


def _flag(problem: Problem, language: str) -> Flag:
    found = problem.says
    if problem.suggestion:
        found += " " + catalogue(language).words["perhaps"].format(suggestion=problem.suggestion)
    return Flag(found, problem.fix, problem.sheet, problem.cell)


def _moved_words(problem: Problem, here: Moved) -> Problem:
    """`problem` with the address of the other cell it speaks of as that cell stands in the copy."""
    words = dict(problem.fields)
    if "other" not in words or not problem.also:
        return problem
    own = here.get((problem.sheet, problem.cell), (problem.sheet, problem.cell))
    first = problem.also[0]
    there = here.get((first.sheet, first.cell), (first.sheet, first.cell))
    words["other"] = there[1] if "part" in words or there[0] == own[0] else f"{there[0]} {there[1]}"
    if "part" in words:
        words["part"] = there[0]
    place = Place(problem.file, problem.sheet, problem.cell, problem.value)
    return catalogue().problem(problem.code, place, problem.suggestion, **words)


def _position(flag: Flag, here: Moved, form: Form) -> tuple[int, int, int]:
    """Where a flag stands in the copy: sheets in the order of the form, what it has no cell for last."""
    place = here.get((flag.sheet, flag.cell))
    sheets = [part.sheet for part in form.parts]
    return (sheets.index(place[0]), *coordinates(place[1])) if place else (len(sheets), *coordinates(flag.cell))
