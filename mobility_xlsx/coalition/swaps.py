"""A list made better by replacing one partner at a time: a good start where the solver alone finds none in time."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mobility_xlsx.coalition.cover import Task, bits

_ROUNDS = 100

Whole = NDArray[np.int64]


class SwapTable(Struct, frozen=True):
    """The kept candidates as rows of zeros and ones; `extra` is closeness, then nominations, as one number."""

    task: Task
    kept: tuple[int, ...]
    needs: Whole
    traits: Whole
    extra: Whole


def table(task: Task, kept: tuple[int, ...]) -> SwapTable:
    """`kept` as a table."""
    chosen = [task.candidates[number] for number in kept]
    most = 1 + sum(one.nominations for one in chosen)
    extra = np.array([one.closeness * most + one.nominations for one in chosen], dtype=np.int64)
    traits = max((one.traits.bit_length() for one in chosen), default=0)
    needs = _rows([one.needs for one in chosen], len(task.weights))
    return SwapTable(task, kept, needs, _rows([one.traits for one in chosen], traits), extra)


def improved(board: SwapTable, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """A list of the same length that no single replacement betters, level by level as in `cover.values`."""
    places = {number: place for place, number in enumerate(board.kept)}
    if not chosen or not set(chosen) <= set(places):
        return chosen
    now = [places[number] for number in chosen]
    for _ in range(_ROUNDS):
        swap = _best_swap(board, now)
        if swap is None:
            break
        now = [place for place in now if place != swap[0]] + [swap[1]]
    return tuple(sorted(board.kept[place] for place in now))


def _rows(masks: list[int], width: int) -> Whole:
    rows = np.zeros((len(masks), width), dtype=np.int64)
    for row, mask in enumerate(masks):
        rows[row, list(bits(mask))] = 1
    return rows


def _best_swap(board: SwapTable, now: list[int]) -> tuple[int, int] | None:
    best, found = _merit(board, now), None
    for gone in sorted(now):
        if board.kept[gone] in board.task.must:
            continue
        others = [place for place in now if place != gone]
        merits = _merits(board, others)
        order = np.lexsort(tuple(-merit for merit in reversed(merits)))
        coming = next(int(place) for place in order if place not in others)
        merit = tuple(int(merit[coming]) for merit in merits)
        if merit > best:
            best, found = merit, (gone, coming)
    return found


def _merit(board: SwapTable, now: list[int]) -> tuple[int, ...]:
    one, *others = now
    return tuple(int(merit[one]) for merit in _merits(board, others))


def _merits(board: SwapTable, others: list[int]) -> tuple[Whole, ...]:
    """For each candidate, what the list of the others and that one reaches at each level."""
    weights = np.array(board.task.weights, dtype=np.int64)
    first = np.ones_like(weights) if board.task.size is None else weights
    count = board.needs[others].sum(axis=0)
    held = board.traits[others].sum(axis=0)
    met = board.needs @ np.where(count == 0, first, 0) + first[count > 0].sum()
    traits = board.traits @ (held == 0).astype(np.int64) + (held > 0).sum()
    twice = board.needs @ np.where(count == 1, weights, 0) + weights[count > 1].sum()
    return met, traits, twice, board.extra + board.extra[others].sum()
