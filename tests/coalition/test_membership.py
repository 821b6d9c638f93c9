"""Levels and places where the solver was cut short: what is said holds, and what is not known is left open."""

import random

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition import levels, membership
from mobility_xlsx.coalition.cover import LEVELS, Candidate, Choice, Reached, Task, met, values, without
from mobility_xlsx.coalition.dominance import undominated
from mobility_xlsx.coalition.levels import choose, fewest
from mobility_xlsx.coalition.membership import Membership, begin, best, by_solver
from mobility_xlsx.coalition.solver import Effort

CUT_SHORT = Effort(branches=0)


def any_task(seed: int, size: int | None, count: int = 60, needs: int = 25) -> Task:
    chance = random.Random(seed)
    candidates = tuple(
        Candidate(
            sum({1 << need for need in chance.choices(range(needs), k=chance.randint(1, 4))}),
            chance.getrandbits(5) & chance.getrandbits(5),
            chance.randint(0, 4),
            chance.choice([0, 0, 1, 2]),
        )
        for _ in range(count)
    )
    must = frozenset(chance.sample(range(count), chance.choice([0, 1])))
    weights = tuple(chance.randint(1, 5) for _ in range(needs))
    return replace(without(Task(candidates, weights, must), frozenset()), size=size)


@pytest.mark.parametrize("size", [None, 5])
@pytest.mark.parametrize("seed", range(8))
def test_what_a_search_cut_short_says_of_the_first_two_levels_holds(seed: int, size: int | None) -> None:
    task = any_task(seed, size)
    short, full = fewest(task, CUT_SHORT), fewest(task, Effort())
    assert task.must <= set(short.chosen)
    assert tuple(level.value for level in short.levels) == values(task, short.chosen)[:2]
    assert [level.name for level in short.levels] == list(LEVELS[:2])
    assert all(level.proven for level in full.levels)
    assert [level.value for level in short.levels] <= [level.value for level in full.levels]
    if size is None:
        assert met(task, short.chosen) == task.every_need
        assert short.levels[0].proven
        assert short.levels[1].bound >= full.levels[1].value, f"seed {seed}"
    else:
        assert short.levels[0].bound >= full.levels[0].value, f"seed {seed}"
        assert short.levels[1] == Reached("partners", 0, 0)


@pytest.mark.parametrize("size", [None, 5])
@pytest.mark.parametrize("seed", range(8))
def test_what_a_search_cut_short_says_of_the_later_levels_holds(seed: int, size: int | None) -> None:
    task = any_task(seed, size)
    start = fewest(task, Effort())
    everybody = frozenset(range(len(task.candidates)))
    short, full = choose(task, start, everybody, CUT_SHORT), choose(task, start, everybody, Effort())
    reached = values(task, full.chosen)
    assert full.settled
    assert values(task, short.chosen)[:2] == reached[:2], f"seed {seed}"
    assert tuple(level.value for level in short.levels) == values(task, short.chosen)
    assert values(task, short.chosen) <= reached
    for short_level, value in zip(short.levels, reached, strict=True):
        assert short_level.bound >= value, f"seed {seed}"
        if short_level.value != value:
            break  # what comes after is bounded for another list
    assert not short.settled or short.chosen == full.chosen, f"seed {seed}"


def test_names_are_settled_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(4):
        chance = random.Random(seed)
        masks = [chance.getrandbits(4) | 1 << chance.randrange(4) for _ in range(9)]
        task = without(
            Task(tuple(Candidate(mask, 1 << place) for place, mask in enumerate(masks)), (1,) * 4), frozenset()
        )
        start = fewest(task, Effort())
        everybody = frozenset(range(9))
        expected = choose(task, start, everybody, Effort())
        for block in (1, 4):
            monkeypatch.setattr(levels, "_BLOCK", block)
            assert choose(task, start, everybody, Effort()) == expected, f"seed {seed}"


