"""Every smallest list at once, as steps: which needs are met after one partner, after two, and so on."""

from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from mobility_xlsx.coalition.cover import Task, bits, met
from mobility_xlsx.coalition.solver import Floats

Numbers = NDArray[np.int64]


class Kinds(Struct, frozen=True):
    """Organizations that meet the same needs, as one kind; those that must be on the list are left out.

    `needs` are what is left to meet when they are on it, the rarest need as the lowest bit.
    """

    members: tuple[tuple[int, ...], ...]
    needs: tuple[int, ...]
    wanted: int


class Moves(Struct, frozen=True):
    """The moves of one step that lead to a smallest list: from which state, by which kind, to which state."""

    before: Numbers
    kind: Numbers
    after: Numbers


class Lists(Struct, frozen=True):
    """All smallest lists: each way through `steps`, from the only first state to the only last one, is one."""

    kinds: Kinds
    steps: tuple[Moves, ...]

    @property
    def some(self) -> frozenset[int]:
        """The kinds in at least one list."""
        return frozenset(int(kind) for step in self.steps for kind in np.unique(step.kind))

    def one(self) -> tuple[int, ...]:
        """The kinds of one list."""
        place, way = 0, []
        for step in self.steps:
            move = int(np.flatnonzero(step.before == place)[0])
            way.append(int(step.kind[move]))
            place = int(step.after[move])
        return tuple(way)

    def best(self, scores: Numbers) -> tuple[int, ...]:
        """The kinds of the list with the highest sum of `scores`, one for each kind; the first of equals."""
        reached = [np.zeros(1, dtype=np.int64)]
        for step in self.steps:
            after = np.full(int(step.after.max()) + 1, np.iinfo(np.int64).min)
            np.maximum.at(after, step.after, reached[-1][step.before] + scores[step.kind])
            reached.append(after)
        place, way = 0, []
        for step, before, after in zip(reversed(self.steps), reached[-2::-1], reached[:0:-1], strict=True):
            good = (step.after == place) & (before[step.before] + scores[step.kind] == after[place])
            move = min(np.flatnonzero(good), key=lambda move: (step.kind[move], step.before[move]))
            way.append(int(step.kind[move]))
            place = int(step.before[move])
        return tuple(reversed(way))

    def rows(self, most: int) -> Numbers | None:
        """Every list once, as a row of its kinds in order; None when more than `most` ways lead to them."""
        ways: Floats = np.ones(1)
        for step in self.steps:
            ways = np.bincount(step.after, ways[step.before]).astype(np.float64)
        if ways.sum() > most:
            return None
        rows, places = np.zeros((1, 0), dtype=np.int64), np.zeros(1, dtype=np.int64)
        for step in self.steps:
            order = np.argsort(step.before, kind="stable")
            counts = np.bincount(step.before)
            starts = np.cumsum(counts) - counts
            repeated = counts[places]
            first = np.repeat(starts[places] - (np.cumsum(repeated) - repeated), repeated)
            moves = order[first + np.arange(int(repeated.sum()))]
            rows = np.column_stack([np.repeat(rows, repeated, axis=0), step.kind[moves]])
            places = step.after[moves]
        rows.sort(axis=1)
        return np.unique(rows, axis=0) if rows.shape[1] else rows

    def without(self, kind: int) -> bool:
        """True when a list does without this kind."""
        reached = np.array([True])
        for step in self.steps:
            usable = reached[step.before] & (step.kind != kind)
            after = np.zeros(int(step.after.max(initial=0)) + 1, dtype=bool)
            after[step.after[usable]] = True
            reached = after
        return bool(reached.any())


def kinds_of(task: Task) -> Kinds:
    """The kinds among those who may still be chosen."""
    left = task.every_need & ~met(task, task.must)
    free = {number: one.needs & left for number, one in enumerate(task.candidates) if number not in task.must}
    counts = {place: sum(mask >> place & 1 for mask in free.values()) for place in bits(left)}
    order = sorted(counts, key=lambda place: (counts[place], place))
    members: dict[int, list[int]] = {}
    for number, mask in free.items():
        if mask:
            members.setdefault(mask, []).append(number)
    ordered = sorted(members.items(), key=lambda item: item[1])
    needs = tuple(sum(1 << low for low, place in enumerate(order) if mask >> place & 1) for mask, _ in ordered)
    return Kinds(tuple(tuple(group) for _, group in ordered), needs, (1 << len(order)) - 1)


def only(kinds: Kinds, some: Iterable[tuple[int, ...]]) -> Kinds:
    """`kinds` with only those that have these members; needs stay what and where they are."""
    wanted = set(some)
    places = [place for place, members in enumerate(kinds.members) if members in wanted]
    return replace(
        kinds,
        members=tuple(kinds.members[place] for place in places),
        needs=tuple(kinds.needs[place] for place in places),
    )


def maximal(kinds: Kinds) -> Kinds:
    """Only the kinds that no other kind outdoes: putting one of them for another never makes a list longer."""
    masks = np.array(kinds.needs, dtype=object)
    leading = [np.count_nonzero(mask & ~masks == 0) == 1 for mask in kinds.needs]
    return only(kinds, (members for members, leads in zip(kinds.members, leading, strict=True) if leads))
