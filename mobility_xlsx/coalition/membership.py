"""Who is in every, in some and in no list as good as the one found: as short, or meeting as much at its size."""

from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from mobility_xlsx.coalition import ranking
from mobility_xlsx.coalition.cover import LEVELS, Choice, Reached, Task, bits, values
from mobility_xlsx.coalition.exchanges import Known, explored, terms
from mobility_xlsx.coalition.levels import Columns, choose, fewest, held, lay_out
from mobility_xlsx.coalition.lists import Lists, kinds_of
from mobility_xlsx.coalition.smallest import Smallest, lists_of
from mobility_xlsx.coalition.solver import Effort, maximize, prices
from mobility_xlsx.coalition.walk import all_lists

_SHARE = 0.3  # of the time, for telling "some" from "none" when there are too many lists to walk through
_SWAPPED_LISTS = 400  # lists made by single replacements, before the solver is asked


class Membership(Struct, frozen=True):
    """The numbers in every and in some (those in every too) such list.

    `possible` holds all that may be in some list: just `some` once all is `settled`, else more;
    `perhaps_every` those that no list was found to do without, before the time ran out.
    """

    every: frozenset[int]
    some: frozenset[int]
    possible: frozenset[int]
    perhaps_every: frozenset[int] = frozenset()

    def of(self, number: int) -> str:
        """every, some or none; "" for what stayed open."""
        if number in self.every:
            return "every"
        if number in self.perhaps_every:
            return ""
        if number in self.some:
            return "some"
        return "" if number in self.possible else "none"

    @property
    def settled(self) -> bool:
        """Everybody's place is known."""
        return self.possible == self.some and not self.perhaps_every


class _Kinds(Struct, frozen=True):
    """Organizations that meet the same needs as one; `members` of each, the ones that must be on apart."""

    task: Task
    members: tuple[tuple[int, ...], ...]
    meeting: NDArray[np.float64]

    def numbers(self, some: Iterable[int]) -> frozenset[int]:
        """Everybody of these kinds."""
        return frozenset(number for kind in some for number in self.members[kind])

    def of(self, numbers: tuple[int, ...]) -> frozenset[int]:
        """The kinds these organizations are of."""
        kinds = {number: kind for kind, members in enumerate(self.members) for number in members}
        return frozenset(kinds[number] for number in numbers if number in kinds)


def begin(task: Task, effort: Effort) -> tuple[Choice, Membership]:
    """A list that is best at the first two levels, and who is in every, some and no such list."""
    found = lists_of(task)
    if found is not None:
        return from_rows(task, found)
    lists = all_lists(kinds_of(task)) if task.size is None else None
    if lists is not None:
        return from_lists(task, lists)
    start = fewest(task, effort)
    return start, by_solver(task, start, effort.part(_SHARE))


def best(task: Task, effort: Effort) -> tuple[Choice, Membership]:
    """The list that is best at every level in turn, and who is in every, some and no list as short."""
    start, where = begin(task, effort)
    found = lists_of(task)
    ranked = None if found is None else ranking.best(task, found, start.chosen)
    return ranked or choose(task, start, where.possible, effort), where


def from_rows(task: Task, found: Smallest) -> tuple[Choice, Membership]:
    """The same, read off all smallest lists one by one."""
    chosen = tuple(sorted({*task.must, *(found.leading.members[kind][0] for kind in found.rows[0].tolist())}))
    some = found.some | task.must
    return _proven(task, chosen), Membership(found.every | task.must, some, some)


def _proven(task: Task, chosen: tuple[int, ...]) -> Choice:
    levels = tuple(Reached(name, value, value) for name, value in zip(LEVELS[:2], values(task, chosen), strict=False))
    return Choice(chosen, levels, settled=False)


def from_lists(task: Task, lists: Lists) -> tuple[Choice, Membership]:
    """The same, read off all smallest lists."""
    members = lists.kinds.members
    way = lists.one()
    some = {number for kind in lists.some for number in members[kind]}
    every = {members[kind][0] for kind in way if len(members[kind]) == 1 and not lists.without(kind)}
    chosen = tuple(sorted({*task.must, *(members[kind][0] for kind in way)}))
    places = Membership(frozenset(every | task.must), frozenset(some | task.must), frozenset(some | task.must))
    return _proven(task, chosen), places


def by_solver(task: Task, choice: Choice, effort: Effort) -> Membership:
    """Every, some or none for lists as good as `choice`, where they are too many to walk through."""
    if not all(level.proven for level in choice.levels):
        return Membership(task.must, task.must | set(choice.chosen), frozenset(range(len(task.candidates))))
    kinds = _kinds(task)
    layout = lay_out(kinds.task, tuple(range(len(kinds.members))))
    for level in choice.levels[:2]:
        layout = held(layout, level)
    layout = _without_hopeless(layout, choice)
    start = kinds.of(choice.chosen)
    known = _near(kinds, layout, choice, start, Known(start, start))
    known, settled = _seen_by_solver(kinds, layout, known, choice, effort)
    seen = known.some
    every, sure = _in_every(kinds, layout, known.every, effort)
    single = frozenset(number for kind in every for number in kinds.members[kind] if len(kinds.members[kind]) == 1)
    some = kinds.numbers(seen) | task.must
    hopeful = np.flatnonzero(layout.program.upper[: layout.program.choices])
    possible = some if settled else kinds.numbers(int(kind) for kind in hopeful) | some
    return Membership(task.must | single if sure else task.must, some, possible, frozenset() if sure else single)


