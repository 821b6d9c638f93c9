"""Who belongs to the coalition in which group, and what the guide's rules say about it (guide, Steps 4.1 to 4.3)."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.labels import CHAMPION_IN_GOVERNMENT, CHAMPION_OUTSIDE, COMMUNITY_MEMBER, KEEP_INFORMED
from mobility_xlsx.coalition.records import Source
from mobility_xlsx.coalition.roles import PROJECT_MANAGER, ROLES, Role, role_key
from mobility_xlsx.coalition.ties import same_person


class Holder(Struct, frozen=True):
    """Somebody staff put into a role of the management team. `in_government` is None while nobody said."""

    role: str  # key of a Role, or own words
    person: str
    organization: str = ""
    in_government: bool | None = None
    contact: str = ""
    source: Source | None = None


class Champion(Struct, frozen=True):
    """An influential person who backs the work (guide, Step 4.3)."""

    person: str
    organization: str = ""
    in_government: bool | None = None
    source: Source | None = None
    accepted: bool = False


class Post(Struct, frozen=True):
    """One role with who holds it; `holders` is empty when somebody is still to be found."""

    role: Role
    holders: tuple[Holder, ...]
    briefing: tuple[Holder, ...] = ()  # holders from outside government, who get the briefing list


class CommunityMember(Struct, frozen=True):
    """A person who joins as an individual and is paid; `recommended_by` are names, empty when nobody said."""

    invitee: Invitee
    recommended_by: tuple[str, ...] = ()


class Finding(Struct, frozen=True):
    """One rule of the guide that the roster does not meet: a catalogue code, what it is about, and where."""

    code: str
    fields: tuple[tuple[str, str], ...] = ()
    source: Source | None = None


class Roster(Struct, frozen=True):
    """The coalition by groups (guide, Figure 6), those to keep informed, and the rules that are not met."""

    posts: tuple[Post, ...]
    others: tuple[Holder, ...]  # roles of their own, beside the guide's five
    partners: tuple[Invitee, ...]
    champions: tuple[Champion, ...]
    community_members: tuple[CommunityMember, ...]
    keep_informed: tuple[Invitee, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def project_manager(self) -> Holder | None:
        """Who runs the work, None while nobody is named."""
        return next(
            (holder for post in self.posts if post.role.key == PROJECT_MANAGER for holder in post.holders), None
        )

    def holding(self, roles: Sequence[str]) -> str:
        """The people who hold these roles (their keys), in the order of the roles, each once; "" for nobody."""
        posts = (post for role in roles for post in self.posts if post.role.key == role)
        return ", ".join(dict.fromkeys(holder.person for post in posts for holder in post.holders))


class Team(Struct, frozen=True):
    """What staff entered: who holds which role, and the champions they know of."""

    holders: tuple[Holder, ...] = ()
    champions: tuple[Champion, ...] = ()


def roster(team: Team, invitees: Sequence[Invitee], recommenders: Sequence[tuple[str, str]] = ()) -> Roster:
    """Everybody in their group, with what the guide's rules find missing.

    `recommenders` are pairs of an invitee's id and the name of whoever recommended them: for a community member
    named in Part 5, the names of those who named them. Who declined belongs to no group.
    """
    invitees = [one for one in invitees if not one.declined]
    keys = {role.key for role in ROLES}
    found = Roster(
        posts=tuple(_post(role, team.holders) for role in ROLES),
        others=tuple(holder for holder in team.holders if role_key(holder.role) not in keys),
        partners=tuple(one for one in invitees if one.is_partner),
        champions=_champions(team.champions, invitees),
        community_members=tuple(
            CommunityMember(one, tuple(dict.fromkeys(name for id, name in recommenders if id == one.id and name)))
            for one in invitees
            if one.invite_as == COMMUNITY_MEMBER
        ),
        keep_informed=tuple(one for one in invitees if one.invite_as == KEEP_INFORMED),
    )
    return replace(found, findings=tuple(_findings(found)))


_CHAMPIONS = {CHAMPION_IN_GOVERNMENT: True, CHAMPION_OUTSIDE: False}


def _post(role: Role, holders: Sequence[Holder]) -> Post:
    held = tuple(holder for holder in holders if role_key(holder.role) == role.key and holder.person)
    return Post(role, held, tuple(holder for holder in held if holder.in_government is False))


def _champions(entered: Sequence[Champion], invitees: Sequence[Invitee]) -> tuple[Champion, ...]:
    """The champions staff entered and those invited as champions, each once; staff know best who is in government."""
    invited = (
        Champion(one.who, one.organization, _CHAMPIONS[one.invite_as], next(iter(one.sources), None), one.accepted)
        for one in invitees
        if one.invite_as in _CHAMPIONS
    )
    found: list[Champion] = []
    for champion in (*entered, *invited):
        place = next((i for i, one in enumerate(found) if same_person(one.person, champion.person)), None)
        if place is None:
            found.append(champion)
        else:
            found[place] = _together(found[place], champion)
    return tuple(found)


def _together(first: Champion, other: Champion) -> Champion:
    """One champion told of twice: what the first leaves open, the other says."""
    return replace(
        first,
        organization=first.organization or other.organization,
        in_government=other.in_government if first.in_government is None else first.in_government,
        accepted=first.accepted or other.accepted,
    )


def _findings(found: Roster) -> Iterator[Finding]:
    yield from _team_findings(found)
    if not any(champion.in_government for champion in found.champions):
        yield Finding("no-champion-in-government")
    for champion in found.champions:
        if champion.in_government is None:
            yield Finding("in-government-unknown", (("person", champion.person), ("role", "Champion")), champion.source)
    for member in found.community_members:
        if not member.recommended_by:
            place = member.invitee.sources[0] if member.invitee.sources else None
            yield Finding("community-member-without-recommender", (("person", member.invitee.who),), place)
    for one in (*found.partners, *found.keep_informed, *(member.invitee for member in found.community_members)):
        if len(one.invite_as_all) > 1:
            said = " / ".join(one.invite_as_all)
            yield Finding("invite-as-differs", (("person", one.who), ("said", said)), one.sources[0])


def _team_findings(found: Roster) -> Iterator[Finding]:
    for post in found.posts:
        role = ("role", post.role.label)
        if not post.holders and post.role.key == PROJECT_MANAGER:
            yield Finding("no-project-manager")
        elif not post.holders:
            yield Finding("management-role-empty", (role, ("look_in", ", ".join(post.role.look_in))))
        if len(post.holders) > 1 and post.role.key == PROJECT_MANAGER:
            people = ", ".join(holder.person for holder in post.holders)
            yield Finding("two-project-managers", (("people", people),), post.holders[1].source)
        for holder in post.briefing:
            yield Finding("outside-lead-briefing", (("person", holder.person), role), holder.source)
        for holder in post.holders:
            if holder.in_government is None:
                yield Finding("in-government-unknown", (("person", holder.person), role), holder.source)
    held = [post.holders for post in found.posts if post.holders]
    if len(held) > 1 and all(holder.in_government for holders in held for holder in holders):
        yield Finding("every-role-in-government", (("count", str(len(held))),))
