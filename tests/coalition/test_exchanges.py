"""Exchanging two partners shows what is true of all smallest lists, and nothing more."""

import random
from itertools import combinations

import pytest

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


def test_more_needs_than_fit_into_a_number_are_left_to_others() -> None:
    assert terms([1 << 64], 1 << 64, NONE, NONE) is None


def test_whoever_is_barred_never_comes() -> None:
    around = terms([0b01, 0b10, 0b01], 0b11, NONE, frozenset({2}))
    assert around is not None
    start = frozenset({0, 1})
    assert explored(around, start, Known(start, start)) == Known(start, start)
