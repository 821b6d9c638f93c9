"""One workbook → its answers and its problems: what a worker does with each file, and all that it imports."""

from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.problems import Problem
from mobility_xlsx.form.settled import Meanings, settled
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.replied import find_all

Examined = tuple[Answers, tuple[Problem, ...]]


def examine(book: Book, meanings: Meanings | None = None) -> Examined:
    """The answers of one workbook and the problems in it, worded for staff; its copy has them in its own language.

    `meanings` are the wordings staff have settled in Decisions.xlsx.
    """
    form = reading_form()
    answers = settled(find_all(book, form), form, meanings or Meanings())
    return answers, check(answers, form)
