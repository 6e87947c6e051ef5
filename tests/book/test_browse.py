"""Lists of claims: the same whichever way SQLite finds them, in order, and reading no more than is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.book import browse, finding, marking
from ledger.book.browse import Seen
from ledger.book.finding import ORDERS, Wanted
from ledger.book.opening import writing
from ledger.book.search import expression
from ledger.model import VERDICTS
from tests.book.examples import CHEAP, ROBOTS, SOON, STEER, make_ledger

WORDS = expression("会")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The usual ledger, in which the first claim came true and the second did not."""
    with writing(make_ledger(tmp_path)[0]) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM claims ORDER BY number LIMIT 2")]
        verdicts = zip(ids, ("true", "false"), strict=True)
        marking.record(connection, [{"claim": one, "verdict": v} for one, v in verdicts], "wei", "file")
        yield connection


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", [ROBOTS, CHEAP, STEER, SOON]),
        ("due", [SOON, STEER, ROBOTS, CHEAP]),
        ("waiting", [CHEAP, SOON, STEER, ROBOTS]),
        ("talk", [SOON, STEER, CHEAP, ROBOTS]),
        ("marked", [STEER, SOON, ROBOTS, CHEAP]),
    ],
)
@pytest.mark.parametrize("words", ["", WORDS])
def test_a_list_has_its_order_and_is_cut_in_pages(
    db: sqlite3.Connection, order: str, expected: list[str], words: str
) -> None:
    pages = [browse.claims(db, Wanted(words=words), order, 2, skip) for skip in (0, 2, 4)]
    assert [[one.quote for one in page] for page in pages] == [expected[:2], expected[2:], []]


def test_best_without_words_is_newest(db: sqlite3.Connection) -> None:
    assert browse.claims(db, Wanted(), "best") == browse.claims(db, Wanted(), "newest")


WAYS = {
    "walked": {"RANKED": 0, "_sizes": lambda *_: {}},
    "gathered": {"_along": lambda *_: float("inf")},
    "chosen": {},
}


ASKED: tuple[dict[str, str], ...] = (
    {}, {"topic": "hardware"}, {"topic": "generation-quality"}, {"topic": "3d"}, {"speaker": "吴大海"},
    {"speaker": "nobody"}, {"source": "talk"}, {"state": "true"}, {"state": "overdue"}, {"state": "open"},
    {"state": "resolved"}, {"state": "unmarked", "after": "0001-01-01"}, {"status": "rejected"},
    {"state": "open", "before": "2099-01-01"}, {"after": "2024-01-01", "before": "2025-01-01"},
    {"speaker": "吴大海", "topic": "hardware", "state": "unmarked", "before": "2099-01-01"},
)  # fmt: skip


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("words", ["", WORDS, expression("没有的词")])
def test_the_same_claims_are_found_in_the_same_order_by_any_way(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, order: str, words: str
) -> None:
    for asked in ASKED:
        wanted = Wanted(words=words, **asked)
        kept = {one.id for one in browse.claims(db, Wanted(status=wanted.status)) if fits(one, wanted)}
        lists = []
        for changes in WAYS.values():
            with monkeypatch.context() as way:
                for name, value in changes.items():
                    way.setattr(finding, name, value)
                lists.append([one.id for one in browse.claims(db, wanted, order)])
        if order != "best" or not words:
            assert lists[0] == lists[1] == lists[2], asked
        assert set(lists[2]) == kept, asked
        assert browse.count(db, wanted) == len(kept), asked


def fits(claim: Seen, wanted: Wanted) -> bool:
    """Whether a claim is wanted, told claim by claim."""
    states = {"resolved": VERDICTS, "unmarked": ("open", "due", "overdue")}
    return (
        wanted.speaker in ("", claim.speaker_name)
        and (not wanted.topic or wanted.topic in claim.topics)
        and wanted.source in ("", claim.source)
        and (not wanted.state or claim.state in states.get(wanted.state, (wanted.state,)))
        and (not wanted.after or bool(claim.due and claim.due >= wanted.after))
        and (not wanted.before or bool(claim.due and claim.due <= wanted.before))
        and (not wanted.words or (wanted.words == WORDS and "会" in claim.quote + claim.statement))
    )


def test_as_many_are_counted_as_are_listed(db: sqlite3.Connection) -> None:
    for wanted in (Wanted(), Wanted(speaker="吴大海"), Wanted(state="resolved"), Wanted(status="rejected")):
        assert browse.count(db, wanted) == len(browse.claims(db, wanted)), wanted


def test_a_speaker_is_meant_by_name_before_number(db: sqlite3.Connection) -> None:
    ((number,),) = db.execute("SELECT id FROM speakers WHERE name = '吴大海'").fetchall()
    assert {one.speaker_name for one in browse.claims(db, Wanted(speaker=str(number)))} == {"吴大海"}
    db.execute("INSERT INTO speakers (name) VALUES (?)", (str(number),))
    assert browse.claims(db, Wanted(speaker=str(number))) == []


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        (Wanted(), "newest"),
        (Wanted(), "due"),
        (Wanted(), "marked"),
        (Wanted(words=WORDS), "newest"),
        (Wanted(words=WORDS), "best"),
        (Wanted(state="true"), "newest"),
        (Wanted(state="true"), "due"),
        (Wanted(state="open"), "due"),
        (Wanted(topic="agents"), "newest"),
        (Wanted(topic="agents", state="unmarked", after="0001-01-01"), "waiting"),
        (Wanted(topic="agents", state="resolved"), "marked"),
        (Wanted(topic="agents", words=WORDS), "newest"),
        (Wanted(state="unmarked", after="0001-01-01"), "waiting"),
        (Wanted(state="overdue"), "waiting"),
    ],
)
@pytest.mark.parametrize("statistics", [False, True])
def test_what_pages_ask_for_is_found_in_order_and_never_sorted(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, wanted: Wanted, order: str, statistics: bool
) -> None:
    if statistics:
        db.execute("ANALYZE")
    monkeypatch.setattr(finding, "_along", lambda *_: 0)  # as where nearly all claims are wanted
    asked, values = finding.places(db, wanted, order)
    plan = " / ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {asked} LIMIT 30", values))
    assert "TEMP B-TREE" not in plan, plan


def test_the_way_that_reads_fewest_claims_is_taken(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def way(wanted: Wanted, order: str, **sizes: float) -> str:
        monkeypatch.setattr(finding, "_sizes", lambda *_: sizes)
        asked, _ = finding.places(db, wanted, order)
        return asked.partition(" FROM ")[2].split("\n")[0]

    everyone = Wanted(topic="agents", speaker="甲")
    assert way(everyone, "newest", topic=1, speaker=4) == finding._GATHERS["topic"]
    assert way(everyone, "newest", topic=4, speaker=1) == finding._GATHERS["speaker"]
    db.execute("UPDATE claims SET number = 1000000 WHERE number = 1")
    assert way(everyone, "newest", topic=900_000, speaker=900_000).endswith("claims_as_they_came")
    assert way(everyone, "due", topic=900_000, speaker=900_000).endswith("claims_by_day")
    assert way(everyone, "due", topic=900_000, speaker=10) == finding._GATHERS["speaker"]
    assert way(Wanted(topic="agents", words=WORDS), "newest", topic=900_000) == finding._INDEX
    assert way(Wanted(source="talk", words=WORDS), "newest", source=20) == finding._GATHERS["source"]
    assert way(Wanted(words=WORDS), "due") == finding._GATHERS["words"]
