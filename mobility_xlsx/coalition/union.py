"""What was said of one organization, put together: unions in the order of the lists, and which of several counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from mobility_xlsx.coalition.labels import CLOSENESS, MAY_OPPOSE
from mobility_xlsx.coalition.records import Mention, Organization, Tie
from mobility_xlsx.text import fold


class Labels(Struct, frozen=True):
    """The labels of the form's lists, in their order; own words come after them, by their text."""

    types: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()


def organization(identity: str, name: str, mentions: Iterable[Mention], lists: Labels) -> Organization:
    """One organization with the unions of what its mentions say. Each mention keeps its own words and cells.

    The type that counts is the one most respondents gave; among equals the one given by whoever knows it best, then
    the first on the list. It may oppose if anybody said so; else the stance most said.
    """
    ordered = tuple(sorted(mentions, key=_place))
    types = _ranked_types(ordered, lists.types)
    return Organization(
        id=identity,
        name=name,
        mentions=ordered,
        type=types[0] if types else "",
        types=types,
        populations=_union(ordered, "populations", lists.populations),
        domains=_union(ordered, "domains", lists.domains),
        assets=_union(ordered, "assets", lists.assets),
        strengths=_union(ordered, "strengths", lists.strengths),
        stance=_stance(ordered, lists.stances),
    )


def ties(mentions: Iterable[Mention], home: Mapping[str, str]) -> tuple[Tie, ...]:
    """The closest tie of each respondent to each organization, by the answers to how well they know it.

    `home` gives the organization's id for a folded name.
    """
    best: dict[tuple[str, str], Tie] = {}
    for mention in sorted(mentions, key=_place):
        for said in mention.said:
            value = CLOSENESS.get(said.text) if said.field == "closeness" else None
            where = home.get(fold(mention.name), "")
            if value is None or not where:
                continue
            tie = Tie(mention.respondent, where, value, said.source)
            known = best.get((tie.respondent, tie.organization))
            if known is None or tie.closeness > known.closeness:
                best[tie.respondent, tie.organization] = tie
    return tuple(best[key] for key in sorted(best))


def _place(mention: Mention) -> tuple[object, ...]:
    return (mention.source, mention.part, mention.respondent, mention.name)


def _union(mentions: Iterable[Mention], field: str, order: Sequence[str]) -> tuple[str, ...]:
    spelled: dict[str, str] = {}
    for text in sorted(text for mention in mentions for text in mention.texts(field)):
        spelled.setdefault(fold(text), text)
    return tuple(sorted(spelled.values(), key=lambda text: (_rank(text, order), fold(text))))


def _rank(text: str, order: Sequence[str]) -> int:
    return order.index(text) if text in order else len(order)


def _ranked_types(mentions: Sequence[Mention], order: Sequence[str]) -> tuple[str, ...]:
    """All types said, the one that counts first. Types in people's own words count after those on the list."""
    voices: dict[str, set[str]] = {}
    listed: set[str] = set()
    for mention in mentions:
        for said in mention.said:
            if said.field == "type":
                voices.setdefault(said.text, set()).add(mention.respondent)
                listed |= {said.text} if said.listed else set()
    known = _closeness(mentions)
    closest = {text: max(known.get(respondent, -1) for respondent in who) for text, who in voices.items()}
    return tuple(
        sorted(
            voices,
            key=lambda text: (text not in listed, -len(voices[text]), -closest[text], _rank(text, order), fold(text)),
        )
    )


def _closeness(mentions: Iterable[Mention]) -> dict[str, int]:
    """How well each respondent knows it: the closest that they said."""
    said = [(mention.respondent, CLOSENESS.get(text)) for mention in mentions for text in mention.texts("closeness")]
    return dict(sorted((respondent, value) for respondent, value in said if value is not None))


def _stance(mentions: Iterable[Mention], order: Sequence[str]) -> str:
    said = Counter(text for mention in mentions for text in mention.texts("stance"))
    if MAY_OPPOSE in said:
        return MAY_OPPOSE
    return min(said, key=lambda text: (-said[text], -_rank(text, order), text), default="")
