"""Cases with many lists as good: the ways to tell who is on them, and which is best, agree."""

import random
from dataclasses import replace

import pytest

from mobility_xlsx.coalition import ranking
from mobility_xlsx.coalition.cover import Candidate, Task, without
from mobility_xlsx.coalition.levels import choose, fewest
from mobility_xlsx.coalition.lists import Lists, kinds_of, maximal
from mobility_xlsx.coalition.membership import by_solver, from_lists, from_rows
from mobility_xlsx.coalition.smallest import Smallest, lists_of
from mobility_xlsx.coalition.solver import Effort
from mobility_xlsx.coalition.walk import all_lists

SEEDS = range(30)


def tied_task(seed: int) -> Task:
    """Forty candidates with a few needs each, many of them alike, little known and with equal weights."""
    chance = random.Random(seed)
    needs = chance.randint(8, 16)
    models = [chance.sample(range(needs), chance.choice([1, 2, 2, 3])) for _ in range(chance.choice([12, 25, 40]))]
    candidates = tuple(
        Candidate(
            sum(1 << need for need in chance.choice(models)),
            1 << chance.randrange(4) if chance.random() < 0.7 else 0,
            chance.choice([0, 0, 0, 2]),
            chance.choice([0, 0, 0, 0, 1]),
        )
        for _ in range(40)
    )
    must = frozenset(chance.sample(range(40), chance.choice([0, 0, 1])))
    return without(Task(candidates, (1,) * needs, must), frozenset())


def walked(task: Task, *, quick: bool) -> Lists:
    lists = all_lists(kinds_of(task), quick=quick)
    assert lists is not None
    return lists


def one_by_one(task: Task) -> Smallest:
    found = lists_of(task)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_both_ways_of_walking_find_the_same_lists(seed: int) -> None:
    task = tied_task(seed)
    slow, quick = walked(task, quick=False), walked(task, quick=True)
    assert slow.ways(10**6) == quick.ways(10**6), f"seed {seed}"
    rows = quick.rows(10**6)
    assert rows is not None
    assert tuple(map(tuple, rows.tolist())) == slow.ways(10**6), f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_has_the_same_place_however_it_is_told(seed: int) -> None:
    task = tied_task(seed)
    places = from_rows(task, one_by_one(task))[1]
    assert places == from_lists(task, walked(task, quick=False))[1], f"seed {seed}"
    assert places == by_solver(task, fewest(task, Effort()), Effort()), f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_looking_through_the_lists_ends_where_the_solver_does(seed: int) -> None:
    task = tied_task(seed)
    start, where = from_rows(task, one_by_one(task))
    by_looking = ranking.best(task, one_by_one(task), start.chosen)
    assert by_looking == choose(task, start, where.possible, Effort()), f"seed {seed}"


def test_numbers_too_large_for_one_score_are_left_to_the_solver() -> None:
    task = Task(tuple(Candidate(1 << need % 2, 0, 4, 10**9) for need in range(6)), (10_000, 10_000))
    start, _ = from_rows(task, one_by_one(task))
    assert ranking.best(task, one_by_one(task), start.chosen) is not None
    larger = replace(task, candidates=tuple(replace(one, nominations=10**15) for one in task.candidates))
    assert ranking.best(larger, one_by_one(larger), start.chosen) is None


def test_only_kinds_that_nobody_outdoes_lead() -> None:
    candidates = (Candidate(0b011), Candidate(0b111), Candidate(0b011), Candidate(0b1000), Candidate(0b1100))
    assert maximal(kinds_of(Task(candidates, (1,) * 4))).members == ((1,), (4,))
