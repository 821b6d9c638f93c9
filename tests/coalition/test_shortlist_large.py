"""Lists too large to be finished in time, and the steps that make them smaller."""

import random

import pytest

from mobility_xlsx.coalition.cover import Candidate, Task, greedy, met, values, without
from mobility_xlsx.coalition.dominance import undominated
from mobility_xlsx.coalition.levels import fewest
from mobility_xlsx.coalition.membership import begin
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization
from mobility_xlsx.coalition.shortlist import Wishes, shortlist
from mobility_xlsx.coalition.solver import Effort
from mobility_xlsx.coalition.swaps import improved, table


def random_task(seed: int, count: int, needs: int) -> Task:
    chance = random.Random(seed)
    candidates = tuple(
        Candidate(
            sum({1 << need for need in chance.choices(range(needs), k=chance.randint(1, 4))}),
            chance.getrandbits(6),
            chance.randint(0, 4),
            chance.randint(0, 2),
        )
        for _ in range(count)
    )
    return without(Task(candidates, tuple(chance.randint(1, 5) for _ in range(needs))), frozenset())


@pytest.mark.parametrize("seed", range(10))
def test_single_replacements_never_make_a_list_worse(seed: int) -> None:
    task = random_task(seed, 60, 20)
    start = greedy(task)
    better = improved(table(task, tuple(range(60))), start)
    assert len(better) == len(start)
    assert met(task, better) == task.every_need
    assert values(task, better) >= values(task, start), f"seed {seed}"


@pytest.mark.parametrize("seed", range(10))
def test_walk_and_solver_find_the_same_size(seed: int) -> None:
    task = random_task(seed, 60, 20)
    assert begin(task, Effort())[0].levels == fewest(task, Effort()).levels, f"seed {seed}"


def test_who_does_no_more_than_another_is_left_aside() -> None:
    candidates = (
        Candidate(0b011, 0b1, 2),  # the second does all this one does, and is better known
        Candidate(0b111, 0b1, 3),
        Candidate(0b111, 0b1, 3, 1),  # named more often than the one before
        Candidate(0b001, 0b10, 0),  # the only one with this trait
    )
    assert undominated(Task(candidates, (1, 1, 1))) == (2, 3)
    assert undominated(Task(candidates, (1, 1, 1), must=frozenset({0}))) == (0, 2)
    assert undominated(Task(candidates, (1, 1, 1), size=2)) == (1, 2, 3)


@pytest.mark.thorough
def test_a_list_that_time_cut_short_says_so() -> None:
    chance = random.Random(7)
    needs = tuple(Need(NeedKind.PREDICTOR, f"Need {number}", float(chance.randint(1, 5))) for number in range(60))
    organizations = tuple(
        Organization(
            f"o{number:04}",
            f"Organization {number:04}",
            (),
            domains=tuple({need.label: None for need in chance.choices(needs, k=chance.randint(1, 6))}),
        )
        for number in range(3000)
    )
    found = shortlist(Inventory(organizations), needs, Wishes(time_limit=0.3))
    assert {label for pick in found.picks for label in pick.meets} == {need.label for need in needs}
    assert found.at_least <= found.size <= len(found.greedy)
    assert found.proven == (found.at_least == found.size)
    assert not found.settled
    sure = "is the fewest" if found.proven else f"at least {found.at_least} are needed"
    assert sure in found.says
    assert all(level.bound >= level.value for level in found.levels)
