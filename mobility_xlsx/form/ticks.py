"""Whether a cell beside a line is a tick: every spelling of yes, of no, and of words that cannot tell."""

import re
from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from mobility_xlsx.form.marks import Marked, marked_words
from mobility_xlsx.form.parts import Form
from mobility_xlsx.form.wording import LONGEST, is_unclear, kept_by_identity
from mobility_xlsx.text import fold, visible

_SELECTORS = re.compile("[\ufe00-\ufe0f\u20e3]")  # what makes a check mark an emoji
_DASHES = re.compile("[‐‑‒–—―−]")
_FORMULA = re.compile(r"=\s*(true|false)\s*\(\s*\)")
_BOXED = re.compile(r"[\[(]\s*+(\S*?)\s*+[\])]")  # [x], ( ), [ ]
# In texts as folded: lower case, without accents, hyphens and curly quotes.
_DENIED = re.compile(
    r"\b(no|not|none|nothing|nobody|never|nope|nah|neither|nor|cannot|\w+n't|dont|doesnt|isnt|cant|wont|na|false"
    r"|unlikely|hardly|barely|rarely|un(checked|ticked|selected|marked)|nunca|nada|jamas|tampoco|ni|falso"
    r"|disagree\w*|opposed?|skip(ped)?|blank|empty|omit(ted)?|excluded?|ningun[oa]?s?|desmarcad[oa]|sin marcar)\b"
    r"|\bn ?[/\\.] ?a\b"
)
_DOUBTED = re.compile(
    r"\b(maybe|perhaps|possibly|probably|might|could|unsure|not sure|no (lo )?se|unclear|uncertain|doubtful"
    r"|somewhat|partly|depends|low|less|little|later|ask|quizas?|tal vez"
    r"|a lo mejor|puede|posible(mente)?|probable(mente)?|depende|en duda)\b|\?"
)
_LIKE_A_BOX = frozenset("foqû¨")  # F may be false; o, q and ¨ are empty boxes and û a cross in Wingdings
_WORD = re.compile(r"[^\s/,;|\\]+")
_JOINS = frozenset(("or", "and", "o", "u"))
_SQUEEZED = re.compile(r"[\s./\\]+")  # N.A., n / a
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGN = r"[✓✔✅☑☒■√●◉☐□◻▢❑⬜✗✘❌✖]"
_MARK = re.compile(rf"\s*({_SIGN}|\[[xX✓✔ ]\]|\([xX✓✔ ]\))[\ufe00-\ufe0f]*\s+(?=\S)")
_ANY_MARK = rf"{_SIGN}[\ufe00-\ufe0f]*|[\[(][^\[\]()]{{0,12}}[\])]"
_SPOKEN = r"[^\W\d_]+|[nN]/[aA]"
_IN_FRONT = re.compile(rf"\s*(?:({_ANY_MARK})\s*|({_SPOKEN})\s*[-–—:.,)|\s]\s*)[-–—:.|]*\s*(\S.*)", re.DOTALL)
_BEHIND = re.compile(rf"(.*?\S)\s*[-–—:.,|]*(?:\s*({_ANY_MARK})|[-–—:.,|\s]\s*({_SPOKEN}))[.!]*\s*", re.DOTALL)


class Tick(Enum):
    """What a cell in a column of ticks says."""

    YES = auto()
    NO = auto()
    UNCLEAR = auto()


class Ticked(Struct, frozen=True):
    """A tick and the words that were written for one; `note` is "" when there is nothing but the tick."""

    tick: Tick
    note: str = ""


class _Spellings(Struct, frozen=True):
    yes: frozenset[str]
    no: frozenset[str]
    unclear: frozenset[str]


@kept_by_identity
def _spellings(form: Form) -> _Spellings:
    unclear = frozenset(filter(None, map(fold, form.unclear)))
    return _Spellings(_spelled(form.ticked), _spelled(form.unticked), unclear)


def _spelled(texts: tuple[str, ...]) -> frozenset[str]:
    bare = [_bare(text) for text in texts]
    return frozenset(filter(None, (*bare, *map(fold, texts), *(_SQUEEZED.sub("", text) for text in bare))))


