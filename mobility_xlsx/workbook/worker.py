"""Files read in processes that may hang, crash or run out of memory without losing the other files."""

import contextlib
import gc
import math
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
import time
import traceback
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from multiprocessing.connection import Connection
from typing import Any, Final, Generic, Protocol, TypeVar

from msgspec import Struct

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.memory import limit_own_memory, takes_too_much
from mobility_xlsx.workbook.read import read_pieces

Result = TypeVar("Result")

_FILES_WORTH_A_WORKER: Final = 25
_BATCH: Final = 8
_LOOK_EVERY_SECONDS: Final = 0.5


class Readable(Protocol):
    """Something that came back: its name as shown to staff, and its bytes when they are asked for.

    Most have one piece; a folder of CSV files of one workbook has one a sheet. Has to be picklable.
    """

    @property
    def name(self) -> str:
        """The name as shown to staff, such as "mailed.zip/filled.xlsx"."""

    def load(self) -> tuple[tuple[str, bytes], ...]:
        """The pieces, each with its name."""


class Outcome(Struct, Generic[Result], frozen=True):
    """What became of one source: the result, or why it was not read."""

    source: Any
    result: Result | NotReadable


def whole(book: Book) -> Book:
    """The book as it is: what `read_files` gives when nothing is to be done with it in the worker."""
    return book


def read_files(
    sources: Sequence[Readable],
    then: Callable[[Book], Any] = whole,
    executor: Executor | None = None,
    workers: int = 0,
) -> Iterator[Outcome[Any]]:
    """What became of each of `sources`, in their order, as soon as it is known.

    `then` is applied to each Book in the worker and has to be a function of a module, so that it can be sent there.
    One worker reads a small folder; `workers` says how many there shall be. With an `executor`, lists of files are
    sent to it, and each of its processes isolates its reading in the same way.
    """
    if executor is not None:
        yield from _by_executor(sources, then, executor)
    elif multiprocessing.current_process().daemon:  # may not have children of its own
        yield from (Outcome(source, read_one(source, then)) for source in sources)
    elif sources:
        count = workers or min(os.cpu_count() or 1, math.ceil(len(sources) / _FILES_WORTH_A_WORKER))
        yield from _Crew(sources, then, max(1, min(count, len(sources)))).outcomes()


def read_one(source: Readable, then: Callable[[Book], Any]) -> Any:
    """`then` of the Book in `source`, or the NotReadable that says why not; never raises for what a file does."""
    try:
        return then(read_pieces(source.load(), source.name))
    except NotReadable as refusal:
        return NotReadable(refusal.code, **refusal.fields)
    except MemoryError:
        return NotReadable("used-too-much-memory")
    except OSError:
        return NotReadable("cannot-open")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of a library is no Exception
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__}, {os.path.basename(place.filename)} line {place.lineno}"
        return NotReadable("reader-crashed", where=where)


def read_batch(sources: Sequence[Readable], then: Callable[[Book], Any]) -> list[Any]:
    """The results of several sources, for executors that take a task at a time."""
    return [outcome.result for outcome in read_files(sources, then, workers=1)]


def _by_executor(
    sources: Sequence[Readable], then: Callable[[Book], Any], executor: Executor
) -> Iterator[Outcome[Any]]:
    batches = [sources[offset : offset + _BATCH] for offset in range(0, len(sources), _BATCH)]
    futures: list[Future[list[Any]]] = [executor.submit(read_batch, batch, then) for batch in batches]
    for batch, future in zip(batches, futures, strict=True):
        if future.exception() is None:
            yield from (Outcome(source, result) for source, result in zip(batch, future.result(), strict=True))
        else:  # whatever befell the executor, the files can still be read here
            yield from read_files(batch, then)


