"""Ids of claims and sources: short, fit for addresses and for typing, and the same in every fresh ledger."""

from __future__ import annotations

import re
import sqlite3
from hashlib import sha256
from itertools import count
from pathlib import Path

from ledger.errors import NotFound

_FIRST = "bcdfghjkmnpqrstvwxyz"
_REST = "0123456789" + _FIRST
"""No vowels and a letter first: no id is a word, or a number or date to a spreadsheet."""
_LENGTH = 6
_SHOWN = 5


def mint(db: sqlite3.Connection, source: str, quote: str) -> str:
    """An id for a claim, derived from its source and words, that no claim of this ledger has yet."""
    for attempt in count():
        number = int.from_bytes(sha256(f"{source}\n{quote}\n{attempt}".encode()).digest()[:8])
        letters = _FIRST[number % len(_FIRST)]
        number //= len(_FIRST)
        for _ in range(_LENGTH - 1):
            letters += _REST[number % len(_REST)]
            number //= len(_REST)
        if not known(db, letters):
            return letters
    raise AssertionError("counting never ends")


def known(db: sqlite3.Connection, claim: str) -> bool:
    """Whether a claim has this id, whatever its status."""
    query = "SELECT 1 FROM extracted WHERE id = :id UNION ALL SELECT 1 FROM added WHERE id = :id"
    return db.execute(query, {"id": claim}).fetchone() is not None


def beginning(db: sqlite3.Connection, prefix: str) -> list[str]:
    """The ids that begin with `prefix` (a few, if there are many), or the one that is equal to it."""
    wanted = prefix.strip().lower()
    query = """SELECT id FROM extracted WHERE id >= :low AND id < :high
        UNION ALL SELECT id FROM added WHERE id >= :low AND id < :high ORDER BY id LIMIT :limit"""
    bounds = {"low": wanted, "high": wanted + "{", "limit": _SHOWN + 1}  # "{" sorts after every letter
    found = [str(row[0]) for row in db.execute(query, bounds)] if wanted else []
    return [wanted] if wanted in found else found


def resolve(db: sqlite3.Connection, prefix: str) -> str:
    """The id that begins with `prefix`; raises NotFound where none does, or several (naming them)."""
    found = beginning(db, prefix)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
        raise NotFound(f"'{prefix}' begins the ids of several claims: {names}")
    raise NotFound(f"no claim has an id that begins with '{prefix}'")


def status(db: sqlite3.Connection, claim: str) -> str:
    """The status of a claim: `stands`, `rejected`, `withdrawn`, `candidate`, or `gone`.

    A withdrawn claim may stand again when somebody touches it, unless its words are `gone` from a
    transcript that was corrected.
    """
    query = """SELECT o.status, o.quote = substr(t.text, o.start + 1, o."end" - o.start)
        FROM overlaid AS o JOIN transcripts AS t ON t.source = o.source WHERE o.id = ?"""
    said, there = db.execute(query, (claim,)).fetchone()
    return str(said) if there or said != "withdrawn" else "gone"


def slugs(path: str) -> tuple[str, ...]:
    """Ids for a source by its file: its name, then its folder's with it, for the many called `transcript`.

    Letters and digits of any script, dashes between them.
    """
    file = Path(path)
    names = (file.stem, f"{file.parent.name} {file.stem}")
    return tuple(re.sub(r"[\W_]+", "-", name.lower()).strip("-")[:60] or "source" for name in names)
