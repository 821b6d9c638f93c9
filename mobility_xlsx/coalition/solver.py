"""Exact answers to small 0/1 programs, the same on every machine: the only module that knows HiGHS."""

import time

import highspy
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

TOLERANCE = 1e-6
_HALF = 0.5
_NOTHING = np.zeros(0)
# The class below highspy.Highs: the latter prints a banner before it can be told not to.
_Quiet: type[highspy.Highs] = highspy.Highs.__mro__[1]
_STATUS_DONE = {highspy.HighsModelStatus.kOptimal}
_STATUS_IMPOSSIBLE = {highspy.HighsModelStatus.kInfeasible}


class Constraint(Struct, frozen=True):
    """low ≤ Σ values · columns ≤ high."""

    columns: Ints
    values: Floats
    low: float
    high: float = float("inf")


class Program(Struct, frozen=True):
    """Columns between `lower` and `upper`, the first `choices` of them 0 or 1, under `rows`."""

    lower: Floats
    upper: Floats
    choices: int
    rows: tuple[Constraint, ...]


class Effort(Struct, frozen=True):
    """How hard to try: seconds until `until` (time.monotonic), and branches, which are alike on every machine."""

    until: float = float("inf")
    branches: int = 1_000_000

    @classmethod
    def lasting(cls, seconds: float) -> "Effort":
        """As much as there is time for in so many seconds from now."""
        return cls(until=time.monotonic() + seconds)

    @property
    def seconds(self) -> float:
        """What is left, never below a tenth of a second."""
        return max(0.1, self.until - time.monotonic())

    def part(self, share: float) -> "Effort":
        """The same with only this share of the seconds left."""
        return replace(self, until=Effort.lasting(share * self.seconds).until)


class Solution(Struct, frozen=True):
    """The chosen columns, or None where none was found; `bound` is what no choice can exceed.

    `proven` says that nothing better exists, `impossible` that nothing at all does.
    """

    chosen: tuple[int, ...] | None
    bound: float
    proven: bool = False
    impossible: bool = False


def maximize(program: Program, objective: Floats, effort: Effort) -> Solution:
    """The choice with the largest objective, a bound on it, or that there is none.

    The objective counts in whole numbers, so a bound within half a unit is a proof.
    """
    # No list to start from is handed over: with one, HiGHS 1.16 returned the start while it had proven a better value.
    if not program.choices:
        return Solution((), 0.0, proven=True)
    highs = _highs(effort)
    highs.passModel(_model(program, -objective))
    highs.run()
    status = highs.getModelStatus()
    if status in _STATUS_IMPOSSIBLE:
        return Solution(None, float("-inf"), impossible=True)
    bound = -float(highs.getInfo().mip_dual_bound)
    if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Solution(None, bound)
    values = np.asarray(highs.getSolution().col_value)
    proven = status in _STATUS_DONE and bound - float(objective @ values) < _HALF + 0.1
    values = values[: program.choices]
    return Solution(tuple(int(i) for i in np.flatnonzero(values > 0.5)), bound, proven=proven)


def prices(program: Program, objective: Floats) -> tuple[float, Floats]:
    """The bound of the program without whole numbers, and each column's reduced cost under it."""
    highs = _highs(Effort())
    model = _model(program, -objective)
    model.integrality_ = []
    highs.passModel(model)
    highs.run()
    if highs.getModelStatus() not in _STATUS_DONE:
        return float("inf"), np.zeros(len(objective))
    return -float(highs.getInfo().objective_function_value), np.asarray(highs.getSolution().col_dual)


def _highs(effort: Effort) -> highspy.Highs:
    highs = _Quiet()
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": _HALF,
        "mip_feasibility_tolerance": TOLERANCE / 10,
        "mip_max_nodes": effort.branches,
    }
    if effort.until != float("inf"):
        options["time_limit"] = effort.seconds
    for name, value in options.items():
        _set(highs, name, value)
    return highs


def _set(highs: highspy.Highs, name: str, value: bool | int | float | str) -> None:
    """Set an option. Raises ValueError where HiGHS, which only returns a status, knows no such option or value."""
    if highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
        raise ValueError(f"HiGHS refuses the option {name}={value}.")


def _model(program: Program, cost: Floats) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_ = len(program.lower)
    model.num_row_ = len(program.rows)
    model.col_cost_ = cost
    model.col_lower_ = program.lower
    model.col_upper_ = program.upper
    model.row_lower_ = np.array([row.low for row in program.rows], dtype=np.float64)
    model.row_upper_ = np.array([row.high for row in program.rows], dtype=np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.columns) for row in program.rows)]).astype(np.int32)
    model.a_matrix_.index_ = np.concatenate([_NOTHING, *(row.columns for row in program.rows)]).astype(np.int32)
    model.a_matrix_.value_ = np.concatenate([_NOTHING, *(row.values for row in program.rows)])
    kinds = highspy.HighsVarType
    continuous = len(program.lower) - program.choices
    model.integrality_ = [kinds.kInteger] * program.choices + [kinds.kContinuous] * continuous
    return model


class Pricing:
    """A price for each need, so that no kind meets more than 1 in all: as much as can be for some of the needs.

    What those needs cost together is then the least number of kinds that could meet them. Asking again is quick.
    """

    def __init__(self, meeting: NDArray[np.int64]) -> None:
        """`meeting` has a row for each kind and a column for each need."""
        needs = meeting.shape[1]
        rows = tuple(
            Constraint(np.flatnonzero(row).astype(np.int32), np.ones(int(row.sum())), float("-inf"), 1.0)
            for row in meeting
        )
        self._meeting = meeting
        self._needs = np.arange(needs, dtype=np.int32)
        self._highs = _highs(Effort())
        _set(self._highs, "presolve", "off")
        model = _model(Program(np.zeros(needs), np.ones(needs), 0, rows), np.zeros(needs))
        model.integrality_ = []
        self._highs.passModel(model)

    def of(self, wanted: int) -> Floats:
        """The prices under which the needs in the mask `wanted` cost most; all others cost nothing."""
        counted = np.array([float(wanted >> int(need) & 1) for need in self._needs])
        self._highs.changeColsCost(len(self._needs), self._needs, -counted)
        self._highs.run()
        prices: Floats = np.maximum(0.0, np.asarray(self._highs.getSolution().col_value)) * counted
        return prices / max(1.0, float((self._meeting @ prices).max(initial=0.0)))
