"""Returned files → answers and problems: collect, read, find and check, whatever becomes of the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.errors import BadChoice, NothingToRead, NotReadable
from mobility_xlsx.examination import Examined, examine
from mobility_xlsx.form.acrosschecks import superseded
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.checks import check_across
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.problems import Place
from mobility_xlsx.form.settled import Meanings
from mobility_xlsx.mail.inbox import Inbox, Skipped, collect
from mobility_xlsx.run import Checked, FileResult
from mobility_xlsx.text import parted, told_apart
from mobility_xlsx.workbook.results import NOT_READ, READ, SKIPPED
from mobility_xlsx.workbook.worker import Outcome, Readable, read_files

Progress = Callable[[int, int], None]


class Returned(Readable, Protocol):
    """One workbook that came back, wherever its bytes are: on the disk, in an email, or given by a colleague."""

    @property
    def received(self) -> str:
        """When it was mailed or last written, ISO; "" when unknown."""

    @property
    def sender(self) -> str:
        """Who mailed it; "" when unknown."""


class Given(Struct, frozen=True):
    """A workbook given as bytes."""

    name: str
    data: bytes
    received: str = ""
    sender: str = ""

    def load(self) -> tuple[tuple[str, bytes], ...]:
        """The one piece it has."""
        return ((self.name, self.data),)


def read_and_check(
    paths: Sequence[Path],
    progress: Progress,
    executor: Executor | None = None,
    meanings: Meanings | None = None,
    given: Sequence[Given] = (),
) -> Checked:
    """Every returned file at `paths` or `given` as bytes, with its answers and problems, in the order of their names.

    Raises NothingToRead when there is no file at all, BadChoice for a path that does not exist. A file that cannot be
    read is a FileResult with the reason; the others go on.
    """
    inbox = collect(paths)
    if not (inbox.sources or inbox.not_read or inbox.skipped or given):
        where = ", ".join(str(path) for path in paths)
        nothing = f"There is no workbook in {where}. Save what partners sent back there and run again."
        raise NothingToRead(nothing if paths else "There is no workbook to read: nothing was given.")
    passed_over = (*_skipped(inbox), *_refused(inbox))
    sources: tuple[Returned, ...] = (*inbox.sources, *_called_apart(given, inbox))
    return _checked(passed_over, _examined(sources, progress, executor, meanings))


def _called_apart(given: Sequence[Given], inbox: Inbox) -> Iterator[Given]:
    """What was given as bytes, numbered where it is called like something else."""
    taken = [(one.name, "") for one in inbox.sources]
    names = told_apart((*taken, *(parted(one.name) for one in given)))
    return (replace(one, name=name) for one, name in zip(given, islice(names, len(taken), None), strict=True))


def silent(done: int, total: int) -> None:
    """Progress that nobody is shown."""


def _examined(
    sources: Sequence[Returned], progress: Progress, executor: Executor | None, meanings: Meanings | None
) -> Iterator[FileResult]:
    outcomes = read_files(sources, then=partial(examine, meanings=meanings), executor=executor)
    for done, outcome in enumerate(outcomes, 1):
        progress(done, len(sources))
        yield _result(outcome)


def _checked(passed_over: Sequence[FileResult], examined: Iterable[FileResult]) -> Checked:
    files = sorted((*passed_over, *examined), key=lambda file: file.file)
    checked = Checked(tuple(_without_superseded(files)))
    return Checked(checked.files, check_across(checked.answers, reading_form()))


def _without_superseded(files: Sequence[FileResult]) -> Iterator[FileResult]:
    """The files, those skipped whose corrected please-check copy came back too."""
    replaced = superseded([file.answers for file in files if file.answers is not None])
    for file in files:
        if file.file in replaced:
            why = catalogue().problem("answered-again", Place(file.file), other=replaced[file.file])
            yield FileResult(file.file, SKIPPED, f"{why.says} {why.fix}", received=file.received, sent_by=file.sent_by)
        else:
            yield file


def _result(outcome: Outcome[Examined]) -> FileResult:
    source: Returned = outcome.source
    if isinstance(outcome.result, NotReadable):
        return _not_read(source.name, outcome.result, source)
    answers, problems = outcome.result
    return FileResult(source.name, READ, "", answers, problems, source.received, source.sender)


def _not_read(file: str, refusal: NotReadable, source: Returned | None = None) -> FileResult:
    problem = catalogue().not_read(file, refusal)
    received, sender = (source.received, source.sender) if source else ("", "")
    return FileResult(file, NOT_READ, f"{problem.says} {problem.fix}", None, (problem,), received, sender)


def _refused(inbox: Inbox) -> Iterator[FileResult]:
    return (_not_read(file, refusal) for file, refusal in inbox.not_read)


def _skipped(inbox: Inbox) -> Iterator[FileResult]:
    for one in inbox.skipped:
        yield FileResult(one.name, SKIPPED, _why_skipped(one))


def _why_skipped(one: Skipped) -> str:
    problem = catalogue().problem(one.code, Place(one.name), other=one.other)
    return f"{problem.says} {problem.fix}".strip()


@contextmanager
def executor_at(address: str | None) -> Iterator[Executor | None]:
    """The executor of the Dask scheduler at `address`; None without an address. Raises BadChoice."""
    if not address:
        yield None
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise BadChoice('Reading on other computers needs: python -m pip install "mobility-xlsx[dask]"') from error
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise BadChoice(f"There is no Dask scheduler at {address}.") from error
    with client:
        yield client.get_executor()
