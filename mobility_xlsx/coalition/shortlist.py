"""The critical partners: the shortest list that meets every need, proven and explained (guide, Step 4.2)."""

from collections.abc import Sequence

from msgspec import Struct

from mobility_xlsx.coalition.case import Case, Wishes, in_name_order, make_case
from mobility_xlsx.coalition.costs import costs
from mobility_xlsx.coalition.cover import Choice, Reached, greedy, met, worth
from mobility_xlsx.coalition.membership import Membership, best
from mobility_xlsx.coalition.reasons import (
    does,
    gap_sentence,
    met_by_it_alone,
    only_one_warnings,
    where_to_look,
    why_passed,
    why_picked,
)
from mobility_xlsx.coalition.records import Inventory, Need, Organization, meets
from mobility_xlsx.coalition.solver import Effort

NO_WISHES = Wishes()
_NEXT_BEST = 20
_PLACES = ("some", "", "none")  # the likeliest to come first


class Pick(Struct, frozen=True):
    """One critical partner. `place` is "every" or "some": the smallest lists it is in; "" if that stayed open.

    `only_one_for` are the needs that no other organization meets, not even one that cannot be on the list.
    """

    id: str
    name: str
    why: str
    only_one_for: tuple[str, ...]
    place: str
    may_oppose: bool
    meets: tuple[str, ...]
    closeness: int
    nominations: int


class Gap(Struct, frozen=True):
    """A need that nobody in the inventory meets, and where to look for somebody."""

    need: Need
    sectors: tuple[str, ...]
    predictors: tuple[str, ...]
    says: str


class Passed(Struct, frozen=True):
    """An organization that is not on the list, and why. `place` as in Pick, and "none"."""

    id: str
    name: str
    why: str
    place: str
    may_oppose: bool


