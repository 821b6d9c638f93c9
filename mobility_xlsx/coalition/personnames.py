"""A person's name taken apart: first, middle, last, initials, title; or an office, or nobody at all."""

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from mobility_xlsx.coalition.wordlists import word_families, word_set
from mobility_xlsx.text import fold, one_line

_TITLES = word_set(
    """mr mrs ms miss mx dr prof professor rev reverend pastor father fr sister sr brother rabbi imam hon honorable
    mayor councilmember councilman councilwoman councilor commissioner alderman alderwoman supervisor judge justice
    sheriff chief captain capt sgt lt officer superintendent principal dean senator rep representative governor
    president chair director manager"""
)
_SUFFIXES = word_set("jr sr ii iii iv phd md edd esq cpa msw lcsw rn mba mpa mph jd dds do pe aicp ma ms bs ba")
_OFFICES = _TITLES | word_set(
    """office department dept staff team board council committee administration division bureau commission desk
    executive coordinator chairperson ceo cfo coo secretary liaison assistant deputy head leader leadership member
    members someone somebody anyone person contact tbd tba unknown nobody none volunteer volunteers resident residents
    the of for a an and city county human resources outreach program community development public relations
    communications youth vice interim acting from in at our your my their hr it who whoever is general managing
    founder owner provost"""
)
_NICKNAMES = word_families(
    """
    robert bob bobby rob robbie, william bill billy will liam, elizabeth liz beth betty lizzie eliza, margaret
    maggie meg peggy, katherine kate kathy katie catherine cathy kathryn, james jim jimmy jamie, john jack johnny
    jon, joseph joe joey, michael mike mickey, richard rick dick rich ricky, thomas tom tommy, charles charlie
    chuck, daniel dan danny, david dave davey, edward ed eddie ted, anthony tony, christopher chris, christina
    chris tina christine, patricia pat patty trish, patrick pat, jennifer jen jenny, jessica jess, susan sue
    suzanne, rebecca becky becca, deborah deb debbie debra, barbara barb, steven steve stephen, matthew matt,
    andrew andy drew, gregory greg, kenneth ken kenny, ronald ron ronnie, timothy tim, samuel sam, samantha sam,
    benjamin ben, alexander alex, alexandra alex, nicholas nick, victoria vicky, theodore ted theo, lawrence
    larry, gerald jerry, raymond ray, francisco paco pancho, jose pepe, guadalupe lupe, rosario charo, dolores
    lola, ignacio nacho, jesus chuy, maria mari, teresa terry tere, cynthia cindy, pamela pam, sandra sandy,
    philip phil phillip, douglas doug, jeffrey jeff, joshua josh, jacob jake, nathaniel nate nathan, zachary zach,
    abigail abby, frederick fred, vincent vince, walter walt, donald don, leonard leo len
    """
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*\.?")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_PUNCTUATION = ".,;:"
_LONG_ENOUGH_TO_SLIP = 4
_LONGEST = 200  # characters in which a name is looked for


class Likeness(StrEnum):
    """How well two names of persons agree, the surest first."""

    SAME = "the same name"
    SHORT = "an initial or a short form"
    PART = "a part of the name"
    SLIP = "a letter apart"
    NONE = "another name"


class PersonName(Struct, frozen=True):
    """A person's name in folded words. Any part may be empty; a single word is in `alone`."""

    first: str = ""
    middle: tuple[str, ...] = ()
    last: str = ""
    alone: str = ""
    titles: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        """True with a first name of more than a letter and a last name."""
        return len(self.first) > 1 and len(self.last) > 1


@lru_cache(maxsize=65536)
def person_name(typed: str) -> PersonName:
    """The name in `typed`: "Tate, Renee", "RENEE TATE", "Dr. R. Tate Jr." and "Renee Tate, ENU" alike."""
    line = _BRACKETS.sub(" ", one_line(typed)[:_LONGEST])
    before, _, after = line.partition(",")
    first_part, behind = _words(before), [word for word in _words(after) if word not in _SUFFIXES]
    last_first = bool(behind) and len(_named(first_part)) == 1
    words = [*behind, *first_part] if last_first else first_part
    titles = tuple(word for word in words if word in _TITLES)
    named = _named(words)
    if len(named) > 1 and named[-1] in _SUFFIXES:
        named = named[:-1]
    if not named:
        return PersonName(titles=titles)
    first, *others = named
    if not others:
        return PersonName(alone=first, titles=titles)
    *middle, last = others
    return PersonName(first, tuple(middle), last, titles=titles)


def is_office(typed: str) -> bool:
    """True for "Executive Director", "the Mayor's office", "someone from HR": nobody's name."""
    words = [word.removesuffix("'s") for word in fold(typed).replace("/", " ").split()]
    known = [word.strip(_PUNCTUATION) in _OFFICES for word in words]
    return bool(words) and (all(known) or names_an_office(typed))


def names_an_office(typed: str) -> bool:
    """True when an office, a department or a staff is meant, even if with somebody's name."""
    words = {word.strip(_PUNCTUATION) for word in fold(typed).split()}
    return bool(words & {"office", "department", "dept", "staff", "team", "desk"})


def likeness(one: PersonName, other: PersonName) -> Likeness:
    """How well two names of persons agree. The order makes no difference."""
    if one.alone or other.alone:
        return _alone(one, other) if one.alone else _alone(other, one)
    if not one.last:  # a title alone
        return Likeness.NONE
    if one.last == other.last:
        if one.first == other.first:
            return Likeness.NONE if _middles_differ(one, other) else Likeness.SAME
        if _short_of(one.first, other.first):
            return Likeness.SHORT
        return Likeness.SLIP if _slip(one.first, other.first) else Likeness.NONE
    if one.first == other.first and len(one.first) > 1:
        if one.last[0] == other.last[0] and 1 in (len(one.last), len(other.last)):
            return Likeness.SHORT
        if one.last in other.middle or other.last in one.middle:
            return Likeness.PART
        return Likeness.SLIP if _slip(one.last, other.last) else Likeness.NONE
    if (one.first, one.last) == (other.last, other.first):
        return Likeness.SAME
    return Likeness.NONE


def _alone(single: PersonName, other: PersonName) -> Likeness:
    if other.alone:
        return Likeness.SAME if single.alone == other.alone else Likeness.NONE
    if single.alone in (other.first, other.last) and len(single.alone) > 1:
        return Likeness.PART
    if other.first and _nicknames(single.alone, other.first):
        return Likeness.PART
    if len(single.alone) > _LONG_ENOUGH_TO_SLIP and (
        _slip(single.alone, other.first) or _slip(single.alone, other.last)
    ):
        return Likeness.SLIP
    return Likeness.NONE


def _middles_differ(one: PersonName, other: PersonName) -> bool:
    ours, theirs = ({word[0] for word in name.middle} for name in (one, other))
    return bool(ours and theirs and not ours & theirs)


def _short_of(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return (len(short) == 1 and long.startswith(short)) or _nicknames(a, b)


@lru_cache(maxsize=65536)
def _nicknames(a: str, b: str) -> bool:
    return any(a in family and b in family for family in _NICKNAMES)


def _slip(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _LONG_ENOUGH_TO_SLIP and OSA.distance(a, b, score_cutoff=1) <= 1


def _words(text: str) -> list[str]:
    return [word.rstrip(".").removesuffix("'s").replace("'", "") for word in _WORD.findall(fold(text))]


def _named(words: list[str]) -> list[str]:
    """The words without titles in front; a title at the end may be a name ("Ana Dean")."""
    kept = list(words)
    while kept and (kept[0] in _TITLES or kept[0] == "the"):
        kept = kept[1:]
    while len(kept) > 2 and kept[-1] in _SUFFIXES:
        kept = kept[:-1]
    return kept
