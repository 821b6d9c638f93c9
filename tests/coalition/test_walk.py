"""All smallest lists, found by walking through states, against every list there is."""

import random
from bisect import bisect_left
from itertools import combinations

import numpy as np
import pytest

from mobility_xlsx.coalition import bounds, walk
from mobility_xlsx.coalition.bounds import PARTNER, Whole, bound_for, sifted
from mobility_xlsx.coalition.cover import Candidate, Task, met
from mobility_xlsx.coalition.lists import Kinds, Lists, kinds_of, maximal, only
from mobility_xlsx.coalition.solver import Pricing
from mobility_xlsx.coalition.walk import all_lists

SEEDS = range(25)


def any_kinds(seed: int) -> Kinds:
    """Up to twelve kinds that meet up to seven needs, each need met by one of them at least."""
    chance = random.Random(seed)
    needs = chance.randint(1, 7)
    masks = {chance.getrandbits(needs) & chance.getrandbits(needs) | 1 << chance.randrange(needs) for _ in range(12)}
    masks |= {1 << need for need in range(needs) if not any(mask >> need & 1 for mask in masks)}
    ordered = chance.sample(sorted(masks), len(masks))
    return Kinds(tuple((2 * number, 2 * number + 1) for number in range(len(masks))), tuple(ordered), 2**needs - 1)


def every_smallest(kinds: Kinds) -> tuple[tuple[int, ...], ...]:
    for size in range(len(kinds.needs) + 1):
        some = [way for way in combinations(range(len(kinds.needs)), size) if _meets(kinds, way) == kinds.wanted]
        if some:
            return tuple(some)
    raise AssertionError


def _meets(kinds: Kinds, way: tuple[int, ...]) -> int:
    return int(np.bitwise_or.reduce([kinds.needs[kind] for kind in way])) if way else 0


def walked(kinds: Kinds, *, quick: bool = False) -> Lists:
    lists = all_lists(kinds, quick=quick)
    assert lists is not None
    return lists


def every(lists: Lists) -> tuple[tuple[int, ...], ...]:
    rows = lists.rows(10**6)
    assert rows is not None
    return tuple(map(tuple, rows.tolist()))


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_walk_finds_every_smallest_list_and_no_other(seed: int, quick: bool) -> None:
    kinds = any_kinds(seed)
    expected = every_smallest(kinds)
    assert every(walked(kinds, quick=quick)) == expected, f"seed {seed}"


@pytest.mark.parametrize("quick", [False, True])
def test_work_done_in_small_parts_finds_the_same(monkeypatch: pytest.MonkeyPatch, quick: bool) -> None:
    monkeypatch.setattr(walk, "_AT_ONCE", 20)
    for seed in SEEDS:
        assert every(walked(any_kinds(seed), quick=quick)) == every_smallest(any_kinds(seed)), f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_tell_who_is_on_them(seed: int) -> None:
    kinds = any_kinds(seed)
    lists, expected = walked(kinds), every_smallest(kinds)
    assert lists.some == frozenset(kind for way in expected for kind in way), f"seed {seed}"
    assert tuple(sorted(lists.one())) in expected, f"seed {seed}"
    for kind in range(len(kinds.needs)):
        assert lists.without(kind) == any(kind not in way for way in expected), f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_list_has_the_highest_sum_of_scores(seed: int) -> None:
    kinds, chance = any_kinds(seed), random.Random(seed)
    scores = [chance.randint(-3, 5) for _ in kinds.needs]
    expected = every_smallest(kinds)
    most = max(sum(scores[kind] for kind in way) for way in expected)
    found = tuple(sorted(walked(kinds).best(np.array(scores, dtype=np.int64))))
    assert found in expected, f"seed {seed}"
    assert sum(scores[kind] for kind in found) == most, f"seed {seed}"


def test_of_lists_with_equal_scores_the_one_whose_last_kind_comes_first_wins() -> None:
    kinds = Kinds(((0,), (1,), (2,), (3,)), (0b01, 0b01, 0b10, 0b10), 0b11)
    assert [walked(kinds).best(np.array(scores)) for scores in ([1, 1, 1, 1], [0, 1, 0, 0])] == [(0, 2), (1, 2)]


def test_no_more_lists_are_told_than_wanted() -> None:
    kinds = Kinds(((0,), (1,), (2,), (3,), (4,)), (0b01, 0b01, 0b10, 0b10, 0b10), 0b11)
    lists = walked(kinds)
    rows = lists.rows(6)
    assert rows is not None
    assert len(rows) == 6
    assert lists.rows(5) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_walk_ends_where_lists_get_too_long(seed: int) -> None:
    kinds = any_kinds(seed)
    size = len(every_smallest(kinds)[0])
    assert all_lists(kinds, size - 1) is None, f"seed {seed}"
    lists = all_lists(kinds, size)
    assert lists is not None
    assert every(lists) == every_smallest(kinds), f"seed {seed}"


