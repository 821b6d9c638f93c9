"""All smallest lists one by one, where they are few enough, and who is in every and in some of them.

Only kinds that no other outdoes are walked through. Every other smallest list comes from one of those lists by
putting for a partner somebody who meets less, and still all that nobody else on the list meets.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mobility_xlsx.coalition.bounds import Masks
from mobility_xlsx.coalition.cover import Task
from mobility_xlsx.coalition.lists import Kinds, Numbers, kinds_of, maximal
from mobility_xlsx.coalition.walk import all_lists

_TRIALS = 80_000_000
_MOST_KINDS = 3_000  # beyond them the lists are too many anyway
_MOST = 400_000
_AT_ONCE = 1_000


class Smallest(Struct, frozen=True):
    """Every list of `leading` kinds as a row; `kinds` are all kinds, with the same needs in the same order."""

    kinds: Kinds
    leading: Kinds
    rows: Numbers

    @property
    def some(self) -> frozenset[int]:
        """Everybody in at least one list."""
        masks = np.array(self.kinds.needs, dtype=np.uint64)
        seen = np.zeros(len(masks), dtype=bool)
        for part in _parts(np.unique(self._own())):
            seen |= _within(part, masks).any(axis=0)
        return frozenset(number for kind in np.flatnonzero(seen) for number in self.kinds.members[kind])

    @property
    def every(self) -> frozenset[int]:
        """Everybody in every list."""
        masks, own = np.array(self.kinds.needs, dtype=np.uint64), self._own()
        always: list[int] = []
        for kind, members in enumerate(self.leading.members):
            here = self.rows == kind
            if len(members) == 1 and here.any(axis=1).all():
                instead = any((_within(part, masks).sum(axis=1) > 1).any() for part in _parts(np.unique(own[here])))
                always += [] if instead else members
        return frozenset(always)

    def _own(self) -> Masks:
        """What each partner meets and nobody else on the list does."""
        masks = np.array(self.leading.needs, dtype=np.uint64)[self.rows]
        once, twice = np.zeros(len(masks), dtype=np.uint64), np.zeros(len(masks), dtype=np.uint64)
        for mask in masks.T:
            twice |= once & mask
            once |= mask
        return masks & ~twice[:, None]


def lists_of(task: Task) -> Smallest | None:
    """All smallest lists of the task; None when they are too many, or a list of a given size is wanted."""
    return _smallest(kinds_of(task)) if task.size is None else None


@lru_cache(maxsize=2)
def _smallest(kinds: Kinds) -> Smallest | None:
    if len(kinds.needs) > _MOST_KINDS:
        return None
    leading = maximal(kinds)
    lists = all_lists(leading, None, _TRIALS, quick=True)
    rows = None if lists is None else lists.rows(_MOST)
    return None if rows is None else Smallest(kinds, leading, rows)


def _parts(masks: Masks) -> Iterator[Masks]:
    return (masks[start : start + _AT_ONCE] for start in range(0, len(masks), _AT_ONCE))


def _within(own: Masks, masks: Masks) -> NDArray[np.bool_]:
    """Which kinds (columns) meet all of each (rows)."""
    inside: NDArray[np.bool_] = np.equal(own[:, None] & ~masks, 0)
    return inside
