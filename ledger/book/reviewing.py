"""Deciding on candidates and claims, where several people decide at once."""

from __future__ import annotations

import sqlite3

from ledger.book import editing
from ledger.book.editing import Edited, Editor
from ledger.book.opening import transaction
from ledger.errors import BadInput, Conflict

DECISIONS = {"accept": editing.accept, "reject": editing.reject}


def decide(db: sqlite3.Connection, claim: str, decision: str, seen: str, editor: Editor) -> Edited:
    """Accept or reject a claim, unless somebody else decided on it since it was `seen` (a `last_decision`).

    `seen` may be "", where it does not matter. Raises BadInput, Conflict, NotFound.
    """
    if decision not in DECISIONS:
        raise BadInput(f"'{decision}' is no decision: {' or '.join(DECISIONS)}")
    with transaction(db):
        number, by = last_decision(db, claim)
        if seen and str(number) != seen and by != editor.name:
            raise Conflict(f"{by} has decided on {claim} in between")
        return DECISIONS[decision](db, claim, editor)


def last_decision(db: sqlite3.Connection, claim: str) -> tuple[int, str]:
    """The number of the last edit that accepted or rejected a claim and whose it is; 0 and "" if none."""
    query = "SELECT id, edited_by FROM edits WHERE claim = ? AND field = 'status' ORDER BY id DESC LIMIT 1"
    found = db.execute(query, (claim,)).fetchone()
    return (int(found[0]), str(found[1])) if found else (0, "")