def test_nothing_to_meet_takes_nobody() -> None:
    nothing = Kinds(((0,),), (0,), 0)
    for lists in (all_lists(nothing), all_lists(nothing, 0)):
        assert lists == Lists(nothing, ())
        assert (every(lists), lists.one(), lists.some) == (((),), (), frozenset())
        rows = lists.rows(1)
        assert rows is not None
        assert rows.shape == (1, 0)
        assert lists.without(0)
    assert all_lists(nothing, -1) is None


def trials_needed(kinds: Kinds, *, quick: bool = False) -> int:
    return bisect_left(range(64), True, key=lambda trials: all_lists(kinds, trials=trials, quick=quick) is not None)


def test_a_walk_gives_up_after_as_many_trials_as_it_was_given() -> None:
    # Two meet the rarest need, and after either of them two meet the next.
    assert trials_needed(Kinds(((0,), (1,), (2,), (3,)), (0b001, 0b011, 0b110, 0b100), 0b111)) == 6
    # Each pair of four needs is met by somebody: three ways to begin, three to go on. Who meets one need is not tried.
    pairs = tuple(1 << one | 1 << other for one, other in combinations(range(4), 2))
    kinds = Kinds(tuple((number,) for number in range(10)), (*pairs, 1, 2, 4, 8), 0b1111)
    assert trials_needed(kinds) == trials_needed(kinds, quick=True) == 3 + 3 * 3


def test_the_quick_walk_tries_less() -> None:
    slow, quick = (sum(trials_needed(any_kinds(seed), quick=quick) for seed in range(8)) for quick in (False, True))
    assert quick < 0.9 * slow


