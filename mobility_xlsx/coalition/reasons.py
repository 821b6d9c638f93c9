"""Sentences about a shortlist: why each is on it or not, where to look for what nobody meets."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from mobility_xlsx.coalition.case import Case
from mobility_xlsx.coalition.cover import met, values
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization
from mobility_xlsx.text import joined

_DOING = {NeedKind.GROUP: "serving", NeedKind.PREDICTOR: "working on", NeedKind.ASSET: "with"}
_DOES = {NeedKind.GROUP: "serves", NeedKind.PREDICTOR: "works on", NeedKind.ASSET: "has"}
_LEVEL_REASONS = {
    2: "the list would have fewer of the strengths and sectors",
    3: "fewer needs would be met twice",
    4: "it is less well known to those who answered",
    5: "it is named less often in Part 5",
}
_SECTORS_SHOWN = 3
ONLY_PARTNER = "Only partner"  # of all organizations, those that cannot be on the list among them


def deeds(needs: Iterable[Need]) -> str:
    """ "serving Disengaged youth, working on Just policing and with Political clout"."""
    return _told(needs, _DOING)


def does(needs: Iterable[Need]) -> str:
    """ "serves Disengaged youth, works on Just policing and has Political clout"."""
    return _told(needs, _DOES)


def _told(needs: Iterable[Need], verbs: Mapping[NeedKind, str]) -> str:
    by_kind: dict[NeedKind, list[str]] = {}
    for need in needs:
        by_kind.setdefault(need.kind, []).append(need.label)
    return joined(f"{verbs[kind]} {joined(by_kind[kind])}" for kind in verbs if kind in by_kind)


def why_picked(case: Case, chosen: Sequence[int], number: int) -> str:
    """One sentence on what the list would lack without this partner."""
    task = case.task
    own = task.candidates[number].needs
    others = [other for other in chosen if other != number]
    staff = "It accepted. " if number in case.accepted else "Staff chose to invite it. " if number in task.must else ""
    alone = met_by_it_alone(case, number)
    here = own & ~met(task, others) & ~alone
    claims = (
        (ONLY_PARTNER, alone & ~case.elsewhere),
        ("Of those who may be invited, the only one", alone & case.elsewhere),
        ("On this list the only one", here),
    )
    told = [f"{claim} {deeds(case.of(mask))}" for claim, mask in claims if mask]
    if told:
        beside = "" if alone else _beside(case, others, here, own)
        return f"{staff}{', and '.join((told[0], *map(_within, told[1:])))}{beside}."
    if staff:
        return staff.strip()
    return f"Another partner {deeds(case.of(own))}." if own else "Adds strengths or ties to the list."


def met_by_it_alone(case: Case, number: int) -> int:
    """The needs that of all who may be on the list only this organization meets."""
    others = (other for other in range(len(case.organizations)) if other != number)
    return case.task.candidates[number].needs & ~met(case.task, others)


def _within(claim: str) -> str:
    return claim[:1].lower() + claim[1:]


def _beside(case: Case, others: Sequence[int], here: int, own: int) -> str:
    """With whom it shares the rest of what it meets."""
    shared = own & ~here
    if not shared:
        return ""
    beside = [case.organizations[other].name for other in others if case.task.candidates[other].needs & shared]
    return f"; also meets {joined(case.labels(shared))}, with {joined(beside)}"


def why_passed(case: Case, chosen: Sequence[int], number: int, place: str) -> str:
    """One sentence on why this organization is not on the list."""
    task = case.task
    one = task.candidates[number]
    if not one.needs:
        return "Meets none of the needs marked in Part 1."
    swaps = [gone for gone in chosen if gone not in task.must and not _lost(case, chosen, gone, number)]
    if swaps:
        return _why_not_instead(case, chosen, number, swaps)
    if place == "some":
        alike = "as short" if task.size is None else "as good"
        return f"On another list {alike}, but only together with other changes."
    holders = [case.organizations[other].name for other in chosen if task.candidates[other].needs & one.needs]
    if met(task, chosen) & one.needs == one.needs:
        return f"What it meets is met by {joined(holders[:_SECTORS_SHOWN])}, and nobody's place could go to it."
    return f"Would add {joined(case.labels(one.needs & ~met(task, chosen)))}, but others add more."


def _lost(case: Case, chosen: Sequence[int], gone: int, number: int) -> int:
    kept = [other for other in chosen if other != gone]
    return met(case.task, chosen) & ~met(case.task, [*kept, number])


def _why_not_instead(case: Case, chosen: Sequence[int], number: int, swaps: Sequence[int]) -> str:
    now = values(case.task, chosen)
    tried = {gone: values(case.task, [*(o for o in chosen if o != gone), number]) for gone in swaps}
    gone = max(swaps, key=lambda other: (tried[other], -other))
    name = case.organizations[gone].name
    worse = next((level for level in _LEVEL_REASONS if tried[gone][level] < now[level]), None)
    reason = _LEVEL_REASONS[worse] if worse is not None else "the choice between the two fell by name"
    return f"Could take the place of {name}, but {reason}."


def only_one_warnings(case: Case) -> tuple[str, ...]:
    """A sentence for each need that hangs on one organization."""
    lines = []
    for place, need in enumerate(case.needs):
        holders = [case.organizations[n].name for n, one in enumerate(case.task.candidates) if one.needs >> place & 1]
        if len(holders) == 1 and case.elsewhere >> place & 1:
            lines.append(f"{need.label}: of those who may be invited, met by {holders[0]} alone.")
        elif len(holders) == 1:
            lines.append(f"{need.label}: met by {holders[0]} alone. If it declines, nobody else is known.")
    return tuple(lines)


def where_to_look(inventory: Inventory, gap: Need, related: Sequence[str], sectors: Sequence[str]) -> tuple[str, ...]:
    """The sectors where others work on related needs, the most frequent first; then sectors nobody named yet."""
    near = [
        one
        for one in inventory.organizations
        if any(label in one.domains for label in related) or (not related and _same_kind(one, gap))
    ]
    counts = Counter(one.type for one in near if one.type)
    frequent = sorted(counts, key=lambda sector: (-counts[sector], sector))[:_SECTORS_SHOWN]
    named = {one.type for one in inventory.organizations}
    return (*frequent, *(sector for sector in sectors if sector not in named))


def _same_kind(organization: Organization, gap: Need) -> bool:
    field = {NeedKind.GROUP: "populations", NeedKind.PREDICTOR: "domains", NeedKind.ASSET: "assets"}[gap.kind]
    return bool(getattr(organization, field))


def gap_sentence(need: Need, sectors: Sequence[str], predictors: Sequence[str]) -> str:
    """What is missing and where to look."""
    among = f" among {joined(sectors, 'or')}" if sectors else ""
    near = f", with those who work on {joined(predictors, 'or')}" if predictors else ""
    look = f" Look{among}{near}." if among or near else ""
    return f"Nobody named so far {does([need])}.{look}"
