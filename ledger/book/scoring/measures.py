"""The scores themselves, from counts of (probability, outcome): no database, no interval, no opinion.

An outcome is 1 where the claim came true, 0 where it did not, and the share where it did in part. All
scores are losses: 0 is best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum, log
from typing import NamedTuple


class Cell(NamedTuple):
    """So many claims that were given this probability (0 to 1) and had this outcome (0 to 1)."""

    probability: float
    outcome: float
    claims: int = 1


def claims_in(cells: Iterable[Cell]) -> int:
    """How many claims the cells hold."""
    return sum(cell.claims for cell in cells)


def brier_loss(probability: float, outcome: float) -> float:
    """(probability - outcome)², from 0 to 1 (Brier 1950, halved as is usual for yes-or-no events)."""
    return (probability - outcome) ** 2


def log_loss(probability: float, outcome: float, clip: float) -> float:
    """-ln of the probability given to what came about, in nats (Good 1952); a share counts both ways.

    Probabilities are first moved into [clip, 1 - clip], so that one mistaken certainty costs -ln(clip)
    and not everything.
    """
    held = min(max(probability, clip), 1 - clip)
    return -(outcome * log(held) + (1 - outcome) * log(1 - held))


def mean(cells: Sequence[Cell], values: Iterable[float]) -> float | None:
    """The mean over all claims of one value a cell; None where there are no claims."""
    total = claims_in(cells)
    if not total:
        return None
    return fsum(value * cell.claims for cell, value in zip(cells, values, strict=True)) / total


def brier(cells: Sequence[Cell]) -> float | None:
    """The Brier score from 0 to 1: 0.25 is what always saying 50% earns. None without claims."""
    return mean(cells, (brier_loss(cell.probability, cell.outcome) for cell in cells))


def log_score(cells: Sequence[Cell], clip: float) -> float | None:
    """The mean logarithmic loss in nats: 0.693 is what always saying 50% earns. None without claims."""
    return mean(cells, (log_loss(cell.probability, cell.outcome, clip) for cell in cells))


def rate(cells: Sequence[Cell]) -> float | None:
    """How often the claims came true, shares counted as shares. None without claims."""
    return mean(cells, (cell.outcome for cell in cells))


def forecast(cells: Sequence[Cell]) -> float | None:
    """The mean probability given. None without claims."""
    return mean(cells, (cell.probability for cell in cells))


def brier_skill(cells: Sequence[Cell], base_rate: float) -> float | None:
    """1 - Brier / Brier of always saying `base_rate`: above 0 is better than it, 1 is perfect.

    None without claims, or where the base rate itself made no mistake.
    """
    ours = brier(cells)
    theirs = mean(cells, (brier_loss(base_rate, cell.outcome) for cell in cells))
    return 1 - ours / theirs if ours is not None and theirs else None
