"""Exchanging two partners shows what is true of all smallest lists, and nothing more."""

import random
from itertools import combinations

import pytest

from mobility_xlsx.coalition import exchanges
from mobility_xlsx.coalition.exchanges import Known, explored, terms

NONE: frozenset[int] = frozenset()


def smallest_lists(needs: list[int], wanted: int) -> list[frozenset[int]]:
    def meets_all(chosen: tuple[int, ...]) -> bool:
        met = 0
        for kind in chosen:
            met |= needs[kind]
        return met & wanted == wanted

    for size in range(1, len(needs) + 1):
        found = [frozenset(chosen) for chosen in combinations(range(len(needs)), size) if meets_all(chosen)]
        if found:
            return found
    return []


@pytest.mark.parametrize("seed", range(20))
def test_what_exchanges_show_is_so(seed: int) -> None:
    chance = random.Random(seed)
    needs = list({sum(1 << need for need in chance.sample(range(8), chance.choice((1, 2, 3)))): 0 for _ in range(14)})
    wanted = 0
    for mask in needs:
        wanted |= mask
    lists = smallest_lists(needs, wanted)
    around = terms(needs, wanted, NONE, NONE)
    assert around is not None
    known = explored(around, lists[0], Known(lists[0], lists[0]))
    assert known.some <= frozenset.union(*lists), f"seed {seed}"
    assert known.every >= frozenset.intersection(*lists), f"seed {seed}"
    near = [one for one in lists if len(one - lists[0]) <= 2]
    assert known.some >= frozenset.union(*near), f"seed {seed}"
    assert known.every <= frozenset.intersection(*near), f"seed {seed}"


@pytest.mark.parametrize("seed", range(20))
def test_exchanges_made_in_small_parts_show_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    needs = list({sum(1 << need for need in chance.sample(range(7), chance.choice((1, 2, 3)))): 0 for _ in range(14)})
    wanted = sum(1 << need for need in range(7) if any(mask >> need & 1 for mask in needs))
    lists = smallest_lists(needs, wanted)
    around = terms(needs, wanted, NONE, NONE)
    assert around is not None
    whole = explored(around, lists[-1], Known(lists[-1], lists[-1]))
    monkeypatch.setattr(exchanges, "_AT_ONCE", len(needs) * 2)
    assert explored(around, lists[-1], Known(lists[-1], lists[-1])) == whole, f"seed {seed}"


def test_who_must_be_on_a_list_is_never_exchanged() -> None:
    around = terms([0b001, 0b010, 0b100, 0b001, 0b110], 0b111, frozenset({0, 1}), NONE)
    assert around is not None
    start = frozenset({0, 1, 2})
    assert explored(around, start, Known(start, start)) == Known(start, start)
    free = terms([0b001, 0b010, 0b100, 0b001, 0b010], 0b111, frozenset({1}), NONE)
    assert free is not None
    assert explored(free, start, Known(start, start)) == Known(frozenset({0, 1, 2, 3}), frozenset({1, 2}))


def test_one_list_shows_what_is_on_it_and_more_lists_show_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two of five pairs change hands at a time, so all ten are seen after looking at three lists.
    needs = [1 << kind // 2 for kind in range(10)]
    around, start = terms(needs, 0b11111, NONE, NONE), frozenset(range(0, 10, 2))
    assert around is not None
    known = Known(frozenset({9}), frozenset(range(8)))
    for most, some, every in (
        (0, {0, 2, 4, 6, 8, 9}, {0, 2, 4, 6}),
        (1, set(range(10)), set()),
        (100, set(range(10)), set()),
    ):
        monkeypatch.setattr(exchanges, "_LISTS", most)
        assert explored(around, start, known) == Known(frozenset(some), frozenset(every))


def test_more_needs_than_fit_into_a_number_are_left_to_others() -> None:
    assert terms([1 << 64], 1 << 64, NONE, NONE) is None
    last = terms([1, 1 << 63, 1 << 63], 1 << 63 | 1, NONE, NONE)
    assert last is not None
    start = frozenset({0, 1})
    assert explored(last, start, Known(start, start)) == Known(frozenset({0, 1, 2}), frozenset({0}))


def test_whoever_is_barred_never_comes() -> None:
    around = terms([0b01, 0b10, 0b01], 0b11, NONE, frozenset({2}))
    assert around is not None
    start = frozenset({0, 1})
    assert explored(around, start, Known(start, start)) == Known(start, start)
