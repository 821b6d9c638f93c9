"""One returned file by the way to it, through emails and zips: its bytes are read when they are asked for."""

import os
import stat
from functools import lru_cache
from typing import Final

from msgspec import Struct

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.mail import containers
from mobility_xlsx.mail.containers import Contained

_START_BYTES: Final = 200
_NESTED: Final = 2  # containers on the way to one file


class FilePiece(Struct, frozen=True):
    """One file: where it stands on the disk, and the way to it through containers ("zip", 3) or ("email", 1)."""

    name: str
    path: str
    inside: tuple[tuple[str, int], ...] = ()

    def load(self) -> bytes:
        """The bytes, read now; raises NotReadable for what cannot be read and OSError for what cannot be opened."""
        return self._member() if self.inside else _read(self.path)

    def contents(self) -> tuple[str, tuple[Contained, ...] | None]:
        """ "zip" or "email" and the files inside; None for a file that stands for itself."""
        start = self._start()
        if containers.is_zip(start):
            return "zip", containers.zipped(_kept(self.path, self.inside, self._written))
        if containers.is_email(start, self.name):
            return "email", containers.emailed(_kept(self.path, self.inside, self._written))
        return "", None

    def _start(self) -> bytes:
        if self.inside:
            return self._member(_START_BYTES)
        with open(self.path, "rb") as file:
            return file.read(_START_BYTES)

    def _member(self, most: int = containers.MEMBER_BYTES + 1) -> bytes:
        container, number = self.inside[-1]
        data = _kept(self.path, self.inside[:-1], self._written)
        return (containers.zip_member if container == "zip" else containers.email_member)(data, number, most)

    @property
    def _written(self) -> int:
        return os.stat(self.path).st_mtime_ns


@lru_cache(maxsize=_NESTED)
def _kept(path: str, inside: tuple[tuple[str, int], ...], _written: int) -> bytes:
    """The bytes of a container, kept while its files are read one after another and it is not written anew."""
    return FilePiece("", path, inside).load()


def _read(path: str) -> bytes:
    """The bytes of a regular file; a pipe, on which opening would wait for ever, is not opened."""
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode):
        raise NotReadable("not-a-regular-file")
    if about.st_size > containers.CONTAINER_BYTES:
        raise NotReadable("too-large", size=str(round(about.st_size / 1_000_000)))
    with open(path, "rb") as file:
        return file.read()
