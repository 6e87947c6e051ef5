"""Putting an extraction into the ledger: the machine's tables come to hold it, people's words stay.

A transcript read before is read anew: what is found again keeps its id, what is new is added, what is no
longer found is withdrawn. What somebody edited or marked is never withdrawn.

Which source a transcript is: the one with the same text, whatever the file's name; else the one with the
same file name whose text is alike (`moving.likeness`), which is then taken for corrected; else a new one.
"""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from itertools import chain, count
from typing import Any

from ledger import __version__
from ledger.book import moving
from ledger.book.ids import slugs
from ledger.book.matching import Stretch, match
from ledger.book.opening import timestamp, transaction
from ledger.book.reconciling import Reconciliation, Texts, claim_rows, reconcile
from ledger.book.rows import insert, replace, update_where_different
from ledger.errors import BadInput
from ledger.model import AUDIENCE, UNKNOWN, Extraction, Question

READER = f"prediction-ledger {__version__}"
_MENTIONED = """SELECT speaker FROM turns WHERE source = ?1
    UNION SELECT speaker FROM appearances WHERE source = ?1
    UNION SELECT asker FROM questions WHERE source = ?1
    UNION SELECT speaker FROM extracted WHERE source = ?1"""
_FORGOTTEN = """DELETE FROM speakers AS s WHERE id = ? AND NOT (
    EXISTS (SELECT 1 FROM turns WHERE speaker = s.id)
    OR EXISTS (SELECT 1 FROM appearances WHERE speaker = s.id)
    OR EXISTS (SELECT 1 FROM questions WHERE asker = s.id)
    OR EXISTS (SELECT 1 FROM extracted WHERE speaker = s.id)
    OR EXISTS (SELECT 1 FROM added WHERE speaker = s.id)
    OR EXISTS (SELECT 1 FROM edits WHERE field = 'speaker' AND value = s.name))"""
"""Lets go of a name that an earlier reading gave, where nothing mentions it any more."""


def store(
    db: sqlite3.Connection, extraction: Extraction, now: str | None = None, read_from: str = ""
) -> Reconciliation:
    """Bring the ledger to hold `extraction`, in one transaction; the same one twice changes nothing.

    `now` is a `timestamp()`; `read_from` a digest of all the reading was made from, by which
    `resuming.held` knows it again. Raises BadInput where a quote is not the words of its stretch, and
    Conflict where the words of a claim that somebody touched are gone from a corrected text.
    """
    now = now or timestamp()
    _check_quotes(extraction)
    with transaction(db):
        before = db.total_changes
        source, old_text = _source(db, extraction, now, read_from)
        earlier = db.execute(_MENTIONED, (source,)).fetchall()
        speakers = _Speakers(db)
        _store_appearances(db, source, extraction, speakers)
        _store_turns(db, source, extraction, speakers)
        _store_problems(db, source, extraction)
        questions = _store_questions(db, source, extraction, speakers, old_text)
        found = claim_rows(extraction, source, speakers, questions)
        result = reconcile(db, source, found, Texts(old_text, extraction.text), now)
        if db.total_changes > before:
            db.execute("UPDATE sources SET read_at = ?, reader = ? WHERE id = ?", (now, READER, source))
            db.executemany(_FORGOTTEN, [tuple(row) for row in earlier])
    return result


