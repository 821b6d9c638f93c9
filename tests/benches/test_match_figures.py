"""Joining names beats the plain rules on the labelled sets, and its cost grows with the names, not their pairs."""

import random

import bench_match
import pytest
from bench_match import Figures, Rule

from mobility_xlsx.coalition.blocking import candidates
from mobility_xlsx.coalition.names import parse

PAIRS = bench_match.NAMES / "nonprofit_pairs.csv"
SITES = bench_match.NAMES / "early_childhood_sites.csv"
labelled = pytest.mark.skipif(not PAIRS.exists(), reason="the labelled names are not beside this checkout")
pytestmark = pytest.mark.thorough


def hold(ours: Figures, rules: list[Rule]) -> None:
    for rule in rules:
        assert ours.precision >= rule.precision, rule.name
        assert ours.recall_after > rule.recall, rule.name
    assert ours.per_hundred <= bench_match.PER_HUNDRED


@labelled
def test_pairs_of_nonprofits() -> None:
    rows = bench_match.read(PAIRS)
    ours = bench_match.pair_figures(rows)
    hold(ours, bench_match.plain_rules(bench_match.labelled_pairs(rows), ours.every_true))
    assert ours.unfolded_precision >= 0.98


@labelled
def test_sites_of_early_childhood() -> None:
    rows = bench_match.read(SITES)
    ours = bench_match.site_figures(rows)
    hold(ours, bench_match.plain_rules(bench_match.site_pairs(rows), ours.every_true))
    assert ours.unfolded_precision >= 0.98


@labelled
@pytest.mark.parametrize("seed", range(4))
def test_half_of_the_sites_is_joined_as_safely_as_equal_names(seed: int) -> None:
    every = bench_match.read(SITES)
    entities = sorted({row["entity"] for row in every})
    kept = set(random.Random(seed).sample(entities, len(entities) // 2))
    rows = [row for row in every if row["entity"] in kept]
    ours = bench_match.site_figures(rows)
    equal = bench_match.plain_rules(bench_match.site_pairs(rows), ours.every_true)[0]
    assert ours.precision >= equal.precision
    assert ours.recall_after > equal.recall
    assert ours.per_hundred <= bench_match.PER_HUNDRED


@labelled
def test_sites_are_grouped_alike_in_any_order() -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    rows = bench_match.read(SITES)
    first = bench_match.sites(rows)
    for _ in range(5):
        random.Random(seed).shuffle(rows)
        assert bench_match.sites(rows) == first


def test_four_times_the_names_are_less_than_five_times_the_pairs_to_compare() -> None:
    few, many = (candidates([parse(name) for name in bench_match.made_names(count)]) for count in (2_000, 8_000))
    assert len(many) < 5 * len(few)
