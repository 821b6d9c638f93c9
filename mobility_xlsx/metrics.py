"""The community's row of the Urban Institute's Mobility Metrics: figures in words, with their year and quality."""

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.errors import why
from mobility_xlsx.form.decisions import Decisions
from mobility_xlsx.form.declaration import build, load_form, read_toml
from mobility_xlsx.metricplaces import Locality, MetricRow, NoPlace, find_place, rows_of

QUALITIES = {"1": "sound", "2": "some issues", "3": "serious issues"} | {
    "strong": "sound",
    "marginal": "some issues",
    "weak": "serious issues",
}
UNKNOWN = "not known"
QUOTABLE = ("sound", "some issues")
SOURCE = "Urban Institute, Mobility Metrics"
_COMPARED = 5  # so many other places are needed to compare with


class Figure(Struct, frozen=True):
    """One figure in words. `quality` is "sound", "some issues", "serious issues" or "not known".

    `predictor` is a label of Part 1. Only figures with `quotable` may stand in a letter. `worse_than` is the share
    of the file's other places that do better, None where nothing can be compared; `telling` figures may move somebody.
    """

    predictor: str
    variable: str
    says: str
    quality: str
    quotable: bool
    value: float | None = None
    better: bool | None = None  # True when a high value is good, None when neither
    worse_than: float | None = None
    telling: bool = True


class Metrics(Struct, frozen=True):
    """What the metrics file says of one place. `remark` is a sentence when its row could not be told."""

    place: str
    file: str
    year: str = ""
    figures: tuple[Figure, ...] = ()
    striking: Figure | None = None
    remark: str = ""

    @property
    def quote(self) -> str:
        """The striking figure as a letter says it, with source, year and, where there are some, its issues."""
        if self.striking is None:
            return ""
        source = ", ".join(filter(None, (SOURCE, self.year)))
        doubt = "; the data have some issues" if self.striking.quality != QUALITIES["1"] else ""
        return f"{self.striking.says.removesuffix('.')} ({source}{doubt})."


class FigureWording(Struct, frozen=True):
    """How metrics.toml words one figure."""

    predictor: str
    names: tuple[str, ...]
    kind: str
    says: str
    better: str = ""
    quality: tuple[str, ...] = ()
    zero: str = ""
    enough: float = 0.0


def read_metrics(data: bytes, file: str, place: str, year: str = "", concerns: Collection[str] = ()) -> Metrics:
    """What a metrics file (CSV as downloaded) says of one place, in the order of the predictors.

    What is not known is left out. The striking figure is a quotable one in which the place does worst beside the
    others of the file, among the predictors in `concerns` (labels of Part 1) if any of them has one.
    """
    found = find_place(rows_of(data), place, states())
    if isinstance(found, NoPlace):
        return Metrics("", file, year, remark=found.says)
    figures = tuple(figure for wording in wordings() for figure in _figure(wording, found))
    said = year or found.row.get("year", "")
    return Metrics(found.name, file, said, figures, striking(figures, concerns))


def community_metrics(folder: Path, decided: Decisions, concerns: Collection[str] = ()) -> Metrics | None:
    """The figures of the place that Settings names, from the file beside Decisions.xlsx; None when none is named."""
    name, place = decided.setting("metrics_file").strip(), decided.setting("metrics_place").strip()
    if not name:
        return None
    year = decided.setting("metrics_year").strip()
    bare = Path(name.replace("\\", "/")).name
    path = next((path for path in (folder / bare, folder / f"{bare}.csv") if path.is_file()), None)
    if path is None:
        return Metrics("", bare, year, remark=f"{bare} is not in the project folder. Put it beside Decisions.xlsx.")
    if not place:
        return Metrics("", bare, year, remark="Settings does not say which place is yours. Write its name and state.")
    try:
        return read_metrics(path.read_bytes(), path.name, place, year, concerns)
    except OSError as error:
        return Metrics("", bare, year, remark=f"{bare} cannot be read: {why(error)}.")


