"""Opening a ledger: what is not ours is refused and left alone, and who may not write is told so."""

from __future__ import annotations

import _strptime  # noqa: F401 - the first date loads it, from where `nobody_special` may not read
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ledger.book import migrations
from ledger.book.checking import check
from ledger.book.marking import record
from ledger.book.opening import APPLICATION_ID, reading, transaction, writing
from ledger.errors import LedgerError, NotALedger, NotFound
from tests.book.examples import make_ledger


def test_a_ledger_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    for way in (reading, writing):
        with pytest.raises(NotFound, match="ledger add"), way(path):
            pass
    assert not path.exists()
    path.touch()
    for way in (reading, writing):
        with pytest.raises(NotFound, match="ledger add"), way(path):
            pass
    assert path.stat().st_size == 0


def test_a_new_ledger_is_marked_as_ours_and_sound(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with writing(path, create=True) as db:
        assert check(db) == []
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert plain.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",), "one plain file"


@pytest.mark.parametrize(
    "content", [b"not a database, but some words in a file of its own" * 40, b"\0\1\2" * 999]
)
def test_a_file_that_is_no_database_is_refused_and_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.db"
    path.write_bytes(content)
    with pytest.raises(NotALedger, match=r"strange\.db"), writing(path, create=True):
        pass
    assert path.read_bytes() == content


def test_somebody_elses_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE claims (id)")
    before = path.read_bytes()
    for way in (reading, writing):
        with pytest.raises(NotALedger, match="no prediction ledger"), way(path):
            pass
    with pytest.raises(NotALedger), writing(path, create=True):
        pass
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path, _ = make_ledger(tmp_path)
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA user_version = 999")
    with pytest.raises(NotALedger, match="newer version"), reading(path):
        pass


def test_a_ledger_of_an_earlier_step_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "STEPS", migrations.STEPS[:-1])
        earlier.setattr(migrations, "VERSION", migrations.VERSION - 1)
        with writing(path, create=True):
            pass
    with reading(path) as db:
        assert check(db) == []


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path, _ = make_ledger(tmp_path)
    with reading(path) as db, pytest.raises(sqlite3.OperationalError):
        db.execute("DELETE FROM turns")


@contextmanager
def nobody_special() -> Iterator[None]:
    """Without the rights of root, whom no read-only file holds up."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may enter."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_read_only_file_is_read_and_says_that_it_cannot_be_written(shared: Path) -> None:
    path, said = make_ledger(shared)
    path.chmod(0o444)
    with nobody_special():
        with reading(path) as db:
            assert db.execute("SELECT count(*) FROM claims").fetchone()[0] == 4
            assert check(db) == []
        with writing(path) as db:
            assert check(db) == []
        with pytest.raises(LedgerError, match="read-only"), writing(path) as db:
            record(db, [{"claim": said.added[0], "verdict": "true"}], "ann", "command")
        with pytest.raises(LedgerError, match="folder exists"), writing(shared / "new.db", create=True):
            pass
    assert [one.name for one in shared.iterdir()] == [path.name]


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match="folder"), writing(tmp_path, create=True):
        pass
    with pytest.raises(LedgerError, match="folder exists"), writing(tmp_path / "no" / "such.db", create=True):
        pass


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    path, said = make_ledger(tmp_path)
    items = [
        {"claim": said.added[0], "verdict": "partial", "share": n / 500, "note": "x" * 500}
        for n in range(400)
    ]
    with pytest.raises(LedgerError, match="disk is full"), writing(path) as db:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages + 5}")
        record(db, items, "ann", "file")
    with writing(path) as db:
        assert check(db) == []
        assert db.execute("SELECT count(*) FROM outcomes").fetchone()[0] == 0
        assert record(db, items, "ann", "file").recorded == 400


def test_a_transaction_inside_another_is_part_of_it(tmp_path: Path) -> None:
    path, said = make_ledger(tmp_path)
    with writing(path) as db:
        with transaction(db):
            record(db, [{"claim": said.added[0], "verdict": "true"}], "ann", "web")
            with pytest.raises(ZeroDivisionError), transaction(db):
                record(db, [{"claim": said.added[1], "verdict": "true"}], "ann", "web")
                raise ZeroDivisionError
        assert [row[0] for row in db.execute("SELECT claim FROM outcomes")] == [said.added[0]]
