"""Rows of tables by their column names, entered and changed; what is so already is not touched."""

from __future__ import annotations

import sqlite3
from typing import Any


def insert(db: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    cursor = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
    return cursor.lastrowid or 0


def update_where_different(
    db: sqlite3.Connection, table: str, key: tuple[str, object], row: dict[str, Any]
) -> bool:
    """Sets the columns of one row, touching nothing where they are so already; tells whether it did."""
    sets = ", ".join(f'"{name}" = ?' for name in row)
    differs = " OR ".join(f'"{name}" IS NOT ?' for name in row)
    values = tuple(row.values())
    query = f"UPDATE {table} SET {sets} WHERE {key[0]} = ? AND ({differs})"
    return db.execute(query, (*values, key[1], *values)).rowcount > 0


def replace(
    db: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    source: str,
    wanted: list[tuple[Any, ...]],
) -> None:
    """Makes `wanted` the rows of `source`, touching nothing where they are so already."""
    names = ", ".join(f'"{name}"' for name in columns)
    kept = db.execute(f"SELECT {names} FROM {table} WHERE source = ? ORDER BY rowid", (source,))
    if [tuple(row) for row in kept] == wanted:
        return
    db.execute(f"DELETE FROM {table} WHERE source = ?", (source,))
    marks = ", ".join("?" * len(columns))
    db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", wanted)
