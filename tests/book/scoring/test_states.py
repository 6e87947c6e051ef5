"""Every state an outcome can be in, and what it counts in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import pytest

from ledger.book.editing import Editor, edit
from ledger.book.marking import only, record, undo
from ledger.book.opening import writing
from ledger.book.scoring.claims import Selection
from ledger.book.scoring.records import Record, records
from ledger.model import VERDICTS
from tests.book.examples import CHEAP, LIN, ROBOTS, SOON, STEER, WU, make_ledger

NOBODYS = ("ambiguous", "annulled", "unverifiable")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """SOON (70%) and STEER (90%) were due in 2024, ROBOTS (70%) is in 2029, CHEAP (50%) has no date."""
    path, _ = make_ledger(tmp_path)
    with writing(path) as db:
        yield db


def the(db: sqlite3.Connection, quote: str) -> str:
    return str(db.execute("SELECT id FROM claims WHERE quote = ?", (quote,)).fetchone()[0])


def mark(db: sqlite3.Connection, quote: str, verdict: str, **more: object) -> None:
    only(record(db, [{"claim": the(db, quote), "verdict": verdict, **more}], "ann", "command"))


def whole(db: sqlite3.Connection) -> Record:
    (found,) = records(db, intervals=False)
    return found


def scored(db: sqlite3.Connection, quote: str) -> tuple[object, ...]:
    query = "SELECT state, outcome, brier FROM claim_scores WHERE claim = ?"
    return tuple(db.execute(query, (the(db, quote),)).fetchone())


def nonzero(found: Record) -> dict[str, int]:
    counted = ("resolved", "void", "came_true", "partial", "came_false", "late", *NOBODYS)
    return {name: count for name, count in asdict(found.counts).items() if count and name in counted}


CASES: tuple[tuple[str, str, Mapping[str, object], str, float | None, set[str]], ...] = (
    (SOON, "true", {}, "true", 1.0, {"resolved", "came_true"}),
    (SOON, "true", {"happened_on": "2024-12-31"}, "true", 1.0, {"resolved", "came_true"}),
    (SOON, "true", {"happened_on": "2024"}, "true", 1.0, {"resolved", "came_true"}),
    (SOON, "true", {"happened_on": "2025-01-01"}, "late", 0.0, {"resolved", "late"}),
    (SOON, "true", {"happened_on": "2025"}, "late", 0.0, {"resolved", "late"}),
    (CHEAP, "true", {"happened_on": "2026-01-01"}, "true", 1.0, {"resolved", "came_true"}),
    (ROBOTS, "true", {"happened_on": "2025-05"}, "true", 1.0, {"resolved", "came_true"}),
    (SOON, "false", {}, "false", 0.0, {"resolved", "came_false"}),
    (SOON, "partial", {"share": 0.3}, "partial", 0.3, {"resolved", "partial"}),
    (SOON, "partial", {"share": 0}, "partial", 0.0, {"resolved", "partial"}),
    (SOON, "partial", {"share": 0.3, "happened_on": "2025-03"}, "partial", 0.3, {"resolved", "partial"}),
    *((SOON, verdict, {}, verdict, None, {"void", verdict}) for verdict in NOBODYS),
)


@pytest.mark.parametrize(("quote", "verdict", "more", "state", "outcome", "counted"), CASES)
def test_a_verdict_counts_in_this_and_in_nothing_else(
    ledger: sqlite3.Connection,
    quote: str,
    verdict: str,
    more: Mapping[str, object],
    state: str,
    outcome: float | None,
    counted: set[str],
) -> None:
    mark(ledger, quote, verdict, **more)
    probability = 0.5 if quote == CHEAP else 0.7
    brier = None if outcome is None else pytest.approx((probability - outcome) ** 2)
    assert scored(ledger, quote) == (state, outcome, brier)
    found = whole(ledger)
    assert nonzero(found) == dict.fromkeys(counted, 1)
    assert (found.brier, found.rate) == (brier, outcome)
    assert found.counts.extracted == 4
    assert found.counts.unresolved == 3


def test_every_verdict_there_is_has_a_case() -> None:
    assert {verdict for _, verdict, *_ in CASES} == set(VERDICTS) - {"reopen"}


def test_a_claim_nobody_marked_is_open_or_overdue_and_counts_as_unresolved_only(
    ledger: sqlite3.Connection,
) -> None:
    assert [scored(ledger, quote) for quote in (SOON, ROBOTS, CHEAP)] == [
        ("overdue", None, None),
        ("open", None, None),
        ("open", None, None),
    ]
    found = whole(ledger)
    assert (found.counts.due, found.counts.overdue, found.counts.unresolved) == (2, 2, 4)
    assert nonzero(found) == {}
    assert found.brier is found.log_score is found.rate is found.brier_skill is found.rank is None


def test_a_claim_due_within_thirty_days_is_unresolved_and_not_yet_due_in_the_counts(
    ledger: sqlite3.Connection,
) -> None:
    soon = ledger.execute("SELECT date('now', '+10 days')").fetchone()[0]
    edit(ledger, the(ledger, SOON), {"due": soon}, Editor("ann", "command"))
    assert scored(ledger, SOON) == ("due", None, None)
    assert (whole(ledger).counts.due, whole(ledger).counts.unresolved) == (1, 4)


@pytest.mark.parametrize("verdict", ["true", "false", "ambiguous"])
def test_a_reopened_claim_counts_as_if_it_had_never_been_marked(
    ledger: sqlite3.Connection, verdict: str
) -> None:
    before = whole(ledger)
    mark(ledger, SOON, verdict)
    assert whole(ledger) != before
    undo(ledger, the(ledger, SOON), "wrong claim", "ann", "command")
    assert whole(ledger) == before


def test_the_last_verdict_counts_and_the_ones_before_it_do_not(ledger: sqlite3.Connection) -> None:
    mark(ledger, SOON, "true")
    mark(ledger, SOON, "false")
    assert nonzero(whole(ledger)) == {"resolved": 1, "came_false": 1}


def test_rejected_claims_count_in_nothing_and_count_again_once_restored(ledger: sqlite3.Connection) -> None:
    mark(ledger, SOON, "true")
    before = whole(ledger)
    edit(ledger, the(ledger, SOON), {"status": "reject"}, Editor("ann", "command"))
    assert (whole(ledger).counts.extracted, whole(ledger).counts.resolved) == (3, 0)
    edit(ledger, the(ledger, SOON), {"status": "accept"}, Editor("ann", "command"))
    assert whole(ledger) == before


def test_a_new_due_date_decides_what_is_late(ledger: sqlite3.Connection) -> None:
    mark(ledger, SOON, "true", happened_on="2025-02-01")
    assert scored(ledger, SOON)[0] == "late"
    edit(ledger, the(ledger, SOON), {"due": "2025-06-30"}, Editor("ann", "command"))
    assert scored(ledger, SOON)[0] == "true"


def test_a_persons_number_goes_before_the_convention_and_says_so(ledger: sqlite3.Connection) -> None:
    mark(ledger, SOON, "true")
    assert whole(ledger).counts.from_person == 0
    edit(ledger, the(ledger, SOON), {"probability": "0.95"}, Editor("ann", "command"))
    query = "SELECT probability, probability_source FROM claim_scores WHERE claim = ?"
    assert tuple(ledger.execute(query, (the(ledger, SOON),)).fetchone()) == (0.95, "person")
    found = whole(ledger)
    assert found.counts.from_person == 1
    assert found.brier == pytest.approx(0.05**2)


def test_a_claim_is_checkable_as_worded_or_once_criteria_say_how(ledger: sqlite3.Connection) -> None:
    assert whole(ledger).counts.checkable == 1
    edit(ledger, the(ledger, SOON), {"criteria": "clips of two minutes on sale"}, Editor("ann", "command"))
    assert whole(ledger).counts.checkable == 2


def test_a_reported_forecast_is_on_the_record_of_who_is_said_to_predict(ledger: sqlite3.Connection) -> None:
    mark(ledger, SOON, "true")
    edit(ledger, the(ledger, SOON), {"attributed_to": "某银行"}, Editor("ann", "command"))
    found = {record.key: record.counts.resolved for record in records(ledger, "speaker", intervals=False)}
    assert found == {"某银行": 1, LIN: 0, WU: 0}
    (only_lin,) = records(ledger, "speaker", Selection(speaker=LIN), intervals=False)
    assert only_lin.counts.extracted == 1
    (bank,) = records(ledger, "speaker", Selection(speaker="某银行"), intervals=False)
    assert bank.counts.resolved == 1


def test_a_claim_on_two_topics_counts_for_each_and_once_in_all(ledger: sqlite3.Connection) -> None:
    mark(ledger, CHEAP, "false")
    by_topic = {record.key: record.counts.resolved for record in records(ledger, "topic", intervals=False)}
    assert by_topic == {"hardware": 1, "scaling": 1, "generation-quality": 0, "controllability": 0}
    assert whole(ledger).counts.resolved == 1


def test_the_worth_of_a_hedge_is_told_for_each_speaker(ledger: sqlite3.Connection) -> None:
    mark(ledger, CHEAP, "false")
    mark(ledger, STEER, "true")
    rows = ledger.execute("SELECT speaker, word, resolved, more_than_said FROM hedge_worth").fetchall()
    worth = {(row["speaker"], row["word"]): row["more_than_said"] for row in rows if row["resolved"]}
    assert worth == {(WU, "可能"): -0.5, (LIN, "一定"): pytest.approx(0.1)}


def test_one_of_four_says_so_and_how_far_the_others_could_move_it(ledger: sqlite3.Connection) -> None:
    """By hand: SOON true at 70% (0.09) with 90%, 70% and 50% waiting, of which the 90% is due."""
    mark(ledger, SOON, "true")
    found = whole(ledger)
    assert found.coverage == 0.25
    assert found.bounds == pytest.approx(((0.09 + 0.01 + 0.09 + 0.25) / 4, (0.09 + 0.81 + 0.49 + 0.25) / 4))
    assert found.bounds_due == pytest.approx(((0.09 + 0.01) / 2, (0.09 + 0.81) / 2))


def test_a_void_claim_is_in_no_bound(ledger: sqlite3.Connection) -> None:
    for quote in (SOON, STEER, ROBOTS, CHEAP):
        mark(ledger, quote, "annulled")
    found = whole(ledger)
    assert (found.bounds, found.brier, found.counts.void, found.coverage) == (None, None, 4, 0)
    assert ledger.execute("SELECT brier_lowest FROM scores WHERE dimension = 'all'").fetchone()[0] is None
