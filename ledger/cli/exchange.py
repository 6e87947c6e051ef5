"""Readings in Parquet files: what leaves a machine that reads and comes to the one that keeps the ledger.

A row a transcript, whose column `extraction` holds the whole `Extraction` as JSON: nothing is lost between
`ledger extract --engine dask` and `ledger add`. The other columns are for whoever looks into the files.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ledger.cli import shelf
from ledger.cli.shelf import Done, Job
from ledger.errors import BadInput, LedgerError
from ledger.model import Extraction

SUFFIX = ".parquet"
_COLUMNS = ("path", "read_from", "title", "date", "characters", "claims", "refused", "extraction")
_AT_ONCE = 16
"""Transcripts taken from a file at a time."""


@dataclass(frozen=True)
class Reading:
    """What became of the transcript at `path` (or URL), and the digest of what it was read from."""

    path: str
    digest: str
    done: Done


def read(path: str, job: Job) -> Reading:
    """The reading of a job whose transcript is known to others as `path`."""
    done = shelf.attempt(job)
    if isinstance(done, LedgerError):
        return Reading(path, job.digest, LedgerError(str(done).replace(str(job.path), path)))
    return Reading(path, job.digest, replace(done, path=path))


def to_parquet(readings: Iterable[Reading]) -> bytes:
    """A Parquet file of the readings."""
    import pyarrow
    from pyarrow import parquet

    kinds = {"characters": pyarrow.int64(), "claims": pyarrow.int64(), "extraction": pyarrow.large_string()}
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in _COLUMNS])
    file = io.BytesIO()
    table = pyarrow.Table.from_pylist([_row(one) for one in readings], schema)
    parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def _row(reading: Reading) -> dict[str, object]:
    import msgspec

    row: dict[str, object] = {"path": reading.path, "read_from": reading.digest}
    done = reading.done
    if isinstance(done, LedgerError):
        return row | {"refused": str(done)}
    return row | {
        "title": done.recording.title,
        "date": str(done.recording.date) if done.recording.date else None,
        "characters": len(done.text),
        "claims": len(done.claims),
        "extraction": msgspec.json.encode(done).decode(),
    }


def of_parquet(path: Path) -> Iterator[Reading]:
    """The readings in a Parquet file, or in all such files of a folder; raises BadInput for other files."""
    parquet = needed("pyarrow.parquet")
    wrong = (needed("pyarrow").ArrowException, needed("msgspec").ValidationError, KeyError, OSError)
    for file in sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]:
        try:
            for batch in parquet.ParquetFile(file).iter_batches(_AT_ONCE):
                yield from (_reading(row) for row in batch.to_pylist())
        except wrong as error:
            raise BadInput(
                f"holds no readings as `ledger extract` writes them ({error})", str(file)
            ) from None


def _reading(row: dict[str, str]) -> Reading:
    import msgspec

    if row["refused"]:
        return Reading(row["path"], row["read_from"], LedgerError(row["refused"]))
    done = msgspec.json.decode(row["extraction"], type=Extraction)
    return Reading(row["path"], row["read_from"], done)


def needed(name: str) -> Any:
    """A module of the extra `dask`; LedgerError where it isn't installed."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise LedgerError(f"this needs {name}: pip install 'prediction-ledger[dask]'") from None
