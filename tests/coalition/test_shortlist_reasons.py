"""What is said about a list: reasons, places, gaps, costs and notes, whole sentences."""

import random

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition.explanation import standing
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization, Source, Tie
from mobility_xlsx.coalition.shortlist import Wishes, shortlist

YOUTH = Need(NeedKind.GROUP, "Disengaged youth")
HOUSING = Need(NeedKind.PREDICTOR, "Housing stability")
POLICING = Need(NeedKind.PREDICTOR, "Just policing")
CLOUT = Need(NeedKind.ASSET, "Political clout")
NEEDS = (YOUTH, HOUSING, POLICING, CLOUT)
HERE = Source("a.xlsx", "Part 2", "B5")

CHAMBER = Organization("chamber", "Chamber", (), type="Private sector", assets=(CLOUT.label,), stance="May oppose")
CLUB = Organization("club", "Club", (), type="Nonprofit and CBOs", populations=(YOUTH.label,))
HOMES = Organization("homes", "Homes", (), type="Nonprofit and CBOs", domains=(HOUSING.label, "Fiscal health"))
MAYOR = Organization("mayor", "Mayor", (), type="Other local government", assets=(CLOUT.label,))
BAND = Organization("band", "Band", (), type="Nonprofit and CBOs")
ALL = Inventory((CHAMBER, CLUB, HOMES, MAYOR, BAND), ties=(Tie("r", "mayor", 2, HERE), Tie("r", "chamber", 4, HERE)))


def test_each_pick_has_its_reason_place_and_mark() -> None:
    found = shortlist(ALL, NEEDS)
    assert found.says == "3 is the fewest partners that meet all 3 needs that somebody can meet; nothing smaller can."
    assert (found.proven, found.size, found.at_least) == (True, 3, 3)
    assert [(pick.name, pick.why, pick.place, pick.only_one_for, pick.may_oppose) for pick in found.picks] == [
        ("Chamber", "On this list the only one with Political clout.", "some", (), True),
        ("Club", "Only partner serving Disengaged youth.", "every", ("Disengaged youth",), False),
        ("Homes", "Only partner working on Housing stability.", "every", ("Housing stability",), False),
    ]
    assert found.only_one_warnings == (
        "Disengaged youth: met by Club alone. If it declines, nobody else is known.",
        "Housing stability: met by Homes alone. If it declines, nobody else is known.",
    )


def test_each_that_is_not_picked_has_its_reason() -> None:
    found = shortlist(ALL, NEEDS)
    assert [(one.name, one.place, one.why) for one in found.next_best] == [
        ("Mayor", "some", "Could take the place of Chamber, but it is less well known to those who answered."),
        ("Band", "none", "Meets none of the needs marked in Part 1."),
    ]
    assert found.in_no_smallest == ("band",)


def test_a_gap_says_where_to_look() -> None:
    wishes = Wishes(
        sectors=("Nonprofit and CBOs", "Philanthropy", "Private sector"),
        related=((POLICING.key, ("Fiscal health", "Safety from crime")),),
    )
    (gap,) = shortlist(ALL, NEEDS, wishes).gaps
    assert (gap.need, gap.sectors, gap.predictors) == (
        POLICING,
        ("Nonprofit and CBOs", "Philanthropy"),
        ("Fiscal health", "Safety from crime"),
    )
    assert gap.says == (
        "Nobody named so far works on Just policing. Look among Nonprofit and CBOs or Philanthropy, "
        "with those who work on Fiscal health or Safety from crime."
    )


