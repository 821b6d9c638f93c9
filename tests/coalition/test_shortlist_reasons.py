"""What is said about a list: reasons, places, gaps, costs and notes, whole sentences."""

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
        "Nobody named so far is working on Just policing. Look among Nonprofit and CBOs or Philanthropy, "
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
    assert [one.why for one in found.keep_informed] == ["Staff keep it informed; it is with Political clout."]
    assert [one.why for one in found.left_out] == ["Staff left it out; it is serving Disengaged youth."]


def test_wishes_that_cannot_be_followed_are_told() -> None:
    wishes = Wishes(size=1, must=("gone", "homes", "club", "mayor"), leave_out=("mayor",))
    found = shortlist(ALL, NEEDS, wishes)
    assert found.ids == ("club", "homes")
    assert found.notes == (
        "gone is not in the inventory, so its choice was set aside.",
        "Mayor is marked to invite and not to invite: it is not on the list.",
        "2 partners must be invited, so the list cannot be 1 long.",
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
    forced = shortlist(Inventory((first, second, third)), (YOUTH, HOUSING, CLOUT), Wishes(must=("a", "b"))).picks
    assert [one.why for one in forced] == [
        "Staff chose to invite it. On this list the only one serving Disengaged youth; "
        "also meets Housing stability, with Barn.",
        "Staff chose to invite it. On this list the only one with Political clout; "
        "also meets Housing stability, with Ark.",
    ]
