"""The views against Python that was written without them, on 100,000 simulated claims."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from math import isclose

import pytest

from ledger.book.opening import writing
from ledger.book.scoring import flat
from ledger.book.scoring.claims import Selection
from ledger.book.scoring.records import DIMENSIONS, records
from tests.book.scoring.simulated import SAID, SPEAKERS, Simulated, claims, fill

CLASSES = {"high": 0.9, "medium": 0.7, "low": 0.5}
WORDS = {"可能": 0.5, "也许": 0.35, "大概率": 0.78, "likely": 0.7, "unlikely": 0.8, "almost no chance": 0.98}
LAST_DAYS = {"talk-a": date(2020, 5, 4), "talk-b": date(2021, 6, 30), "talk-c": date(2022, 12, 31)}
DIGITS = 1e-11
"""Relative: sums of 100,000 doubles in another order differ in the twelfth digit or later."""


@pytest.fixture(scope="module")
def made() -> list[Simulated]:
    return list(claims(100_000))


@pytest.fixture(scope="module")
def ledger(made: list[Simulated], tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path_factory.mktemp("scores") / "predictions.db", create=True) as db:
        fill(db, made)
        db.execute("PRAGMA query_only = ON")
        yield db


@pytest.fixture(scope="module")
def smaller(made: list[Simulated], tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The first 4,000 of the claims."""
    with writing(tmp_path_factory.mktemp("scores") / "predictions.db", create=True) as db:
        fill(db, made[:4000])
        yield db


def expected_state(claim: Simulated) -> str:
    if claim.verdict == "true" and claim.due and claim.happened_on and claim.happened_on > claim.due:
        return "late"
    if claim.verdict:
        return claim.verdict
    return "overdue" if claim.due and claim.due < "2024" else "open"


def expected_outcome(claim: Simulated) -> float | None:
    share = claim.share if claim.share is not None else math.nan
    return {"true": 1.0, "false": 0.0, "late": 0.0, "partial": share}.get(expected_state(claim))


def expected_probability(claim: Simulated) -> tuple[float, str]:
    if claim.probability is not None:
        return claim.probability, "person"
    word = claim.hedge.lower().removesuffix("会")
    if word in WORDS:
        return WORDS[word], "convention: word"
    return CLASSES[claim.certainty], "convention: class"


def expected_horizon(claim: Simulated) -> str:
    if claim.due and claim.source in LAST_DAYS:
        years = (date.fromisoformat(claim.due) - LAST_DAYS[claim.source]).days / 365.25
    elif claim.months is not None:
        years = claim.months / 12
    else:
        return "no date"
    bands = ((1.003, "up to 1 year"), (3.001, "1 to 3 years"), (10.002, "3 to 10 years"))
    return next((name for longest, name in bands if years <= longest), "over 10 years")


def test_every_claim_counts_and_scores_in_the_view_as_in_python(
    ledger: sqlite3.Connection, made: list[Simulated]
) -> None:
    rows = {row["claim"]: row for row in ledger.execute("SELECT * FROM claim_scores")}
    assert len(rows) == len(made)
    for claim in made:
        row, outcome = rows[claim.id], expected_outcome(claim)
        p, source = expected_probability(claim)
        said = (SAID[claim.source] or "unknown").split("-")[0]
        assert (row["probability"], row["probability_source"], row["outcome"]) == (p, source, outcome)
        assert (row["state"], row["horizon"], row["year"]) == (
            expected_state(claim),
            expected_horizon(claim),
            said,
        )
        assert row["speaker"] == (claim.attributed_to or SPEAKERS[claim.speaker - 1])
        assert row["checkable"] == (claim.checkable == 2 or bool(claim.criteria))
        assert row["due"] == (claim.due is not None and claim.due < "2024")
        if outcome is None:
            assert row["brier"] is row["log_score"] is None
            continue
        held = min(max(p, 0.01), 0.99)
        assert isclose(row["brier"], (p - outcome) ** 2, rel_tol=DIGITS, abs_tol=1e-15)
        loss = -(outcome * math.log(held) + (1 - outcome) * math.log(1 - held))
        assert isclose(row["log_score"], loss, rel_tol=DIGITS)


def test_the_records_of_100000_claims_have_the_same_digits_in_the_view_as_in_python(
    ledger: sqlite3.Connection,
) -> None:
    compare(ledger, "speaker-word")


@pytest.mark.parametrize("by", DIMENSIONS)
def test_the_records_by_anything_have_the_same_digits_in_the_view_as_in_python(
    smaller: sqlite3.Connection, by: str
) -> None:
    compare(smaller, by)