def test_staffs_choices_win_and_say_what_they_cost() -> None:
    wishes = Wishes(must=("band",), leave_out=("club",), keep_informed=("chamber",))
    found = shortlist(ALL, NEEDS, wishes)
    assert found.ids == ("band", "homes", "mayor")
    assert found.picks[0].why == "Staff chose to invite it."
    assert [need.label for need in found.unmet] == ["Disengaged youth"]
    assert found.costs == (
        "Inviting Band in any case: 1 more partner is needed.",
        "Keeping Chamber informed only: costs nothing, the list stays as short.",
        "Leaving out Club: Disengaged youth is no longer met.",
    )
    assert [one.why for one in found.keep_informed] == ["Staff keep it informed; it has Political clout."]
    assert [one.why for one in found.left_out] == ["Staff left it out; it serves Disengaged youth."]


def test_wishes_that_cannot_be_followed_are_told() -> None:
    wishes = Wishes(size=1, must=("gone", "homes", "club", "mayor"), leave_out=("mayor",))
    found = shortlist(ALL, NEEDS, wishes)
    assert found.ids == ("club", "homes")
    assert found.notes == (
        "gone is not in the inventory, so its choice was set aside.",
        "Mayor is marked to invite and not to invite: it is not on the list.",
        "2 partners must be on the list, so it cannot be 1 long.",
    )


def test_who_accepted_stands_on_the_list_and_costs_are_told_only_where_there_are_any() -> None:
    found = shortlist(ALL, NEEDS, Wishes(accepted=("mayor", "band")))
    assert [(pick.id, pick.why) for pick in found.picks] == [
        ("club", "Only partner serving Disengaged youth."),
        ("homes", "Only partner working on Housing stability."),
        ("mayor", "It accepted. On this list the only one with Political clout."),
    ]
    assert found.says == (
        "3 is the fewest partners that meet all 3 needs that somebody can meet, with the one that must be on the list; "
        "nothing smaller can."
    )
    assert found.costs == found.notes == ()
    dearer = shortlist(ALL, NEEDS, Wishes(accepted=("mayor", "chamber")))
    assert dearer.ids == ("chamber", "club", "homes", "mayor")
    assert dearer.costs == (
        "Keeping Chamber on the list, which accepted: 1 more partner is needed.",
        "Keeping Mayor on the list, which accepted: 1 more partner is needed.",
    )


def test_what_staff_decide_about_one_who_accepted_wins_and_is_told() -> None:
    wishes = Wishes(accepted=("mayor", "club"), leave_out=("mayor",), keep_informed=("club",))
    found = shortlist(ALL, NEEDS, wishes)
    assert found.ids == ("chamber", "homes")
    assert found.notes == (
        "Club accepted and is marked to keep informed: it is not on the list.",
        "Mayor accepted and is marked to leave out: it is not on the list.",
    )


def test_a_short_list_says_what_it_leaves_unmet() -> None:
    found = shortlist(ALL, (Need(YOUTH.kind, YOUTH.label, 3.0), HOUSING, CLOUT), Wishes(size=1))
    assert found.ids == ("club",)
    assert found.says == "1 partner meets 1 of the 3 needs that somebody can meet; no list of this size does better."
    assert [need.label for need in found.unmet] == ["Political clout", "Housing stability"]


def test_strengths_and_sectors_choose_among_equally_short_lists_only() -> None:
    wishes = Wishes(sectors=("Other local government", "Nonprofit and CBOs"))
    assert shortlist(ALL, NEEDS, wishes).ids == ("club", "homes", "mayor")
    assert shortlist(ALL, (CLOUT,), Wishes(strengths=("racial equity approach",))).ids == ("chamber",)


def test_an_organization_is_explained() -> None:
    found = shortlist(ALL, NEEDS)
    assert standing(ALL, NEEDS, found, "chamber").says == (
        "On the list: On this list the only one with Political clout.",
        "It is in some lists as good as this one, not in all.",
        "Meets Political clout.",
        "Somebody expects it to oppose; that changes nothing in the choice.",
        "Closest tie: Works with them now.",
    )
    assert standing(ALL, NEEDS, found, "band").says == (
        "Not on the list: Meets none of the needs marked in Part 1.",
        "It is in no list as good as this one.",
        "Meets none of the needs.",
        "Nobody who answered has a tie to it.",
    )
    wishes = Wishes(leave_out=("club",))
    left_out = standing(ALL, NEEDS, shortlist(ALL, NEEDS, wishes), "club", wishes)
    assert (left_out.picked, left_out.only_one_for) == (False, ("Disengaged youth",))


