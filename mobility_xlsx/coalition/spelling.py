"""What an organization is called: the best-looking of its spellings, the others, and an id made of the name."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from mobility_xlsx.coalition.names import Words, parse
from mobility_xlsx.text import fold, one_line

_BRACKETS = set("([{")


def best(typed: Sequence[str]) -> str:
    """The spelling to show, out of all typed ones: the fullest of the most frequent, on one line.

    Not an acronym if the name is there, not all capitals, no bracket, no "Inc.", with its accents, as far as there is
    a choice.
    """
    lines = [one_line(name) for name in typed]
    if len(set(lines)) == 1:
        return lines[0]
    frequency = Counter(parse(line).words for line in lines)
    repeats = Counter(lines)
    return min(lines, key=lambda line: _looks(line, frequency, repeats))


def truest(alike: Sequence[str]) -> str:
    """Of spellings alike but for case, blanks and accents: the first that is not all capitals and has its accents."""
    return max(alike, key=lambda line: (_is_plain_case(line), _accents(line)), default="")


def _is_plain_case(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return any(char.isupper() for char in letters) and any(char.islower() for char in letters)


def _accents(line: str) -> int:
    """How many letters have one: people leave accents out more often than they add one."""
    return 0 if line.isascii() else sum(map(bool, map(unicodedata.combining, unicodedata.normalize("NFD", line))))


def _looks(line: str, frequency: Counter[Words], repeats: Counter[str]) -> tuple[object, ...]:
    name = parse(line)
    spelled_out = sum(word in fold(line) for word in name.words)
    return (
        bool(name.acronym),
        -frequency[name.words],
        not _is_plain_case(line),
        bool(_BRACKETS & set(line)) or bool(name.others),
        -spelled_out,
        len(fold(line).split()) - len(name.spelled),
        -_accents(line),
        -repeats[line],
        len(line),
        line,
    )


def others(typed: Iterable[str], shown: str) -> tuple[str, ...]:
    """Every other spelling, once, sorted; spellings that differ only by case, blanks or accents count as one."""
    spellings: dict[str, str] = {}
    for line in sorted(one_line(name) for name in typed):
        spellings.setdefault(fold(line), line)
    spellings.pop(fold(shown), None)
    return tuple(line for _, line in sorted(spellings.items()))


def slug(name: str) -> str:
    """The name as an id: its canonical words with hyphens, so that "Ctr" and "Center" give one id."""
    return "-".join(parse(name).every_word)


def slugs(names: Sequence[str]) -> tuple[str, ...]:
    """An id for each of these names. Names that give the same id are numbered in the order of their folded text."""
    taken: Counter[str] = Counter()
    ids: dict[int, str] = {}
    for place in sorted(range(len(names)), key=lambda place: (fold(names[place]), names[place])):
        made = slug(names[place])
        taken[made] += 1
        ids[place] = made if taken[made] == 1 else f"{made}-{taken[made]}"
    return tuple(ids[place] for place in range(len(names)))
