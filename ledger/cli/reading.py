"""Commands that read transcripts and words, and touch no ledger."""

from __future__ import annotations

import json

import click


@click.command()
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a line: name, format, description, example."
)
def formats_command(as_json: bool) -> None:
    """List the kinds of transcripts that are read, each with an example.

    A file is recognised by its content. Text may be in UTF-8, UTF-16 with a byte order mark, or GB18030.
    """
    from ledger.reading.formats.catalogue import formats

    for kind in formats():
        if as_json:
            click.echo(json.dumps(vars(kind), ensure_ascii=False))
        else:
            click.echo(click.style(kind.name, bold=True) + f": {kind.description}")
            click.echo("".join(f"    {line}\n" for line in kind.example.splitlines()))
