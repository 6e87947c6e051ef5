"""Whether two ledgers hold the same readings, whenever and wherever they were made."""

from __future__ import annotations

import sqlite3

_MACHINES_WORDS = {
    "source": """SELECT id, title, date, language, publisher, url, video, format, characters, sha256
        FROM sources""",
    "speaker": "SELECT source, name, role FROM appearances JOIN speakers AS s ON s.id = speaker",
    "turn": """SELECT source, start, "end", name, reason, seconds
        FROM turns JOIN speakers AS s ON s.id = speaker""",
    "question": """SELECT source, start, "end", text, name
        FROM questions LEFT JOIN speakers AS s ON s.id = asker""",
    "claim": """SELECT e.id, e.source, e.start, e."end", e.quote, e.statement, s.name, q.text, e.kind,
        e.topics, e.horizon_text, e.horizon_source, e.horizon_months, e.due, e.certainty, e.hedge,
        e.attributed_to, e.checkable, round(e.confidence, 6), e.seconds, e.standing
        FROM extracted AS e JOIN speakers AS s ON s.id = e.speaker
        LEFT JOIN questions AS q ON q.id = e.question WHERE e.withdrawn IS NULL""",
    "problem": "SELECT source, message, start, line FROM problems",
}


def contents(db: sqlite3.Connection) -> set[str]:
    """A line for all that readings gave: no times of reading, no numbers that hang on the order of events."""
    return {
        " | ".join([what, *("" if value is None else str(value) for value in row)])
        for what, query in _MACHINES_WORDS.items()
        for row in db.execute(query)
    }


def differences(db: sqlite3.Connection, other: sqlite3.Connection) -> list[str]:
    """The lines of `contents` that only one of two ledgers has, with - for the first and + for the other."""
    mine, theirs = contents(db), contents(other)
    return [f"- {line}" for line in sorted(mine - theirs)] + [f"+ {line}" for line in sorted(theirs - mine)]