def test_a_choice_that_makes_a_short_list_poorer_says_so() -> None:
    found = shortlist(ALL, NEEDS, Wishes(size=2, must=("band",)))
    assert found.costs == ("Inviting Band in any case: the list meets less of what was asked for.",)


def test_two_needs_lost_are_named_with_and() -> None:
    both = Organization("both", "Both", (), populations=(YOUTH.label,), domains=(HOUSING.label,))
    found = shortlist(Inventory((both, MAYOR)), (YOUTH, HOUSING, CLOUT), Wishes(leave_out=("both",)))
    assert found.costs == ("Leaving out Both: Disengaged youth and Housing stability are no longer met.",)


def test_a_pick_says_beside_whom_it_meets_the_rest() -> None:
    first = Organization("a", "Ark", (), populations=(YOUTH.label,), domains=(HOUSING.label,))
    second = Organization("b", "Barn", (), domains=(HOUSING.label,), assets=(CLOUT.label,))
    third = Organization("c", "Crib", (), assets=(CLOUT.label,), populations=(YOUTH.label,), domains=(HOUSING.label,))
    (picked,) = shortlist(Inventory((first, second, third)), (YOUTH, HOUSING, CLOUT)).picks
    assert (picked.name, picked.why) == (
        "Crib",
        "On this list the only one serving Disengaged youth, working on Housing stability and with Political clout.",
    )
    both = shortlist(Inventory((first, second)), (YOUTH, HOUSING, CLOUT))
    assert [one.why for one in both.picks] == [
        "Only partner serving Disengaged youth.",
        "Only partner with Political clout.",
    ]
    apart = Organization("d", "Dock", (), domains=(POLICING.label,))  # meets nothing that the others do
    forced = shortlist(Inventory((first, second, third, apart)), NEEDS, Wishes(must=("a", "b"))).picks
    assert [one.why for one in forced[:2]] == [
        "Staff chose to invite it. On this list the only one serving Disengaged youth; "
        "also meets Housing stability, with Barn.",
        "Staff chose to invite it. On this list the only one with Political clout; "
        "also meets Housing stability, with Ark.",
    ]


def made(name: str, *needs: Need, **fields: object) -> Organization:
    def labels(kind: NeedKind) -> tuple[str, ...]:
        return tuple(need.label for need in needs if need.kind is kind)

    return Organization(
        name.lower(),
        name,
        (),
        populations=labels(NeedKind.GROUP),
        domains=labels(NeedKind.PREDICTOR),
        assets=labels(NeedKind.ASSET),
        **fields,  # type: ignore[arg-type]
    )


def ties(**closeness: int) -> tuple[Tie, ...]:
    return tuple(Tie("r", name, value, HERE) for name, value in closeness.items())


WHY_NOT = {
    "traits": "the list would have fewer of the strengths and sectors",
    "twice": "fewer needs would be met twice",
    "closeness": "it is less well known to those who answered",
    "nominations": "it is named less often in Part 5",
    "name": "the choice between the two fell by name",
}


