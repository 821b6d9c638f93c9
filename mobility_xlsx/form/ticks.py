"""Whether a cell beside a line is a tick: every spelling of yes, of no, and of words that cannot tell."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from mobility_xlsx.form.parts import Form
from mobility_xlsx.form.wording import is_unclear, kept_by_identity
from mobility_xlsx.text import fold, visible

_SELECTORS = re.compile("[\ufe00-\ufe0f\u20e3]")  # what makes a check mark an emoji
_DASHES = re.compile("[‐‑‒–—―−]")
_FORMULA = re.compile(r"=\s*(true|false)\s*\(\s*\)")
_BOXED = re.compile(r"[\[(]\s*(\S*?)\s*[\])]")  # [x], ( ), [ ]
_DENIED = re.compile(r"(no|not|none|never|nope|isn't|don't|doesn't|n/a|na|false)\b")
_DOUBTED = re.compile(
    r"\b(maybe|perhaps|possibly|unsure|unclear|somewhat|partly|depends|low|less|little|later|ask)\b|\?"
)
_MARK = re.compile(r"\s*([✓✔✅☑☒■√●◉☐□◻▢❑⬜]|\[[xX✓✔ ]\])[\ufe00-\ufe0f]*\s+(?=\S)")


class Tick(Enum):
    """What a cell in a column of ticks says."""

    YES = auto()
    NO = auto()
    UNCLEAR = auto()


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick and the words that were written for one; `note` is "" when there is nothing but the tick."""

    tick: Tick
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Spellings:
    yes: frozenset[str]
    no: frozenset[str]
    unclear: frozenset[str]


@kept_by_identity
def _spellings(form: Form) -> _Spellings:
    unclear = frozenset(filter(None, map(fold, form.unclear)))
    return _Spellings(frozenset(map(_bare, form.ticked)), frozenset(map(_bare, form.unticked)), unclear)


def _bare(text: str) -> str:
    plain = _DASHES.sub("-", _SELECTORS.sub("", visible(text)))
    return plain.casefold().strip(" .!,;*'\"")


def read_tick(text: str, form: Form) -> Ticked:
    """What the words of a tick cell say. Words that are neither a yes nor a no tick the line and are kept as a note.

    Words that deny or doubt ("not really", "maybe") and numbers other than 1 and 0 are unclear, and kept as well.
    """
    spellings, bare = _spellings(form), _bare(text)
    formula = _FORMULA.fullmatch(bare)
    bare = formula[1] if formula else bare
    boxed = _BOXED.fullmatch(bare)
    if boxed:
        bare = boxed[1]
    words = visible(text)
    if not bare:
        return Ticked(Tick.UNCLEAR, words) if words and not boxed else Ticked(Tick.NO)
    if bare in spellings.no:
        return Ticked(Tick.NO)
    if _is_number(bare):
        return _of_number(float(bare), text)
    if bare in spellings.yes or all(char in spellings.yes for char in bare):
        return Ticked(Tick.YES)
    if is_unclear(bare, spellings.unclear):
        return Ticked(Tick.UNCLEAR)
    if _DENIED.match(bare) or _DOUBTED.search(bare):
        return Ticked(Tick.UNCLEAR, words)
    return Ticked(Tick.YES, words)


def _is_number(bare: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", bare)) and bare.isascii()


def _of_number(number: float, text: str) -> Ticked:
    if number in (0, 1):
        return Ticked(Tick.YES if number else Tick.NO)
    return Ticked(Tick.UNCLEAR, visible(text))


def mark_before(text: str) -> tuple[str, str]:
    """The check mark in front of a line and the line after it: "✓ Staff" is "✓" and "Staff"; without one, "" first."""
    found = _MARK.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)
