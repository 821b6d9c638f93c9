"""Answers → problems: everything one workbook is asked about, and what shows only across workbooks."""

from collections.abc import Iterable, Sequence

from mobility_xlsx.form.acrosschecks import across_problems
from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.catalogue import by_place, catalogue
from mobility_xlsx.form.cellchecks import cell_problems
from mobility_xlsx.form.checking import Checking
from mobility_xlsx.form.ownwords import near_problems, wording_problems
from mobility_xlsx.form.partchecks import part_problems
from mobility_xlsx.form.parts import Form
from mobility_xlsx.form.problems import Problem
from mobility_xlsx.form.replies import unanswered
from mobility_xlsx.form.rowchecks import row_problems


def check(answers: Answers, form: Form) -> tuple[Problem, ...]:
    """Every problem of one workbook, sorted by place. Own words are not among them: see `check_across`."""
    checking = Checking(answers, form, catalogue())
    found = (
        *part_problems(checking),
        *cell_problems(checking),
        *row_problems(checking),
        *near_problems(answers, form, checking.catalogue),
    )
    return _told(unanswered(found, answers, checking.catalogue), (answers,))


def check_across(returned: Iterable[Answers], form: Form) -> tuple[Problem, ...]:
    """Problems between workbooks, and each wording that is on no list once for all of them (also for a single one)."""
    workbooks = tuple(returned)
    found = (*wording_problems(workbooks, form, catalogue()), *across_problems(workbooks, catalogue()))
    return _told(found, workbooks)


def _told(found: Iterable[Problem], workbooks: Sequence[Answers]) -> tuple[Problem, ...]:
    """Each problem once, sorted by place."""
    once = {(one.code, one.file, one.sheet, one.cell, one.says): one for one in found}
    return by_place(once.values(), _sheets(workbooks))


def _sheets(returned: Iterable[Answers]) -> dict[tuple[str, str], int]:
    """The position of every sheet in its workbook, as far as the answers tell."""
    positions: dict[tuple[str, str], int] = {}
    for answers in returned:
        for position, found in enumerate(answers.found):
            positions.setdefault((answers.file, found.sheet), position)
    return positions
