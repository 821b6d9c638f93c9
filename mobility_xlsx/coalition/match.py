"""Same, ask or different: whether two names mean one organization, with the reason in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mobility_xlsx.coalition.alignment import Alignment, Kind, align
from mobility_xlsx.coalition.names import Name, Words, initials, parse
from mobility_xlsx.coalition.wordlists import COMMON, DIRECTIONS, FREE_MAIL, HEADS, NEVER, STATES, WEAK
from mobility_xlsx.text import fold


class Answer(StrEnum):
    """What can be said of two names without asking anybody, or that somebody has to be asked."""

    SAME = "same"
    ASK = "ask"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer with the reason a clerk reads. `likely` (0 to 1) ranks questions and links, nothing else."""

    answer: Answer
    reason: str
    likely: float = 0.0

    @property
    def opposed(self) -> bool:
        """True when the names contradict each other, rather than merely having little in common."""
        return self.answer is Answer.DIFFERENT and self.likely == 0.0


@dataclass(frozen=True, slots=True)
class Named:
    """A name with what stood beside it: types said, town, email domain. All but the name may be unknown."""

    name: str
    types: tuple[str, ...] = ()
    town: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the other names say about two of them.

    `places` are the community's own place names in canonical words; `sharing` counts the organizations that share
    initials, `placed` the placed forms of a bare name ("united way" → of Millbrook, of Mill County), `seen` the names
    a word stands in.
    """

    places: frozenset[Words] = frozenset()
    sharing: Mapping[str, int] = field(default_factory=dict)
    placed: Mapping[Words, int] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)

    @property
    def place_words(self) -> frozenset[str]:
        """Single words that stand in a place name of the community or name a state."""
        return frozenset(word for place in self.places for word in place) | STATES


def context(names: Iterable[str], places: Iterable[str] = ()) -> Context:
    """What there is to know from all names together, once, before they are compared in pairs."""
    parsed = {name.words: name for name in map(parse, names)}
    known = frozenset(parse(place).words for place in places if fold(place))
    words_of_places = frozenset(word for place in known for word in place) | STATES
    sharing: dict[str, set[Words]] = {}
    placed: dict[Words, int] = {}
    seen: dict[str, int] = {}
    for words, name in parsed.items():
        bare = tuple(word for word in words if word not in words_of_places)
        for short in initials(name.spelled):
            sharing.setdefault(short, set()).add(tuple(sorted(bare)))
        if bare != words:
            placed[bare] = placed.get(bare, 0) + 1
        for word in set(words):
            seen[word] = seen.get(word, 0) + 1
    return Context(known, {short: len(bodies) for short, bodies in sharing.items()}, placed, seen)


def compare(a: Named, b: Named, around: Context | None = None) -> Verdict:
    """Whether two names mean one organization: same, ask or different, and why.

    Only *same* is joined without asking. The order of the two makes no difference.
    """
    around = around or Context()
    first, second = sorted((a, b), key=lambda named: (fold(named.name), named.name))
    return _compare(first, parse(first.name), second, parse(second.name), around)


def _compare(a: Named, first: Name, b: Named, second: Name, around: Context) -> Verdict:
    if first.every_word == second.every_word:
        return _equal(a, b, first)
    named = _other_name(first, second) or _acronym(first, second, around)
    if named:
        return named
    found = align(first.every_word, second.every_word)
    verdict = _both(found, around, a, b) if found.left and found.right else _one(found, first, second, around, a, b)
    if verdict.answer is Answer.ASK and a.domain and a.domain == b.domain and a.domain not in FREE_MAIL:
        return Verdict(Answer.SAME, f"{verdict.reason}, same email domain", 0.9)
    return verdict


def _equal(a: Named, b: Named, name: Name) -> Verdict:
    if fold(a.name) == fold(b.name):
        reason = "same name"
    elif parse(a.name).words == parse(b.name).words:
        reason = "same after dropping Inc., The and the like, and spelling out short forms"
    else:
        reason = "same but for the brackets"
    if not a.town or not b.town or _one_town(a.town, b.town):
        return Verdict(Answer.SAME, reason, 1.0)
    telling = [word for word in name.words if word not in COMMON and word not in STATES]
    if len(telling) + len(name.words) > 4:
        return Verdict(Answer.SAME, reason, 0.95)
    return Verdict(Answer.ASK, "same name, in two towns", 0.7)


def _one_town(a: str, b: str) -> bool:
    """Towns as people write them: "Colorado Spgs" is Colorado Springs."""
    first, second = parse(a).words, parse(b).words
    if len(first) != len(second):
        return "".join(first) == "".join(second)
    return all(_one_word(*sorted(pair, key=len)) for pair in zip(first, second, strict=True))


def _one_word(short: str, long: str) -> bool:
    letters = iter(long)
    return short[:1] == long[:1] and len(short) > 1 and all(letter in letters for letter in short)


def _other_name(first: Name, second: Name) -> Verdict | None:
    """Same when one name gives the other, or both give the same other name."""
    ours, theirs = {first.words, *first.others}, {second.words, *second.others}
    common = [words for words in ours & theirs if len(words) > 1 or len(words[0]) >= 3]
    if common:
        return Verdict(Answer.SAME, "one gives the other as its former, short or other name", 0.9)
    return None


def _acronym(first: Name, second: Name, around: Context) -> Verdict | None:
    for short, long in ((first, second), (second, first)):
        letters = short.acronym
        if not letters or len(long.words) < 2 or letters not in initials(long.spelled):
            continue
        if around.sharing.get(letters, 0) > 1:
            return Verdict(Answer.ASK, f"{letters.upper()} may stand for several organizations here", 0.5)
        if len(letters) >= 3 and short.in_capitals:
            return Verdict(Answer.SAME, f"{letters.upper()} is the acronym of the other", 0.85)
        return Verdict(Answer.ASK, f"{letters.upper()} may be the acronym of the other", 0.6)
    return None


def _one(found: Alignment, first: Name, second: Name, around: Context, a: Named, b: Named) -> Verdict:
    """The verdict when at most one name has words of its own left."""
    rest = found.left or found.right
    if not rest:
        return _spelled_apart(found, around, a, b)
    if set(rest) & NEVER:
        return Verdict(Answer.DIFFERENT, f'"{_shown(rest)}" makes another organization')
    doubtful = [link for link in found.links if link.kind is not Kind.SPACES]
    short = found.shared + tuple(word for link in found.links for word in link.one)
    telling = _weight(short, around)
    if not any(word not in COMMON for word in short) and len(short) < 3:
        return Verdict(Answer.DIFFERENT, "too little in common", 0.1)
    if set(rest) <= around.place_words:
        return _place(found, rest, short, around, bool(doubtful))
    if any(word[0].isdigit() for word in rest):
        return Verdict(Answer.ASK, f'one has the number "{_shown(rest)}"', 0.35)
    if set(rest) <= WEAK and not doubtful and found.in_order:
        return Verdict(Answer.SAME, f'same but for "{_shown(rest)}"', 0.8)
    share = telling / (telling + _weight(rest, around))
    if share >= ASK_SHARE:
        return Verdict(Answer.ASK, f'same but for "{_shown(rest)}"', share)
    return Verdict(Answer.DIFFERENT, f'only one has "{_shown(rest)}"', share)


def _place(found: Alignment, rest: Words, short: Words, around: Context, doubtful: bool) -> Verdict:
    forms = around.placed.get(tuple(word for word in short), 0)
    community = {word for place in around.places for word in place}
    if set(rest) <= community and forms <= 1 and not doubtful and found.in_order and len(short) >= 2:
        return Verdict(Answer.SAME, f'same but for the place "{_shown(rest)}"', 0.8)
    return Verdict(Answer.ASK, f'one names the place "{_shown(rest)}"', 0.5)


def _spelled_apart(found: Alignment, around: Context, a: Named, b: Named) -> Verdict:
    """The verdict when every word of each name has its counterpart in the other."""
    if not found.links:
        if found.in_order:
            return Verdict(Answer.SAME, "same words", 0.9)
        return Verdict(Answer.SAME, "same words in another order", 0.9)
    kinds = {link.kind for link in found.links}
    if kinds == {Kind.SPACES}:
        return Verdict(Answer.SAME, "same but for the blanks between words", 0.95)
    if kinds == {Kind.SLIP}:
        return _slip(found, around, a, b)
    if kinds == {Kind.LETTERS}:
        sure = all(len("".join(link.one if len(link.one) == 1 else link.other)) >= 3 for link in found.links)
        if sure and found.shared:
            return Verdict(Answer.SAME, "same with the short form spelled out", 0.85)
    return Verdict(Answer.ASK, "same but for words cut short", 0.7)


def _slip(found: Alignment, around: Context, a: Named, b: Named) -> Verdict:
    one, *others = found.links
    words = "".join(one.one), "".join(one.other)
    shown = f'"{words[0]}" and "{words[1]}" are a letter apart'
    both_known = all(around.seen.get(word, 0) > 1 for word in words)
    if others or both_known or len(found.shared) < 1 or min(map(len, words)) < 6 or _types_differ(a, b):
        return Verdict(Answer.ASK, shown, 0.75)
    return Verdict(Answer.SAME, shown, 0.8)


def _both(found: Alignment, around: Context, a: Named, b: Named) -> Verdict:
    """The verdict when each name has words the other lacks."""
    left, right = set(found.left), set(found.right)
    for kind in (DIRECTIONS, HEADS, around.place_words):
        if left & kind and right & kind:
            return Verdict(Answer.DIFFERENT, f'"{_shown(found.left)}" is not "{_shown(found.right)}"')
    if any(word[0].isdigit() for word in left) and any(word[0].isdigit() for word in right):
        return Verdict(Answer.DIFFERENT, f'"{_shown(found.left)}" is not "{_shown(found.right)}"')
    if (left | right) & NEVER:
        return Verdict(Answer.DIFFERENT, "one is another body of the other")
    common = _weight(found.shared, around) + sum(_weight(link.one, around) for link in found.links)
    share = common / (common + _weight(found.left, around) / 2 + _weight(found.right, around) / 2)
    if share >= ASK_SHARE_BOTH:
        return Verdict(Answer.ASK, f'"{_shown(found.left)}" in one, "{_shown(found.right)}" in the other', share)
    return Verdict(Answer.DIFFERENT, "too little in common", share)


ASK_SHARE = 0.6
ASK_SHARE_BOTH = 0.75


def _weight(words: Iterable[str], around: Context) -> float:
    return sum(0.4 if word in WEAK else 0.6 if word in COMMON else 1.0 for word in words)


def _types_differ(a: Named, b: Named) -> bool:
    return bool(a.types and b.types and not set(a.types) & set(b.types))


def _shown(words: Iterable[str]) -> str:
    return " ".join(words)