def test_a_walk_gives_up_when_there_are_too_many_states(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two ways to meet the first four needs, and as many to meet the others: two states when three or one are left.
    block = (0b0101, 0b1001, 0b1010, 0b0110)
    kinds = Kinds(tuple((number,) for number in range(8)), (*block, *(mask << 4 for mask in block)), 0b11111111)
    monkeypatch.setattr(walk, "_STATES_EARLY", 1)
    for most, lists in ((4, 4), (3, None)):
        monkeypatch.setattr(walk, "_STATES", most)  # halved for each step before the last two
        found = all_lists(kinds)
        assert (len(every(found)) if found is not None else None) == lists
    monkeypatch.setattr(walk, "_STATES_EARLY", 2)
    assert all_lists(kinds) is not None


def test_sixty_four_needs_are_walked_through_and_more_are_left_to_others() -> None:
    for needs in (64, 65):
        halves = ((1 << 32) - 1, (1 << needs) - (1 << 32))
        lists = all_lists(Kinds(((0,), (1,)), halves, (1 << needs) - 1))
        assert (every(lists) if lists is not None else None) == (((0, 1),) if needs == 64 else None)


@pytest.mark.parametrize("seed", SEEDS)
def test_kinds_are_those_who_meet_the_same_of_what_is_left(seed: int) -> None:
    chance = random.Random(seed)
    candidates = tuple(Candidate(chance.getrandbits(5) & chance.getrandbits(5)) for _ in range(14))
    task = Task(candidates, (1,) * 5, frozenset(chance.sample(range(14), chance.randint(0, 2))))
    left = [need for need in range(5) if not met(task, task.must) >> need & 1]
    free = [number for number in range(14) if number not in task.must]
    rarest = sorted(left, key=lambda need: (sum(candidates[number].needs >> need & 1 for number in free), need))

    def kind(number: int) -> tuple[int, ...]:
        return tuple(candidates[number].needs >> need & 1 for need in rarest)

    found = kinds_of(task)
    assert found.wanted == 2 ** len(left) - 1, f"seed {seed}"
    assert sorted(number for group in found.members for number in group) == [
        number for number in free if any(kind(number))
    ]
    assert list(found.members) == sorted(found.members), f"seed {seed}"
    for group, needs in zip(found.members, found.needs, strict=True):
        assert {kind(number) for number in group} == {tuple(needs >> place & 1 for place in range(len(left)))}
    assert len(set(found.needs)) == len(found.needs), f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_leading_kinds_are_those_whose_needs_no_other_has_all_of(seed: int) -> None:
    kinds = any_kinds(seed)
    led = [
        place
        for place, mask in enumerate(kinds.needs)
        if not any(mask != other and mask & other == mask for other in kinds.needs)
    ]
    assert maximal(kinds) == Kinds(
        tuple(kinds.members[place] for place in led), tuple(kinds.needs[place] for place in led), kinds.wanted
    )
    assert only(kinds, [kinds.members[0], (99,)]) == Kinds(kinds.members[:1], kinds.needs[:1], kinds.wanted)


def least(kinds: Kinds, state: int) -> int:
    """How many more partners it takes from a state, by trying."""
    return next(
        size
        for size in range(len(kinds.needs) + 1)
        if any(
            (_meets(kinds, way) | state) & kinds.wanted == kinds.wanted
            for way in combinations(range(len(kinds.needs)), size)
        )
    )


def priced(kinds: Kinds) -> tuple[Pricing, Whole]:
    meeting = np.array([[mask >> need & 1 for need in range(kinds.wanted.bit_length())] for mask in kinds.needs])
    return Pricing(meeting), meeting


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bound_never_asks_for_more_partners_than_it_takes(seed: int) -> None:
    kinds, chance = any_kinds(seed), random.Random(seed)
    pricing, meeting = priced(kinds)
    states = np.arange(kinds.wanted + 1, dtype=np.uint64)
    true = np.array([least(kinds, state) for state in range(kinds.wanted + 1)])
    bound = bound_for(pricing, meeting, chance.randint(1, kinds.wanted))
    assert (bound.cost(states) <= true * PARTNER).all(), f"seed {seed}"
    for left in range(4):
        hopeful = set(bound.hopeful(states, left).tolist())
        assert hopeful >= {state for state in range(kinds.wanted + 1) if true[state] <= left}, f"seed {seed}"
        assert hopeful == {state for state, cost in enumerate(bound.cost(states)) if cost <= left * PARTNER}


def test_needs_with_nobody_in_common_cost_a_partner_each() -> None:
    # 20 needs in a row of their own, each with one kind, and pairs of the last two told apart.
    kinds = Kinds(tuple((number,) for number in range(20)), tuple(1 << number for number in range(20)), (1 << 20) - 1)
    pricing, meeting = priced(kinds)
    bound = bound_for(pricing, meeting, kinds.wanted)
    states = [0, 1, 1 << 19, 0b11 << 15, kinds.wanted, kinds.wanted - 1, kinds.wanted - (1 << 17)]
    assert bound.cost(np.array(states, dtype=np.uint64)).tolist() == [
        cost * PARTNER for cost in (20, 19, 19, 18, 0, 1, 1)
    ]
    some = bound_for(pricing, meeting, 0b110)
    assert some.cost(np.array([0, 0b010, 0b110], dtype=np.uint64)).tolist() == [2 * PARTNER, PARTNER, 0]


def test_three_needs_of_which_each_kind_meets_two_cost_a_partner_and_a_half() -> None:
    kinds = Kinds(((0,), (1,), (2,)), (0b011, 0b101, 0b110), 0b111)
    pricing, meeting = priced(kinds)
    (cost,) = bound_for(pricing, meeting, 0b111).cost(np.zeros(1, dtype=np.uint64)).tolist()
    assert 1.5 * PARTNER - 3 <= cost <= 1.5 * PARTNER


def test_sifting_drops_hopeless_states_only_and_tells_the_bounds_that_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_FEW", 3)
    dropped = 0
    for seed in SEEDS:
        kinds = any_kinds(seed)
        pricing, meeting = priced(kinds)
        states = np.arange(kinds.wanted + 1, dtype=np.uint64)
        true = np.array([least(kinds, state) for state in range(kinds.wanted + 1)])
        for left in range(1, 3):
            kept, told = sifted(states, left, pricing, meeting)
            assert set(kept.tolist()) >= set(np.flatnonzero(true <= left).tolist()), f"seed {seed}"
            assert len(told) <= 4, f"seed {seed}"
            assert bool(told) == (len(kept) < len(states)), f"seed {seed}"
            again = states
            for bound in told:
                again = bound.hopeful(again, left)
            assert set(again.tolist()) >= set(kept.tolist()), f"seed {seed}"
            dropped += len(states) - len(kept)
    assert dropped > 300


def test_few_states_are_not_sifted() -> None:
    kinds = Kinds(((0,), (1,)), (0b01, 0b10), 0b11)
    pricing, meeting = priced(kinds)
    states = np.zeros(2_999, dtype=np.uint64)
    assert [len(part) for part in sifted(states, 1, pricing, meeting)] == [2_999, 0]
    more = np.zeros(3_000, dtype=np.uint64)
    assert [len(part) for part in sifted(more, 1, pricing, meeting)] == [0, 1]