def compare(ledger: sqlite3.Connection, by: str) -> None:
    """Every column that the view and the records have in common, record by record."""
    view = {
        (row["key"], row["word"]): dict(row)
        for row in ledger.execute("SELECT * FROM scores WHERE dimension = ?", (by,))
    }
    ours = {(record.key, record.word): flat.row(record) for record in records(ledger, by, intervals=False)}
    assert ours.keys() == view.keys()
    compared = 0
    for key, row in ours.items():
        for name in view[key].keys() & row.keys():
            compared += 1
            if isinstance(row[name], float):
                assert view[key][name] == pytest.approx(row[name], rel=1e-9, abs=1e-12), (key, name)
            else:
                assert view[key][name] == row[name], (key, name)
    assert compared >= 30 * len(ours)


def test_what_the_view_adds_up_is_what_the_claims_add_up_to(
    ledger: sqlite3.Connection, made: list[Simulated]
) -> None:
    """By topic, from the made-up claims alone: no view and nothing of the project in between."""
    losses = defaultdict(list)
    for claim in made:
        outcome = expected_outcome(claim)
        if outcome is not None:
            for topic in claim.topics:
                losses[topic].append((expected_probability(claim)[0] - outcome) ** 2)
    rows = ledger.execute("SELECT key, resolved, brier FROM scores WHERE dimension = 'topic'").fetchall()
    assert {row["key"]: row["resolved"] for row in rows} == {key: len(found) for key, found in losses.items()}
    for row in rows:
        assert row["brier"] == pytest.approx(math.fsum(losses[row["key"]]) / row["resolved"], rel=DIGITS)


def test_the_diagram_of_the_view_is_that_of_python(smaller: sqlite3.Connection) -> None:
    view = smaller.execute("SELECT * FROM calibration WHERE dimension = 'hedge' ORDER BY key, low").fetchall()
    made = sorted(records(smaller, "hedge", intervals=False), key=lambda record: record.key)
    ours = [point for record in made for point in flat.bins(record)]
    assert len(view) == len(ours) > 20
    for theirs, point in zip(view, ours, strict=True):
        assert (theirs["key"], theirs["claims"]) == (point["key"], point["claims"])
        for name in ("low", "high", "forecast", "rate", "rate_low", "rate_high"):
            assert theirs[name] == pytest.approx(point[name], rel=1e-9, abs=1e-12)


def test_a_selection_is_scored_like_the_record_of_it(smaller: sqlite3.Connection) -> None:
    for by, selection in (
        ("speaker", Selection(speaker="some bank")),
        ("speaker", Selection(speaker=SPEAKERS[0])),
        ("topic", Selection(topic="data")),
        ("kind", Selection(kind="plan")),
        ("source", Selection(source="talk-b")),
    ):
        key = selection.speaker or selection.topic or selection.kind or selection.source
        one = next(r for r in records(smaller, by, selection, intervals=False) if r.key == key)
        other = next(r for r in records(smaller, by, intervals=False) if r.key == key)
        assert (one.counts, one.brier, one.bounds) == (other.counts, other.brier, other.bounds)


def test_only_claims_whose_date_has_come_are_matured(smaller: sqlite3.Connection) -> None:
    (record,) = records(smaller, selection=Selection(matured=True), intervals=False)
    (whole,) = records(smaller, intervals=False)
    assert record.counts.extracted == record.counts.due == whole.counts.due
    assert record.counts.resolved < whole.counts.resolved


def test_logarithms_need_no_function_that_sqlite_may_lack(ledger: sqlite3.Connection) -> None:
    """SQLite has ln, sqrt and their kind only where it was built with SQLITE_ENABLE_MATH_FUNCTIONS."""
    lacking = ("acos", "asin", "atan", "ceil", "cos", "degrees", "exp", "floor", "ln", "log", "log10", "log2")
    lacking += ("mod", "pi", "pow", "power", "radians", "sin", "sqrt", "tan", "trunc")
    allowed = sqlite3.connect(":memory:")
    allowed.executescript("\n".join(f"{sql};" for sql in schema(ledger)))
    used: set[str] = set()

    def watch(action: int, _: str | None, name: str | None, *__: object) -> int:
        if action == sqlite3.SQLITE_FUNCTION and name:
            used.add(name)
        return sqlite3.SQLITE_OK

    allowed.set_authorizer(watch)
    for view in ("claim_scores", "claim_keys", "scores", "hedge_worth", "calibration", "base_rate"):
        allowed.execute(f"SELECT * FROM {view}").fetchall()
    assert "julianday" in used
    assert not used & set(lacking)


def schema(db: sqlite3.Connection) -> list[str]:
    """The tables and views of the ledger, without its search index and triggers."""
    query = """SELECT sql FROM sqlite_master
        WHERE type IN ('table', 'view') AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite%'"""
    return [row[0] for row in db.execute(query)]
