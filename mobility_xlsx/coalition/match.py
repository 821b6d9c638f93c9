"""Same, ask or different: whether two names mean one organization, with the reason in words."""

import re
from collections.abc import Iterable

from mobility_xlsx.coalition.alignment import Difference, align
from mobility_xlsx.coalition.names import Words, parse
from mobility_xlsx.coalition.rules import NamePair, apart, spelled_apart, subset
from mobility_xlsx.coalition.verdicts import Answer, Named, Surroundings, Verdict
from mobility_xlsx.coalition.wordlists import COMMON, FREE_MAIL, LOCAL, STATES
from mobility_xlsx.text import fold

_TELLING = 1.4  # names that weigh less are borne by several organizations in several towns
_LIKELY = 0.7  # an email domain settles a doubt that is at least as likely as this
_SHARED_DOMAINS = (".gov", ".us", ".edu")  # one domain for many bodies
_SAFE_ACRONYM = 3
_PLACES = re.compile(r"[,;/&]|\band\b")
_KINDS_OF_PLACES = frozenset({"city", "town", "village", "county", "borough", "township", "municipality"})


def context(names: Iterable[str], places: Iterable[str] = ()) -> Surroundings:
    """What there is to know from all names together, once, before they are compared in pairs."""
    parsed = {name.words: name for name in map(parse, names)}
    own = frozenset(word for place in places for part in _PLACES.split(place) for word in _place(part))
    known = own | STATES
    sharing: dict[str, set[Words]] = {}
    placed: dict[Words, int] = {}
    seen: dict[str, int] = {}
    for words, name in parsed.items():
        bare = tuple(word for word in words if word not in known)
        for short in name.initials:
            sharing.setdefault(short, set()).add(tuple(sorted(bare)))
        if bare != words:
            placed[bare] = placed.get(bare, 0) + 1
        for word in set(words):
            seen[word] = seen.get(word, 0) + 1
    shared = {short: len(bodies) for short, bodies in sharing.items()}
    return Surroundings(own, frozenset(word for word in own if word not in COMMON) | STATES, shared, placed, seen)


def _place(typed: str) -> Words:
    """A place without what it is: "City of Millbrook" is Millbrook, Forest City remains."""
    words = parse(typed).words if fold(typed) else ()
    return words[1:] if len(words) > 1 and words[0] in _KINDS_OF_PLACES else words


def compare(a: Named, b: Named, around: Surroundings | None = None) -> Verdict:
    """Whether two names mean one organization: same, ask or different, and why.

    Only *same* is joined without asking. The order of the two makes no difference.
    """
    first, second = sorted((a, b), key=lambda named: (fold(named.name), named.name))
    pair = NamePair(first, second, parse(first.name), parse(second.name), around or Surroundings())
    verdict = _by_name(pair)
    if pair.one_town is False:
        verdict = _in_two_towns(verdict, pair)
    same_domain = first.domain and first.domain == second.domain
    if verdict.answer is Answer.ASK and verdict.likely >= _LIKELY and same_domain and _telling(first.domain):
        return Verdict(Answer.SAME, f"{verdict.reason}; same email domain", 0.85)
    return verdict


def _telling(domain: str) -> bool:
    return domain not in FREE_MAIL and not domain.endswith(_SHARED_DOMAINS)


def _by_name(pair: NamePair) -> Verdict:
    if pair.first.every_word == pair.second.every_word:
        return _equal(pair)
    given = _other_name(pair) or _acronym(pair)
    if given:
        return given
    found = align(pair.first.every_word, pair.second.every_word)
    if found.left and found.right:
        return apart(pair, found)
    return subset(pair, found) if found.left or found.right else spelled_apart(pair, found)


def _equal(pair: NamePair) -> Verdict:
    if pair.first.doubled != pair.second.doubled:
        return Verdict(Answer.ASK, "same name, which one says twice", 0.8)
    if fold(pair.a.name) == fold(pair.b.name):
        return Verdict(Answer.SAME, "same name", 1.0)
    return Verdict(Answer.SAME, "same name, but for Inc., The, short forms and the like", 1.0)


def _in_two_towns(verdict: Verdict, pair: NamePair) -> Verdict:
    """The same name in two towns is asked unless it is a rare one; near names in two towns are hardly ever one.

    A church or a school that has its name in common with another town's is the least likely of all.
    """
    if verdict.answer is Answer.SAME:
        shorter = min(pair.first.words, pair.second.words, key=lambda words: (len(words), words))
        weight = sum(0.35 if word in COMMON or word in STATES else 1.0 for word in shorter)
        enough = _TELLING if fold(pair.a.name) == fold(pair.b.name) else 2.1
        if weight < enough or verdict.likely < 1.0:
            likely = 0.2 if LOCAL.intersection(shorter) else 0.7
            return Verdict(Answer.ASK, f"{verdict.reason}; in two towns", likely)
    if verdict.answer is Answer.ASK and _slip_alone(pair):
        return Verdict(Answer.ASK, f"{verdict.reason}; in two towns", 0.6)
    if verdict.answer is Answer.ASK:
        return Verdict(Answer.DIFFERENT, f"{verdict.reason}; in two towns", 0.1)
    return verdict


def _slip_alone(pair: NamePair) -> bool:
    """True when only a slip tells two names apart, and a word that tells is the same."""
    found = align(pair.first.every_word, pair.second.every_word)
    slip = not found.left and not found.right and {link.kind for link in found.links} == {Difference.SLIP}
    return slip and any(word not in COMMON for word in found.shared)


def _other_name(pair: NamePair) -> Verdict | None:
    """Same when one name gives the other, or both give the same other name."""
    ours = {pair.first.every_word, *pair.first.others}
    theirs = {pair.second.every_word, *pair.second.others}
    if any(len("".join(words)) >= _SAFE_ACRONYM for words in ours & theirs):
        return Verdict(Answer.SAME, "one gives the other as its former, short or other name", 0.9)
    return None


def _acronym(pair: NamePair) -> Verdict | None:
    for short, long in ((pair.first, pair.second), (pair.second, pair.first)):
        letters = short.acronym
        if not letters or len(long.words) < 2 or letters not in long.initials:
            continue
        if pair.around.sharing.get(letters, 0) > 1:
            return Verdict(Answer.ASK, f"{letters.upper()} may stand for several organizations here", 0.7)
        if len(letters) >= _SAFE_ACRONYM and short.in_capitals:
            return Verdict(Answer.SAME, f"{letters.upper()} is the acronym of the other", 0.85)
        return Verdict(Answer.ASK, f"{letters.upper()} may be the acronym of the other", 0.7)
    return None
