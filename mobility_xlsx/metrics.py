"""The community's row of the Urban Institute's Mobility Metrics: figures in words, with their year and quality."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words. `quality` is "sound", "some issues", "serious issues" or "not known".

    `predictor` is a label of Part 1. Only figures with `quotable` may stand in a letter.
    """

    predictor: str
    variable: str
    says: str
    quality: str
    quotable: bool
    value: float | None = None
    better: bool | None = None  # True when a high value is good, None when neither


@dataclass(frozen=True, slots=True)
class Metrics:
    """What the metrics file says of one place. `remark` is a sentence when its row could not be told."""

    place: str
    file: str
    year: str = ""
    figures: tuple[Figure, ...] = ()
    striking: Figure | None = None
    remark: str = ""