def _kinds(task: Task) -> _Kinds:
    members: dict[tuple[int, int], list[int]] = {}
    for number, one in enumerate(task.candidates):
        apart = number if number in task.must else -1
        members.setdefault((apart, one.needs), []).append(number)
    ordered = sorted(members.items(), key=lambda item: item[1])
    candidates = tuple(replace(task.candidates[group[0]], traits=0) for _, group in ordered)
    must = frozenset(kind for kind, ((apart, _), _) in enumerate(ordered) if apart >= 0)
    meeting = np.zeros((len(ordered), len(task.weights)))
    for kind, one in enumerate(candidates):
        meeting[kind, list(bits(one.needs))] = 1.0
    reduced = replace(task, candidates=candidates, must=must)
    return _Kinds(reduced, tuple(tuple(group) for _, group in ordered), meeting)


def _without_hopeless(layout: Columns, choice: Choice) -> Columns:
    """Kinds that even in fractions would make every list too long are barred."""
    if layout.task.size is not None:
        return layout
    bound, costs = prices(layout.program, layout.objective("partners"))
    if bound == float("inf"):
        return layout
    choices = layout.program.choices
    hopeless = -bound + costs[:choices] > -choice.levels[1].value + 1e-6
    upper = layout.program.upper.copy()
    upper[:choices][hopeless & (layout.program.lower[:choices] == 0)] = 0.0
    return replace(layout, program=replace(layout.program, upper=upper))


def _by_swaps(
    kinds: _Kinds, lists: list[frozenset[int]], seen: frozenset[int], choice: Choice
) -> tuple[list[frozenset[int]], frozenset[int]]:
    """The lists that single replacements lead to as long as they bring in somebody new, and all seen in them."""
    made, waiting = list(lists), list(lists)
    while waiting and len(made) < _SWAPPED_LISTS:
        for swapped in _swaps(kinds, waiting.pop(), choice):
            if not swapped <= seen:
                seen |= swapped
                waiting.append(swapped)
                made.append(swapped)
            elif len(made) < _SWAPPED_LISTS // 2:
                made.append(swapped)
    return made, seen


def _near(kinds: _Kinds, layout: Columns, choice: Choice, start: frozenset[int], known: Known) -> Known:
    """What the lists near to `start` show besides what is known."""
    task = kinds.task
    barred = np.flatnonzero(layout.program.upper[: layout.program.choices] == 0)
    needs = [one.needs for one in task.candidates]
    around = terms(needs, task.every_need, task.must, frozenset(barred.tolist())) if task.size is None else None
    if around is not None:
        return explored(around, start, known)
    lists, seen = _by_swaps(kinds, [start], known.some | start, choice)
    return Known(seen, known.every.intersection(*lists))


def _swaps(kinds: _Kinds, chosen: frozenset[int], choice: Choice) -> Iterator[frozenset[int]]:
    task = kinds.task
    weights = np.ones(len(task.weights)) if task.size is None else np.array(task.weights, dtype=np.float64)
    wanted = choice.levels[0].value
    count = kinds.meeting[sorted(chosen)].sum(axis=0)
    room = task.size is not None and sum(1 for _ in chosen) < task.size
    leaving = [kind for kind in sorted(chosen) if kind not in task.must]
    for gone in [*leaving, None] if room else leaving:
        left = count if gone is None else count - kinds.meeting[gone]
        missing = wanted - weights[left > 0].sum()
        gains = kinds.meeting @ np.where(left > 0, 0.0, weights)
        others = chosen if gone is None else chosen - {gone}
        for kind in np.flatnonzero(gains >= missing - 1e-9):
            if int(kind) not in chosen:
                yield others | {int(kind)}


def _seen_by_solver(kinds: _Kinds, layout: Columns, known: Known, choice: Choice, effort: Effort) -> tuple[Known, bool]:
    """All kinds in some list: lists with as many unseen kinds as possible are asked for until there is none."""
    while True:
        objective = np.zeros(len(layout.program.lower))
        unseen = [kind for kind in range(len(kinds.members)) if kind not in known.some]
        objective[unseen] = 1.0
        if not np.any(objective * layout.program.upper):
            return known, True
        outcome = maximize(layout.program, objective, effort)
        if outcome.chosen is None or not set(outcome.chosen) - known.some:
            return known, outcome.proven or outcome.impossible
        known = _near(kinds, layout, choice, frozenset(outcome.chosen), known)


def _in_every(kinds: _Kinds, layout: Columns, every: frozenset[int], effort: Effort) -> tuple[frozenset[int], bool]:
    """Those of `every` that no list can do without."""
    every = frozenset(kind for kind in every if kind not in kinds.task.must and len(kinds.members[kind]) == 1)
    while every:
        objective = np.zeros(len(layout.program.lower))
        objective[sorted(every)] = -1.0
        outcome = maximize(layout.program, objective, effort)
        if outcome.chosen is None or every <= set(outcome.chosen):
            return every, outcome.proven
        every &= set(outcome.chosen)
    return every, True
