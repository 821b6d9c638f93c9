"""Names made groups, one an organization, so that no doubtful link ever joins two of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from mobility_xlsx.coalition.verdicts import Answer, Verdict

Pair = tuple[int, int]
Judge = Callable[[int, int], Verdict]

_SURE = 0.9  # links at least as likely as this are made before the others


class Doubt(Struct, frozen=True):
    """Two groups that may be one organization: somebody has to say."""

    groups: Pair
    reason: str
    likely: float


class Ruled(Struct, frozen=True):
    """What staff decided about names, as positions: sets that are one, sets of which no two are."""

    same: tuple[tuple[int, ...], ...] = ()
    different: tuple[tuple[int, ...], ...] = ()


class Grouping(Struct, frozen=True):
    """Groups of positions, sorted, and the doubts between them. `refused` are rulings that contradict others."""

    groups: tuple[tuple[int, ...], ...]
    doubts: tuple[Doubt, ...]
    refused: tuple[tuple[int, ...], ...] = ()


class _Sets:
    """Disjoint sets of positions that know which of them must stay apart, and which staff call one."""

    def __init__(self, size: int, apart: Iterable[Pair]) -> None:
        self._parent = list(range(size))
        self.members = {place: [place] for place in range(size)}
        self.called_one: dict[int, Sequence[int]] = {}
        self._apart: dict[int, set[int]] = {}
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def find(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def ruled_apart(self, a: int, b: int) -> bool:
        if not self._apart:
            return False
        members = self.members[self.find(a)]
        return self.find(b) in {self.find(place) for member in members for place in self._apart.get(member, ())}

    def remember(self) -> None:
        """Takes the sets as they are for what staff call one."""
        self.called_one = {place: tuple(places) for places in self.members.values() for place in places}

    def join(self, a: int, b: int) -> None:
        one, other = sorted((self.find(a), self.find(b)))
        if one != other:
            self._parent[other] = one
            self.members[one] += self.members.pop(other)


def group(size: int, links: Sequence[Pair], judge: Judge, ruled: Ruled) -> Grouping:
    """`size` names as groups: ruled ones first, then sure links, then good ones; what would contradict is asked.

    `links` are the pairs worth judging. The result depends on the names alone if positions do.
    """
    apart = [pair for places in ruled.different for pair in combinations(sorted(set(places)), 2)]
    sets = _Sets(size, apart)
    refused = [places for places in ruled.same if not _join_ruled(sets, places)]
    sets.remember()
    verdicts = {pair: judge(*pair) for pair in links}
    same = {pair: verdict for pair, verdict in verdicts.items() if verdict.answer is Answer.SAME}
    doubts: dict[Pair, Verdict] = {}
    for stratum in (
        [pair for pair, verdict in same.items() if verdict.likely >= 1.0],
        [pair for pair, verdict in same.items() if _SURE <= verdict.likely < 1.0],
        [pair for pair, verdict in same.items() if verdict.likely < _SURE],
    ):
        doubts |= {pair: verdicts[pair] for pair in _join(sets, stratum, judge)}
    doubts |= {pair: verdict for pair, verdict in verdicts.items() if verdict.answer is Answer.ASK}
    groups = tuple(sorted(tuple(sorted(places)) for places in sets.members.values()))
    return Grouping(groups, tuple(_between(sets, groups, doubts)), tuple(refused))


def _join_ruled(sets: _Sets, places: Sequence[int]) -> bool:
    if any(sets.ruled_apart(a, b) for a, b in combinations(places, 2)):
        return False
    for a, b in pairwise(places):
        sets.join(a, b)
    return True


def _join(sets: _Sets, links: Iterable[Pair], judge: Judge) -> Iterator[Pair]:
    """Joins what the links agree on; gives back the links that would put contradicting names together."""
    near: dict[int, dict[int, Pair]] = {}
    for link in links:
        one, other = sets.find(link[0]), sets.find(link[1])
        if one != other:
            near.setdefault(one, {}).setdefault(other, link)
            near.setdefault(other, {}).setdefault(one, link)
    for cluster in list(_clusters(near)):
        if _agree(sets, cluster, judge):
            for a, b in pairwise(cluster):
                sets.join(a, b)
        else:
            yield from _join_clear(sets, near, cluster, judge)


def _join_clear(sets: _Sets, near: dict[int, dict[int, Pair]], cluster: list[int], judge: Judge) -> Iterator[Pair]:
    """Joins the links of a cluster that nothing nearby speaks against; gives back the others."""
    clear = []
    for a, b in combinations(cluster, 2):
        if b not in near[a]:
            continue
        around = (near[a].keys() | near[b].keys()) - {a, b}
        if any(_opposed(sets, c, a, judge) or _opposed(sets, c, b, judge) for c in around):
            yield near[a][b]
        else:
            clear.append((a, b))
    for a, b in clear:
        if _agree(sets, (a, b), judge):
            sets.join(a, b)
        else:
            yield near[a][b]


def _clusters(near: dict[int, dict[int, Pair]]) -> Iterator[list[int]]:
    waiting = set(near)
    for start in sorted(near):
        if start not in waiting:
            continue
        cluster, front = {start}, [start]
        while front:
            for other in near[front.pop()].keys() - cluster:
                cluster.add(other)
                front.append(other)
        waiting -= cluster
        yield sorted(cluster)


def _agree(sets: _Sets, places: Sequence[int], judge: Judge) -> bool:
    return not any(_opposed(sets, a, b, judge) for a, b in combinations(places, 2))


def _opposed(sets: _Sets, a: int, b: int, judge: Judge) -> bool:
    if sets.ruled_apart(a, b):
        return True
    one, other = sets.members[sets.find(a)], sets.members[sets.find(b)]
    return sets.find(a) != sets.find(b) and any(_contradict(sets, x, y, judge) for x in one for y in other)


def _contradict(sets: _Sets, x: int, y: int, judge: Judge) -> bool:
    """True when two names contradict each other, and no name that staff call the same as one of them agrees."""
    if not judge(*sorted((x, y))).opposed:
        return False
    pairs = ((one, other) for one in sets.called_one[x] for other in sets.called_one[y] if one != other)
    return not any(judge(*sorted(pair)).answer is Answer.SAME for pair in pairs)


def _between(sets: _Sets, groups: Sequence[tuple[int, ...]], doubts: dict[Pair, Verdict]) -> Iterator[Doubt]:
    """The strongest doubt between each two groups that may still be one."""
    number = {sets.find(place): offset for offset, places in enumerate(groups) for place in places}
    best: dict[Pair, Verdict] = {}
    for (a, b), verdict in sorted(doubts.items()):
        if sets.find(a) == sets.find(b) or sets.ruled_apart(a, b):
            continue
        one, other = sorted((number[sets.find(a)], number[sets.find(b)]))
        if (one, other) not in best or verdict.likely > best[one, other].likely:
            best[one, other] = verdict
    for pair, verdict in sorted(best.items()):
        yield Doubt(pair, verdict.reason, verdict.likely)
