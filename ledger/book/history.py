"""What was said of a claim, in the order in which it was recorded: the events of its outcome, the edits."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from ledger.book.browse import rows


@dataclass(frozen=True)
class Event:
    """An event of a claim's outcome; `verdict` is one of VERDICTS, `evidence` are addresses."""

    id: int
    claim: str
    verdict: str
    share: float | None
    happened_on: str | None
    recorded_at: str
    recorded_by: str
    method: str
    evidence: tuple[str, ...]
    note: str
    supersedes: int | None


@dataclass(frozen=True)
class Edit:
    """A correction of one field; `value` None lets the machine's word show again, "" clears the field."""

    id: int
    claim: str
    field: str
    value: str | None
    edited_at: str
    edited_by: str
    method: str
    note: str


def events(db: sqlite3.Connection, claim: str) -> tuple[Event, ...]:
    """The events of a claim's outcome, first to last; the last one says where it stands."""
    found = rows(db, "SELECT * FROM outcomes WHERE claim = ? ORDER BY id", claim)
    return tuple(Event(**{**row, "evidence": tuple(json.loads(row["evidence"]))}) for row in found)


def edits(db: sqlite3.Connection, claim: str) -> tuple[Edit, ...]:
    """The edits of a claim, first to last; the last one of each field shows."""
    return tuple(Edit(**row) for row in rows(db, "SELECT * FROM edits WHERE claim = ? ORDER BY id", claim))
