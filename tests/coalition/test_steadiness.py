"""How often an organization stays on the list when the votes are drawn again."""

import pytest

from mobility_xlsx.coalition import steadiness as module
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization
from mobility_xlsx.coalition.shortlist import Wishes, shortlist
from mobility_xlsx.coalition.steadiness import DRAWS, Steadiness, steadiness

LABELS = ("Housing stability", "Digital access", "Just policing", "Neonatal health")
NEEDS = tuple(
    Need(NeedKind.PREDICTOR, label, weight) for label, weight in zip(LABELS, (3.0, 3.0, 2.0, 2.0), strict=True)
)
HOUSING, DIGITAL, POLICING, HEALTH = (need.key for need in NEEDS)


def inventory_of(**domains: tuple[int, ...]) -> Inventory:
    return Inventory(
        tuple(
            Organization(name, name, (), domains=tuple(LABELS[place] for place in places))
            for name, places in domains.items()
        )
    )


def test_a_sole_provider_is_always_on_a_smallest_list() -> None:
    inventory = inventory_of(Alpha=(0, 1), Beta=(2, 3), Gamma=(2,))
    ballots = [(HOUSING, DIGITAL), (HOUSING, POLICING), (HEALTH,)]
    steady = steadiness(inventory, NEEDS, ballots, shortlist(inventory, NEEDS))
    assert steady.draws == DRAWS
    assert [(one.id, one.word) for one in steady.each] == [("Alpha", "always"), ("Beta", "always")]


def test_the_second_partner_for_a_need_moves_with_its_votes() -> None:
    # Beta is on every smallest list; two of the others are, and each pair meets another need twice.
    inventory = inventory_of(Alpha=(0, 1), Beta=(3,), Delta=(1, 2), Gamma=(0, 2))
    ballots = [(HOUSING, POLICING, HEALTH), (HOUSING, DIGITAL), (DIGITAL, POLICING, HEALTH), (HOUSING, DIGITAL)]
    steady = steadiness(inventory, NEEDS, ballots, shortlist(inventory, NEEDS))
    shares = {one.id: one.share for one in steady.each}
    assert shares["Beta"] == 1.0
    assert shares["Alpha"] + shares["Gamma"] + shares["Delta"] == pytest.approx(2.0)
    assert 0.1 < shares["Gamma"] < shares["Alpha"] < 1.0


def test_a_list_of_a_size_follows_the_votes() -> None:
    inventory = inventory_of(Alpha=(0,), Beta=(1,), Gamma=(2,))
    ballots = [(HOUSING, DIGITAL), (HOUSING, DIGITAL), (HOUSING,), (POLICING,)]
    found = shortlist(inventory, NEEDS[:3], Wishes(size=1))
    steady = steadiness(inventory, NEEDS[:3], ballots, found, Wishes(size=1))
    assert steady.each[0].id == "Alpha"
    assert sum(one.share for one in steady.each) == pytest.approx(1.0)


def test_the_order_of_the_ballots_changes_nothing() -> None:
    inventory = inventory_of(Alpha=(0, 1), Beta=(3,), Delta=(1, 2), Gamma=(0, 2))
    ballots = [(HOUSING, POLICING), (HOUSING, DIGITAL), (DIGITAL, HEALTH)]
    found = shortlist(inventory, NEEDS)
    assert steadiness(inventory, NEEDS, ballots, found) == steadiness(inventory, NEEDS, ballots[::-1], found)


def test_without_disagreement_the_list_does_not_move() -> None:
    inventory = inventory_of(Alpha=(0, 1), Beta=(3,), Delta=(1, 2), Gamma=(0, 2))
    found = shortlist(inventory, NEEDS)
    for ballots in ([], [(HOUSING,)], [(HOUSING, DIGITAL)] * 3):
        steady = steadiness(inventory, NEEDS, ballots, found)
        assert {one.id for one in steady.each} == set(found.ids)
        assert {one.word for one in steady.each} == {"always"}


def test_two_voters_who_disagree_move_the_list_one_time_in_four() -> None:
    # Drawn twice from two, both draws are of the second voter one time in four; else the first by name stays.
    inventory = inventory_of(Alpha=(0,), Beta=(1,))
    ballots, wishes = [(HOUSING,), (DIGITAL,)], Wishes(size=1)
    steady = steadiness(inventory, NEEDS[:2], ballots, shortlist(inventory, NEEDS[:2], wishes), wishes)
    shares = {one.id: one.share for one in steady.each}
    assert shares["Alpha"] == pytest.approx(0.75, abs=0.04)
    assert shares["Alpha"] + shares["Beta"] == pytest.approx(1.0)
    assert [one.word for one in steady.each] == ["usually", "sometimes"]
    assert steady.says == (
        "Drawn again 1,000 times from 2 respondents. "
        "Each time the list was bettered by replacing one partner at a time."
    )


