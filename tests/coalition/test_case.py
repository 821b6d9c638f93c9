"""A request as numbers: weights, who may be chosen, what nobody meets, and how long the solver may take."""

import pytest

from mobility_xlsx.coalition.case import Wishes, closest, make_case, whole_weights
from mobility_xlsx.coalition.cover import Candidate
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization, Source, Tie

HERE = Source("a.xlsx", "Part 2", "B5")
YOUTH, ELDERS = (Need(NeedKind.GROUP, label) for label in ("Disengaged youth", "Older adults"))
HOUSING, CLOUT = Need(NeedKind.PREDICTOR, "Housing stability"), Need(NeedKind.ASSET, "Political clout")


@pytest.mark.parametrize(
    ("weights", "whole"),
    [
        ((), ()),
        ((0, 0), (0, 0)),
        ((-1, -2), (0, 0)),
        ((3, -2, 0), (1, 0, 0)),
        ((7,), (1,)),
        ((4, 6, 2), (2, 3, 1)),
        ((0.5, 1.5, 1), (1, 3, 2)),
        ((1 / 3, 1 / 2), (2, 3)),
        ((0.1, 0.7), (1, 7)),
        ((1, 10_000), (1, 10_000)),
        ((1, 10_001), (1, 10_000)),
        ((1, 1 / 3, 1 / 7, 1 / 11, 1 / 13, 1 / 17), (10_000, 3_333, 1_429, 909, 769, 588)),
    ],
)
def test_weights_become_the_smallest_whole_numbers_in_proportion(
    weights: tuple[float, ...], whole: tuple[int, ...]
) -> None:
    assert whole_weights(weights) == whole


@pytest.mark.parametrize(
    ("organizations", "limit", "seconds"),
    [(999, None, 60), (1_000, None, 18), (10_000, None, 18), (10_001, None, 60), (5, 2.5, 2.5), (5_000, 0.0, 0.0)],
)
def test_thousands_get_less_time_unless_staff_set_it(organizations: int, limit: float | None, seconds: float) -> None:
    assert Wishes(time_limit=limit).seconds(organizations) == seconds


def test_everything_has_its_place() -> None:
    zoo = Organization(
        "1", "Zoo", (), type="Private sector", populations=(YOUTH.label,), strengths=("trusted",), nominations=3
    )
    ark = Organization("2", "ark", (), domains=(HOUSING.label,), assets=(CLOUT.label, "Land"))
    barn = Organization("3", "Barn", (), type="Philanthropy", populations=(HOUSING.label,), strengths=("local",))
    bare = Organization("4", "barn", (), assets=(CLOUT.label,))
    gone = Organization("5", "Gone", (), populations=(ELDERS.label, YOUTH.label))
    ties = (Tie("r", "1", 2, HERE), Tie("s", "1", 3, HERE), Tie("t", "1", 1, HERE), Tie("r", "5", 4, HERE))
    poor = Need(NeedKind.ASSET, "Money")
    wishes = Wishes(
        must=("3", "5", "9"),
        leave_out=("5",),
        strengths=("local", "trusted"),
        sectors=("Philanthropy", "Private sector"),
    )
    case = make_case(Inventory((zoo, gone, barn, bare, ark), ties=ties), (YOUTH, CLOUT, poor, ELDERS, HOUSING), wishes)
    assert [one.id for one in case.organizations] == ["2", "3", "4", "1"]
    assert (case.needs, case.gaps, case.lost) == ((CLOUT, YOUTH, HOUSING), (poor,), (ELDERS,))
    assert case.traits == ("local", "trusted", "Philanthropy", "Private sector")
    assert case.task.candidates == (
        Candidate(0b101),
        Candidate(0, 0b0101),
        Candidate(0b001),
        Candidate(0b010, 0b1010, 3, 3),
    )
    assert (case.task.weights, case.task.must, case.task.size) == ((1, 1, 1), frozenset({1}), None)
    assert case.labels(0b110) == (YOUTH.label, HOUSING.label)
    assert case.of(0b101) == (CLOUT, HOUSING)


def test_of_a_need_set_twice_the_first_counts() -> None:
    one = Organization("1", "Ark", (), populations=(YOUTH.label, ELDERS.label))
    needs = (
        Need(YOUTH.kind, YOUTH.label, 2.0),
        Need(ELDERS.kind, ELDERS.label, 3.0),
        Need(YOUTH.kind, YOUTH.label, 9.0),
    )
    case = make_case(Inventory((one,)), needs, Wishes())
    assert (case.needs, case.task.weights) == (needs[:2], (2, 3))


@pytest.mark.parametrize(
    ("size", "must", "length"), [(2, (), 2), (0, (), 0), (-1, (), 0), (0, ("1",), 1), (1, ("1",), 1)]
)
def test_a_list_is_as_long_as_asked_but_holds_all_who_must_be_on_it(
    size: int, must: tuple[str, ...], length: int
) -> None:
    one = Organization("1", "Ark", (), populations=(YOUTH.label,))
    assert make_case(Inventory((one,)), (YOUTH,), Wishes(size=size, must=must)).task.size == length


def test_the_closest_tie_counts_whoever_has_it() -> None:
    ties = (Tie("r", "a", 2, HERE), Tie("s", "a", 3, HERE), Tie("t", "a", 1, HERE), Tie("r", "b", 0, HERE))
    assert closest(Inventory((), ties=ties)) == {"a": 3, "b": 0}
