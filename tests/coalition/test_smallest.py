"""All smallest lists one by one, and who is on them, against every list there is."""

import random
from itertools import combinations

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition import smallest
from mobility_xlsx.coalition.cover import Candidate, Task, met, without
from mobility_xlsx.coalition.smallest import lists_of

SEEDS = range(40)


def any_task(seed: int) -> Task:
    chance = random.Random(seed)
    needs, count = chance.randint(1, 6), chance.randint(2, 9)
    masks = [chance.getrandbits(needs) & (chance.getrandbits(needs) | 1) for _ in range(count)]
    must = frozenset(chance.sample(range(count), chance.choice([0, 0, 1])))
    return without(Task(tuple(map(Candidate, masks)), (1,) * needs, must), frozenset())


def every_smallest(task: Task) -> list[frozenset[int]]:
    for size in range(len(task.candidates) + 1):
        lists = map(frozenset, combinations(range(len(task.candidates)), size))
        some = [chosen for chosen in lists if task.must <= chosen and met(task, chosen) == task.every_need]
        if some:
            return some
    raise AssertionError


@pytest.mark.parametrize("part", [1, 1_000])
@pytest.mark.parametrize("seed", SEEDS)
def test_who_is_on_every_and_on_some_list(seed: int, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smallest, "_AT_ONCE", part)
    task = any_task(seed)
    found, expected = lists_of(task), every_smallest(task)
    assert found is not None
    assert found.some | task.must == frozenset.union(*expected), f"seed {seed}"
    assert found.every | task.must == frozenset.intersection(*expected), f"seed {seed}"
    members = [[found.leading.members[kind][0] for kind in row] for row in found.rows.tolist()]
    for chosen in members:
        assert task.must.union(chosen) in expected, f"seed {seed}"


def tied(needs: int, others: int) -> Task:
    """Two for each of so many needs, who differ in two needs besides; then others."""
    masks = [1 << need | 1 << needs + offset for need in range(needs) for offset in range(2)]
    return Task(tuple(map(Candidate, (*masks, *range(1, others + 1)))), (1,) * (needs + 2))


def test_too_many_lists_or_kinds_are_left_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    task = tied(3, 0)
    found = lists_of(task)
    assert found is not None
    count, kinds = len(found.rows), len(found.kinds.needs)
    assert (count, kinds) == (6, 6)  # each of three needs once, with not all of them on one side
    for name, most in (("_MOST", count), ("_MOST_KINDS", kinds)):
        smallest._smallest.cache_clear()
        monkeypatch.setattr(smallest, name, most - 1)
        assert lists_of(task) is None
        smallest._smallest.cache_clear()
        monkeypatch.setattr(smallest, name, 36 if name == "_MOST" else most)  # counted once for each order they come in
        assert lists_of(task) is not None


def test_too_many_trials_are_left_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    smallest._smallest.cache_clear()
    monkeypatch.setattr(smallest, "_TRIALS", 3)
    assert lists_of(tied(4, 0)) is None
    smallest._smallest.cache_clear()


def test_lists_of_a_size_are_not_walked_through() -> None:
    assert lists_of(replace(tied(3, 0), size=4)) is None
