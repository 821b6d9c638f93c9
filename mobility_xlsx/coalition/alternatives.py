"""What if: a partner declines, or those who may oppose are not asked."""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.coalition.case import Case, Wishes, in_name_order, make_case
from mobility_xlsx.coalition.cover import Task, met, values, without
from mobility_xlsx.coalition.levels import choose, fewest
from mobility_xlsx.coalition.lists import kinds_of, only
from mobility_xlsx.coalition.membership import best
from mobility_xlsx.coalition.ranking import favorites
from mobility_xlsx.coalition.records import Inventory, Need, Organization, meets
from mobility_xlsx.coalition.shortlist import NO_WISHES, Shortlist, shortlist
from mobility_xlsx.coalition.smallest import lists_of
from mobility_xlsx.coalition.solver import Effort
from mobility_xlsx.coalition.walk import all_lists
from mobility_xlsx.text import joined

_TRIALS = 3_000_000  # a third of a second for each partner
_MOST_FAVORITES = 10_000
_FAR = 10_000  # more than the closeness or the nominations of a whole list can add up to


class StandIn(Struct, frozen=True):
    """Who steps in when one partner declines and all others stay.

    `names` may be empty: then nobody needs to, or nobody can. `stays_unmet` are the labels that the list met
    before and no longer does.
    `afresh` is a shorter list made anew without the partner, with as many of the others as can be; empty when
    keeping them all is as short, or when there are too many lists to tell.
    """

    id: str
    name: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    stays_unmet: tuple[str, ...]
    size: int
    afresh: tuple[str, ...]
    says: str


class SteppedIn(Struct, frozen=True):
    """Who stepped in for one organization that declined, in a sentence."""

    id: str
    ids: tuple[str, ...]
    says: str


class Unopposed(Struct, frozen=True):
    """How long the list is without those who may oppose, told beside the list and never instead of it."""

    excluded: tuple[str, ...]
    size: int
    lacks: tuple[str, ...]
    says: str


def stand_ins(
    inventory: Inventory, needs: Sequence[Need], found: Shortlist, wishes: Wishes = NO_WISHES
) -> tuple[StandIn, ...]:
    """For each partner on the list, in its order: the best list if that partner declines."""
    case = make_case(inventory, needs, wishes)
    numbers = {one.id: number for number, one in enumerate(case.organizations)}
    chosen = tuple(numbers[one] for one in found.ids)
    effort = Effort.lasting(wishes.seconds(len(inventory.organizations)))
    everywhere = {numbers[pick.id] for pick in found.picks if pick.place == "every"} if found.proven else set()
    least = {number: _least(case.task, number, found.at_least, number in everywhere) for number in chosen}
    return tuple(_stand_in(_Leaving(case, chosen, number, least[number]), effort) for number in chosen)


def stepped_in(
    inventory: Inventory, needs: Sequence[Need], found: Shortlist, wishes: Wishes = NO_WISHES
) -> tuple[SteppedIn, ...]:
    """For each who declined: who is on the list now and would not be had nobody declined, and what is lost with it.

    Who came is told once, with the first of those who left a place, for they came for all of them together.
    """
    if not wishes.declined:
        return ()
    before = shortlist(inventory, needs, replace(wishes, declined=()))
    gone = tuple(one for one in in_name_order(inventory.organizations) if one.id in {*wishes.declined} & {*before.ids})
    came = tuple(pick for pick in found.picks if pick.id not in before.ids)
    lost = [need for need in found.unmet if need not in before.unmet]
    told = {
        one.id: _stepped(one, gone, [pick.name for pick in came], [need for need in lost if _is_with(need, one, gone)])
        for one in gone
    }
    aside = "It would not be on the list: nobody has to step in."
    ids = tuple(pick.id for pick in came)
    return tuple(SteppedIn(id, ids if id in told else (), told.get(id, aside)) for id in wishes.declined)


def _is_with(need: Need, one: Organization, gone: Sequence[Organization]) -> bool:
    """True when a lost need is told with this one of those who are gone: it met it, or it is the first and none did."""
    return meets(one, need) or (one is gone[0] and not any(meets(other, need) for other in gone))


def _stepped(one: Organization, gone: Sequence[Organization], came: Sequence[str], lost: Sequence[Need]) -> str:
    if not came:
        step = "Nobody stepped in" if lost else "Nobody has to step in"
    elif one is gone[0]:
        step = f"{joined(came)} stepped in for {joined(other.name for other in gone)}"
    else:
        step = f"See {gone[0].name} for who stepped in"
    verb = "is" if len(lost) == 1 else "are"
    return f"{step}; {joined(need.label for need in lost)} {verb} no longer met." if lost else f"{step}."


def without_may_oppose(
    inventory: Inventory, needs: Sequence[Need], found: Shortlist, wishes: Wishes = NO_WISHES
) -> Unopposed:
    """The list when nobody who may oppose is asked, and what it would lack."""
    excluded = tuple(sorted(one.id for one in inventory.organizations if one.may_oppose))
    if not any(pick.may_oppose for pick in found.picks):
        return Unopposed(excluded, found.size, (), "Nobody on the list is expected to oppose.")
    case = make_case(inventory, needs, replace(wishes, leave_out=(*wishes.leave_out, *excluded)))
    other = fewest(case.task, Effort.lasting(wishes.seconds(len(inventory.organizations)))).chosen
    reached = case.of(met(case.task, other))
    before = {need.key for need in found.unmet}
    unmet = (*case.lost, *(need for need in case.needs if need not in reached))
    lacks = tuple(need.label for need in unmet if need.key not in before)
    return Unopposed(excluded, len(other), lacks, _unopposed(found, len(other), lacks, wishes))


