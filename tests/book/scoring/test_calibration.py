"""The reliability diagram, and the parts of the Brier score with their identity."""

from __future__ import annotations

import random

import pytest
from sklearn.calibration import calibration_curve

from ledger.book.scoring.calibration import bin_of, calibration, murphy, reliability_diagram
from ledger.book.scoring.measures import Cell, brier
from tests.book.scoring.published import FINLEY, WILKS_RATES, WILKS_SAID, WILKS_SHARES, wilks


def record(seed: int) -> list[Cell]:
    """Claims of all probabilities and outcomes, shares among them."""
    draw = random.Random(seed)
    said = [round(draw.random(), draw.choice((1, 2, 9))) for _ in range(200)]
    return [Cell(p, draw.choice((0.0, 1.0, draw.random())), draw.randint(1, 9)) for p in said]


@pytest.mark.parametrize("seed", range(20))
def test_the_parts_add_up_to_the_score_exactly(seed: int) -> None:
    cells = record(seed)
    parts = murphy(cells)
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(brier(cells), abs=1e-12)


def test_the_parts_of_the_precipitation_forecasts_are_those_of_the_table_worked_by_hand() -> None:
    total = sum(WILKS_SHARES)
    rows = list(zip(WILKS_SAID, WILKS_RATES, WILKS_SHARES, strict=True))
    base = sum(share * happened for _, happened, share in rows) / total
    parts = murphy(wilks())
    reliability = sum(share * (said - happened) ** 2 for said, happened, share in rows) / total
    resolution = sum(share * (happened - base) ** 2 for _, happened, share in rows) / total
    assert parts.reliability == pytest.approx(reliability, abs=1e-8)
    assert parts.resolution == pytest.approx(resolution, abs=1e-8)
    assert parts.uncertainty == pytest.approx(base * (1 - base), abs=1e-8)


def test_the_parts_of_finleys_tornadoes_are_those_worked_by_hand() -> None:
    """28 of 100 where a tornado was said, 23 of 2,703 where none was, 51 of 2,803 in all."""
    parts = murphy(FINLEY)
    said, unsaid, base = 28 / 100, 23 / 2703, 51 / 2803
    assert parts.reliability == pytest.approx((100 * (1 - said) ** 2 + 2703 * unsaid**2) / 2803, abs=1e-12)
    assert parts.resolution == pytest.approx(
        (100 * (said - base) ** 2 + 2703 * (unsaid - base) ** 2) / 2803, abs=1e-12
    )
    assert parts.uncertainty == pytest.approx(base * (1 - base), abs=1e-12)


def test_the_diagram_agrees_with_scikit_learns_where_no_probability_is_a_border() -> None:
    draw = random.Random(1)
    said = [draw.random() for _ in range(2000)]
    outcomes = [float(draw.random() < p) for p in said]
    rates, forecasts = calibration_curve(outcomes, said, n_bins=10)
    bins = reliability_diagram([Cell(p, o) for p, o in zip(said, outcomes, strict=True)])
    assert [b.rate for b in bins] == pytest.approx(list(rates), abs=1e-12)
    assert [b.forecast for b in bins] == pytest.approx(list(forecasts), abs=1e-12)


@pytest.mark.parametrize("percent", range(101))
def test_a_border_opens_the_bin_above_it(percent: int) -> None:
    assert bin_of(percent / 100) == min(9, percent // 10)


def test_the_diagram_is_unfolded_and_counts_what_stands_behind_each_point() -> None:
    low, high = reliability_diagram(
        [Cell(0.2, 0.0, 8), Cell(0.2, 1.0, 2), Cell(0.9, 1.0, 3), Cell(0.95, 0.0)]
    )
    assert (low.low, low.claims, low.forecast, low.rate) == (0.2, 10, pytest.approx(0.2), pytest.approx(0.2))
    assert (high.low, high.claims, high.rate) == (0.9, 4, 0.75)
    assert low.interval.low < 0.2 < low.interval.high


def test_someone_who_always_says_the_same_has_no_sharpness_and_is_too_sure_by_the_bias() -> None:
    found = calibration([Cell(0.9, 1.0, 6), Cell(0.9, 0.0, 4)])
    assert found is not None
    assert found.sharpness == 0
    assert found.bias == pytest.approx(0.3)
    assert found.murphy.resolution == pytest.approx(0)
    assert found.murphy.reliability == pytest.approx(0.09)


def test_sharpness_is_the_variance_of_what_was_said() -> None:
    found = calibration([Cell(0.1, 0.0, 1), Cell(0.9, 1.0, 1)])
    assert found is not None
    assert found.sharpness == pytest.approx(0.16)


def test_nothing_resolved_has_no_calibration() -> None:
    assert calibration([]) is None
