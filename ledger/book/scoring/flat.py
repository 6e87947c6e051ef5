"""Records as rows: flat for tables and CSV, nested for JSON, under the names the views have."""

from __future__ import annotations

from dataclasses import asdict

from ledger.book.scoring.intervals import Interval
from ledger.book.scoring.records import Record

Value = str | int | float | None
Row = dict[str, Value]


def row(record: Record) -> Row:
    """One record as one row: `_low` and `_high` are 95% intervals, `_lowest` and `_highest` bounds."""
    return {
        "by": record.by,
        "key": record.key,
        "word": record.word,
        **asdict(record.counts),
        "rate": record.rate,
        **_ends("rate", record.rate_interval),
        "mean_probability": record.mean_probability,
        "convention": record.convention,
        "brier": record.brier,
        **_ends("brier", record.brier_interval),
        "log_score": record.log_score,
        **_ends("log_score", record.log_score_interval),
        "base": record.base,
        "base_rate": record.base_rate,
        "brier_skill": record.brier_skill,
        **_ends("brier_skill", record.brier_skill_interval),
        "coverage": record.coverage,
        **_ends("brier", record.bounds, ("lowest", "highest")),
        **_ends("brier", record.bounds_due, ("lowest_due", "highest_due")),
        "minimum": record.minimum,
        "rank": record.rank,
    }


def bins(record: Record) -> list[Row]:
    """The reliability diagram of a record, one row a bin."""
    found = record.calibration
    return [
        {
            "by": record.by,
            "key": record.key,
            "word": record.word,
            "low": point.low,
            "high": point.high,
            "claims": point.claims,
            "forecast": point.forecast,
            "rate": point.rate,
            **_ends("rate", point.interval),
        }
        for point in (found.bins if found else ())
    ]


def parts(record: Record) -> Row:
    """Bias, sharpness and Murphy's parts of the Brier score; all None where nothing is resolved."""
    found = record.calibration
    return {
        "bias": found.bias if found else None,
        "sharpness": found.sharpness if found else None,
        "reliability": found.murphy.reliability if found else None,
        "resolution": found.murphy.resolution if found else None,
        "uncertainty": found.murphy.uncertainty if found else None,
    }


def nested(record: Record) -> dict[str, object]:
    """One record with all there is: its row, and `calibration` with the parts and the bins."""
    own = ("by", "key", "word")
    points = [{name: value for name, value in point.items() if name not in own} for point in bins(record)]
    return {**row(record), "calibration": {**parts(record), "bins": points}}


def _ends(name: str, interval: Interval | None, ends: tuple[str, str] = ("low", "high")) -> Row:
    low, high = interval or (None, None)
    return {f"{name}_{ends[0]}": low, f"{name}_{ends[1]}": high}
