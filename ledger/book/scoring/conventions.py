"""Which number a hedge stands for where nobody gave one: a convention, kept in the ledger in versions.

The newest version holds for the whole ledger and is named beside every score; the older ones stay, so that
a change of mind after the fact is there for all to see.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledger.book.opening import timestamp, transaction
from ledger.book.rows import insert
from ledger.errors import BadInput
from ledger.model import CERTAINTIES

BASES = ("ledger", "even")
"""What skill may be measured against: the rate at which the ledger's claims came true, or 50%."""


@dataclass(frozen=True)
class Term:
    """One number: `form` is `class` (of CERTAINTIES) or `word` (a hedge), `origin` where it is from.

    `probability` is that of the claim coming true as it is worded: "X is unlikely" comes true when X does
    not happen.
    """

    form: str
    term: str
    probability: float
    origin: str


@dataclass(frozen=True)
class Convention:
    """One version: its terms, and how the scores that name it are made.

    `clip` is the least probability a logarithm is taken of, `minimum` the number of resolved claims from
    which a record is ranked, `base` one of BASES.
    """

    version: int
    name: str
    clip: float
    minimum: int
    base: str
    adopted_at: str
    adopted_by: str
    note: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Changes:
    """What is to change: numbers by class or word (None lets go of a word), and what else is not None."""

    terms: Mapping[str, float | None]
    clip: float | None = None
    minimum: int | None = None
    base: str | None = None
    name: str | None = None


def versions(db: sqlite3.Connection) -> list[Convention]:
    """All versions of the convention, oldest first; the last one holds."""
    return [_convention(db, row) for row in db.execute("SELECT version FROM conventions ORDER BY version")]


def current(db: sqlite3.Connection) -> Convention:
    """The convention that holds."""
    return _convention(db, db.execute("SELECT version FROM convention").fetchone())


def adopt(db: sqlite3.Connection, changes: Changes, by: str, note: str, now: str | None = None) -> Convention:
    """Make a new version of the convention: the one that holds, with `changes`. All scores follow it.

    Raises BadInput for a number that is no probability, a word that has none to let go of, settings out
    of range, no reason, or nothing that changes.
    """
    if not note.strip():
        raise BadInput("a convention is changed for a reason: give one")
    with transaction(db):
        held = current(db)
        new = _changed(held, changes)
        if new == held:
            raise BadInput("nothing changes: the convention says so already")
        new = replace(new, version=held.version + 1, adopted_at=now or timestamp(), adopted_by=by, note=note)
        row = {**vars(new), "terms": len(new.terms)}
        insert(db, "conventions", row)
        for term in new.terms:
            insert(db, "convention_terms", {"version": new.version, **vars(term)})
    return new


def _convention(db: sqlite3.Connection, key: tuple[int]) -> Convention:
    columns = "version, name, clip, minimum, base, adopted_at, adopted_by, note"
    found = db.execute(f"SELECT {columns} FROM conventions WHERE version = ?", tuple(key)).fetchone()
    terms = db.execute(
        """SELECT form, term, probability, origin FROM convention_terms WHERE version = ?
        ORDER BY form, probability DESC, term""",
        tuple(key),
    )
    return Convention(*(*found, tuple(Term(*term) for term in terms)))


def _changed(held: Convention, changes: Changes) -> Convention:
    terms = {term.term: term for term in held.terms}
    for given, number in changes.terms.items():
        word = _as_looked_up(given)
        form = "class" if word in CERTAINTIES else "word"
        if number is None and (form == "class" or word not in terms):
            raise BadInput(f"'{given}' can't be let go of: only words that have a number of their own can")
        if not word or (number is not None and not 0 <= number <= 1):
            raise BadInput(
                f"'{given}={number}' gives no number to a hedge: TERM=NUMBER with a number from 0 to 1"
            )
        if number is None:
            del terms[word]
        elif word not in terms or terms[word].probability != number:
            terms[word] = Term(form, word, number, "stated for this ledger")
    settings = {
        field: value
        for field in ("clip", "minimum", "base", "name")
        if (value := getattr(changes, field)) is not None
    }
    ordered = sorted(terms.values(), key=lambda term: (term.form, -term.probability, term.term))
    return _sound(replace(held, terms=tuple(ordered), **settings))


def _as_looked_up(hedge: str) -> str:
    """A hedge as the views look for it: 可能会 is 可能, and 会 alone is itself."""
    word = hedge.strip().lower()
    return word.rstrip("会") or word


def _sound(convention: Convention) -> Convention:
    if not 0.01 <= convention.clip <= 0.1:
        raise BadInput(f"'{convention.clip}' is no clip: a number from 0.01 to 0.1")
    if convention.minimum < 1:
        raise BadInput(f"'{convention.minimum}' is no minimum: a whole number from 1")
    if convention.base not in BASES:
        raise BadInput(f"'{convention.base}' is no base rate: one of {', '.join(BASES)}")
    if not convention.name.strip():
        raise BadInput("a convention needs a name")
    return convention
