"""The intervals: against published values, and for how often they hold what they should."""

from __future__ import annotations

from collections import Counter

import numpy
import pytest
from scipy.stats import binomtest

from ledger.book.scoring.calibration import reliability_diagram
from ledger.book.scoring.intervals import bootstrap, wilson
from ledger.book.scoring.measures import Cell
from ledger.book.scoring.measures import brier as brier_of

DIGITS = (0.1331372549019608, 0.23022058823529398)
RUNS = 1000
SAID = (0.05, 0.2, 0.35, 0.5, 0.7, 0.78, 0.9)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_values_newcombe_printed(
    successes: int, trials: int, low: float, high: float
) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3 (score without continuity)."""
    found = wilson(successes, trials)
    assert found is not None
    assert found == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "trials"), [(0, 1), (3, 7), (50, 50), (999, 123456)])
def test_wilson_agrees_with_scipy(successes: int, trials: int) -> None:
    theirs = binomtest(successes, trials).proportion_ci(method="wilson")
    assert wilson(successes, trials) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_wilson_takes_shares_and_needs_trials() -> None:
    half = wilson(2.5, 5)
    assert half is not None
    assert half.low == pytest.approx(1 - half.high)
    assert wilson(0, 0) is None


def test_the_same_seed_gives_the_same_digits_and_another_seed_others() -> None:
    cells = [Cell(0.7, 1.0, 30), Cell(0.7, 0.0, 12), Cell(0.2, 0.0, 9)]
    assert bootstrap(cells, 0.5, 0.01, seed=1) == bootstrap(cells, 0.5, 0.01, seed=1)
    assert bootstrap(cells, 0.5, 0.01, seed=1) != bootstrap(cells, 0.5, 0.01, seed=2)


def test_the_bootstrap_gives_these_digits_on_every_machine() -> None:
    found = bootstrap([Cell(0.7, 1.0, 30), Cell(0.7, 0.0, 12), Cell(0.2, 0.0, 9)], 0.5, 0.01)
    assert found is not None
    assert found.brier == pytest.approx(DIGITS, abs=1e-12)


def test_the_order_of_the_cells_changes_nothing() -> None:
    cells = [Cell(0.7, 1.0, 300), Cell(0.7, 0.0, 120), Cell(0.2, 0.0, 90)]
    one, other = bootstrap(cells, 0.5, 0.01), bootstrap(cells[::-1], 0.5, 0.01)
    assert one is not None
    assert other is not None
    assert one.brier == pytest.approx(other.brier, abs=1e-12)


def test_a_spotless_record_of_six_keeps_a_wide_interval() -> None:
    found = bootstrap([Cell(0.9, 1.0, 6)], 0.5, 0.01)
    assert found is not None
    assert found.brier.low == pytest.approx(0.01)
    assert found.brier.high > 0.2
    assert bootstrap([], 0.5, 0.01) is None


def test_there_is_no_interval_of_skill_over_a_base_rate_that_may_make_no_mistake() -> None:
    found = bootstrap([Cell(0.9, 1.0, 2)], 1.0, 0.01)
    assert found is not None
    assert found.brier_skill is None


def simulated(size: int, truth: dict[float, float], seed: int) -> list[Cell]:
    """The record of someone whose claims said at p come true at the rate `truth[p]`."""
    draw = numpy.random.RandomState(seed)
    said = draw.choice(list(truth), size=size)
    came = draw.random_sample(size) < numpy.vectorize(truth.get)(said)
    counts = Counter(zip(said.tolist(), came.tolist(), strict=True))
    return [Cell(p, float(o), n) for (p, o), n in sorted(counts.items())]


@pytest.mark.parametrize(
    ("truth", "size"),
    [({p: p for p in SAID}, 200), ({0.9: 0.6, 0.7: 0.5, 0.5: 0.45}, 50)],
    ids=["calibrated", "too sure"],
)
def test_a_known_forecaster_is_recovered_at_the_nominal_rate(truth: dict[float, float], size: int) -> None:
    """1,000 records each: the score's interval holds the long-run score 95% of the time, give or take 2."""
    brier = sum(came * (1 - said) ** 2 + (1 - came) * said**2 for said, came in truth.items()) / len(truth)
    skill = 1 - brier / 0.25
    held = Counter[str]()
    for seed in range(RUNS):
        cells = simulated(size, truth, seed)
        found = bootstrap(cells, 0.5, 0.01, seed=seed, resamples=500)
        assert found is not None
        assert found.brier_skill is not None
        held["brier"] += found.brier.low <= brier <= found.brier.high
        held["skill"] += found.brier_skill.low <= skill <= found.brier_skill.high
        held["inside"] += found.brier.low <= (brier_of(cells) or 0) <= found.brier.high
    assert 0.93 <= held["brier"] / RUNS <= 0.97, held
    assert 0.93 <= held["skill"] / RUNS <= 0.97, held
    assert held["inside"] >= RUNS * 0.999


def test_the_diagrams_intervals_hold_the_true_rates_at_the_nominal_rate() -> None:
    truth = {0.9: 0.6, 0.7: 0.5, 0.5: 0.45, 0.2: 0.3}
    held = tried = 0
    for seed in range(RUNS):
        for point in reliability_diagram(simulated(120, truth, seed)):
            tried += 1
            held += point.interval.low <= truth[round(point.forecast, 9)] <= point.interval.high
    assert tried == RUNS * len(truth)
    assert 0.93 <= held / tried <= 0.97
