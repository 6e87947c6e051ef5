"""Counts that pages show at a glance: what waits, and how the claims of a speaker or on a topic came out."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from ledger.book.browse import TODAY_STATE, UNDECIDED, Wanted, conditions, rows
from ledger.errors import NotFound


@dataclass(frozen=True)
class Totals:
    """How many claims stand, how many of them are overdue, due within thirty days, and marked."""

    claims: int
    overdue: int
    due: int
    resolved: int
    candidates: int


@dataclass(frozen=True)
class Tally:
    """How the claims of one speaker or on one topic came out; `key` is the speaker's number or the topic."""

    key: str
    name: str
    claims: int
    true: int
    partial: int
    false: int
    undecidable: int

    @property
    def open(self) -> int:
        """How many have no verdict."""
        return self.claims - self.true - self.partial - self.false - self.undecidable


_OUTCOMES = """count(*) AS claims, sum(c.verdict IS 'true') AS true, sum(c.verdict IS 'partial') AS partial,
    sum(c.verdict IS 'false') AS false,
    sum(c.verdict IN ('ambiguous', 'annulled', 'unverifiable')) AS undecidable"""


def totals(connection: sqlite3.Connection) -> Totals:
    """What waits in the ledger, today."""
    waiting = "status = 'stands' AND verdict IS NULL AND due IS NOT NULL AND due"
    sql = f"""SELECT (SELECT count(*) FROM claims WHERE status = 'stands') AS claims,
        (SELECT count(*) FROM claims WHERE {waiting} < date('now')) AS overdue,
        (SELECT count(*) FROM claims WHERE {waiting} BETWEEN date('now') AND date('now', '+30 days')) AS due,
        (SELECT count(*) FROM claims WHERE status = 'stands' AND verdict IS NOT NULL) AS resolved,
        (SELECT count(*) FROM extracted AS e WHERE {UNDECIDED}) AS candidates"""
    return Totals(**next(rows(connection, sql)))


def speakers(connection: sqlite3.Connection, limit: int = 100) -> list[Tally]:
    """Who claimed how much and how it came out, most claims first."""
    return _by_speaker(connection, "1", limit)


def speaker(connection: sqlite3.Connection, number: str) -> Tally:
    """How the claims of one speaker came out; raises NotFound where there are none."""
    return _only(_by_speaker(connection, "c.speaker = CAST(?1 AS INTEGER)", 1, number), number)


def topic(connection: sqlite3.Connection, name: str) -> Tally:
    """How the claims on one topic came out; raises NotFound where there are none."""
    sql = f"""SELECT t.topic AS key, t.topic AS name, {_OUTCOMES}
        FROM claim_topics AS t JOIN claims AS c ON c.id = t.claim
        WHERE c.status = 'stands' AND t.topic = ?1 GROUP BY t.topic"""
    return _only([Tally(**_zeros(row)) for row in rows(connection, sql, name)], name)


def _by_speaker(connection: sqlite3.Connection, which: str, limit: int, *values: object) -> list[Tally]:
    sql = f"""SELECT CAST(c.speaker AS TEXT) AS key, s.name, {_OUTCOMES}
        FROM claims AS c JOIN speakers AS s ON s.id = c.speaker WHERE c.status = 'stands' AND {which}
        GROUP BY c.speaker ORDER BY claims DESC, s.name LIMIT {limit:d}"""
    return [Tally(**_zeros(row)) for row in rows(connection, sql, *values)]


def _only(found: list[Tally], key: str) -> Tally:
    if not found:
        raise NotFound(f"no claim stands that is of or on '{key}'")
    return found[0]


def topics(connection: sqlite3.Connection, outcomes: bool = False) -> list[Tally]:
    """What is claimed about what, most claims first, and where asked for how it came out (else 0).

    Counted from the table of topics less the few claims that don't stand, and from what is marked: a join
    of all claims with all topics takes seconds in a large ledger.
    """
    counted = "SELECT id, status, NULL AS verdict FROM claims WHERE status IN ('rejected', 'withdrawn')"
    if outcomes:
        counted += """ UNION ALL SELECT id, status, verdict FROM claims
            WHERE status = 'stands' AND verdict IS NOT NULL"""
    sql = f"""SELECT t.topic, c.status, c.verdict, count(*) FROM ({counted}) AS c
        CROSS JOIN claim_topics AS t ON t.claim = c.id GROUP BY t.topic, c.status, c.verdict"""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for topic, status, verdict, claims in connection.execute(sql):
        counts[topic][_COUNTED_AS.get(verdict, "undecidable") if status == "stands" else "gone"] += claims
    every = connection.execute("SELECT topic, count(*) FROM claim_topics GROUP BY topic")
    made = [_topic(topic, claims, counts[topic]) for topic, claims in every]
    return sorted((one for one in made if one.claims), key=lambda one: (-one.claims, one.name))


_COUNTED_AS = {"true": "true", "partial": "partial", "false": "false"}


def _topic(name: str, claims: int, counts: Counter[str]) -> Tally:
    return Tally(
        name,
        name,
        claims - counts["gone"],
        counts["true"],
        counts["partial"],
        counts["false"],
        counts["undecidable"],
    )


def _zeros(row: dict[str, Any]) -> dict[str, Any]:
    """The row with 0 where SQL summed nothing but nulls."""
    return {name: 0 if value is None else value for name, value in row.items()}


def by_due(connection: sqlite3.Connection, wanted: Wanted) -> dict[str, dict[str, int]]:
    """How many claims are due in each period, by state: `{"2025-Q2": {"open": 3}}`, in order of time.

    Quarters, or years where the claims reach over more than ten of them.
    """
    clauses, values = conditions(wanted)
    days = f"""SELECT c.due, c.verdict, count(*) AS claims FROM claims AS c
        WHERE c.due IS NOT NULL AND {" AND ".join(clauses)} GROUP BY c.due, c.verdict"""
    sql = f"""SELECT substr(c.due, 1, 7) AS month, {TODAY_STATE} AS state, sum(c.claims) FROM ({days}) AS c
        GROUP BY month, state ORDER BY month"""
    found = connection.execute(sql, values).fetchall()
    years = sorted({month[:4] for month, _, _ in found})
    by_year = bool(years) and int(years[-1]) - int(years[0]) > 10
    periods: dict[str, dict[str, int]] = {}
    for month, state, claims in found:
        period = month[:4] if by_year else f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
        states = periods.setdefault(period, {})
        states[state] = states.get(state, 0) + claims
    return periods
