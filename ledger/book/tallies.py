"""Counts that pages show at a glance: what waits, and how the claims of a speaker or on a topic came out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from ledger.book.browse import TODAY_STATE, Wanted, conditions, rows


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
        (SELECT count(*) FROM candidates) AS candidates"""
    return Totals(**next(rows(connection, sql)))


def speakers(connection: sqlite3.Connection, limit: int = 100) -> list[Tally]:
    """Who claimed how much and how it came out, most claims first."""
    sql = f"""SELECT CAST(c.speaker AS TEXT) AS key, s.name, {_OUTCOMES}
        FROM claims AS c JOIN speakers AS s ON s.id = c.speaker WHERE c.status = 'stands'
        GROUP BY c.speaker ORDER BY claims DESC, s.name LIMIT {limit:d}"""
    return [Tally(**_zeros(row)) for row in rows(connection, sql)]


def topics(connection: sqlite3.Connection) -> list[Tally]:
    """What is claimed about what and how it came out, most claims first."""
    sql = f"""SELECT t.topic AS key, t.topic AS name, {_OUTCOMES}
        FROM claim_topics AS t JOIN claims AS c ON c.id = t.claim WHERE c.status = 'stands'
        GROUP BY t.topic ORDER BY claims DESC, t.topic"""
    return [Tally(**_zeros(row)) for row in rows(connection, sql)]


def _zeros(row: dict[str, Any]) -> dict[str, Any]:
    """The row with 0 where SQL summed nothing but nulls."""
    return {name: 0 if value is None else value for name, value in row.items()}


def by_due(connection: sqlite3.Connection, wanted: Wanted) -> dict[str, dict[str, int]]:
    """How many claims are due in each period, by state: `{"2025-Q2": {"open": 3}}`, in order of time.

    Quarters, or years where the claims reach over more than ten of them.
    """
    clauses, values = conditions(wanted)
    sql = f"""SELECT substr(c.due, 1, 7) AS month, {TODAY_STATE} AS state, count(*) FROM claims AS c
        WHERE c.due IS NOT NULL AND {" AND ".join(clauses)} GROUP BY month, state ORDER BY month"""
    found = connection.execute(sql, values).fetchall()
    years = sorted({month[:4] for month, _, _ in found})
    by_year = bool(years) and int(years[-1]) - int(years[0]) > 10
    periods: dict[str, dict[str, int]] = {}
    for month, state, claims in found:
        period = month[:4] if by_year else f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
        states = periods.setdefault(period, {})
        states[state] = states.get(state, 0) + claims
    return periods
