"""How steady the list is when respondents' votes are drawn again (the acceptability index of SMAA).

Each draw asks as many respondents as answered, picked with repetition, and counts their ticks; a need that none of
them ticked keeps half a vote, since it stays a need. Weights that staff set move in proportion. On smallest lists all
needs are met whatever they weigh, so only one level depends on the weights: all lists that are best before it are
listed once, and each draw is a table look-up. Where there are too many lists, or the best list of a size is wanted,
each draw betters the list found by single replacements, which is no proof but the same on every machine, and says so.
"""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.coalition.case import Case, Wishes, make_case, whole_weights
from mobility_xlsx.coalition.cover import Task
from mobility_xlsx.coalition.dominance import undominated
from mobility_xlsx.coalition.lists import Numbers
from mobility_xlsx.coalition.ranking import widest
from mobility_xlsx.coalition.records import Inventory, Need
from mobility_xlsx.coalition.shortlist import NO_WISHES, Shortlist
from mobility_xlsx.coalition.smallest import lists_of
from mobility_xlsx.coalition.swaps import improved, table

DRAWS = 1000
SEED = 4
_MOST_LISTS = 100_000
_ALWAYS, _USUALLY = 0.995, 0.5


class Steadiness(Struct, frozen=True):
    """How often an organization is on the best list of that size, from 0 to 1, and in a word."""

    id: str
    name: str
    share: float

    @property
    def word(self) -> str:
        """always, usually or sometimes; "never" for those on no draw's list."""
        if self.share >= _ALWAYS:
            return "always"
        if self.share >= _USUALLY:
            return "usually"
        return "sometimes" if self.share > 0 else "never"


class Steady(Struct, frozen=True):
    """`each` holds everybody who was on some list, the steadiest first; `draws` is how many were counted."""

    each: tuple[Steadiness, ...]
    draws: int
    says: str


def steadiness(
    inventory: Inventory,
    needs: Sequence[Need],
    ballots: Sequence[tuple[str, ...]],
    found: Shortlist,
    wishes: Wishes = NO_WISHES,
) -> Steady:
    """How often each organization is on the list when the respondents' votes are drawn again.

    `ballots` are the keys of the needs that each respondent ticked.
    """
    case = make_case(inventory, needs, wishes)
    drawn = _drawn(case, sorted(ballots), DRAWS)
    smallest = lists_of(case.task)
    lists = None if smallest is None else widest(case.task, smallest, _MOST_LISTS)
    if lists is not None:
        counts = _looked_up(case.task, lists, drawn)
    else:
        numbers = {one.id: number for number, one in enumerate(case.organizations)}
        start = tuple(sorted(numbers[one] for one in found.ids))
        counts = _replaced(replace(case.task, size=found.size), start, drawn)
    done = sum(counts.values())
    shares: Counter[int] = Counter()
    for chosen, times in counts.items():
        shares.update(dict.fromkeys(chosen, times))
    each = [
        Steadiness(case.organizations[number].id, case.organizations[number].name, times / done)
        for number, times in shares.items()
    ]
    ordered = tuple(sorted(each, key=lambda one: (-one.share, one.name, one.id)))
    return Steady(ordered, done, _says(done, len(ballots), lists is not None))


def _says(done: int, ballots: int, exact: bool) -> str:
    if ballots < 2:
        return "With fewer than two respondents there is nobody to disagree, so the list cannot move."
    how = "" if exact else " Each time the list was bettered by replacing one partner at a time."
    return f"Drawn again {done:,} times from {ballots} respondents.{how}"


def _drawn(case: Case, ballots: Sequence[tuple[str, ...]], draws: int) -> Counter[tuple[int, ...]]:
    """How often each set of whole weights came up."""
    if not ballots:
        return Counter({case.task.weights: draws})
    chance = random.Random(SEED)
    ticks = np.array([[need.key in ballot for need in case.needs] for ballot in map(frozenset, ballots)], np.int64)
    votes, numbers = np.maximum(ticks.sum(axis=0), 0.5), range(len(ballots))
    weights = np.array([need.weight for need in case.needs])
    found: Counter[tuple[int, ...]] = Counter()
    for _ in range(draws):
        asked = np.bincount(chance.choices(numbers, k=len(ballots)), minlength=len(ballots))
        shares = np.maximum(asked @ ticks, 0.5) / votes
        found[whole_weights((weights * shares).tolist())] += 1
    return found


def _looked_up(task: Task, lists: Numbers, drawn: Counter[tuple[int, ...]]) -> Counter[tuple[int, ...]]:
    """How often each of the lists is the best; of equals the first counts."""
    needs = np.array([[one.needs >> place & 1 for place in range(len(task.weights))] for one in task.candidates])
    met = np.zeros((len(lists), len(task.weights)), dtype=np.int64)
    for numbers in lists.T:
        met += needs[numbers]
    twice, first = np.unique(met > 1, axis=0, return_index=True)
    order = np.argsort(first)
    twice, first = twice[order].astype(np.float64), first[order]
    counts: Counter[tuple[int, ...]] = Counter()
    for weights, times in drawn.items():
        row = lists[first[int(np.argmax(twice @ np.array(weights, dtype=np.float64)))]]
        counts[tuple(row.tolist())] += times
    return counts


def _replaced(task: Task, start: tuple[int, ...], drawn: Counter[tuple[int, ...]]) -> Counter[tuple[int, ...]]:
    """For each draw the list that single replacements lead to from `start`; the same on every machine."""
    board = table(task, tuple(sorted({*undominated(task), *start})))
    counts: Counter[tuple[int, ...]] = Counter()
    for weights, times in drawn.items():
        counts[improved(replace(board, task=replace(task, weights=weights)), start)] += times
    return counts
