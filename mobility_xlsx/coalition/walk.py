"""The walk that finds all smallest lists.

What counts on the way is only which needs are met so far, so lists that meet the same needs after the same number of
steps share one state. The next partner is always one for the rarest need still unmet. A state is dropped when what it
still lacks costs more partners than are left, at prices under which no organization meets more than one partner's
worth (the dual of the covering program). On a few hundred organizations this is far faster than a solver, and it
proves the size by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from mobility_xlsx.coalition.lists import Kinds, Lists, Moves, Numbers
from mobility_xlsx.coalition.solver import Floats, needs_prices

Masks = NDArray[np.uint64]

_WORD = 64  # needs that fit into one number
_STATES = 1_500_000  # per step; beyond it the solver is the better way
_AT_ONCE = 1_000_000
_SLACK = 1e-6


def all_lists(kinds: Kinds, longest: int | None = None, trials: int = 5_000_000) -> Lists | None:
    """All smallest lists, or None when it takes more than `trials` to find them: then the solver has to do.

    None too when they are longer than `longest`, those who must be on them not counted.
    """
    places = kinds.wanted.bit_length()
    if places > _WORD:
        return None
    if not places:
        return Lists(kinds, ()) if longest is None or longest >= 0 else None
    walk = _walk(kinds, places)
    size = max(1, ceil(walk.cost(np.zeros(1, dtype=np.uint64))[0] - _SLACK))
    while longest is None or size <= longest:
        layers = _layers(walk, size, trials)
        if layers is None:
            return None
        if len(layers[-1]):
            return Lists(kinds, _live_steps(walk, layers))
        size += 1
    return None


@dataclass(frozen=True, slots=True)
class _Walk:
    """`holders` are for each need the kinds that meet it, the dearest first; `prices` what each of them is worth."""

    masks: Masks
    holders: tuple[Numbers, ...]
    prices: tuple[Floats, ...]
    tables: tuple[Floats, ...]

    @property
    def wanted(self) -> np.uint64:
        """The state in which every need is met."""
        return np.uint64((1 << len(self.holders)) - 1)

    def cost(self, states: Masks) -> Floats:
        """How many more partners each state needs at least."""
        total = np.zeros(states.shape)
        for word, table in enumerate(self.tables):
            total += table[(states >> np.uint64(16 * word) & np.uint64(0xFFFF)).astype(np.intp)]
        return total

    def moves(self, states: Masks, left: int) -> Iterator[tuple[Numbers, Numbers]]:
        """In parts, which state may go on with which kind, if `left` partners are left after it."""
        unmet = ~states
        lowest = unmet & (~unmet + np.uint64(1))
        for need, kinds in enumerate(self.holders):
            here = np.flatnonzero(lowest == np.uint64(1 << need))
            if not len(here):
                continue
            least = self.cost(states[here]) - left - _SLACK
            counts = np.searchsorted(-self.prices[need], -least, side="right")
            for part in _parts(counts):
                repeated = counts[part]
                starts = np.cumsum(repeated) - repeated
                offsets = np.arange(int(repeated.sum())) - np.repeat(starts, repeated)
                yield np.repeat(here[part], repeated), kinds[offsets]


def _parts(counts: Numbers) -> Iterator[slice]:
    """Slices of about as many moves as fit into memory well."""
    ends = np.cumsum(counts)
    start = 0
    while start < len(counts):
        done = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, done + _AT_ONCE, side="right")))
        yield slice(start, stop)
        start = stop


def _walk(kinds: Kinds, places: int) -> _Walk:
    prices = needs_prices(kinds.needs, places)
    masks = np.array(kinds.needs, dtype=np.uint64)
    meeting = (masks[:, None] >> np.arange(places, dtype=np.uint64) & np.uint64(1)).astype(np.float64)
    worth = meeting @ prices
    holders = [np.flatnonzero(meeting[:, place]) for place in range(places)]
    ordered = tuple(some[np.argsort(-worth[some], kind="stable")] for some in holders)
    return _Walk(masks, ordered, tuple(worth[some] for some in ordered), _tables(prices))


def _tables(prices: Floats) -> tuple[Floats, ...]:
    """For each 16 needs, what the unmet ones among them cost, by which of them are met."""
    tables = []
    for start in range(0, len(prices), 16):
        table = np.zeros(1)
        for price in prices[start : start + 16]:
            table = np.concatenate([table + price, table])
        tables.append(table)
    return tuple(tables)


def _layers(walk: _Walk, size: int, trials: int) -> list[Masks] | None:
    """The states after each step, as far as `size` partners could still meet all; None when there are too many."""
    layers = [np.zeros(1, dtype=np.uint64)]
    for step in range(1, size + 1):
        made = [np.zeros(0, dtype=np.uint64)]
        for states, kinds in walk.moves(layers[-1], size - step):
            trials -= len(states)
            if trials < 0:
                return None
            after = layers[-1][states] | walk.masks[kinds]
            after = _once(after)
            made.append(after[step + walk.cost(after) <= size + _SLACK] if step < size else after[after == walk.wanted])
        layers.append(_once(np.concatenate(made)))
        if len(layers[-1]) > _STATES:
            return None
    return layers


def _once(masks: Masks) -> Masks:
    """Each mask once, in order: what np.unique gives, several times as fast as its hashing here."""
    ordered = np.sort(masks)
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def _live_steps(walk: _Walk, layers: list[Masks]) -> tuple[Moves, ...]:
    """The moves that lead to the end, step by step."""
    steps: list[Moves] = []
    alive = layers[-1]
    for left, layer in enumerate(reversed(layers[:-1])):
        found = [_living(walk, layer, alive, states, kinds) for states, kinds in walk.moves(layer, left)]
        before, kind, after = (np.concatenate(part) for part in zip(*found, strict=True))
        living, place = np.unique(before, return_inverse=True)
        steps.append(Moves(place.astype(np.int64), kind, after))
        alive = layer[living]
    return tuple(reversed(steps))


def _living(
    walk: _Walk, layer: Masks, alive: Masks, states: Numbers, kinds: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    after = layer[states] | walk.masks[kinds]
    place = np.minimum(np.searchsorted(alive, after), len(alive) - 1)
    good = alive[place] == after
    return states[good], kinds[good], place[good]
