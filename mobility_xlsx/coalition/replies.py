"""What came of the invitations: who accepted, declined or answers later, and who steps in after a decline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mobility_xlsx.coalition.assignments import Assignment, Invitation
from mobility_xlsx.text import fold

ACCEPTED, DECLINED, LATER = "accepted", "declined", "later"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer as staff entered it: "accepted", "declined" or "later", with its date as text."""

    invitee: str
    organization: str
    answer: str
    date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one invitation stands. `replacement` is the id of the organization that best steps in after a decline."""

    invitation: Invitation
    reply: Reply | None = None
    replacement: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Every invitation with its answer, and the answers whose invitee is no longer invited: kept and said."""

    stands: tuple[Stand, ...]
    orphans: tuple[Reply, ...]

    def count(self, answer: str) -> int:
        """How many gave this answer; "" counts those who have not answered."""
        return sum((one.reply.answer if one.reply is not None else "") == answer for one in self.stands)


def standing(
    assignment: Assignment, replies: Sequence[Reply], replacements: Mapping[str, str], names: Mapping[str, str]
) -> Standing:
    """Each invitation joined with the last answer to it.

    `replacements` maps an organization to the one that steps in best if it declines (the shortlist knows), `names`
    ids to names. A replacement that declined itself is not proposed. An answer that names only the organization
    counts for each of its invitations that has no answer of its own.
    """
    keys = [(fold(one.invitee.member), fold(one.invitee.organization)) for one in assignment.invitations]
    last = {(fold(reply.invitee), fold(reply.organization)): reply for reply in replies}
    found = [_reply(key, last) for key in keys]
    gone = {
        one.invitee.organization_id
        for one, reply in zip(assignment.invitations, found, strict=True)
        if reply is not None and reply.answer == DECLINED
    }
    used = {id(reply) for reply in found if reply is not None}
    stands = []
    for one, reply in zip(assignment.invitations, found, strict=True):
        declined = reply is not None and reply.answer == DECLINED
        other = replacements.get(one.invitee.organization_id, "") if declined else ""
        other = "" if other in gone else other
        stands.append(Stand(one, reply, other, _next_step(one, reply, names.get(other, other))))
    return Standing(tuple(stands), tuple(reply for reply in last.values() if id(reply) not in used))


def _reply(key: tuple[str, str], last: Mapping[tuple[str, str], Reply]) -> Reply | None:
    member, organization = key
    whole = (("", organization), (organization, ""), (organization, organization)) if organization else ()
    own = ((member, organization), (member, "")) if member else ()
    return next((last[place] for place in (*own, *whole) if place in last), None)


def _next_step(one: Invitation, reply: Reply | None, replacement: str) -> str:
    """What to do now, in a sentence."""
    who = one.invitee.who
    if reply is None:
        sender = one.sender.name if one.sender is not None else "somebody"
        return f"No answer yet: {sender} could ask again."
    if reply.answer == ACCEPTED:
        return f"{who} is in: tell them about the first meeting."
    if reply.answer == LATER:
        return f"{who} answers later: ask again when the plan is clearer."
    if replacement:
        return f"{who} declined: {replacement} steps in best."
    return f"{who} declined, and nobody on the list fully steps in: see the gaps, or keep them informed."
