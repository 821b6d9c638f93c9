"""What a person wants to know about one organization, as far as the shortlist tells."""

from collections.abc import Sequence

from msgspec import Struct

from mobility_xlsx.coalition.case import Case, Wishes, closest, make_case
from mobility_xlsx.coalition.labels import CLOSENESS
from mobility_xlsx.coalition.reasons import ONLY_PARTNER, deeds, why_passed
from mobility_xlsx.coalition.records import Inventory, Need, Organization, meets
from mobility_xlsx.coalition.shortlist import NO_WISHES, Passed, Pick, Shortlist
from mobility_xlsx.text import joined

_WHERE = {
    "every": "It is in every list as good as this one.",
    "some": "It is in some lists as good as this one, not in all.",
    "none": "It is in no list as good as this one.",
    "": "Whether other lists as good hold it was not settled.",
}


class Explanation(Struct, frozen=True):
    """`meets` are the labels it meets; `only_one_for` those nobody else does; `says` the sentences, in order."""

    id: str
    name: str
    picked: bool
    place: str
    meets: tuple[str, ...]
    only_one_for: tuple[str, ...]
    says: tuple[str, ...]


def standing(
    inventory: Inventory, needs: Sequence[Need], found: Shortlist, organization_id: str, wishes: Wishes = NO_WISHES
) -> Explanation:
    """Why the organization with this id is or is not on the list. Raises KeyError for an id nobody has."""
    organization = {one.id: one for one in inventory.organizations}[organization_id]
    served = tuple(need for need in needs if meets(organization, need))
    only = tuple(need for need in served if sum(meets(other, need) for other in inventory.organizations) == 1)
    picked = organization_id in found.ids
    place, why = _place_and_why(make_case(inventory, needs, wishes), found, organization)
    says = [
        f"{'On' if picked else 'Not on'} the list: {why}",
        *([] if organization_id in wishes.barred else [_WHERE[place]]),
        f"Meets {joined(need.label for need in served)}." if served else "Meets none of the needs.",
        *([f"{ONLY_PARTNER} {deeds(only)}."] if only and not picked else []),
        *(["Somebody expects it to oppose; that changes nothing in the choice."] if organization.may_oppose else []),
        _known(closest(inventory).get(organization_id)),
    ]
    labels, alone = (tuple(need.label for need in some) for some in (served, only))
    return Explanation(organization_id, organization.name, picked, place, labels, alone, tuple(says))


def _place_and_why(case: Case, found: Shortlist, organization: Organization) -> tuple[str, str]:
    told: tuple[Pick | Passed, ...] = (*found.picks, *found.keep_informed, *found.left_out, *found.declined)
    for one in told:
        if one.id == organization.id:
            return one.place, one.why
    numbers = {one.id: number for number, one in enumerate(case.organizations)}
    chosen = tuple(numbers[one] for one in found.ids)
    place = "none" if organization.id in found.in_no_smallest else "some" if found.places_settled else ""
    return place, why_passed(case, chosen, numbers[organization.id], place)


def _known(closeness: int | None) -> str:
    label = next((text for text, value in CLOSENESS.items() if value == closeness), None)
    return f"Closest tie: {label}." if label and closeness else "Nobody who answered has a tie to it."
