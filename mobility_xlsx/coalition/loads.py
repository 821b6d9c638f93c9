"""Rows shared out among senders: the least cost first, then the most even loads, exactly."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from itertools import count

from msgspec import Struct

NOBODY = ""
_SINK = "\0sink"


class ToSend(Struct, frozen=True):
    """One thing to send: what each possible sender costs, and what it costs to leave it to nobody."""

    costs: Mapping[str, int]
    without: int


def share(rows: Sequence[ToSend], cap: int | None = None, taken: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """The sender of each row, `NOBODY` where none is left: least total cost, then smallest Σ load².

    Without a cap each row keeps its cheapest senders, so that evenness never costs anything. With a cap nobody gets
    more than `cap` rows, those already `taken` included, and the total cost is the least there is. The smallest
    Σ load² has the smallest largest load too. Exact; the same rows in the same order give the same answer.
    """
    loads = Counter(taken or {})
    if cap is None:
        tight = tuple(_cheapest(row) for row in rows)
        return _evened(tight, _first_fit(tight, loads), {}, _Room(loads, None))
    flow = _Flow(rows, _Room(loads, cap))
    flow.run()
    return _evened(flow.tight(), flow.sender, flow.price, flow.room)


def _cheapest(row: ToSend) -> tuple[str, ...]:
    least = min(row.costs.values(), default=row.without)
    return tuple(sorted(sender for sender, cost in row.costs.items() if cost == least)) or (NOBODY,)


def _first_fit(tight: Sequence[tuple[str, ...]], taken: Mapping[str, int]) -> list[str]:
    loads = Counter(taken)
    sender = [NOBODY] * len(tight)
    for i in sorted(range(len(tight)), key=lambda i: (len(tight[i]), i)):
        sender[i] = min(tight[i], key=lambda name: (loads[name], name))
        loads[sender[i]] += 1
    return sender


class _Room(Struct, frozen=True):
    """How many rows a sender may still get."""

    taken: Mapping[str, int]
    cap: int | None

    def left(self, sender: str, held: int) -> bool:
        return self.cap is None or sender == NOBODY or self.taken.get(sender, 0) + held < self.cap


class _Flow:
    """The cheapest assignment under a cap, by shortest augmenting paths, many at each distance.

    `price` holds the distance of every sender, `value` of every row: at the end every row is with a sender whose
    price is exactly the row's value plus its cost, which proves that nothing cheaper exists.
    """

    def __init__(self, rows: Sequence[ToSend], room: _Room) -> None:
        self.costs = [dict(sorted([*row.costs.items(), (NOBODY, row.without)])) for row in rows]
        self.room = room
        self.sender: list[str] = ["?"] * len(rows)
        self.waiting = list(range(len(rows)))
        names = sorted({name for costs in self.costs for name in costs})
        self.held: dict[str, set[int]] = {name: set() for name in names}
        self.price = dict.fromkeys([*names, _SINK], 0)
        self.value = [0] * len(rows)

    def run(self) -> None:
        """Assign every row."""
        while self.waiting:
            self._reprice()
            dead: set[str] = set()
            self.waiting = [i for i in self.waiting if not self._place(i, dead)]

    def tight(self) -> tuple[tuple[str, ...], ...]:
        """The senders each row could have at the same total cost, so far as prices tell."""
        return tuple(
            tuple(name for name, cost in costs.items() if self.value[i] + cost == self.price[name])
            for i, costs in enumerate(self.costs)
        )

    def _reprice(self) -> None:
        """Raise prices by the distance from the waiting rows, so that at least one of them can be placed."""
        order = count()
        heap: list[tuple[int, int, str]] = []
        far: dict[str, int] = {}
        rows: dict[int, int] = {}
        nearest: int | None = None

        def reach(i: int, distance: int) -> None:
            rows[i] = distance
            for name, cost in self.costs[i].items():
                if name != self.sender[i]:
                    length = distance + cost + self.value[i] - self.price[name]
                    if name not in far or length < far[name]:
                        far[name] = length
                        heappush(heap, (length, next(order), name))

        for i in self.waiting:
            reach(i, 0)
        while heap and (nearest is None or heap[0][0] < nearest):
            length, _, name = heappop(heap)
            if length > far[name]:
                continue
            if self.room.left(name, len(self.held[name])):
                end = length + self.price[name] - self.price[_SINK]
                nearest = end if nearest is None else min(nearest, end)
            for i in self.held[name]:
                if i not in rows:
                    reach(i, length)
        self._raise(far, rows, nearest or 0)

    def _raise(self, far: Mapping[str, int], rows: Mapping[int, int], limit: int) -> None:
        for name in self.price:
            self.price[name] += min(far.get(name, limit), limit)
        for i in range(len(self.value)):
            self.value[i] += min(rows.get(i, limit), limit)

    def _place(self, start: int, dead: set[str]) -> bool:
        """True when the row found a sender over edges that cost nothing more; others may have moved on for it."""
        came: dict[str, int] = {}
        queue = deque([start])
        while queue:
            i = queue.popleft()
            for name, cost in self.costs[i].items():
                if name in came or name in dead or self.value[i] + cost != self.price[name]:
                    continue
                came[name] = i
                if self.price[name] == self.price[_SINK] and self.room.left(name, len(self.held[name])):
                    self._move(name, came, start)
                    return True
                queue.extend(sorted(self.held[name]))
        dead.update(came)
        return False

    def _move(self, end: str, came: Mapping[str, int], start: int) -> None:
        name = end
        while True:
            i = came[name]
            before = self.sender[i]
            self.sender[i] = name
            self.held[name].add(i)
            if i == start:
                return
            self.held[before].discard(i)
            name = before


def _evened(
    tight: Sequence[tuple[str, ...]], start: Sequence[str], price: Mapping[str, int], room: _Room
) -> tuple[str, ...]:
    """`start` with rows passed on along `tight` edges for as long as that makes two loads more even."""
    sender = list(start)
    held: dict[str, set[int]] = {name: set() for names in tight for name in names}
    for i, name in enumerate(sender):
        held[name].add(i)
    loads = {name: room.taken.get(name, 0) + len(rows) for name, rows in held.items() if name != NOBODY}
    for level in sorted({price.get(name, 0) for name in loads}):
        remaining = {name for name in loads if price.get(name, 0) == level}
        while remaining:
            top = max(remaining, key=lambda name: (loads[name], name))
            ends = {name for name in remaining if loads[name] <= loads[top] - 2 and room.left(name, len(held[name]))}
            came, end = _path(top, ends, tight, held)
            if not end:
                remaining -= {top, *came}
                continue
            loads[top] -= 1
            loads[end] += 1
            while end != top:
                i, before = came[end]
                sender[i] = end
                held[before].discard(i)
                held[end].add(i)
                end = before
    return tuple(sender)


def _path(
    top: str, ends: set[str], tight: Sequence[tuple[str, ...]], held: Mapping[str, set[int]]
) -> tuple[dict[str, tuple[int, str]], str]:
    """How each sender reached from `top` got there (which row moves, from whom), and the first of `ends` met."""
    came: dict[str, tuple[int, str]] = {}
    queue = deque([top])
    while queue:
        name = queue.popleft()
        for i in sorted(held[name]):
            for other in tight[i]:
                if other in came or other == top:
                    continue
                came[other] = (i, name)
                if other in ends:
                    return came, other
                queue.append(other)
    return came, NOBODY
