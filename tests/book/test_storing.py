"""Reading a transcript again: ids are carried, people's words stay, nothing is half written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.book.opening import writing
from ledger.book.storing import store
from ledger.errors import BadInput, Conflict
from tests.book.examples import (
    ASKED,
    CHEAP,
    HOST,
    LIN,
    ROBOTS,
    SOON,
    STEER,
    TEXT,
    USUAL,
    VAGUE,
    WU,
    claim,
    extraction,
    make_ledger,
    year_end,
)

NOW, LATER = "2026-01-01T00:00:00Z", "2026-02-02T00:00:00Z"
EDIT = (
    "INSERT INTO edits (claim, field, value, edited_at, edited_by, method) VALUES (?, ?, ?, ?, 'ann', 'web')"
)
MARK = """INSERT INTO outcomes (claim, verdict, recorded_at, recorded_by, method)
    VALUES (?, 'true', ?, 'ann', 'web')"""


def seen(db: sqlite3.Connection, status: str = "stands") -> dict[str, str]:
    """The quotes of the claims readers see, by id."""
    query = "SELECT id, quote FROM claims WHERE status = ? ORDER BY start"
    return {row["id"]: row["quote"] for row in db.execute(query, (status,))}


def one(db: sqlite3.Connection, query: str, *values: object) -> object:
    return db.execute(query, values).fetchone()[0]


def dump(db: sqlite3.Connection) -> list[str]:
    return list(db.iterdump())


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path, _ = make_ledger(tmp_path)
    with writing(path) as db:
        yield db


def test_a_reading_fills_every_table(ledger: sqlite3.Connection) -> None:
    assert list(seen(ledger).values()) == [SOON, STEER, CHEAP, ROBOTS]
    assert one(ledger, "SELECT date FROM sources") == "2024-06"
    assert one(ledger, "SELECT text FROM transcripts WHERE source = 'talk'") == TEXT
    roles = ledger.execute("SELECT name, role FROM appearances JOIN speakers AS s ON s.id = speaker")
    assert dict(roles.fetchall()) == {HOST: "host", LIN: "guest", WU: "guest"}
    assert one(ledger, "SELECT count(*) FROM turns") == 3
    asked = "SELECT q.text FROM questions AS q JOIN claims AS c ON c.question = q.id WHERE c.quote = ?"
    assert one(ledger, asked, SOON) == ASKED
    topics = "SELECT topic FROM claim_topics JOIN claims ON id = claim WHERE quote = ? ORDER BY topic"
    assert [row[0] for row in ledger.execute(topics, (CHEAP,))] == ["hardware", "scaling"]
    assert one(ledger, "SELECT quote FROM candidates") == VAGUE


def test_the_same_reading_twice_changes_nothing(ledger: sqlite3.Connection) -> None:
    before = dump(ledger)
    again = store(ledger, USUAL, LATER)
    assert len(again.kept) == 4
    assert not again.added + again.changed + again.withdrawn + again.returned
    assert dump(ledger) == before


def test_two_fresh_ledgers_of_one_transcript_give_the_same_ids(tmp_path: Path) -> None:
    with writing(tmp_path / "fresh.db", create=True) as db:
        assert store(db, USUAL, LATER).added == make_ledger(tmp_path)[1].added


def test_a_better_reading_carries_ids_by_words_and_by_overlap(ledger: sqlite3.Connection) -> None:
    before = {quote: name for name, quote in seen(ledger).items()}
    wider = f"而且{STEER}"
    again = store(ledger, extraction([year_end(SOON), claim(wider), claim(VAGUE, WU)]), LATER)
    assert seen(ledger)[before[STEER]] == wider
    assert again.kept == (before[SOON],)
    assert again.changed == (before[STEER],)
    assert set(again.withdrawn) == {before[CHEAP], before[ROBOTS]}
    assert [seen(ledger)[name] for name in again.added] == [VAGUE]


def test_a_withdrawn_claim_comes_back_under_its_id(ledger: sqlite3.Connection) -> None:
    gone = store(ledger, extraction(USUAL.claims[:2]), LATER).withdrawn
    assert set(seen(ledger, "withdrawn").values()) == {CHEAP, ROBOTS}
    assert store(ledger, USUAL, LATER).returned == gone
    assert len(seen(ledger)) == 4


def test_a_candidate_promoted_keeps_its_id_and_a_claim_demoted_is_withdrawn(
    ledger: sqlite3.Connection,
) -> None:
    candidate = one(ledger, "SELECT id FROM candidates")
    again = store(ledger, extraction([*USUAL.claims[1:], claim(VAGUE, WU)], [year_end(SOON)]), LATER)
    assert again.added == (candidate,)
    assert list(seen(ledger, "withdrawn").values()) == [SOON]


def test_nothing_a_person_wrote_moves_when_the_reader_changes(ledger: sqlite3.Connection) -> None:
    ids = {quote: name for name, quote in seen(ledger).items()}
    for name, field, value in [
        (ids[SOON], "statement", "到年底视频生成得更长"),
        (ids[SOON], "speaker", "别人"),
        (ids[CHEAP], "due", "2025-01-01"),
        (ids[ROBOTS], "status", "reject"),
    ]:
        ledger.execute(EDIT, (name, field, value, NOW))
    ledger.execute(MARK, (ids[STEER], NOW))
    people = [ledger.execute(f"SELECT * FROM {table}").fetchall() for table in ("edits", "outcomes", "added")]

    again = store(ledger, extraction([claim(f"我觉得{CHEAP}", WU), claim(VAGUE, WU)]), LATER)

    assert not again.withdrawn
    assert people == [
        ledger.execute(f"SELECT * FROM {table}").fetchall() for table in ("edits", "outcomes", "added")
    ]
    rows = {
        row["id"]: dict(row)
        for row in ledger.execute("SELECT c.*, name FROM claims AS c JOIN speakers AS s ON s.id = speaker")
    }
    assert (rows[ids[SOON]]["statement"], rows[ids[SOON]]["name"]) == ("到年底视频生成得更长", "别人")
    assert (rows[ids[CHEAP]]["quote"], rows[ids[CHEAP]]["due"]) == (f"我觉得{CHEAP}", "2025-01-01")
    assert rows[ids[STEER]]["verdict"] == "true"
    assert rows[ids[ROBOTS]]["status"] == "rejected"
    assert set(seen(ledger)) >= {ids[SOON], ids[STEER], ids[CHEAP]}


def test_a_corrected_transcript_is_the_same_source_and_claims_follow_their_words(
    ledger: sqlite3.Connection,
) -> None:
    ids = {quote: name for name, quote in seen(ledger).items()}
    ledger.execute(EDIT, (ids[CHEAP], "due", "2025-01-01", NOW))
    ledger.execute(MARK, (ids[SOON], NOW))
    text = ("（整理稿）\n" + TEXT).replace("芯片可能会便宜一半", "芯片可能要便宜一半")

    again = store(ledger, extraction([claim(STEER, text=text)], text=text), LATER)

    assert again.source == "talk"
    assert one(ledger, "SELECT count(*) FROM sources") == 1
    for row in ledger.execute("SELECT id, quote, start, \"end\" FROM claims WHERE status = 'stands'"):
        assert text[row["start"] : row["end"]] == row["quote"]
    assert seen(ledger)[ids[CHEAP]] == "芯片可能要便宜一半"
    assert seen(ledger)[ids[SOON]] == SOON
    assert again.withdrawn == (ids[ROBOTS],)


def test_a_corrected_transcript_that_loses_a_marked_claim_is_refused_whole(
    ledger: sqlite3.Connection,
) -> None:
    ids = {quote: name for name, quote in seen(ledger).items()}
    ledger.execute(MARK, (ids[CHEAP], NOW))
    before = dump(ledger)
    with pytest.raises(Conflict, match=ids[CHEAP]):
        store(ledger, extraction([claim(STEER)], text=TEXT.replace(CHEAP, "就这样")), LATER)
    assert dump(ledger) == before


def test_a_hand_added_claim_is_not_doubled_and_follows_its_words(ledger: sqlite3.Connection) -> None:
    start = TEXT.index(VAGUE)
    ledger.execute(
        """INSERT INTO added (id, source, start, "end", quote, statement, speaker, added_at, added_by, method)
        VALUES ('zzzzzz', 'talk', ?, ?, ?, '会好的', 1, ?, 'ann', 'web')""",
        (start, start + len(VAGUE), VAGUE, NOW),
    )
    text = "头一句。" + TEXT
    again = store(ledger, extraction([claim(VAGUE, WU, text=text)], text=text), LATER)
    assert "zzzzzz" in again.changed
    assert [quote for quote in seen(ledger).values() if quote == VAGUE] == [VAGUE]
    assert one(ledger, "SELECT start FROM claims WHERE id = 'zzzzzz'") == start + 4


def test_another_talk_in_a_file_of_the_same_name_is_another_source(ledger: sqlite3.Connection) -> None:
    text = "今天讲的是完全不同的事情。我认为明年火车会更快，后年飞机会更安静，这是我的看法。"
    other = replace(
        USUAL, text=text, turns=(), questions=(), candidates=(), claims=(claim("明年火车会更快", text=text),)
    )
    assert store(ledger, other, LATER).source == "talks-talk"
    assert store(ledger, replace(other, path="renamed.txt"), LATER).source == "talks-talk"
    third = replace(other, text=text[::-1], claims=())
    assert store(ledger, third, LATER).source == "talk-2"
    assert store(ledger, replace(third, text="改" + third.text), LATER).source == "talk-2"
    assert len(seen(ledger)) == 5


def test_a_quote_that_is_not_in_the_source_is_refused_and_nothing_stored(ledger: sqlite3.Connection) -> None:
    before = dump(ledger)
    with pytest.raises(BadInput, match="不在这里"):
        store(ledger, extraction([claim(SOON), replace(claim(STEER), quote="不在这里")]), LATER)
    assert dump(ledger) == before


def test_a_failure_half_way_leaves_nothing_written(ledger: sqlite3.Connection) -> None:
    before = dump(ledger)
    wrong = replace(USUAL.claims[0], labels=replace(USUAL.claims[0].labels, topics=("no such topic",)))
    with pytest.raises(sqlite3.IntegrityError):
        store(ledger, extraction([claim(VAGUE), wrong]), LATER)
    assert dump(ledger) == before
    assert not ledger.in_transaction


def test_a_name_an_earlier_reading_gave_is_let_go(ledger: sqlite3.Connection) -> None:
    store(ledger, extraction([claim(SOON, "听错的名字")]), LATER)
    assert one(ledger, "SELECT count(*) FROM speakers WHERE name = '听错的名字'") == 1
    store(ledger, USUAL, LATER)
    assert one(ledger, "SELECT count(*) FROM speakers WHERE name = '听错的名字'") == 0
