"""Problems: something to fix, at a cell, in plain words. The catalogue words them."""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a problem matters, worst first."""

    NOT_READ = "NOT READ"
    MUST_FIX = "MUST FIX"
    PLEASE_CHECK = "PLEASE CHECK"
    FIXED_FOR_YOU = "FIXED FOR YOU"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return tuple(Severity).index(self)


class Place(Struct, frozen=True):
    """Where a problem is and what stands there. `cell` is "" for a whole sheet, `sheet` too for a whole file."""

    file: str
    sheet: str = ""
    cell: str = ""
    value: str = ""


class Problem(Struct, frozen=True):
    """One thing to fix. `cell` is as Excel's name box shows it, "" for a whole sheet or file.

    `fields` keeps the words that were filled in, so that the same problem can be worded in another language.
    `also` are further places of the same question, such as a repeated wording.
    """

    code: str
    severity: Severity
    file: str
    sheet: str
    cell: str
    value: str
    says: str
    fix: str
    suggestion: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    also: tuple[Place, ...] = ()

    @property
    def place(self) -> Place:
        """Where it is and what stands there."""
        return Place(self.file, self.sheet, self.cell, self.value)
