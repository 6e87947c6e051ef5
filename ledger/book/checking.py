"""What must hold of every ledger, as a list of small checks; each yields a sentence for what is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from hashlib import sha256

from ledger.book import migrations
from ledger.book.browse import rows

Check = Callable[[sqlite3.Connection], Iterator[str]]


def check(db: sqlite3.Connection) -> list[str]:
    """All that is wrong with a ledger, seen at one moment; an empty list is a sound ledger.

    The connection must not be in a transaction. Nothing is written, but SQLite checks a search index under
    the write lock only: that of a read-only ledger is left out.
    """
    found = []
    for begin, checks in (("BEGIN", CHECKS), ("BEGIN IMMEDIATE", (_index_is_up_to_date,))):
        try:
            found += _wrong(db, begin, checks)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY":
                raise
    return found


def _wrong(db: sqlite3.Connection, begin: str, checks: tuple[Check, ...]) -> list[str]:
    db.execute(begin)
    try:
        return [wrong for one in checks for wrong in one(db)]
    finally:
        db.execute("ROLLBACK")


def _file_is_whole(db: sqlite3.Connection) -> Iterator[str]:
    for (said,) in db.execute("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield f"SQLite: {said}"


def _schema_is_as_made(db: sqlite3.Connection) -> Iterator[str]:
    """Tables, views and the triggers that guard people's words are those the migrations make."""
    query = (
        "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND sql IS NOT NULL"
    )
    with sqlite3.connect(":memory:") as fresh:
        migrations.apply(fresh)
        wanted: dict[str, str] = dict(fresh.execute(query).fetchall())
    there: dict[str, str] = dict(tuple(row) for row in db.execute(query))
    for name, sql in wanted.items():
        if name not in there:
            yield f"schema: {name} is missing"
        elif there[name] != sql:
            yield f"schema: {name} is not as the ledger made it"


def _nothing_is_orphaned(db: sqlite3.Connection) -> Iterator[str]:
    for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"orphan: row {rowid} of {table} refers to a row of {parent} that is not there"


def _sources_are_as_read(db: sqlite3.Connection) -> Iterator[str]:
    query = "SELECT id, characters, sha256, text FROM sources LEFT JOIN transcripts ON source = id"
    for name, characters, digest, text in db.execute(query):
        if text is None:
            yield f"source {name} has no transcript"
        elif (len(text), sha256(text.encode()).hexdigest()) != (characters, digest):
            yield f"source {name}: its transcript is not the text that was read"


def _quotes_stand_in_their_sources(db: sqlite3.Connection) -> Iterator[str]:
    for source, text in db.execute("SELECT source, text FROM transcripts"):
        stretches = """SELECT 'claim ' || id AS name, start, "end", quote AS words FROM overlaid
            WHERE source = ?1 AND status <> 'withdrawn'
            UNION ALL SELECT 'question ' || id, start, "end", text FROM questions WHERE source = ?1"""
        for name, start, end, words in db.execute(stretches, (source,)):
            if text[start:end] != words:
                yield f"{name}: '{words}' is not what stands at {start}:{end} of {source}"


def _turns_follow_one_another(db: sqlite3.Connection) -> Iterator[str]:
    query = """SELECT id, source, start, "end", characters,
        coalesce(lag("end") OVER (PARTITION BY source ORDER BY start), 0) AS before
        FROM turns JOIN sources AS s ON s.id = source"""
    for row in rows(db, query.replace("SELECT id", "SELECT turns.id")):
        if not row["before"] <= row["start"] < row["end"] <= row["characters"]:
            yield f"turn {row['id']} of {row['source']} overlaps another or leaves the text"


def _events_follow_one_another(db: sqlite3.Connection) -> Iterator[str]:
    for table in ("edits", "outcomes"):
        count, first, last = db.execute(f"SELECT count(*), min(id), max(id) FROM {table}").fetchone()
        if count and (first, last) != (1, count):
            yield f"{table} are numbered {first} to {last}, but there are {count}: some were taken away"
    query = """SELECT id, claim FROM (
        SELECT id, claim, supersedes, lag(id) OVER (PARTITION BY claim ORDER BY id) AS before FROM outcomes)
        WHERE supersedes IS NOT before"""
    for number, claim in db.execute(query):
        yield f"outcome {number} does not supersede the one before it of claim {claim}"


def _claims_are_up_to_date(db: sqlite3.Connection) -> Iterator[str]:
    columns = ", ".join(
        f'"{row["name"]}"' for row in rows(db, "SELECT name FROM pragma_table_info('overlaid')")
    )
    due = f"SELECT {columns} FROM overlaid WHERE status <> 'candidate'"
    seen = f"SELECT {columns} FROM claims"
    for (claim,) in db.execute(f"SELECT id FROM (SELECT * FROM ({due}) EXCEPT SELECT * FROM ({seen}))"):
        yield f"claim {claim}: the table claims does not show what was read and edited"
    for (claim,) in db.execute(
        "SELECT id FROM claims EXCEPT SELECT id FROM overlaid WHERE status <> 'candidate'"
    ):
        yield f"claim {claim}: the table claims shows it, and it was never read or added"


def _topics_are_up_to_date(db: sqlite3.Connection) -> Iterator[str]:
    due = "SELECT claims.id AS claim, value AS topic FROM claims, json_each(claims.topics)"
    seen = "SELECT claim, topic FROM claim_topics"
    for one, other in ((due, seen), (seen, due)):
        for claim, topic in db.execute(f"{one} EXCEPT {other}"):
            yield f"claim {claim}: claim_topics and its topics differ on {topic}"


def _tallies_are_right(db: sqlite3.Connection) -> Iterator[str]:
    due = 'SELECT "by", key, verdict, count(*) AS claims FROM counted GROUP BY "by", key, verdict'
    seen = 'SELECT "by", key, verdict, claims FROM tallies WHERE claims <> 0'
    for one, other in ((due, seen), (seen, due)):
        for by, key, verdict, claims in db.execute(f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other})"):
            yield f"tallies: {claims} claims of the {by} '{key}', verdict '{verdict}', are counted wrong"


def _topic_days_are_right(db: sqlite3.Connection) -> Iterator[str]:
    due = """SELECT topic, coalesce(due, '') AS due, coalesce(verdict, '') AS verdict, count(*) AS claims
        FROM claims JOIN claim_topics ON claim = id WHERE status = 'stands' GROUP BY 1, 2, 3"""
    seen = "SELECT topic, due, verdict, claims FROM topic_days WHERE claims <> 0"
    for one, other in ((due, seen), (seen, due)):
        for topic, day, _, claims in db.execute(f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other})"):
            yield f"topic_days: {claims} claims on '{topic}', due on '{day}', are counted wrong"


def _index_is_up_to_date(db: sqlite3.Connection) -> Iterator[str]:
    try:
        db.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname not in ("SQLITE_CORRUPT_VTAB", "SQLITE_CORRUPT"):
            raise
        yield "search: the index does not hold the words of the claims"


CHECKS: tuple[Check, ...] = (
    _file_is_whole,
    _schema_is_as_made,
    _nothing_is_orphaned,
    _sources_are_as_read,
    _quotes_stand_in_their_sources,
    _turns_follow_one_another,
    _events_follow_one_another,
    _claims_are_up_to_date,
    _topics_are_up_to_date,
    _tallies_are_right,
    _topic_days_are_right,
)
