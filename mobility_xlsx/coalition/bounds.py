"""How many more partners it takes at least to meet what is still unmet, looked up for many states at once.

A price for each need, so that no kind meets more than one partner's worth: what the unmet needs cost together is then
a bound. Prices are whole numbers, so nothing hangs on rounding. Each state has prices of its own under which it costs
most; those of a few are tried on all, and what proves hopeless is dropped.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mobility_xlsx.coalition.solver import Pricing

Masks = NDArray[np.uint64]
Whole = NDArray[np.int64]

PARTNER = 1 << 20  # one partner's worth
_FEW = 3_000  # states not worth a price of their own
_SAMPLES, _IN_VAIN = 40, 6
_WORTHWHILE, _KEPT = 0.02, 4
_STRIDE = 2_654_435_761  # steps through the states so that samples lie far apart


class Bound(Struct, frozen=True):
    """For each 16 needs, what the unmet ones among them cost, by which of them are met."""

    prices: Whole
    tables: tuple[NDArray[np.int32], ...]

    def cost(self, states: Masks) -> NDArray[np.int32]:
        """How much partners' worth each state still needs at least."""
        total = np.zeros(states.shape, dtype=np.int32)
        for word, table in enumerate(self.tables):
            total += table[(states >> np.uint64(16 * word) & np.uint64(0xFFFF)).astype(np.intp)]
        return total

    def hopeful(self, states: Masks, left: int) -> Masks:
        """The states that `left` partners could still complete."""
        return states[self.cost(states) <= left * PARTNER]


def bound_for(pricing: Pricing, meeting: Whole, unmet: int) -> Bound:
    """The bound that is largest where `unmet` is what is left to meet."""
    prices = np.floor(pricing.of(unmet) * PARTNER).astype(np.int64)
    while (meeting @ prices).max(initial=0) > PARTNER:
        prices = np.maximum(0, prices - 1)
    return Bound(prices, _tables(prices))


def sifted(states: Masks, left: int, pricing: Pricing, meeting: Whole) -> tuple[Masks, tuple[Bound, ...]]:
    """The states that are not hopeless under the prices of some of them, and the bounds that told most."""
    told: list[tuple[float, Bound]] = []
    in_vain = 0
    wanted = (1 << meeting.shape[1]) - 1
    for sample in range(_SAMPLES):
        if len(states) < _FEW or in_vain == _IN_VAIN:
            break
        bound = bound_for(pricing, meeting, wanted & ~int(states[sample * _STRIDE % len(states)]))
        kept = bound.hopeful(states, left)
        share = 1 - len(kept) / len(states)
        in_vain = in_vain + 1 if share < _WORTHWHILE else 0
        told.append((share, bound))
        states = kept
    best = sorted(told, key=lambda one: -one[0])[:_KEPT]
    return states, tuple(bound for share, bound in best if share > _WORTHWHILE)


def _tables(prices: Whole) -> tuple[NDArray[np.int32], ...]:
    tables = []
    for start in range(0, len(prices), 16):
        table = np.zeros(1, dtype=np.int32)
        for price in prices[start : start + 16]:
            table = np.concatenate([table + np.int32(price), table])
        tables.append(table)
    return tuple(tables)
