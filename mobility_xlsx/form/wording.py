"""Which label a wording means: as it stands, by a listed alias, clearly nearest to one, or asked with suggestions."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import permutations
from math import inf
from typing import TypeVar

from msgspec import Struct

from mobility_xlsx.form.answers import Match
from mobility_xlsx.form.parts import Label, Vocabulary
from mobility_xlsx.text import fold

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")

SUGGESTED = 3  # how many labels are offered at most
LONGEST = 200  # characters; longer words are no wording of a label
LIKELY = 0.5  # below this likeness nothing is offered
NEARLY = 0.75  # from this likeness on a label is offered even when no word of it is in the wording
TELLING = 2  # a word in the wordings of more labels than this ("people", "access") tells none of them
CLEAR_BY = 0.04  # how much likelier than any other label the clearly nearest one has to be
_SMALL_WORDS = frozenset(("a", "an", "and", "the", "of", "for", "in", "to", "with", "&", "+"))
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_POINTING = re.compile(r"(see|same as|as in|as) .*\b(above|below|notes?|part \d|before|previous|list)")


def kept_by_identity(make: Callable[[_Given], _Made]) -> Callable[[_Given], _Made]:
    """`make`, made once for every object it is given; forms cannot be hashed and never change."""
    made: dict[int, tuple[_Given, _Made]] = {}

    def kept(given: _Given) -> _Made:
        found = made.get(id(given))
        if found is None:
            if len(made) > 500:
                made.clear()
            found = made[id(given)] = (given, make(given))
        return found[1]

    return kept


class Meaning(Struct, frozen=True):
    """What a wording means: its label, None for own or unclear words, and labels to offer, the likeliest first."""

    match: Match
    label: Label | None = None
    suggestions: tuple[str, ...] = ()


class Wordings(Struct, frozen=True):
    """Every wording of one vocabulary, folded: as it stands, and without blanks.

    `hinted` are words that may mean a label and are asked about; `common` are words that stand in wordings of many
    labels.
    """

    known: Mapping[str, tuple[Label, Match]]
    squeezed: Mapping[str, tuple[Label, Match]]
    hinted: Mapping[str, Label]
    common: frozenset[str]


@kept_by_identity
def wordings(vocabulary: Vocabulary) -> Wordings:
    """The folded wordings of a vocabulary; where two labels share one, a label's own text comes before an alias."""
    known: dict[str, tuple[Label, Match]] = {}
    for wanted in (True, False):
        for folded, label, is_label in vocabulary.wordings():
            if is_label is wanted and folded:
                known.setdefault(folded, (label, Match.EXACT if is_label else Match.ALIAS))
    squeezed: dict[str, tuple[Label, Match]] = {}
    for folded, found in known.items():
        squeezed.setdefault(folded.replace(" ", ""), found)
    hinted = {fold(hint): label for label in vocabulary.labels for hint in label.hints}
    return Wordings(known, squeezed, hinted, _common(known))


def _common(known: Mapping[str, tuple[Label, Match]]) -> frozenset[str]:
    labels: dict[str, set[str]] = {}
    for folded, (label, _) in known.items():
        for word in _words(folded):
            labels.setdefault(word, set()).add(label.key)
    return frozenset(word for word, keys in labels.items() if len(keys) > TELLING)


def known_meaning(text: str, vocabulary: Vocabulary) -> Meaning | None:
    """What a listed wording means, apart from case, blanks, hyphens and accents; None when it is not listed."""
    folded = fold(text).strip('" ')
    listed = wordings(vocabulary)
    found = listed.known.get(folded) or listed.squeezed.get(folded.replace(" ", ""))
    if found is None:
        return None
    label, match = found
    if text.rstrip().endswith("?") and not label.text.endswith("?"):
        return Meaning(Match.UNCLEAR, None, (label.text,))
    return Meaning(match, label)


def meaning(text: str, vocabulary: Vocabulary, unclear: frozenset[str] = frozenset(), offers: bool = True) -> Meaning:
    """What one wording means. Words of `unclear` and wordings without a letter or digit are never guessed.

    Without `offers`, and for whole paragraphs, wordings that are not listed are own words at once.
    """
    known = known_meaning(text, vocabulary)
    if known is not None:
        return known
    folded = fold(text)
    if is_unclear(text, unclear):
        return Meaning(Match.UNCLEAR)
    return _near(folded, vocabulary) if offers and len(folded) <= LONGEST else Meaning(Match.OWN)


def is_unclear(text: str, unclear: frozenset[str]) -> bool:
    """True for words that say nothing ("??", "see above"); `unclear` are the folded ones of the form."""
    folded = fold(text)
    return not any(char.isalnum() for char in folded) or folded in unclear or bool(_POINTING.fullmatch(folded))


def clearly_meant(text: str, wordings_of: Mapping[str, _Given]) -> _Given | None:
    """What the folded wordings one slip away from `text` stand for, None when there are none or they disagree."""
    folded = fold(text)
    clear = {meant for known, meant in wordings_of.items() if known == folded or _is_slip(folded, known)}
    return clear.pop() if len(clear) == 1 else None


