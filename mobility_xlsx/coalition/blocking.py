"""Which names are worth comparing: those that share a rare word, a slip of one, their initials or their letters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from mobility_xlsx.coalition.alignment import one_slip
from mobility_xlsx.coalition.names import Name
from mobility_xlsx.coalition.wordlists import COMMON

_RAREST = 3  # words of a name that are looked up
_COMMONEST = 40  # a word in more names than this is looked up only together with another
_CROWD = 60  # a block of more names than this tells nothing
_SLIP_LENGTH = 4
_LONGEST_WORD = 40  # letters; in longer ones no slip is looked for

Pair = tuple[int, int]


def candidates(names: Sequence[Name]) -> tuple[Pair, ...]:
    """Pairs of positions in `names` that may be one organization, in order. Cost grows close to linearly."""
    spelled = _one_spelling(names)
    words = [frozenset(spelled.get(word, word) for word in name.every_word) for name in names]
    seen: dict[str, int] = {}
    for each in words:
        for word in each:
            seen[word] = seen.get(word, 0) + 1
    shared = [[word for word in each if seen[word] > 1] for each in words]
    rare = [sorted(each, key=lambda word: (seen[word], word))[:_RAREST] for each in shared]
    single = _blocks([word for word in each if seen[word] <= _COMMONEST] for each in rare)
    several = _blocks(_two_words(each, seen) for each in rare)
    whole = _blocks(_letters(name, each) for name, each in zip(names, words, strict=True))
    typed = [frozenset(name.every_word) for name in names]
    pairs = {
        (a, b)
        for a, b in {*single, *several}
        if 2 * len(typed[a] & typed[b]) >= (least := min(len(words[a]), len(words[b])))
        or len(words[a] & words[b]) >= least
    }
    return tuple(sorted(pairs.union(whole, _short_forms(names))))


def _two_words(rare: Sequence[str], seen: Mapping[str, int]) -> list[str]:
    """Keys of two words each. Words that all names share ("community center") are none where there is a rarer one."""
    told = any(seen[word] <= _COMMONEST for word in rare)
    pairs = combinations(rare, 2) if told else ((rare[0], word) for word in rare[1:])
    return [" ".join(sorted(pair)) for pair in pairs if not (told and COMMON.intersection(pair))]


def _blocks(keys: Iterable[Iterable[str]]) -> Iterator[Pair]:
    """Pairs of positions that share a key which not too many share."""
    blocks: dict[str, list[int]] = {}
    for place, each in enumerate(keys):
        for key in dict.fromkeys(each):
            blocks.setdefault(key, []).append(place)
    for block in blocks.values():
        if len(block) <= _CROWD:
            yield from combinations(block, 2)


def _letters(name: Name, words: Iterable[str]) -> Iterator[str]:
    """Keys of a whole name: its words in any order, its letters without blanks, its other names."""
    yield " ".join(sorted(words))
    yield "=" + "".join(name.words)
    yield from ("=" + "".join(other) for other in name.others)


def _short_forms(names: Sequence[Name]) -> Iterator[Pair]:
    """Pairs of an acronym and a name with those initials; letters that begin too many names tell nothing."""
    spelled_out: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        for letters in name.initials:
            spelled_out.setdefault(letters, []).append(place)
    for place, name in enumerate(names):
        shorts = {name.acronym, *("".join(other) for other in name.others)} - {""}
        for other in (other for short in sorted(shorts) for other in spelled_out.get(short, ())[:_CROWD]):
            if other != place:
                yield min(place, other), max(place, other)


def _one_spelling(names: Iterable[Name]) -> dict[str, str]:
    """Words that are a letter apart, each with the spelling most use, which stands for all of them."""
    counted = Counter(word for name in names for word in name.every_word if len(word) >= _SLIP_LENGTH)
    nearby: dict[str, list[str]] = {}
    for word in sorted(counted, key=lambda word: (word not in COMMON, -counted[word], word)):
        for key in _deletions(word):
            nearby.setdefault(key, []).append(word)
    spelled: dict[str, str] = {}
    for first, *others in nearby.values():
        for word in others:
            if word not in COMMON and one_slip(first, word):
                spelled.setdefault(word, spelled.get(first, first))
    return spelled


def _deletions(word: str) -> set[str]:
    places = range(len(word)) if len(word) <= _LONGEST_WORD else ()
    return {word, *(word[:place] + word[place + 1 :] for place in places)}
