"""What every connection of Datasette's to the ledger needs: patience, foreign keys, our way to search."""

from __future__ import annotations

import sqlite3

from ledger.book import search

PATIENCE = 30_000
"""Milliseconds to wait for another writer: a script may hold the lock for seconds, and fails nobody."""
_NOTHING = '""'


def prepare(connection: sqlite3.Connection) -> None:
    """Set the connection up. Our `escape_fts` replaces Datasette's, so that its own search box finds 可控."""
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("escape_fts", 1, _escaped, deterministic=True)


def _escaped(query: object) -> str:
    return search.expression(str(query or "")) or _NOTHING
