"""The scores against scikit-learn, against published tables, and against sums done by hand."""

from __future__ import annotations

import random
from fractions import Fraction
from math import log

import pytest
from sklearn.metrics import brier_score_loss
from sklearn.metrics import log_loss as sklearn_log_loss

from ledger.book.scoring.measures import (
    Cell,
    brier,
    brier_loss,
    brier_skill,
    forecast,
    log_loss,
    log_score,
    rate,
)
from ledger.book.scoring.selection import brier_bounds
from tests.book.scoring.published import FINLEY, wilks


def spread(cells: list[Cell]) -> tuple[list[float], list[float]]:
    """The cells as one outcome and one probability a claim."""
    pairs = [(cell.outcome, cell.probability) for cell in cells for _ in range(cell.claims)]
    return [outcome for outcome, _ in pairs], [probability for _, probability in pairs]


@pytest.mark.parametrize("seed", range(5))
def test_scores_agree_with_scikit_learn(seed: int) -> None:
    draw = random.Random(seed)
    cells = [Cell(draw.random(), float(draw.random() < 0.4), draw.randint(1, 3)) for _ in range(500)]
    outcomes, probabilities = spread(cells)
    clipped = [min(max(p, 0.01), 0.99) for p in probabilities]
    assert brier(cells) == pytest.approx(brier_score_loss(outcomes, probabilities), abs=1e-9)
    assert log_score(cells, 0.01) == pytest.approx(sklearn_log_loss(outcomes, clipped), abs=1e-9)


def test_scores_give_what_scikit_learn_prints_in_its_own_examples() -> None:
    """The examples in the reference of brier_score_loss (0.0375) and log_loss (0.21616)."""
    said = [Cell(0.1, 0.0), Cell(0.9, 1.0), Cell(0.8, 1.0), Cell(0.3, 0.0)]
    assert brier(said) == pytest.approx(0.0375, abs=1e-12)
    spam = [Cell(0.9, 1.0), Cell(0.1, 0.0), Cell(0.2, 0.0), Cell(0.65, 1.0)]
    assert log_score(spam, 0.01) == pytest.approx(0.21616, abs=5e-6)


def test_finleys_tornadoes_score_as_worked_by_hand() -> None:
    wrong, storms, all_days = 72 + 23, 51, 2803
    assert brier(FINLEY) == pytest.approx(wrong / all_days, abs=1e-12)
    assert rate(FINLEY) == pytest.approx(storms / all_days, abs=1e-12)
    by_log = -((all_days - wrong) * log(0.99) + wrong * log(0.01)) / all_days
    assert log_score(FINLEY, 0.01) == pytest.approx(by_log, abs=1e-12)


def test_finley_would_have_done_better_never_to_forecast_a_tornado() -> None:
    """Gilbert's objection of 1884: 'no tornado' on every day errs 51 times and not 95."""
    assert brier_skill(FINLEY, 0.0) == pytest.approx(1 - 95 / 51, abs=1e-12)
    base = Fraction(51, 2803)
    theirs = base * (1 - base)
    assert brier_skill(FINLEY, float(base)) == pytest.approx(
        float(1 - Fraction(95, 2803) / theirs), abs=1e-12
    )


def test_the_precipitation_forecasts_have_the_published_base_rate_and_a_hand_worked_score() -> None:
    """Wilks gives 0.162 as the sample climatology; the score is summed here from the two columns alone."""
    cells = wilks()
    assert rate(cells) == pytest.approx(0.162, abs=5e-4)
    by_hand = 0.0
    total = 0.0
    for said, happened, share in (
        *((0.0, 0.006, 0.4112), (0.05, 0.019, 0.0671), (0.1, 0.059, 0.1833), (0.2, 0.150, 0.0986)),
        *((0.3, 0.277, 0.0616), (0.4, 0.377, 0.0366), (0.5, 0.511, 0.0303), (0.6, 0.587, 0.0275)),
        *((0.7, 0.723, 0.0245), (0.8, 0.779, 0.0220), (0.9, 0.934, 0.0170), (1.0, 0.933, 0.0203)),
    ):
        by_hand += share * (happened * (1 - said) ** 2 + (1 - happened) * said**2)
        total += share
    assert brier(cells) == pytest.approx(by_hand / total, abs=1e-9)


def test_a_share_is_scored_between_true_and_false() -> None:
    assert brier_loss(0.7, 0.5) == pytest.approx(0.04)
    assert log_loss(0.7, 0.5, 0.01) == pytest.approx(-(0.5 * log(0.7) + 0.5 * log(0.3)))
    best = min(range(101), key=lambda percent: log_loss(percent / 100, 0.3, 0.01))
    assert best == min(range(101), key=lambda percent: brier_loss(percent / 100, 0.3)) == 30


@pytest.mark.parametrize(
    ("probability", "outcome", "loss"),
    [(0.0, 1.0, -log(0.01)), (1.0, 0.0, -log(0.01)), (1.0, 1.0, -log(0.99)), (0.5, 1.0, log(2))],
)
def test_a_mistaken_certainty_costs_no_more_than_the_clip_says(
    probability: float, outcome: float, loss: float
) -> None:
    assert log_loss(probability, outcome, 0.01) == pytest.approx(loss, abs=1e-12)


def test_no_claims_have_no_score() -> None:
    assert (brier([]), log_score([], 0.01), rate([]), forecast([]), brier_skill([], 0.5)) == (None,) * 5


def test_a_base_rate_that_makes_no_mistake_leaves_no_skill_to_speak_of() -> None:
    assert brier_skill([Cell(0.9, 1.0)], 1.0) is None


def test_always_saying_even_scores_a_quarter_and_has_no_skill_over_it() -> None:
    cells = [Cell(0.5, 1.0, 3), Cell(0.5, 0.0, 5)]
    assert brier(cells) == 0.25
    assert brier_skill(cells, 0.5) == 0


def test_six_of_sixty_are_bounded_by_what_the_others_could_do() -> None:
    """Worked by hand: 6 true at 90% and 54 waiting at 90%: each adds 0.01 at best and 0.81 at worst."""
    bounds = brier_bounds([Cell(0.9, 1.0, 6)], [(0.9, 54)])
    assert bounds is not None
    assert bounds.low == pytest.approx(0.01)
    assert bounds.high == pytest.approx((6 * 0.01 + 54 * 0.81) / 60)


def test_bounds_close_on_the_score_when_nothing_waits_and_are_none_without_claims() -> None:
    bounds = brier_bounds([Cell(0.7, 0.0, 2)], [])
    assert bounds is not None
    assert bounds.low == bounds.high == pytest.approx(0.49)
    assert brier_bounds([], []) is None