@pytest.mark.parametrize("level", WHY_NOT)
def test_what_decides_between_two_that_could_change_places_is_told(level: str) -> None:
    # Ark and Barn both meet the one need that Crib leaves, and differ in one thing, for which Barn is chosen.
    first, second = (level == "name") * 1, (level != "name") * 1
    ark, barn = (
        made(
            name,
            CLOUT,
            *([YOUTH] if level == "twice" and better else []),
            strengths=("trusted",) if level == "traits" and better else (),
            nominations=2 * better if level == "nominations" else 0,
        )
        for name, better in (("Ark", first), ("Barn", second))
    )
    crib = made("Crib", YOUTH, HOUSING)
    known = ties(ark=1, barn=2) if level == "closeness" else ties(ark=1, barn=1)
    found = shortlist(Inventory((ark, barn, crib), ties=known), (YOUTH, HOUSING, CLOUT), Wishes(strengths=("trusted",)))
    picked, other = ("Ark", "Barn") if level == "name" else ("Barn", "Ark")
    assert [pick.name for pick in found.picks] == [picked, "Crib"]
    assert [(one.name, one.why) for one in found.next_best] == [
        (other, f"Could take the place of {picked}, but {WHY_NOT[level]}.")
    ]


def test_of_two_places_the_one_where_least_is_lost_is_told_and_never_that_of_a_must() -> None:
    ark, barn, crib = made("Ark", CLOUT), made("Barn", CLOUT), made("Crib", CLOUT)
    inventory = Inventory((ark, barn, crib), ties=ties(ark=4, barn=3, crib=2))
    (passed,) = shortlist(inventory, (CLOUT,), Wishes(size=2)).next_best
    assert passed.why == "Could take the place of Barn, but it is less well known to those who answered."
    (passed,) = shortlist(inventory, (CLOUT,), Wishes(size=2, must=("barn",))).next_best
    assert passed.why == "Could take the place of Ark, but it is less well known to those who answered."


def test_on_a_list_of_a_size_everybody_else_has_a_reason() -> None:
    everybody = (
        made("Ark", YOUTH, HOUSING),
        made("Barn", HOUSING, POLICING),
        made("Crib", CLOUT),
        made("Dock"),
        made("Edge", HOUSING),
    )
    needs = (Need(YOUTH.kind, YOUTH.label, 3.0), HOUSING, Need(POLICING.kind, POLICING.label, 2.0), CLOUT)
    found = shortlist(Inventory(everybody, ties=ties(dock=4)), needs, Wishes(size=2))
    assert [(pick.name, pick.why) for pick in found.picks] == [
        ("Ark", "Only partner serving Disengaged youth."),
        ("Barn", "Only partner working on Just policing."),
    ]
    assert [(one.name, one.place, one.why) for one in found.next_best] == [
        ("Crib", "none", "Would add Political clout, but others add more."),
        ("Edge", "none", "What it meets is met by Ark and Barn, and nobody's place could go to it."),
        ("Dock", "none", "Meets none of the needs marked in Part 1."),
    ]


def test_a_list_longer_than_its_needs_is_filled_with_second_partners() -> None:
    inventory = Inventory((made("Ark", YOUTH, CLOUT), made("Barn", YOUTH), made("Crib")), ties=ties(crib=2, barn=1))
    found = shortlist(inventory, (YOUTH, CLOUT), Wishes(size=3))
    assert [(pick.name, pick.why, pick.closeness) for pick in found.picks] == [
        ("Ark", "Only partner with Political clout.", 0),
        ("Barn", "Another partner serving Disengaged youth.", 1),
        ("Crib", "Adds strengths or ties to the list.", 2),
    ]
    assert found.says == "3 partners meet all 2 needs that somebody can meet; no list of this size does better."


@pytest.mark.parametrize(
    ("size", "notes"),
    [
        (3, ()),
        (4, ("Only 3 organizations can be on the list, so it cannot be 4 long.",)),
        (2, ("The list is 1 long and not 2: nobody else would add anything to it.",)),
    ],
)
def test_a_list_shorter_than_staff_want_says_why(size: int, notes: tuple[str, ...]) -> None:
    useless = size == 2
    everybody = (made("Ark", CLOUT), made("Barn"), made("Crib"))
    known = {} if useless else {"ark": 1, "barn": 1, "crib": 1}
    found = shortlist(Inventory(everybody, ties=ties(**known)), (CLOUT,), Wishes(size=size))
    assert found.notes == notes


