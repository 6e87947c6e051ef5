"""How every command that reads a transcript opens it: options go before `--meta` or the sidecar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ledger.dates import PartialDate
from ledger.model import Document, Recording

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--meta",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Such facts in a file (JSON or YAML: title, date, host, guests, url, language, publisher). "
        "Without it one of the same name beside the transcript is read: talk.yml for talk.md.",
    ),
    click.option(
        "--guest", "guests", multiple=True, metavar="NAME", help="Who else speaks; may be repeated."
    ),
    click.option("--host", default="", metavar="NAME", help="Who leads the conversation."),
    click.option("--date", "said_on", default="", metavar="DATE", help="When it was said: YYYY[-MM[-DD]]."),
    click.option("--title", default="", metavar="TEXT", help="What the recording is called."),
)


def with_facts(command: Command) -> Command:
    """Give a command the options that tell of a recording; it gets them as keywords for `known`."""
    for option in _OPTIONS:
        command = option(command)
    return command


def known(title: str, said_on: str, host: str, guests: tuple[str, ...]) -> Recording:
    """What the options tell; raises BadInput for a date that is none."""
    return Recording(
        title=title, date=PartialDate.parse(said_on) if said_on else None, host=host, guests=tuple(guests)
    )


def open_document(path: Path, meta: Path | None = None, told: Recording | None = None) -> Document:
    """The document at `path`, with all that is known of it; without `meta`, its sidecar is read unasked."""
    from ledger.reading import formats, recording

    return formats.read(path, recording.of_transcript(path, meta, told or Recording()))
