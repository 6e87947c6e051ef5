"""Whether 70% means 70%: the reliability diagram, sharpness, and the parts a Brier score is made of.

The diagram is unfolded: forecasts of 20% stand at 20% and are not turned into 80% of the opposite. Its ten
bins are for looking at. The parts of the score are taken over the distinct probabilities instead, where
Murphy's identity holds to the last digit; over bins it would need two more terms (Stephenson et al. 2008).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TypeVar

from ledger.book.scoring.intervals import Interval, wilson
from ledger.book.scoring.measures import Cell, brier, claims_in, forecast, rate

BINS = 10
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True)
class Bin:
    """A point of the diagram: forecasts from `low` up to `high` (the last bin holds 1 too).

    `forecast` is the mean probability given, `rate` how often it came true, `interval` Wilson's of the
    rate; `claims` how many claims stand behind it.
    """

    low: float
    high: float
    claims: int
    forecast: float
    rate: float
    interval: Interval


@dataclass(frozen=True)
class Murphy:
    """Brier = reliability - resolution + uncertainty (Murphy 1973), over the distinct probabilities.

    `reliability` is how far what was said lies from what happened when it was said (0 is best),
    `resolution` how far the groups lie from the common rate (more is better), `uncertainty` the variance
    of the outcomes, which is nobody's doing.
    """

    reliability: float
    resolution: float
    uncertainty: float


@dataclass(frozen=True)
class Calibration:
    """All there is to say on calibration of some claims.

    `bias` is the mean probability less the rate (above 0: too sure), `sharpness` the variance of the
    probabilities given (0: always the same number), `brier` the sum of the parts.
    """

    claims: int
    bins: tuple[Bin, ...]
    forecast: float
    rate: float
    bias: float
    sharpness: float
    brier: float
    murphy: Murphy


def calibration(cells: Sequence[Cell]) -> Calibration | None:
    """The calibration of the claims in `cells`; None where there are none."""
    said, happened, score = forecast(cells), rate(cells), brier(cells)
    if said is None or happened is None or score is None:
        return None
    total = claims_in(cells)
    sharpness = fsum(cell.claims * (cell.probability - said) ** 2 for cell in cells) / total
    bins = reliability_diagram(cells)
    return Calibration(total, bins, said, happened, said - happened, sharpness, score, murphy(cells))


def reliability_diagram(cells: Sequence[Cell]) -> tuple[Bin, ...]:
    """The bins that hold claims, lowest first, each a tenth wide."""
    groups = _grouped(cells, lambda cell: bin_of(cell.probability))
    return tuple(_bin(place, groups[place]) for place in sorted(groups))


def bin_of(probability: float) -> int:
    """Which of the ten bins a probability falls in: 0.3 opens the fourth, 1 closes the tenth."""
    return min(BINS - 1, int(probability * BINS + 1e-9))


def murphy(cells: Sequence[Cell]) -> Murphy:
    """The three parts of the Brier score of at least one claim; shares are welcome as outcomes."""
    total, overall = claims_in(cells), rate(cells) or 0.0
    groups = _grouped(cells, lambda cell: cell.probability)
    rates = {said: rate(group) or 0.0 for said, group in groups.items()}
    sizes = {said: claims_in(group) for said, group in groups.items()}
    return Murphy(
        fsum(sizes[said] * (said - rates[said]) ** 2 for said in groups) / total,
        fsum(sizes[said] * (rates[said] - overall) ** 2 for said in groups) / total,
        fsum(cell.claims * (cell.outcome - overall) ** 2 for cell in cells) / total,
    )


def _grouped(cells: Sequence[Cell], key: Callable[[Cell], _Key]) -> dict[_Key, list[Cell]]:
    groups: dict[_Key, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[key(cell)].append(cell)
    return groups


def _bin(place: int, cells: Sequence[Cell]) -> Bin:
    said, happened, count = forecast(cells), rate(cells), claims_in(cells)
    interval = wilson(fsum(cell.outcome * cell.claims for cell in cells), count)
    assert said is not None and happened is not None and interval is not None
    return Bin(place / BINS, (place + 1) / BINS, count, said, happened, interval)
