"""How the command line shows claims: tables in which Chinese takes two columns, and JSON lines."""

from __future__ import annotations

import getpass
import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any
from unicodedata import combining, east_asian_width

import click

from ledger.book.browse import Seen, rows
from ledger.book.finding import STATES
from ledger.dates import PartialDate
from ledger.model import KINDS, TOPICS

JSON_FIELDS = """Each line has: id, source, start, end, quote, statement, speaker, kind, topics, question,
horizon_text, horizon_source, horizon_months, due, certainty, hedge, attributed_to, checkable, confidence,
seconds, criteria, probability, origin (reader or person), edited, status (stands, rejected, withdrawn or
candidate), state (open, due, overdue, candidate or the verdict), late, verdict, share, happened_on,
marked_at, source_title, said_on."""
_LEAST = 20


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(1 << 14)
def _columns(letter: str) -> int:
    return 0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1


def fit(text: str, columns: int) -> str:
    """The text cut to so many columns, with … where something is left out, or filled up with blanks."""
    text = " ".join(text.split())
    left = columns - width(text)
    if left < 0:
        while width(text) > columns - 1:
            text = text[:-1]
        text += "…"
        left = columns - width(text)
    return text + " " * left


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table whose last column takes what is left of the terminal; in a pipe nothing is cut."""
    cells = [tuple(" ".join(cell.split()) for cell in line) for line in (heads, *lines)]
    widths = [max(width(line[column]) for line in cells) for column in range(len(heads))]
    if sys.stdout.isatty():
        left = shutil.get_terminal_size().columns - sum(widths[:-1]) - 2 * (len(heads) - 1)
        widths[-1] = min(widths[-1], max(_LEAST, left))
    return "\n".join(
        "  ".join(fit(cell, columns) for cell, columns in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def show_claims(claims: Sequence[Seen]) -> str:
    """A table of claims: id, due, state, speaker, statement."""
    lines = ((one.id, one.due or "", state(one), one.speaker_name, one.statement) for one in claims)
    return table(("id", "due", "state", "speaker", "statement"), lines)


def state(claim: Seen) -> str:
    """Where a claim stands, in a word or two."""
    if claim.status != "stands":
        return claim.status
    share = f" {claim.share:g}" if claim.share is not None else ""
    return claim.state + share + (" (late)" if claim.late else "")


def claim_lines(db: sqlite3.Connection, claims: Sequence[Seen]) -> Iterable[str]:
    """A JSON object for each claim: see JSON_FIELDS."""
    return map(as_json, claim_records(db, claims))


def claim_records(db: sqlite3.Connection, claims: Sequence[Seen]) -> Iterable[dict[str, Any]]:
    """What `claim_lines` has of each claim, as a mapping."""
    asked = json.dumps([one.question for one in claims if one.question])
    sql = "SELECT id, text FROM questions WHERE id IN (SELECT value FROM json_each(?))"
    questions = {row["id"]: row["text"] for row in rows(db, sql, asked)}
    for one in claims:
        record: dict[str, Any] = dict(vars(one))
        for hidden in ("number", "outcome", "first_read", "speaker_name", "video", "url"):
            del record[hidden]
        record |= {"speaker": one.speaker_name, "question": questions.get(one.question)}
        record |= {"edited": bool(one.edited)}
        yield record


def as_json(record: object) -> str:
    """One line of JSON, Chinese as it is."""
    return json.dumps(record, ensure_ascii=False)


def last_day(text: str) -> str:
    """The last day of a date as given, to the year, month or day, "" for ""; raises LedgerError."""
    return PartialDate.parse(text).last().isoformat() if text else ""


def me() -> str:
    """The name of who sits at the machine, as far as it tells."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


Decorator = Callable[[Callable[..., None]], Callable[..., None]]
_FILTERS = (
    ("speaker", "NAME", (), "Only what this speaker said."),
    ("topic", "TOPIC", TOPICS, f"Only on this topic: {', '.join(TOPICS)}."),
    ("kind", "KIND", KINDS, f"Only this kind: {', '.join(KINDS)}."),
    ("state", "STATE", (*STATES, "resolved"), f"Only these: {', '.join(STATES)}, or resolved (any verdict)."),
    ("source", "ID", (), "Only from this transcript, by its id: the file's name, as talk of talk.md."),
)
with_db: Decorator = click.option(
    "--db", type=click.Path(), default="predictions.db", show_default=True, help="The ledger."
)
with_json: Decorator = click.option("--json", "as_lines", is_flag=True, help="JSON lines instead of a table.")
with_name: Decorator = click.option(
    "--by", default=me, metavar="NAME", envvar="LEDGER_NAME", help="Whose word it is [default: you]."
)


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that narrow a list of claims: those of `finding.Wanted` by their names."""
    for name, metavar, values, help in reversed(_FILTERS):
        accepted = click.Choice(("", *values)) if values else None
        command = click.option(f"--{name}", default="", metavar=metavar, type=accepted, help=help)(command)
    return command
