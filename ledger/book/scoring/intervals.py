"""How far a number may be off: 95% intervals, Wilson's for shares and a seeded bootstrap for scores.

Both take claims as independent of each other. Claims of one talk on one event are not quite, so the true
uncertainty is, if anything, larger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from ledger.book.scoring.measures import Cell, brier_loss, claims_in, log_loss

Z = 1.959963984540054
"""The normal quantile of a 95% interval."""
SEED = 20240614
RESAMPLES = 2000
_IMAGINED = 1.0
"""Imaginary claims of each outcome: at 1, simulated records of 10 to 500 claims are covered at 94 to 99%."""


class Interval(NamedTuple):
    """From `low` to `high`, ends included."""

    low: float
    high: float


class Resampled(NamedTuple):
    """Bootstrap intervals of the three scores; `skill` is None where the base rate made no mistake."""

    brier: Interval
    log_score: Interval
    brier_skill: Interval | None


def wilson(successes: float, trials: int) -> Interval | None:
    """Wilson's (1927) 95% score interval of a share; None without trials.

    `successes` may hold fractions (claims that came true in part), which makes it a little too wide.
    """
    if not trials:
        return None
    middle = (successes + Z * Z / 2) / (trials + Z * Z)
    half = Z / (trials + Z * Z) * sqrt(max(0.0, successes * (trials - successes) / trials) + Z * Z / 4)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def bootstrap(
    cells: Sequence[Cell], base_rate: float, clip: float, seed: int = SEED, resamples: int = RESAMPLES
) -> Resampled | None:
    """95% percentile intervals of the mean scores over resamples of the claims; None without claims.

    The pool holds the record and two imaginary claims, one true and one false, at probabilities spread as
    the record's own are (the thought of Agresti and Coull 1998 for shares): a spotless record of six would
    otherwise get an interval of no width. The same seed gives the same digits on every machine.
    """
    if not claims_in(cells):
        return None
    import numpy  # loads slowly, and most commands need no resample

    weights, losses = _pool(cells, base_rate, clip)
    random = numpy.random.RandomState(seed)  # the generator whose stream is frozen for good
    drawn = random.multinomial(claims_in(cells), numpy.array(weights) / sum(weights), size=resamples)
    briers, logs, bases = (drawn @ numpy.array(losses) / claims_in(cells)).T
    skills = 1 - briers / bases if bases.min() > 0 else None
    low, high = (1 - 0.95) / 2 * 100, (1 + 0.95) / 2 * 100

    def interval(values: numpy.ndarray) -> Interval:
        return Interval(*(float(value) for value in numpy.percentile(values, [low, high])))

    return Resampled(interval(briers), interval(logs), None if skills is None else interval(skills))


def _pool(
    cells: Sequence[Cell], base_rate: float, clip: float
) -> tuple[list[float], list[tuple[float, float, float]]]:
    """What is drawn from: weights, and the mean losses (Brier, log, Brier of the base rate) of each lot.

    Claims alike to a hundredth in probability and outcome are drawn as one lot, so that the work does
    not grow with the number of claims.
    """
    total = claims_in(cells)
    lots: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for probability, outcome, count in (*cells, *_imaginary(cells, total)):
        losses = (
            brier_loss(probability, outcome),
            log_loss(probability, outcome, clip),
            brier_loss(base_rate, outcome),
        )
        lot = lots[round(probability * 100), round(outcome * 100)]
        lot[0] += count
        for place, loss in enumerate(losses, 1):
            lot[place] += loss * count
    ordered = [lots[alike] for alike in sorted(lots)]
    means = [(brier / weight, log / weight, base / weight) for weight, brier, log, base in ordered]
    return [lot[0] for lot in ordered], means


def _imaginary(cells: Sequence[Cell], total: int) -> list[tuple[float, float, float]]:
    return [(p, outcome, _IMAGINED * count / total) for p, _, count in cells for outcome in (0.0, 1.0)]
