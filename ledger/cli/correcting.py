"""Commands that take people's corrections of the machine's words."""

from __future__ import annotations

import click

from ledger.book.editing import Editor, edit
from ledger.book.opening import transaction, writing
from ledger.cli.tables import with_db, with_name
from ledger.model import KINDS


@click.command("edit")
@click.argument("claim", metavar="ID")
@click.option("--speaker", metavar="NAME")
@click.option("--statement", metavar="TEXT")
@click.option("--kind", metavar="|".join(KINDS))
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="May be given up to three times.")
@click.option("--due", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD; '' for none.")
@click.option("--certainty", metavar="high|medium|low")
@click.option(
    "--checkable", metavar="0|1|2", help="2: can be settled as worded, 1: with a measure, 0: too vague."
)
@click.option("--criteria", metavar="TEXT", help="What exactly would settle it, by whom measured.")
@click.option("--probability", metavar="P", help="What the speaker's words are worth, 0 to 1 or 0% to 100%.")
@click.option("--attributed-to", metavar="NAME", help="Whose forecast the speaker reports.")
@click.option("--machine", multiple=True, metavar="FIELD", help="Let the machine's word show again.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@with_name
@with_db
def edit_command(
    claim: str,
    topics: tuple[str, ...],
    machine: tuple[str, ...],
    note: str,
    by: str,
    db: str,
    **fields: str | None,
) -> None:
    """Correct a claim. A person's word stands over the machine's for ever; every edit is kept."""
    changes: dict[str, object | None] = {name: value for name, value in fields.items() if value is not None}
    if topics:
        changes["topics"] = list(topics)
    changes |= {field.replace("-", "_"): None for field in machine}
    with writing(db) as connection:
        said = edit(connection, claim, changes, Editor(by, "command", note))
    if said.new_speaker:
        click.echo(f"'{said.new_speaker}' was no speaker of this ledger and is entered as one", err=True)
    click.echo(f"{said.claim}: {', '.join(said.fields) + ' edited' if said.fields else 'is so already'}")


@click.command("reject")
@click.argument("claims", nargs=-1, required=True, metavar="ID...")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@with_name
@with_db
def reject_command(claims: tuple[str, ...], note: str, by: str, db: str) -> None:
    """Say that these are no claims. They are kept apart, and `ledger restore` brings them back."""
    _set_status(claims, "reject", note, by, db)


@click.command("restore")
@click.argument("claims", nargs=-1, required=True, metavar="ID...")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@with_name
@with_db
def restore_command(claims: tuple[str, ...], note: str, by: str, db: str) -> None:
    """Say that these are claims: brings back what was rejected or withdrawn, accepts candidates."""
    _set_status(claims, "accept", note, by, db)


def _set_status(claims: tuple[str, ...], status: str, note: str, by: str, db: str) -> None:
    """All of them, or none where one is not acceptable."""
    with writing(db) as connection, transaction(connection):
        said = [edit(connection, claim, {"status": status}, Editor(by, "command", note)) for claim in claims]
    for one in said:
        click.echo(f"{one.claim}: {status + 'ed' if one.fields else 'is so already'}")
