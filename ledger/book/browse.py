"""What pages and lists ask of the ledger: claims by what one looks for, a claim whole, a transcript whole.

Only reading, on any `sqlite3.Connection`; everything comes back in frozen dataclasses, newest or nearest
first, and never more than was asked for, so that no page grows with the ledger.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from ledger.book import finding
from ledger.book.finding import ORDERS, SPEAKER, Wanted
from ledger.errors import NotFound


@dataclass(frozen=True)
class Seen:
    """A claim as readers see it: the columns of the table `claims`, and the names that stand behind them.

    `state` is one of STATES, or `candidate` for what the reader doesn't stand by; `late` tells that it came
    true after its day.
    """

    id: str
    number: int
    source: str
    start: int
    end: int
    quote: str
    statement: str
    speaker: int
    question: int | None
    kind: str
    topics: tuple[str, ...]
    horizon_text: str
    horizon_source: str
    horizon_months: int | None
    due: str | None
    certainty: str
    hedge: str
    attributed_to: str
    checkable: int | None
    confidence: float | None
    seconds: float | None
    criteria: str
    probability: float | None
    origin: str
    edited: int
    status: str
    outcome: int | None
    verdict: str | None
    share: float | None
    happened_on: str | None
    marked_at: str | None
    first_read: str
    state: str
    late: bool
    speaker_name: str
    source_title: str
    said_on: str
    video: str
    url: str


_OWN = [field.name for field in fields(Seen)][: [f.name for f in fields(Seen)].index("state")]
TODAY_STATE = """CASE WHEN c.verdict IS NOT NULL THEN c.verdict WHEN c.due < date('now') THEN 'overdue'
    WHEN c.due <= date('now', '+30 days') THEN 'due' ELSE 'open' END"""
_NAMES = (
    """s.name AS speaker_name, r.title AS source_title, coalesce(r.date, '') AS said_on, r.video, r.url"""
)
_JOINED = "JOIN speakers AS s ON s.id = c.speaker JOIN sources AS r ON r.id = c.source"
_COLUMNS = f"""{", ".join(f'c."{name}"' for name in _OWN)}, {TODAY_STATE} AS state,
    c.verdict = 'true' AND c.happened_on > c.due AS late, {_NAMES}"""
_CLAIMS = f"SELECT {_COLUMNS} FROM claims AS c {_JOINED}"
_AS_READ = {
    "number": "0", "criteria": "''", "probability": "NULL", "origin": "'reader'", "edited": "0",
    "status": "'candidate'", "outcome": "NULL", "verdict": "NULL", "share": "NULL", "happened_on": "NULL",
    "marked_at": "NULL",
}  # fmt: skip
"""What the columns of `claims` are for a candidate: nobody has said anything of it."""
_READ = ", ".join(f"{_AS_READ[name]} AS {name}" if name in _AS_READ else f'e."{name}"' for name in _OWN)
_CANDIDATES = f"""SELECT {_READ},
    'candidate' AS state, 0 AS late, {_NAMES}
    FROM extracted AS e JOIN speakers AS s ON s.id = e.speaker JOIN sources AS r ON r.id = e.source"""
UNDECIDED = """e.standing = 'candidate' AND e.withdrawn IS NULL
    AND NOT EXISTS (SELECT 1 FROM edits WHERE claim = e.id)
    AND NOT EXISTS (SELECT 1 FROM outcomes WHERE claim = e.id)"""
"""The rows of `extracted AS e` that the view `candidates` shows."""


def rows(
    connection: sqlite3.Connection, sql: str, *values: object, **named: object
) -> Iterator[dict[str, Any]]:
    """The rows of a query as mappings, whatever the connection's own row factory."""
    cursor = connection.execute(sql, named or values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _seen(row: dict[str, Any]) -> Seen:
    return Seen(**{**row, "topics": tuple(json.loads(row["topics"])), "late": bool(row["late"])})


def claims(
    connection: sqlite3.Connection, wanted: Wanted, order: str = "newest", limit: int = 30, skip: int = 0
) -> list[Seen]:
    """The claims that stand and are wanted, in one of ORDERS, at most `limit` after the first `skip`.

    `best` puts first what has the words most, and is `newest` where no words are asked for.
    """
    places, values = finding.places(connection, wanted, order, limit + skip)
    sql = f"""SELECT {_COLUMNS} FROM ({places} LIMIT {limit:d} OFFSET {skip:d}) AS p
        CROSS JOIN claims AS c ON c.rowid = p.place {_JOINED} ORDER BY p.rank, {ORDERS[order]}"""
    return [_seen(row) for row in rows(connection, sql, **values)]


def unknown(connection: sqlite3.Connection, wanted: Wanted) -> str:
    """Why nothing can be found, where the ledger has no such speaker or source, with names alike; else ""."""
    known_sources = "SELECT id FROM sources"
    if wanted.speaker and not connection.execute(SPEAKER, {"speaker": wanted.speaker}).fetchone():
        names = _alike(connection, "SELECT name FROM speakers", wanted.speaker)
        return f"no speaker is called '{wanted.speaker}'{names}"
    if wanted.source and not connection.execute(f"{known_sources} WHERE id = ?", (wanted.source,)).fetchone():
        return f"no source has the id '{wanted.source}'{_alike(connection, known_sources, wanted.source)}"
    return ""


def _alike(connection: sqlite3.Connection, query: str, name: str) -> str:
    from difflib import get_close_matches  # for those who mistyped

    found = get_close_matches(name, [str(row[0]) for row in connection.execute(query)], cutoff=0.4)
    return f"; is it {' or '.join(found)}?" if found else ""


def count(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """How many claims stand and are wanted."""
    counted = connection.execute(
        f"SELECT coalesce(sum(claims), 0) FROM ({finding.in_days(wanted)})", wanted.values
    )
    return int(counted.fetchone()[0])


def claim(connection: sqlite3.Connection, id: str) -> Seen:
    """One claim or candidate, whatever its status; raises NotFound."""
    for query in (f"{_CLAIMS} WHERE c.id = ?1", f"{_CANDIDATES} WHERE e.id = ?1"):
        for row in rows(connection, query, id):
            return _seen(row)
    raise NotFound(f"no claim has the id '{id}'")


def candidates(connection: sqlite3.Connection, order: str = "confident", limit: int = 30) -> list[Seen]:
    """What the reader found and doesn't stand by, most confident first or last."""
    by = "e.confidence" if order == "doubtful" else "e.confidence DESC"
    sql = f"{_CANDIDATES} WHERE {UNDECIDED} ORDER BY {by} LIMIT {limit:d}"
    return [_seen(row) for row in rows(connection, sql)]
