"""Every smallest list at once, as steps: which needs are met after one partner, after two, and so on.

What counts on the way is only which needs are met so far, so lists that meet the same needs after the same number of
steps share one state. A state is dropped when the prices of the needs it still lacks (the dual of the covering
program) cost more partners than are left. On a few hundred organizations this is far faster than a solver.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from .cover import Task, bits, met
from .solver import Floats, needs_prices

Masks = NDArray[np.uint64]
Places = NDArray[np.int64]

_WORD = 64  # needs that fit into one number
_STATES = 1_500_000  # per step; beyond it the solver is the better way
_AT_ONCE = 2_000_000
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Kinds:
    """Organizations that meet the same needs, as one kind; those that must be on the list are left out.

    `needs` are what is left to meet when they are on it, the rarest need as the lowest bit.
    """

    members: tuple[tuple[int, ...], ...]
    needs: tuple[int, ...]
    wanted: int


@dataclass(frozen=True, slots=True)
class Step:
    """The moves of one step that lead to a smallest list: from which state, by which kind, to which state."""

    before: Places
    kind: Places
    after: Places


@dataclass(frozen=True, slots=True)
class Lists:
    """All smallest lists: each way through `steps`, from the only first state to the only last one, is one."""

    kinds: Kinds
    steps: tuple[Step, ...]

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

    def best(self, scores: Places) -> tuple[int, ...]:
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

    def ways(self, most: int) -> tuple[tuple[int, ...], ...] | None:
        """Every list once, its kinds in order; None when more than `most` ways lead to them."""
        found: list[set[frozenset[int]]] = [{frozenset()}]
        for step in self.steps:
            after: list[set[frozenset[int]]] = [set() for _ in range(int(step.after.max()) + 1)]
            for before, kind, place in zip(step.before.tolist(), step.kind.tolist(), step.after.tolist(), strict=True):
                after[place].update(way | {kind} for way in found[before])
            if sum(map(len, after)) > most:
                return None
            found = after
        return tuple(sorted(tuple(sorted(way)) for ways in found for way in ways))

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


def all_lists(kinds: Kinds, longest: int | None = None, trials: int = 20_000_000) -> Lists | None:
    """All smallest lists, or None when it takes more than `trials` to find them: then the solver has to do.

    None too when they are longer than `longest`, those who must be on them not counted.
    """
    places = kinds.wanted.bit_length()
    if places > _WORD:
        return None
    if not places:
        return Lists(kinds, ()) if longest is None or longest >= 0 else None
    walk = _Walk(np.array(kinds.needs, dtype=np.uint64), places, _price_tables(kinds, places))
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
    masks: Masks
    needs: int
    tables: tuple[Floats, ...]

    @property
    def wanted(self) -> np.uint64:
        """The state in which every need is met."""
        return np.uint64((1 << self.needs) - 1)

    def cost(self, states: Masks) -> Floats:
        """How many more partners each state needs at least."""
        total = np.zeros(states.shape)
        for word, table in enumerate(self.tables):
            total += table[(states >> np.uint64(16 * word) & np.uint64(0xFFFF)).astype(np.intp)]
        return total

    def groups(self, states: Masks) -> list[tuple[Places, Places]]:
        """For the states with the same rarest unmet need: the states, and the kinds that meet it."""
        unmet = ~states
        lowest = unmet & (~unmet + np.uint64(1))
        found = []
        for need in range(self.needs):
            here = np.flatnonzero(lowest == np.uint64(1 << need))
            if len(here):
                kinds = np.flatnonzero(self.masks >> np.uint64(need) & np.uint64(1))
                found += [(part, kinds) for part in _parts(here, len(kinds))]
        return found


def _parts(states: Places, kinds: int) -> list[Places]:
    length = max(1, _AT_ONCE // max(1, kinds))
    return [states[start : start + length] for start in range(0, len(states), length)]


def _price_tables(kinds: Kinds, places: int) -> tuple[Floats, ...]:
    """For each 16 needs, what the unmet ones among them cost, by which of them are met."""
    prices = needs_prices(kinds.needs, places)
    tables = []
    for start in range(0, places, 16):
        table = np.zeros(1)
        for place in range(start, start + 16):
            price = prices[place] if place < places else 0.0
            table = np.concatenate([table + price, table])
        tables.append(table)
    return tuple(tables)


def _layers(walk: _Walk, size: int, trials: int) -> list[Masks] | None:
    """The states after each step, as far as `size` partners could still meet all; None when there are too many."""
    layers = [np.zeros(1, dtype=np.uint64)]
    for step in range(1, size + 1):
        made = [np.zeros(0, dtype=np.uint64)]
        for states, kinds in walk.groups(layers[-1]):
            trials -= len(states) * len(kinds)
            if trials < 0:
                return None
            after = (layers[-1][states, None] | walk.masks[kinds][None, :]).ravel()
            hopeful = step + walk.cost(after) <= size + _SLACK if step < size else after == walk.wanted
            made.append(np.unique(after[hopeful]))
        layers.append(np.unique(np.concatenate(made)))
        if len(layers[-1]) > _STATES:
            return None
    return layers


def _live_steps(walk: _Walk, layers: list[Masks]) -> tuple[Step, ...]:
    """The moves that lead to the end, step by step."""
    steps: list[Step] = []
    alive = layers[-1]
    for layer in reversed(layers[:-1]):
        moves = [_moves(walk, layer, alive, states, kinds) for states, kinds in walk.groups(layer)]
        before, kind, after = (np.concatenate(part) for part in zip(*moves, strict=True))
        living, place = np.unique(before, return_inverse=True)
        steps.append(Step(place.astype(np.int64), kind, after))
        alive = layer[living]
    return tuple(reversed(steps))


def _moves(walk: _Walk, layer: Masks, alive: Masks, states: Places, kinds: Places) -> tuple[Places, Places, Places]:
    after = (layer[states, None] | walk.masks[kinds][None, :]).ravel()
    place = np.minimum(np.searchsorted(alive, after), len(alive) - 1)
    good = np.flatnonzero(alive[place] == after)
    return states[good // len(kinds)], kinds[good % len(kinds)], place[good]
