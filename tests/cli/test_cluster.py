"""Reading on a Dask cluster: from folders and lists to Parquet and into a ledger, workers dying meanwhile."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from distributed import LocalCluster

from ledger.book.comparing import differences
from ledger.book.opening import reading
from ledger.cli import cluster, exchange, ledger, shelf
from ledger.errors import BadInput, LedgerError
from tests.cli.test_adding import shelf as folder_of


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    """A cluster of two worker processes."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as running:
        yield running


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(ledger, [str(word) for word in words], catch_exceptions=False)


def kill_one_half_way(running: LocalCluster, parts: Path, died: list[int]) -> None:
    """Ends a worker process as soon as some of the work is done."""
    while not list(parts.glob("*.parquet")):
        time.sleep(0.01)
    pid = next(iter(running.workers.values())).pid
    os.kill(pid, signal.SIGKILL)
    died.append(pid)


def test_a_worker_that_is_killed_half_way_changes_nothing(tmp_path: Path, workers: LocalCluster) -> None:
    folder, parts, died = folder_of(tmp_path / "talks", 40), tmp_path / "parts.parquet", list[int]()
    killer = threading.Thread(target=kill_one_half_way, args=(workers, parts, died))
    killer.start()
    done = cluster.extract_all(str(folder), str(parts), workers.scheduler_address, at_once=2)
    killer.join()
    assert died
    assert died[0] not in {one.pid for one in workers.workers.values()}
    assert sum(part.transcripts for part in done) == 40
    assert run("add", parts, "--db", tmp_path / "cluster.db").exit_code == 0
    assert run("add", folder, "--db", tmp_path / "here.db", "--jobs", "1").exit_code == 0
    with reading(tmp_path / "cluster.db") as one, reading(tmp_path / "here.db") as other:
        assert differences(one, other) == []
        query = "SELECT id, number FROM claims ORDER BY number"
        assert one.execute(query).fetchall() == other.execute(query).fetchall() != []


def test_a_list_is_read_with_what_stands_beside_and_bad_ones_are_told(
    tmp_path: Path, workers: LocalCluster
) -> None:
    (here,) = folder_of(tmp_path / "talks", 1).rglob("*.txt")
    here.with_suffix(".yml").write_text("title: 旁边的题目", encoding="utf-8")
    (tmp_path / "empty.md").write_text("")
    listing = tmp_path / "list.txt"
    listing.write_text(f"{here}\n\n{tmp_path / 'empty.md'}\n{tmp_path / 'missing.md'}\n")
    call = ("extract", listing, "--engine", "dask", "--scheduler", workers.scheduler_address, "--to")
    with pytest.raises(LedgerError, match="2 of 3 transcripts"):
        run(*call, tmp_path / "out.parquet")
    added = run("add", tmp_path / "out.parquet", "--db", tmp_path / "a.db")
    assert added.exit_code == 1
    assert [line.split(": ")[1] for line in added.stderr.splitlines()[-2:]] == [
        str(tmp_path / "empty.md"), str(tmp_path / "missing.md"),
    ]  # fmt: skip
    with reading(tmp_path / "a.db") as db:
        assert [tuple(row) for row in db.execute("SELECT path, title FROM sources")] == [
            (str(here), "旁边的题目")
        ]
    again = run("add", here, "--db", tmp_path / "a.db", "--json")
    assert '"added": []' in again.stdout
    with pytest.raises(BadInput, match="exists already"):
        run(*call, tmp_path / "out.parquet")


def test_readings_come_out_of_parquet_as_they_went_in(tmp_path: Path) -> None:
    (path,) = folder_of(tmp_path / "talks", 1).rglob("*.txt")
    gone = exchange.Reading("s3://talks/gone.txt", "", LedgerError("s3://talks/gone.txt: is gone"))
    kept = exchange.read("s3://talks/a.txt", shelf.job(path))
    file = tmp_path / "a.parquet"
    file.write_bytes(exchange.to_parquet([kept, gone]))
    first, second = exchange.of_parquet(file)
    assert first == kept
    assert str(second.done) == str(gone.done)


def test_other_files_are_refused(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"a": [1]}), tmp_path / "other.parquet")
    (tmp_path / "text.parquet").write_text("words")
    for name in ("other", "text", "missing"):
        with pytest.raises(BadInput, match=rf"{name}\.parquet: holds no readings"):
            list(exchange.of_parquet(tmp_path / f"{name}.parquet"))
