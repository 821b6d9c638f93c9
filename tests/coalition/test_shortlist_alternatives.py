"""Who steps in when a partner declines, and the list without those who may oppose."""

from itertools import combinations

import pytest

from mobility_xlsx.coalition.alternatives import stand_ins, stepped_in, without_may_oppose
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization
from mobility_xlsx.coalition.shortlist import Wishes, shortlist

YOUTH = Need(NeedKind.GROUP, "Disengaged youth")
HOUSING = Need(NeedKind.PREDICTOR, "Housing stability")
CLOUT = Need(NeedKind.ASSET, "Political clout")
DATA = Need(NeedKind.ASSET, "Strong data-sharing capabilities")
NEEDS = (YOUTH, HOUSING, CLOUT, DATA)


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


def test_keeping_the_others_may_cost_more_than_a_list_made_anew() -> None:
    need = [Need(NeedKind.PREDICTOR, f"Predictor {number}") for number in range(6)]
    rows = [organization(f"Row {name}", *some) for name, some in (("1", need[:3]), ("2", need[3:]))]
    columns = [organization(f"Column {number}", need[number], need[number + 3]) for number in range(3)]
    inventory = Inventory((*rows, *columns))
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


def test_without_anybody_opposing_the_list_stays() -> None:
    inventory = Inventory((HOMES, MAYOR))
    found = shortlist(inventory, (HOUSING, CLOUT))
    assert without_may_oppose(inventory, (HOUSING, CLOUT), found).size == found.size


def test_who_stepped_in_for_one_that_declined_is_told() -> None:
    inventory = Inventory((CHAMBER, HOMES, MAYOR, SCHOOL, TENANTS))
    wishes = Wishes(declined=("chamber", "tenants"))
    found = shortlist(inventory, NEEDS, wishes)
    assert (found.ids, [one.why for one in found.declined]) == (
        ("homes", "mayor"),
        [f"It declined; it is with {CLOUT.label} and {DATA.label}.", f"It declined; it is working on {HOUSING.label}."],
    )
    assert "Going on without Tenants, which declined: costs nothing, the list stays as short." in found.costs
    assert [(one.id, one.ids, one.says) for one in stepped_in(inventory, NEEDS, found, wishes)] == [
        ("chamber", ("mayor",), f"Mayor stepped in for Chamber; {DATA.label} is no longer met."),
        ("tenants", (), "It would not be on the list: nobody has to step in."),
    ]
