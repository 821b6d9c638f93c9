"""What staff are asked about names, once a group of names, the weightiest question first."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from mobility_xlsx.coalition.clusters import Doubt
from mobility_xlsx.coalition.records import Need, Organization, Question, meets
from mobility_xlsx.text import fold

_LARGEST = 12  # organizations in one question; more is no question but a puzzle
_PER_HUNDRED = 10  # questions asked at a time, of a hundred organizations
_ALWAYS = 3


class _Asked(Struct, frozen=True):
    """A question with the number of mentions that its answer would probably bring together."""

    question: Question
    gain: float


def questions(
    doubts: Iterable[Doubt], organizations: Mapping[int, Organization], needs: Sequence[Need] = ()
) -> tuple[Question, ...]:
    """One question for each group of organizations that doubts hold together, the weightiest first.

    Without needs, those come first whose answer would probably bring most mentions together. At most ten are asked
    at a time for a hundred organizations, counted as if every answer were "same"; when they are answered, the next
    ones follow. `organizations` is keyed as the doubts number them; doubts about others are left out.
    """
    known = [doubt for doubt in doubts if set(doubt.groups) <= organizations.keys()]
    everyone = tuple(organizations.values())
    providers = {need.key: sum(meets(each, need) for each in everyone) for need in needs}
    made = []
    for held in _held_together(known):
        asked = _question(held, organizations, tuple((need, providers[need.key]) for need in needs))
        gain = sum(doubt.likely * _mentions(doubt, organizations) for doubt in held)
        made.append(_Asked(asked, gain))
    made.sort(key=lambda each: (-each.question.weight, -each.gain, [fold(name) for name in each.question.names]))
    left = len(organizations) - sum(len(each.question.ids) - 1 for each in made)
    room = max(_ALWAYS, left * _PER_HUNDRED // 100)
    return tuple(each.question for each in made[:room])


def _mentions(doubt: Doubt, organizations: Mapping[int, Organization]) -> int:
    one, other = doubt.groups
    return len(organizations[one].mentions) * len(organizations[other].mentions)


def _held_together(doubts: Iterable[Doubt]) -> list[list[Doubt]]:
    """The doubts in groups that share organizations, the likeliest first, none of too many organizations."""
    home: dict[int, int] = {}
    held: dict[int, list[Doubt]] = {}
    for number, doubt in enumerate(sorted(doubts, key=lambda doubt: (-doubt.likely, doubt.groups))):
        touched = sorted({home[group] for group in doubt.groups if group in home})
        together = [doubt, *(other for place in touched for other in held[place])]
        everyone = {group for other in together for group in other.groups}
        if len(everyone) > _LARGEST:
            together, everyone, touched = [doubt], set(doubt.groups) - home.keys(), []
        for place in touched:
            del held[place]
        held[number] = together
        home |= dict.fromkeys(everyone, number)
    return list(held.values())


def _question(
    doubts: Sequence[Doubt], organizations: Mapping[int, Organization], needs: Sequence[tuple[Need, int]]
) -> Question:
    group = {number for doubt in doubts for number in doubt.groups}
    asked = sorted((organizations[number] for number in group), key=lambda each: (fold(each.name), each.id))
    strongest = min(doubts, key=lambda doubt: (-doubt.likely, doubt.groups))
    return Question(
        ids=tuple(each.id for each in asked),
        names=tuple(each.name for each in asked),
        reason=strongest.reason,
        weight=weight(asked, needs),
    )


def weight(asked: Sequence[Organization], needs: Iterable[tuple[Need, int]]) -> float:
    """How much the answer would change who is critical; each need comes with the number of its providers.

    A need that these organizations alone meet counts in full: joined, they would be its sole provider. The more others
    meet it, the less it counts; a need that fewer than two of them meet changes nothing.
    """
    total = 0.0
    for need, providers in needs:
        among = sum(meets(each, need) for each in asked)
        if among > 1:
            total += need.weight / (1 + providers - among)
    return round(total, 6)
