"""One inventory out of many answers: every organization once, with all that was said of it and by whom."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from mobility_xlsx.coalition.blocking import candidates
from mobility_xlsx.coalition.clusters import Grouping, Ruled, group
from mobility_xlsx.coalition.labels import COMMUNITY_MEMBER
from mobility_xlsx.coalition.match import compare, context
from mobility_xlsx.coalition.namequestions import questions
from mobility_xlsx.coalition.names import parse
from mobility_xlsx.coalition.records import Inventory, Mention, Need, Nomination, Organization, Question, Respondent
from mobility_xlsx.coalition.spelling import best, others, slugs
from mobility_xlsx.coalition.union import Labels, organization, ties
from mobility_xlsx.coalition.verdicts import Answer, Named, Surroundings, Verdict
from mobility_xlsx.text import fold, one_line

PART_5 = 5
_FIRST = 1e9  # the weight of what has to be settled before anything else


class Rulings(Struct, frozen=True):
    """What staff decided, in names as they were shown or typed; spelling may change between runs.

    `same` and `different` hold groups of names; `chosen` pairs any of its names with the name to show; `aliases` pairs
    a name as typed with the real name (true renames); `part_of` pairs a chapter, program or foundation with its whole.
    """

    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, ...], ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    part_of: tuple[tuple[str, str], ...] = ()

    @property
    def joined(self) -> tuple[tuple[str, ...], ...]:
        """Every group of names that staff said are one."""
        return (*self.same, *self.chosen, *self.aliases)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that stands in a ruling."""
        groups = (*self.joined, *self.different, *self.part_of)
        return tuple(dict.fromkeys(one_line(name) for names in groups for name in names if fold(name)))


class MergeSetting(Struct, frozen=True):
    """What a merge goes by beside the answers: rulings, the community's place names, list orders, needs."""

    rulings: Rulings = field(default_factory=Rulings)
    places: tuple[str, ...] = ()
    lists: Labels = field(default_factory=Labels)
    needs: tuple[Need, ...] = ()


class _Names(Struct, frozen=True):
    """Every distinct name, sorted by its folded text: how it was typed, with what beside it, and where."""

    keys: tuple[str, ...]
    named: tuple[Named, ...]
    mentions: tuple[tuple[Mention, ...], ...]

    def places(self, names: Iterable[str]) -> tuple[int, ...]:
        """The positions of these names."""
        position = {key: place for place, key in enumerate(self.keys)}
        return tuple(position[fold(name)] for name in names if fold(name) in position)


def merge(
    mentions: Sequence[Mention],
    nominations: Sequence[Nomination] = (),
    respondents: Sequence[Respondent] = (),
    setting: MergeSetting | None = None,
) -> Inventory:
    """Every organization once, sorted by name, the same whatever the order of files and rows.

    Values are unions over the mentions, each of which keeps its cells. What may be one organization and was not
    joined is in `questions`, the weightiest first. Organizations come from Parts 2 to 5; persons never make one.
    Whoever is nominated without an organization, by a name that is one, is that organization.
    """
    setting = setting or MergeSetting()
    nominations = _by_own_name(mentions, nominations, setting.rulings)
    said = (*mentions, *_nominated(mentions, nominations))
    names = _names(said, nominations, setting.rulings)
    grouping = _grouped(names, setting)
    by_group = _organizations(names, grouping, setting, nominations)
    home = {
        names.keys[place]: by_group[number].id
        for number, places in enumerate(grouping.groups)
        if number in by_group
        for place in places
    }
    return Inventory(
        organizations=_with_wholes(sorted(by_group.values(), key=_by_name), home, setting.rulings),
        respondents=tuple(respondents),
        ties=ties(said, home),
        nominations=tuple(replace(each, organization_id=home.get(fold(each.organization), "")) for each in nominations),
        questions=(*_contradictions(names, grouping), *questions(grouping.doubts, by_group, setting.needs)),
    )


def _by_own_name(
    mentions: Iterable[Mention], nominations: Sequence[Nomination], rulings: Rulings
) -> tuple[Nomination, ...]:
    """The nominations; an organization that stands in place of a person is filled in. A resident is a person."""
    typed = (*(each.name for each in mentions), *(each.organization for each in nominations), *rulings.names)
    known = {fold(name) for name in typed} - {""}
    return tuple(
        replace(each, organization=each.member)
        if not fold(each.organization) and fold(each.member) in known and each.invite_as != COMMUNITY_MEMBER
        else each
        for each in nominations
    )


def _nominated(mentions: Iterable[Mention], nominations: Iterable[Nomination]) -> list[Mention]:
    """Mentions of organizations that only Part 5 names, where the reader gave none."""
    known = {(mention.respondent, fold(mention.name)) for mention in mentions if mention.part == PART_5}
    return [
        Mention(one_line(each.organization), each.respondent, PART_5, each.source)
        for each in nominations
        if fold(each.organization) and (each.respondent, fold(each.organization)) not in known
    ]


