"""Words a person types, as the search index takes them; and where they stand in the transcripts.

The index holds every Chinese character as a word of its own (`migrations/0004_search.sql`), so a Chinese
word is asked for as a phrase of its characters, and found across any boundary a segmenter might draw.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from ledger.book.browse import rows

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_CHINESE = re.compile(r"([\u2e80-\ud7af\uf900-\ufaff\U00020000-\U000323af])")
_BEGINNING = re.compile(r"[A-Za-z]{4,}\Z")
_NEAR = 60


@dataclass(frozen=True)
class Passage:
    """Where words stand in a transcript: the words as `found`, and what is said before and after them."""

    source: str
    source_title: str
    start: int
    before: str
    found: str
    after: str


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


def _phrase(term: str, exact: bool) -> str:
    spaced = " ".join(_CHINESE.sub(r" \1 ", term).split())
    return f'"{spaced}"' + (" *" if not exact and _BEGINNING.search(term) else "")


def passages(connection: sqlite3.Connection, text: str, source: str = "", limit: int = 10) -> list[Passage]:
    """The first place in each transcript that has all the words, latest recordings first."""
    words = [term for term, _ in terms(text)]
    if not words:
        return []
    clauses = [f"instr(lower(t.text), lower(?{number + 2}))" for number in range(len(words))]
    sql = f"""SELECT t.source, r.title AS source_title, instr(lower(t.text), lower(?2)) - 1 AS start, t.text
        FROM transcripts AS t JOIN sources AS r ON r.id = t.source
        WHERE (?1 = '' OR t.source = ?1) AND {" AND ".join(clauses)} ORDER BY r.date DESC LIMIT {limit:d}"""
    return [_passage(len(words[0]), **row) for row in rows(connection, sql, source, *words)]


def _passage(length: int, source: str, source_title: str, start: int, text: str) -> Passage:
    end = start + length
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return Passage(source, source_title, start, before, text[start:end], after)
