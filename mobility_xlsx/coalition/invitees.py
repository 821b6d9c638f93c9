"""Whom to invite: the shortlist and everybody named in Part 5, each person or office once."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.coalition.labels import (
    CHAMPION_IN_GOVERNMENT,
    CHAMPION_OUTSIDE,
    COMMUNITY_MEMBER,
    KEEP_INFORMED,
    PARTNER,
)
from mobility_xlsx.coalition.members import one_spelling
from mobility_xlsx.coalition.records import Inventory, Nomination, Organization, Source
from mobility_xlsx.coalition.spelling import truest
from mobility_xlsx.text import fold, visible


class NamedSender(Struct, frozen=True):
    """Somebody Part 5 names as the sender: who, how well they know the invitee if said, and who says so."""

    sender: str
    closeness: int | None
    by: str
    source: Source


class Reply(Struct, frozen=True):
    """What came of an invitation: "accepted", "declined" or "later", with staff's date and note."""

    answer: str
    date: str = ""
    note: str = ""


_FOR_THEMSELVES = (CHAMPION_IN_GOVERNMENT, CHAMPION_OUTSIDE, COMMUNITY_MEMBER, KEEP_INFORMED)


class Invitee(Struct, frozen=True):
    """A person or office to invite (guide, Worksheet Part 5). A community member may have no organization.

    `id` is the organization's for an organization without a person's name, else the organization's and the name.
    """

    id: str
    member: str
    organization: str = ""
    organization_id: str = ""
    email: str = ""
    invite_as: str = PARTNER
    invite_as_all: tuple[str, ...] = ()  # all that were said, when they differ
    named: tuple[NamedSender, ...] = ()
    nominated_by: tuple[str, ...] = ()  # respondents
    unknown_senders: tuple[str, ...] = ()  # senders as typed that could not be told
    sources: tuple[Source, ...] = ()
    reply: Reply | None = None

    @property
    def is_partner(self) -> bool:
        """Invited as a partner: their answer is their organization's. Champions and residents answer for themselves."""
        return self.invite_as not in _FOR_THEMSELVES

    @property
    def answer(self) -> str:
        """ "accepted", "declined" or "later"; "" while they said nothing."""
        return self.reply.answer if self.reply else ""

    @property
    def has_answered(self) -> bool:
        """They said yes or no: nobody asks them again."""
        return self.accepted or self.declined

    @property
    def accepted(self) -> bool:
        """They said yes."""
        return self.answer == "accepted"

    @property
    def declined(self) -> bool:
        """They said no."""
        return self.answer == "declined"

    @property
    def who(self) -> str:
        """The person, else the organization: what to call them in a list."""
        return self.member or self.organization


def gather(
    inventory: Inventory,
    shortlist: Collection[str] = (),
    senders: Mapping[Nomination, str] | None = None,
    left_out: Collection[str] = (),
    informed: Collection[str] = (),
) -> tuple[Invitee, ...]:
    """Everybody to write to, by organization and name: the shortlist, and Part 5 without who is `left_out`.

    `shortlist`, `left_out` and `informed` (those staff keep informed) are ids of organizations; `senders` says who is
    meant by a nomination's sender.
    Nominations of an office, or of the organization itself, join those of its one named person.
    Those to keep informed are in it too, with `invite_as` saying so; `assign` leaves them alone. Where Part 5 names
    one person for different groups, an invitation wins over keeping informed, then the first in the order of cells.
    """
    known = {organization.id: organization for organization in inventory.organizations}
    spelled = one_spelling(inventory.nominations)
    groups: dict[tuple[str, str], list[Nomination]] = {}
    for nomination in sorted(inventory.nominations, key=lambda nomination: nomination.source):
        if nomination.organization_id not in left_out:
            one = replace(nomination, member=spelled.get(nomination, nomination.member))
            groups.setdefault(_whom(one, known), []).append(nomination)
    found = [_invitee(key, nominations, known, senders or {}) for key, nominations in _joined(groups).items()]
    named = {invitee.organization_id for invitee in found}
    for id in sorted({*shortlist, *informed} - named - set(left_out)):
        found.append(Invitee(id, "", known[id].name if id in known else id, id))
    found = [replace(one, invite_as=_group(one, shortlist, informed)) for one in found]
    return in_place_order(found)


def in_place_order(invitees: Iterable[Invitee]) -> tuple[Invitee, ...]:
    """The invitees by organization, then name."""
    return tuple(sorted(invitees, key=lambda one: (fold(one.organization), fold(one.member), one.id)))


def _group(invitee: Invitee, shortlist: Collection[str], informed: Collection[str]) -> str:
    """Staff's "keep informed" wins; a critical partner is invited even where Part 5 would only keep it informed."""
    if invitee.organization_id in informed:
        return KEEP_INFORMED
    if invitee.invite_as == KEEP_INFORMED and invitee.organization_id in shortlist:
        return PARTNER
    return invitee.invite_as


def _whom(nomination: Nomination, known: Mapping[str, Organization]) -> tuple[str, str]:
    """The organization, and the member folded: "" when the member is just the organization again."""
    organization = known.get(nomination.organization_id)
    names = {fold(nomination.organization)}
    if organization is not None:
        names |= {fold(name) for name in (organization.name, *organization.also_known_as)}
    member = fold(nomination.member)
    place = nomination.organization_id or "named:" + fold(nomination.organization)
    return place, "" if member in names else member


def _joined(groups: Mapping[tuple[str, str], list[Nomination]]) -> dict[tuple[str, str], list[Nomination]]:
    """Nominations without a person go to the organization's one named person, if there is exactly one."""
    joined = {key: list(nominations) for key, nominations in groups.items()}
    persons: dict[str, list[tuple[str, str]]] = {}
    for place, member in groups:
        persons.setdefault(place, []).extend([(place, member)] if member else [])
    for place, member in groups:
        if not member and len(persons[place]) == 1 and place != "named:":
            joined[persons[place][0]] = joined[persons[place][0]] + joined.pop((place, ""))
    return joined


def _invitee(
    key: tuple[str, str],
    nominations: list[Nomination],
    known: Mapping[str, Organization],
    senders: Mapping[Nomination, str],
) -> Invitee:
    place, member = key
    organization = known.get(nominations[0].organization_id)
    said = _unique(nomination.invite_as for nomination in nominations)
    named = tuple(
        NamedSender(senders[nomination], nomination.closeness, nomination.respondent, nomination.source)
        for nomination in nominations
        if senders.get(nomination)
    )
    name = organization.name if organization is not None else visible(nominations[0].organization)
    invitee = Invitee(
        id=f"{place}/{member}" if member else place,
        member=truest([visible(n.member) for n in nominations if member and fold(n.member) == member]),
        organization=name,
        organization_id=nominations[0].organization_id,
        email=next((nomination.email for nomination in nominations if nomination.email), ""),
        named=named,
        nominated_by=_unique(nomination.respondent for nomination in nominations),
        unknown_senders=_unique(n.sender for n in nominations if n.sender and not senders.get(n)),
        sources=tuple(nomination.source for nomination in nominations),
    )
    inviting = [group for group in said if group != KEEP_INFORMED]
    return replace(invitee, invite_as=next(iter((*inviting, *said)), PARTNER), invite_as_all=said)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
