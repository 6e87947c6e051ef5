"""How a ledger is opened: made where it is missing, brought up to date, and refused where it is not ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ledger.book import migrations
from ledger.errors import Conflict, LedgerError, NotALedger, NotFound

APPLICATION_ID = 0x4C444752
"""`PRAGMA application_id` of a ledger: the letters LDGR."""
PATIENCE = 30.0
"""Seconds a writer waits for another to finish."""

_REFUSALS = {
    "SQLITE_READONLY": "can't be written to: the file or its folder is read-only",
    "SQLITE_CANTOPEN": "can't be opened: check that the folder exists and may be read and written",
    "SQLITE_PERM": "can't be opened: check who may read and write the file",
    "SQLITE_FULL": "the disk is full; nothing was changed",
    "SQLITE_IOERR": "the disk failed or is full; nothing was changed",
    "SQLITE_BUSY": f"another program has been writing for {PATIENCE:.0f} s; nothing was changed",
    "SQLITE_CORRUPT": "is damaged: restore it from a copy, or see `sqlite3 FILE .recover`",
    "SQLITE_NOTADB": "is no SQLite database",
}


def timestamp() -> str:
    """The present moment in UTC to the second, as the ledger writes it: `2026-11-24T21:13:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def reading(path: str | Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads the ledger at `path`; an older ledger is brought up to date first.

    Raises NotFound where there is none, NotALedger where the file is something else or newer.
    """
    with _opened(path, create=False) as connection:
        if _version(connection, path) < migrations.VERSION:
            _bring_up_to_date(connection, path)
        connection.execute("PRAGMA query_only = ON")
        yield connection


@contextmanager
def writing(path: str | Path, create: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that writes to the ledger at `path`, made there if `create` and nothing is there.

    Statements commit by themselves; wrap what belongs together in `transaction`. Raises NotFound,
    NotALedger, and LedgerError where the file can't be written.
    """
    with _opened(path, create) as connection:
        if _version(connection, path) < migrations.VERSION:
            _bring_up_to_date(connection, path)
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it: takes the write lock at its beginning, commits at its end.

    Inside a transaction that somebody else opened it is a savepoint of that one.
    """
    begin, commit, undo = "BEGIN IMMEDIATE", "COMMIT", ["ROLLBACK"]
    if connection.in_transaction:
        begin, commit, undo = "SAVEPOINT part", "RELEASE part", ["ROLLBACK TO part", "RELEASE part"]
    connection.execute(begin)
    try:
        yield
        connection.execute(commit)
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            for step in undo:
                connection.execute(step)
        raise


@contextmanager
def refusals(path: str | Path) -> Iterator[None]:
    """Turns what SQLite says of a locked, full, read-only or strange file into a LedgerError naming it."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = str(getattr(error, "sqlite_errorname", None) or "")
        family = "_".join(name.split("_")[:2])
        if family not in _REFUSALS:
            raise
        kind = {"SQLITE_NOTADB": NotALedger, "SQLITE_BUSY": Conflict}.get(family, LedgerError)
        raise kind(f"{path}: {_REFUSALS[family]}") from error


@contextmanager
def _opened(path: str | Path, create: bool) -> Iterator[sqlite3.Connection]:
    place = Path(path)
    if place.is_dir():
        raise NotALedger(f"{path} is a folder, not a ledger")
    if not create and not (place.exists() and place.stat().st_size):
        raise NotFound(f"there is no ledger at {path}: `ledger add TRANSCRIPT --db {path}` makes one")
    address = f"{place.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
    with refusals(path), closing(_connect(address)) as connection:
        yield connection


def _connect(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _version(connection: sqlite3.Connection, path: str | Path) -> int:
    """How many steps of the schema the ledger has, 0 for a file with nothing in it."""
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if ours != APPLICATION_ID and not (empty and not ours):
        raise NotALedger(f"{path} is a database, but no prediction ledger; nothing was changed")
    if version > migrations.VERSION:
        raise NotALedger(
            f"{path} was written by a newer version of this program (schema {version}; this one knows "
            f"{migrations.VERSION}): update prediction-ledger"
        )
    return int(version)


def _bring_up_to_date(connection: sqlite3.Connection, path: str | Path) -> None:
    with transaction(connection):
        if _version(connection, path) < migrations.VERSION:  # nobody was faster
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.apply(connection)
