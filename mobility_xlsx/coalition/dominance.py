"""Which organizations can be left aside because another does everything they do, and no worse at any level."""

import numpy as np

from mobility_xlsx.coalition.cover import Task, bits, met

_NO_NEED = -1  # stands for the need of those who meet none


def undominated(task: Task) -> tuple[int, ...]:
    """The candidates that can be on the best list, in order; those that must be on it always are.

    On a smallest list nobody stands beside somebody who meets all their needs, so one better candidate is enough to
    leave another aside. A list of a given size may hold both, so it takes as many better ones as the list is long.
    """
    candidates = task.candidates
    enough = 1 if task.size is None else max(1, task.size)
    left = ~met(task, task.must)
    useful = [number for number, one in enumerate(candidates) if task.size is not None or one.needs & left]
    order = sorted(useful, key=lambda number: _rank(task, number), reverse=True)
    groups: dict[tuple[int, int], int] = {}
    kept = []
    for number in order:
        same = (candidates[number].needs, candidates[number].traits)
        groups[same] = groups.get(same, 0) + 1
        if groups[same] <= enough:
            kept.append(number)
    return tuple(sorted({*_best(task, kept, enough), *task.must}))


def _rank(task: Task, number: int) -> tuple[int, int, int]:
    one = task.candidates[number]
    return one.closeness, one.nominations, -number


def _best(task: Task, order: list[int], enough: int) -> list[int]:
    """Those of `order` (best known first) with fewer than `enough` others before them that do all they do."""
    words = _words(task, order)
    holders: dict[int, list[int]] = {}
    rarest = _rarest(task, order)
    kept = []
    for place, number in enumerate(order):
        before = holders.get(rarest[place], [])
        if len(before) >= enough:
            beyond = words[place] & ~words[before]
            if np.count_nonzero(~beyond.any(axis=1)) >= enough:
                continue
        kept.append(number)
        for need in (_NO_NEED, *bits(task.candidates[number].needs)):
            holders.setdefault(need, []).append(place)
    return kept


def _words(task: Task, order: list[int]) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    needs = max(1, -(-len(task.weights) // 64))
    rows = []
    for number in order:
        one = task.candidates[number]
        rows.append([one.traits, *(one.needs >> 64 * word & (1 << 64) - 1 for word in range(needs))])
    return np.array(rows, dtype=np.uint64).reshape(len(order), needs + 1)


def _rarest(task: Task, order: list[int]) -> list[int]:
    """For each, the need fewest others meet: only those who meet it too can do all it does."""
    counts = [0] * len(task.weights)
    for number in order:
        for need in bits(task.candidates[number].needs):
            counts[need] += 1
    served = (bits(task.candidates[number].needs) for number in order)
    return [min(needs, key=lambda need: (counts[need], need), default=_NO_NEED) for needs in served]
