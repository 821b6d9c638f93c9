"""The smallest lists near to one that is known: all that two exchanged partners lead to.

Together they show quickly who is on some list and who is not on every one, where the lists are too many to go through.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from mobility_xlsx.coalition.bounds import Masks
from mobility_xlsx.coalition.cover import bits
from mobility_xlsx.coalition.lists import Numbers

_WORD = 64
_LISTS = 100
_AT_ONCE = 4_000_000


class Known(Struct, frozen=True):
    """What lists have shown so far: the kinds in some, and those that none was found to do without."""

    some: frozenset[int]
    every: frozenset[int]


class Terms(Struct, frozen=True):
    """What each kind meets; `wanted` has to be met, by lists that hold `must`; the `barred` are never on one."""

    masks: Masks
    wanted: int
    must: frozenset[int]
    barred: frozenset[int]


def terms(needs: list[int], wanted: int, must: frozenset[int], barred: frozenset[int]) -> Terms | None:
    """The terms, or None when there are too many needs for one number."""
    if wanted.bit_length() > _WORD:
        return None
    return Terms(np.array([0 if kind in barred else mask for kind, mask in enumerate(needs)], dtype=np.uint64), wanted,
                 must, barred)  # fmt: skip


def explored(terms: Terms, start: frozenset[int], known: Known) -> Known:
    """What `start`, a smallest list, and lists near to it show besides what is known."""
    waiting, looked_at = [start], 0
    known = Known(known.some | start, known.every & start)
    while waiting and looked_at < _LISTS:
        chosen = waiting.pop(0)
        looked_at += 1
        for pair in combinations(sorted(chosen - terms.must), 2):
            for others in _instead(terms, chosen, pair):
                known, more = _learned(known, chosen, pair, others)
                waiting += more
    return known


def _instead(
    terms: Terms, chosen: frozenset[int], pair: tuple[int, int]
) -> Iterator[tuple[Numbers, NDArray[np.bool_]]]:
    """Who could come for the pair: in parts, the one, and for each of them (a row) all others."""
    rest = 0
    for kind in chosen.difference(pair):
        rest |= int(terms.masks[kind])
    lacking = terms.wanted & ~rest
    holding = [np.flatnonzero(terms.masks & np.uint64(1 << need)) for need in bits(lacking)]
    first = min(holding, key=len)
    step = max(1, _AT_ONCE // len(terms.masks))
    for start in range(0, len(first), step):
        part = first[start : start + step]
        left = np.uint64(lacking) & ~terms.masks[part]
        yield part, np.equal(left[:, None] & ~terms.masks, 0)


def _learned(
    known: Known, chosen: frozenset[int], pair: tuple[int, int], others: tuple[Numbers, NDArray[np.bool_]]
) -> tuple[Known, list[frozenset[int]]]:
    """What is known then, and for each kind seen for the first time a list that holds it."""
    coming, fits = others
    rest = chosen.difference(pair)
    spared = {kind for kind in known.every.intersection(pair) if np.delete(fits[coming != kind], kind, axis=1).any()}
    known = replace(known, every=known.every - spared)
    more: list[frozenset[int]] = []
    ways = np.flatnonzero(fits.any(axis=1))
    for way in ways[[int(kind) not in known.some for kind in coming[ways]]]:
        more.append(rest | {int(coming[way]), int(fits[way].argmax())})
    new = [int(kind) for kind in np.flatnonzero(fits.any(axis=0)) if int(kind) not in known.some]
    more += [rest | {int(coming[fits[:, kind].argmax()]), kind} for kind in new]
    return replace(known, some=known.some.union(*more)), more