class _Crew:
    """Workers that take lists of sources; a lost one is replaced, and what it had not begun goes to others."""

    def __init__(self, sources: Sequence[Readable], then: Callable[[Book], Any], count: int) -> None:
        self._sources = sources
        self._then = then
        self._waiting = list(range(len(sources)))[::-1]
        self._workers = [_Worker(then) for _ in range(count)]
        self._done: dict[int, Any] = {}

    def outcomes(self) -> Iterator[Outcome[Any]]:
        """The outcomes in the order of the sources."""
        try:
            for number, source in enumerate(self._sources):
                while number not in self._done:
                    self._hand_out()
                    self._gather()
                yield Outcome(source, self._done.pop(number))
        finally:
            for worker in self._workers:
                worker.end()

    def _hand_out(self) -> None:
        for offset, worker in enumerate(self._workers):
            if not worker.tasks and self._waiting:
                if worker.lost:
                    worker = self._workers[offset] = _Worker(self._then)
                count = min(_BATCH, math.ceil(len(self._waiting) / (2 * len(self._workers))))
                numbers = [self._waiting.pop() for _ in range(count)]
                if not worker.take(numbers, [self._sources[number] for number in numbers]):
                    self._waiting += numbers[::-1]

    def _gather(self) -> None:
        busy: dict[Any, _Worker] = {worker.answers: worker for worker in self._workers if worker.tasks}
        for connection in multiprocessing.connection.wait(list(busy), _LOOK_EVERY_SECONDS):
            worker = busy.pop(connection)
            self._settle(worker, worker.answer())
        for worker in busy.values():
            refusal = worker.overdue()
            if refusal is not None:
                self._settle(worker, refusal)

    def _settle(self, worker: "_Worker", result: Any) -> None:
        self._done[worker.tasks.pop(0)] = result
        if worker.lost:
            self._waiting += worker.tasks[::-1]
            worker.tasks = []
            worker.end()


class _Worker:
    """One reading process and the pipes to it."""

    def __init__(self, then: Callable[[Book], Any]) -> None:
        forks = sys.platform == "linux" and threading.active_count() == 1
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        theirs, self._tasks = context.Pipe(duplex=False)
        self.answers, answers = context.Pipe(duplex=False)
        ours = (self._tasks, self.answers) if forks else ()
        self._process = context.Process(target=_serve, args=(theirs, answers, then, ours), daemon=True)
        with _forked() if forks else _without_main():
            self._process.start()
        theirs.close()
        answers.close()
        self.tasks: list[int] = []
        self.lost = False
        self._due = 0.0

    def take(self, numbers: list[int], sources: list[Readable]) -> bool:
        """True when the process has taken the sources, to answer one by one; False when the process is gone.

        It takes no more before it has answered all: both pipes full would hold both sides forever.
        """
        try:
            self._tasks.send(sources)
        except OSError:
            self.lost = True
            self.end()
            return False
        self.tasks = numbers
        self._due = time.monotonic() + limits.READING_SECONDS
        return True

    def answer(self) -> Any:
        """What the process says, or what became of it."""
        try:
            self._due = time.monotonic() + limits.READING_SECONDS
            return self.answers.recv()
        except (EOFError, OSError):
            self.lost = True
            self._process.join(_LOOK_EVERY_SECONDS)
            # A library that cannot get memory calls abort; nothing else here does.
            aborted = self._process.exitcode == -getattr(signal, "SIGABRT", 6)
            return NotReadable("used-too-much-memory" if aborted else "reader-crashed")

    def overdue(self) -> NotReadable | None:
        """The reason to give up on the process, None while there is none."""
        if time.monotonic() > self._due:
            refusal = NotReadable("took-too-long")
        elif takes_too_much(self._process.pid):
            refusal = NotReadable("used-too-much-memory")
        else:
            return None
        self.lost = True
        return refusal

    def end(self) -> None:
        """Ends the process, whatever it is doing; it holds nothing that could be lost."""
        self._tasks.close()
        self._process.kill()
        self._process.join()
        self.answers.close()


@contextlib.contextmanager
def _forked() -> Iterator[None]:
    """Keeps Python 3.12 from warning of numpy's threads: they wait, and reading has no work for them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"This process .* is multi-threaded", DeprecationWarning)
        yield


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Keeps a started process from running the caller's script again, which may have no guard against that."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _serve(
    tasks: "Connection[Any, Any]",
    answers: "Connection[Any, Any]",
    then: Callable[[Book], Any],
    inherited: Sequence[Any],
) -> None:
    """Reads what it is given until nobody gives any more."""
    for connection in inherited:
        connection.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "r+b", buffering=0) as nothing:  # a panic prints its traces
        for stream in (0, 1, 2):
            os.dup2(nothing.fileno(), stream)
    limit_own_memory()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)  # what one file leaves behind is little, looking for it often is much
    while True:
        try:
            sources = tasks.recv()
        except (EOFError, OSError):
            return
        for source in sources:
            answers.send(read_one(source, then))
