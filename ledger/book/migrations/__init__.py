"""How the ledger's schema comes about, step by step: one SQL file a step, applied in order of their names.

A step that has shipped is never changed; the schema changes by adding the next file. The work is done by
sqlite-utils' own migrations, which keep what was applied in the table `_sqlite_migrations`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

STEPS = tuple(sorted(Path(__file__).parent.glob("*.sql")))
VERSION = len(STEPS)
"""What `PRAGMA user_version` says of a ledger with all steps applied."""


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script one by one (`executescript` would commit what goes on around it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def apply(connection: sqlite3.Connection) -> None:
    """Apply the steps that are missing. The caller holds the write lock, so that no two do it at once."""
    from sqlite_utils import Database  # loads slowly, and is needed for a new ledger only

    _migrations().apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _migrations() -> Migrations:
    from sqlite_utils.migrations import Migrations

    found = Migrations("ledger")
    for step in STEPS:
        found(name=step.stem)(_runner(step))
    return found


def _runner(step: Path) -> Any:
    def run(database: Any) -> None:
        for statement in statements(step.read_text(encoding="utf-8")):
            database.conn.execute(statement)

    return run
