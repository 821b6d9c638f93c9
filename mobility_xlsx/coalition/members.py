"""Whom Part 5 would invite: each person, office or organization once, with every row that names it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mobility_xlsx.coalition.labels import COMMUNITY_MEMBER
from mobility_xlsx.coalition.personnames import Likeness, PersonName, is_office, likeness, person_name
from mobility_xlsx.coalition.records import Nomination
from mobility_xlsx.text import fold, one_line


class MemberKind(StrEnum):
    """What stands in the row of Part 5."""

    PERSON = "person"
    OFFICE = "office"  # "Executive Director" of an organization
    ORGANIZATION = "organization"  # no name, or the organization's own


@dataclass(frozen=True, slots=True)
class Member:
    """One potential coalition member. `perhaps` are the names of others who may be the same person."""

    name: str
    kind: MemberKind
    organization_id: str
    nominations: tuple[Nomination, ...]
    perhaps: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """The address given, if only one was."""
        given = {fold(each.email): each.email for each in self.nominations if each.email}
        return next(iter(given.values())) if len(given) == 1 else ""


@dataclass(frozen=True, slots=True)
class _People:
    """Rows by person, found by the words of the names and the email addresses."""

    groups: list[list[Nomination]]
    found: dict[str, set[int]]
    at_home: dict[tuple[str, str], set[int]]

    def add(self, each: Nomination) -> None:
        """Puts a row to the one person it fits, or begins another."""
        match [number for number in self._around(each) if self._fits(each, number)]:
            case [one]:
                number = one
            case _:
                number = len(self.groups)
                self.groups.append([])
        self.groups[number].append(each)
        for key in _keys(each):
            self.found.setdefault(key, set()).add(number)
            self.at_home.setdefault((key, each.organization_id), set()).add(number)

    def near(self, rows: Iterable[Nomination]) -> list[list[Nomination]]:
        """The people who share a word of their names with these rows."""
        return [self.groups[number] for number in sorted({near for each in rows for near in self._near(each)})]

    def _near(self, each: Nomination) -> set[int]:
        return {number for key in _keys(each) for number in self.found.get(key, ())}

    def _around(self, each: Nomination) -> set[int]:
        """Those near a row who may be the same person: of another organization only by the email address."""
        if not each.organization_id:
            return self._near(each)
        places = [(key, place) for key in _keys(each) for place in (each.organization_id, "")]
        near = {number for key in places for number in self.at_home.get(key, ())}
        return near | (self.found.get(fold(each.email), set()) if each.email else set())

    def _fits(self, each: Nomination, number: int) -> bool:
        return any(_one_person(each, other) for other in self.groups[number])


def _keys(each: Nomination) -> set[str]:
    name = person_name(each.member)
    return {word for word in (name.first, *name.middle, name.last, name.alone, fold(each.email)) if len(word) > 1}


def members(nominations: Iterable[Nomination]) -> tuple[Member, ...]:
    """Everybody nominated, once, sorted by name; nominations come after merging, with `organization_id`.

    People of one organization are one when their names agree up to an initial or a short form; of two organizations
    only with one email address; a person named without an organization is whoever bears the same full name, if it is
    one only. Persons never become organizations.
    """
    people = _people(nominations)
    others: dict[tuple[MemberKind, str, str], list[Nomination]] = {}
    for each in sorted(nominations, key=_sureness):
        kind = _kind(each)
        if kind is not MemberKind.PERSON:
            role = fold(each.member) if kind is MemberKind.OFFICE else ""
            where = each.organization_id or fold(each.organization) or fold(each.member)
            others.setdefault((kind, where, role), []).append(each)
    made = [_member(MemberKind.PERSON, each, people.near(each)) for each in people.groups]
    made += [_member(kind, each, ()) for (kind, _, _), each in others.items()]
    return tuple(sorted(made, key=lambda each: (fold(each.name), each.organization_id, each.nominations[0].source)))


def _people(nominations: Iterable[Nomination]) -> _People:
    people = _People([], {}, {})
    for each in sorted(nominations, key=_sureness):
        if _kind(each) is MemberKind.PERSON:
            people.add(each)
    return people


def one_spelling(nominations: Iterable[Nomination]) -> dict[Nomination, str]:
    """For every row that names a person, the best spelling that person's rows of the same organization give."""
    spelled: dict[Nomination, str] = {}
    for rows in _people(nominations).groups:
        for each in rows:
            spelled[each] = _shown(row for row in rows if row.organization_id == each.organization_id)
    return spelled


def _kind(each: Nomination) -> MemberKind:
    member = fold(each.member)
    if not member or (member == fold(each.organization) and each.invite_as != COMMUNITY_MEMBER):
        return MemberKind.ORGANIZATION
    return MemberKind.OFFICE if is_office(each.member) else MemberKind.PERSON


def _sureness(each: Nomination) -> tuple[object, ...]:
    """Full names with an organization first, so that shorter ones find them; the order of files does not matter."""
    name = person_name(each.member)
    return (not name.is_full, not each.organization_id, not each.email, fold(each.member), each.source)


def _one_person(a: Nomination, b: Nomination) -> bool:
    """True when `a` names the person of `b`, which comes before it in the order of `_sureness`."""
    if a.email and b.email and fold(a.email) == fold(b.email):
        return likeness(person_name(a.member), person_name(b.member)) is not Likeness.NONE
    if a.email and b.email and a.organization_id != b.organization_id:
        return False
    name = person_name(a.member)
    how = likeness(name, person_name(b.member))
    if a.organization_id and a.organization_id == b.organization_id:
        return how in (Likeness.SAME, Likeness.SHORT, Likeness.PART)
    return not a.organization_id and how is Likeness.SAME and name.is_full


def _member(kind: MemberKind, rows: Sequence[Nomination], people: Sequence[Sequence[Nomination]]) -> Member:
    ordered = tuple(sorted(rows, key=lambda each: each.source))
    name = max((one_line(each.member) for each in ordered), key=_fullness)
    if kind is MemberKind.ORGANIZATION:
        name = next((one_line(each.organization) for each in ordered if each.organization), name)
    organization = next((each.organization_id for each in ordered if each.organization_id), "")
    near = {_shown(other) for other in people if other is not rows and _perhaps(person_name(name), other)}
    return Member(name, kind, organization, ordered, tuple(sorted(near)))


def _perhaps(name: PersonName, other: Sequence[Nomination]) -> bool:
    return any(likeness(name, person_name(each.member)) is not Likeness.NONE for each in other)


def _shown(rows: Iterable[Nomination]) -> str:
    return max((one_line(each.member) for each in rows), key=_fullness)


def _fullness(typed: str) -> tuple[object, ...]:
    """The better-looking spelling is larger: a full name, not in capitals, first name first."""
    name = person_name(typed)
    return (name.is_full, not typed.isupper() and not typed.islower(), "," not in typed, len(typed), typed)
