"""Which known person is meant by a name as typed: a first name, "Last, First", initials, "me", an office."""

import re
from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz.distance import OSA

from mobility_xlsx.coalition.personnames import Likeness, PersonName, is_office, likeness, names_an_office, person_name
from mobility_xlsx.coalition.records import Respondent
from mobility_xlsx.text import fold, one_line

_ME = re.compile(
    r"(?:it'?s |probably |that would be )?(?:(?:me|myself|self|yo)\b(?: mism[oa])?"
    r"|i(?:$|'\w+|(?= (?:and|or|will|can|could|would|am|do|know)\b))"
    r"(?: (?:will|can|could|would|am|do|know)\b.*|.* it)?)"
)
_SEVERAL = re.compile(r"\s*(?:/|&|\+|;|\band\b|\bor\b|\by\b|\bo\b)\s*", re.IGNORECASE)
_SURENESS = (Likeness.SAME, Likeness.SHORT, Likeness.PART, Likeness.SLIP)
_LONG_NAME = 12
_NOBODY = frozenset({"tbd", "tba", "unknown", "n/a", "na", "none", "nobody", "not sure", "unsure"})


class PersonFound(Struct, frozen=True):
    """The known person who is meant, or "" with those who may be, and the reason in words."""

    person_id: str
    candidates: tuple[str, ...]
    reason: str


class Directory:
    """Everybody who may be meant by a name, found by the words of their names."""

    def __init__(self, people: Sequence[Respondent]) -> None:
        self._emails = [(fold(each.email), each.id) for each in people if each.email]
        self.named = [(each, person_name(each.name)) for each in sorted(people, key=lambda each: each.id)]
        self._places: dict[str, list[int]] = {}
        for place, (_, name) in enumerate(self.named):
            for word in {name.first, name.last}:  # "" for those with one word, who may be anybody's first or last
                self._places.setdefault(word, []).append(place)

    def near(self, name: PersonName) -> list[tuple[Respondent, PersonName]]:
        """All whom a name may mean, by their ids: whoever bears one of its two words, and those with one word."""
        if not name.last:
            return self.named
        places = {place for word in (name.first, name.last, "") for place in self._places.get(word, ())}
        return [self.named[place] for place in sorted(places)]

    def by_email(self, text: str) -> list[str]:
        """The ids of all whose email address is in the text."""
        return [id for email, id in self._emails if email in text]


def find_person(typed: str, writer: Respondent | None, people: Sequence[Respondent] | Directory) -> PersonFound:
    """The person in `people` meant by `typed`, as `writer` typed it.

    Only one person that fits best is taken; two that fit equally well, an office and a stranger are left to staff.
    """
    people = people if isinstance(people, Directory) else Directory(people)
    text = fold(typed)
    if text in _NOBODY or not any(char.isalpha() for char in text):
        return PersonFound("", (), "nobody is named")
    mine = _ME.match(text)
    if mine and writer is not None:
        return _mine(text[mine.end() :], writer, people)
    match people.by_email(text):
        case [one]:
            return PersonFound(one, (one,), "same email address")
    whole = _fitting(person_name(typed), people)
    if whole.candidates:
        return PersonFound("", whole.candidates, "an office, not a person") if names_an_office(typed) else whole
    several = [part for part in _SEVERAL.split(one_line(typed)) if part.strip()]
    if len(several) > 1:
        return _several(several, writer, people)
    if is_office(typed):
        return _by_title(typed, people)
    return PersonFound("", (), "nobody of this name is known")


def near_misses(typed: str, people: Sequence[Respondent]) -> tuple[str, ...]:
    """All whose whole name is a letter or two from what was typed: to ask about, not to take."""
    text = fold(typed)
    apart = 2 if len(text) >= _LONG_NAME else 1
    near = (each for each in people if OSA.distance(text, fold(each.name), score_cutoff=apart) <= apart)
    return tuple(each.id for each in near if " " in text and each.name)


def _mine(rest: str, writer: Respondent, people: Directory) -> PersonFound:
    """The writer, unless somebody else is named beside ("me and Ana")."""
    others = [find_person(part, None, people) for part in re.split(r"[^\w\s.']+|\band\b|\bor\b", rest) if part.strip()]
    candidates = tuple(dict.fromkeys([writer.id, *(each for found in others for each in found.candidates)]))
    if len(candidates) > 1:
        return PersonFound("", candidates, "several people are named")
    return PersonFound(writer.id, candidates, "whoever filled in this workbook")


def _fitting(name: PersonName, people: Directory) -> PersonFound:
    """The one who fits best, or all who fit equally well."""
    fits: dict[Likeness, list[Respondent]] = {}
    for person, known in people.near(name):
        fits.setdefault(likeness(name, known), []).append(person)
    for sureness in _SURENESS:
        found = tuple(dict.fromkeys(person.id for person in fits.get(sureness, ())))
        match found:
            case [one]:
                return PersonFound(one, found, f"{sureness}: {fits[sureness][0].name}")
            case [_, *_]:
                return PersonFound("", found, "several people fit: " + ", ".join(each.name for each in fits[sureness]))
    return PersonFound("", (), "")


def _several(parts: Sequence[str], writer: Respondent | None, people: Directory) -> PersonFound:
    found = [find_person(part, writer, people) for part in parts]
    candidates = tuple(dict.fromkeys(each for person in found for each in person.candidates))
    match candidates:
        case [one] if all(person.person_id for person in found):
            return PersonFound(one, candidates, "the same person twice")
    return PersonFound("", candidates, "several people are named")


def _by_title(typed: str, people: Directory) -> PersonFound:
    """Whoever bears the title, if the title alone is typed ("the Mayor"); an office is nobody in particular."""
    bare = person_name(typed)
    if not bare.titles or bare.alone or bare.last or names_an_office(typed):
        return PersonFound("", (), "an office, not a person")
    bearing = tuple(sorted({each.id for each, name in people.named if set(bare.titles) <= set(name.titles)}))
    match bearing:
        case [one]:
            return PersonFound(one, bearing, "the only one with this title")
    return PersonFound("", bearing, "an office, not a person")
