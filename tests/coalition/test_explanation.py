"""All that a person is told about one organization, sentence by sentence."""

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition.explanation import standing
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization, Source, Tie
from mobility_xlsx.coalition.shortlist import Wishes, shortlist

YOUTH = Need(NeedKind.GROUP, "Disengaged youth")
HOUSING = Need(NeedKind.PREDICTOR, "Housing stability")
CLOUT = Need(NeedKind.ASSET, "Political clout")
NEEDS = (YOUTH, HOUSING, CLOUT)
HERE = Source("a.xlsx", "Part 2", "B5")

INVENTORY = Inventory(
    (
        Organization("chamber", "Chamber", (), assets=(CLOUT.label,), stance="May oppose"),
        Organization("club", "Club", (), populations=(YOUTH.label,), assets=("Housing stability",)),
        Organization("homes", "Homes", (), domains=(HOUSING.label, "Disengaged youth")),
        Organization("dorm", "Dorm", (), domains=(HOUSING.label,), populations=("Political clout",)),
        Organization("mayor", "Mayor", (), assets=(CLOUT.label,)),
        Organization("band", "Band", ()),
    ),
    ties=(
        Tie("ana", "mayor", 2, HERE),
        Tie("ana", "chamber", 4, HERE),
        Tie("ana", "club", 0, HERE),
        Tie("ana", "homes", 1, HERE),
        Tie("luis", "homes", 3, HERE),
    ),
)
DECIDED = Wishes(must=("band",), leave_out=("club",), keep_informed=("mayor",))


@pytest.mark.parametrize(
    ("organization", "wishes", "picked", "place", "says"),
    [
        (
            "chamber",
            Wishes(),
            True,
            "some",
            """
            On the list: On this list the only one with Political clout.
            It is in some lists as good as this one, not in all.
            Meets Political clout.
            Somebody expects it to oppose; that changes nothing in the choice.
            Closest tie: Works with them now.
            """,
        ),
        (
            "club",
            Wishes(),
            True,
            "every",
            """
            On the list: Only partner serving Disengaged youth.
            It is in every list as good as this one.
            Meets Disengaged youth.
            Nobody who answered has a tie to it.
            """,
        ),
        (
            "mayor",
            Wishes(),
            False,
            "some",
            """
            Not on the list: Could take the place of Chamber, but it is less well known to those who answered.
            It is in some lists as good as this one, not in all.
            Meets Political clout.
            Closest tie: Has met them.
            """,
        ),
        (
            "band",
            Wishes(),
            False,
            "none",
            """
            Not on the list: Meets none of the needs marked in Part 1.
            It is in no list as good as this one.
            Meets none of the needs.
            Nobody who answered has a tie to it.
            """,
        ),
        (
            "homes",
            Wishes(size=1),
            False,
            "some",
            """
            Not on the list: On another list as good, but only together with other changes.
            It is in some lists as good as this one, not in all.
            Meets Housing stability.
            Closest tie: Knows a decision maker.
            """,
        ),
        (
            "club",
            DECIDED,
            False,
            "",
            """
            Not on the list: Staff left it out; it serves Disengaged youth.
            Meets Disengaged youth.
            Only partner serving Disengaged youth.
            Nobody who answered has a tie to it.
            """,
        ),
        (
            "mayor",
            DECIDED,
            False,
            "",
            """
            Not on the list: Staff keep it informed; it has Political clout.
            Meets Political clout.
            Closest tie: Has met them.
            """,
        ),
        (
            "band",
            DECIDED,
            True,
            "every",
            """
            On the list: Staff chose to invite it.
            It is in every list as good as this one.
            Meets none of the needs.
            Nobody who answered has a tie to it.
            """,
        ),
    ],
)
def test_an_organization_is_explained(organization: str, wishes: Wishes, picked: bool, place: str, says: str) -> None:
    told = standing(INVENTORY, NEEDS, shortlist(INVENTORY, NEEDS, wishes), organization, wishes)
    assert (told.id, told.name, told.picked, told.place) == (organization, organization.capitalize(), picked, place)
    assert told.says == tuple(line.strip() for line in says.strip().splitlines())


def test_the_needs_it_meets_and_meets_alone_are_told_by_their_labels() -> None:
    needs = (*NEEDS, Need(NeedKind.ASSET, "Housing stability"))
    told = standing(INVENTORY, needs, shortlist(INVENTORY, needs, DECIDED), "club", DECIDED)
    assert (told.meets, told.only_one_for) == (("Disengaged youth", "Housing stability"),) * 2
    assert told.says[1:3] == (
        "Meets Disengaged youth and Housing stability.",
        "Only partner serving Disengaged youth and with Housing stability.",
    )


def test_what_the_solver_had_no_time_to_settle_is_left_open() -> None:
    found = shortlist(INVENTORY, NEEDS)
    told = standing(INVENTORY, NEEDS, replace(found, places_settled=False), "mayor")
    assert (told.place, told.says[1]) == ("", "Whether other lists as good hold it was not settled.")
    told = standing(INVENTORY, NEEDS, replace(found, places_settled=False), "band")
    assert (told.place, told.says[1]) == ("none", "It is in no list as good as this one.")


def test_nobody_is_told_of_an_organization_there_is_none_of() -> None:
    with pytest.raises(KeyError):
        standing(INVENTORY, NEEDS, shortlist(INVENTORY, NEEDS), "gone")
