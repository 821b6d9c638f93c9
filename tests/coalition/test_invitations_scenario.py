import json
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition.invitations import SendingChoices, assign
from mobility_xlsx.coalition.invitees import gather
from mobility_xlsx.coalition.records import Inventory, Nomination, Organization, Respondent, Source, Tie

SCENARIO = Path(__file__).parents[3] / "shared" / "scenarios" / "small_city.json"
pytestmark = pytest.mark.skipif(not SCENARIO.exists(), reason="the worked scenario lies beside the repository only")


@pytest.fixture(scope="module")
def city():
    return json.loads(SCENARIO.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def inventory(city):
    source = Source("a.xlsx", "Part 2 Partnerships", "B7")
    return Inventory(
        organizations=tuple(Organization(one["id"], one["name"], ()) for one in city["organisations"]),
        respondents=tuple(Respondent(one["id"], one["person"], one["organization"]) for one in city["respondents"]),
        ties=tuple(Tie(one["respondent"], one["org"], one["strength"], source) for one in city["relationships"]),
    )


def nominations(city):
    """Part 5 as typed, and who is meant by each sender."""
    rows = {}
    for i, one in enumerate(city["part5"]):
        row = Nomination(
            member=one["raw"]["member"],
            organization=one["raw"]["organization"],
            respondent=one["respondent"],
            source=Source("a.xlsx", "Part 5 Invitations", f"B{7 + i}"),
            sender=one["raw"]["sender"],
            organization_id=one["org"],
        )
        rows[row] = one["clean_sender"] or ""
    return rows


def found(assignment):
    senders = {one.invitee.organization_id: one.sender.id for one in assignment.invitations}
    return senders, sum(one.closeness or 0 for one in assignment.invitations), max(Counter(senders.values()).values())


@pytest.mark.parametrize("with_part5", [False, True])
@pytest.mark.parametrize("capped", [False, True])
def test_the_small_city_is_asked_by_those_who_know_it_best(city, inventory, with_part5, capped):
    expected = city["expected"]["invitations"]
    named = nominations(city) if with_part5 else {}
    base = replace(inventory, nominations=tuple(named))
    asks = gather(base, expected["invitees"], named)
    result = assign(asks, inventory, SendingChoices(cap=expected["cap"] if capped else None))
    senders, strength, largest = found(result)
    assert {id: [sender] for id, sender in senders.items()} == expected["most_direct_senders"]
    kind = expected["capped" if capped else "uncapped"]
    assert strength == kind["total_strength"]
    assert largest == kind["min_max_load"]
    assert [one.invitee.organization_id for one in result.needs_introduction] == expected["no_direct_relationship"]


def test_part_5_shows_both_senders_where_two_are_named(city, inventory):
    named = nominations(city)
    asks = gather(replace(inventory, nominations=tuple(named)), (), named)
    result = assign(asks, inventory)
    both = {one.invitee.organization_id: one.named for one in result.invitations if one.named}
    assert both == {"O06": ("Dana Whitfield", "Luis Ortega")}
    unknown = [one.invitee.unknown_senders for one in result.invitations if one.invitee.unknown_senders]
    assert unknown == [("the Mayor's office",)]
