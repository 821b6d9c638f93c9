"""What holds for every shortlist, whatever the inventory."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization, Source, Tie, meets
from mobility_xlsx.coalition.shortlist import NO_WISHES, Wishes, shortlist
from mobility_xlsx.errors import NothingToCover

LABELS = tuple(f"Need {letter}" for letter in "ABCDEFGH")
SECTORS = ("Philanthropy", "Anchor institution", "Private sector")
STRENGTHS = ("racial equity approach", "well regarded")
SETS = Wishes(strengths=STRENGTHS, sectors=SECTORS)
HERE = Source("a.xlsx", "Part 2", "B5")

some_labels = st.lists(st.sampled_from(LABELS), max_size=3, unique=True).map(tuple)
organizations = st.builds(
    lambda labels, sector, strengths, nominations: (labels, sector, strengths, nominations),
    some_labels,
    st.sampled_from(SECTORS),
    st.lists(st.sampled_from(STRENGTHS), max_size=2, unique=True).map(tuple),
    st.integers(0, 2),
)


def inventory_of(rows: list[tuple[tuple[str, ...], str, tuple[str, ...], int]]) -> Inventory:
    made = tuple(
        Organization(f"o{place}", f"Name {place}", (), type=sector, domains=labels, strengths=strengths, nominations=n)
        for place, (labels, sector, strengths, n) in enumerate(rows)
    )
    ties = tuple(Tie("r", f"o{place}", place % 5, HERE) for place in range(len(rows)))
    return Inventory(made, ties=ties)


inventories = st.lists(organizations, min_size=1, max_size=9).map(inventory_of)
needs_asked = st.lists(
    st.builds(Need, st.just(NeedKind.PREDICTOR), st.sampled_from(LABELS), st.integers(1, 5).map(float)),
    min_size=1,
    max_size=8,
    unique_by=lambda need: need.label,
).map(tuple)
sizes = st.one_of(st.none(), st.integers(1, 4))

few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@few
@given(inventories, needs_asked, organizations)
def test_one_more_organization_that_fills_no_gap_makes_no_list_longer(
    inventory: Inventory, needs: tuple[Need, ...], row: tuple[tuple[str, ...], str, tuple[str, ...], int]
) -> None:
    before = shortlist(inventory, needs, SETS)
    gaps = {gap.need.label for gap in before.gaps}
    labels = tuple(label for label in row[0] if label not in gaps)
    newcomer = Organization("new", "A newcomer", (), type=row[1], domains=labels)
    after = shortlist(replace(inventory, organizations=(*inventory.organizations, newcomer)), needs, SETS)
    assert after.size <= before.size


@few
@given(inventories, needs_asked, sizes)
def test_one_less_organization_that_is_not_on_the_list_changes_nothing(
    inventory: Inventory, needs: tuple[Need, ...], size: int | None
) -> None:
    wishes = replace(SETS, size=size)
    before = shortlist(inventory, needs, wishes)
    for one in inventory.organizations:
        if one.id not in before.ids:
            others = tuple(other for other in inventory.organizations if other != one)
            after = shortlist(replace(inventory, organizations=others), needs, wishes)
            assert (after.ids, after.size, after.levels) == (before.ids, before.size, before.levels)


@few
@given(inventories, needs_asked, sizes)
def test_doubling_all_weights_changes_nothing(inventory: Inventory, needs: tuple[Need, ...], size: int | None) -> None:
    doubled = tuple(replace(need, weight=2 * need.weight) for need in needs)
    wishes = replace(SETS, size=size)
    once, twice = shortlist(inventory, needs, wishes), shortlist(inventory, doubled, wishes)
    assert (once.ids, once.levels) == (twice.ids, twice.levels)


@few
@given(inventories, needs_asked, sizes, st.integers(0, 1000))
def test_the_order_of_rows_and_needs_changes_nothing(
    inventory: Inventory, needs: tuple[Need, ...], size: int | None, seed: int
) -> None:
    chance = random.Random(seed)
    mixed = replace(
        inventory,
        organizations=tuple(chance.sample(inventory.organizations, len(inventory.organizations))),
        ties=tuple(chance.sample(inventory.ties, len(inventory.ties))),
    )
    wishes = replace(SETS, size=size)
    again = shortlist(mixed, tuple(chance.sample(needs, len(needs))), wishes)
    assert again == shortlist(inventory, needs, wishes)


@few
@given(inventories, needs_asked)
def test_every_need_is_met_or_a_gap(inventory: Inventory, needs: tuple[Need, ...]) -> None:
    found = shortlist(inventory, needs, SETS)
    met = {label for pick in found.picks for label in pick.meets}
    gaps = {gap.need.label for gap in found.gaps}
    assert met | gaps == {need.label for need in needs}
    assert not met & gaps
    nobody = {need.label for need in needs if not any(meets(one, need) for one in inventory.organizations)}
    assert gaps == nobody
    assert found.unmet == ()


def test_without_a_single_need_there_is_nothing_to_cover() -> None:
    with pytest.raises(NothingToCover, match="No need is marked"):
        shortlist(Inventory(()), ())


def test_an_empty_inventory_has_gaps_only() -> None:
    found = shortlist(Inventory(()), (Need(NeedKind.PREDICTOR, "Need A"),))
    assert (found.size, found.proven, len(found.gaps)) == (0, True, 1)
    assert found == shortlist(Inventory(()), (Need(NeedKind.PREDICTOR, "Need A"),), NO_WISHES)
