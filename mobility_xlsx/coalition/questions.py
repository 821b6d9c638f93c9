"""What staff are asked about names, once a group of names, the weightiest question first."""

from collections.abc import Iterable, Mapping, Sequence

from mobility_xlsx.coalition.groups import Doubt
from mobility_xlsx.coalition.records import Need, Organization, Question, meets
from mobility_xlsx.text import fold

_LONGEST = 8  # organizations in one question; more is no question but a puzzle


def questions(
    doubts: Iterable[Doubt], organizations: Mapping[int, Organization], needs: Sequence[Need] = ()
) -> tuple[Question, ...]:
    """One question for each group of organizations that doubts hold together, ordered by weight, then likelihood.

    `organizations` is keyed as the doubts number them; doubts about others are left out.
    """
    known = [doubt for doubt in doubts if set(doubt.groups) <= organizations.keys()]
    strongest = sorted(known, key=lambda doubt: (-doubt.likely, doubt.groups))
    home: dict[int, int] = {}
    asked: list[list[Doubt]] = []
    members: list[set[int]] = []
    for doubt in strongest:
        touched = sorted({home[number] for number in doubt.groups if number in home})
        together = set(doubt.groups).union(*(members[place] for place in touched))
        if len(together) > _LONGEST:
            touched, together = [], set(doubt.groups)
        if touched:
            place, *absorbed = touched
            for other in absorbed:
                asked[place] += asked[other]
                asked[other], members[other] = [], set()
            asked[place].append(doubt)
            members[place] = together
        else:
            place = len(asked)
            asked.append([doubt])
            members.append(together)
        for number in together:
            home.setdefault(number, place)
            if touched:
                home[number] = place
    everyone = tuple(organizations.values())
    made = [
        (_question(sorted(group), found, organizations, everyone, needs), max(doubt.likely for doubt in found))
        for group, found in zip(members, asked, strict=True)
        if group
    ]
    made.sort(key=lambda pair: (-pair[0].weight, -pair[1], [fold(name) for name in pair[0].names]))
    return tuple(question for question, _ in made)


def _question(
    group: Sequence[int],
    doubts: Sequence[Doubt],
    organizations: Mapping[int, Organization],
    everyone: Sequence[Organization],
    needs: Sequence[Need],
) -> Question:
    asked = sorted((organizations[number] for number in group), key=lambda each: (fold(each.name), each.id))
    strongest = max(doubts, key=lambda doubt: (doubt.likely, [-number for number in doubt.groups]))
    return Question(
        ids=tuple(each.id for each in asked),
        names=tuple(each.name for each in asked),
        reason=strongest.reason,
        weight=weight(asked, everyone, needs),
    )


def weight(asked: Sequence[Organization], everyone: Sequence[Organization], needs: Sequence[Need]) -> float:
    """How much the answer would change who is critical.

    For every need that these organizations alone meet, and not by one of them only, the need's weight: joined they
    would be its sole provider. To it a little for every need two of them meet, so that rarer changes come first.
    """
    total = 0.0
    for need in needs:
        among = sum(meets(each, need) for each in asked)
        if among < 2:
            continue
        providers = sum(meets(each, need) for each in everyone)
        total += need.weight / (1 + providers - among)
    return round(total, 6)
