"""Who steps in when a partner declines, and the list without those who may oppose."""

import random
from itertools import combinations

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition import alternatives
from mobility_xlsx.coalition.alternatives import Unopposed, stand_ins, stepped_in, without_may_oppose
from mobility_xlsx.coalition.case import Case, make_case
from mobility_xlsx.coalition.cover import met, values
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization, Source, Tie
from mobility_xlsx.coalition.shortlist import Wishes, shortlist

YOUTH = Need(NeedKind.GROUP, "Disengaged youth")
HOUSING = Need(NeedKind.PREDICTOR, "Housing stability")
CLOUT = Need(NeedKind.ASSET, "Political clout")
DATA = Need(NeedKind.ASSET, "Strong data-sharing capabilities")
NEEDS = (YOUTH, HOUSING, CLOUT, DATA)
HERE = Source("a.xlsx", "Part 2", "B5")


def organization(name: str, *needs: Need, stance: str = "") -> Organization:
    def labels(kind: NeedKind) -> tuple[str, ...]:
        return tuple(need.label for need in needs if need.kind is kind)

    return Organization(
        name.lower(),
        name,
        (),
        populations=labels(NeedKind.GROUP),
        domains=labels(NeedKind.PREDICTOR),
        assets=labels(NeedKind.ASSET),
        stance=stance,
    )


CHAMBER = organization("Chamber", CLOUT, DATA, stance="May oppose")
HOMES = organization("Homes", HOUSING, YOUTH)
MAYOR = organization("Mayor", CLOUT)
SCHOOL = organization("School", YOUTH)
TENANTS = organization("Tenants", HOUSING)


def test_a_partner_that_nobody_replaces_leaves_a_need_unmet() -> None:
    inventory = Inventory((CHAMBER, HOMES, MAYOR, SCHOOL, TENANTS))
    chamber, homes = stand_ins(inventory, NEEDS, shortlist(inventory, NEEDS))
    assert (chamber.name, chamber.names, chamber.stays_unmet) == ("Chamber", ("Mayor",), (DATA.label,))
    assert (homes.name, homes.names, homes.stays_unmet, homes.size) == ("Homes", ("School", "Tenants"), (), 3)
    assert chamber.says == f"If Chamber declines, Mayor can step in; {DATA.label} would no longer be met."


def rows_and_columns() -> tuple[Inventory, list[Need]]:
    need = [Need(NeedKind.PREDICTOR, f"Predictor {number}") for number in range(6)]
    rows = [organization(f"Row {name}", *some) for name, some in (("1", need[:3]), ("2", need[3:]))]
    columns = [organization(f"Column {number}", need[number], need[number + 3]) for number in range(3)]
    return Inventory((*rows, *columns)), need


def test_keeping_the_others_may_cost_more_than_a_list_made_anew() -> None:
    inventory, need = rows_and_columns()
    found = shortlist(inventory, need)
    assert found.ids == ("row 1", "row 2")
    first, _ = stand_ins(inventory, need, found)
    assert (first.names, first.size, first.afresh) == (
        ("Column 0", "Column 1", "Column 2"),
        4,
        ("column 0", "column 1", "column 2"),
    )


def test_a_list_of_a_size_keeps_its_size_when_one_declines() -> None:
    inventory = Inventory((CHAMBER, HOMES, MAYOR, SCHOOL, TENANTS))
    wishes = Wishes(size=1)
    found = shortlist(inventory, NEEDS, wishes)
    assert [len(one.ids) for one in stand_ins(inventory, NEEDS, found, wishes)] == [1]


