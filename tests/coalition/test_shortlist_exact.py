"""The chosen list against every list there is, on random small cases."""

import random
from itertools import chain, combinations

import pytest

from mobility_xlsx.coalition.cover import Candidate, Task, met, values
from mobility_xlsx.coalition.levels import choose, fewest
from mobility_xlsx.coalition.membership import Membership, begin, best, by_solver
from mobility_xlsx.coalition.solver import Effort

FEW = range(60)
MANY = range(60, 500)


def random_task(seed: int) -> Task:
    """Three to eleven candidates, up to nine needs all of which somebody meets, sometimes a size and a must."""
    chance = random.Random(seed)
    count, needs = chance.randint(3, 11), chance.randint(1, 9)
    density = chance.choice([0.15, 0.3, 0.45])
    served = [sum(1 << need for need in range(needs) if chance.random() < density) for _ in range(count)]
    for need in range(needs):
        if not any(mask >> need & 1 for mask in served):
            served[chance.randrange(count)] |= 1 << need
    candidates = tuple(
        Candidate(mask, chance.choice([0, 1, 2, 3, 4, 6]), chance.randint(0, 4), chance.choice([0, 0, 1, 2]))
        for mask in served
    )
    weights = tuple(chance.randint(0, 5) for _ in range(needs))
    must = frozenset(chance.sample(range(count), chance.choice([0, 0, 0, 1, 2])))
    size = chance.choice([None, None, max(len(must), chance.randint(1, 5))])
    return Task(candidates, weights, must, size)


def every_list(task: Task) -> list[tuple[int, ...]]:
    numbers = range(len(task.candidates))
    longest = len(numbers) if task.size is None else task.size
    lists = chain.from_iterable(combinations(numbers, length) for length in range(longest + 1))
    allowed = [chosen for chosen in lists if task.must <= set(chosen)]
    return [chosen for chosen in allowed if task.size is not None or met(task, chosen) == task.every_need]


def check_against_every_list(seed: int) -> None:
    task = random_task(seed)
    lists = every_list(task)
    first = min(lists, key=lambda chosen: (tuple(-value for value in values(task, chosen)), chosen))
    first_two = values(task, first)[:2]
    as_good = [set(chosen) for chosen in lists if values(task, chosen)[:2] == first_two]
    some = frozenset(set.union(*as_good))
    expected = Membership(frozenset(set.intersection(*as_good)), some, some)

    start, where = begin(task, Effort())
    by_solver = choose(task, start, where.possible, Effort())

    for choice in (by_solver, best(task, Effort())[0]):
        assert (choice.chosen, choice.settled) == (first, True), f"seed {seed}"
        assert tuple(level.value for level in choice.levels) == values(task, first), f"seed {seed}"
        assert all(level.proven for level in choice.levels), f"seed {seed}"
    assert where == expected, f"seed {seed}"


@pytest.mark.parametrize("seed", FEW)
def test_the_list_is_the_best_of_all_lists(seed: int) -> None:
    check_against_every_list(seed)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", MANY)
def test_the_list_is_the_best_of_all_lists_again(seed: int) -> None:
    check_against_every_list(seed)


@pytest.mark.parametrize("seed", FEW)
def test_solver_and_walk_agree_on_who_is_in_every_and_some_list(seed: int) -> None:
    task = random_task(seed)
    start, where = begin(task, Effort())
    by_walk = fewest(task, Effort())
    assert [level.value for level in by_walk.levels] == [level.value for level in start.levels], f"seed {seed}"
    assert by_solver(task, by_walk, Effort()) == where, f"seed {seed}"