class _Speakers:
    """The ids of speakers by name, looked up or entered as they are asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.ids: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        name = name or UNKNOWN
        if name not in self.ids:
            self.db.execute("INSERT INTO speakers (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
            self.ids[name] = self.db.execute("SELECT id FROM speakers WHERE name = ?", (name,)).fetchone()[0]
        return self.ids[name]


def _check_quotes(extraction: Extraction) -> None:
    for claim in (*extraction.claims, *extraction.candidates):
        if not claim.quote or extraction.text[claim.start : claim.end] != claim.quote:
            stretch = f"{claim.start}:{claim.end}"
            raise BadInput(
                f"'{claim.quote}' is not what stands at {stretch}; nothing stored", extraction.path
            )


def _source(db: sqlite3.Connection, extraction: Extraction, now: str, read_from: str) -> tuple[str, str]:
    """The id of the source, entered or brought up to date, and its text as it was before."""
    recording = extraction.recording
    facts: dict[str, Any] = {
        "path": extraction.path,
        "title": recording.title,
        "date": str(recording.date) if recording.date else None,
        "language": recording.language,
        "publisher": recording.publisher,
        "url": recording.url,
        "video": recording.video,
        "format": extraction.format,
        "characters": len(extraction.text),
        "sha256": sha256(extraction.text.encode()).hexdigest(),
        "read_from": read_from,
    }
    source, text = _known_source(db, extraction, facts["sha256"])
    if text is None:
        insert(db, "sources", {"id": source, **facts, "read_at": now, "reader": READER})
        insert(db, "transcripts", {"source": source, "text": extraction.text})
        return source, extraction.text
    update_where_different(db, "sources", ("id", source), facts)
    update_where_different(db, "transcripts", ("source", source), {"text": extraction.text})
    return source, text


def _known_source(db: sqlite3.Connection, extraction: Extraction, digest: str) -> tuple[str, str | None]:
    """The source this transcript belongs to and its text so far, or a free id and None."""
    query = "SELECT s.id, t.text FROM sources AS s JOIN transcripts AS t ON t.source = s.id WHERE "
    same = db.execute(query + "s.sha256 = ?", (digest,)).fetchone()
    if same:
        return same[0], same[1]
    names = slugs(extraction.path)
    # "." follows "-": between them stand the ids that go on behind the name.
    numbered = "s.id = ? OR s.id > ? || '-' AND s.id < ? || '.' AND s.id GLOB ? || '-[0-9]*'"
    known = db.execute(
        query + " OR ".join([numbered] * len(names)), [name for name in names for _ in range(4)]
    ).fetchall()
    alike = [(moving.likeness(row[1], extraction.text), row[0], row[1]) for row in known]
    likeness, source, text = max(alike, default=(0.0, "", ""))
    if likeness >= moving.ALIKE:
        return source, text
    taken = {row[0] for row in known}
    more = (f"{names[0]}-{number}" for number in count(2))
    return next(name for name in chain(names, more) if name not in taken), None


def _store_appearances(
    db: sqlite3.Connection, source: str, extraction: Extraction, speakers: _Speakers
) -> None:
    roles = {turn.speaker: "guest" for turn in extraction.turns if turn.speaker not in ("", UNKNOWN)}
    roles |= {AUDIENCE: "audience"} if AUDIENCE in roles else {}
    roles |= {person.name: person.role for person in extraction.roster.people}
    wanted = sorted((source, speakers(name), role) for name, role in roles.items())
    replace(db, "appearances", ("source", "speaker", "role"), source, wanted)


def _store_turns(db: sqlite3.Connection, source: str, extraction: Extraction, speakers: _Speakers) -> None:
    columns = ("source", "start", "end", "speaker", "reason", "seconds")
    wanted = [
        (source, turn.start, turn.end, speakers(turn.speaker), turn.reason, turn.seconds)
        for turn in extraction.turns
    ]
    replace(db, "turns", columns, source, wanted)


def _store_problems(db: sqlite3.Connection, source: str, extraction: Extraction) -> None:
    wanted = [(source, one.message, one.start, one.line) for one in extraction.problems]
    replace(db, "problems", ("source", "message", "start", "line"), source, wanted)


def _store_questions(
    db: sqlite3.Connection, source: str, extraction: Extraction, speakers: _Speakers, old_text: str
) -> dict[tuple[int, int], int]:
    """Bring the questions up to date, keeping ids; gives the id of each by where it stands."""
    query = 'SELECT id, start, "end", text FROM questions WHERE source = ? ORDER BY start, id'
    kept = db.execute(query, (source,)).fetchall()
    old = [Stretch(row[1], row[2], row[3]) for row in kept]
    if old_text != extraction.text:
        old = [moving.moved(one, old_text, extraction.text) or one for one in old]
    pairs = match(old, [Stretch(one.start, one.end, one.text) for one in extraction.questions])
    ids = {}
    for index, question in enumerate(extraction.questions):
        row = _question_row(source, question, speakers)
        number = kept[pairs[index]][0] if index in pairs else insert(db, "questions", row)
        update_where_different(db, "questions", ("id", number), row)
        ids[question.start, question.end] = number
    gone = [(row[0],) for index, row in enumerate(kept) if index not in pairs.values()]
    db.executemany("UPDATE extracted SET question = NULL WHERE question = ?", gone)
    db.executemany("DELETE FROM questions WHERE id = ?", gone)
    return ids


def _question_row(source: str, question: Question, speakers: _Speakers) -> dict[str, Any]:
    asker = speakers(question.asker) if question.asker else None
    return {
        "source": source,
        "start": question.start,
        "end": question.end,
        "text": question.text,
        "asker": asker,
    }
