"""The rules by which two names that are not equal are the same, asked about or different."""

import re
from collections.abc import Iterable
from math import log

from msgspec import Struct

from mobility_xlsx.coalition.alignment import Alignment, Difference
from mobility_xlsx.coalition.names import Name, Words, stem
from mobility_xlsx.coalition.verdicts import Answer, Named, Surroundings, Verdict
from mobility_xlsx.coalition.wordlists import (
    ABBREVIATIONS,
    COMMON,
    DIOCESES,
    DIRECTIONS,
    HEADS,
    NEVER,
    OWNERS,
    STATES_OF_TWO,
    WEAK,
    WHOM,
)
from mobility_xlsx.text import fold

_ASK_MISSING = 0.6  # of the longer name's weight must be in the shorter one
_ASK_APART = 0.8
_NEAR = 0.55  # how likely near names in one town are one
_TELLING_SHARED = 3
_LONG_SLIP = 6  # letters a name must have for a slip in it to be told from another name
_KNOWN_SLIP = 5  # the same for a word everybody uses
_WELL_KNOWN = 3  # names a word stands in
_NARROW = 25  # characters after which lists cut names off


class NamePair(Struct, frozen=True):
    """Two names to compare, as given and taken apart, with what is known around them."""

    a: Named
    b: Named
    first: Name
    second: Name
    around: Surroundings

    @property
    def one_town(self) -> bool | None:
        """Whether both are in one town; None when a town is unknown."""
        if not self.a.town or not self.b.town:
            return None
        first, second = fold(self.a.town).split(), fold(self.b.town).split()
        if len(first) != len(second):
            return "".join(first) == "".join(second)
        return all(_cut(*sorted(pair, key=len)) for pair in zip(first, second, strict=True))

    @property
    def types_agree(self) -> bool:
        """True when a type was said of both."""
        return bool(set(self.a.types) & set(self.b.types))


def _cut(short: str, long: str) -> bool:
    """True for "spgs" and "springs": the same first letter, the others in order."""
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)


def spelled_apart(pair: NamePair, found: Alignment) -> Verdict:
    """The verdict when every word of each name has its counterpart in the other."""
    if found.repeats:
        answer = Answer.SAME if not found.links and _tells_beside(found) else Answer.ASK
        return Verdict(answer, "same words, one of which stands twice", 0.8)
    if not found.links:
        return Verdict(Answer.SAME, "same words" if found.in_order else "same words in another order", 0.9)
    kinds = {link.kind for link in found.links}
    if kinds == {Difference.SPACES}:
        return Verdict(Answer.SAME, "same but for the blanks between words", 0.95)
    if kinds == {Difference.SLIP}:
        return _slip(pair, found)
    if kinds == {Difference.LETTERS} and len(found.shared) > 1:
        return Verdict(Answer.SAME, "same with the short form spelled out", 0.85)
    if kinds <= {Difference.CUT, Difference.SPACES}:
        cut = [min(link.one[0], link.other[0], key=len) for link in found.of(Difference.CUT)]
        if found.in_order and len(found.shared) > 1 and all(_marked(word, pair) for word in cut):
            return Verdict(Answer.SAME, f'same with "{_typed(cut, pair)}" spelled out', 0.82)
        if found.shared and all(_cut_off(word, pair) for word in cut):
            return Verdict(Answer.SAME, "same, cut off at the end", 0.85)
    return Verdict(Answer.ASK, "same but for words cut short", 0.75)


def _tells_beside(found: Alignment) -> bool:
    """True when a word that tells stands beside those said twice ("YMCA North Lawndale", "YMCA - Lawndale YMCA").

    A name that only says itself twice may be the main site of an agency with several.
    """
    return any(word not in COMMON and word not in found.again for word in found.shared)


def _marked(word: str, pair: NamePair) -> bool:
    """True when a word was typed with the dot of a short form, or is "Co"."""
    return word == "co" or any(re.search(rf"\b{word}\.", fold(named.name) + ".") for named in (pair.a, pair.b))


def _cut_off(word: str, pair: NamePair) -> bool:
    """True when the cut word is the last of a name as long as a narrow column."""
    return any(
        name.every_word[-1] == word and len(name.typed) >= _NARROW and not name.typed.rstrip().endswith(".")
        for name in (pair.first, pair.second)
    )


def _slip(pair: NamePair, found: Alignment) -> Verdict:
    link, *others = found.links
    words = link.one[0], link.other[0]
    shown = f'"{_typed(words[:1], pair)}" and "{_typed(words[1:], pair)}" are a letter apart'
    if others or words[0][0] != words[1][0] or not _misspelled(pair, words, found.shared):
        return Verdict(Answer.ASK, shown, 0.75)
    return Verdict(Answer.SAME, f"{shown}, all else agrees", 0.8)


