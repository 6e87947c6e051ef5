"""Published verification data, as the tests use them: counts of (probability, outcome)."""

from __future__ import annotations

from ledger.book.scoring.measures import Cell

FINLEY = (Cell(1.0, 1.0, 28), Cell(1.0, 0.0, 72), Cell(0.0, 1.0, 23), Cell(0.0, 0.0, 2680))
"""Finley's tornado forecasts, American Meteorological Journal 1884, as tabled by Murphy (1996), Weather and
Forecasting 11, 3-20: 100 forecasts of a tornado, of which 28 came; 51 tornadoes on 2,803 occasions."""

WILKS_SAID = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
WILKS_RATES = (0.006, 0.019, 0.059, 0.150, 0.277, 0.377, 0.511, 0.587, 0.723, 0.779, 0.934, 0.933)
WILKS_SHARES = (
    *(0.4112, 0.0671, 0.1833, 0.0986, 0.0616, 0.0366),
    *(0.0303, 0.0275, 0.0245, 0.0220, 0.0170, 0.0203),
)
"""Probability of precipitation in the United States, 1980-1987: Wilks, Statistical Methods in the Atmospheric
Sciences, 2nd edition, table 7.3: what was said, how often it rained then, and how often it was said."""


def wilks() -> list[Cell]:
    """The precipitation forecasts as 10,000,000 of them, which makes every cell a whole number."""
    cells = []
    for said, happened, share in zip(WILKS_SAID, WILKS_RATES, WILKS_SHARES, strict=True):
        times, wet = round(share * 10_000_000), round(share * happened * 10_000_000)
        cells += [Cell(said, 1.0, wet), Cell(said, 0.0, times - wet)]
    return cells
