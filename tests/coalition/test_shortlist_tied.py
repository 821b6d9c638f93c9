"""Cases with many lists as good: the ways to tell who is on them, and which is best, agree."""

import random
from itertools import product

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition import ranking
from mobility_xlsx.coalition.cover import Candidate, Task, values, without
from mobility_xlsx.coalition.dominance import undominated
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


def every(lists: Lists) -> list[list[int]]:
    rows = lists.rows(10**6)
    assert rows is not None
    return rows.tolist()


def one_by_one(task: Task) -> Smallest:
    found = lists_of(task)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_both_ways_of_walking_find_the_same_lists(seed: int) -> None:
    task = tied_task(seed)
    assert every(walked(task, quick=False)) == every(walked(task, quick=True)), f"seed {seed}"


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


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_that_any_weights_could_choose_are_those_with_the_most_traits(seed: int) -> None:
    task = tied_task(seed)
    kept, ways = frozenset(undominated(task)), walked(task, quick=False)
    members = [[number for number in group if number in kept] for group in ways.kinds.members]
    lists = [
        tuple(sorted((*task.must, *some))) for way in every(ways) for some in product(*(members[kind] for kind in way))
    ]
    most = max(values(task, chosen)[2] for chosen in lists)
    expected = {chosen for chosen in lists if values(task, chosen)[2] == most}
    found = ranking.widest(task, one_by_one(task), 10**6)
    assert found is not None
    assert sorted(map(tuple, found.tolist())) == sorted(expected), f"seed {seed}"
    known = [values(task, chosen)[4:6] for chosen in found.tolist()]
    assert known == sorted(known, reverse=True), f"seed {seed}"
    assert ranking.widest(task, one_by_one(task), len(expected) - 1) is None, f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_favorites_are_the_smallest_lists_of_the_highest_score(seed: int) -> None:
    task, ways = tied_task(seed), walked(tied_task(seed), quick=False)
    chance = random.Random(seed)
    scores = {group[0]: chance.randint(0, 2) for group in ways.kinds.members}
    lists = [[ways.kinds.members[kind][0] for kind in way] for way in every(ways)]
    most = max(sum(scores[number] for number in chosen) for chosen in lists)
    expected = [chosen for chosen in lists if sum(scores[number] for number in chosen) == most]
    found = ranking.favorites(task, one_by_one(task), scores, 10**6)
    assert found is not None
    told = sorted(tuple(number for number in chosen if number not in task.must) for chosen in found.tolist())
    assert told == sorted(tuple(sorted(chosen)) for chosen in expected), f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_looked_through_in_small_parts_are_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    task = tied_task(seed)
    start, _ = from_rows(task, one_by_one(task))
    chosen, wide = ranking.best(task, one_by_one(task), start.chosen), ranking.widest(task, one_by_one(task), 10**6)
    assert chosen is not None
    monkeypatch.setattr(ranking, "_FIRST", 2)
    monkeypatch.setattr(ranking, "_AT_ONCE", 3)
    assert ranking.best(task, one_by_one(task), start.chosen) == chosen, f"seed {seed}"
    again = ranking.widest(task, one_by_one(task), 10**6)
    assert again is not None
    assert wide is not None
    assert again.tolist() == wide.tolist(), f"seed {seed}"
    monkeypatch.setattr(ranking, "_TRIALS", 0)
    assert ranking.best(task, one_by_one(task), start.chosen) is None


def test_a_search_gives_up_after_its_trials(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two for the one need, two for the other: two lines begun, each with two ways to go on.
    task = Task((Candidate(0b01, 0b1), Candidate(0b01, 0b10), Candidate(0b10, 0b100), Candidate(0b10, 0b1000)), (1, 1))
    for trials, found in ((5, None), (6, 4)):
        monkeypatch.setattr(ranking, "_TRIALS", trials)
        lists = ranking.widest(task, one_by_one(task), 4)
        assert (None if lists is None else len(lists)) == found


def test_of_lists_as_good_the_first_by_name_is_the_best() -> None:
    task = Task(tuple(Candidate(0b11 if number % 2 else 0b01) for number in range(6)), (1, 1))
    found = ranking.best(task, one_by_one(task), (5,))
    assert found is not None
    assert (found.chosen, found.settled) == ((1,), True)
    assert [(level.name, level.value, level.bound) for level in found.levels[:2]] == [
        ("needs met", 2, 2),
        ("partners", -1, -1),
    ]


def test_nothing_left_to_meet_makes_one_list() -> None:
    task = Task((Candidate(0b1), Candidate(0b1)), (1,), frozenset({1}))
    found = ranking.best(task, one_by_one(task), (1,))
    assert found is not None
    assert found.chosen == (1,)
    lists = ranking.widest(task, one_by_one(task), 1)
    assert lists is not None
    assert lists.tolist() == [[1]]


def test_numbers_too_large_for_one_score_are_left_to_the_solver() -> None:
    task = Task(tuple(Candidate(1 << need % 2, 0, 4, 10**9) for need in range(6)), (10_000, 10_000))
    start, _ = from_rows(task, one_by_one(task))
    assert ranking.best(task, one_by_one(task), start.chosen) is not None
    larger = replace(task, candidates=tuple(replace(one, nominations=10**15) for one in task.candidates))
    assert ranking.best(larger, one_by_one(larger), start.chosen) is None


def test_only_kinds_that_nobody_outdoes_lead() -> None:
    candidates = (Candidate(0b011), Candidate(0b111), Candidate(0b011), Candidate(0b1000), Candidate(0b1100))
    assert maximal(kinds_of(Task(candidates, (1,) * 4))).members == ((1,), (4,))
