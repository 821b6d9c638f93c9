"""Where letters are kept: a letter that somebody edited is never written over; the new one is put beside it."""

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from mobility_xlsx.errors import CannotWrite
from mobility_xlsx.mail.rendering import made_from


class Put(StrEnum):
    """What became of one letter."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    UPDATED = "updated"  # nobody had edited the former one
    KEPT = "kept"  # somebody edited it, and nothing new has come since
    BESIDE = "beside"  # somebody edited it, and the new one stands beside it


class Placed(Struct, frozen=True):
    """One letter on disk: its file, what became of it, and the edited letter it was put beside."""

    path: Path
    put: Put
    edited: Path | None = None
    passed: tuple[Path, ...] = ()  # all that were edited before it, in their order

    @property
    def stands(self) -> Path:
        """The letter that counts: the edited one, where somebody edited it."""
        return self.edited or self.path


class Leftover(Struct, frozen=True):
    """Files of a former run that nobody needs any more, and the letters among them that somebody edited."""

    unneeded: tuple[Path, ...]
    edited: tuple[Path, ...]


def leftover(letters: Iterable[Path], needed: Collection[Path]) -> Leftover:
    """What is left of former runs among `letters` (.docx), beside what is `needed`; documents that are not ours stay.

    The draft of a letter goes with it.
    """
    unneeded: list[Path] = []
    edited: list[Path] = []
    for path in not_among(letters, needed):
        mark, changed = made_from(path.read_bytes())
        if mark and changed:
            edited.append(path)
        elif mark:
            unneeded += [one for one in (path, path.with_suffix(".eml")) if one.is_file()]
    return Leftover(tuple(unneeded), tuple(edited))


def not_among(paths: Iterable[Path], others: Iterable[Path]) -> tuple[Path, ...]:
    """The files that are none of the others, in order; a disk may spell one file's name in another case or form."""
    known = {(path.stat().st_dev, path.stat().st_ino) for path in others}
    return tuple(path for path in sorted(paths) if (path.stat().st_dev, path.stat().st_ino) not in known)


def put(docx: bytes, path: Path, new: str = "new") -> Placed:
    """Write one letter to `path`, or beside it as "… (new).docx" when the one there was edited.

    Raises CannotWrite when the folder or the file cannot be written.
    """
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        return _put(docx, path, new)


def replace_file(content: bytes, path: Path) -> None:
    """Write a file that nobody edits, such as a draft, in one step. Raises CannotWrite."""
    with _writing(path):
        _replace(content, path)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(f"{path.name} cannot be written: close it if it is open, and try again.") from error


def _put(docx: bytes, path: Path, new: str) -> Placed:
    mark, _ = made_from(docx)
    passed: list[Path] = []
    for place in _places(path, new):
        edited = passed[-1] if passed else None
        if not place.exists():
            _replace(docx, place)
            return Placed(place, Put.BESIDE if edited else Put.WRITTEN, edited, tuple(passed))
        there = place.read_bytes()
        before, changed = made_from(there)
        if there == docx:
            return Placed(place, Put.UNCHANGED, edited, tuple(passed))
        if not changed:
            _replace(docx, place)
            return Placed(place, Put.BESIDE if edited else Put.UPDATED, edited, tuple(passed))
        if before == mark:
            return Placed(place, Put.KEPT, passed=tuple(passed))
        passed.append(place)
    raise OSError(path)


def _places(path: Path, new: str) -> Iterator[Path]:
    yield path
    for i in range(1, 1000):
        number = f" {i}" if i > 1 else ""
        yield path.with_name(f"{path.stem} ({new}{number}){path.suffix}")


def _replace(content: bytes, path: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
