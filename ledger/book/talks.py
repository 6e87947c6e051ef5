"""A transcript as a page shows it: who says what, in pieces that hold one claim or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledger.book import readable
from ledger.book.browse import Seen, claims, rows
from ledger.book.finding import Wanted
from ledger.errors import NotFound

MOST_CLAIMS = 2000
"""How many claims of one talk are marked in its text; a three-hour podcast has about three hundred."""


@dataclass(frozen=True)
class Talk:
    """A recording that was read. `date` is as far as it is known, `claims` how many of its claims stand."""

    id: str
    title: str
    date: str
    language: str
    publisher: str
    url: str
    video: str
    characters: int
    claims: int


@dataclass(frozen=True)
class Piece:
    """A stretch of a transcript at file offset `start`; `claim` is the one it belongs to, if any.

    Of claims that overlap, the one that begins last has the stretch: the others show on its sides. `start`
    is None where `text` is not letter for letter what is stored (JSON's escapes).
    """

    start: int | None
    text: str
    claim: Seen | None = None


@dataclass(frozen=True)
class Voice:
    """A turn: its speaker, when it begins in the recording if that is known, and its pieces in order."""

    speaker: int
    speaker_name: str
    seconds: float | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Question:
    """A question that asked for forecasts, with the name of who asked it ("" if unknown)."""

    text: str
    asker_name: str


_TALKS = """SELECT r.id, r.title, coalesce(r.date, '') AS date, r.language, r.publisher, r.url, r.video,
    r.characters, (SELECT count(*) FROM claims WHERE source = r.id AND status = 'stands') AS claims
    FROM sources AS r"""


def talks(connection: sqlite3.Connection, limit: int, skip: int = 0) -> list[Talk]:
    """The recordings read, latest first, at most `limit` after the first `skip`."""
    sql = f"{_TALKS} ORDER BY r.date DESC, r.id LIMIT {limit:d} OFFSET {skip:d}"
    return [Talk(**row) for row in rows(connection, sql)]


def count(connection: sqlite3.Connection) -> int:
    """How many recordings were read."""
    return int(connection.execute("SELECT count(*) FROM sources").fetchone()[0])


def talk(connection: sqlite3.Connection, source: str) -> Talk:
    """One recording; raises NotFound."""
    for row in rows(connection, f"{_TALKS} WHERE r.id = ?1", source):
        return Talk(**row)
    raise NotFound(f"no source has the id '{source}'")


def question(connection: sqlite3.Connection, id: int) -> Question:
    """The question a claim answers."""
    sql = """SELECT q.text, coalesce(s.name, '') AS asker_name
        FROM questions AS q LEFT JOIN speakers AS s ON s.id = q.asker WHERE q.id = ?1"""
    return Question(**next(rows(connection, sql, id)))


@dataclass(frozen=True)
class Passage:
    """A quote in its surroundings, all in readable form."""

    before: str
    quote: str
    after: str


def passage(connection: sqlite3.Connection, claim: Seen, span: int = 220) -> Passage:
    """A claim's quote and up to `span` characters around it, cut where its paragraph begins and ends."""
    first = max(0, claim.start - span)
    sql = """SELECT substr(text, ?2 + 1, ?3), substr(text, ?4 + 1, ?5), substr(text, 1, 40)
        FROM transcripts WHERE source = ?1"""
    values = (claim.source, first, claim.start - first, claim.end, span)
    before, after, beginning = connection.execute(sql, values).fetchone()
    if readable.is_json(beginning):
        return Passage("", readable.readable(claim.quote, in_json=True), "")
    before, after = before.rpartition("\n\n")[2].lstrip(), after.partition("\n\n")[0].rstrip()
    return Passage(*(readable.readable(part) for part in (before, claim.quote, after)))


def voices(connection: sqlite3.Connection, source: str) -> list[Voice]:
    """The whole transcript by turns, with the claims that stand marked in it."""
    found = connection.execute("SELECT text FROM transcripts WHERE source = ?1", (source,)).fetchone()
    text = str(found[0]) if found else ""
    in_json = readable.is_json(text)
    standing = claims(connection, Wanted(source=source), "talk", MOST_CLAIMS)
    sql = """SELECT t.start, t."end", t.speaker, s.name, t.seconds FROM turns AS t
        JOIN speakers AS s ON s.id = t.speaker WHERE t.source = ?1 ORDER BY t.start"""
    turns = connection.execute(sql, (source,)).fetchall()
    return [
        Voice(speaker, name, seconds, _pieces(text, start, end, standing, in_json))
        for start, end, speaker, name, seconds in turns
    ]


def _pieces(text: str, start: int, end: int, standing: Sequence[Seen], in_json: bool) -> tuple[Piece, ...]:
    """The words from `start` to `end` without blanks around them, cut where a claim begins or ends."""
    words = text[start:end].strip()
    start = text.index(words, start)
    end = start + len(words)
    inside = [claim for claim in standing if claim.start < end and claim.end > start]
    edges = {start, end} | {
        edge for claim in inside for edge in (claim.start, claim.end) if start < edge < end
    }
    pieces = []
    for first, last in readable.spans(words, in_json):
        for left, right in pairwise(sorted({start + first, start + last} | edges)):
            if start + first <= left and right <= start + last:
                pieces.append(_piece(text[left:right], left, right, inside, in_json))
    return tuple(pieces)


def _piece(words: str, left: int, right: int, inside: Sequence[Seen], in_json: bool) -> Piece:
    here = [claim for claim in inside if claim.start <= left and claim.end >= right]
    claim = max(here, key=lambda claim: claim.start, default=None)
    exact = not (in_json and "\\" in words)
    return Piece(left if exact else None, readable.shown(words, in_json) + " " * in_json, claim)
