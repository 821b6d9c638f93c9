"""Two names laid side by side: which words they share, which are spelled apart, which stand in one only."""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from mobility_xlsx.coalition.names import Words

_SLIP_LENGTH = 4  # one letter more or less in shorter words makes another word
_TWO_SLIPS_LENGTH = 10
_LONGEST_SHORT_FORM = 6
_SHORTEST_BARE = 3
_VOWELS = frozenset("aeiou")


class Difference(StrEnum):
    """How two spellings of the same word or words differ."""

    SPACES = "written together"
    LETTERS = "initials"
    CUT = "cut short"
    SLIP = "a letter apart"


class Link(Struct, frozen=True):
    """A word of one name and the word or words of the other that it stands for."""

    kind: Difference
    one: Words
    other: Words


class Alignment(Struct, frozen=True):
    """Shared words, words spelled differently, and what is left over on each side, in the order of the names."""

    shared: Words
    links: tuple[Link, ...]
    left: Words
    right: Words
    in_order: bool
    again: Words = ()  # shared words that one name says twice

    @property
    def repeats(self) -> bool:
        """True when one name says a shared word twice."""
        return bool(self.again)

    def of(self, kind: Difference) -> tuple[Link, ...]:
        """The links of one kind."""
        return tuple(link for link in self.links if link.kind is kind)


def align(a: Words, b: Words) -> Alignment:
    """`a` and `b` side by side. Equal words first, then words written together, initials, cut words and slips."""
    kept_a, kept_b = list(a), list(b)
    shared = []
    for word in a:
        if word in kept_b:
            kept_b.remove(word)
            kept_a.remove(word)
            shared.append(word)
    order_b = _order(b, shared)
    links: list[Link] = []
    if kept_a and kept_b:
        if "".join(a) == "".join(b):
            return Alignment(tuple(shared), (Link(Difference.SPACES, tuple(kept_a), tuple(kept_b)),), (), (), True)
        links += _runs(kept_a, kept_b, flipped=False) + _runs(kept_b, kept_a, flipped=True)
        links += _spellings(kept_a, kept_b)
    left, right = _unsaid(kept_a, shared), _unsaid(kept_b, shared)
    again = _again(kept_a, shared) + _again(kept_b, shared)
    if len(left) < len(kept_a) and len(right) < len(kept_b):
        left, right = tuple(kept_a), tuple(kept_b)
    return Alignment(tuple(shared), tuple(links), left, right, order_b == shared, again)


def one_slip(a: str, b: str) -> bool:
    """True when two longer words are one letter apart (two in words of ten letters or more), swaps included."""
    shorter = min(len(a), len(b))
    if shorter < _SLIP_LENGTH or a.isdigit() or b.isdigit():
        return False
    allowed = 2 if shorter >= _TWO_SLIPS_LENGTH else 1
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


def _unsaid(kept: Sequence[str], shared: Sequence[str]) -> Words:
    """What is left without words that the name merely says again ("Haymarket Center - Haymarket Clinic")."""
    return tuple(word for place, word in enumerate(kept) if word not in shared and word not in kept[:place])


def _again(kept: Sequence[str], shared: Sequence[str]) -> Words:
    """What `_unsaid` leaves out."""
    return tuple(word for place, word in enumerate(kept) if word in shared or word in kept[:place])


def _order(words: Words, shared: Sequence[str]) -> list[str]:
    kept = list(shared)
    found = []
    for word in words:
        if word in kept:
            kept.remove(word)
            found.append(word)
    return found


def _runs(single: list[str], several: list[str], *, flipped: bool) -> list[Link]:
    """Words of `single` that stand for two or more neighbors of `several`, taken out of both lists."""
    links = []
    for word in list(single):
        found = _run(word, several)
        if found:
            kind, start, end = found
            run = tuple(several[start:end])
            links.append(Link(kind, run, (word,)) if flipped else Link(kind, (word,), run))
            single.remove(word)
            del several[start:end]
    return links


def _run(word: str, several: Sequence[str]) -> tuple[Difference, int, int] | None:
    for start in range(len(several) - 1):
        together = several[start]
        letters = several[start][0]
        for end in range(start + 1, len(several)):
            together += several[end]
            letters += several[end][0]
            if together == word:
                return Difference.SPACES, start, end + 1
            if letters == word and len(word) <= _LONGEST_SHORT_FORM:
                return Difference.LETTERS, start, end + 1
    return None


def _spellings(kept_a: list[str], kept_b: list[str]) -> list[Link]:
    links = []
    for word in list(kept_a):
        for other in kept_b:
            kind = _spelling(word, other)
            if kind:
                links.append(Link(kind, (word,), (other,)))
                kept_a.remove(word)
                kept_b.remove(other)
                break
    return links


@lru_cache(maxsize=16_384)
def _spelling(word: str, other: str) -> Difference | None:
    if one_slip(word, other):
        return Difference.SLIP
    short, long = sorted((word, other), key=len)
    if short.isalpha() and len(short) < len(long) and (long.startswith(short) or _without_vowels(short, long)):
        return Difference.CUT
    return None


def _without_vowels(short: str, long: str) -> bool:
    """True for "ysrl" and "yisroel": the first and last letters and some between, in order, none of them a vowel."""
    letters = iter(long)
    bare = len(short) >= _SHORTEST_BARE and not _VOWELS.intersection(short)
    return bare and (short[0], short[-1]) == (long[0], long[-1]) and all(letter in letters for letter in short)
