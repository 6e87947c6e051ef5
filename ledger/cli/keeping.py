"""Commands that show what is in the ledger, and check that all is well with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import click

from ledger.book import browse, history, ids
from ledger.book.browse import Seen
from ledger.book.finding import Wanted
from ledger.book.opening import reading, writing
from ledger.cli import tables
from ledger.cli.tables import claim_lines, last_day, show_claims, with_db, with_filters, with_json
from ledger.errors import BadInput, LedgerError

ALL = -1
"""No limit to a list."""
AT_A_TIME = 1000
"""Lines of a table that people read; files and programs get everything."""


@click.command("list")
@with_filters
@click.option("--search", default="", metavar="WORDS", help="Words that occur in the statement or quote.")
@click.option("--due-before", default="", metavar="DATE", help="Due on this day or earlier.")
@click.option("--candidates", is_flag=True, help="What the reader found and does not stand by.")
@click.option("--rejected", is_flag=True, help="What people said is no claim.")
@click.option("--withdrawn", is_flag=True, help="What a later reading no longer found.")
@with_json
@with_db
def list_command(
    candidates: bool, rejected: bool, withdrawn: bool, as_lines: bool, db: str, **asked: str
) -> None:
    """List the claims that stand, in the order of their transcripts."""
    if candidates + rejected + withdrawn > 1:
        raise BadInput("ask for one of --candidates, --rejected and --withdrawn at a time")
    before = last_day(asked.pop("due_before"))
    words = asked.pop("search")
    if words:
        from ledger.book.search import asked_for

        words = asked_for(words)
    status = "rejected" if rejected else "withdrawn" if withdrawn else "stands"
    wanted = Wanted(before=before, words=words, status=status, **asked)
    with reading(db) as connection:
        if candidates:
            found = [one for one in browse.candidates(connection, limit=ALL) if _is_wanted(one, wanted)]
        else:
            found = browse.claims(connection, wanted, "talk", ALL)
        _print(connection, found, as_lines, wanted)


list_command.help = f"{list_command.help}\n\nWith --json: {tables.JSON_FIELDS}"


def _is_wanted(candidate: Seen, wanted: Wanted) -> bool:
    """What `browse.claims` asks for, asked of a candidate."""
    if wanted.words or wanted.state:
        raise BadInput(
            "candidates have no state and are not in the search index: leave --state, --search out"
        )
    asked = {
        candidate.speaker_name: wanted.speaker,
        candidate.kind: wanted.kind,
        candidate.source: wanted.source,
    }
    return (
        all(want in ("", value) for value, want in asked.items())
        and (not wanted.topic or wanted.topic in candidate.topics)
        and (not wanted.before or (candidate.due or "9999") <= wanted.before)
    )


@click.command("due")
@click.option(
    "--before", default="", metavar="DATE", help="Due on this day or earlier [default: in 30 days]."
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help=f"At most so many [default: {AT_A_TIME} in a table, else all].",
)
@click.option("--csv", "as_sheet", is_flag=True, help="A sheet to fill in and give to `ledger mark --from`.")
@with_json
@with_db
def due_command(before: str, limit: int | None, as_sheet: bool, as_lines: bool, db: str) -> None:
    """List the claims whose time has come and that have no verdict, the longest overdue first."""
    day = last_day(before) or (date.today() + timedelta(days=30)).isoformat()
    wanted = Wanted(before=day, state="unmarked")
    with reading(db) as connection:
        usual = ALL if as_sheet or as_lines else AT_A_TIME + 1
        found = browse.claims(connection, wanted, "waiting", limit or usual)
        if as_sheet:
            from ledger.cli.batches import sheet

            click.echo(sheet(found), nl=False)
            return
        more = not limit and not as_lines and len(found) > AT_A_TIME
        _print(connection, found[:AT_A_TIME] if more else found, as_lines, wanted)
        if more:
            click.echo("there are more: --limit shows so many, --csv and --json give all", err=True)


def _print(connection: sqlite3.Connection, found: list[Seen], as_lines: bool, wanted: Wanted) -> None:
    if as_lines:
        for line in claim_lines(connection, found):
            click.echo(line)
    elif found:
        click.echo(show_claims(found))
    if not found:
        click.echo(browse.unknown(connection, wanted) or "no claims", err=True)


@click.command("show")
@click.argument("claim", metavar="ID")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object, as `ledger list --json` has them.")
@with_db
def show_command(claim: str, as_lines: bool, db: str) -> None:
    """Show all of one claim: its words, whose they are, when it is due, what was said of it since."""
    with reading(db) as connection:
        seen = browse.claim(connection, ids.resolve(connection, claim))
        if as_lines:
            click.echo(next(iter(claim_lines(connection, [seen]))))
            return
        for name, value in _details(connection, seen):
            if value not in (None, ""):
                click.echo(f"{click.style(f'{name:>11}', bold=True)}  {value}")


def _details(connection: sqlite3.Connection, seen: Seen) -> Iterable[tuple[str, Any]]:
    from ledger.book.talks import passage, question
    from ledger.links import link

    asked = question(connection, seen.question) if seen.question else None
    horizon = f"{seen.horizon_text} ({seen.horizon_source})" if seen.horizon_text else ""
    yield "claim", f"{seen.id}, {seen.kind}, {tables.state(seen)}{', edited' if seen.edited else ''}"
    yield "statement", seen.statement
    yield "quote", " / ".join(passage(connection, seen).quote.split("\n\n"))
    yield "speaker", seen.speaker_name + (f", of {seen.attributed_to}'s" if seen.attributed_to else "")
    yield (
        "source",
        f"{seen.source_title or seen.source} ({seen.said_on or 'no date'}), {seen.start}:{seen.end}",
    )
    yield "heard at", link(seen.video, seen.seconds, seen.url)
    yield "question", asked.text if asked else ""
    yield "topics", ", ".join(seen.topics)
    yield "certainty", seen.certainty + (f" ({seen.hedge})" if seen.hedge else "")
    yield "probability", seen.probability
    yield "horizon", horizon
    yield "due", seen.due
    yield "criteria", seen.criteria
    yield "outcome", seen.verdict and f"{tables.state(seen)}, {seen.happened_on or 'no date'}"
    events, edits = history.events(connection, seen.id), history.edits(connection, seen.id)
    yield (
        "history",
        f"{len(events)} outcomes, {len(edits)} edits: ledger history {seen.id}" if events or edits else "",
    )


@click.command("check")
@click.option("--same-as", metavar="LEDGER", help="Compare with what this ledger's readings gave, too.")
@with_db
def check_command(same_as: str | None, db: str) -> None:
    """Check the whole ledger: SQLite's integrity, schema, quotes, orphans, history, what readers see.

    Prints a line for everything that is wrong and ends with status 1 if there is anything.
    """
    from ledger.book.checking import check
    from ledger.book.comparing import differences

    with writing(db) as connection:  # the search index is checked under the write lock
        wrong = check(connection)
        if same_as:
            with reading(same_as) as other:
                wrong += differences(connection, other)
    for line in wrong:
        click.echo(line)
    if wrong:
        raise LedgerError(f"{db}: {len(wrong)} things are wrong")
    click.echo(f"{db} is sound")
