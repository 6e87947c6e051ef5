"""What pages and lists ask of the ledger: claims by what one looks for, a claim whole, a transcript whole.

Only reading, on any `sqlite3.Connection`; everything comes back in frozen dataclasses, newest or nearest
first, and never more than was asked for, so that no page grows with the ledger.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from ledger.errors import NotFound

STATES = ("open", "due", "overdue", "true", "partial", "false", "ambiguous", "annulled", "unverifiable")
ORDERS = {
    "newest": "c.number DESC",
    "best": "c.number DESC",
    "due": "c.due IS NULL, c.due, c.number",
    "waiting": "c.due, c.number",
    "talk": "c.source, c.start, c.number",
    "marked": "c.outcome DESC",
    "doubtful": "c.confidence, c.number",
    "confident": "c.confidence DESC, c.number",
}
_BY_INDEX = {"newest": "f.rowid DESC", "best": "f.rank"}
"""Orders of what words find that the search index gives by itself, reading no more than the limit."""
COMMON = 5_000
"""With more claims than this on a topic, a list finds them by its own order rather than by the topic."""


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


@dataclass(frozen=True)
class Wanted:
    """What one looks for among the claims; empty fields ask for nothing.

    `speaker` is a name or a number, `state` one of STATES, or `resolved` for any verdict; `words` is an FTS5
    expression (see `ledger.book.search`); `after` and `before` are inclusive days for `due`.
    """

    speaker: str = ""
    topic: str = ""
    source: str = ""
    state: str = ""
    words: str = ""
    after: str = ""
    before: str = ""
    kind: str = ""
    status: str = "stands"

    @property
    def narrowed(self) -> bool:
        """Whether something is asked of the claims that words in a transcript have no answer to."""
        asked = (self.speaker, self.topic, self.state, self.after, self.before, self.kind)
        return any(asked)


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
_INDEXED = "claims_fts AS f CROSS JOIN claims AS c ON c.number = f.rowid"
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
_SPEAKER = "SELECT id FROM speakers WHERE name = ?1 OR CAST(id AS TEXT) = ?1 ORDER BY name <> ?1 LIMIT 1"
_STATUS_IS = {one: f"c.status = '{one}'" for one in ("stands", "rejected", "withdrawn")}
_STATE_IS = {
    "resolved": "c.verdict IS NOT NULL",
    "unmarked": "c.verdict IS NULL",
    "open": "c.verdict IS NULL AND (c.due IS NULL OR c.due > date('now', '+30 days'))",
    "due": "c.verdict IS NULL AND c.due BETWEEN date('now') AND date('now', '+30 days')",
    "overdue": "c.verdict IS NULL AND c.due < date('now')",
}


def rows(connection: sqlite3.Connection, sql: str, *values: object) -> Iterator[dict[str, Any]]:
    """The rows of a query as mappings, whatever the connection's own row factory."""
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _seen(row: dict[str, Any]) -> Seen:
    return Seen(**{**row, "topics": tuple(json.loads(row["topics"])), "late": bool(row["late"])})


def conditions(wanted: Wanted) -> tuple[list[str], list[object]]:
    """The SQL conditions on `claims AS c` for what is wanted, and the values of their numbered parameters."""
    asked: list[tuple[str, str]] = [
        (f"c.speaker = ({_SPEAKER})", wanted.speaker),
        ("c.id IN (SELECT claim FROM claim_topics WHERE topic = ?1)", wanted.topic),
        ("c.source = ?1", wanted.source),
        ("c.kind = ?1", wanted.kind),
        ("c.due >= ?1", wanted.after),
        ("c.due <= ?1", wanted.before),
        ("c.number IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?1)", wanted.words),
    ]
    clauses, values = [_STATUS_IS[wanted.status]], list[object]()
    for clause, value in asked:
        if value:
            values.append(value)
            clauses.append(clause.replace("?1", f"?{len(values)}"))
    if wanted.state in STATES and wanted.state not in _STATE_IS:
        clauses.append(f"c.verdict = '{wanted.state}'")
    elif wanted.state:
        clauses.append(_STATE_IS.get(wanted.state, "0"))
    return clauses, values


def claims(
    connection: sqlite3.Connection, wanted: Wanted, order: str = "newest", limit: int = 30, skip: int = 0
) -> list[Seen]:
    """The claims that stand and are wanted, in one of ORDERS, at most `limit` after the first `skip`.

    `best` puts first what has the words most, and is `newest` where no words are asked for.
    """
    places, values = _places(connection, wanted, order)
    sql = f"""SELECT {_COLUMNS} FROM ({places} LIMIT {limit:d} OFFSET {skip:d}) AS p
        CROSS JOIN claims AS c ON c.rowid = p.place {_JOINED} ORDER BY p.rank, {ORDERS[order]}"""
    return [_seen(row) for row in rows(connection, sql, *values)]


def _places(connection: sqlite3.Connection, wanted: Wanted, order: str) -> tuple[str, list[object]]:
    """The query for which claims are wanted and in which order, and its values: it reads and sorts little."""
    if wanted.words and order in _BY_INDEX:
        clauses, values = conditions(replace(wanted, words=""))
        clauses.append(f"claims_fts MATCH ?{len(values) + 1}")
        values.append(wanted.words)
        table, rank, by = _INDEXED, "f.rank" if order == "best" else "0", _BY_INDEX[order]
    else:
        clauses, values = conditions(wanted)
        table, rank, by = "claims AS c", "0", ORDERS[order]
    if wanted.topic and _is_common(connection, wanted.topic):
        # SQLite takes a topic for rare; the plus keeps it from starting there.
        clauses = [clause.replace("c.id IN", "+c.id IN") for clause in clauses]
    chosen = f"SELECT c.rowid AS place, {rank} AS rank FROM {table} WHERE {' AND '.join(clauses)}"
    return f"{chosen} ORDER BY {by}", values


def _is_common(connection: sqlite3.Connection, topic: str) -> bool:
    sql = "SELECT total(claims) > ?2 FROM tallies WHERE \"by\" = 'topic' AND key = ?1"
    return bool(connection.execute(sql, (topic, COMMON)).fetchone()[0])


def unknown(connection: sqlite3.Connection, wanted: Wanted) -> str:
    """Why nothing can be found, where the ledger has no such speaker or source, with names alike; else ""."""
    known_sources = "SELECT id FROM sources"
    if wanted.speaker and not connection.execute(_SPEAKER, (wanted.speaker,)).fetchone():
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
    if wanted == Wanted():  # counted already
        found = connection.execute("SELECT coalesce(sum(claims), 0) FROM tallies WHERE \"by\" = 'due'")
        return int(found.fetchone()[0])
    clauses, values = conditions(wanted)
    found = connection.execute(f"SELECT count(*) FROM claims AS c WHERE {' AND '.join(clauses)}", values)
    return int(found.fetchone()[0])


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