def _near(folded: str, vocabulary: Vocabulary) -> Meaning:
    listed = wordings(vocabulary)
    scores: dict[str, float] = {}
    labels: dict[str, Label] = {}
    clear: set[str] = set()
    near: set[str] = set()
    bare = _BRACKETS.sub(" ", folded).strip()
    likes = _likenesses(folded, listed)
    if bare != folded:
        likes = list(map(max, likes, _likenesses(bare, listed)))
    for like, (known, (label, match)) in zip(likes, listed.known.items(), strict=True):
        scores[label.key] = max(scores.get(label.key, 0.0), like)
        labels[label.key] = label
        if like >= NEARLY or (like >= LIKELY and _share(folded, known, listed.common)):
            near.add(label.key)
        if _is_slip(folded, known, match is Match.EXACT) or _only_adds(folded, bare, known, label):
            clear.add(label.key)
    ranked = sorted(scores, key=lambda key: -scores[key])
    offered = tuple(labels[key].text for key in ranked if key in near)[:SUGGESTED]
    hinted = listed.hinted.get(folded)
    if hinted is not None:
        return Meaning(Match.OWN, None, tuple(dict.fromkeys((hinted.text, *offered)))[:SUGGESTED])
    if len(clear) == 1 and ranked[0] in clear and (len(ranked) == 1 or _is_ahead(scores, ranked)):
        return Meaning(Match.NEAR, labels[ranked[0]], offered)
    return Meaning(Match.OWN, None, offered)


def _share(folded: str, known: str, common: frozenset[str]) -> bool:
    """True when a word that tells something stands in both, in one of them perhaps with a slip."""
    own, others = ([word for word in _words(text) if word not in common] for text in (folded, known))
    return any(word[0] == other[0] and _slips((word,), (other,)) <= 1 for word in own for other in others)


def _is_ahead(scores: Mapping[str, float], ranked: list[str]) -> bool:
    return scores[ranked[0]] - scores[ranked[1]] >= CLEAR_BY


def _only_adds(folded: str, bare: str, known: str, label: Label) -> bool:
    """True when the words in brackets only say the same label again: "political influence (clout)"."""
    if bare != known:
        return False
    said = {word for text in (label.text, *label.aliases) for word in fold(text).split()}
    inside = re.sub(r"[^\w ]", " ", " ".join(_BRACKETS.findall(folded))).split()
    return set(inside) <= said


class _Compared(Struct, frozen=True):
    """How two texts are compared, letter by letter and word by word."""

    similarity: Callable[[str, str], float]
    distance: Callable[[str, str], int]
    sharing: Callable[[str, str], float]
    extract: Callable[..., list[tuple[str, float, int]]]


@cache
def _compared() -> _Compared:
    """Imported when a wording is unknown, which most workbooks never need."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    return _Compared(OSA.normalized_similarity, OSA.distance, fuzz.token_set_ratio, process.extract)


def _likenesses(one: str, listed: Wordings) -> list[float]:
    """How like a folded wording is to each that is known, in their order, from 0 to 1.

    By letters, by letters of their sorted words, or by shared words.
    """
    if not one:
        return [0.0] * len(listed.known)
    compared, known = _compared(), list(listed.known)
    by_letters = _scores(one, known, compared.similarity)
    by_words = _scores(_sorted_words(one), list(map(_sorted_words, known)), compared.similarity)
    by_sharing = _scores(one, known, compared.sharing)
    lengths = (min(len(one), len(other)) for other in known)
    return list(map(_weighed, by_letters, by_words, by_sharing, lengths))


def _weighed(by_letters: float, by_words: float, by_sharing: float, length: int) -> float:
    if by_letters > 0.9:
        return by_letters
    return max(by_letters, by_words * 0.99, by_sharing / 100 * 0.85 if length > 3 else 0.0)


def _scores(one: str, others: Sequence[str], scorer: Callable[[str, str], float]) -> list[float]:
    scores = [0.0] * len(others)
    for _, score, place in _compared().extract(one, others, scorer=scorer, limit=None):
        scores[place] = score
    return scores


@lru_cache(maxsize=20_000)
def _sorted_words(folded: str) -> str:
    return " ".join(sorted(folded.split()))


def _is_slip(folded: str, known: str, is_label: bool = True) -> bool:
    """True when the two differ by slips of the pen alone: a letter in a word or two, word order, a small word."""
    if abs(len(folded) - len(known)) > 6:
        return False
    one, other = _words(folded), _words(known)
    if len(one) != len(other) or not one:
        return False
    if len(one) == 1:
        short = len(known) < (5 if is_label else 8)
        return not short and folded[0] == known[0] and _slips(one, other) == 1
    if _slips(one, other) <= 2:
        return True
    if len(one) > 4 or len(set(one) & set(other)) < len(set(other)) - 1:  # in any order, one word may differ
        return False
    return any(_slips(order, other) <= 1 for order in permutations(one))


@lru_cache(maxsize=20_000)
def _words(folded: str) -> tuple[str, ...]:
    return tuple(word for word in folded.replace("/", " ").replace("'", "").split() if word not in _SMALL_WORDS)


def _slips(one: Sequence[str], other: Sequence[str]) -> float:
    """How many words differ by one letter; endless when any differs by more, is short or has digits."""
    slips = 0
    for typed, meant in zip(one, other, strict=True):
        if typed != meant:
            telling = min(len(typed), len(meant)) < 4 or any(char.isdigit() for char in typed + meant)
            if telling or _compared().distance(typed, meant) > 1:
                return inf
            slips += 1
    return slips
