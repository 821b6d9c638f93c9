"""The project folder: where things are, one run at a time, and results that are swapped in whole.

Nothing here knows what a result says. A run builds every file in `results/.building`, flushes and re-reads it, and only
then moves it into place, so a run that is stopped at any moment leaves old or new files, never halves.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from msgspec import Struct

from mobility_xlsx.errors import AlreadyRunning, CannotWrite, why
from mobility_xlsx.form.decisions import DECISIONS
from mobility_xlsx.text import told_apart

KEPT_RUNS = 5
KEPT_DECISIONS = 20
_BUILDING = ".building"
_LOCK = ".running"
_NOT_READ = "What is not saved there was not read: save it, close it, and run again."


class Folder(Struct, frozen=True):
    """A project folder. `returned` is never written, `results` is the program's, `decisions` the staff's."""

    root: Path
    returned: Path

    @property
    def results(self) -> Path:
        """Where the program writes."""
        return self.root / "results"

    @property
    def decisions(self) -> Path:
        """The staff's workbook: read every run, only ever added to."""
        return self.root / DECISIONS

    @property
    def send(self) -> Path:
        """What goes out to partners, and the letter templates staff may edit."""
        return self.root / "send"


def project_folder(path: Path) -> Folder:
    """The project folder at `path`: one with a returned/ inside, a returned/ itself, or any folder of workbooks.

    For a folder named returned, results stand beside it, never in it.
    """
    path = path.resolve()
    if (path / "returned").is_dir():
        return Folder(path, path / "returned")
    if path.name == "returned":
        return Folder(path.parent, path)
    return Folder(path, path)


@contextmanager
def one_run(folder: Folder) -> Iterator[None]:
    """Hold the folder for one run. Raises AlreadyRunning while another run holds it, CannotWrite if it is forbidden.

    The lock belongs to the process: it is gone when the process is, however it ended.
    """
    path = folder.results / _LOCK
    try:
        folder.results.mkdir(parents=True, exist_ok=True)
        lock = open(path, "a+b")  # noqa: SIM115 (held for the whole run)
    except OSError as error:
        raise CannotWrite(f"{folder.results} cannot be written: {why(error)}. Choose a folder of your own.") from error
    with lock:
        try:
            _take(lock, path)
        except OSError as error:
            raise AlreadyRunning(f"Another run is at work in {folder.root}. Wait until it is done.") from error
        shutil.rmtree(folder.results / _BUILDING, ignore_errors=True)
        try:
            yield
        finally:
            _release(lock, path)
            with suppress(OSError):  # results that a run has put something into stay
                folder.results.rmdir()


def _take(lock: IO[bytes], path: Path) -> None:
    """Takes the lock. Raises OSError where another run holds it, or took its file away since it was opened."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(lock.fileno()), path.stat()):
            raise OSError("This lock is a former run's, which nobody else would see.")


def _release(lock: IO[bytes], path: Path) -> None:
    """Takes the lock's file away while nobody else can hold it; on Windows an open file cannot go."""
    if sys.platform == "win32":
        lock.close()
    with suppress(OSError):
        path.unlink()


class Output(Struct, frozen=True):
    """One result: its place under results/ and what writes it. `check` re-reads it and raises OSError or ValueError."""

    place: str
    write: Callable[[Path], None]
    check: Callable[[Path], None] | None = None


class Swapped(Struct, frozen=True):
    """What a run wrote: the files, and sentences about those that had to take another name."""

    files: tuple[Path, ...]
    sentences: tuple[str, ...]


def swap_in(folder: Folder, outputs: tuple[Output, ...], replaced: tuple[str, ...] = ()) -> Swapped:
    """Write all outputs aside, then move them into results/; the former run goes to results/older (the last five).

    `replaced` are folders under results/ that belong to the program whole: files there that this run did not write are
    moved away with the former run. The same files again change nothing. Raises CannotWrite, with the old results whole
    unless the disk fails among the moves; then those moved are whole, and the others are the former ones.
    """
    building = folder.results / _BUILDING
    staged = _staged(building, outputs)
    try:
        for place in staged:  # what stands in the way of one shows before the first is moved
            (folder.results / place).parent.mkdir(parents=True, exist_ok=True)
        stale = _stale(folder, outputs, replaced)
        if stale or any(not _same(path, folder.results / place) for place, path in staged.items()):
            _keep_former(folder, (*staged, *stale))
        for place in stale:
            (folder.results / place).unlink(missing_ok=True)
        moved = [_move(path, folder.results / place) for place, path in staged.items()]
    except OSError as error:
        raise CannotWrite(f"{folder.results} cannot be written: {why(error)}.") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return Swapped(tuple(path for path, _ in moved), tuple(filter(None, (sentence for _, sentence in moved))))


def take_away(folder: Folder, paths: Sequence[Path]) -> None:
    """Move files under results/ to results/older, with folders that are empty then. Raises CannotWrite."""
    places = tuple(path.relative_to(folder.results).as_posix() for path in paths)
    try:
        (folder.results / _BUILDING).mkdir(exist_ok=True)
        _keep_former(folder, places)
        for path in paths:
            path.unlink(missing_ok=True)
        for parent in {path.parent for path in paths}:
            if not any(parent.iterdir()):
                parent.rmdir()
    except OSError as error:
        raise CannotWrite(f"{folder.results} cannot be written: {why(error)}.") from error
    finally:
        shutil.rmtree(folder.results / _BUILDING, ignore_errors=True)


