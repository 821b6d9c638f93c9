"""Boxes and check marks typed among the words of a cell: which words stand at a ticked one, which at an empty one."""

import re

from msgspec import Struct

_TICKED = "☑☒✓✔✅■🗹🗷◉⦿🔘\uf0fc\uf0fd\uf0fe"
_EMPTY = "☐□◻▢❑⬜\uf06f\uf071\uf0a8"
_CROSSED = "✗✘❌✖☓❎\uf0fb"
_RADIO = "◉⦿🔘"
_RINGS = "○◯"  # empty beside a radio button, else bullets
_SELECTORS = "[\ufe00-\ufe0f\u20e3]*"
_TYPED = r"(?:(?<=[\s;,|])|^)(?:\[\s*+[xX✓✔✗]?\s*+\]|\(\s*+[xX✓✔]?\s*+\))(?=\s|\w|$)"
_BRACKETS = re.compile(_TYPED, re.MULTILINE)
_MARK = re.compile(f"(?:[{_TICKED}{_EMPTY}{_CROSSED}{_RINGS}]|{_TYPED}){_SELECTORS}", re.MULTILINE)
_EDGES = " \n\t;,|/"


class Marked(Struct, frozen=True):
    """Words at a mark; `ticked` is None where the mark may mean either, such as a cross on its own."""

    words: str
    ticked: bool | None


def marked_words(text: str) -> tuple[Marked, ...]:
    """The words of a text each with the mark before it, or behind it where only the text's end has one.

    Words before the first mark have none, and count as ticked. Empty for a text without marks.
    """
    rings = any(char in text for char in _RADIO)
    found = [mark for mark in _MARK.finditer(text) if rings or mark[0][0] not in _RINGS]
    if not found:
        return ()
    starts = [mark.start() for mark in found]
    ends = [mark.end() for mark in found]
    behind = bool(text[: starts[0]].strip(_EDGES)) and not text[ends[-1] :].strip(_EDGES)
    if behind and len(found) == 1 and found[0][0][1:-1].isspace():  # "Other ( )" is left to be filled in
        return ()
    words = [text[a:b] for a, b in zip([0, *ends], [*starts, len(text)], strict=True)]
    crosses_deny = any(_is_ticked(mark[0]) is True for mark in found)
    crosses_tick = not crosses_deny and any(_is_ticked(mark[0]) is False for mark in found)
    ticks = [
        crosses_tick if _is_ticked(m[0]) is None and (crosses_deny or crosses_tick) else _is_ticked(m[0]) for m in found
    ]
    pairs = zip(words, [*ticks, True], strict=True) if behind else zip(words, [True, *ticks], strict=True)
    return tuple(Marked(each.strip(_EDGES), ticked) for each, ticked in pairs if each.strip(_EDGES))


def says_what_is_not(text: str, marked: tuple[Marked, ...]) -> bool:
    """True when some words are not ticked, or brackets stand for boxes; check marks alone may be bullets."""
    return any(each.ticked is not True for each in marked) or _BRACKETS.search(text) is not None


def _is_ticked(mark: str) -> bool | None:
    if mark[0] in "[(":
        inside = mark.strip("[]() \t\ufe0e\ufe0f")
        return None if inside == "✗" else bool(inside)
    return None if mark[0] in _CROSSED else mark[0] in _TICKED