@cache
def wordings() -> tuple[FigureWording, ...]:
    """The wording of every figure, with the predictors' labels of the form."""
    labels = {label.key: label.text for label in load_form().vocabulary("predictors").labels}
    told = (build(FigureWording, table, "metrics.toml > figures") for table in _template()["figures"])
    return tuple(replace(one, predictor=labels[one.predictor]) for one in told)


@cache
def states() -> Mapping[str, str]:
    """Two letters to the name of each state."""
    return dict(_template()["states"])


def _template() -> dict[str, Any]:
    return read_toml("metrics.toml")


def striking(figures: Sequence[Figure], concerns: Collection[str] = ()) -> Figure | None:
    """The figure to propose for letters: the worst beside other places, sound before doubtful, of a concern if any."""
    usable = [one for one in figures if one.quotable and one.telling and one.better is not None]
    wanted = [one for one in usable if one.predictor in concerns] or usable
    worst = [one for one in wanted if one.worse_than is not None] or wanted
    if not worst:
        return None
    return max(worst, key=lambda one: (one.quality == QUALITIES["1"], one.worse_than or 0.0, -wanted.index(one)))


def _figure(wording: FigureWording, place: Locality) -> tuple[Figure, ...]:
    name = next((name for name in wording.names if name in place.row), "")
    numbers = values(place.row.get(name, ""))
    if not name or not numbers or (wording.kind == "pair" and len(numbers) != 2):
        return ()
    quality = _quality(wording, name, place.row)
    better = {"more": True, "less": False}.get(wording.better)
    nobody = wording.kind == "each" and numbers[0] == 0
    says = wording.zero if nobody else _said(wording, numbers)
    quotable = quality in QUOTABLE and wording.kind != "bare"
    beside = None if better is None else _worse_than(wording, name, place, better)
    telling = not wording.enough or numbers[0] < wording.enough
    return (Figure(wording.predictor, name, says, quality, quotable, numbers[0], better, beside, telling),)


def values(text: str) -> tuple[float, ...]:
    """The numbers of one cell: "0.52", "8.05153e-4", "20.8%:27.5%", "2235:1"; empty for NA and anything unreadable."""
    pieces = [piece.strip().removesuffix("%").replace(",", "") for piece in text.split(":")]
    if not all(re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", piece) for piece in pieces):
        return ()
    return tuple(float(piece) for piece in pieces)


def _quality(wording: FigureWording, name: str, row: MetricRow) -> str:
    column = next((one for one in (*wording.quality, f"{name}_quality") if one in row), "")
    return QUALITIES.get(row.get(column, "").lower().removesuffix(".0"), UNKNOWN)


def _said(wording: FigureWording, numbers: tuple[float, ...]) -> str:
    value = numbers[0]
    said = wording.says.format(
        percent=_rounded(value * 100, "less than 0.1"),
        number=f"{value:,.0f}" if wording.kind in ("dollars", "people") else _rounded(value),
        hundred=_rounded(value * 100),
        first=_rounded(value),
        second=_rounded(numbers[-1]),
    )
    return said[0].upper() + said[1:]


def _rounded(value: float, tiny: str = "") -> str:
    """A number as people say it: whole from 10 on, with one decimal from 3 on, else with two; no empty decimals."""
    if tiny and 0 < value < 0.1:
        return tiny
    places = 0 if abs(value) >= 10 else 1 if abs(value) >= 3 or tiny else 2
    half_up = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{half_up:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _worse_than(wording: FigureWording, name: str, place: Locality, better: bool) -> float | None:
    """The share of other places that do better, going by those whose figure may be quoted."""
    own = _rank(values(place.row[name]), wording, better)
    others = [
        _rank(numbers, wording, better)
        for row in place.others
        if row is not place.row and (numbers := values(row.get(name, ""))) and _quality(wording, name, row) in QUOTABLE
    ]
    if len(others) < _COMPARED:
        return None
    return sum(other > own for other in others) / len(others)


def _rank(numbers: tuple[float, ...], wording: FigureWording, better: bool) -> float:
    value = float("inf") if wording.kind == "each" and numbers[0] == 0 else numbers[0]
    return value if better else -value