def test_a_sole_provider_may_be_the_only_one_on_the_list_for_more() -> None:
    ark, barn = made("Ark", YOUTH, HOUSING, CLOUT, nominations=2), made("Barn", HOUSING, CLOUT)
    (pick,) = shortlist(Inventory((ark, barn)), (YOUTH, HOUSING, CLOUT)).picks
    assert pick.why == (
        "Only partner serving Disengaged youth, and on this list the only one working on Housing stability "
        "and with Political clout."
    )
    assert (pick.only_one_for, pick.nominations) == (("Disengaged youth",), 2)
    assert pick.meets == ("Political clout", "Disengaged youth", "Housing stability")


def test_only_partner_is_said_of_all_organizations_and_not_just_of_those_who_may_be_invited() -> None:
    ark, barn, crib = made("Ark", YOUTH, HOUSING, CLOUT), made("Barn", HOUSING), made("Crib", YOUTH)
    inventory, needs = Inventory((ark, barn, crib)), (YOUTH, HOUSING, CLOUT)
    found = shortlist(inventory, needs, Wishes(leave_out=("barn",), declined=("crib",)))
    assert [(pick.why, pick.only_one_for) for pick in found.picks] == [
        (
            "Only partner with Political clout, and of those who may be invited, the only one serving Disengaged youth "
            "and working on Housing stability.",
            ("Political clout",),
        )
    ]
    assert found.only_one_warnings == (
        "Political clout: met by Ark alone. If it declines, nobody else is known.",
        "Disengaged youth: of those who may be invited, met by Ark alone.",
        "Housing stability: of those who may be invited, met by Ark alone.",
    )
    (pick,) = shortlist(inventory, (YOUTH,), Wishes(must=("ark",), keep_informed=("crib",))).picks
    assert pick.why == "Staff chose to invite it. Of those who may be invited, the only one serving Disengaged youth."


def test_another_list_may_take_more_than_one_change() -> None:
    # Three pairs of needs on the list; the others make one as short, but only two at a time.
    need = [Need(NeedKind.ASSET, f"Asset {number}") for number in range(4)]
    ark, barn = made("Ark", need[0], need[1]), made("Barn", need[2], need[3])
    crib, dock = made("Crib", need[0], need[2]), made("Dock", need[1], need[3])
    edge = made("Edge", need[0], need[3])
    apart = made("Far", CLOUT)  # on every list, and beside the point
    found = shortlist(Inventory((ark, barn, crib, dock, edge, apart), ties=ties(ark=4)), (*need, CLOUT))
    assert found.ids == ("ark", "barn", "far")
    assert [(one.name, one.place, one.why) for one in found.next_best] == [
        ("Crib", "some", "On another list as short, but only together with other changes."),
        ("Dock", "some", "On another list as short, but only together with other changes."),
        ("Edge", "none", "What it meets is met by Ark and Barn, and nobody's place could go to it."),
    ]


def test_no_more_than_three_are_named_who_meet_what_somebody_else_could() -> None:
    need = [Need(NeedKind.ASSET, f"Asset {number}") for number in range(8)]
    pairs = [made(f"Pair {number}", need[2 * number], need[2 * number + 1]) for number in range(4)]
    some = made("Some", *need[::2])
    (passed,) = shortlist(Inventory((*pairs, some)), need).next_best
    assert passed.why == "What it meets is met by Pair 0, Pair 1 and Pair 2, and nobody's place could go to it."


