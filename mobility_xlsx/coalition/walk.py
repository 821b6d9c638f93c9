"""The walk that finds all smallest lists.

What counts on the way is only which needs are met so far, so lists that meet the same needs after the same number of
steps share one state. The next partner is always one for the rarest need still unmet, or, with `quick`, for the one
fewest could be asked for. A state is dropped when what it still lacks costs more partners than are left
(see `bounds`). On a few hundred organizations this is far faster than a solver, and it proves the size by itself.
"""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mobility_xlsx.coalition.bounds import PARTNER, Bound, Masks, Whole, bound_for, sifted
from mobility_xlsx.coalition.lists import Kinds, Lists, Moves, Numbers
from mobility_xlsx.coalition.solver import Pricing

_WORD = 64  # needs that fit into one number
_STATES = 3_000_000  # near the end; beyond them the solver is the better way
_STATES_EARLY = 20_000  # they at most double with each step to the end
_AT_ONCE = 1_000_000
_HASHED = 22  # bits
_ODD = np.uint64(0x9E3779B97F4A7C15)
_NOT_ASKED = np.int32(1 << 30)
_GRADES = 1024  # how finely a need's holders are counted by what they are worth


def all_lists(
    kinds: Kinds, longest: int | None = None, trials: int = 5_000_000, *, quick: bool = False
) -> Lists | None:
    """All smallest lists, or None when it takes more than `trials` to find them: then the solver has to do.

    None too when they are longer than `longest`, those who must be on them not counted. With `quick` the way through
    the states is another, and shorter; the lists are the same.
    """
    places = kinds.wanted.bit_length()
    if places > _WORD:
        return None
    if not places:
        return Lists(kinds, ()) if longest is None or longest >= 0 else None
    walk = _walk(kinds, places, quick)
    size = max(1, -(-int(walk.bound.cost(np.zeros(1, dtype=np.uint64))[0]) // PARTNER))
    while longest is None or size <= longest:
        layers = _layers(walk, size, trials)
        if layers is None:
            return None
        if len(layers[-1].states):
            return Lists(kinds, _live_steps(walk, layers))
        size += 1
    return None


class _Walk(Struct, frozen=True):
    """`holders` are for each need the kinds that meet it, the dearest first; `worths` what each of them is worth.

    `counts` says, for each grade and need, how many holders are worth that much; empty to take the rarest need.
    """

    masks: Masks
    meeting: Whole
    pricing: Pricing
    bound: Bound
    holders: tuple[Numbers, ...]
    worths: tuple[Whole, ...]
    counts: NDArray[np.int32]

    @property
    def wanted(self) -> np.uint64:
        """The state in which every need is met."""
        return np.uint64((1 << len(self.holders)) - 1)

    def moves(self, layer: "_Layer", left: int) -> Iterator[tuple[Numbers, Numbers]]:
        """In parts, which state may go on with which kind, if `left` partners are left after it."""
        least = self._least(layer.states, left)
        for need, kinds in enumerate(self.holders):
            here = np.flatnonzero(layer.asked == need)
            if not len(here):
                continue
            counts = np.searchsorted(-self.worths[need], -least[here], side="right")
            for part in _parts(counts):
                repeated = counts[part]
                starts = np.cumsum(repeated) - repeated
                offsets = np.arange(int(repeated.sum())) - np.repeat(starts, repeated)
                yield np.repeat(here[part], repeated), kinds[offsets]

    def layer(self, states: Masks, left: int) -> "_Layer":
        """The states with the need each goes on with, if `left` partners are left after that."""
        asked = np.zeros(len(states), dtype=np.int8)
        for start in range(0, len(states), _AT_ONCE // 10):
            part = states[start : start + _AT_ONCE // 10]
            met = np.unpackbits(part.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")[:, : len(self.holders)]
            if len(self.counts):
                grades = np.clip(self._least(part, left) * _GRADES // PARTNER, 0, _GRADES)
                asked[start : start + len(part)] = (self.counts[grades] + met * _NOT_ASKED).argmin(axis=1)
            else:
                asked[start : start + len(part)] = met.argmin(axis=1)
        return _Layer(states, asked)

    def _least(self, states: Masks, left: int) -> Whole:
        """What the next partner of each state has to be worth."""
        return self.bound.cost(states).astype(np.int64) - left * PARTNER


class _Layer(Struct, frozen=True):
    states: Masks
    asked: NDArray[np.int8]


def _parts(counts: Numbers) -> Iterator[slice]:
    """Slices of about as many moves as fit into memory well."""
    ends = np.cumsum(counts)
    start = 0
    while start < len(counts):
        done = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, done + _AT_ONCE, side="right")))
        yield slice(start, stop)
        start = stop


def _walk(kinds: Kinds, places: int, quick: bool) -> _Walk:
    masks = np.array(kinds.needs, dtype=np.uint64)
    meeting = (masks[:, None] >> np.arange(places, dtype=np.uint64) & np.uint64(1)).astype(np.int64)
    pricing = Pricing(meeting)
    bound = bound_for(pricing, meeting, kinds.wanted)
    worth = meeting @ bound.prices
    some = [np.flatnonzero(meeting[:, place]) for place in range(places)]
    holders = tuple(group[np.argsort(-worth[group], kind="stable")] for group in some)
    worths = tuple(worth[group] for group in holders)
    grades = np.arange(_GRADES + 1) * (PARTNER // _GRADES)
    counts = [np.searchsorted(-group, -grades, side="right") for group in worths] if quick else []
    return _Walk(masks, meeting, pricing, bound, holders, worths, np.array(counts, dtype=np.int32).T.copy())


def _layers(walk: _Walk, size: int, trials: int) -> list[_Layer] | None:
    """The states after each step, as far as `size` partners could still meet all; None when there are too many."""
    layers = [walk.layer(np.zeros(1, dtype=np.uint64), size - 1)]
    learned: tuple[Bound, ...] = ()
    for step in range(1, size + 1):
        before, left = layers[-1], size - step
        made = [np.zeros(0, dtype=np.uint64)]
        for states, kinds in walk.moves(before, left):
            trials -= len(states)
            if trials < 0:
                return None
            after = before.states[states] | walk.masks[kinds]
            for bound in (walk.bound, *learned):
                after = bound.hopeful(after, left)
            made.append(_once(after))
        reached = _once(np.concatenate(made))
        if left:
            reached, learned = sifted(reached, left, walk.pricing, walk.meeting)
        if len(reached) > max(_STATES_EARLY, _STATES >> max(0, left - 2)):
            return None
        layers.append(walk.layer(reached if left else reached[reached == walk.wanted], left - 1))
    return layers


def _once(masks: Masks) -> Masks:
    """Each mask once, in order: what np.unique gives, several times as fast as its hashing here."""
    ordered = np.sort(masks)
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def _live_steps(walk: _Walk, layers: list[_Layer]) -> tuple[Moves, ...]:
    """The moves that lead to the end, step by step."""
    steps: list[Moves] = []
    alive = layers[-1].states
    for left, layer in enumerate(reversed(layers[:-1])):
        marked = np.zeros(1 << _HASHED, dtype=bool)
        marked[_hashes(alive)] = True
        found = [_living(walk.masks, layer.states, (alive, marked), move) for move in walk.moves(layer, left)]
        before, kind, after = (np.concatenate(part) for part in zip(*found, strict=True))
        living, place = np.unique(before, return_inverse=True)
        steps.append(Moves(place.astype(np.int64), kind, after))
        alive = layer.states[living]
    return tuple(reversed(steps))


def _hashes(states: Masks) -> Numbers:
    """A number for each state, to tell most states that are not alive without a search."""
    return (states * _ODD >> np.uint64(_WORD - _HASHED)).astype(np.int64)


def _living(
    masks: Masks, states_before: Masks, alive: tuple[Masks, NDArray[np.bool_]], move: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers, Numbers]:
    """The moves that lead to a state alive, as from, kind and to."""
    states, kinds = move
    ends, marked = alive
    after = states_before[states] | masks[kinds]
    likely = np.flatnonzero(marked[_hashes(after)])
    states, kinds, after = states[likely], kinds[likely], after[likely]
    place = np.minimum(np.searchsorted(ends, after), len(ends) - 1)
    good = ends[place] == after
    return states[good], kinds[good], place[good]
