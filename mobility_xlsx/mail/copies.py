"""Names that computers give: marks of a copy, of a conflict between two computers, of a file somebody has open."""

import re
from typing import Final

_MARKS: Final = (
    r"\s*\(\d{1,3}\)",  # a browser: filled (1)
    r"\s*[-–]\s*(?:copy|kopie|copia|copie)(?:\s*\(\d+\))?",  # Windows: filled - Copy (2)
    r"\s+(?:copy|kopie|copia|copie)(?:\s+\d+)?",  # macOS: filled copy 2
    r"\s*\([^()]*(?:conflict|Conflict)[^()]*\)",  # Dropbox, Nextcloud: filled (Ann's conflicted copy 2026-11-02)
    r"[._ -]sync-conflict-\d{8}-\d{6}(?:-\w+)?",  # Syncthing
    r"[._ -]?\[?conflict(?:ed)?(?:[ _-]?\d{0,8})?\]?",  # filled_conflict
    r"\s*~\d+",
)
_MARK: Final = re.compile(f"(?:{'|'.join(_MARKS)})$", re.IGNORECASE)
_COPY_OF: Final = re.compile(r"^(?:copy|kopie|copia|copie)(?:\s*\(\d+\))? (?:of|von|de) ", re.IGNORECASE)
_COMPUTER: Final = re.compile(r"-(?:DESKTOP|LAPTOP|PC|WIN|MACBOOK)[-A-Z0-9]*$")  # OneDrive
_LONGEST: Final = 255  # characters; no computer gives a longer name


def original_name(name: str) -> str:
    """`name` without the marks of a copy: "filled (1).xlsx" is "filled.xlsx"; "" for any other, and any too long."""
    if len(name) > _LONGEST:
        return ""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    bare = stem
    while True:
        shorter = _COPY_OF.sub("", _COMPUTER.sub("", _MARK.sub("", bare))).strip()
        if not shorter or shorter == bare:
            break
        bare = shorter
    return f"{bare}{dot}{ending}" if bare != stem.strip() else ""


def is_lock_file(name: str) -> bool:
    """True for the mark a program leaves beside a file that somebody has open."""
    return name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#"))


def locked_name(name: str) -> str:
    """The file that a lock file stands for, as far as its name says."""
    return name.removeprefix("~$").removeprefix(".~lock.").removesuffix("#")
