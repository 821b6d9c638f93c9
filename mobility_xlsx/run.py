"""What a run found: every file, every problem, and what follows from the answers. Records only."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.problems import Problem, Severity
from mobility_xlsx.intake import Intake
from mobility_xlsx.snapshots import History
from mobility_xlsx.workbook.results import READ, Results


class FileResult(Struct, frozen=True):
    """One returned file: `status` is "read", "not read" or "skipped", `why` a sentence for the latter two.

    `received` is the date it was saved or mailed, ISO, "" when unknown; `sent_by` the sender of the mail it came in.
    """

    file: str
    status: str
    why: str = ""
    answers: Answers | None = None
    problems: tuple[Problem, ...] = ()
    received: str = ""
    sent_by: str = ""

    @property
    def is_filled_form(self) -> bool:
        """True when it was read and some part of the form is in it."""
        return self.status == READ and self.answers is not None and bool(self.answers.found)

    @property
    def told(self) -> tuple[Problem, ...]:
        """Its problems, each at the cell where it stands in this file."""
        moved = dict(self.answers.moved) if self.answers else {}
        return tuple(_now_at(problem, moved.get((problem.sheet, problem.cell))) for problem in self.problems)


def _now_at(problem: Problem, place: tuple[str, str] | None) -> Problem:
    return replace(problem, sheet=place[0], cell=place[1]) if place else problem


class Checked(Struct, frozen=True):
    """Every file of a run, and every problem sorted by place: problems of files, then those across files."""

    files: tuple[FileResult, ...]
    across: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, file by file, then those across files."""
        return (*(problem for file in self.files for problem in file.told), *self.across)

    @property
    def any_read(self) -> bool:
        """True when at least one file could be read."""
        return any(file.status == READ for file in self.files)

    @property
    def to_fix(self) -> bool:
        """True when something is left for a person: what was fixed for them does not count."""
        return any(problem.severity is not Severity.FIXED_FOR_YOU for problem in self.problems)

    @property
    def answers(self) -> tuple[Answers, ...]:
        """The answers of all files that were read."""
        return tuple(file.answers for file in self.files if file.answers is not None and file.status == READ)


class Run(Struct, frozen=True):
    """One whole run: what was read, and the results that follow from it.

    `written` are the files it wrote, `sentences` what else staff should know (a file that was open, a decision whose
    subject is gone).
    """

    checked: Checked
    intake: Intake
    results: Results
    keep_informed: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()
    sentences: tuple[str, ...] = ()
    history: History | None = None
