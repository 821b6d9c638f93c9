"""What stops a run. What a partner typed never does: that is a `Problem`.

MobilityError
├── NotReadable        one file cannot be read; the others go on
├── NothingToRead      a folder without workbooks, or none of them readable
├── NothingToCover     a shortlist was asked for without a single need
├── CannotWrite        an output cannot be written
│   └── DoesNotFit     a text, list or name is more than a workbook can hold
├── AlreadyRunning     another run is at work in the same folder
├── BadChoice          an argument the caller gave cannot be used
└── BadTemplate        a file under workbook_templates/ is wrong, and where
"""

from collections.abc import Iterator
from contextlib import contextmanager


class MobilityError(Exception):
    """One plain sentence that names the file and the way out."""


def why(error: Exception) -> str:
    """What the computer says of a file, to go into a sentence: "permission denied"; also where a library wraps it."""
    cause = next((one for one in error.args if isinstance(one, OSError)), error)
    return (getattr(cause, "strerror", None) or str(cause) or type(cause).__name__).lower().rstrip(".")


class NotReadable(MobilityError):
    """A returned file cannot be read; `code` names the problem in the catalogue."""

    def __init__(self, code: str, **fields: str) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields

    def __reduce__(self) -> tuple[object, ...]:
        return _not_readable, (self.code, self.fields)


def _not_readable(code: str, fields: dict[str, str]) -> NotReadable:
    return NotReadable(code, **fields)


@contextmanager
def refusing() -> Iterator[None]:
    """Turns whatever a library dies of on a foreign file into NotReadable; a panic inside calamine is no Exception."""
    try:
        yield
    except (NotReadable, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise NotReadable("damaged") from error


class NothingToRead(MobilityError):
    """There is no workbook to read, or none of them could be read."""


class NothingToCover(MobilityError):
    """A shortlist was asked for without a single need."""


class CannotWrite(MobilityError):
    """An output cannot be written: its folder is missing, full, locked or forbidden."""


class DoesNotFit(CannotWrite):
    """Something is more than a workbook can hold: a long text, list or name, a place outside the sheet."""


class AlreadyRunning(MobilityError):
    """Another run is at work in the same project folder."""


class BadChoice(MobilityError):
    """An argument cannot be used; the sentence says which and what would do."""


class BadTemplate(MobilityError):
    """A template under workbook_templates/ is wrong; the sentence says where."""
