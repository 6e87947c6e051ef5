"""`ledger search`: words in statements, quotes and transcripts, as the pages' search box finds them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from inspect import cleandoc

import click

from ledger.book import browse, search
from ledger.book.browse import Seen
from ledger.book.finding import Wanted
from ledger.book.opening import reading
from ledger.book.readable import readable
from ledger.book.search import Excerpt, Passage
from ledger.cli.tables import as_json, claim_records, last_day, state, with_db, with_filters, with_json
from ledger.dates import PartialDate

ORDERS = ("newest", "best")


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@with_filters
@click.option("--due-after", default="", metavar="DATE", help="Due on this day or later.")
@click.option("--due-before", default="", metavar="DATE", help="Due on this day or earlier.")
@click.option("--order", type=click.Choice(ORDERS), default="newest", show_default=True)
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, metavar="N")
@with_json
@with_db
def search_command(
    words: tuple[str, ...], due_after: str, due_before: str, order: str, limit: int, as_lines: bool, db: str,
    **asked: str,
) -> None:  # fmt: skip
    """Find WORDS in the statements and quotes of claims that stand, and in transcripts.

    All words must occur; "a phrase in quotation marks" must occur as it is, and an English word of four
    letters or more is found as the beginning of a word too. At most N claims and N transcripts are shown,
    transcripts (with the first place that has the first word) only where nothing but --source is asked for.
    """
    text = " ".join(words)
    expression = search.asked_for(text)
    after = PartialDate.parse(due_after).first().isoformat() if due_after else ""
    wanted = Wanted(words=expression, after=after, before=last_day(due_before), **asked)
    with reading(db) as connection:
        claims = browse.claims(connection, wanted, order, limit)
        passages = [] if wanted.narrowed else search.passages(connection, text, wanted.source, limit)
        told = _lines if as_lines else _report
        for line in told(connection, claims, passages, text):
            click.echo(line)
        if not claims and not passages:
            click.echo(browse.unknown(connection, wanted) or "nothing found", err=True)


search_command.help = f"""{cleandoc(search_command.help or "")}

With --json each line has: in (claim or transcript), and before, found, after (the words in their place;
found is empty where the place can't be told). One in a transcript has source, source_title and start
besides; one in a claim what `ledger list --json` tells of it."""


def _excerpt(claim: Seen, text: str) -> Excerpt:
    """The words in the quote, or in the statement where only that has them."""
    quote = search.excerpt(" ".join(readable(claim.quote).split()), text)
    stated = search.excerpt(claim.statement, text)
    return quote if quote.found or not stated.found else stated


def _lines(db: sqlite3.Connection, claims: list[Seen], passages: list[Passage], text: str) -> Iterator[str]:
    for claim, record in zip(claims, claim_records(db, claims), strict=True):
        yield as_json({"in": "claim", **vars(_excerpt(claim, text)), **record})
    for passage in passages:
        yield as_json({"in": "transcript", **vars(passage)})


def _report(_: sqlite3.Connection, claims: list[Seen], passages: list[Passage], text: str) -> Iterator[str]:
    """Two lines for each place: which it is, and the words there."""
    for claim in claims:
        due = claim.due or " " * len("2026-11-24")
        yield f"{claim.id}  {due}  {state(claim)}  {claim.speaker_name}: {claim.statement}"
        yield f"    {_shown(_excerpt(claim, text))}"
    for passage in passages:
        yield f"{passage.source}:{passage.start}  {passage.source_title}"
        yield f"    {_shown(passage)}"


def _shown(excerpt: Excerpt) -> str:
    parts = excerpt.before, click.style(excerpt.found, bold=True) if excerpt.found else "", excerpt.after
    return " ".join("".join(parts).split())
