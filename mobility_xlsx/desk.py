"""Decisions.xlsx on the desk: read before a run, added to after it."""

from pathlib import Path

from msgspec import Struct

from mobility_xlsx.errors import NothingToRead, NotReadable
from mobility_xlsx.folder import Folder
from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.decisionreading import decisions
from mobility_xlsx.form.decisions import DECISIONS, Decisions
from mobility_xlsx.questions import questions
from mobility_xlsx.workbook.decisionbook import DecisionBook, Renewed, new_book, read_decisions, renewed
from mobility_xlsx.workbook.results import Results


class Desk(Struct, frozen=True):
    """What staff decided so far; `book` is None before the first run has made Decisions.xlsx."""

    decided: Decisions
    book: DecisionBook | None = None


def read_desk(folder: Folder) -> Desk:
    """Decisions.xlsx as staff left it. Raises NothingToRead when it is there and cannot be read: nothing is guessed."""
    if not folder.decisions.is_file():
        return Desk(decisions(Answers(DECISIONS, ())))
    try:
        book = read_decisions(folder.decisions.read_bytes())
    except NotReadable as refusal:
        problem = catalogue().not_read(folder.decisions.name, refusal)
        raise NothingToRead(f"{folder.decisions}: {problem.says} {problem.fix} Nothing was changed.") from refusal
    return Desk(book.decisions, book)


def renew(desk: Desk, results: Results) -> Renewed:
    """Decisions.xlsx with this run's questions added below what staff wrote."""
    asked = questions(results)
    return renewed(desk.book, asked) if desk.book else new_book(asked)


def write(data: bytes, path: Path) -> None:
    """Write the bytes of a workbook."""
    path.write_bytes(data)