@pytest.mark.parametrize("number", range(4))
def test_a_stand_in_is_the_fewest_there_are(number: int) -> None:
    inventory = Inventory((CHAMBER, HOMES, MAYOR, SCHOOL, TENANTS, organization("Union", DATA, YOUTH)))
    needs = [need for place, need in enumerate(NEEDS) if place != number]
    found = shortlist(inventory, needs)
    for declined in stand_ins(inventory, needs, found):
        kept = [one for one in inventory.organizations if one.id in found.ids and one.id != declined.id]
        others = [one for one in inventory.organizations if one.id != declined.id and one not in kept]

        def met(some: tuple[Organization, ...], kept: list[Organization] = kept) -> set[str]:
            return {label for one in (*kept, *some) for label in (*one.populations, *one.domains, *one.assets)}

        wanted = {need.label for need in needs} & met(tuple(others))
        fewest = next(
            size for size in range(len(others) + 1) if any(wanted <= met(some) for some in combinations(others, size))
        )
        assert len(declined.ids) == fewest


def test_the_list_without_those_who_may_oppose_says_what_it_lacks() -> None:
    inventory = Inventory((CHAMBER, HOMES, MAYOR, SCHOOL, TENANTS))
    found = shortlist(inventory, NEEDS)
    assert found.ids == ("chamber", "homes")
    assert [pick.may_oppose for pick in found.picks] == [True, False]
    other = without_may_oppose(inventory, NEEDS, found)
    assert other.size == 2
    assert (other.excluded, other.lacks) == (("chamber",), (DATA.label,))
    assert other.says == f"Without Chamber: as many partners (2), and {DATA.label} would not be met."


def made_up(seed: int) -> tuple[Inventory, tuple[Need, ...]]:
    """Nine organizations with a few of six needs each; or rows and columns of nine needs, and others with two."""
    chance = random.Random(seed)
    needs = tuple(Need(chance.choice(list(NeedKind)), f"Need {number}") for number in range(9 if seed % 2 else 6))
    mixed = chance.sample(needs, len(needs))
    some = [chance.sample(needs, chance.randint(1, 3)) for _ in range(9)]
    if seed % 2:
        rows, columns = [mixed[place::3] for place in range(3)], [mixed[place : place + 3] for place in (0, 3, 6)]
        some = chance.sample([*rows, *columns, *(one[:2] for one in some[:5])], 11)
    made = tuple(
        replace(organization(f"Row {number:02}", *served), nominations=chance.randint(0, 2))
        for number, served in enumerate(some)
    )
    ties = tuple(Tie("r", one.id, chance.randint(0, 4), HERE) for one in made)
    return Inventory(made, ties=ties), needs


def meeting(case: Case, numbers: frozenset[int]) -> int:
    return met(case.task, numbers)


@pytest.mark.parametrize("seed", range(40))
def test_no_other_stand_in_is_better_and_no_list_made_anew_keeps_more(seed: int) -> None:
    inventory, needs = made_up(seed)
    musts = (inventory.organizations[seed % 9].id,) if seed % 5 == 0 else ()
    wishes = Wishes(must=musts)
    found, case = shortlist(inventory, needs, wishes), make_case(inventory, needs, wishes)
    ids = [one.id for one in case.organizations]
    chosen = frozenset(ids.index(one) for one in found.ids)

    def known(some: frozenset[int]) -> tuple[int, ...]:
        return values(case.task, sorted(some))[4:6]

    for told in stand_ins(inventory, needs, found, wishes):
        gone = ids.index(told.id)
        others, free = chosen - {gone}, frozenset(range(len(ids))) - {gone}
        wanted = meeting(case, free)
        lists = [
            frozenset(some)
            for size in range(len(ids))
            for some in combinations(sorted(free), size)
            if meeting(case, frozenset(some)) == wanted and case.task.must - {gone} <= set(some)
        ]
        keeping = [some for some in lists if others <= some]
        best = max(
            keeping, key=lambda some: (*values(case.task, sorted(some))[1:], *(-number for number in sorted(some)))
        )
        assert told.ids == tuple(ids[number] for number in sorted(best - others)), f"seed {seed}"
        assert told.names == tuple(case.organizations[number].name for number in sorted(best - others))
        assert told.size == len(best), f"seed {seed}"
        assert told.stays_unmet == case.labels(meeting(case, chosen) & ~wanted), f"seed {seed}"
        shortest = [some for some in lists if len(some) == len(lists[0])]
        assert bool(told.afresh) == (len(lists[0]) < told.size), f"seed {seed}"
        if told.afresh:
            anew = frozenset(map(ids.index, told.afresh))
            assert anew in shortest, f"seed {seed}"
            assert len(anew & others) == max(len(some & others) for some in shortest), f"seed {seed}"
            alike = [some for some in shortest if len(some & others) == len(anew & others)]
            assert known(anew) == max(map(known, alike)), f"seed {seed}"


