"""What many lists, or parts of lists, reach at each level, side by side."""

import numpy as np
from msgspec import Struct

from mobility_xlsx.coalition.bounds import Masks, Whole
from mobility_xlsx.coalition.cover import Task
from mobility_xlsx.coalition.lists import Numbers

_WORD = 64
_LARGEST = 2**62


class Merits(Struct, frozen=True):
    """Needs met once and twice, traits, closeness and nominations: a place in each for every list."""

    once: Masks
    twice: Masks
    traits: Masks
    closeness: Whole
    nominations: Whole

    def at(self, places: Numbers) -> "Merits":
        """Those at these places."""
        return Merits(
            self.once[places],
            self.twice[places],
            self.traits[places],
            self.closeness[places],
            self.nominations[places],
        )

    def beside(self, other: "Merits") -> "Merits":
        """What both reach together, line by line."""
        return Merits(
            self.once | other.once,
            self.twice | other.twice | (self.once & other.once),
            self.traits | other.traits,
            self.closeness + other.closeness,
            self.nominations + other.nominations,
        )

    def most(self) -> "Merits":
        """One line with all that any of them meets and has, and the most that one of them counts."""
        return Merits(
            np.bitwise_or.reduce(self.once, keepdims=True),
            np.bitwise_or.reduce(self.twice, keepdims=True),
            np.bitwise_or.reduce(self.traits, keepdims=True),
            self.closeness.max(keepdims=True),
            self.nominations.max(keepdims=True),
        )


class Scale(Struct, frozen=True):
    """How the levels after the first two are put into one number, the first of them counting most."""

    twice: int
    closeness: int
    nominations: int
    worths: tuple[Whole, ...]  # for each 16 needs, what meeting some of them is worth

    def scores(self, lists: Merits) -> Whole:
        """One number for each list."""
        total = np.bitwise_count(lists.traits).astype(np.int64) * self.twice
        for word, table in enumerate(self.worths):
            total += table[(lists.twice >> np.uint64(16 * word) & np.uint64(0xFFFF)).astype(np.intp)]
        if not self.nominations:
            return total
        return (total * self.closeness + lists.closeness) * self.nominations + lists.nominations


TRAITS_ALONE = Scale(1, 0, 0, ())
CLOSENESS_ALONE = Scale(0, 1, 1, ())


def merits(task: Task) -> Merits | None:
    """Each candidate as a list of its own; None when masks are too wide."""
    everybody = task.candidates
    widest = max((one.needs | one.traits for one in everybody), default=0)
    if widest.bit_length() > _WORD:
        return None
    return Merits(
        np.array([one.needs for one in everybody], dtype=np.uint64),
        np.zeros(len(everybody), dtype=np.uint64),
        np.array([one.traits for one in everybody], dtype=np.uint64),
        np.array([one.closeness for one in everybody], dtype=np.int64),
        np.array([one.nominations for one in everybody], dtype=np.int64),
    )


def scale(task: Task, length: int) -> Scale | None:
    """The scale for lists so long; None when the numbers would get too large."""
    close = sorted((one.closeness for one in task.candidates), reverse=True)[:length]
    named = sorted((one.nominations for one in task.candidates), reverse=True)[:length]
    twice, closeness, nominations = (1 + total for total in (sum(task.weights), sum(close), sum(named)))
    if (_WORD + 1) * twice * closeness * nominations > _LARGEST:
        return None
    tables = []
    for start in range(0, len(task.weights), 16):
        table = np.zeros(1, dtype=np.int64)
        for weight in task.weights[start : start + 16]:
            table = np.concatenate([table, table + weight])
        tables.append(table)
    return Scale(twice, closeness, nominations, tuple(tables))