def _unopposed(found: Shortlist, size: int, lacks: tuple[str, ...], wishes: Wishes) -> str:
    names = joined(pick.name for pick in found.picks if pick.may_oppose)
    lost = f"{joined(lacks)} would not be met" if lacks else "every need stays met"
    if wishes.size is not None:
        return f"Without {names}: {lost}."  # its length is staff's choice
    return f"Without {names}: {_length(size - found.size)} ({size}), and {lost}."


def _length(more: int) -> str:
    """How much longer or shorter a list is, in words."""
    if not more:
        return "as many partners"
    return f"{abs(more)} partner{'' if abs(more) == 1 else 's'} {'more' if more > 0 else 'fewer'}"


class _Leaving(Struct, frozen=True):
    """One of the chosen declines; no list without it is shorter than `least`."""

    case: Case
    chosen: tuple[int, ...]
    gone: int
    least: int

    @property
    def shortest(self) -> bool:
        """A list without it may be as short as with it."""
        return self.least == len(self.chosen)


def _least(task: Task, gone: int, at_least: int, everywhere: bool) -> int:
    """How long a list without this organization is at least, when `at_least` are needed with it.

    Together with it, what is made anew is a list of the old kind.
    """
    others = met(task, (number for number in range(len(task.candidates)) if number != gone))
    if gone in task.must or others != task.every_need:
        return at_least - 1
    return at_least + 1 if everywhere else at_least


def _stand_in(leaving: _Leaving, effort: Effort) -> StandIn:
    case, chosen, gone = leaving.case, leaving.chosen, leaving.gone
    left = without(case.task, frozenset({gone}))
    others = frozenset(chosen) - {gone}
    kept = _best(replace(left, must=others), effort)
    coming = tuple(number for number in kept if number not in others)
    shorter = case.task.size is None and len(kept) > leaving.least
    afresh = _afresh(leaving, left, kept) if shorter else ()
    organization = case.organizations[gone]
    names = tuple(case.organizations[number].name for number in coming)
    unmet = case.labels(met(case.task, chosen) & ~met(case.task, (number for number in kept if number != gone)))
    return StandIn(
        organization.id,
        organization.name,
        tuple(case.organizations[number].id for number in coming),
        names,
        unmet,
        len(kept),
        tuple(case.organizations[number].id for number in afresh),
        _says(organization.name, names, unmet, len(afresh)),
    )


def _best(task: Task, effort: Effort) -> tuple[int, ...]:
    """The best list that holds all who must be on it."""
    if not task.weights:
        return tuple(sorted(task.must))
    if task.size is not None:
        return choose(task, fewest(task, effort), frozenset(range(len(task.candidates))), effort).chosen
    if (one_more := _one_more(task)) is not None:
        return one_more
    return best(task, effort)[0].chosen


def _one_more(task: Task) -> tuple[int, ...] | None:
    """The best list when those who must be on it need nobody, or one more; None when one is not enough.

    With everybody else given, each candidate makes one list, so the best of them is told without the solver.
    """
    lacking = task.every_need & ~met(task, task.must)
    if not lacking:
        return tuple(sorted(task.must))
    able = [
        number for number, one in enumerate(task.candidates) if number not in task.must and lacking & ~one.needs == 0
    ]
    lists = (tuple(sorted((*task.must, number))) for number in able)
    return max(((values(task, chosen), -place, chosen) for place, chosen in enumerate(lists)), default=((), 0, None))[2]


def _afresh(leaving: _Leaving, left: Task, kept: tuple[int, ...]) -> tuple[int, ...]:
    """A list shorter than `kept`, with as many of the others as can be, or () if there is none to be found."""
    others = frozenset(leaving.chosen) - {leaving.gone}

    def score(number: int) -> int:
        one = left.candidates[number]
        return ((number in others) * _FAR + one.closeness) * _FAR + min(one.nominations, _FAR - 1)

    kinds = kinds_of(left)
    best = {max(group, key=lambda number: (score(number), -number)): kind for kind, group in enumerate(kinds.members)}
    scores = {number: score(number) for number in best}
    favored = _favored(leaving, scores)
    some = sorted(kinds.members) if favored is None else [kinds.members[best[number]] for number in favored]
    lists = all_lists(only(kinds, some), len(kept) - 1 - len(left.must), _TRIALS)
    if lists is None:
        return ()
    chosen = [next(number for number in group if number in scores) for group in lists.kinds.members]
    way = lists.best(np.array([scores[number] for number in chosen], dtype=np.int64))
    return tuple(sorted({*left.must, *(chosen[kind] for kind in way)}))


def _favored(leaving: _Leaving, scores: Mapping[int, int]) -> tuple[int, ...] | None:
    """Those of the scored in a list as short as with the one who leaves, with the highest scores; None if unknown."""
    task = leaving.case.task
    found = lists_of(task) if leaving.shortest else None
    lists = None if found is None else favorites(task, found, scores, _MOST_FAVORITES)
    if lists is None or not len(lists):
        return None
    return tuple(sorted({int(number) for number in np.unique(lists)} - task.must))


def _says(name: str, names: tuple[str, ...], unmet: tuple[str, ...], afresh: int) -> str:
    step = f"{joined(names)} can step in" if names else "nobody else is needed" if not unmet else "nobody can step in"
    lost = f"; {joined(unmet)} would no longer be met" if unmet else ""
    anew = f"; a list made anew needs {afresh} partners" if afresh else ""
    return f"If {name} declines, {step}{lost}{anew}."
