"""What each choice of staff costs the list, in sentences."""

from msgspec.structs import replace

from mobility_xlsx.coalition.case import Case, Wishes, make_case
from mobility_xlsx.coalition.cover import Choice
from mobility_xlsx.coalition.levels import fewest
from mobility_xlsx.coalition.records import Inventory, Organization
from mobility_xlsx.coalition.solver import Effort
from mobility_xlsx.text import joined

_SECONDS = 5.0


def costs(inventory: Inventory, wishes: Wishes, case: Case, choice: Choice) -> tuple[str, ...]:
    """A sentence for each *must invite*, *leave out*, *keep informed* and decline, in the order of the names.

    Who accepted stands on the list: only what it costs is told.
    """
    needs = (*case.needs, *case.gaps, *case.lost)
    nothing = f"costs nothing, the list {'stays as short' if case.task.size is None else 'meets as much'}"
    lines = []
    for one in sorted(inventory.organizations, key=lambda one: (one.name, one.id)):
        barred = one.id in wishes.barred
        wanted = one.id in wishes.must
        if not barred and not wanted and one.id not in wishes.accepted:
            continue
        freed = make_case(inventory, needs, _without(wishes, one.id))
        if barred and _another_meets_as_much(freed, one):
            lines.append(f"{_deed(wishes, one)}: {nothing}.")
            continue
        without = fewest(freed.task, Effort.lasting(_SECONDS))
        price = _price(case, choice, freed, without)
        if price or barred or wanted:
            lines.append(f"{_deed(wishes, one)}: {price or nothing}.")
    return tuple(lines)


def _another_meets_as_much(freed: Case, one: Organization) -> bool:
    """Somebody who may be chosen meets all that it meets: then no list gets longer or poorer without it."""
    number = freed.organizations.index(one)
    own = freed.task.candidates[number].needs
    others = enumerate(freed.task.candidates)
    return any(own & ~other.needs == 0 for place, other in others if place != number)


def _without(wishes: Wishes, freed: str) -> Wishes:
    def kept(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in ids if one != freed)

    return replace(
        wishes,
        must=kept(wishes.must),
        leave_out=kept(wishes.leave_out),
        keep_informed=kept(wishes.keep_informed),
        asked_informed=kept(wishes.asked_informed),
        declined=kept(wishes.declined),
        accepted=kept(wishes.accepted),
    )


def _deed(wishes: Wishes, one: Organization) -> str:
    if one.id in wishes.leave_out:
        return f"Leaving out {one.name}"
    if one.id in wishes.declined:
        return f"Going on without {one.name}, which declined"
    if one.id in (*wishes.keep_informed, *wishes.asked_informed):
        return f"Keeping {one.name} informed only"
    if one.id not in wishes.must:
        return f"Keeping {one.name} on the list, which accepted"
    return f"Inviting {one.name} in any case"


def _price(case: Case, choice: Choice, freed: Case, without: Choice) -> str:
    """What it costs, "" when nothing."""
    lost = [need.label for need in case.lost if need in freed.needs]
    more = len(choice.chosen) - len(without.chosen)
    said = []
    if lost:
        verb = "is" if len(lost) == 1 else "are"
        said.append(f"{joined(lost)} {verb} no longer met")
    if case.task.size is None and more > 0:
        said.append(f"{more} more partner{'s are' if more > 1 else ' is'} needed")
    if case.task.size is not None and without.levels[0].value > choice.levels[0].value:
        said.append("the list meets less of what was asked for")
    return "; ".join(said)
