"""How often an organization stays on the list when the votes are drawn again."""

import pytest

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


@pytest.mark.parametrize(("share", "word"), [(1.0, "always"), (0.8, "usually"), (0.2, "sometimes"), (0.0, "never")])
def test_a_share_is_told_in_a_word(share: float, word: str) -> None:
    assert Steadiness("a", "A", share).word == word
