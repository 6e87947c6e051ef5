"""Words a person types, as the search index takes them; and where they stand in the transcripts.

The index holds every Chinese character as a word of its own (`migrations/0004_search.sql`), so a Chinese
word is asked for as a phrase of its characters, and found across any boundary a segmenter might draw.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from ledger.book.browse import rows
from ledger.errors import BadInput

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_CHINESE = re.compile(r"([\u2e80-\ud7af\uf900-\ufaff\U00020000-\U000323af])")
_BEGINNING = re.compile(r"[A-Za-z]{4,}\Z")
_NEAR = 60


@dataclass(frozen=True)
class Excerpt:
    """Words as they were `found`, and what stands before and after them; all of it in `before` if nowhere."""

    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Passage(Excerpt):
    """Where words stand in a transcript, `start` characters from its beginning."""

    source: str
    source_title: str
    start: int


def terms(text: str) -> list[tuple[str, bool]]:
    """The words to look for, and whether each was put in quotation marks; letterless ones are left out."""
    found = ((quoted or plain, not plain) for quoted, plain in _TERM.findall(text.replace("\0", "")))
    return [(term.strip(), exact) for term, exact in found if re.search(r"[^\W_]", term)]


def expression(text: str) -> str:
    """The FTS5 expression for words a person types; "" where there is nothing to look for.

    All of them must occur; what stands in quotation marks must occur as it is. An English word of four
    letters or more is found as the beginning of a word too (chip finds chips).
    """
    return " ".join(_phrase(term, exact) for term, exact in terms(text))


def asked_for(text: str) -> str:
    """The `expression`; raises BadInput where there is nothing to look for."""
    found = expression(text)
    if not found:
        raise BadInput(f"there is no letter or digit to look for in '{text}'")
    return found


def _phrase(term: str, exact: bool) -> str:
    spaced = " ".join(_CHINESE.sub(r" \1 ", term).split())
    return f'"{spaced}"' + (" *" if not exact and _BEGINNING.search(term) else "")


def excerpt(text: str, words: str) -> Excerpt:
    """The first of the words that stands in the text, with a line's worth of text around it."""
    for term, _ in terms(words):
        if place := _pattern(term).search(text):
            return _around(text, *place.span())
    return Excerpt(text[: 2 * _NEAR], "", "")


def passages(
    connection: sqlite3.Connection, text: str, source: str = "", limit: int = 10, newest: int = -1
) -> list[Passage]:
    """The first place in each transcript that has all the words, latest recordings first.

    Transcripts have no index: reading a thousand takes a tenth of a second. Who can't wait looks through the
    `newest` only.
    """
    words = [term for term, _ in terms(text)]
    if not words:
        return []
    clauses = " AND ".join(_occurs(term, number + 3) for number, term in enumerate(words))
    sql = f"""SELECT t.source, r.title AS source_title, instr(lower(t.text), lower(?3)) - 1 AS start, t.text
        FROM (SELECT id, title, date FROM sources WHERE ?1 = '' OR id = ?1
            ORDER BY date DESC, id LIMIT ?2) AS r CROSS JOIN transcripts AS t ON t.source = r.id
        WHERE {clauses} ORDER BY r.date DESC, r.id LIMIT {limit:d}"""
    return [_passage(len(words[0]), **row) for row in rows(connection, sql, source, newest, *words)]


def _occurs(term: str, number: int) -> str:
    """The condition that a term stands in `t.text`; only letters with a case cost a copy of the text."""
    cased = term.lower() != term.upper()
    return f"instr(lower(t.text), lower(?{number})) > 0" if cased else f"instr(t.text, ?{number}) > 0"


def _passage(length: int, source: str, source_title: str, start: int, text: str) -> Passage:
    around = _around(text, start, start + length)
    return Passage(around.before, around.found, around.after, source, source_title, start)


def _around(text: str, start: int, end: int) -> Excerpt:
    return Excerpt(text[max(0, start - _NEAR) : start], text[start:end], text[end : end + _NEAR])


def _pattern(term: str) -> re.Pattern[str]:
    """A term as the index finds it: its words and characters in order, whatever signs stand between them."""
    tokens = re.findall(r"\w+", _CHINESE.sub(r" \1 ", term))
    return re.compile(r"[\W_]*".join(map(re.escape, tokens)), re.IGNORECASE)