class Shortlist(Struct, frozen=True):
    """The list and how sure it is.

    `proven`: nothing shorter can do (with a given size: nothing of that size meets more). Else at least `at_least`
    are needed. `settled`: every level is proven, and ties are broken to the end. `unmet` are needs that somebody
    meets but this list does not: it is too short, or that somebody is left out, kept informed, or declined. `notes`
    say which wishes could not be followed. Until `places_settled`, an organization outside `in_no_smallest` may be in
    no smallest list too.
    """

    proven: bool
    settled: bool
    size: int
    at_least: int
    says: str
    picks: tuple[Pick, ...]
    in_no_smallest: tuple[str, ...]
    places_settled: bool
    gaps: tuple[Gap, ...]
    unmet: tuple[Need, ...]
    only_one_warnings: tuple[str, ...]
    costs: tuple[str, ...]
    notes: tuple[str, ...]
    next_best: tuple[Passed, ...]
    keep_informed: tuple[Passed, ...]
    left_out: tuple[Passed, ...]
    levels: tuple[Reached, ...]
    greedy: tuple[str, ...]
    declined: tuple[Passed, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the picks, in the order of their names."""
        return tuple(pick.id for pick in self.picks)


class _Found(Struct, frozen=True):
    inventory: Inventory
    wishes: Wishes
    case: Case
    choice: Choice
    where: Membership


def shortlist(inventory: Inventory, needs: Sequence[Need], wishes: Wishes = NO_WISHES) -> Shortlist:
    """Fewest organizations that together meet every need someone can meet (guide, Step 4.2), or the best `size`.

    Needs that nobody meets are in `gaps`. Among lists as short, ties go to more of the strengths and sectors, more
    needs met twice, closer relationships, more nominations, then name, so the answer is the same on every run.
    Raises NothingToCover if `needs` is empty.
    """
    case = make_case(inventory, needs, wishes)
    effort = Effort.lasting(wishes.seconds(len(inventory.organizations)))
    choice, where = best(case.task, effort)
    return _told(_Found(inventory, wishes, case, choice, where))


def _told(found: _Found) -> Shortlist:
    case, choice, where = found.case, found.choice, found.where
    proven = all(level.proven for level in choice.levels[:2])
    at_least = -choice.levels[1].bound if case.task.size is None else len(choice.chosen)
    unmet = (*case.of(case.task.every_need & ~met(case.task, choice.chosen)), *case.lost)
    everybody = range(len(case.organizations))
    return Shortlist(
        proven=proven,
        settled=choice.settled,
        size=len(choice.chosen),
        at_least=at_least,
        says=_says(case, choice, proven, at_least),
        picks=tuple(_pick(found, number) for number in choice.chosen),
        in_no_smallest=tuple(case.organizations[number].id for number in everybody if number not in where.possible),
        places_settled=found.where.settled,
        gaps=tuple(_gap(found, need) for need in case.gaps),
        unmet=unmet,
        only_one_warnings=only_one_warnings(case),
        costs=costs(found.inventory, found.wishes, case, choice),
        notes=_notes(found),
        next_best=_next_best(found),
        keep_informed=(
            *_barred(found, found.wishes.keep_informed, "Staff keep it informed"),
            *_barred(found, found.wishes.asked_informed, "Part 5 asks only to keep it informed"),
        ),
        left_out=_barred(found, found.wishes.leave_out, "Staff left it out"),
        declined=_barred(found, found.wishes.declined, "It declined"),
        levels=choice.levels,
        greedy=tuple(case.organizations[number].id for number in greedy(case.task)),
    )


def _says(case: Case, choice: Choice, proven: bool, at_least: int) -> str:
    size = len(choice.chosen)
    reached, total = met(case.task, choice.chosen).bit_count(), len(case.needs)
    partners, meet = ("partner", "meets") if size == 1 else ("partners", "meet")
    somebody = "that somebody who may be invited can meet" if case.lost else "that somebody can meet"
    if case.task.size is not None:
        best = "no list of this size does better" if proven else "a better list of this size may exist"
        how_many = f"all {total} needs" if reached == total > 1 else f"{reached} of the {total} needs"
        return f"{size} {partners} {meet} {how_many} {somebody}; {best}."
    if not total:
        return f"Nobody {'who may be invited' if case.lost else 'in the inventory'} meets any of the needs."
    needs = f"all {total} needs" if total > 1 else "the one need"
    musts = len(case.task.must)
    needs += f" {somebody}"
    needs += f", with the {musts if musts > 1 else 'one'} that must be on the list" if musts else ""
    if proven:
        return f"{size} is the fewest partners that meet {needs}; nothing smaller can."
    return f"Best found: {size} {partners} {meet} {needs}; at least {at_least} are needed."


def _pick(found: _Found, number: int) -> Pick:
    case = found.case
    one, organization = case.task.candidates[number], case.organizations[number]
    return Pick(
        organization.id,
        organization.name,
        why_picked(case, found.choice.chosen, number),
        case.labels(met_by_it_alone(case, number) & ~case.elsewhere),
        found.where.of(number),
        organization.may_oppose,
        case.labels(one.needs),
        one.closeness,
        one.nominations,
    )


def _gap(found: _Found, need: Need) -> Gap:
    related = dict(found.wishes.related).get(need.key, ())
    sectors = where_to_look(found.inventory, need, related, found.wishes.sectors)
    return Gap(need, sectors, related, gap_sentence(need, sectors, related))


def _next_best(found: _Found) -> tuple[Passed, ...]:
    case, chosen = found.case, found.choice.chosen
    others = [number for number in range(len(case.organizations)) if number not in chosen]

    def key(number: int) -> tuple[int, int, int, int, int]:
        one = case.task.candidates[number]
        place = _PLACES.index(found.where.of(number))
        return place, -worth(case.task, one.needs), -one.closeness, -one.nominations, number

    first = sorted(others, key=key)[:_NEXT_BEST]
    return tuple(
        _passed(
            case.organizations[number],
            why_passed(case, chosen, number, found.where.of(number)),
            found.where.of(number),
        )
        for number in first
    )


def _barred(found: _Found, ids: Sequence[str], says: str) -> tuple[Passed, ...]:
    asked = (*found.case.needs, *found.case.lost)
    listed = [one for one in in_name_order(found.inventory.organizations) if one.id in ids]
    return tuple(_passed(one, _barred_reason(one, asked, says), "") for one in listed)


def _barred_reason(one: Organization, asked: Sequence[Need], says: str) -> str:
    could = does(need for need in asked if meets(one, need))
    return f"{says}; it {could}." if could else f"{says}; it meets none of the needs."


def _notes(found: _Found) -> tuple[str, ...]:
    wishes, names = found.wishes, {one.id: one.name for one in found.inventory.organizations}
    asked = sorted({*wishes.must, *wishes.barred})
    notes = [f"{one} is not in the inventory, so its choice was set aside." for one in asked if one not in names]
    for one in sorted({*wishes.must} & wishes.barred & set(names)):
        but = "declined" if one in wishes.declined else "not to invite"
        notes.append(f"{names[one]} is marked to invite and {but}: it is not on the list.")
    for one in sorted({*wishes.accepted} & wishes.barred & set(names)):
        but = "to leave out" if one in wishes.leave_out else "to keep informed"
        notes.append(f"{names[one]} accepted and is marked {but}: it is not on the list.")
    musts = len(found.case.task.must)
    if wishes.size is not None and wishes.size < musts:
        notes.append(f"{musts} partners must be on the list, so it cannot be {wishes.size} long.")
    if (fewer := _shorter_than_wished(found)) is not None:
        notes.append(fewer)
    return tuple(notes)


def _shorter_than_wished(found: _Found) -> str | None:
    """Why the list is not as long as staff want it."""
    size, length, there = found.wishes.size, len(found.choice.chosen), len(found.case.organizations)
    if size is None or length >= size:
        return None
    if there < size:
        only = "organization" if there == 1 else "organizations"
        return f"Only {there} {only} can be on the list, so it cannot be {size} long."
    return f"The list is {length} long and not {size}: nobody else would add anything to it."


def _passed(organization: Organization, why: str, place: str) -> Passed:
    return Passed(organization.id, organization.name, why, place, organization.may_oppose)
