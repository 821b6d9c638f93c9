"""Who could send an invitation, and how directly: known relationships, senders named, introductions."""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from msgspec import Struct

from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.labels import CLOSENESS, HAS_MET
from mobility_xlsx.coalition.records import Inventory, Respondent
from mobility_xlsx.text import fold

_HAS_MET = CLOSENESS[HAS_MET]
LABELS = {closeness: label for label, closeness in CLOSENESS.items()}


class Through(IntEnum):
    """How an introduction could come about, the shortest way first."""

    WORKS_THERE = 0  # somebody who answered belongs to the organization
    RELATED = 1  # a relationship with the organization it is part of, or with one of its parts
    COLLEAGUE = 2  # a relationship with somebody who has one


class Sender(Struct, frozen=True):
    """A person who may send letters: somebody who answered, or somebody staff named."""

    id: str
    name: str
    organization: str = ""
    email: str = ""


class Bond(Struct, frozen=True):
    """What ties one sender to one invitee. Without a relationship `through` says who could introduce them."""

    sender: str
    closeness: int = 0
    named: bool = False
    through: Through | None = None
    via: str = ""  # the organization or person in between, by name


class Ties(Struct, frozen=True):
    """Every relationship of an inventory, ready to be asked about one invitee at a time."""

    known: Mapping[str, Mapping[str, int]]  # organization → respondent → closeness
    names: Mapping[str, str]  # organization → name
    relatives: Mapping[str, tuple[str, ...]]  # organization → the one it is part of, its own parts
    staff: Mapping[str, tuple[str, ...]]  # organization → respondents who belong to it
    home: Mapping[str, str]  # respondent → organization
    people: Mapping[str, str]  # respondent → name
    unnamed: Mapping[str, tuple[str, ...]]  # organization → respondents of others who know it but gave no name

    def bonds(self, invitee: Invitee, colleagues: bool) -> dict[str, Bond]:
        """Every sender with a relationship to the invitee, or with somebody who could introduce them; never themselves.

        What is said about how well a person knows the organization counts; a sender named in Part 5 about whom
        nothing is said counts as *Has met them* (guide, Step 4.4). "No contact yet" is no relationship.
        """
        known = dict(self.known.get(invitee.organization_id, {})) if invitee.organization_id else {}
        for named in invitee.named:
            if named.closeness is not None:
                known[named.sender] = max(known.get(named.sender, 0), named.closeness)
        for named in invitee.named:
            known.setdefault(named.sender, _HAS_MET)
        senders = {named.sender for named in invitee.named}
        bonds = self._introductions(invitee.organization_id, colleagues) if invitee.organization_id else {}
        found = {id: Bond(id, closeness, id in senders) for id, closeness in known.items() if closeness > 0}
        every = {**{id: bond for id, bond in bonds.items() if id not in found}, **found}
        return {id: bond for id, bond in every.items() if not same_person(self.people.get(id, ""), invitee.member)}

    def _introductions(self, organization: str, colleagues: bool) -> dict[str, Bond]:
        found: dict[str, Bond] = {}
        for id in self.staff.get(organization, ()):
            found[id] = Bond(id, through=Through.WORKS_THERE)
        for relative in self.relatives.get(organization, ()):
            for id in self._who_knows(relative):
                found.setdefault(id, Bond(id, through=Through.RELATED, via=self.names[relative]))
        if colleagues:
            for between in self._who_knows(organization):
                for id in self._who_knows(self.home.get(between, "")):
                    if id != between:
                        found.setdefault(id, Bond(id, through=Through.COLLEAGUE, via=self.people[between]))
        return found

    def _who_knows(self, organization: str) -> list[str]:
        known = self.known.get(organization, {})
        return [id for id in sorted(known, key=lambda id: (-known[id], id)) if known[id] >= _HAS_MET]


def ties_of(inventory: Inventory) -> Ties:
    """The relationships of an inventory; where two cells differ, the closer one. Who gave no name cannot send."""
    nameless = {who.id: fold(who.organization) for who in inventory.respondents if not who.is_person}
    known: dict[str, dict[str, int]] = {}
    for tie in (tie for tie in inventory.ties if tie.respondent not in nameless):
        to = known.setdefault(tie.organization, {})
        to[tie.respondent] = max(to.get(tie.respondent, 0), tie.closeness)
    ids: dict[str, str] = {}
    for organization in inventory.organizations:
        for name in (organization.name, *organization.also_known_as):
            ids.setdefault(fold(name), organization.id)
    answered = (who for who in inventory.respondents if who.is_person and fold(who.organization) in ids)
    home = {who.id: ids[fold(who.organization)] for who in answered}
    silent = ((tie.organization, tie.respondent) for tie in inventory.ties if tie.closeness)
    return Ties(
        known=known,
        names={organization.id: organization.name for organization in inventory.organizations},
        relatives=_relatives(inventory),
        staff=_grouped((organization, id) for id, organization in home.items()),
        home=home,
        people={who.id: name_of(who) for who in inventory.respondents},
        unnamed=_grouped((place, id) for place, id in silent if id in nameless and ids.get(nameless[id]) != place),
    )


def _relatives(inventory: Inventory) -> dict[str, tuple[str, ...]]:
    ids = {organization.id for organization in inventory.organizations}
    up = [(one.id, one.part_of) for one in inventory.organizations if one.part_of in ids]
    return _grouped([*up, *((parent, part) for part, parent in up)])


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(sorted(values)) for key, values in groups.items()}


def same_person(one: str, other: str) -> bool:
    """True for one name written twice, also with a title: "Ellen Brandt" and "Mayor Ellen Brandt"."""
    shorter, longer = sorted((set(fold(one).split()), set(fold(other).split())), key=len)
    return shorter <= longer and (len(shorter) > 1 or shorter == longer != set())


def name_of(respondent: Respondent) -> str:
    """What to call somebody who answered: the name, else the organization, else the email address."""
    return respondent.name or respondent.organization or respondent.email or respondent.id
