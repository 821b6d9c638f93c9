"""Which known person is meant by a name as typed: a first name, "Last, First", initials, "me", an office."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mobility_xlsx.coalition.persons import Likeness, PersonName, is_office, likeness, names_an_office, person_name
from mobility_xlsx.coalition.records import Respondent
from mobility_xlsx.text import fold, one_line

_ME = re.compile(
    r"(?:it'?s |probably |that would be )?(?:(?:me|myself|self|yo)\b(?: mism[oa])?"
    r"|i(?:$|'\w+|(?= (?:and|or|will|can|could|would|am|do|know)\b))"
    r"(?: (?:will|can|could|would|am|do|know)\b.*|.* it)?)"
)
_SEVERAL = re.compile(r"\s*(?:/|&|\+|;|\band\b|\bor\b|\by\b|\bo\b)\s*", re.IGNORECASE)
_SURENESS = (Likeness.SAME, Likeness.SHORT, Likeness.PART, Likeness.SLIP)
_NOBODY = frozenset(
    {"", "?", "??", "???", "tbd", "tba", "unknown", "n/a", "na", "none", "nobody", "not sure", "unsure"}
)


@dataclass(frozen=True, slots=True)
class PersonFound:
    """The known person who is meant, or "" with those who may be, and the reason in words."""

    person_id: str
    candidates: tuple[str, ...]
    reason: str


def find_person(typed: str, writer: Respondent | None, people: Sequence[Respondent]) -> PersonFound:
    """The person in `people` meant by `typed`, as `writer` typed it.

    Only one person that fits best is taken; two that fit equally well, an office and a stranger are left to staff.
    """
    text = fold(typed)
    if text in _NOBODY or not any(char.isalpha() for char in text):
        return PersonFound("", (), "nobody is named")
    mine = _ME.match(text)
    if mine and writer is not None:
        return _mine(text[mine.end() :], writer, people)
    by_email = [each for each in people if each.email and fold(each.email) in text]
    if len(by_email) == 1:
        return PersonFound(by_email[0].id, (by_email[0].id,), "same email address")
    whole = _fitting(person_name(typed), people)
    if whole.candidates:
        return PersonFound("", whole.candidates, "an office, not a person") if names_an_office(typed) else whole
    several = [part for part in _SEVERAL.split(one_line(typed)) if part.strip()]
    if len(several) > 1:
        return _several(several, writer, people)
    if is_office(typed):
        return _by_title(typed, people)
    return PersonFound("", (), "nobody of this name is known")


def _mine(rest: str, writer: Respondent, people: Sequence[Respondent]) -> PersonFound:
    """The writer, unless somebody else is named beside ("me and Ana")."""
    others = [find_person(part, None, people) for part in re.split(r"[^\w\s.']+|\band\b|\bor\b", rest) if part.strip()]
    candidates = tuple(dict.fromkeys([writer.id, *(each for found in others for each in found.candidates)]))
    if len(candidates) > 1:
        return PersonFound("", candidates, "several people are named")
    return PersonFound(writer.id, candidates, "whoever filled in this workbook")


def _fitting(name: PersonName, people: Sequence[Respondent]) -> PersonFound:
    """The one who fits best, or all who fit equally well."""
    fits: dict[Likeness, list[Respondent]] = {}
    for person in sorted(people, key=lambda each: each.id):
        fits.setdefault(likeness(name, person_name(person.name)), []).append(person)
    for sureness in _SURENESS:
        found = tuple(dict.fromkeys(person.id for person in fits.get(sureness, ())))
        if len(found) == 1:
            return PersonFound(found[0], found, f"{sureness}: {fits[sureness][0].name}")
        if found:
            return PersonFound("", found, "several people fit: " + ", ".join(each.name for each in fits[sureness]))
    return PersonFound("", (), "")


def _several(parts: Sequence[str], writer: Respondent | None, people: Sequence[Respondent]) -> PersonFound:
    found = [find_person(part, writer, people) for part in parts]
    candidates = tuple(dict.fromkeys(each for person in found for each in person.candidates))
    if len(candidates) == 1 and all(person.person_id for person in found):
        return PersonFound(candidates[0], candidates, "the same person twice")
    return PersonFound("", candidates, "several people are named")


def _by_title(typed: str, people: Sequence[Respondent]) -> PersonFound:
    """Whoever bears the title, if the title alone is typed ("the Mayor"); an office is nobody in particular."""
    bare = person_name(typed)
    if not bare.titles or bare.alone or bare.last or "office" in fold(typed):
        return PersonFound("", (), "an office, not a person")
    bearing = sorted({each.id for each in people if set(bare.titles) <= set(person_name(each.name).titles)})
    if len(bearing) == 1:
        return PersonFound(bearing[0], tuple(bearing), "the only one with this title")
    return PersonFound("", tuple(bearing), "an office, not a person")
