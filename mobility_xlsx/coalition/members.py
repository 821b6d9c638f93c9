"""Who is one person in Part 5, however the rows spell the name, and what that person is called."""

from collections.abc import Iterable

from msgspec import Struct

from mobility_xlsx.coalition.labels import COMMUNITY_MEMBER
from mobility_xlsx.coalition.personnames import Likeness, is_office, likeness, person_name
from mobility_xlsx.coalition.records import Nomination
from mobility_xlsx.text import fold, one_line


def one_spelling(nominations: Iterable[Nomination]) -> dict[Nomination, str]:
    """For every row that names a person, the best spelling that person's rows of the same organization give.

    Nominations come after merging, with `organization_id`. People of one organization are one when their names agree
    up to an initial or a short form; of two organizations only with one email address; a person named without an
    organization is whoever bears the same full name, if it is one only. Offices and organizations are no people.
    """
    people = _People([], {}, {})
    for each in sorted(filter(_is_person, nominations), key=_sureness):
        people.add(each)
    spelled: dict[Nomination, str] = {}
    for rows in people.groups:
        for each in rows:
            spelled[each] = _shown(row for row in rows if row.organization_id == each.organization_id)
    return spelled


class _People(Struct, frozen=True):
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


def _is_person(each: Nomination) -> bool:
    """True for a row with a name that is no office, and the organization's own only for a community member."""
    member = fold(each.member)
    is_own = member == fold(each.organization) and each.invite_as != COMMUNITY_MEMBER
    return bool(member) and not is_own and not is_office(each.member)


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


def _shown(rows: Iterable[Nomination]) -> str:
    return max((one_line(each.member) for each in rows), key=_fullness)


def _fullness(typed: str) -> tuple[object, ...]:
    """The better-looking spelling is larger: a full name, not in capitals, first name first."""
    name = person_name(typed)
    return (name.is_full, not typed.isupper() and not typed.islower(), "," not in typed, len(typed), typed)
