"""A list made better by replacing one partner at a time: a good start where the solver alone finds none in time."""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mobility_xlsx.coalition.cover import Task, bits

_ROUNDS = 100

Whole = NDArray[np.int64]
Exact = NDArray[np.float64]  # whole numbers below 2**53, which a float holds exactly and multiplies fast


class SwapTable(Struct, frozen=True):
    """The kept candidates as rows of zeros and ones; `extra` is closeness, then nominations, as one number each."""

    task: Task
    kept: tuple[int, ...]
    places: Mapping[int, int]
    needs: Exact
    traits: Exact
    extra: Exact


def table(task: Task, kept: tuple[int, ...]) -> SwapTable:
    """`kept` as a table."""
    chosen = [task.candidates[number] for number in kept]
    most = 1 + sum(one.nominations for one in chosen)
    extra = np.array([[one.closeness * most + one.nominations] for one in chosen], dtype=np.float64)
    traits = max((one.traits.bit_length() for one in chosen), default=0)
    needs = _rows([one.needs for one in chosen], len(task.weights))
    places = {number: place for place, number in enumerate(kept)}
    return SwapTable(task, kept, places, needs, _rows([one.traits for one in chosen], traits), extra)


def improved(board: SwapTable, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """A list of the same length that no single replacement betters, level by level as in `cover.values`."""
    if not chosen or not board.places.keys() >= set(chosen):
        return chosen
    now = [board.places[number] for number in chosen]
    for _ in range(_ROUNDS):
        swap = _best_swap(board, now)
        if swap is None:
            break
        now = [place for place in now if place != swap[0]] + [swap[1]]
    return tuple(sorted(board.kept[place] for place in now))


def _rows(masks: list[int], width: int) -> Exact:
    rows = np.zeros((len(masks), width), dtype=np.float64)
    for row, mask in enumerate(masks):
        rows[row, list(bits(mask))] = 1
    return rows


class _Level(Struct, frozen=True):
    """What a list reaches at one level without the last partner, and what each candidate adds to it."""

    rows: Exact
    worth: Exact
    base: int

    def gains(self, places: slice | Whole | int) -> Exact:
        """What the candidates at `places` add."""
        gains: Exact = self.rows[places] @ self.worth
        return gains


def _best_swap(board: SwapTable, now: list[int]) -> tuple[int, int] | None:
    best, found = _reached(_levels(board, now[1:]), now[0]), None
    for gone in sorted(now):
        if board.kept[gone] in board.task.must:
            continue
        others = [place for place in now if place != gone]
        levels = _levels(board, others)
        coming = _best_beside(levels, others)
        reached = _reached(levels, coming)
        if reached > best:
            best, found = reached, (gone, coming)
    return found


def _best_beside(levels: Sequence[_Level], others: list[int]) -> int:
    """The candidate whose list with the others reaches most, the first of equals; only equals go a level on."""
    level, *rest = levels
    gains = level.gains(slice(None))
    gains[others] = -1
    places = np.flatnonzero(gains == gains.max())
    for level in rest:
        gains = level.gains(places)
        places = places[gains == gains.max()]
    return int(places[0])


def _reached(levels: Sequence[_Level], coming: int) -> tuple[int, ...]:
    """What the list of the others and the one who comes reaches at each level, as in `cover.values`."""
    return tuple(level.base + int(level.gains(coming)) for level in levels)


def _levels(board: SwapTable, others: list[int]) -> tuple[_Level, ...]:
    weights = np.array(board.task.weights, dtype=np.float64)
    first = np.ones_like(weights) if board.task.size is None else weights
    count, held = board.needs[others].sum(axis=0), board.traits[others].sum(axis=0)
    return (
        _Level(board.needs, np.where(count == 0, first, 0), int(first[count > 0].sum())),
        _Level(board.traits, (held == 0).astype(np.float64), int((held > 0).sum())),
        _Level(board.needs, np.where(count == 1, weights, 0), int(weights[count > 1].sum())),
        _Level(board.extra, np.ones(1), int(board.extra[others].sum())),
    )
