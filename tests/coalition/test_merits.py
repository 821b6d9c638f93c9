"""Many lists told side by side reach what each of them does by itself."""

import random
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest

from mobility_xlsx.coalition.cover import Candidate, Task, values
from mobility_xlsx.coalition.merits import CLOSENESS_ALONE, TRAITS_ALONE, Merits, merits, scale

SEEDS = range(30)


def any_task(seed: int, needs: int) -> Task:
    chance = random.Random(seed)
    candidates = tuple(
        Candidate(chance.getrandbits(needs), chance.getrandbits(6), chance.randint(0, 4), chance.randint(0, 3))
        for _ in range(6)
    )
    return Task(candidates, tuple(chance.randint(0, 3) for _ in range(needs)))


def together(everybody: Merits, lists: Sequence[tuple[int, ...]]) -> Merits:
    first, *others = np.array(lists, dtype=np.int64).T
    total = everybody.at(first)
    for places in others:
        total = total.beside(everybody.at(places))
    return total


@pytest.mark.parametrize("needs", [3, 16, 17, 40, 64])
def test_scores_stand_in_the_order_of_the_levels(needs: int) -> None:
    for seed in SEEDS:
        task = any_task(seed, needs)
        everybody, grades = merits(task), scale(task, 3)
        assert everybody is not None
        assert grades is not None
        lists = list(combinations(range(6), 3))
        reached = together(everybody, lists)
        levels = [values(task, chosen)[2:6] for chosen in lists]
        scores = grades.scores(reached).tolist()
        for one, other in combinations(range(len(lists)), 2):
            assert (scores[one] < scores[other], scores[one] == scores[other]) == (
                levels[one] < levels[other],
                levels[one] == levels[other],
            ), f"seed {seed}"
        assert TRAITS_ALONE.scores(reached).tolist() == [level[0] for level in levels]
        assert reached.nominations.tolist() == [level[3] for level in levels]
        blank = Merits(reached.once, reached.twice, reached.traits, reached.closeness, np.zeros_like(reached.closeness))
        assert CLOSENESS_ALONE.scores(blank).tolist() == [level[2] for level in levels]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_most_of_some_is_no_less_than_any_of_them_and_no_more_than_all(seed: int) -> None:
    everybody = merits(any_task(seed, 5))
    assert everybody is not None
    pairs = together(everybody, list(combinations(range(6), 2)))
    most = pairs.most()
    for field in ("once", "twice", "traits"):
        masks = getattr(pairs, field).tolist()
        assert getattr(most, field).tolist() == [int(np.bitwise_or.reduce(masks))], f"seed {seed}"
    assert most.closeness.tolist() == [max(pairs.closeness.tolist())]
    assert most.nominations.tolist() == [max(pairs.nominations.tolist())]


@pytest.mark.parametrize("field", ["needs", "traits"])
def test_sixty_four_needs_or_traits_fit_and_more_do_not(field: str) -> None:
    for mask, fits in ((1 << 63, True), (1 << 64, False)):
        one = Candidate(mask) if field == "needs" else Candidate(0, mask)
        assert (merits(Task((one,), ())) is not None) is fits


def test_no_score_runs_over() -> None:
    most = 2**62 // 65
    for nominations, fits in ((most - 1, True), (most, False)):
        task = Task((Candidate(1, (1 << 64) - 1, 0, nominations),), (0,))
        grades = scale(task, 1)
        assert (grades is not None) is fits
        if grades is not None:
            everybody = merits(task)
            assert everybody is not None
            assert grades.scores(everybody).tolist() == [64 * most + nominations]


def test_only_the_largest_that_a_list_can_hold_count_for_the_scale() -> None:
    task = Task(tuple(Candidate(0, 0, number, 10 * number) for number in range(5)), (2, 3))
    grades = scale(task, 2)
    assert grades is not None
    assert (grades.twice, grades.closeness, grades.nominations) == (6, 8, 71)


def test_an_empty_task_has_no_merits() -> None:
    everybody = merits(Task((), ()))
    assert everybody is not None
    assert [len(getattr(everybody, field)) for field in Merits.__struct_fields__] == [0] * 5