def test_what_follows_when_a_partner_declines_is_said() -> None:
    inventory = Inventory((HOMES, MAYOR, SCHOOL, TENANTS))
    wishes = Wishes(must=("homes", "school", "tenants"))
    told = stand_ins(inventory, NEEDS[:3], shortlist(inventory, NEEDS[:3], wishes), wishes)
    assert [one.says for one in told] == [
        "If Homes declines, nobody else is needed.",
        "If Mayor declines, nobody can step in; Political clout would no longer be met.",
        "If School declines, nobody else is needed.",
        "If Tenants declines, nobody else is needed.",
    ]
    one = Inventory((HOMES,))
    (alone,) = stand_ins(one, (HOUSING, YOUTH), shortlist(one, (HOUSING, YOUTH)))
    assert alone.says == (
        "If Homes declines, nobody can step in; Disengaged youth and Housing stability would no longer be met."
    )
    assert (alone.ids, alone.size, alone.afresh) == ((), 0, ())


@pytest.mark.parametrize("budget", ["_TRIALS", "_MOST_FAVORITES"])
def test_a_list_made_anew_is_told_only_when_it_is_found_in_time(budget: str, monkeypatch: pytest.MonkeyPatch) -> None:
    inventory, needs = rows_and_columns()
    found = shortlist(inventory, needs)
    first, _ = stand_ins(inventory, needs, found)
    assert first.says == (
        "If Row 1 declines, Column 0, Column 1 and Column 2 can step in; a list made anew needs 3 partners."
    )
    monkeypatch.setattr(alternatives, budget, 0)
    first, _ = stand_ins(inventory, needs, found)
    assert len(first.afresh) == (0 if budget == "_TRIALS" else 3)


@pytest.mark.parametrize(
    ("opposing", "others", "must", "says"),
    [
        (("A",), ("A", "B"), "", "Without A0: as many partners (2), and every need stays met."),
        (("AB",), ("A", "B"), "", "Without AB0: 1 partner more (2), and every need stays met."),
        (("ABC",), ("A", "B", "C"), "", "Without ABC0: 2 partners more (3), and every need stays met."),
        (("A",), ("AB",), "a0", "Without A0: 1 partner fewer (1), and every need stays met."),
        (("A", "A"), ("AB",), "a0 a1", "Without A0 and A1: 2 partners fewer (1), and every need stays met."),
        (("AB", "AC"), ("A",), "", "Without AB0 and AC1: 1 partner fewer (1), and B and C would not be met."),
    ],
)
def test_how_much_longer_a_list_is_without_those_who_may_oppose(
    opposing: tuple[str, ...], others: tuple[str, ...], must: str, says: str
) -> None:
    def made(name: str, number: int, stance: str = "") -> Organization:
        needs = [Need(NeedKind.ASSET, letter) for letter in name]
        return organization(f"{name}{number}", *needs, stance=stance)

    everybody = [made(name, number, "May oppose") for number, name in enumerate(opposing)]
    everybody += [made(name, number + 5) for number, name in enumerate(others)]
    needs = [Need(NeedKind.ASSET, letter) for letter in sorted({*"".join((*opposing, *others))})]
    inventory, wishes = Inventory(tuple(everybody)), Wishes(must=tuple(must.split()))
    other = without_may_oppose(inventory, needs, shortlist(inventory, needs, wishes), wishes)
    assert other.says == says
    sized = replace(wishes, size=3)
    other = without_may_oppose(inventory, needs, shortlist(inventory, needs, sized), sized)
    assert other.says in (
        f"{says.split(':')[0]}: {says.split(', and ')[1]}",
        "Nobody on the list is expected to oppose.",
    )


