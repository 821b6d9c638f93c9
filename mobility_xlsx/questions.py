"""What a run asks staff in Decisions.xlsx: one line for each need, name, wording, organization and invitation."""

from collections.abc import Iterator, Mapping

from mobility_xlsx import choices
from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.records import Organization
from mobility_xlsx.coalition.roles import CHAMPION, ROLES
from mobility_xlsx.coalition.shortlist import Shortlist
from mobility_xlsx.form.keeping import Asked, AskedLine
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.results import KIND_WORDS, Results, told_reply

PICKED, NEXT, OUT, DECLINED = "On the list", "Next best", "Left out, as you decided", "Declined"
INFORMED, ASKED_INFORMED = "Kept informed, as you decided", "Kept informed, as Part 5 asks"


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
    following = _following(found, results) if found else {}
    rank = {PICKED: 0, NEXT: 1}
    stands = {one.id: picked.get(one.id) or following.get(one.id, "") for one in results.inventory.organizations}
    ordered = sorted(results.inventory.organizations, key=lambda one: (rank.get(stands[one.id], 2), fold(one.name)))
    for one in ordered:
        names = tuple({"organization": name} for name in _names(one))
        yield AskedLine("shortlist", {"organization": one.name, "stands": stands[one.id]}, ("stands",), names)


def _following(found: Shortlist, results: Results) -> dict[str, str]:
    chosen = choices.names(results.inventory).all(results.decisions.chosen("keep_informed"))
    lists = ((found.next_best, NEXT), (found.left_out, OUT), (found.declined, DECLINED))
    stands = {one.id: says for passed, says in lists for one in passed}
    stands |= {one.id: INFORMED if one.id in chosen else ASKED_INFORMED for one in found.keep_informed}
    return stands | {id: told_reply(one.reply) for id, one in results.declines.items() if id in stands}


def _names(one: Organization) -> tuple[str, ...]:
    """Every name it was ever given, so that a decision is found again when the name in use changes."""
    return tuple(dict.fromkeys((*one.also_known_as, *(mention.name for mention in one.mentions))))


def _invitations(results: Results) -> Iterator[AskedLine]:
    known = results.by_id
    asked = results.assignment.invitations
    for one in asked:
        proposed = one.sender.name if one.sender else ""
        yield _line("senders", one.invitee, known, {"proposed": proposed})
    for invitee in results.assignment.answered:
        yield _line("senders", invitee, known, {"proposed": "", "status": told_reply(invitee.reply)})
    for invitee in (*(one.invitee for one in asked), *results.assignment.answered):
        yield _line("replies", invitee, known)


def _line(
    part: str, invitee: Invitee, known: Mapping[str, Organization], given: Mapping[str, str] | None = None
) -> AskedLine:
    texts = {"invitee": invitee.who, "organization": invitee.organization, **(given or {})}
    return AskedLine(part, texts, tuple(given or ()), tuple(_alike(invitee, known.get(invitee.organization_id))))


def _alike(invitee: Invitee, organization: Organization | None) -> Iterator[dict[str, str]]:
    for name in dict.fromkeys((organization.name, *_names(organization))) if organization else ():
        if invitee.member:
            yield {"invitee": invitee.member, "organization": name}
        if not invitee.member or invitee.id == invitee.organization_id:
            yield from ({"invitee": name, "organization": place} for place in (name, ""))


def _present(results: Results) -> frozenset[str]:
    """Every name that still stands in the workbooks, folded."""
    organizations = results.inventory.organizations
    names = [name for one in organizations for name in (one.name, *_names(one))]
    people = [one.member for one in results.inventory.nominations]
    return frozenset(fold(name) for name in (*names, *people) if fold(name))
