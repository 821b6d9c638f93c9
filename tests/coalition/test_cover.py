"""The plain numbers that everything about a list is told from, against the same in sets."""

import random

import pytest

from mobility_xlsx.coalition.cover import Candidate, Task, bits, greedy, met, met_twice, values, without, worth

SEEDS = range(40)


def any_task(seed: int) -> Task:
    chance = random.Random(seed)
    needs = chance.randint(1, 8)
    candidates = tuple(
        Candidate(chance.getrandbits(needs), chance.getrandbits(4), chance.randint(0, 4), chance.randint(0, 3))
        for _ in range(chance.randint(1, 9))
    )
    weights = tuple(chance.randint(0, 4) for _ in range(needs))
    must = frozenset(chance.sample(range(len(candidates)), chance.choice([0, 0, 1])))
    return Task(candidates, weights, must, chance.choice([None, 1, 2, 4]))


def served(task: Task, number: int) -> set[int]:
    return {need for need in range(len(task.weights)) if task.candidates[number].needs & 2**need}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_list_reaches_what_its_partners_do_together(seed: int) -> None:
    task, chance = any_task(seed), random.Random(seed)
    chosen = tuple(sorted(chance.sample(range(len(task.candidates)), chance.randint(0, len(task.candidates)))))
    holders = [sum(need in served(task, number) for number in chosen) for need in range(len(task.weights))]
    once, twice = ({need for need, count in enumerate(holders) if count >= least} for least in (1, 2))
    some = [task.candidates[number] for number in chosen]
    assert set(bits(met(task, chosen))) == once, f"seed {seed}"
    assert set(bits(met_twice(task, chosen))) == twice, f"seed {seed}"
    assert worth(task, met(task, chosen)) == sum(task.weights[need] for need in once), f"seed {seed}"
    assert values(task, chosen) == (
        len(once) if task.size is None else sum(task.weights[need] for need in once),
        -len(chosen) if task.size is None else 0,
        len({trait for one in some for trait in bits(one.traits)}),
        sum(task.weights[need] for need in twice),
        sum(one.closeness for one in some),
        sum(one.nominations for one in some),
        -len(chosen),
    ), f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_greedy_takes_the_first_of_the_largest_gains_until_nothing_is_gained(seed: int) -> None:
    task = any_task(seed)
    chosen = set(task.must)
    while task.size is None or len(chosen) < task.size:
        covered = set[int]().union(*(served(task, number) for number in chosen))

        def gain(number: int, covered: set[int] = covered) -> int:
            new = served(task, number) - covered
            return len(new) if task.size is None else sum(task.weights[need] for need in new)

        most = max(map(gain, range(len(task.candidates))))
        if not most:
            break
        chosen.add(next(number for number in range(len(task.candidates)) if gain(number) == most))
    assert greedy(task) == tuple(sorted(chosen)), f"seed {seed}"


def test_greedy_finds_nobody_where_there_is_nobody() -> None:
    assert greedy(Task((), (1,))) == greedy(Task((), (), size=2)) == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_who_declines_takes_along_the_needs_that_nobody_else_meets(seed: int) -> None:
    task = any_task(seed)
    gone = frozenset(random.Random(seed).sample(range(len(task.candidates)), min(2, len(task.candidates))))
    left = without(task, gone)
    stay = [number for number in range(len(task.candidates)) if number not in gone]
    still = sorted(set[int]().union(*(served(task, number) for number in stay)))
    assert left.weights == tuple(task.weights[need] for need in still), f"seed {seed}"
    assert left.every_need == 2 ** len(still) - 1
    assert (left.must, left.size) == (task.must - gone, task.size)
    for number, one in enumerate(left.candidates):
        if number in gone:
            assert one == Candidate(0)
        else:
            before = task.candidates[number]
            assert {still[place] for place in bits(one.needs)} == served(task, number), f"seed {seed}"
            assert (one.traits, one.closeness) == (before.traits, before.closeness)
            assert one.nominations == before.nominations
