"""Problems: something to fix, at a cell, in plain words; and the catalogue they are worded in."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters, worst first."""

    NOT_READ = "NOT READ"
    MUST_FIX = "MUST FIX"
    PLEASE_CHECK = "PLEASE CHECK"
    FIXED_FOR_YOU = "FIXED FOR YOU"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to fix. `cell` is as Excel's name box shows it, "" for a whole sheet or file.

    `fields` keeps the words that were filled in, so that the same problem can be worded in another language.
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
