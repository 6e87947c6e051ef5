"""What the ledger holds already and need not be read again."""

from __future__ import annotations

import sqlite3

from ledger.book.opening import transaction
from ledger.book.reconciling import Reconciliation

_KEPT = "SELECT id FROM claims WHERE source = ? AND status <> 'withdrawn' ORDER BY start, id"
_DOUBTED = "SELECT count(*) FROM extracted WHERE source = ? AND standing = 'candidate' AND withdrawn IS NULL"


def held(db: sqlite3.Connection, read_from: str, path: str) -> Reconciliation | None:
    """What reading a transcript once more would do: nothing but keep, where it was read from the same.

    `read_from` is the digest that was given to `store`; None where the ledger knows no such reading. `path`
    is where the transcript is now.
    """
    row = db.execute("SELECT id, path FROM sources WHERE read_from = ? LIMIT 1", (read_from,)).fetchone()
    if not row or not read_from:
        return None
    source = str(row[0])
    if row[1] != path:
        with transaction(db):
            db.execute("UPDATE sources SET path = ? WHERE id = ?", (path, source))
    kept = tuple(str(one[0]) for one in db.execute(_KEPT, (source,)))
    candidates = int(db.execute(_DOUBTED, (source,)).fetchone()[0])
    return Reconciliation(source, kept, (), (), (), (), candidates)