def _misspelled(pair: NamePair, words: tuple[str, str], shared: Words) -> bool:
    """True when one of two words is a slip of the other rather than a name of its own."""
    known = [_known(word, pair.around) for word in words]
    if all(known) or all(pair.around.seen.get(word, 0) > 1 for word in words):
        return False
    shortest = min(map(len, words))
    if any(known):
        return bool(shared) and shortest >= _KNOWN_SLIP
    long_enough = shortest >= _LONG_SLIP or sorted(words[0]) == sorted(words[1])
    return long_enough and pair.types_agree and any(word not in COMMON for word in shared)


def _known(word: str, around: Surroundings) -> bool:
    return word in COMMON or word in around.place_words or around.seen.get(word, 0) >= _WELL_KNOWN


def subset(pair: NamePair, found: Alignment) -> Verdict:
    """The verdict when one name has words that the other lacks."""
    rest = found.left or found.right
    if set(rest) & NEVER:
        return Verdict(Answer.DIFFERENT, f'"{_shown(rest)}" makes another organization')
    shorter, longer = (pair.second, pair.first) if found.left else (pair.first, pair.second)
    if found.of(Difference.CUT):
        if _broken_off(shorter.words, longer.words):
            return Verdict(Answer.ASK, "same but for words cut short", 0.7)
        return Verdict(Answer.DIFFERENT, "too little in common", 0.1)
    verdict = _left_out(pair, found, rest)
    if verdict.answer is Answer.DIFFERENT and pair.one_town and longer.words[: len(shorter.words)] == shorter.words:
        return Verdict(Answer.ASK, f'one goes on with "{_typed(rest, pair)}", in one town', _NEAR)
    return verdict


def _broken_off(short: Words, long: Words) -> bool:
    """True when a name ends in the midst of the other ("Hopper House M", "Hopper House Museum and Study Center")."""
    last = len(short) - 1
    return last > 1 and short[:last] == long[:last] and long[last].startswith(short[last])


def _left_out(pair: NamePair, found: Alignment, rest: Words) -> Verdict:
    short = found.shared + tuple(word for link in found.links for word in link.one)
    shorter, longer = (pair.second, pair.first) if found.left else (pair.first, pair.second)
    exact = found.in_order and not found.repeats and all(link.kind is Difference.SPACES for link in found.links)
    own = pair.around.names_own_place(_but_diocese(pair, rest, short))
    if len(short) < 2 and not (len(rest) == 1 and COMMON.issuperset(rest)) and not own:
        return _single(pair, *short)
    if own or set(rest) <= pair.around.place_words or " ".join(rest) in STATES_OF_TWO:
        clear = exact or (not found.links and _tells_beside(found))
        return _place(pair, rest, (short, shorter.every_word), clear=clear and own)
    if any(word[0].isdigit() for word in rest):
        if len(rest) > 1:
            return Verdict(Answer.DIFFERENT, f'only one has "{_shown(rest)}"', 0.3)
        return Verdict(Answer.ASK, f'one has the number "{_typed(rest, pair)}"', 0.6)
    if exact and _may_lack(rest, short, longer.every_word):
        return Verdict(Answer.SAME, f'same but for "{_typed(rest, pair)}"', 0.8)
    share = _weight(short, pair) / (_weight(short, pair) + _weight(rest, pair))
    if share < _ASK_MISSING and exact and _stands_alone(short, longer):
        return Verdict(Answer.ASK, f'one stands in the other, after "{_typed(rest, pair)}"', 0.6)
    if share < _ASK_MISSING:
        return Verdict(Answer.DIFFERENT, f'only one has "{_shown(rest)}"', share)
    return Verdict(Answer.ASK, f'same but for "{_typed(rest, pair)}"', share)


def _but_diocese(pair: NamePair, rest: Words, short: Words) -> Words:
    """The words without the diocese of a Catholic body, which is named or not; its place, if that stands elsewhere."""
    if "catholic" not in short or not DIOCESES.intersection(rest):
        return rest
    kept = tuple(word for word in rest if word not in DIOCESES)
    return kept or tuple(word for word in short if word in pair.around.own_words)


def _may_lack(rest: Words, short: Words, longer: Words) -> bool:
    """True when a name without these words is still the same: those that say nothing, and initials ("Ada S. …")."""
    telling = sum(word not in COMMON for word in short)
    of_the_owner = telling >= 2 and set(rest) <= OWNERS  # "Hull House Association Uptown", "Hull House Uptown"
    initial = telling >= 2 and all(len(word) == 1 for word in rest)
    return (len(short) >= 2 and _may_drop(rest, longer)) or of_the_owner or initial


