"""One request for a shortlist: who may be chosen, what has to be met, as records and as numbers."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

from msgspec import Struct

from mobility_xlsx.coalition.cover import Candidate, Task
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization
from mobility_xlsx.errors import NothingToCover
from mobility_xlsx.text import fold

_SECONDS, _SECONDS_FOR_THOUSANDS, _THOUSANDS = 60.0, 18.0, range(1_000, 10_001)
_FINEST = 10_000  # weights are told apart to this part of the largest


class Wishes(Struct, frozen=True):
    """What staff decided, and the labels of the second set (guide, Step 4.2).

    `size` None asks for the fewest. Ids that are not in the inventory are set aside and named. An organization
    both wanted and left out is left out. `asked_informed` are those to keep informed because Part 5 asks for it, not
    staff; `accepted` and `declined` are those who answered so; who accepted and meets a need is on the list.
    `related` gives, for a need's key, the predictors next to it.
    """

    size: int | None = None
    must: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    keep_informed: tuple[str, ...] = ()
    asked_informed: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    related: tuple[tuple[str, tuple[str, ...]], ...] = ()
    time_limit: float | None = None

    @property
    def barred(self) -> frozenset[str]:
        """Who cannot be on the list, whatever they could add."""
        return frozenset((*self.leave_out, *self.keep_informed, *self.asked_informed, *self.declined))

    def seconds(self, organizations: int) -> float:
        """How long the solver may take: `time_limit`, else a minute.

        Among thousands the size is soon proven and the later levels hardly ever are: they get less.
        """
        if self.time_limit is not None:
            return self.time_limit
        return _SECONDS_FOR_THOUSANDS if organizations in _THOUSANDS else _SECONDS


class Case(Struct, frozen=True):
    """`organizations` may be chosen, in the order of their names; `needs` are those at least one of them meets.

    Organization and need have the same place here as in `task`. `gaps` are the needs nobody in the inventory meets,
    `lost` those met only by organizations that cannot be on the list: left out, kept informed, or declined;
    `elsewhere` masks those of `needs` that one of these organizations meets too. Of those that must be on the list,
    `accepted` said yes.
    """

    organizations: tuple[Organization, ...]
    needs: tuple[Need, ...]
    gaps: tuple[Need, ...]
    lost: tuple[Need, ...]
    traits: tuple[str, ...]
    task: Task
    accepted: frozenset[int] = frozenset()
    elsewhere: int = 0

    def labels(self, mask: int) -> tuple[str, ...]:
        """The labels of the needs in `mask`."""
        return tuple(need.label for place, need in enumerate(self.needs) if mask >> place & 1)

    def of(self, mask: int) -> tuple[Need, ...]:
        """The needs in `mask`."""
        return tuple(need for place, need in enumerate(self.needs) if mask >> place & 1)


def make_case(inventory: Inventory, needs: Sequence[Need], wishes: Wishes) -> Case:
    """The request as numbers, the same whatever the order of organizations, ties and needs.

    Raises NothingToCover if `needs` is empty.
    """
    asked = sorted({need.key: need for need in reversed(needs)}.values(), key=lambda need: need.key)
    if not asked:
        raise NothingToCover(
            "No need is marked, so there is nothing to choose partners for. "
            "Tick groups, predictors or assets in Part 1, or set needs in Decisions.xlsx."
        )
    everybody = in_name_order(inventory.organizations)
    allowed = tuple(one for one in everybody if one.id not in wishes.barred)
    by_allowed, by_anybody = _offered(allowed), _offered(everybody)
    by_barred = _offered(one for one in everybody if one.id in wishes.barred)
    met = tuple(need for need in asked if (need.kind, need.label) in by_allowed)
    unmet = [need for need in asked if need not in met]
    gaps = tuple(need for need in unmet if (need.kind, need.label) not in by_anybody)
    lost = tuple(need for need in unmet if need not in gaps)
    traits = (*wishes.strengths, *wishes.sectors)
    candidates = _candidates(inventory, allowed, met, wishes)
    said_yes = (place for place, one in enumerate(allowed) if one.id in wishes.accepted)
    accepted = frozenset(place for place in said_yes if candidates[place].needs)
    must = accepted | {place for place, one in enumerate(allowed) if one.id in wishes.must}
    size = None if wishes.size is None else max(wishes.size, len(must), 0)
    task = Task(candidates, whole_weights([need.weight for need in met]), must, size)
    elsewhere = _mask(place for place, need in enumerate(met) if (need.kind, need.label) in by_barred)
    return Case(allowed, met, gaps, lost, traits, task, accepted, elsewhere)


def in_name_order(organizations: Sequence[Organization]) -> tuple[Organization, ...]:
    """The organizations by folded name, then id."""
    return tuple(sorted(organizations, key=lambda one: (fold(one.name), one.id)))


def closest(inventory: Inventory) -> dict[str, int]:
    """For each organization's id, the strongest tie anybody has to it."""
    best: dict[str, int] = {}
    for tie in inventory.ties:
        best[tie.organization] = max(best.get(tie.organization, 0), tie.closeness)
    return best


def whole_weights(weights: Sequence[float]) -> tuple[int, ...]:
    """The weights as the smallest whole numbers in the same proportion, none below zero."""
    largest = max(weights, default=0.0)
    if largest <= 0:
        return (0,) * len(weights)
    shares = [_share(max(0.0, weight) / largest) for weight in weights]
    common = lcm(*(share.denominator for share in shares))
    if common > _FINEST:
        return tuple(round(share * _FINEST) for share in shares)
    whole = [int(share * common) for share in shares]
    divisor = gcd(*whole)
    return tuple(number // divisor for number in whole)


@lru_cache(maxsize=10_000)
def _share(part: float) -> Fraction:
    return Fraction(part).limit_denominator(_FINEST)


def _candidates(
    inventory: Inventory, allowed: Sequence[Organization], needs: Sequence[Need], wishes: Wishes
) -> tuple[Candidate, ...]:
    places = {(need.kind, need.label): place for place, need in enumerate(needs)}
    known = closest(inventory)
    made = []
    for one in allowed:
        served = _mask(places[offer] for offer in _offers(one) if offer in places)
        traits = _mask(place for place, label in enumerate(wishes.strengths) if label in one.strengths)
        sector = _mask(len(wishes.strengths) + place for place, label in enumerate(wishes.sectors) if label == one.type)
        made.append(Candidate(served, traits | sector, known.get(one.id, 0), one.nominations))
    return tuple(made)


def _offers(one: Organization) -> Iterable[tuple[NeedKind, str]]:
    """What the organization meets, as `records.meets` has it."""
    yield from ((NeedKind.GROUP, label) for label in one.populations)
    yield from ((NeedKind.PREDICTOR, label) for label in one.domains)
    yield from ((NeedKind.ASSET, label) for label in one.assets)


def _offered(organizations: Iterable[Organization]) -> frozenset[tuple[NeedKind, str]]:
    return frozenset(offer for one in organizations for offer in _offers(one))


def _mask(places: Iterable[int]) -> int:
    mask = 0
    for place in places:
        mask |= 1 << place
    return mask