def test_what_the_list_lacks_already_is_not_laid_to_those_who_may_oppose() -> None:
    inventory = Inventory((CHAMBER, HOMES, SCHOOL))
    wishes = Wishes(leave_out=("homes",))
    found = shortlist(inventory, NEEDS, wishes)
    assert [need.label for need in found.unmet] == [HOUSING.label]
    other = without_may_oppose(inventory, NEEDS, found, wishes)
    assert (other.excluded, other.lacks, other.size) == (("chamber",), (CLOUT.label, DATA.label), 1)


def test_without_anybody_opposing_the_list_stays() -> None:
    inventory = Inventory((HOMES, MAYOR))
    found = shortlist(inventory, (HOUSING, CLOUT))
    assert without_may_oppose(inventory, (HOUSING, CLOUT), found) == Unopposed(
        (), found.size, (), "Nobody on the list is expected to oppose."
    )
    aside = Inventory((HOMES, MAYOR, replace(TENANTS, stance="May oppose")))
    found = shortlist(aside, (HOUSING, YOUTH, CLOUT))
    assert without_may_oppose(aside, (HOUSING, YOUTH, CLOUT), found).excluded == ("tenants",)


def test_who_stepped_in_for_one_that_declined_is_told() -> None:
    inventory = Inventory((CHAMBER, HOMES, MAYOR, SCHOOL, TENANTS))
    wishes = Wishes(declined=("chamber", "tenants"))
    found = shortlist(inventory, NEEDS, wishes)
    assert (found.ids, [one.why for one in found.declined]) == (
        ("homes", "mayor"),
        [f"It declined; it has {CLOUT.label} and {DATA.label}.", f"It declined; it works on {HOUSING.label}."],
    )
    assert "Going on without Tenants, which declined: costs nothing, the list stays as short." in found.costs
    assert [(one.id, one.ids, one.says) for one in stepped_in(inventory, NEEDS, found, wishes)] == [
        ("chamber", ("mayor",), f"Mayor stepped in for Chamber; {DATA.label} is no longer met."),
        ("tenants", (), "It would not be on the list: nobody has to step in."),
    ]


def test_who_stepped_in_for_several_is_told_once_and_what_is_lost_with_whom() -> None:
    club = organization("Club", YOUTH)
    inventory = Inventory((CHAMBER, HOMES, MAYOR, TENANTS, club))
    wishes = Wishes(declined=("homes", "chamber"))
    found = shortlist(inventory, NEEDS, wishes)
    assert found.ids == ("club", "mayor", "tenants")
    assert [(one.id, one.ids, one.says) for one in stepped_in(inventory, NEEDS, found, wishes)] == [
        ("homes", found.ids, "See Chamber for who stepped in."),
        (
            "chamber",
            found.ids,
            f"Club, Mayor and Tenants stepped in for Chamber and Homes; {DATA.label} is no longer met.",
        ),
    ]


def test_one_lost_need_with_an_and_in_its_label_is_one() -> None:
    research = Need(NeedKind.ASSET, "Research and analytic capacity")
    inventory = Inventory((HOMES, organization("College", research)))
    wishes = Wishes(declined=("college",))
    found = shortlist(inventory, (HOUSING, research), wishes)
    (told,) = stepped_in(inventory, (HOUSING, research), found, wishes)
    assert told.says == "Nobody stepped in; Research and analytic capacity is no longer met."
