"""Ledgers of any size and many talks for the benchmarks, made of sentences that say nothing."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.common import VERDICTS
from ledger.book.marking import record
from ledger.book.opening import transaction, writing
from ledger.book.storing import store
from ledger.dates import PartialDate
from ledger.model import TOPICS, Claim, Extraction, Horizon, Labels, Person, Recording, Roster, Turn

FIRST = 10_000
"""Claims that go the usual way into a large ledger; there are copies of them from there on."""
_CHINESE = re.compile(r"([\u2e80-\ud7af\uf900-\ufaff])")
_SOURCE, _CLAIM = {"source": "source || :copy"}, {"claim": "claim || :copy"}
_COPIED = {
    "sources": {"id": "id || :copy", "sha256": "sha256 || :copy"},
    "transcripts": _SOURCE,
    "appearances": _SOURCE,
    "turns": {"id": "NULL", **_SOURCE},
    "extracted": {"id": "id || :copy", **_SOURCE},
    "outcomes": {"id": "id + :outcomes", **_CLAIM},
    "claims": {
        "id": "id || :copy", "number": "number + :claims", "outcome": "outcome + :outcomes", **_SOURCE
    },
    "claim_topics": _CLAIM,
}  # fmt: skip
"""The tables a copy of everything touches, and what is not the same in the copy."""
IN_A_TALK = 200
NAMES = [f"讲者{number}" for number in range(300)]
SUBJECTS = ("视频生成", "机器人", "芯片价格", "可控性", "大模型", "自动驾驶", "语音识别", "新能源")


def talk(number: int, claims: int, dice: random.Random) -> Extraction:
    """A made-up talk of four speakers with that many claims, and a quarter as many candidates."""
    people = dice.sample(NAMES, 4)
    said = [f"第{number}场第{one}句说{dice.choice(SUBJECTS)}会在几年内变好" for one in range(claims * 5 // 4)]
    text = "。然后我们再聊一聊别的事情。".join(said)
    found = [_claim(text, one, people, dice) for one in said]
    size = -(-len(text) // 40)
    turns = [
        Turn(at, min(at + size, len(text)), people[at // size % 4], "label")
        for at in range(0, len(text), size)
    ]
    recording = Recording(
        f"第{number}场", PartialDate(2024, 1 + number % 12), "zh", people[0], tuple(people[1:])
    )
    roster = Roster(tuple(Person(name) for name in people))
    return Extraction(
        f"talk-{number}.txt", text, "text", recording, roster, tuple(turns), (), tuple(found[:claims]),
        tuple(replace(one, confidence=0.3) for one in found[claims:]),
    )  # fmt: skip


def _claim(text: str, words: str, people: Sequence[str], dice: random.Random) -> Claim:
    start = text.index(words)
    labels = Labels("forecast", "medium", "会", tuple(dice.sample(TOPICS, 2)), 1)
    horizon = Horizon("几年内", "explicit", 36, date(2025, 1, 1) + timedelta(dice.randrange(2000)))
    return Claim(start, start + len(words), words, words, dice.choice(people), labels, horizon, dice.random())


def make(path: Path, count: int) -> None:
    """A ledger of that many claims, a fifth of them marked: the first FIRST are stored, the others copies."""
    dice = random.Random(7)
    with writing(path, create=True) as db:
        for number in range(min(count, FIRST) // IN_A_TALK):
            store(db, talk(number, IN_A_TALK, dice))
        ids = [row[0] for row in db.execute("SELECT id FROM claims ORDER BY number")]
        marks = [{"claim": one, "verdict": dice.choice(VERDICTS)} for one in ids[::5]]
        record(db, marks, "benchmark", "file")
        if count > FIRST:
            _multiply(db, count // FIRST)
        db.execute("ANALYZE")


def _multiply(db: sqlite3.Connection, times: int) -> None:
    """Copy all that is there until it is there so many times, with triggers and indexes out of the way."""
    made = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    bare = db.execute(made).fetchall()
    db.execute("PRAGMA foreign_keys = OFF")
    with transaction(db):
        for kind, name, _ in bare:
            db.execute(f"DROP {kind} {name}")
        rows = {table: db.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] for table in _COPIED}
        for copy in range(1, times):
            moved = {table: rows[table] * copy for table in ("claims", "outcomes")}
            for table, changes in _COPIED.items():
                _copy(db, table, changes, {"copy": f"-{copy}", "last": rows[table], **moved})
        for counts in ("tallies", "topic_days"):
            db.execute(f"UPDATE {counts} SET claims = claims * ?", (times,))
        _index(db, rows["claims"])
        for _, _, sql in bare:
            db.execute(sql)


def _copy(db: sqlite3.Connection, table: str, changes: dict[str, str], values: dict[str, object]) -> None:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    taken = ", ".join(changes.get(column, f'"{column}"') for column in columns)
    db.execute(f"INSERT INTO {table} SELECT {taken} FROM {table} WHERE rowid <= :last", values)


def _index(db: sqlite3.Connection, after: int) -> None:
    """Enter the copies into the search index, as the ledger's own trigger would (which takes its time)."""
    db.create_function("spaced", 1, lambda text: _CHINESE.sub(r" \1 ", text), deterministic=True)
    db.execute(
        """INSERT INTO claims_fts (rowid, statement, quote)
        SELECT number, spaced(statement), spaced(quote) FROM claims WHERE number > ?""",
        (after,),
    )
