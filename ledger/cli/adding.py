"""`ledger add`: transcripts into the ledger, one or a shelf of them, and never one twice for nothing."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledger.book import browse
from ledger.book.opening import refusals, writing
from ledger.book.reconciling import Reconciliation
from ledger.book.resuming import held
from ledger.book.storing import store
from ledger.cli import shelf
from ledger.cli.documents import known, with_facts
from ledger.cli.exchange import SUFFIX, of_parquet
from ledger.cli.shelf import Done, Job
from ledger.cli.tables import as_json, with_db
from ledger.errors import LedgerError
from ledger.model import Problem

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

FEW = 3
"""So many transcripts are read before another process would have started."""


@click.command("add")
@click.argument("transcripts", nargs=-1, required=True, type=click.Path(path_type=Path))
@with_facts
@click.option("--again", is_flag=True, help="Read again what is in the ledger unchanged, too.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read [default: one a core]."
)
@click.option("--json", "as_lines", is_flag=True, help="A JSON object a transcript, with the ids of claims.")
@with_db
def add_command(
    transcripts: tuple[Path, ...],
    meta: Path | None,
    again: bool,
    jobs: int | None,
    as_lines: bool,
    db: str,
    **facts: Any,
) -> None:
    """Read TRANSCRIPTS and put what is claimed in them into the ledger, which is made if there is none.

    Of a folder all transcripts are read, at any depth: .md, .txt, .srt, .vtt, .json and others, less hidden
    files and sidecars; of those that differ by the suffix alone, as whisper leaves talk.srt, talk.json and
    talk.txt, one with times. A transcript read before is read anew if it, its facts or the reader has
    changed: its claims keep their ids and whatever people said of them. Each transcript is stored whole or
    not at all; one that can't be read does not keep the others out. Where adding was broken off, the same
    command goes on.

    Files and folders called .parquet hold readings made by `ledger extract --engine dask`.
    """
    parts = [path for path in transcripts if path.suffix == SUFFIX]
    files = shelf.transcripts(path for path in transcripts if path.suffix != SUFFIX)
    if not files and not parts:
        raise LedgerError(f"no {', '.join(shelf.SUFFIXES)} in {', '.join(map(str, transcripts))}")
    with ExitStack() as stack:
        writer = _Writer(db, as_lines, stack, stack.enter_context(_screen(len(files))))
        unread = writer.unread((shelf.job(file, meta, known(**facts)) for file in files), again)
        for job, done in shelf.read(unread, (jobs or shelf.cores()) if len(files) > FEW else 1):
            writer.take(str(job.path), job.digest, done)
        for reading in (one for part in parts for one in of_parquet(part)):
            if not writer.held(reading.path, reading.digest, again):
                writer.take(reading.path, reading.digest, reading.done)
    for error in writer.refused:
        click.echo(f"ledger: {error}", err=True)
    sys.exit(max((error.exit_status for error in writer.refused), default=0))


class _Writer:
    """The one that writes: stores what was read, tells what that did, and keeps what could not be taken."""

    def __init__(self, db: str, as_lines: bool, stack: ExitStack, screen: _Screen) -> None:
        self.db, self.as_lines, self.stack, self.screen = db, as_lines, stack, screen
        self.refused: list[LedgerError] = []
        self.connection: sqlite3.Connection | None = None
        if Path(db).exists():
            self.connection = stack.enter_context(writing(db))

    def unread(self, jobs: Iterable[Job], again: bool) -> Iterator[Job]:
        """The jobs less those whose reading the ledger holds, which are told as kept."""
        return (job for job in jobs if not self.held(str(job.path), job.digest, again))

    def held(self, path: str, digest: str, again: bool) -> bool:
        """Whether the ledger holds this reading already, and it needn't be made again; tells it as kept."""
        said = held(self.connection, digest, path) if self.connection and not again else None
        if said:
            self._tell(path, said)
            self.screen.step()
        return bool(said)

    def take(self, path: str, digest: str, done: Done) -> None:
        """Store a reading, or remember why there is none."""
        try:
            if isinstance(done, LedgerError):
                raise done
            if not self.connection:
                self.connection = self.stack.enter_context(writing(self.db, create=True))
            with refusals(self.db):
                self._tell(path, store(self.connection, done, read_from=digest), done.problems)
        except LedgerError as error:
            self.refused.append(error)
        self.screen.step()

    def _tell(self, path: str, said: Reconciliation, doubts: Iterable[Problem] = ()) -> None:
        assert self.connection is not None
        say = self.screen.say
        say(as_json(vars(said) | {"path": path}) if self.as_lines else _counts(path, said))
        for claim in said.withdrawn if not self.as_lines else ():
            say(f"  withdrawn {claim}: {browse.claim(self.connection, claim).statement}")
        for problem in doubts:
            place = f":{problem.line}" if problem.line else ""
            say(f"{path}{place}: {problem.message}", err=True)


def _counts(path: str, said: Reconciliation) -> str:
    parts = ("kept", "changed", "added", "returned", "withdrawn")
    counts = [f"{len(getattr(said, part))} {part}" for part in parts if getattr(said, part)]
    return f"{path}: {', '.join(counts) or 'no claims'}; {said.candidates} candidates"


@dataclass(frozen=True)
class _Screen:
    """What a person sees: lines, and below them a bar with the time left where somebody watches."""

    bar: ProgressBar[int] | None = None

    def step(self) -> None:
        if self.bar:
            self.bar.update(1)

    def say(self, line: str, err: bool = False) -> None:
        """A line in the place of the bar, which comes again below it with the next step."""
        if self.bar:
            click.echo("\r\x1b[K", nl=False, err=True)
        click.echo(line, err=err)


@contextmanager
def _screen(total: int) -> Iterator[_Screen]:
    if total < 2 or not sys.stderr.isatty():
        yield _Screen()
        return
    with click.progressbar(length=total, label="reading", show_pos=True, file=sys.stderr) as bar:
        yield _Screen(bar)
