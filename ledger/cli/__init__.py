"""The command line: the only room that sees both reading and book.

Commands are loaded when they are called, so that `ledger due` starts without a word of the reader's.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from ledger import __version__
from ledger.errors import LedgerError

COMMANDS = {
    "extract": "ledger.cli.extracting",
    "formats": "ledger.cli.reading",
    "horizon": "ledger.cli.horizon",
    "add": "ledger.cli.adding",
    "list": "ledger.cli.keeping",
    "search": "ledger.cli.searching",
    "show": "ledger.cli.keeping",
    "due": "ledger.cli.keeping",
    "edit": "ledger.cli.correcting",
    "reject": "ledger.cli.correcting",
    "restore": "ledger.cli.correcting",
    "mark": "ledger.cli.marking",
    "history": "ledger.cli.marking",
    "undo": "ledger.cli.marking",
    "check": "ledger.cli.keeping",
    "score": "ledger.cli.scoring",
    "convention": "ledger.cli.scoring",
    "serve": "ledger.cli.serving",
}
"""Which module holds which command: the function `NAME_command` (dashes as underscores)."""
_WHOLE = 1000
"""Characters no first sentence of a help has."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name])
        command = getattr(module, cmd_name.replace("-", "_") + "_command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first sentence of every command, whole."""
        commands = ((name, self.get_command(ctx, name)) for name in COMMANDS)
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(_WHOLE)) for name, one in commands if one])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ledger")
def ledger() -> None:
    """Keep what speakers said will happen, and what became of it.

    To begin: `ledger add TALK.md` reads a transcript into predictions.db, `ledger list` shows what it found,
    `ledger due` what is to be settled, `ledger mark ID true` settles it, `ledger serve` opens all of it in
    the browser. `ledger COMMAND --help` tells what a command takes and gives.
    """


def main() -> None:
    """Run the command line; refusals end with one clear message on stderr and exit status 1 or 2."""
    # Threads for sums that take less time than starting the threads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        ledger(prog_name="ledger")
    except LedgerError as error:
        click.echo(f"ledger: {error}", err=True)
        sys.exit(error.exit_status)
    except OSError as error:  # of files and folders that nobody may look into, above all
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"ledger: {place}{error.strerror or error}", err=True)
        sys.exit(LedgerError.exit_status)
