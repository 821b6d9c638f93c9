"""Which names are worth comparing: those that share a rare word, a slip of one, their initials or their letters."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from mobility_xlsx.coalition.alignment import one_slip
from mobility_xlsx.coalition.names import Name, initials

_RAREST = 3  # words of a name that are looked up by themselves
_COMMONEST = 40  # a word in more names than this is looked up only together with another
_CROWD = 60  # a block of more names than this tells nothing
_SLIP_LENGTH = 5

Pair = tuple[int, int]


def candidates(names: Sequence[Name]) -> tuple[Pair, ...]:
    """Pairs of positions in `names` that may be one organization, in order. Cost grows close to linearly."""
    blocks: dict[str, list[int]] = {}
    spelled = _one_spelling(names)
    seen: dict[str, int] = {}
    sets = [sorted({spelled.get(word, word) for word in name.every_word}) for name in names]
    for words in sets:
        for word in words:
            seen[word] = seen.get(word, 0) + 1
    for place, (name, words) in enumerate(zip(names, sets, strict=True)):
        for key in dict.fromkeys(_keys(name, words, seen)):
            blocks.setdefault(key, []).append(place)
    pairs = {pair for block in blocks.values() if len(block) <= _CROWD for pair in combinations(block, 2)}
    return tuple(sorted(pairs))


def _keys(name: Name, words: list[str], seen: dict[str, int]) -> Iterator[str]:
    rare = sorted(words, key=lambda word: (seen[word], word))
    yield from (word for word in rare[:_RAREST] if seen[word] <= _COMMONEST)
    yield from (f"{a} {b}" for a, b in combinations(sorted(rare[:_RAREST]), 2))
    yield "=" + "".join(name.words)
    for other in name.others:
        yield "=" + "".join(other)
        yield "." + "".join(other)
    if name.acronym:
        yield "." + name.acronym
    yield from ("." + letters for letters in initials(name.spelled))
    yield " ".join(words)


def _one_spelling(names: Iterable[Name]) -> dict[str, str]:
    """Words that are a letter apart, each with the spelling that stands for all of them."""
    words = sorted({word for name in names for word in name.every_word if len(word) >= _SLIP_LENGTH})
    nearby: dict[str, list[str]] = {}
    for word in words:
        for key in _deletions(word):
            nearby.setdefault(key, []).append(word)
    spelled: dict[str, str] = {}
    for near in nearby.values():
        first = near[0]
        for word in near[1:]:
            if one_slip(first, word):
                spelled.setdefault(word, spelled.get(first, first))
    return spelled


def _deletions(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