def _staged(building: Path, outputs: tuple[Output, ...]) -> dict[str, Path]:
    staged: dict[str, Path] = {}
    for output in outputs:
        path = building / (output.place + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            output.write(path)
            staged[output.place] = path
        except (OSError, ValueError) as error:
            raise _not_staged(building, output, error) from error
    for output in outputs:  # hundreds of files are flushed in a fraction of the time once all are written
        try:
            _flush(staged[output.place])
            if output.check:
                output.check(staged[output.place])
        except (OSError, ValueError) as error:
            raise _not_staged(building, output, error) from error
    return staged


def _not_staged(building: Path, output: Output, error: Exception) -> CannotWrite:
    shutil.rmtree(building, ignore_errors=True)
    return CannotWrite(f"{output.place} cannot be written: {why(error)}. The former results stay.")


def _flush(path: Path) -> None:
    with open(path, "r+b") as stream:
        os.fsync(stream.fileno())


def _stale(folder: Folder, outputs: tuple[Output, ...], replaced: tuple[str, ...]) -> tuple[str, ...]:
    """Files of a former run, in folders the program owns whole, that this run no longer writes."""
    written = {output.place for output in outputs}
    found = (path for name in replaced for path in sorted((folder.results / name).rglob("*")) if path.is_file())
    places = (path.relative_to(folder.results).as_posix() for path in found)
    return tuple(place for place in places if place not in written)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def _keep_former(folder: Folder, places: tuple[str, ...]) -> None:
    """Copy the former files to results/older/<date>, in one move, and drop all but the last five."""
    former = [place for place in places if (folder.results / place).is_file()]
    if not former:
        return
    aside = folder.results / _BUILDING / "older"
    for place in former:
        (aside / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder.results / place, aside / place)
    older = folder.results / "older"
    older.mkdir(exist_ok=True)
    newest = max((folder.results / place).stat().st_mtime for place in former)
    dated = datetime.fromtimestamp(newest).strftime("%Y-%m-%d %H.%M.%S")
    *_, name = told_apart((one, "") for one in (*os.listdir(older), dated))
    os.replace(aside, older / name)
    runs = sorted(path for path in older.iterdir() if path.is_dir() and path.name != "decisions")
    for path in runs[:-KEPT_RUNS]:
        shutil.rmtree(path, ignore_errors=True)


def _move(path: Path, target: Path) -> tuple[Path, str]:
    """Put a finished file in its place, or under the next free name when the place is open elsewhere."""
    if _same(path, target):
        return target, ""
    if target.is_dir() or is_open(target) or not _replaced(path, target):
        other = _free(target)
        os.replace(path, other)
        return other, f"{target.name} is open in another program, so the new one is {other.name}. Close it next time."
    return target, ""


def _replaced(path: Path, target: Path) -> bool:
    """Put a finished file in its place; False when a program that has the one there open does not let go of it.

    Raises PermissionError when nothing may be written there.
    """
    try:
        os.replace(path, target)
    except PermissionError:
        if not (target.exists() and os.access(target.parent, os.W_OK)):
            raise
        return False
    return True


def is_open(path: Path) -> bool:
    """True when a spreadsheet program's own mark says that it has the file open."""
    return any((path.parent / mark.format(path.name)).exists() for mark in ("~${}", ".~lock.{}#"))


def _free(path: Path) -> Path:
    """ "Summary (2).xlsx" and so on: the first name beside `path` that is free or can be replaced."""
    names = (path.with_name(f"{path.stem} ({i}){path.suffix}") for i in range(2, 1000))
    return next(name for name in names if not name.exists() or (name.is_file() and not is_open(name)))


def keep_decisions(folder: Folder, write: Callable[[Path], None]) -> str:
    """Replace Decisions.xlsx by what `write` makes, after a backup. Returns "", or a sentence when it is open.

    Raises CannotWrite.
    """
    waiting = "Decisions.xlsx is open in another program, so the new questions are not in it yet."
    building = folder.results / _BUILDING
    building.mkdir(parents=True, exist_ok=True)
    path = building / "Decisions.xlsx.part"
    try:
        write(path)
        _flush(path)
        if _same(path, folder.decisions):
            return unsaved(folder)
        if folder.decisions.exists():
            if is_open(folder.decisions):
                return f"{waiting} {_NOT_READ}"
            _back_up(folder)
        if not _replaced(path, folder.decisions):
            return f"{waiting} {_NOT_READ}"
    except OSError as error:
        raise CannotWrite(f"{folder.decisions} cannot be written: {why(error)}.") from error
    return ""


def unsaved(folder: Folder) -> str:
    """A sentence when Decisions.xlsx is open, for what is typed and not saved counts for nothing; else ""."""
    return f"Decisions.xlsx is open in another program. {_NOT_READ}" if is_open(folder.decisions) else ""


def _back_up(folder: Folder) -> None:
    kept = folder.results / "older" / "decisions"
    kept.mkdir(parents=True, exist_ok=True)
    changed = datetime.fromtimestamp(folder.decisions.stat().st_mtime).strftime("%Y-%m-%d %H.%M.%S")
    part = kept / f"Decisions {changed}.part"
    shutil.copy2(folder.decisions, part)
    os.replace(part, part.with_suffix(".xlsx"))
    for path in sorted(kept.glob("*.xlsx"))[:-KEPT_DECISIONS]:
        path.unlink(missing_ok=True)
