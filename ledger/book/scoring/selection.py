"""What a score leaves out: how much of what was said it rests on, and what the rest could do to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from ledger.book.scoring.intervals import Interval
from ledger.book.scoring.measures import Cell, brier_loss, claims_in


def brier_bounds(resolved: Sequence[Cell], unresolved: Iterable[tuple[float, int]]) -> Interval | None:
    """Where the Brier score would lie if the unresolved claims came out best and worst for it.

    `unresolved` holds (probability, number of claims). None where there are no claims at all. These are
    bounds in Manski's (1989) sense: nothing is assumed of the claims nobody has settled.
    """
    waiting = list(unresolved)
    total = claims_in(resolved) + sum(count for _, count in waiting)
    if not total:
        return None
    known = [cell.claims * brier_loss(cell.probability, cell.outcome) for cell in resolved]
    best = [count * min(p, 1 - p) ** 2 for p, count in waiting]
    worst = [count * max(p, 1 - p) ** 2 for p, count in waiting]
    return Interval(fsum(known + best) / total, fsum(known + worst) / total)