def test_two_voters_who_disagree_move_a_second_partner_one_time_in_four() -> None:
    # Gamma alone meets the third need; whoever else is on the list, one need is met twice, and votes decide which.
    inventory = inventory_of(Alpha=(0, 1), Beta=(0, 1), Gamma=(2, 0), Delta=(2, 1))
    ballots = [(HOUSING,), (DIGITAL,)]
    needs = tuple(Need(NeedKind.PREDICTOR, label, 1.0) for label in LABELS[:3])
    steady = steadiness(inventory, needs, ballots, shortlist(inventory, needs))
    shares = {one.id: one.share for one in steady.each}
    assert shares["Alpha"] == 1.0
    assert shares["Delta"] == pytest.approx(0.75, abs=0.04)
    assert shares["Gamma"] == pytest.approx(0.25, abs=0.04)
    assert steady.says == "Drawn again 1,000 times from 2 respondents."


@pytest.mark.parametrize(("weight", "kept"), [(1.9, True), (2.1, False)])
def test_a_need_that_nobody_ticked_in_a_draw_keeps_half_a_vote(weight: float, kept: bool) -> None:
    # When both draws are of the first voter, the second's need is worth half of what staff gave it, the first's double.
    inventory = inventory_of(Alpha=(0,), Beta=(1,))
    needs = (Need(NeedKind.PREDICTOR, LABELS[0], 1.0), Need(NeedKind.PREDICTOR, LABELS[1], 2 * weight))
    ballots, wishes = [(HOUSING,), (DIGITAL,)], Wishes(size=1)
    steady = steadiness(inventory, needs, ballots, shortlist(inventory, needs, wishes), wishes)
    shares = {one.id: one.share for one in steady.each}
    assert (shares.get("Alpha", 0.0) == pytest.approx(0.25, abs=0.04)) is kept
    assert (shares.get("Alpha", 0.0) == 0.0) is not kept


def test_a_need_that_nobody_ticked_at_all_keeps_its_weight() -> None:
    inventory = inventory_of(Alpha=(0,), Beta=(1,))
    needs = (Need(NeedKind.PREDICTOR, LABELS[0], 1.0), Need(NeedKind.PREDICTOR, LABELS[1], 2.5))
    ballots, wishes = [(HOUSING,), (HEALTH,)], Wishes(size=1)
    steady = steadiness(inventory, needs, ballots, shortlist(inventory, needs, wishes), wishes)
    assert [(one.id, one.share) for one in steady.each] == [("Beta", 1.0)]


def test_too_many_lists_are_bettered_one_partner_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    inventory = inventory_of(Alpha=(0, 1), Beta=(3,), Delta=(1, 2), Gamma=(0, 2))
    ballots = [(HOUSING, POLICING, HEALTH), (HOUSING, DIGITAL), (DIGITAL, POLICING, HEALTH), (HOUSING, DIGITAL)]
    found = shortlist(inventory, NEEDS)
    exact = steadiness(inventory, NEEDS, ballots, found)
    assert "replacing" not in exact.says
    monkeypatch.setattr(module, "_MOST_LISTS", 2)
    again = steadiness(inventory, NEEDS, ballots, found)
    assert again.says == f"{exact.says} Each time the list was bettered by replacing one partner at a time."
    assert sorted(one.id for one in again.each) == sorted(one.id for one in exact.each)
    assert again.each[0] == exact.each[0] == Steadiness("Beta", "Beta", 1.0)
    assert sum(one.share for one in again.each) == pytest.approx(found.size)


@pytest.mark.parametrize("ballots", [[], [(HOUSING,)]])
def test_one_voter_alone_has_nobody_to_disagree_with(ballots: list[tuple[str, ...]]) -> None:
    inventory = inventory_of(Alpha=(0,))
    assert steadiness(inventory, NEEDS[:1], ballots, shortlist(inventory, NEEDS[:1])).says == (
        "With fewer than two respondents there is nobody to disagree, so the list cannot move."
    )


def test_equally_steady_partners_stand_in_the_order_of_their_names() -> None:
    inventory = inventory_of(Gamma=(0,), Alpha=(1,), Beta=(2,))
    steady = steadiness(inventory, NEEDS[:3], [(HOUSING,), (DIGITAL,)], shortlist(inventory, NEEDS[:3]))
    assert [one.name for one in steady.each] == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1.0, "always"),
        (0.995, "always"),
        (0.994, "usually"),
        (0.5, "usually"),
        (0.499, "sometimes"),
        (0.001, "sometimes"),
        (0.0, "never"),
    ],
)
def test_a_share_is_told_in_a_word(share: float, word: str) -> None:
    assert Steadiness("a", "A", share).word == word
