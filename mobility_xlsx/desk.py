"""Decisions.xlsx on the desk: read before a run, added to after it."""

from dataclasses import dataclass
from pathlib import Path

from mobility_xlsx.errors import NothingToRead, NotReadable
from mobility_xlsx.folder import Folder
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.decisions import Decisions, decisions_form
from mobility_xlsx.mail.inbox import collect
from mobility_xlsx.questions import questions
from mobility_xlsx.workbook.decisionbook import DecisionBook, Renewed, new_book, renewed, understood
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.worker import read_files


@dataclass(frozen=True, slots=True)
class Desk:
    """What staff decided so far; `book` is None before the first run has made Decisions.xlsx."""

    decided: Decisions
    book: DecisionBook | None = None


def read_desk(folder: Folder) -> Desk:
    """Decisions.xlsx as staff left it. Raises NothingToRead when it is there and cannot be read: nothing is guessed."""
    if not folder.decisions.is_file():
        return Desk(Decisions())
    source = collect((folder.decisions,)).sources
    result = next((outcome.result for outcome in read_files(source)), NotReadable("damaged"))
    if isinstance(result, NotReadable):
        problem = catalogue().not_read(folder.decisions.name, result)
        raise NothingToRead(f"{folder.decisions}: {problem.says} {problem.fix} Nothing was changed.")
    book: Book = result
    found = understood(folder.decisions.read_bytes(), book, find(book, decisions_form(for_reading=True)))
    return Desk(found.decisions, found)


def renew(desk: Desk, results: Results) -> Renewed:
    """Decisions.xlsx with this run's questions added below what staff wrote."""
    asked = questions(results)
    return renewed(desk.book, asked) if desk.book else new_book(asked)


def write(data: bytes, path: Path) -> None:
    """Write the bytes of a workbook."""
    path.write_bytes(data)