def test_the_next_best_are_the_likeliest_twenty() -> None:
    ark = made("Ark", YOUTH, HOUSING, CLOUT)
    far, near, named = made("Far", YOUTH), made("Near", YOUTH), made("Named", YOUTH, nominations=1)
    heavy, both, other = made("Heavy", CLOUT), made("Both", HOUSING, YOUTH), made("Other", YOUTH, HOUSING, CLOUT)
    inventory = Inventory((ark, far, near, named, heavy, both, other), ties=ties(ark=3, near=2))
    needs = (YOUTH, HOUSING, Need(CLOUT.kind, CLOUT.label, 3.0))
    names = [one.name for one in shortlist(inventory, needs).next_best]
    assert names == ["Other", "Heavy", "Both", "Near", "Named", "Far"]
    more = Inventory((*inventory.organizations, made("Zone", POLICING), made("Zoo", POLICING)))
    first, *_ = shortlist(more, (*needs, POLICING)).next_best
    assert (first.name, first.place) == ("Other", "some")
    assert [one.name for one in shortlist(more, (*needs, POLICING)).next_best[:3]] == ["Other", "Zoo", "Heavy"]
    crowd = Inventory((ark, *(made(f"Crowd {number:02}", YOUTH) for number in range(25))))
    assert [one.name for one in shortlist(crowd, needs).next_best] == [f"Crowd {number:02}" for number in range(20)]


@pytest.mark.parametrize(
    ("everybody", "needs", "size", "says"),
    [
        ((BAND,), (CLOUT,), None, "Nobody in the inventory meets any of the needs."),
        (
            (MAYOR,),
            (CLOUT,),
            None,
            "1 is the fewest partners that meet the one need that somebody can meet; nothing smaller can.",
        ),
        (
            (MAYOR, CLUB),
            (CLOUT, YOUTH),
            None,
            "2 is the fewest partners that meet all 2 needs that somebody can meet; nothing smaller can.",
        ),
        (
            (MAYOR, CLUB),
            (CLOUT, YOUTH),
            1,
            "1 partner meets 1 of the 2 needs that somebody can meet; no list of this size does better.",
        ),
        (
            (MAYOR, CLUB),
            (CLOUT, YOUTH),
            0,
            "0 partners meet 0 of the 2 needs that somebody can meet; no list of this size does better.",
        ),
    ],
)
def test_what_is_reached_is_said(
    everybody: tuple[Organization, ...], needs: tuple[Need, ...], size: int | None, says: str
) -> None:
    assert shortlist(Inventory(everybody), needs, Wishes(size=size)).says == says


@pytest.mark.parametrize("size", [None, 12])
def test_a_search_that_ran_out_of_time_says_what_it_found_and_what_may_be(size: int | None) -> None:
    chance = random.Random(70)
    needs = [Need(NeedKind.ASSET, f"Asset {number}", float(chance.randint(1, 5))) for number in range(70)]
    everybody = tuple(made(f"Row {number:03}", *chance.sample(needs, 4)) for number in range(300))
    found = shortlist(Inventory(everybody), needs, Wishes(time_limit=0.0, size=size))
    assert (found.proven, found.settled, found.places_settled) == (False, False, False)
    if size is None:
        assert 0 <= found.at_least < found.size
        assert found.says == (
            f"Best found: {found.size} partners meet all 70 needs that somebody can meet; "
            f"at least {found.at_least} are needed."
        )
    else:
        assert (found.size, found.at_least) == (12, 12)
        met = len({label for pick in found.picks for label in pick.meets})
        assert found.says == (
            f"12 partners meet {met} of the 70 needs that somebody can meet; a better list of this size may exist."
        )
    assert {pick.place for pick in found.picks} <= {"some", ""}


def test_staffs_choices_about_whoever_meets_nothing_are_told_too() -> None:
    wishes = Wishes(leave_out=("band",), keep_informed=("homes", "club"))
    found = shortlist(ALL, (YOUTH, CLOUT), wishes)
    assert [(one.name, one.why, one.place) for one in (*found.left_out, *found.keep_informed)] == [
        ("Band", "Staff left it out; it meets none of the needs.", ""),
        ("Club", "Staff keep it informed; it serves Disengaged youth.", ""),
        ("Homes", "Staff keep it informed; it meets none of the needs.", ""),
    ]
    assert (found.says, [need.label for need in found.unmet]) == (
        "1 is the fewest partners that meet the one need that somebody who may be invited can meet; "
        "nothing smaller can.",
        ["Disengaged youth"],
    )


