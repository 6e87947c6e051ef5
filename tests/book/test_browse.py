"""Lists of claims: the same whichever way SQLite finds them, in order, and reading no more than is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.book import browse, marking
from ledger.book.browse import ORDERS, Wanted
from ledger.book.opening import writing
from ledger.book.search import expression
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
        ("marked", [STEER, SOON, CHEAP, ROBOTS]),
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


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("words", ["", WORDS])
@pytest.mark.parametrize("topic", ["hardware", "generation-quality", "3d"])
def test_a_topic_has_the_same_claims_in_the_same_order_whether_it_is_common_or_rare(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, order: str, words: str, topic: str
) -> None:
    wanted = Wanted(topic=topic, words=words)
    rare = browse.claims(db, wanted, order)
    monkeypatch.setattr(browse, "COMMON", 0)
    assert browse.claims(db, wanted, order) == rare
    assert {one.id for one in rare} == {one.id for one in browse.claims(db, Wanted()) if topic in one.topics}


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
        (Wanted(words=WORDS), "newest"),
        (Wanted(words=WORDS), "best"),
        (Wanted(state="unmarked", after="0001-01-01"), "waiting"),
        (Wanted(state="overdue"), "waiting"),
    ],
)
def test_what_pages_ask_for_most_is_found_in_order_and_never_sorted(
    db: sqlite3.Connection, wanted: Wanted, order: str
) -> None:
    asked, values = browse._places(db, wanted, order)
    plan = " / ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {asked} LIMIT 30", values))
    assert "TEMP B-TREE" not in plan, plan
