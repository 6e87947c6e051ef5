"""Many transcripts at once: which files they are, and reading them on every core, in order.

Readers are processes that know no database. Only so many readings are under way that memory stays the same
however long the shelf; they come back in the order of the files, so that a ledger does not depend on chance.
"""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import connection, get_all_start_methods, get_context, parent_process
from pathlib import Path

from ledger.cli.documents import open_document
from ledger.errors import LedgerError
from ledger.model import Extraction, Recording
from ledger.reading.edition import edition
from ledger.reading.recording import sidecar_of

OF_ONE_TALK = (".srt", ".vtt", ".ass", ".json", ".jsonl", ".json3", ".ttml", ".srv3", ".tsv", ".txt")
"""What tools write of one talk, beside one another and under one name: the first that is there is read."""
SUFFIXES = (".md", ".markdown", *OF_ONE_TALK)
"""What transcripts in a folder are recognised by; a file that is named is read whatever it is called."""
AHEAD = 8
"""Readings a process may be ahead of the writer."""


@dataclass(frozen=True)
class Job:
    """A transcript to read, what is told of it beside the file, and the digest of all that (see `job`)."""

    path: Path
    meta: Path | None
    told: Recording
    digest: str

    def read(self) -> Extraction:
        """What is claimed in it; raises LedgerError."""
        from ledger.reading.pipeline import extract

        return extract(open_document(self.path, self.meta, self.told))


def job(path: Path, meta: Path | None = None, told: Recording | None = None) -> Job:
    """The job of reading a file; its digest, "" without the file, tells file, facts and reader."""
    told = told or Recording()
    beside = meta or sidecar_of(path)
    digest = sha256(f"{edition()}\n{path.suffix}\n{told}".encode())
    try:
        for file in (path, beside):
            digest.update(sha256(file.read_bytes()).digest() if file else b"")
    except OSError:
        return Job(path, meta, told, "")
    return Job(path, meta, told, digest.hexdigest())


Done = Extraction | LedgerError
"""What became of a job."""


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def transcripts(paths: Iterable[Path]) -> list[Path]:
    """The files to read: those named, and in folders, at any depth, all transcripts in order of their names.

    Hidden files and folders are left out, and what holds the facts about a recording beside its transcript.
    """
    return [file for path in paths for file in (_within(path) if path.is_dir() else [path])]


def _within(folder: Path) -> list[Path]:
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES and path.is_file()]
    seen = [path for path in files if not any(part[0] == "." for part in path.relative_to(folder).parts)]
    beside = {sidecar_of(path) for path in seen}
    return _once([path for path in seen if path not in beside])


def _once(files: Sequence[Path]) -> list[Path]:
    """The files less those that say what another says, of the same name, in another form."""
    ranks = {path: OF_ONE_TALK.index(kind) for path in files if (kind := path.suffix.lower()) in OF_ONE_TALK}
    first: dict[Path, int] = {}
    for path, rank in ranks.items():
        name = path.with_suffix("")
        first[name] = min(rank, first.get(name, rank))
    return [path for path in files if path not in ranks or ranks[path] == first[path.with_suffix("")]]


def read(jobs: Iterable[Job], processes: int) -> Iterator[tuple[Job, Done]]:
    """Every job with what became of it, in order, read in so many processes (1: in this one)."""
    if processes < 2:
        yield from ((job, attempt(job)) for job in jobs)
        return
    kind = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(kind)
    context.set_forkserver_preload(["ledger.reading.pipeline"])
    pool = ProcessPoolExecutor(processes, context, _begin)
    try:
        yield from _in_order(pool, jobs, processes * AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, jobs: Iterable[Job], most: int) -> Iterator[tuple[Job, Done]]:
    under_way: deque[tuple[Job, Future[Done]]] = deque()
    for job in jobs:
        under_way.append((job, pool.submit(attempt, job)))
        if len(under_way) >= most:
            yield _result(*under_way.popleft())
    while under_way:
        yield _result(*under_way.popleft())


def _result(job: Job, future: Future[Done]) -> tuple[Job, Done]:
    try:
        return job, future.result()
    except BrokenProcessPool:
        raise LedgerError(
            f"{job.path}: a reading process was ended from outside (out of memory?); what was read is kept, "
            "and the same command goes on from there; --jobs 1 reads in one process"
        ) from None


def attempt(job: Job) -> Done:
    """The reading, or why there is none: one transcript that breaks the reader keeps no other out."""
    try:
        return job.read()
    except LedgerError as error:
        return error
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return LedgerError(f"{job.path}: the reader broke ({type(error).__name__}: {error}, {where})")


def _begin() -> None:
    """In a reading process: Ctrl-C is the writer's to handle, and it ends when the writer does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None

    def end_with_it() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=end_with_it, daemon=True).start()
