"""What a run asks staff in Decisions.xlsx: one line for each need, name, wording, organization and invitation."""

from collections.abc import Iterator

from mobility_xlsx.coalition.assignments import Invitation
from mobility_xlsx.coalition.records import Organization
from mobility_xlsx.coalition.roles import CHAMPION, ROLES
from mobility_xlsx.coalition.shortlist import Shortlist
from mobility_xlsx.form.keeping import Asked, AskedLine
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.results import KIND_WORDS, Results

PICKED, NEXT, OUT, INFORMED = "On the list", "Next best", "Left out, as you decided", "Kept informed, as you decided"


def questions(results: Results) -> Asked:
    """Every line of Decisions.xlsx that this run asks for, in the order of the sheets.

    Nothing is asked twice: a line that stands there already is the same one, whatever name it was asked by.
    """
    asked = (
        *_needs(results),
        *_team(),
        *_same(results),
        *_wordings(results),
        *_shortlist(results),
        *_invitations(results),
    )
    return Asked(tuple(asked), _present(results))


def _needs(results: Results) -> Iterator[AskedLine]:
    figures: dict[str, list[str]] = {}
    year = results.metrics.year if results.metrics else ""
    for figure in results.metrics.figures if results.metrics else ():
        told = ", ".join(filter(None, (year, figure.quality)))
        figures.setdefault(figure.predictor, []).append(f"{figure.says} ({told})")
    for need in results.offered or results.needs:
        beside = "\n".join(figures.get(need.label, ()))
        texts = {"list": KIND_WORDS[need.kind], "need": need.label, "votes": str(need.votes), "figures": beside}
        yield AskedLine("needs", texts, ("votes", "figures"))


def _team() -> Iterator[AskedLine]:
    for role in ROLES:
        yield AskedLine("team", {"role": role.label})
    yield AskedLine("team", {"role": CHAMPION})


def _same(results: Results) -> Iterator[AskedLine]:
    for question in results.inventory.questions:
        yield AskedLine("same", {"names": "\n".join(question.names), "reason": question.reason}, ("reason",))


def _wordings(results: Results) -> Iterator[AskedLine]:
    for one in results.wordings:
        texts = {"typed": one.typed, "list": one.column, "count": str(one.count), "guess": "\n".join(one.suggestions)}
        yield AskedLine("wording", texts, ("count", "guess"))


def _shortlist(results: Results) -> Iterator[AskedLine]:
    found = results.shortlist
    picked = dict.fromkeys(found.ids, PICKED) if found else {}
    following = _following(found) if found else {}
    rank = {PICKED: 0, NEXT: 1}
    stands = {one.id: picked.get(one.id) or following.get(one.id, "") for one in results.inventory.organizations}
    ordered = sorted(results.inventory.organizations, key=lambda one: (rank.get(stands[one.id], 2), fold(one.name)))
    for one in ordered:
        names = tuple({"organization": name} for name in _names(one))
        yield AskedLine("shortlist", {"organization": one.name, "stands": stands[one.id]}, ("stands",), names)


def _following(found: Shortlist) -> dict[str, str]:
    lists = ((found.next_best, NEXT), (found.left_out, OUT), (found.keep_informed, INFORMED))
    return {one.id: says for passed, says in lists for one in passed}


def _names(one: Organization) -> tuple[str, ...]:
    """Every name it was ever given, so that a decision is found again when the name in use changes."""
    return tuple(dict.fromkeys((*one.also_known_as, *(mention.name for mention in one.mentions))))


def _invitations(results: Results) -> Iterator[AskedLine]:
    known = results.by_id
    for one in results.assignment.invitations:
        yield _sender(one, tuple(_alike(one, known.get(one.invitee.organization_id))))
    for one in results.assignment.invitations:
        texts = {"invitee": one.invitee.who, "organization": one.invitee.organization}
        yield AskedLine("replies", texts, (), tuple(_alike(one, known.get(one.invitee.organization_id))))


def _sender(one: Invitation, alike: tuple[dict[str, str], ...]) -> AskedLine:
    proposed = one.sender.name if one.sender else ""
    texts = {"invitee": one.invitee.who, "organization": one.invitee.organization, "proposed": proposed}
    return AskedLine("senders", texts, ("proposed",), alike)


def _alike(one: Invitation, organization: Organization | None) -> Iterator[dict[str, str]]:
    for name in _names(organization) if organization else ():
        yield {"invitee": one.invitee.member or name, "organization": name}


def _present(results: Results) -> frozenset[str]:
    """Every name that still stands in the workbooks, folded."""
    organizations = results.inventory.organizations
    names = [name for one in organizations for name in (one.name, *_names(one))]
    people = [one.member for one in results.inventory.nominations]
    return frozenset(fold(name) for name in (*names, *people) if fold(name))
