"""How SQLite goes about the named queries: none reads all claims, in a new ledger or in a large one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.book.opening import writing
from ledger.book.search import expression
from tests.book.scoring.simulated import claims, fill
from tests.web.test_metadata import OURS

QUERIES = {name: query["sql"] for name, query in OURS["queries"].items() if not query.get("write")}
IN_ORDER = ("claims_as_they_came", "sqlite_autoindex_claims_2")
"""Indexes along which a query may go until it has as many claims as it shows."""
ONLY_WANTED = ("claims_within_a_year",)
"""Indexes that hold nothing but what is asked for."""


@pytest.fixture(params=["new", "large"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A ledger with nothing in it, or one with thousands of claims and statistics of them."""
    with writing(tmp_path / "predictions.db", create=True) as connection:
        connection.create_function("escape_fts", 1, expression)
        if request.param == "large":
            fill(connection, list(claims(5000)))
            counted = 'SELECT "by", key, verdict, count(*) FROM counted GROUP BY "by", key, verdict'
            connection.execute(f"INSERT INTO tallies {counted}")
            connection.execute("ANALYZE")
        yield connection


def scans(db: sqlite3.Connection, sql: str) -> list[str]:
    """The steps of the plan that go over all claims."""
    values = {"speaker": "", "topic": "", "before": "", "q": "可控"}
    plan = [str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    allowed = ONLY_WANTED + (IN_ORDER if re.search(r"limit \d+$", sql) and not sorts(plan) else ())
    over = [step for step in plan if re.match(r"SCAN (c|claims|t|claim_topics|extracted|added)\b", step)]
    return [step for step in over if not any(step.endswith(f"INDEX {name}") for name in allowed)]


def sorts(plan: list[str]) -> bool:
    return any("TEMP B-TREE" in step for step in plan)


@pytest.mark.parametrize("query", QUERIES)
def test_no_named_query_reads_all_claims(db: sqlite3.Connection, query: str) -> None:
    assert scans(db, QUERIES[query]) == []


def test_reading_all_claims_would_be_noticed(db: sqlite3.Connection) -> None:
    assert scans(db, "select * from claims c where c.statement like '%x%'")
    assert scans(db, "select * from claims c order by c.hedge limit 10")
    assert scans(db, "select count(*) from overlaid c")
