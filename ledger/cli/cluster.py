"""Many transcripts read on a Dask cluster, from wherever fsspec reaches to Parquet wherever it reaches.

Every task is some transcripts to one file, named by its number: a task that is done again, because its worker
died, writes the same file again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger.cli import exchange, shelf
from ledger.cli.exchange import SUFFIX, Reading, needed
from ledger.errors import BadInput, LedgerError
from ledger.reading.recording import SIDECARS

AT_ONCE = 50
"""Transcripts in a task and in a file."""


@dataclass(frozen=True)
class Part:
    """What a task did: transcripts read, claims found in them, and why others could not be read."""

    transcripts: int
    claims: int
    refused: tuple[str, ...]


def extract_all(target: str, to: str, scheduler: str | None, at_once: int = AT_ONCE) -> list[Part]:
    """Read all transcripts of `target` (see `listed`) into Parquet files in the folder `to`.

    Without the address of a scheduler, a cluster of this machine's cores is started. Raises LedgerError.
    """
    distributed = needed("distributed")
    found = listed(target)
    to = _made(to)
    tasks = [found[at : at + at_once] for at in range(0, len(found), at_once)]
    options = {} if scheduler else {"n_workers": shelf.cores(), "threads_per_worker": 1}
    try:
        client = distributed.Client(scheduler, timeout="20s", **options)
    except (OSError, ValueError) as error:
        raise LedgerError(f"no Dask scheduler answers at '{scheduler}' ({error})") from None
    with client:
        futures = client.map(read_part, tasks, range(len(tasks)), to=to, pure=False)
        try:
            return list(client.gather(futures))
        except distributed.scheduler.KilledWorker as error:
            raise LedgerError(f"{to}: one task ended several workers (out of memory?): {error}") from None


def listed(target: str) -> list[str]:
    """The transcripts of a folder, at any depth, or the lines of a text file, each a path or URL.

    In a folder elsewhere a .json with the name of another transcript is taken for the facts beside it.
    """
    fs, where = needed("fsspec").url_to_fs(target)
    if fs.isfile(where):
        return [line.strip() for line in fs.cat_file(where).decode().splitlines() if line.strip()]
    if not fs.isdir(where):
        raise BadInput("is neither a folder of transcripts nor a file that lists some", target)
    if "file" in fs.protocol:
        found = [str(path.absolute()) for path in shelf.transcripts([Path(where)])]
    else:
        found = [fs.unstrip_protocol(path) for path in _within(fs.find(where), where)]
    if not found:
        raise BadInput(f"holds no {', '.join(shelf.SUFFIXES)}", target)
    return found


def _within(files: Sequence[str], folder: str) -> list[str]:
    seen = [
        path for path in files if path.lower().endswith(shelf.SUFFIXES) and "/." not in path[len(folder) :]
    ]
    others = {_stem(path) for path in seen if not path.endswith(".json")}
    return [path for path in seen if not (path.endswith(".json") and _stem(path) in others)]


def _stem(path: str) -> str:
    return path.rpartition(".")[0]


def _made(to: str) -> str:
    """The folder `to` as every machine calls it; it must not hold anything, files of two runs would mix."""
    fs, where = needed("fsspec").url_to_fs(to)
    if fs.exists(where) and (fs.isfile(where) or fs.ls(where)):
        raise BadInput("exists already: --to names a new folder", to)
    fs.makedirs(where, exist_ok=True)
    return str(fs.unstrip_protocol(where))


def read_part(paths: Sequence[str], number: int, to: str) -> Part:
    """Read some transcripts and write the Parquet file of that number; this is what workers do."""
    readings = [read(path) for path in paths]
    fs, where = needed("fsspec").url_to_fs(f"{to}/part-{number:06}{SUFFIX}")
    fs.pipe_file(where, exchange.to_parquet(readings))
    refused = tuple(str(one.done) for one in readings if isinstance(one.done, LedgerError))
    claims = sum(len(one.done.claims) for one in readings if not isinstance(one.done, LedgerError))
    return Part(len(readings) - len(refused), claims, refused)


def read(path: str) -> Reading:
    """The reading of the transcript at a path or URL, with what stands beside it."""
    fs, where = needed("fsspec").url_to_fs(path)
    with TemporaryDirectory() as place:
        copy = Path(place, where.rpartition("/")[2])
        try:
            fs.get_file(where, str(copy))
            for suffix in SIDECARS:
                beside = _stem(where) + suffix
                if beside != where and fs.exists(beside):
                    fs.get_file(beside, str(copy.with_suffix(suffix)))
        except OSError as error:
            return Reading(path, "", LedgerError(f"{path}: can't be read: {error.strerror or error}"))
        return exchange.read(path, shelf.job(copy))
