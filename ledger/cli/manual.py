"""The commands' own help as one page, so that `docs/commands.md` can't say anything else."""

from __future__ import annotations

import click

from ledger.cli import COMMANDS, ledger

WIDTH = 96
_HEAD = """# Commands

`ledger` and `python -m ledger` are the same. This page is what `ledger COMMAND --help` prints; it is made
by `scripts/manual`.
"""


def manual() -> str:
    """The help of every command, in Markdown."""
    wide = click.Context(ledger, info_name="ledger", max_content_width=WIDTH, terminal_width=WIDTH)
    wide.help_option_names = ledger.context_settings["help_option_names"]
    return "\n".join([_HEAD, *(_page(wide, name) for name in COMMANDS)])


def _page(parent: click.Context, name: str) -> str:
    command = ledger.get_command(parent, name)
    assert command is not None
    context = click.Context(command, parent, name, max_content_width=WIDTH, terminal_width=WIDTH)
    return f"## ledger {name}\n\n```\n{command.get_help(context)}\n```\n"
