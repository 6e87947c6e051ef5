"""Commands that say what became of claims, one by one or by the file, and what was said of them so far."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ledger.book import ids
from ledger.book.history import Edit, Event, edits, events
from ledger.book.marking import Report, only, record, undo
from ledger.book.opening import reading, writing
from ledger.book.planning import Result
from ledger.cli.tables import as_json, table, with_db, with_json, with_name
from ledger.errors import BadInput


@click.command("mark")
@click.argument("claim", required=False, metavar="[ID]")
@click.argument("verdict", required=False, metavar="[VERDICT]")
@click.option("--share", metavar="X", help="How much came true, 0 to 1; with the verdict partial.")
@click.option(
    "--on", "happened_on", metavar="DATE", help="When the world settled it: YYYY, YYYY-MM or YYYY-MM-DD."
)
@click.option("--evidence", multiple=True, metavar="URL", help="May be given several times.")
@click.option("--note", metavar="TEXT")
@click.option("--supersedes", metavar="N", help="Only if event N is still the last one of this claim.")
@click.option(
    "--from", "file", metavar="FILE", help="Read outcomes from CSV or JSON lines; - is standard input."
)
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
@with_json
@with_name
@with_db
def mark_command(file: str | None, dry_run: bool, as_lines: bool, by: str, db: str, **item: Any) -> None:
    """Say what became of a claim, or of many with --from FILE.

    ID is an id or as much of its beginning as no other has. VERDICT is true, partial (with --share), false,
    ambiguous (its criteria are met in two ways), annulled (its condition never came about), unverifiable, or
    reopen (takes the last verdict back; --note says why).

    A CSV names its columns in the first line, JSON lines are objects: claim, verdict, share, happened_on,
    evidence (addresses with blanks between them, or a list), note, supersedes. A file is recorded whole or,
    where anything in it is not acceptable, not at all. What the ledger says already is not recorded again.
    """
    given = {name: value for name, value in item.items() if value not in (None, ())}
    if file is None:
        if "claim" not in given or "verdict" not in given:
            raise BadInput("give ID and VERDICT, or --from FILE")
        if "evidence" in given:
            given["evidence"] = list(given["evidence"])
        results: tuple[Result, ...] = (only(_record(db, [given], by, "command", dry_run)),)
    elif given:
        raise BadInput(f"--from FILE says everything; leave {', '.join(given)} out")
    else:
        results = _mark_file(file, by, dry_run, db)
    _tell(results, as_lines, dry_run)


def _record(db: str, items: list[object], by: str, method: str, dry_run: bool) -> Report:
    with (reading if dry_run else writing)(db) as connection:
        return record(connection, items, by, method, dry_run=dry_run)


def _mark_file(file: str, by: str, dry_run: bool, db: str) -> tuple[Result, ...]:
    from ledger.cli.batches import read_batch

    name = "standard input" if file == "-" else file
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise BadInput(f"can't be read: {error.strerror}", name) from None
    batch = read_batch(data, name)
    if batch.encoding not in ("utf-8-sig", "utf-8"):
        click.echo(f"{name}: read as {batch.encoding}", err=True)
    report = _record(db, list(batch.items), by, "file", dry_run)
    if report.faults:
        for number, fault in report.faults:
            click.echo(f"{name}:{batch.lines[number]}: {fault.message}", err=True)
        bad = len({number for number, _ in report.faults})
        raise BadInput(f"{bad} of {len(batch.items)} outcomes are not acceptable; nothing was recorded", name)
    return report.results


def _tell(results: tuple[Result, ...], as_lines: bool, dry_run: bool) -> None:
    if as_lines:
        for one in results:
            click.echo(as_json(vars(one)))
        return
    new = [one for one in results if one.recorded]
    if len(results) == 1 or dry_run:
        for one in new:
            click.echo(f"{one.claim}: {one.before or 'no verdict'} → {one.verdict} (event {one.event})")
    verb = "would be recorded" if dry_run else "recorded"
    click.echo(f"{len(new)} {verb}, {len(results) - len(new)} said already")


@click.command("undo")
@click.argument("claim", metavar="ID")
@click.option("--why", required=True, metavar="TEXT", help="The reason, kept with the claim.")
@with_name
@with_db
def undo_command(claim: str, why: str, by: str, db: str) -> None:
    """Take the last verdict of a claim back: it is open again, and its history tells why."""
    with writing(db) as connection:
        _tell((undo(connection, claim, why, by, "command"),), False, False)


@click.command("history")
@click.argument("claim", metavar="ID")
@with_json
@with_db
def history_command(claim: str, as_lines: bool, db: str) -> None:
    """Tell all that was ever said of a claim: events of its outcome, then edits, first to last.

    With --json each line has `what` (outcome or edit) and the columns of the table outcomes or edits.
    """
    with reading(db) as connection:
        whole = ids.resolve(connection, claim)
        outcomes, changes = events(connection, whole), edits(connection, whole)
    if as_lines:
        for what, records in (("outcome", outcomes), ("edit", changes)):
            for one in records:
                click.echo(as_json({"what": what, **vars(one)}))
        return
    if outcomes:
        click.echo(table(_EVENT, map(_event_cells, outcomes)))
    if changes:
        click.echo(table(_EDIT, map(_edit_cells, changes)))
    if not outcomes and not changes:
        click.echo(f"nothing was said of {whole} so far", err=True)


_EVENT = ("event", "recorded", "by", "method", "verdict", "share", "happened", "evidence, note")
_EDIT = ("edit", "edited", "by", "method", "field", "note", "value")


def _event_cells(event: Event) -> tuple[str, ...]:
    share = "" if event.share is None else f"{event.share:g}"
    whence = (str(event.id), event.recorded_at, event.recorded_by, event.method)
    return (*whence, event.verdict, share, event.happened_on or "", " ".join((*event.evidence, event.note)))


def _edit_cells(edit: Edit) -> tuple[str, ...]:
    value = "(the machine's word)" if edit.value is None else edit.value
    return (str(edit.id), edit.edited_at, edit.edited_by, edit.method, edit.field, edit.note, value)
