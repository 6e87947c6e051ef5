"""Marking what became of a claim: one door, and the same one in plain SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ledger.book.marking import only, record, undo
from ledger.book.migrations import STEPS
from ledger.book.opening import writing
from ledger.book.outcome import RULES
from ledger.errors import BadInput, Conflict, NotFound
from ledger.model import VERDICTS
from tests.book.examples import make_ledger

NOW = "2026-03-01T12:00:00Z"
PAGE = "https://example.org/a"
Door = Callable[[dict[str, object]], str]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path, _ = make_ledger(tmp_path)
    with writing(path) as db:
        yield db


@pytest.fixture
def ids(ledger: sqlite3.Connection) -> list[str]:
    return [row[0] for row in ledger.execute("SELECT id FROM claims ORDER BY start")]


def events(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    query = """SELECT claim, verdict, share, happened_on, evidence, note, supersedes, recorded_by
        FROM outcomes ORDER BY id"""
    return [tuple(row) for row in db.execute(query)]


def current(db: sqlite3.Connection, claim: str) -> tuple[object, ...]:
    query = "SELECT verdict, share, happened_on, outcome FROM claims WHERE id = ?"
    return tuple(db.execute(query, (claim,)).fetchone())


def python_door(db: sqlite3.Connection) -> Door:
    def send(item: dict[str, object]) -> str:
        report = record(db, [item], "ann", "api", NOW)
        return report.faults[0][1].message if report.faults else ""

    return send


def sql_door(db: sqlite3.Connection) -> Door:
    def send(item: dict[str, object]) -> str:
        names = [*item, "recorded_by"]
        marks = ", ".join("?" * len(names))
        try:
            db.execute(f"INSERT INTO mark ({', '.join(names)}) VALUES ({marks})", (*item.values(), "ann"))
        except sqlite3.IntegrityError as error:
            return str(error)
        return ""

    return send


GOOD: list[dict[str, object]] = [
    {"verdict": "true"},
    {"verdict": " TRUE ", "happened_on": "2024-11", "evidence": PAGE, "note": " 说中了 "},
    {"verdict": "false", "share": "", "happened_on": "", "evidence": "", "note": ""},
    {"verdict": "partial", "share": "0.6", "evidence": f"{PAGE}\r\n{PAGE}b", "happened_on": "2024"},
    {"verdict": "partial", "share": 1},
    {
        "verdict": "annulled",
        "evidence": f'["{PAGE}", "http://example.org"]',
        "note": "<script>alert(1)</script>",
    },
    {"verdict": "reopen", "note": "看错了"},
]
BAD: list[tuple[dict[str, object], str]] = [
    ({"verdict": "perhaps"}, "verdict"),
    ({"verdict": ""}, "verdict"),
    ({"verdict": "partial"}, "share"),
    ({"verdict": "partial", "share": "1.5"}, "share"),
    ({"verdict": "partial", "share": "-0.1"}, "share"),
    ({"verdict": "partial", "share": "half"}, "share"),
    ({"verdict": "true", "share": "0.5"}, "share"),
    ({"verdict": "true", "happened_on": "2024-02-30"}, "happened_on"),
    ({"verdict": "true", "happened_on": "soon"}, "happened_on"),
    ({"verdict": "true", "happened_on": "2999"}, "future"),
    ({"verdict": "reopen", "happened_on": "2024", "note": "why"}, "undated"),
    ({"verdict": "true", "evidence": "javascript:alert(1)"}, "evidence"),
    ({"verdict": "true", "evidence": f"{PAGE} example.org"}, "evidence"),
    ({"verdict": "true", "evidence": "http://"}, "evidence"),
    ({"verdict": "true", "note": "x" * 20_001}, "note"),
    ({"verdict": "reopen"}, "reason"),
    ({"verdict": "reopen", "note": "nothing there"}, "open"),
    ({"verdict": "true", "supersedes": "first"}, "number"),
    ({"verdict": "true", "supersedes": "99"}, "supersedes"),
]


def test_both_doors_record_the_same(tmp_path: Path) -> None:
    recorded = []
    for name, door in (("python", python_door), ("sql", sql_door)):
        folder = tmp_path / name
        folder.mkdir()
        with writing(make_ledger(folder)[0]) as db:
            (claim,) = db.execute("SELECT id FROM claims ORDER BY start LIMIT 1").fetchone()
            for item in GOOD:
                assert door(db)({"claim": claim[:5].upper(), **item}) == "", item
                before = events(db)
                assert door(db)({"claim": claim, **item}) == "", item
                assert events(db) == before, "the same outcome twice is one event"
            recorded.append(events(db))
    assert recorded[0] == recorded[1]
    assert len(recorded[0]) == len(GOOD)


@pytest.mark.parametrize(("item", "rule"), BAD)
@pytest.mark.parametrize("door", [python_door, sql_door])
def test_both_doors_refuse_the_same_in_the_same_words(
    ledger: sqlite3.Connection,
    ids: list[str],
    door: Callable[[sqlite3.Connection], Door],
    item: dict[str, object],
    rule: str,
) -> None:
    said = door(ledger)({"claim": ids[0], **item})
    assert said.startswith(RULES[rule])
    assert events(ledger) == []


@pytest.mark.parametrize("door", [python_door, sql_door])
def test_only_a_claim_that_stands_is_marked(
    ledger: sqlite3.Connection, ids: list[str], door: Callable[[sqlite3.Connection], Door]
) -> None:
    (candidate,) = ledger.execute("SELECT id FROM candidates").fetchone()
    ledger.execute(
        """INSERT INTO edits (claim, field, value, edited_at, edited_by, method)
        VALUES (?, 'status', 'reject', ?, 'a', 'web')""",
        (ids[0], NOW),
    )
    said = {
        name: door(ledger)({"claim": name, "verdict": "true"}) for name in (candidate, ids[0], "b", "7", "")
    }
    assert said[candidate].startswith(RULES["candidate"])
    assert said[ids[0]].startswith(RULES["rejected"])
    assert said["b"].startswith(RULES["unknown"])
    assert said["7"].startswith(RULES["unknown"])
    assert said[""]
    assert events(ledger) == []


def test_a_prefix_of_several_claims_is_refused(ledger: sqlite3.Connection) -> None:
    row = """SELECT ?, source, start, "end", quote, statement, speaker, 'forecast', topics, due, certainty,
        seconds, '', 'a', 'web', '' FROM extracted LIMIT 1"""
    for name in ("zz1111", "zz2222"):
        ledger.execute(f"INSERT INTO added {row}", (name,))
    for door in (python_door, sql_door):
        assert door(ledger)({"claim": "zz", "verdict": "true"}).startswith(RULES["several"])
        assert door(ledger)({"claim": "zz1", "verdict": "true"}) == ""


def test_the_last_event_says_where_a_claim_stands(ledger: sqlite3.Connection, ids: list[str]) -> None:
    for item in ({"verdict": "partial", "share": 0.25}, {"verdict": "false", "happened_on": "2025-01-02"}):
        only(record(ledger, [{"claim": ids[0], **item}], "ann", "command", NOW))
    assert current(ledger, ids[0]) == ("false", None, "2025-01-02", 2)
    undo(ledger, ids[0], "不算", "bob", "command", NOW)
    assert current(ledger, ids[0]) == (None, None, None, None)
    assert [event[6] for event in events(ledger)] == [None, 1, 2]


def test_a_batch_is_recorded_whole_or_not_at_all(ledger: sqlite3.Connection, ids: list[str]) -> None:
    items: list[object] = [{"claim": name, "verdict": "true"} for name in ids]
    report = record(
        ledger, [*items, {"claim": "nope", "verdict": "maybe", "tip": 1}, "text"], "ann", "file", NOW
    )
    assert [(number, one.rule) for number, one in report.faults] == [
        (4, "field"),
        (4, "verdict"),
        (5, "field"),
    ]
    assert report.status == 400
    assert events(ledger) == []
    assert record(ledger, items, "ann", "file", NOW, dry_run=True).recorded == 4
    assert events(ledger) == []
    assert record(ledger, items, "ann", "file", NOW).recorded == 4


def test_the_same_batch_twice_changes_nothing_even_where_it_says_several_things_of_a_claim(
    ledger: sqlite3.Connection, ids: list[str]
) -> None:
    items = [
        {"claim": ids[0], "verdict": "true"},
        {"claim": ids[1], "verdict": "false"},
        {"claim": ids[0], "verdict": "false"},
        {"claim": ids[0], "verdict": "reopen", "note": "doubts"},
    ]
    first = record(ledger, items, "ann", "file", NOW)
    before = events(ledger)
    again = record(ledger, items, "bob", "file", NOW)
    assert (first.recorded, again.recorded) == (4, 0)
    assert [result.event for result in again.results] == [result.event for result in first.results]
    assert events(ledger) == before
    longer = record(ledger, [*items, {"claim": ids[0], "verdict": "true"}], "ann", "file", NOW)
    assert longer.recorded == 1


def test_superseding_what_is_no_longer_last_is_a_conflict(ledger: sqlite3.Connection, ids: list[str]) -> None:
    only(record(ledger, [{"claim": ids[0], "verdict": "true"}], "ann", "api", NOW))
    only(record(ledger, [{"claim": ids[0], "verdict": "false", "supersedes": 1}], "bob", "api", NOW))
    late = record(ledger, [{"claim": ids[0], "verdict": "annulled", "supersedes": 1}], "cat", "api", NOW)
    assert late.status == 409
    with pytest.raises(Conflict, match="got '1'"):
        only(late)


def test_a_single_refusal_is_raised_as_what_it_is(ledger: sqlite3.Connection, ids: list[str]) -> None:
    with pytest.raises(NotFound):
        only(record(ledger, [{"claim": "zzz", "verdict": "true"}], "ann", "command", NOW))
    with pytest.raises(BadInput, match="no verdict to take back"):
        undo(ledger, ids[0], "why", "ann", "command", NOW)
    with pytest.raises(BadInput, match="name of who marks"):
        record(ledger, [{"claim": ids[0], "verdict": "true"}], " ", "command", NOW)


def test_the_order_of_events_does_not_hang_on_the_clock(ledger: sqlite3.Connection, ids: list[str]) -> None:
    only(record(ledger, [{"claim": ids[0], "verdict": "true"}], "ann", "command", "2026-05-01T00:00:00Z"))
    only(record(ledger, [{"claim": ids[0], "verdict": "false"}], "ann", "command", "2021-05-01T00:00:00Z"))
    assert current(ledger, ids[0])[0] == "false"


def test_today_is_no_future_anywhere_on_earth_and_the_day_after_tomorrow_is(
    ledger: sqlite3.Connection, ids: list[str]
) -> None:
    now = datetime.now(UTC)
    for door in (python_door, sql_door):
        day = now.date() if door is sql_door else datetime.fromisoformat(NOW).date()
        said = door(ledger)({"claim": ids[0], "verdict": "true", "happened_on": str(day)})
        assert said == ""
        said = door(ledger)({"claim": ids[0], "verdict": "true", "happened_on": str(day + timedelta(days=2))})
        assert said.startswith(RULES["future"])


def test_what_json_gives_is_read_as_it_is(ledger: sqlite3.Connection, ids: list[str]) -> None:
    item = {"claim": ids[0], "verdict": True, "share": None, "evidence": [PAGE, PAGE], "note": None}
    only(record(ledger, [item], "ann", "api", NOW))
    assert events(ledger)[0][1:6] == ("true", None, None, f'["{PAGE}"]', "")
    for wrong in (
        {"note": {"a": 1}},
        {"share": True},
        {"evidence": [5]},
        {"evidence": {"a": 1}},
        {"note": "\ud800"},
    ):
        assert record(ledger, [{"claim": ids[0], "verdict": "partial", **wrong}], "ann", "api", NOW).faults


def test_sql_and_python_know_the_same_verdicts_and_words() -> None:
    sql = "".join(step.read_text(encoding="utf-8") for step in STEPS)
    assert ", ".join(VERDICTS) in RULES["verdict"]
    for rule in RULES.keys() - {"claim", "field"}:
        assert f"'{RULES[rule]}'" in sql, rule
