"""Several at once, and one that dies half-way: the ledger stays whole."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.book.checking import check
from ledger.book.opening import writing
from ledger.book.storing import store
from tests.book.examples import USUAL, make_ledger

ADD = """
import sys
from dataclasses import replace
from ledger.book.opening import writing
from ledger.book.storing import store
from tests.book.examples import USUAL
path, name, text = sys.argv[1:]
reading = replace(USUAL, path=name) if not text else replace(
    USUAL, path=name, text=text, turns=(), questions=(), claims=(), candidates=())
with writing(path, create=True) as db:
    store(db, reading)
"""
ADD_AND_DIE = """
import os, signal, sys
from ledger.book import opening
from ledger.book.storing import store
from tests.book.examples import USUAL
transactions, left = int(sys.argv[2]), int(sys.argv[3])
def count(statement):
    global transactions, left
    transactions -= statement == "BEGIN IMMEDIATE"
    left -= transactions <= 0
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
connect = opening._connect
def watched(address):
    db = connect(address)
    db.set_trace_callback(count)
    return db
opening._connect = watched
with opening.writing(sys.argv[1], create=True) as db:
    store(db, USUAL)
"""


def started(code: str, *words: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], stderr=subprocess.PIPE)


def count(path: Path, table: str) -> int:
    with sqlite3.connect(path) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_several_at_once_make_one_ledger_and_store_everything(tmp_path: Path) -> None:
    path = tmp_path / "predictions.db"
    texts = [
        ("talk.txt", ""),
        ("talk.txt", ""),
        ("other.txt", "别的话，说的是别的事情。"),
        ("third.txt", "再说一件事。"),
    ]
    for process in [started(ADD, path, name, text) for name, text in texts]:
        assert process.communicate()[1] == b""
    with writing(path) as db:
        assert check(db) == []
    assert count(path, "sources") == 3
    assert count(path, "claims") == 4


@pytest.mark.parametrize(("transaction", "statement"), [(1, 1), (1, 90), (2, 2), (2, 50), (2, 100)])
def test_one_that_is_killed_half_way_leaves_all_or_nothing(
    tmp_path: Path, transaction: int, statement: int
) -> None:
    """The first transaction makes the ledger, the second stores the reading."""
    path = tmp_path / "predictions.db"
    process = started(ADD_AND_DIE, path, transaction, statement)
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it was to die half-way"
    with writing(path, create=True) as db:
        assert db.execute("SELECT count(*) FROM sources").fetchone()[0] == 0
        store(db, USUAL)
        assert check(db) == []


def test_a_reading_that_is_killed_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path, _ = make_ledger(tmp_path)
    with writing(path) as db:
        before = list(db.iterdump())
        db.execute("UPDATE extracted SET statement = statement || '。'")
        changed = list(db.iterdump())
    process = started(ADD_AND_DIE, path, 1, 30)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    with writing(path) as db:
        assert list(db.iterdump()) == changed != before
