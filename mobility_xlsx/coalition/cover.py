"""Which organizations to choose so that every need is met: the exact mathematics, on plain numbers."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

LEVELS = (
    "needs met",
    "partners",
    "strengths and sectors",
    "needs met twice",
    "closeness",
    "nominations",
    "no partner too many",
)


class Candidate(Struct, frozen=True):
    """One organization as numbers: bit j of `needs` says that it meets need j, of `traits` that it has trait t."""

    needs: int
    traits: int = 0
    closeness: int = 0
    nominations: int = 0


class Task(Struct, frozen=True):
    """What to choose from, in the order of the names; a place in `candidates` is an organization's number.

    `weights` are whole numbers, one for each need. With `size` None the fewest that meet every need are wanted, and
    every need has somebody; otherwise the best list of at most `size`.
    """

    candidates: tuple[Candidate, ...]
    weights: tuple[int, ...]
    must: frozenset[int] = frozenset()
    size: int | None = None

    @property
    def every_need(self) -> int:
        """The needs as one number with a bit for each."""
        return (1 << len(self.weights)) - 1


class Reached(Struct, frozen=True):
    """What the list reaches at one level, and what no list that is as good at the levels before can exceed.

    Larger is better at every level: "partners" counts below zero.
    """

    name: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Nothing better exists."""
        return self.value == self.bound


class Choice(Struct, frozen=True):
    """The numbers of the chosen, in order, and what they reach at each level.

    `settled` says that every level is proven and that of all lists as good this is the first by name.
    """

    chosen: tuple[int, ...]
    levels: tuple[Reached, ...]
    settled: bool


def bits(mask: int) -> tuple[int, ...]:
    """The places of the ones in `mask`, in order."""
    places = []
    while mask:
        low = mask & -mask
        places.append(low.bit_length() - 1)
        mask ^= low
    return tuple(places)


def met(task: Task, chosen: Iterable[int]) -> int:
    """The needs that at least one of the chosen meets."""
    mask = 0
    for number in chosen:
        mask |= task.candidates[number].needs
    return mask


def met_twice(task: Task, chosen: Iterable[int]) -> int:
    """The needs that at least two of the chosen meet."""
    once = twice = 0
    for number in chosen:
        twice |= once & task.candidates[number].needs
        once |= task.candidates[number].needs
    return twice


def worth(task: Task, mask: int) -> int:
    """The weights of the needs in `mask`, together."""
    return sum(task.weights[place] for place in bits(mask))


def values(task: Task, chosen: Sequence[int]) -> tuple[int, ...]:
    """What a list reaches at each of LEVELS; larger is better at every one."""
    traits = 0
    for number in chosen:
        traits |= task.candidates[number].traits
    first = met(task, chosen)
    return (
        first.bit_count() if task.size is None else worth(task, first),
        -len(chosen) if task.size is None else 0,
        traits.bit_count(),
        worth(task, met_twice(task, chosen)),
        sum(task.candidates[number].closeness for number in chosen),
        sum(task.candidates[number].nominations for number in chosen),
        -len(chosen),
    )


def greedy(task: Task) -> tuple[int, ...]:
    """The list that taking the largest gain each time leads to: for comparison, and to start from."""
    chosen = sorted(task.must)
    covered = met(task, chosen)
    limit = len(task.candidates) if task.size is None else task.size
    while len(chosen) < limit:
        gains = [_gain(task, candidate.needs & ~covered) for candidate in task.candidates]
        best = max(range(len(gains)), key=lambda number: gains[number], default=None)
        if best is None or gains[best] == 0:
            break
        chosen.append(best)
        covered |= task.candidates[best].needs
    return tuple(sorted(chosen))


def _gain(task: Task, mask: int) -> int:
    return mask.bit_count() if task.size is None else worth(task, mask)


def without(task: Task, gone: frozenset[int]) -> Task:
    """The task when these organizations decline; needs that nobody is left to meet are no longer part of it.

    The numbers of the others stay as they are.
    """
    nobody = Candidate(0)
    left = [nobody if number in gone else one for number, one in enumerate(task.candidates)]
    still = 0
    for one in left:
        still |= one.needs
    kept = bits(task.every_need & still)
    if len(kept) < len(task.weights):
        left = [replace(one, needs=_packed(one.needs, kept)) for one in left]
    weights = tuple(task.weights[place] for place in kept)
    return replace(task, candidates=tuple(left), weights=weights, must=task.must - gone)


def _packed(mask: int, kept: Sequence[int]) -> int:
    return sum(1 << low for low, place in enumerate(kept) if mask >> place & 1)
