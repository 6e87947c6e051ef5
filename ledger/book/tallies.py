"""Counts that pages show at a glance: what waits, and how the claims of a speaker or on a topic came out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from ledger.book import finding
from ledger.book.browse import TODAY_STATE, rows
from ledger.book.finding import Wanted
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


_OUTCOMES = """sum(iif(n.verdict = 'true', n.claims, 0)) AS true,
    sum(iif(n.verdict = 'partial', n.claims, 0)) AS partial,
    sum(iif(n.verdict = 'false', n.claims, 0)) AS false,
    sum(iif(n.verdict IN ('ambiguous', 'annulled', 'unverifiable'), n.claims, 0)) AS undecidable"""


_WAITING = "\"by\" = 'due' AND verdict = '' AND key <> '' AND key"


def totals(connection: sqlite3.Connection) -> Totals:
    """What waits in the ledger, today."""
    wanted = {
        "claims": "\"by\" = 'due'",
        "resolved": "\"by\" = 'due' AND verdict <> ''",
        "overdue": f"{_WAITING} < date('now')",
        "due": f"{_WAITING} BETWEEN date('now') AND date('now', '+30 days')",
        "candidates": "\"by\" = 'candidate'",
    }
    sums = (f"coalesce(sum(claims) FILTER (WHERE {which}), 0) AS {name}" for name, which in wanted.items())
    sql = f"SELECT {', '.join(sums)} FROM tallies WHERE \"by\" IN ('due', 'candidate')"
    return Totals(**next(rows(connection, sql)))


def speakers(connection: sqlite3.Connection, limit: int = 100) -> list[Tally]:
    """Who claimed how much and how it came out, most claims first."""
    return _tallies(connection, "speaker", "s.name", limit)


def topics(connection: sqlite3.Connection) -> list[Tally]:
    """What is claimed about what and how it came out, most claims first."""
    return _tallies(connection, "topic", "n.key")


def speaker(connection: sqlite3.Connection, number: str) -> Tally:
    """How the claims of one speaker came out; raises NotFound where there are none."""
    return _only(_tallies(connection, "speaker", "s.name", 1, number), number)


def topic(connection: sqlite3.Connection, name: str) -> Tally:
    """How the claims on one topic came out; raises NotFound where there are none."""
    return _only(_tallies(connection, "topic", "n.key", 1, name), name)


def _tallies(
    connection: sqlite3.Connection, by: str, name: str, limit: int = 1000, key: str | None = None
) -> list[Tally]:
    sql = f"""SELECT n.key, {name} AS name, sum(n.claims) AS claims, {_OUTCOMES}
        FROM tallies AS n LEFT JOIN speakers AS s ON n."by" = 'speaker' AND s.id = CAST(n.key AS INTEGER)
        WHERE n."by" = ?1 AND n.claims > 0 {"" if key is None else "AND n.key = ?2"}
        GROUP BY n.key ORDER BY claims DESC, name LIMIT {limit:d}"""
    return [Tally(**row) for row in rows(connection, sql, by, *([] if key is None else [key]))]


def _only(found: list[Tally], key: str) -> Tally:
    if not found:
        raise NotFound(f"no claim stands that is of or on '{key}'")
    return found[0]


def by_due(connection: sqlite3.Connection, wanted: Wanted) -> dict[str, dict[str, int]]:
    """How many claims are due in each period, by state: `{"2025-Q2": {"open": 3}}`, in order of time.

    Quarters, or years where the claims reach over more than ten of them.
    """
    sql = f"""SELECT substr(c.due, 1, 7) AS month, {TODAY_STATE} AS state, sum(c.claims)
        FROM ({finding.in_days(wanted)}) AS c WHERE c.due IS NOT NULL GROUP BY month, state ORDER BY month"""
    found = connection.execute(sql, wanted.values).fetchall()
    years = sorted({month[:4] for month, _, _ in found})
    by_year = bool(years) and int(years[-1]) - int(years[0]) > 10
    periods: dict[str, dict[str, int]] = {}
    for month, state, claims in found:
        period = month[:4] if by_year else f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
        states = periods.setdefault(period, {})
        states[state] = states.get(state, 0) + claims
    return periods
