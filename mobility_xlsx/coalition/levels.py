"""The one list that is best at every level in turn, with proof or a bound."""

from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.coalition.cover import LEVELS, Choice, Reached, Task, bits, greedy, values
from mobility_xlsx.coalition.dominance import undominated
from mobility_xlsx.coalition.solver import Constraint, Effort, Floats, Program, Solution, maximize
from mobility_xlsx.coalition.swaps import SwapTable, improved, table

_SHARE = 0.4  # of the seconds left, for each level after the first two
_SLACK = 0.01  # levels are whole numbers; HiGHS 1.16 found no list at all where it was a millionth
_BLOCK = 20  # names settled in one go: 2^20 keeps every number far from the solver's tolerance


class Columns(Struct, frozen=True):
    """The task as a program: a column for each kept candidate, then met once, met twice, and traits."""

    task: Task
    kept: tuple[int, ...]
    traits: int
    program: Program

    def objective(self, level: str) -> Floats:
        """What `level` counts, column by column."""
        task, choices, needs = self.task, len(self.kept), len(self.task.weights)
        weights = np.array(task.weights, dtype=np.float64)
        chosen = [task.candidates[number] for number in self.kept]
        counted = np.zeros(len(self.program.lower))
        if level == "needs met":
            counted[choices : choices + needs] = 1.0 if task.size is None else weights
        elif level in ("partners", "no partner too many"):
            counted[:choices] = -1.0
        elif level == "strengths and sectors":
            counted[choices + 2 * needs :] = 1.0
        elif level == "needs met twice":
            counted[choices + needs : choices + 2 * needs] = weights
        elif level == "closeness":
            counted[:choices] = [candidate.closeness for candidate in chosen]
        elif level == "nominations":
            counted[:choices] = [candidate.nominations for candidate in chosen]
        return counted

    def columns(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Where the candidates with these numbers stand."""
        places = {number: column for column, number in enumerate(self.kept)}
        return tuple(places[number] for number in numbers)

    def numbers(self, columns: Iterable[int]) -> tuple[int, ...]:
        """The candidates in these columns."""
        return tuple(self.kept[column] for column in columns)


def fewest(task: Task, effort: Effort) -> Choice:
    """A list that is best at the first two levels: as short as can be, or meeting as much as its size can."""
    kept = undominated(replace(task, candidates=tuple(replace(one, traits=0) for one in task.candidates)))
    layout = lay_out(task, kept)
    return _climb(layout, None, _first(task, layout), LEVELS[:2], effort)


def choose(task: Task, start: Choice, among: frozenset[int], effort: Effort) -> Choice:
    """The best list: level after level, each held at its value before the next is asked for.

    `start` is what `fewest` gave, `among` the organizations that are on at least one list as good as that.
    """
    kept = tuple(number for number in undominated(task) if number in among)
    layout = lay_out(task, kept)
    for level in start.levels:
        layout = held(layout, level)
    board = table(task, tuple(sorted({*kept, *start.chosen})))
    rest = _climb(layout, board, start.chosen, LEVELS[2:], effort)
    reached = values(task, rest.chosen)
    levels = tuple(
        Reached(level.name, value, max(level.bound, value))
        for level, value in zip((*start.levels, *rest.levels), reached, strict=True)
    )
    if not all(level.proven for level in levels):
        return Choice(rest.chosen, levels, settled=False)
    for level in rest.levels:
        layout = held(layout, level)
    chosen, settled = _first_by_name(layout, rest.chosen, effort)
    return Choice(chosen, levels, settled)


def _climb(
    layout: Columns, board: SwapTable | None, chosen: tuple[int, ...], names: tuple[str, ...], effort: Effort
) -> Choice:
    found: list[Reached] = []
    for name in names:
        place = LEVELS.index(name)
        if board is not None:
            chosen = improved(board, chosen)
        value = values(layout.task, chosen)[place]
        if _nothing_to_gain(layout.task, name) or value == _ceiling(layout, name):
            level = Reached(name, value, value)
        else:
            share = effort if name in LEVELS[:2] else effort.part(_SHARE)
            chosen, level = _reach(layout, name, chosen, share)
        found.append(level)
        layout = held(layout, level)
    return Choice(chosen, tuple(found), settled=False)


def _ceiling(layout: Columns, name: str) -> int | None:
    """What no list at all can exceed, where that is plain to see."""
    if name != "strengths and sectors":
        return None
    traits = 0
    for number in layout.kept:
        traits |= layout.task.candidates[number].traits
    return traits.bit_count()


def lay_out(task: Task, kept: tuple[int, ...]) -> Columns:
    """The program of `task` with only the candidates `kept` to choose from."""
    needs = len(task.weights)
    traits = max((task.candidates[number].traits.bit_length() for number in kept), default=0)
    choices = len(kept)
    lower = np.zeros(choices + 2 * needs + traits)
    upper = np.ones(len(lower))
    lower[[column for column, number in enumerate(kept) if number in task.must]] = 1.0
    if task.size is None:
        lower[choices : choices + needs] = 1.0
    rows = [*_need_rows(task, kept), *_trait_rows(task, kept, traits)]
    if task.size is not None:
        rows.append(Constraint(np.arange(choices, dtype=np.int32), np.ones(choices), float("-inf"), float(task.size)))
    return Columns(task, kept, traits, Program(lower, upper, choices, tuple(rows)))


def _need_rows(task: Task, kept: tuple[int, ...]) -> Iterable[Constraint]:
    choices, needs = len(kept), len(task.weights)
    meeting: list[list[int]] = [[] for _ in range(needs)]
    for column, number in enumerate(kept):
        for place in bits(task.candidates[number].needs):
            meeting[place].append(column)
    for place, columns in enumerate(meeting):
        first, second = choices + place, choices + needs + place
        where = np.array([*columns, first, second], dtype=np.int32)
        yield Constraint(where, np.array([1.0] * len(columns) + [-1.0, -1.0]), 0.0)
        if task.size is not None:
            yield Constraint(np.array([first, second], dtype=np.int32), np.array([1.0, -1.0]), 0.0)


def _trait_rows(task: Task, kept: tuple[int, ...], traits: int) -> Iterable[Constraint]:
    having: list[list[int]] = [[] for _ in range(traits)]
    for column, number in enumerate(kept):
        for place in bits(task.candidates[number].traits):
            having[place].append(column)
    for place, columns in enumerate(having):
        where = np.array([*columns, len(kept) + 2 * len(task.weights) + place], dtype=np.int32)
        yield Constraint(where, np.array([1.0] * len(columns) + [-1.0]), 0.0)


def _first(task: Task, layout: Columns) -> tuple[int, ...]:
    kept = set(layout.kept)
    small = replace(task, candidates=tuple(task.candidates[number] for number in layout.kept))
    renamed = replace(small, must=frozenset(layout.columns(number for number in task.must if number in kept)))
    return layout.numbers(greedy(renamed))


def _nothing_to_gain(task: Task, level: str) -> bool:
    if task.size is None:
        return level in ("needs met", "no partner too many")
    return level == "partners"


def _reach(layout: Columns, name: str, chosen: tuple[int, ...], effort: Effort) -> tuple[tuple[int, ...], Reached]:
    task, place = layout.task, LEVELS.index(name)
    objective = layout.objective(name)
    outcome = maximize(layout.program, objective, effort)
    best = _better(task, layout, outcome, chosen)
    value = values(task, best)[place]
    most = _most(layout, objective, len(chosen))
    limit = most if outcome.impossible else min(outcome.bound, most)  # there is a list: the one we hold
    bound = max(value, int(np.floor(limit + 1e-4)))
    return best, Reached(name, value, bound)


def _most(layout: Columns, objective: Floats, length: int) -> float:
    """What no list can exceed whatever it holds: its partners count at most as much as the largest there are."""
    longest = max(length, layout.task.size or 0)
    partners = np.sort(objective[: layout.program.choices])[::-1][:longest]
    return float(np.maximum(0.0, partners).sum() + np.maximum(0.0, objective[layout.program.choices :]).sum())


def _better(task: Task, layout: Columns, outcome: Solution, chosen: tuple[int, ...]) -> tuple[int, ...]:
    if outcome.chosen is None:
        return chosen
    other = layout.numbers(outcome.chosen)
    return max(chosen, other, key=lambda numbers: values(task, numbers))


def held(layout: Columns, level: Reached) -> Columns:
    """`layout` with only the lists left that reach the value of `level`."""
    if _nothing_to_gain(layout.task, level.name):
        return layout
    counted = layout.objective(level.name)
    columns = np.flatnonzero(counted).astype(np.int32)
    if not len(columns):
        return layout
    row = Constraint(columns, counted[columns], level.value - _SLACK)
    program = replace(layout.program, rows=(*layout.program.rows, row))
    return replace(layout, program=program)


def _first_by_name(layout: Columns, chosen: tuple[int, ...], effort: Effort) -> tuple[tuple[int, ...], bool]:
    if set(chosen) <= set(layout.kept) and not _another(layout, chosen, effort):
        return chosen, True
    program = layout.program
    for start in range(0, len(layout.kept), _BLOCK):
        block = np.arange(start, min(start + _BLOCK, len(layout.kept)))
        objective = np.zeros(len(program.lower))
        objective[block] = 2.0 ** np.arange(len(block) - 1, -1, -1)
        outcome = maximize(program, objective, effort)
        if outcome.chosen is None or not outcome.proven:
            return chosen, False
        chosen = layout.numbers(outcome.chosen)
        fixed = np.isin(block, outcome.chosen).astype(np.float64)
        lower, upper = program.lower.copy(), program.upper.copy()
        lower[block] = upper[block] = fixed
        program = replace(program, lower=lower, upper=upper)
    return chosen, True


def _another(layout: Columns, chosen: tuple[int, ...], effort: Effort) -> bool:
    columns = np.array(layout.columns(chosen), dtype=np.int32)
    if not len(columns):
        return False
    row = Constraint(columns, np.ones(len(columns)), float("-inf"), len(columns) - 1.0)
    program = replace(layout.program, rows=(*layout.program.rows, row))
    return not maximize(program, np.zeros(len(program.lower)), effort).impossible
