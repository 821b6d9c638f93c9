"""The solver's answers, bounds and prices against trying every choice."""

import random
import time
from itertools import product

import numpy as np
import pytest

from mobility_xlsx.coalition.solver import Constraint, Effort, Floats, Pricing, Program, maximize, prices

SEEDS = range(40)


def any_program(seed: int) -> tuple[Program, Floats]:
    """Up to seven choices under a few rows of whole numbers, some of which nothing fits."""
    chance = random.Random(seed)
    choices = chance.randint(1, 7)
    rows = []
    for _ in range(chance.randint(0, 4)):
        columns = sorted(chance.sample(range(choices), chance.randint(1, choices)))
        low = chance.choice([float("-inf"), 1.0, 2.0])
        values = np.array([float(chance.choice([1, 1, 2, -1])) for _ in columns])
        rows.append(Constraint(np.array(columns, dtype=np.int32), values, low, chance.choice([float("inf"), 2.0, 3.0])))
    lower = np.array([float(chance.random() < 0.1) for _ in range(choices)])
    upper = np.maximum(lower, [float(chance.random() < 0.9) for _ in range(choices)])
    objective = np.array([float(chance.randint(-4, 6)) for _ in range(choices)])
    return Program(lower, upper, choices, tuple(rows)), objective


def fits(program: Program, way: tuple[int, ...]) -> bool:
    within = all(low <= one <= high for low, one, high in zip(program.lower, way, program.upper, strict=True))
    return within and all(row.low <= row.values @ np.array(way)[row.columns] <= row.high for row in program.rows)


def most(program: Program, objective: Floats) -> float:
    ways = [way for way in product((0, 1), repeat=program.choices) if fits(program, way)]
    return max((float(objective @ np.array(way)) for way in ways), default=float("-inf"))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_choice_is_better_than_the_one_found(seed: int) -> None:
    program, objective = any_program(seed)
    found, best = maximize(program, objective, Effort()), most(program, objective)
    assert found.impossible == (found.chosen is None) == (best == float("-inf")), f"seed {seed}"
    if found.chosen is not None:
        way = tuple(int(column in found.chosen) for column in range(program.choices))
        assert fits(program, way), f"seed {seed}"
        assert objective @ np.array(way) == pytest.approx(best), f"seed {seed}"
        assert found.proven, f"seed {seed}"
        assert best <= found.bound + 1e-6 < best + 0.6, f"seed {seed}"
    else:
        assert (found.bound, found.proven) == (float("-inf"), False)


@pytest.mark.parametrize("seed", SEEDS)
def test_prices_bound_every_choice_and_say_what_each_column_would_cost(seed: int) -> None:
    program, objective = any_program(seed)
    bound, costs = prices(program, objective)
    assert len(costs) == program.choices
    ways = [way for way in product((0, 1), repeat=program.choices) if fits(program, way)]
    for way in ways:
        # A column's reduced cost is lost when it is moved away from where the fractions leave it.
        moved = [cost * (one - (low if cost > 0 else high)) for cost, one, low, high in zip(
            costs, way, program.lower, program.upper, strict=True)]  # fmt: skip
        assert objective @ np.array(way) <= bound - sum(moved) + 1e-6, f"seed {seed}"
    if bound == float("inf"):
        assert not ways, f"seed {seed}"
        assert not costs.any(), f"seed {seed}"


def test_nothing_to_choose_is_proven_at_once() -> None:
    program = Program(np.zeros(0), np.zeros(0), 0, ())
    found = maximize(program, np.zeros(0), Effort())
    assert (found.chosen, found.bound, found.proven, found.impossible) == ((), 0.0, True, False)


def test_columns_that_are_no_choices_may_be_parts_and_are_not_told() -> None:
    row = Constraint(np.array([0, 1], dtype=np.int32), np.array([1.0, 2.0]), float("-inf"), 2.0)
    found = maximize(Program(np.zeros(2), np.ones(2), 1, (row,)), np.array([1.0, 1.0]), Effort())
    assert found.chosen == (0,)
    assert found.bound == pytest.approx(1.5)


@pytest.mark.parametrize("seed", range(8))
def test_a_search_cut_short_still_bounds_what_can_be(seed: int) -> None:
    chance = random.Random(seed)
    pairs = [sorted(chance.sample(range(40), 3)) for _ in range(90)]
    rows = tuple(Constraint(np.array(pair, dtype=np.int32), np.ones(3), float("-inf"), 1.0) for pair in pairs)
    program = Program(np.zeros(40), np.ones(40), 40, rows)
    short, full = (maximize(program, np.ones(40), Effort(branches=branches)) for branches in (0, 1_000_000))
    assert full.chosen is not None
    assert full.proven
    assert short.bound >= len(full.chosen) - 1e-6
    assert not short.impossible
    if short.chosen is not None:
        assert len(short.chosen) <= len(full.chosen)
        assert short.proven == (short.bound - len(short.chosen) < 0.6)


def test_effort_is_split_into_parts_and_never_runs_out_entirely() -> None:
    now = time.monotonic()
    assert Effort(until=now - 5).seconds == 0.1
    assert 99 < Effort.lasting(100).seconds <= 100
    part = Effort(until=now + 100, branches=7).part(0.5)
    assert part.branches == 7
    assert 49 < part.until - now < 51
    assert Effort().part(0.3).until == float("inf")


@pytest.mark.parametrize(
    ("kinds", "wanted", "together"),
    [
        (((1, 0), (0, 1)), 0b11, 2.0),
        (((1, 1), (0, 1)), 0b11, 1.0),
        (((1, 1, 0), (0, 1, 1), (1, 0, 1)), 0b111, 1.5),
        (((1, 1, 0), (0, 1, 1), (1, 0, 1)), 0b101, 1.0),
        (((1, 0), (0, 1)), 0b10, 1.0),
        (((1, 0), (0, 1)), 0b00, 0.0),
    ],
)
def test_needs_cost_as_many_partners_as_it_takes_in_fractions(
    kinds: tuple[tuple[int, ...], ...], wanted: int, together: float
) -> None:
    meeting = np.array(kinds, dtype=np.int64)
    pricing = Pricing(meeting)
    for again in (wanted, 0, wanted):
        found = pricing.of(again)
        assert found.sum() == pytest.approx(together if again else 0.0)
        assert (meeting @ found).max() <= 1.0
        assert (found >= 0).all()
        assert not any(found[need] for need in range(len(found)) if not again >> need & 1)


def test_the_solver_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    program, objective = any_program(1)
    maximize(program, objective, Effort(until=time.monotonic() + 9))
    prices(program, objective)
    Pricing(np.eye(3, dtype=np.int64)).of(0b111)
    assert capfd.readouterr() == ("", "")
