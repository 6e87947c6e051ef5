"""People's words about a claim: corrections, rejection, claims added by hand. Nothing is ever overwritten.

An edit is an added row; the latest one of each field shows, over whatever the machine reads now or later.
Setting a field to what the latest edit says already records nothing, so the same edit twice is one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.book import ids
from ledger.book.fields import EDITABLE, MACHINE, checked, line
from ledger.book.opening import timestamp, transaction
from ledger.book.outcome import RULES
from ledger.book.rows import insert
from ledger.errors import BadInput, NotFound
from ledger.model import UNKNOWN


@dataclass(frozen=True)
class Editor:
    """Who edits, by which of `outcome.METHODS`, why, and when (a `timestamp()`, by default now)."""

    name: str
    method: str
    note: str = ""
    now: str | None = None

    def check(self) -> None:
        """Raises BadInput for a nameless editor or a note that is too long."""
        if not self.name.strip():
            raise BadInput(RULES["by"])
        line(self.note, "note")


@dataclass(frozen=True)
class Edited:
    """What an edit did: the claim, the fields that changed, and whether a speaker is new to the ledger."""

    claim: str
    fields: tuple[str, ...]
    new_speaker: str = ""


def edit(db: sqlite3.Connection, claim: str, changes: Mapping[str, object | None], editor: Editor) -> Edited:
    """Set fields of a claim (`fields.EDITABLE`): "" clears one, MACHINE takes the machine's word again.

    `claim` is an id or its unique beginning. A due date may be partial and means its last day; a speaker
    who is not in the ledger yet is entered. Raises NotFound, and BadInput naming every value not accepted.
    """
    editor.check()
    values = checked(changes)
    if not values:
        raise BadInput(f"nothing to change: the fields are {', '.join(EDITABLE)}")
    with transaction(db):
        whole = ids.resolve(db, claim)
        if ids.status(db, whole) == "gone":
            raise BadInput(f"{RULES['gone']}; got '{claim}'")
        speaker = values.get("speaker")
        new_speaker = speaker if speaker and not _speaker(db, speaker) else ""
        changed = tuple(field for field, value in values.items() if not _said(db, whole, field, value))
        for field in changed:
            _insert(db, whole, field, values[field], editor)
    return Edited(whole, changed, new_speaker)


def reject(db: sqlite3.Connection, claim: str, editor: Editor) -> Edited:
    """Say that this is no claim; it is kept, marked as rejected, and `accept` brings it back."""
    return edit(db, claim, {"status": "reject"}, editor)


def accept(db: sqlite3.Connection, claim: str, editor: Editor) -> Edited:
    """Say that this is a claim: restores what was rejected or withdrawn, and makes a candidate one."""
    return edit(db, claim, {"status": "accept"}, editor)


def add_claim(
    db: sqlite3.Connection,
    source: str,
    start: int,
    end: int,
    editor: Editor,
    details: Mapping[str, object | None] | None = None,
) -> str:
    """Add a claim the reader has missed: the words of `source` from `start` to `end`; gives its id.

    `details` may set speaker (by default whoever has the turn there), statement (by default the quote),
    kind, topics, due and certainty, as for `edit`. The same stretch twice is one claim. Raises NotFound,
    BadInput.
    """
    editor.check()
    values = {field: value for field, value in checked(details or {}).items() if value}
    if values.keys() - _ADDED:
        raise BadInput(f"a claim is added with {', '.join(_ADDED)}; the rest by an edit")
    with transaction(db):
        quote = _words(db, source, start, end)
        row = db.execute(
            'SELECT id FROM found WHERE source = ? AND start = ? AND "end" = ? AND origin = ?',
            (source, start, end, "person"),
        ).fetchone()
        if row:
            return str(row[0])
        claim = ids.mint(db, source, quote)
        turn = _turn(db, source, start)
        speaker = _enter_speaker(db, str(values.pop("speaker", None) or turn[0]))
        insert(
            db,
            "added",
            {"id": claim, "source": source, "start": start, "end": end, "quote": quote}
            | {"statement": " ".join(quote.split()), "speaker": speaker, "seconds": turn[1]}
            | values
            | {"added_at": editor.now or timestamp(), "added_by": editor.name.strip()}
            | {"method": editor.method, "note": editor.note},
        )
    return claim


_ADDED = ("speaker", "statement", "kind", "topics", "due", "certainty")


def _words(db: sqlite3.Connection, source: str, start: int, end: int) -> str:
    found = db.execute(
        """SELECT substr(t.text, ?2 + 1, ?3 - ?2), s.characters FROM transcripts AS t
        JOIN sources AS s ON s.id = t.source WHERE t.source = ?1""",
        (source, start, end),
    ).fetchone()
    if not found:
        raise NotFound(f"no source has the id '{source}'")
    words, length = str(found[0]), int(found[1])
    if not 0 <= start < end <= length or not words.strip():
        raise BadInput(f"{start}:{end} is no stretch of words: {source} has the characters 0 to {length}")
    return words


def _turn(db: sqlite3.Connection, source: str, at: int) -> tuple[str, float | None]:
    """Who speaks at a place, and when the turn began."""
    query = """SELECT name, seconds FROM turns JOIN speakers AS s ON s.id = speaker
        WHERE source = ?1 AND start <= ?2 ORDER BY start DESC LIMIT 1"""
    name, seconds = db.execute(query, (source, at)).fetchone() or (UNKNOWN, None)
    return name, seconds


def _speaker(db: sqlite3.Connection, name: str) -> int | None:
    found = db.execute("SELECT id FROM speakers WHERE name = ?", (name,)).fetchone()
    return found[0] if found else None


def _enter_speaker(db: sqlite3.Connection, name: str) -> int:
    return _speaker(db, name) or insert(db, "speakers", {"name": name})


def _said(db: sqlite3.Connection, claim: str, field: str, value: str | None) -> bool:
    """Whether the latest edit of the field says so already; without any, the machine's word shows."""
    latest = "SELECT value FROM edits WHERE claim = ? AND field = ? ORDER BY id DESC LIMIT 1"
    found = db.execute(latest, (claim, field)).fetchone()
    return bool(found[0] == value if found else value is MACHINE)


def _insert(db: sqlite3.Connection, claim: str, field: str, value: str | None, editor: Editor) -> None:
    db.execute(
        """INSERT INTO edits (claim, field, value, edited_at, edited_by, method, note)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (claim, field, value, editor.now or timestamp(), editor.name.strip(), editor.method, editor.note),
    )