def _names(mentions: Iterable[Mention], nominations: Iterable[Nomination], rulings: Rulings) -> _Names:
    typed: dict[str, set[str]] = {}
    where: dict[str, list[Mention]] = {}
    for mention in mentions:
        key = fold(mention.name) or mention.name
        typed.setdefault(key, set()).add(one_line(mention.name))
        where.setdefault(key, []).append(mention)
    for name in rulings.names:
        typed.setdefault(fold(name), set()).add(name)
    domains: dict[str, set[str]] = {}
    for each in nominations:
        _, at, domain = each.email.casefold().partition("@")
        if at:
            domains.setdefault(fold(each.organization), set()).add(domain.strip())
    keys = tuple(sorted(typed))
    named = tuple(
        Named(best(sorted(typed[key])), _types(where.get(key, ())), domain=_only(domains.get(key, set())))
        for key in keys
    )
    return _Names(keys, named, tuple(tuple(where.get(key, ())) for key in keys))


def _types(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(sorted({said.text for mention in mentions for said in mention.said if said.field == "type"}))


def _only(domains: set[str]) -> str:
    return next(iter(domains)) if len(domains) == 1 else ""


def _grouped(names: _Names, setting: MergeSetting) -> Grouping:
    """The names in groups. What they say about each other is counted twice: first by name, then by group.

    Names that were different stay so: initials and places only decide between *same* and *ask*.
    """
    rulings = setting.rulings
    ruled = Ruled(
        same=tuple(names.places(group) for group in rulings.joined),
        different=tuple(names.places(group) for group in (*rulings.different, *rulings.part_of)),
    )
    links = candidates([parse(named.name) for named in names.named])
    around = context((named.name for named in names.named), setting.places)
    judge = _judge(names, around)
    first = group(len(names.keys), links, judge, ruled)
    shown = (best([names.named[place].name for place in places]) for places in first.groups)
    told = context(shown, setting.places)
    again = _judge(names, replace(around, sharing=told.sharing, placed=told.placed))

    def judge_again(a: int, b: int) -> Verdict:
        verdict = judge(a, b)
        return verdict if verdict.answer is Answer.DIFFERENT else again(a, b)

    return group(len(names.keys), links, judge_again, ruled)


def _judge(names: _Names, around: Surroundings) -> Callable[[int, int], Verdict]:
    @cache
    def judge(a: int, b: int) -> Verdict:
        return compare(names.named[a], names.named[b], around)

    return judge


def _organizations(
    names: _Names, grouping: Grouping, setting: MergeSetting, nominations: Sequence[Nomination]
) -> Mapping[int, Organization]:
    """The organization of every group that somebody mentioned, by the group's number."""
    mentioned = {
        number: [mention for place in places for mention in names.mentions[place]]
        for number, places in enumerate(grouping.groups)
    }
    numbers = [number for number, found in mentioned.items() if found]
    aliases = ((name, _capitalized(known_as, names)) for name, known_as in setting.rulings.aliases)
    decided = (*aliases, *setting.rulings.chosen)
    chosen = {
        place: (order, shown) for order, (name, shown) in enumerate(decided) for place in names.places([name, shown])
    }
    typed = {number: [mention.name for mention in mentioned[number]] for number in numbers}
    shown = [_name(grouping.groups[number], typed[number], chosen) for number in numbers]
    named = Counter(fold(each.organization) for each in nominations)
    taught = {fold(name): name for name, _ in setting.rulings.aliases}
    made: dict[int, Organization] = {}
    for number, name, identity in zip(numbers, shown, slugs(shown), strict=True):
        keys = {names.keys[place] for place in grouping.groups[number]}
        made[number] = replace(
            organization(identity, name, mentioned[number], setting.lists),
            also_known_as=others((*typed[number], *(taught[key] for key in keys if key in taught)), name),
            nominations=sum(named[key] for key in keys),
        )
    return made


def _capitalized(name: str, names: _Names) -> str:
    """A name as people write it, where staff typed it without capitals only to say which organization is meant."""
    return next((names.named[place].name for place in names.places([name]) if name == name.lower()), name)


def _name(places: Iterable[int], typed: Sequence[str], chosen: Mapping[int, tuple[int, str]]) -> str:
    """The name staff chose last, else the best of those typed."""
    decided = [chosen[place] for place in places if place in chosen]
    return one_line(max(decided)[1]) if decided else best(typed)


def _with_wholes(
    organizations: Sequence[Organization], home: Mapping[str, str], rulings: Rulings
) -> tuple[Organization, ...]:
    whole = {home.get(fold(part), ""): home.get(fold(of), "") for part, of in rulings.part_of}
    return tuple(
        replace(each, part_of=whole[each.id]) if whole.get(each.id, "") not in ("", each.id) else each
        for each in organizations
    )


def _contradictions(names: _Names, grouping: Grouping) -> list[Question]:
    return [
        Question(
            ids=(),
            names=tuple(names.named[place].name for place in places),
            reason="your answers say both that these are one organization and that they are not",
            weight=_FIRST,
        )
        for places in grouping.refused
    ]


def _by_name(each: Organization) -> tuple[str, str]:
    return fold(each.name), each.id