def test_a_list_that_no_solver_betters_is_kept() -> None:
    # Nobody is left to choose from, so the program has no columns for choices.
    task = Task((Candidate(0b1), Candidate(0b1, closeness=2)), (1,))
    found = choose(task, fewest(task, Effort()), frozenset({1}), Effort())
    assert (found.chosen, found.settled) == ((1,), True)
    nothing = Task((), ())
    assert fewest(nothing, Effort()).chosen == ()
    assert best(nothing, Effort()) == (
        Choice((), tuple(Reached(name, 0, 0) for name in LEVELS), settled=True),
        Membership(frozenset(), frozenset(), frozenset()),
    )


PLACES = Membership(frozenset({1}), frozenset({1, 2, 3}), frozenset({1, 2, 3, 4}), frozenset({3}))


@pytest.mark.parametrize(("number", "place"), [(1, "every"), (2, "some"), (3, ""), (4, ""), (5, "none")])
def test_a_place_that_is_not_known_stays_open(number: int, place: str) -> None:
    assert PLACES.of(number) == place


@pytest.mark.parametrize(
    ("where", "settled"),
    [
        (PLACES, False),
        (replace(PLACES, perhaps_every=frozenset()), False),
        (replace(PLACES, possible=PLACES.some), False),
        (replace(PLACES, possible=PLACES.some, perhaps_every=frozenset()), True),
    ],
)
def test_places_are_settled_when_none_stays_open(where: Membership, settled: bool) -> None:
    assert where.settled is settled


def test_without_a_proven_size_nobody_is_ruled_out() -> None:
    task = Task((Candidate(0b1), Candidate(0b1), Candidate(0b0)), (1,), frozenset({2}))
    open_size = Choice((0, 2), (Reached("needs met", 1, 1), Reached("partners", -2, -1)), settled=False)
    assert by_solver(task, open_size, Effort()) == Membership(frozenset({2}), frozenset({0, 2}), frozenset({0, 1, 2}))


@pytest.mark.parametrize("size", [None, 4])
@pytest.mark.parametrize("seed", range(8))
def test_places_told_by_a_solver_cut_short_are_never_wrong(
    seed: int, size: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(membership, "_SWAPPED_LISTS", 3)
    task = any_task(seed, size, 40, 14)
    choice = fewest(task, Effort())
    true, told = by_solver(task, choice, Effort()), by_solver(task, choice, CUT_SHORT)
    assert true.settled
    for number in range(len(task.candidates)):
        assert told.of(number) in ("", true.of(number)), f"seed {seed}"
    assert true == by_solver(task, choice, Effort()), f"seed {seed}"


@pytest.mark.parametrize("seed", range(12))
def test_many_and_few_swaps_before_the_solver_is_asked_tell_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = any_task(seed, 4, 40, 14)
    choice = fewest(task, Effort())
    places = by_solver(task, choice, Effort())
    monkeypatch.setattr(membership, "_SWAPPED_LISTS", 0)
    assert by_solver(task, choice, Effort()) == places, f"seed {seed}"


@pytest.mark.parametrize("needs", [64, 65])
def test_more_needs_than_the_walk_can_count_are_left_to_the_solver(needs: int) -> None:
    masks = [1 << need | 1 << (need + 1) % needs for need in range(needs)]
    task = Task(tuple(map(Candidate, masks)), (1,) * needs)
    choice, where = best(task, Effort())
    half = -(-needs // 2)
    assert len(choice.chosen) == half
    assert choice.settled
    assert where.some == where.possible == frozenset(range(needs))
    assert where.every == frozenset()
    assert choice.chosen == (0, *range(1 if needs % 2 else 2, needs - 1, 2))


def test_kinds_left_aside_do_not_come_back() -> None:
    task = any_task(3, None)
    start, where = begin(task, Effort())
    found = choose(task, start, where.possible, Effort())
    assert found.settled
    assert set(found.chosen) <= {*undominated(task), *task.must}