def _single(pair: NamePair, word: str) -> Verdict:
    """A name of one word is asked about if the word is in one other name only ("Bridgeway", "Bridgeway Center")."""
    telling = word not in COMMON and word not in pair.around.place_words and len(word) > 2
    if telling and pair.around.seen.get(word, 0) == 2:
        return Verdict(Answer.ASK, f'"{_typed([word], pair)}" is in no other name here', 0.8)
    return Verdict(Answer.DIFFERENT, "too little in common", 0.1)


def _stands_alone(short: Words, longer: Name) -> bool:
    """True when the shorter name is the end of the longer one, as a department stands behind its city."""
    enough = len(short) > 1 and any(word not in COMMON for word in short)
    return enough and longer.every_word[-len(short) :] == short


def _may_drop(rest: Words, longer: Words) -> bool:
    """True for words that say nothing, at the end of a name ("… Program") or before a city's, and for volunteers."""
    ends = longer[-len(rest) :] == rest and longer[-len(rest) - 1] not in WEAK
    of_a_city = rest in (("city",), ("town",), ("village",)) and longer[:1] == rest and len(longer) > 3
    return set(rest) <= {"volunteer"} or (WEAK.issuperset(rest) and ends) or of_a_city


def _place(pair: NamePair, rest: Words, bare: tuple[Words, Words], *, clear: bool) -> Verdict:
    forms = max(pair.around.placed.get(words, 0) for words in bare)
    short, _ = bare
    told = len(short) >= 2 or not COMMON.issuperset(short)
    if clear and forms <= 1 and told:
        return Verdict(Answer.SAME, f'same but for the place "{_typed(rest, pair)}"', 0.8)
    return Verdict(Answer.ASK, f'one names the place "{_typed(rest, pair)}"', 0.65)


def apart(pair: NamePair, found: Alignment) -> Verdict:
    """The verdict when each name has words the other lacks."""
    left, right = set(found.left), set(found.right)
    kinds = (DIRECTIONS, HEADS - WEAK - pair.around.own_words, WHOM, pair.around.place_words)
    if any(left & kind and right & kind for kind in kinds):
        return Verdict(Answer.DIFFERENT, f'"{_shown(found.left)}" is not "{_shown(found.right)}"')
    if any(word[0].isdigit() for word in left) and any(word[0].isdigit() for word in right):
        return Verdict(Answer.DIFFERENT, f'"{_shown(found.left)}" is not "{_shown(found.right)}"')
    if (left | right) & NEVER:
        return Verdict(Answer.DIFFERENT, "one is another body of the other")
    common = _weight(found.shared, pair) + sum(_weight(link.one, pair) for link in found.links)
    share = common / (common + _weight(found.left, pair) / 2 + _weight(found.right, pair) / 2)
    telling = any(word not in COMMON for word in left) and any(word not in COMMON for word in right)
    if share >= _ASK_APART and not telling and len(found.shared) >= 2:
        return Verdict(Answer.ASK, _each_has(found, pair), share - 0.1)
    if pair.one_town and _one_word_apart(found):
        return Verdict(Answer.ASK, _each_has(found, pair), _NEAR)
    return Verdict(Answer.DIFFERENT, "too little in common", min(share, 0.5) + 0.01)


def _each_has(found: Alignment, pair: NamePair) -> str:
    return f'"{_typed(found.left, pair)}" in one, "{_typed(found.right, pair)}" in the other'


def _one_word_apart(found: Alignment) -> bool:
    """True when a single word of each is another, and three words that tell are the same."""
    return (
        len(found.left) == len(found.right) == 1 and sum(word not in COMMON for word in found.shared) >= _TELLING_SHARED
    )


def _weight(words: Iterable[str], pair: NamePair) -> float:
    """How much it says that these words are in a name: less for words that many names share."""
    return sum(_word_weight(word, pair.around.seen.get(word, 0)) for word in words)


def _word_weight(word: str, seen: int) -> float:
    usual = 0.4 if word in WEAK else 0.6 if word in COMMON else 1.0
    return usual / (1 + 0.3 * log(max(seen, 2) / 2))


def _shown(words: Iterable[str]) -> str:
    return " ".join(words)


def _typed(words: Iterable[str], pair: NamePair) -> str:
    """The words as they were typed, as far as they can be told."""
    spelled: dict[str, str] = {}
    for token in f"{pair.a.name} {pair.b.name}".split():
        bare = token.strip('.,;:()[]"')
        folded = fold(bare).replace("'", "")
        spelled.setdefault(stem(ABBREVIATIONS.get(folded, folded)), bare)
    return " ".join(spelled.get(word, word) for word in words)
