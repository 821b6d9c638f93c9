"""Replacing one partner at a time, and who need not be looked at, against trying everybody."""

import random

import pytest

from mobility_xlsx.coalition.cover import Candidate, Task, met, values
from mobility_xlsx.coalition.dominance import undominated
from mobility_xlsx.coalition.swaps import improved, table

SEEDS = range(60)


def any_task(seed: int) -> Task:
    chance = random.Random(seed)
    needs, count = chance.randint(1, 6), chance.randint(1, 10)
    alike = [Candidate(chance.getrandbits(needs), chance.getrandbits(2), chance.randint(0, 4)) for _ in range(4)]
    candidates = [
        chance.choice(alike)
        if chance.random() < 0.4
        else Candidate(chance.getrandbits(needs), chance.getrandbits(2), chance.randint(0, 4), chance.randint(0, 2))
        for _ in range(count)
    ]
    must = frozenset(chance.sample(range(count), chance.choice([0, 0, 1])))
    size = chance.choice([None, max(1, len(must)), 2, 3])
    return Task(tuple(candidates), tuple(chance.randint(0, 3) for _ in range(needs)), must, size)


def bettered(task: Task, kept: tuple[int, ...], chosen: tuple[int, ...]) -> tuple[int, ...]:
    """By trying: the replacement that betters the list most, the first of equals, until none does."""
    swaps = [
        tuple(sorted({*chosen, coming} - {gone}))
        for gone in sorted(set(chosen) - task.must)
        for coming in kept
        if coming not in chosen
    ]
    best = max(swaps, key=lambda swap: values(task, swap), default=chosen)
    return bettered(task, kept, best) if values(task, best) > values(task, chosen) else chosen


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_replacement_is_made_until_none_betters_the_list(seed: int) -> None:
    task, chance = any_task(seed), random.Random(seed)
    everybody = range(len(task.candidates))
    kept = tuple(sorted({*task.must, *chance.sample(everybody, chance.randint(1, len(everybody)))}))
    chosen = tuple(sorted({*task.must, *chance.sample(kept, chance.randint(1, len(kept)))}))
    assert improved(table(task, kept), chosen) == bettered(task, kept, chosen), f"seed {seed}"


def test_a_partner_who_is_on_the_list_is_not_put_in_a_second_time() -> None:
    # The first is the closest of all, but is on the list: the last comes for the second.
    task = Task((Candidate(0b1, closeness=4), Candidate(0b1, closeness=1), Candidate(0b1, closeness=2)), (1,), size=2)
    assert improved(table(task, (0, 1, 2)), (0, 1)) == (0, 2)


def test_a_list_is_left_alone_when_it_holds_somebody_who_was_left_aside() -> None:
    task = Task((Candidate(0b1), Candidate(0b1, closeness=2), Candidate(0b1, closeness=3)), (1,))
    assert improved(table(task, (1, 2)), (0,)) == (0,)
    assert improved(table(task, (1, 2)), (1,)) == (2,)
    assert improved(table(task, (1, 2)), ()) == ()


def test_no_number_of_nominations_makes_up_for_a_closer_tie() -> None:
    candidates = (Candidate(0b1, nominations=9), Candidate(0b1, nominations=9), Candidate(0b1, closeness=1))
    task = Task(candidates, (1,), size=1)
    assert improved(table(task, (0, 1, 2)), (0,)) == (2,)
    assert improved(table(Task((*candidates, Candidate(0b1)), (1,), size=2), (0, 1, 2, 3)), (0, 3)) == (0, 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_left_aside_is_who_has_enough_before_them_that_do_all_they_do(seed: int) -> None:
    task = any_task(seed)
    left = ~met(task, task.must)
    numbers = [
        number for number, one in enumerate(task.candidates) if task.size is not None or one.needs & left
    ]  # on a smallest list nobody is without a need of their own

    def before(number: int, other: int) -> bool:
        one, two = task.candidates[number], task.candidates[other]
        known = (two.closeness, two.nominations, -other) > (one.closeness, one.nominations, -number)
        return known and not one.needs & ~two.needs and not one.traits & ~two.traits

    enough = task.size or 1
    kept = [number for number in numbers if sum(before(number, other) for other in numbers) < enough]
    assert undominated(task) == tuple(sorted({*kept, *task.must})), f"seed {seed}"


@pytest.mark.parametrize("needs", [64, 65, 128, 130])
def test_more_needs_than_fit_into_a_number_are_told_apart(needs: int) -> None:
    last = 1 << needs - 1  # only the first and the last two meet it, and the second is known best
    candidates = (Candidate(1 | last), Candidate(1, closeness=2), Candidate(last), Candidate(last))
    assert undominated(Task(candidates, (1,) * needs)) == (0, 1)


def test_a_list_of_no_length_leaves_aside_as_one_of_one_would() -> None:
    assert undominated(Task((Candidate(0b1), Candidate(0b1)), (1,), size=0)) == (0,)
