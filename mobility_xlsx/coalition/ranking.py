"""The best of all smallest lists, level by level, found by looking through them instead of solving.

Each row of `smallest` stands for all lists made from it by putting organizations that meet less in place of its kinds.
What such a list can reach at most is known at once: rows that cannot come up to the best list so far are left aside,
the others are completed place by place, many at a time.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.coalition.bounds import Whole
from mobility_xlsx.coalition.cover import LEVELS, Candidate, Choice, Reached, Task, met, values
from mobility_xlsx.coalition.dominance import undominated
from mobility_xlsx.coalition.lists import Numbers
from mobility_xlsx.coalition.merits import CLOSENESS_ALONE, TRAITS_ALONE, Merits, Scale, merits, scale
from mobility_xlsx.coalition.smallest import Smallest
from mobility_xlsx.coalition.swaps import improved, table

_AT_ONCE = 50_000
_FIRST = 200  # rows looked at before all others: most of those fall to what these reach
_TRIALS = 4_000_000


def best(task: Task, found: Smallest, start: tuple[int, ...]) -> Choice | None:
    """The best list, `start` being one of the smallest; None when numbers are too large or lists too many."""
    kept = undominated(task)
    board = _board(task, found, kept)
    if board is None:
        return None
    start = improved(table(task, tuple(sorted({*kept, *start}))), start)
    leader = _Leader(int(board.scale.scores(board.of(start))[0]), np.array([start], dtype=np.int64), None)
    last = _searched(board, leader)
    if last is None:
        return None
    chosen = tuple(last.lists[0].tolist())
    levels = tuple(Reached(name, value, value) for name, value in zip(LEVELS, values(task, chosen), strict=True))
    return Choice(chosen, levels, settled=True)


def widest(task: Task, found: Smallest, most: int) -> Numbers | None:
    """All lists that could be the best whatever the weights: those with the most traits, the best known first.

    None when they are more than `most`.
    """
    board = _board(task, found, undominated(task))
    lists = None if board is None else _all_best(replace(board, scale=TRAITS_ALONE), most)
    if board is None or lists is None:
        return None
    known = (board.everybody.closeness[lists].sum(axis=1), board.everybody.nominations[lists].sum(axis=1))
    return lists[np.lexsort((-known[1], -known[0]))]


def favorites(task: Task, found: Smallest, scores: Mapping[int, int], most: int) -> Numbers | None:
    """All smallest lists of those who have a score with the highest sum of scores; None when more than `most`."""
    blank = tuple(Candidate(one.needs, 0, scores.get(number, 0)) for number, one in enumerate(task.candidates))
    board = _board(replace(task, candidates=blank), found, tuple(scores))
    return None if board is None else _all_best(replace(board, scale=CLOSENESS_ALONE), most)


class _Leader(Struct, frozen=True):
    """The best lists so far: those with the highest score, or with `most` None only the first of them by name."""

    score: int
    lists: Numbers
    most: int | None

    @property
    def too_many(self) -> bool:
        """There are more lists than wanted."""
        return self.most is not None and len(self.lists) > self.most

    def trimmed(self) -> "_Leader":
        """The same without lists that are there twice, or that are not wanted."""
        if self.most is None:
            return replace(self, lists=_once(self.lists)[:1])
        return replace(self, lists=_once(self.lists)) if self.too_many else self


class _Board(Struct, frozen=True):
    """`options` are for each leading kind those who may stand in its place, `widest` what they are at most.

    The places of a row are in the order in which they are filled: those with the fewest options first.
    """

    task: Task
    rows: Numbers
    options: tuple[Numbers, ...]
    everybody: Merits
    widest: Merits
    scale: Scale

    def of(self, chosen: Sequence[int]) -> Merits:
        """What a list reaches."""
        total = _nothing(1)
        for number in chosen:
            total = total.beside(self.everybody.at(np.array([number])))
        return total

    def ahead(self, rows: Numbers) -> list[Merits]:
        """For each place, what these rows may still get there and after it at most; nothing after the last."""
        total = [_nothing(len(rows))]
        for place in reversed(range(rows.shape[1])):
            total.append(total[-1].beside(self.widest.at(rows[:, place])))
        return total[::-1]


class _Lines(Struct, frozen=True):
    """Lists in the making: which row each comes from, who was put in its first places, what they reach."""

    row: Numbers
    chosen: Numbers
    reach: Merits


def _board(task: Task, found: Smallest, kept: tuple[int, ...]) -> _Board | None:
    everybody, grades = merits(task), scale(task, found.rows.shape[1] + len(task.must))
    if everybody is None or grades is None:
        return None
    left = task.every_need & ~met(task, task.must)
    free = [number for number in kept if number not in task.must and task.candidates[number].needs & left]
    options = []
    for members in found.leading.members:
        more = left & ~task.candidates[members[0]].needs
        able = [number for number in free if not task.candidates[number].needs & more]
        options.append(np.array(able, dtype=np.int64))
    most = [everybody.at(some).most() if len(some) else _nothing(1) for some in options]
    fields = [np.concatenate([getattr(one, name) for one in most]) for name in Merits.__struct_fields__] if most else []
    counts = np.array([len(some) for some in options])
    order = np.argsort(counts[found.rows], axis=1, kind="stable")
    rows = np.take_along_axis(found.rows, order, axis=1)
    return _Board(task, rows, tuple(options), everybody, Merits(*fields) if most else _nothing(0), grades)


def _nothing(lines: int) -> Merits:
    masks, counts = np.zeros(lines, dtype=np.uint64), np.zeros(lines, dtype=np.int64)
    return Merits(masks, masks, masks, counts, counts)


def _all_best(board: _Board, most: int) -> Numbers | None:
    """All lists with the highest score, in the order of the names; None when more than `most`."""
    length = board.rows.shape[1] + len(board.task.must)
    last = _searched(board, _Leader(0, np.zeros((0, length), dtype=np.int64), most))
    return None if last is None else _once(last.lists)


def _searched(board: _Board, leader: _Leader) -> _Leader | None:
    """The leader once all lists were looked at; None when they are too many."""
    trials = _TRIALS
    for rows in _hopeful_rows(board):
        base = board.of(tuple(board.task.must)).at(np.zeros(len(rows), dtype=np.int64))
        ahead = board.ahead(rows)
        waiting = [_Lines(np.arange(len(rows)), np.zeros((len(rows), 0), dtype=np.int64), base)]
        while waiting:
            lines = _still_good(board, waiting.pop(), ahead, leader)
            if lines.chosen.shape[1] == rows.shape[1]:
                leader = _led(board, lines, leader)
                continue
            more = _longer(board, lines, rows)
            trials -= len(more.row)
            if trials < 0 or leader.too_many:
                return None
            waiting += _pieces(more)
    return None if leader.too_many else leader


def _hopeful_rows(board: _Board) -> Iterator[Numbers]:
    """The rows in portions, those that may reach most first."""
    parts = [board.rows[start : start + _AT_ONCE] for start in range(0, len(board.rows), _AT_ONCE)]
    order = np.argsort(-np.concatenate([board.scale.scores(board.ahead(part)[0]) for part in parts]), kind="stable")
    yield board.rows[order[:_FIRST]]
    for start in range(_FIRST, len(order), _AT_ONCE):
        yield board.rows[order[start : start + _AT_ONCE]]


def _still_good(board: _Board, lines: _Lines, ahead: list[Merits], leader: _Leader) -> _Lines:
    """The lines that may still meet every need and come up to the leader."""
    most = lines.reach.beside(ahead[lines.chosen.shape[1]].at(lines.row))
    good = (most.once == np.uint64(board.task.every_need)) & (board.scale.scores(most) >= leader.score)
    kept = np.flatnonzero(good)
    return _Lines(lines.row[kept], lines.chosen[kept], lines.reach.at(kept))


def _longer(board: _Board, lines: _Lines, rows: Numbers) -> _Lines:
    """The lines with each option for the next place."""
    kinds = rows[lines.row, lines.chosen.shape[1]]
    counts = np.array([len(some) for some in board.options])
    starts = np.cumsum(counts) - counts
    repeated = counts[kinds]
    line = np.repeat(np.arange(len(kinds)), repeated)
    first = np.repeat(starts[kinds] - (np.cumsum(repeated) - repeated), repeated)
    coming = np.concatenate(board.options)[first + np.arange(len(line))]
    chosen = np.column_stack([lines.chosen[line], coming])
    return _Lines(lines.row[line], chosen, lines.reach.at(line).beside(board.everybody.at(coming)))


def _pieces(lines: _Lines) -> list[_Lines]:
    """The lines in parts, so that few wait at a time."""
    cuts = [slice(start, start + _AT_ONCE) for start in range(0, len(lines.row), _AT_ONCE)]
    return [_Lines(lines.row[cut], lines.chosen[cut], lines.reach.at(np.arange(len(lines.row))[cut])) for cut in cuts]


def _led(board: _Board, lines: _Lines, leader: _Leader) -> _Leader:
    """The leader once these complete lists are looked at too."""
    if not len(lines.row):
        return leader
    scores: Whole = board.scale.scores(lines.reach)
    top = max(leader.score, int(scores.max()))
    musts = np.tile(np.array(sorted(board.task.must), dtype=np.int64), (len(scores), 1))
    lists = np.sort(np.column_stack([musts, lines.chosen])[scores == top], axis=1)
    if top == leader.score:
        lists = np.concatenate([leader.lists, lists])
    return replace(leader, score=top, lists=lists).trimmed()


def _once(lists: Numbers) -> Numbers:
    """Each list once, in the order of the names."""
    return np.unique(lists, axis=0) if lists.shape[1] else lists[:1]
