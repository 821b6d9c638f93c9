"""The shortlist of the worked scenario, when the shared folder is at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from mobility_xlsx.coalition.records import Inventory, Mention, Need, NeedKind, Organization, Source, Tie, meets
from mobility_xlsx.coalition.shortlist import Wishes, shortlist

SCENARIO = Path(__file__).parents[2].parent / "shared" / "scenarios" / "small_city.json"
KINDS = {NeedKind.GROUP: "target_groups", NeedKind.PREDICTOR: "predictors", NeedKind.ASSET: "assets"}


@pytest.fixture(scope="module")
def city() -> dict[str, Any]:
    if not SCENARIO.exists():
        pytest.skip("the worked scenario is not part of this checkout")
    scenario: dict[str, Any] = json.loads(SCENARIO.read_text(encoding="utf-8"))
    return scenario


def inventory_of(city: dict[str, Any]) -> Inventory:
    here = Source("inventory.xlsx", "Part 2", "B2")
    organizations = tuple(
        Organization(
            id=one["id"],
            name=one["name"],
            mentions=(Mention(one["name"], "R1", 2, here),),
            type=one["sector"],
            populations=tuple(one["populations"]),
            domains=tuple(one["domains"]),
            assets=tuple(one["assets"]),
            stance="May oppose" if one["may_oppose"] else "",
        )
        for one in city["organisations"]
    )
    ties = tuple(Tie(tie["respondent"], tie["org"], tie["strength"], here) for tie in city["relationships"])
    return Inventory(organizations, ties=ties)


def needs_of(city: dict[str, Any]) -> tuple[Need, ...]:
    return tuple(Need(kind, label) for kind, field in KINDS.items() for label in city["needs"][field])


def test_the_small_city_gets_a_smallest_list(city: dict[str, Any]) -> None:
    expected = city["expected"]
    found = shortlist(inventory_of(city), needs_of(city))
    assert (found.proven, found.settled, found.size) == (True, True, expected["min_cover_size"])
    assert sorted(found.ids) in [sorted(cover) for cover in expected["all_min_covers"]]
    assert sorted(found.in_no_smallest) == sorted(expected["in_no_min_cover"])
    assert sorted(pick.id for pick in found.picks if pick.place == "every") == expected["in_every_min_cover"]
    assert [gap.need.key for gap in found.gaps] == expected["uncovered"]
    assert (
        sum(pick.closeness for pick in found.picks)
        == expected["min_cover_with_best_relationships"]["sum_best_strength"]
    )
    only = {pick.id: list(pick.only_one_for) for pick in found.picks if pick.only_one_for}
    assert only == {one: [key.split(":", 1)[1] for key in keys] for one, keys in expected["irreplaceable"].items()}


def test_the_small_city_meets_most_with_a_few(city: dict[str, Any]) -> None:
    for size, most in city["expected"]["max_needs_covered_with_k"].items():
        found = shortlist(inventory_of(city), needs_of(city), Wishes(size=int(size)))
        assert len({label for pick in found.picks for label in pick.meets}) == most
        assert found.size <= int(size)


def test_the_small_city_knows_who_meets_what(city: dict[str, Any]) -> None:
    organizations = inventory_of(city).organizations
    meeting = {need.key: sum(meets(one, need) for one in organizations) for need in needs_of(city)}
    assert meeting == city["expected"]["provider_counts"]