def _bare(text: str) -> str:
    plain = _DASHES.sub("-", _SELECTORS.sub("", visible(text))).translate(_WIDE)
    return plain.casefold().strip(" .!,;*'\"")


def read_tick(text: str, form: Form) -> Ticked:
    """What the words of a tick cell say. Words that are neither a yes nor a no tick the line and are kept as a note.

    Words that deny or doubt ("not really", "maybe") and numbers other than 1 and 0 are unclear, and kept as well.
    """
    spellings, bare, words = _spellings(form), _bare(text), visible(text)
    formula = _FORMULA.fullmatch(bare)
    bare = formula[1] if formula else bare
    boxed = _BOXED.fullmatch(bare)
    if boxed:
        bare = boxed[1]
    if not bare:
        return Ticked(Tick.UNCLEAR, words) if words and not boxed else Ticked(Tick.NO)
    if not spellings.no.isdisjoint((bare, fold(text), _SQUEEZED.sub("", bare))):
        return Ticked(Tick.NO)
    if _is_number(bare):
        return _of_number(float(bare), text)
    if bare in spellings.yes or all(char in spellings.yes for char in bare):
        return Ticked(Tick.YES)
    marked = marked_words(words)
    if marked:
        return _of_marked(marked, words, form)
    if is_unclear(bare, spellings.unclear):
        return Ticked(Tick.UNCLEAR)
    return Ticked(Tick.UNCLEAR if _denies_or_doubts(bare, spellings) else Tick.YES, words)


def _of_marked(marked: tuple[Marked, ...], words: str, form: Form) -> Ticked:
    """What words at boxes say: those at a ticked one count, and a no among them is a no ("☐ Yes ☑ No")."""
    ticked = [read_tick(each.words, form) for each in marked if each.ticked]
    if len(ticked) == 1 and all(each.ticked is not None for each in marked):
        return ticked[0]
    if not ticked and all(each.ticked is False and not read_tick(each.words, form).note for each in marked):
        return Ticked(Tick.NO)
    every_one = len(ticked) == len(marked) and all(each.tick is Tick.YES for each in ticked)
    return Ticked(Tick.YES if every_one else Tick.UNCLEAR, words)


def _denies_or_doubts(bare: str, spellings: _Spellings) -> bool:
    """True for words that are no plain vote: a no or a doubt in them, a yes and a no at once, a letter like a box."""
    folded = fold(bare)
    each = [word for word in _WORD.findall(folded) if word not in _JOINS]
    if bare in _LIKE_A_BOX or _DOUBTED.search(bare) or _DOUBTED.search(folded):
        return True
    if each and each[0] in spellings.yes:
        return not spellings.no.isdisjoint(each) and spellings.yes | spellings.no >= set(each)
    return bool(_DENIED.search(folded))


def _is_number(bare: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", bare)) and bare.isascii()


def _of_number(number: float, text: str) -> Ticked:
    if number in (0, 1):
        return Ticked(Tick.YES if number else Tick.NO)
    return Ticked(Tick.UNCLEAR, visible(text))


def marks_around(text: str, form: Form) -> Iterator[tuple[str, str]]:
    """Each way to read a tick and a line out of a text: "X Staff", "Yes - Staff", "Staff (x)", "Staff: no".

    Whether the rest is a line at all, and not somebody's words such as "X-ray", the caller knows. Numbers are no ticks
    here, as they count lines or things. A text longer than any line is not looked through.
    """
    if len(text) > LONGEST:
        return
    for found, mark, line in ((_IN_FRONT.fullmatch(text), (1, 2), 3), (_BEHIND.fullmatch(text), (2, 3), 1)):
        said = next(filter(None, found.group(*mark)), "") if found else ""
        if found and not any(char.isdigit() for char in said) and not read_tick(said, form).note:
            yield said, found[line]


def mark_before(text: str) -> tuple[str, str]:
    """The check mark in front of a line and the line after it: "✓ Staff" is "✓" and "Staff"; without one, "" first."""
    found = None if text[:1].isalnum() else _MARK.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)