def test_what_only_those_off_the_list_meet_is_not_counted_as_what_somebody_can_meet() -> None:
    inventory = Inventory((made("Ark", YOUTH, CLOUT), made("Barn", HOUSING), made("Crib", HOUSING)))
    out = Wishes(leave_out=("barn", "crib"))
    assert shortlist(inventory, (YOUTH, HOUSING, CLOUT), replace(out, size=1)).says == (
        "1 partner meets all 2 needs that somebody who may be invited can meet; no list of this size does better."
    )
    assert shortlist(inventory, (HOUSING,), out).says == "Nobody who may be invited meets any of the needs."


def test_a_list_as_long_as_those_who_must_be_on_it_needs_no_note() -> None:
    assert shortlist(ALL, NEEDS, Wishes(size=2, must=("band", "club"))).notes == ()


def test_several_more_partners_are_counted() -> None:
    all_of_it = made("Ark", YOUTH, HOUSING, CLOUT)
    inventory = Inventory((all_of_it, made("Barn", YOUTH), made("Crib", HOUSING), made("Dock", CLOUT)))
    needs = (YOUTH, HOUSING, CLOUT)
    assert shortlist(inventory, needs, Wishes(leave_out=("ark",))).costs == (
        "Leaving out Ark: 2 more partners are needed.",
    )
    assert shortlist(inventory, needs, Wishes(keep_informed=("ark",), must=("crib",))).costs == (
        "Keeping Ark informed only: 1 more partner is needed.",
        "Inviting Crib in any case: costs nothing, the list stays as short.",
    )
    assert shortlist(inventory, needs, Wishes(leave_out=("ark",), size=2)).costs == (
        "Leaving out Ark: the list meets less of what was asked for.",
    )
    assert shortlist(inventory, needs, Wishes(must=("ark",), size=1)).costs == (
        "Inviting Ark in any case: costs nothing, the list meets as much.",
    )


@pytest.mark.parametrize(
    ("need", "related", "sectors", "look"),
    [
        (
            POLICING,
            ("Housing stability",),
            (),
            "Look among Nonprofit and CBOs, with those who work on Housing stability.",
        ),
        (POLICING, (), (), "Look among Nonprofit and CBOs."),
        (Need(NeedKind.ASSET, "Land"), (), (), "Look among Other local government or Private sector."),
        (
            Need(NeedKind.GROUP, "Elders"),
            (),
            ("Private sector", "Philanthropy"),
            "Look among Nonprofit and CBOs or Philanthropy.",
        ),
        (POLICING, ("Nothing known",), (), "Look, with those who work on Nothing known."),
    ],
)
def test_where_to_look_depends_on_who_works_nearby(
    need: Need, related: tuple[str, ...], sectors: tuple[str, ...], look: str
) -> None:
    wishes = Wishes(sectors=sectors, related=((need.key, related),))
    (gap,) = shortlist(ALL, (need, CLOUT), wishes).gaps
    assert gap.says.endswith(f". {look}")


def test_the_three_most_frequent_sectors_come_first_and_then_those_nobody_named() -> None:
    types = ("D", "C", "B", "B", "A", "", "", "")
    crowd = tuple(made(f"Row {place}", HOUSING, type=sector) for place, sector in enumerate(types))
    far = made("Far", CLOUT, type="E")
    wishes = Wishes(sectors=("F", "E", "D", "G"), related=((POLICING.key, (HOUSING.label,)),))
    (gap,) = shortlist(Inventory((*crowd, far)), (POLICING,), wishes).gaps
    assert gap.sectors == ("B", "A", "C", "F", "G")


def test_without_anybody_nearby_a_gap_is_only_named() -> None:
    (gap,) = shortlist(Inventory((MAYOR,)), (POLICING,)).gaps
    assert gap.says == "Nobody named so far works on Just policing."
