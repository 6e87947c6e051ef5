"""What the database itself refuses, from any SQLite tool, and what any such tool can read."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.book.editing import Editor, add_claim, edit
from ledger.book.marking import record
from ledger.book.opening import writing
from ledger.model import CERTAINTIES, KINDS, TOPICS, VERDICTS
from tests.book.examples import make_ledger

ANN = Editor("ann", "command")


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A bare connection, foreign keys and recursive triggers off, to a ledger with people's words."""
    path, said = make_ledger(tmp_path)
    with writing(path) as db:
        edit(db, said.added[0], {"due": "2030", "topics": "jobs"}, ANN)
        record(db, [{"claim": said.added[0], "verdict": "true"}], "ann", "command")
        add_claim(db, "talk", 0, 4, ANN)
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


@pytest.mark.parametrize("table", ["edits", "outcomes", "added"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET note = 'x'",
        "UPDATE OR REPLACE {} SET id = id",
        "DELETE FROM {}",
        "INSERT OR REPLACE INTO {} SELECT * FROM {}",
        "REPLACE INTO {} SELECT * FROM {}",
        "INSERT INTO {} SELECT * FROM {} WHERE true ON CONFLICT DO UPDATE SET note = 'x'",
    ],
)
def test_people_s_words_are_never_changed(plain: sqlite3.Connection, table: str, statement: str) -> None:
    before = plain.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError, match=r"never|no longer"):
        plain.execute(statement.format(table, table))
    assert plain.execute(f"SELECT * FROM {table}").fetchall() == before


MARK = "INSERT INTO outcomes (id, claim, verdict, supersedes, recorded_at, recorded_by, method) "
EDIT = "INSERT INTO edits (claim, field, value, edited_at, edited_by, method) "


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (MARK + "VALUES (NULL, 'zz', 'true', NULL, '', 'a', 'web')", "claim"),
        (MARK + "SELECT NULL, claim, 'true', NULL, '', 'a', 'web' FROM outcomes", "supersedes"),
        (MARK + "SELECT 9, claim, 'true', 1, '', 'a', 'web' FROM outcomes", "numbered"),
        (MARK + "SELECT -9, claim, 'true', 1, '', 'a', 'web' FROM outcomes", "numbered"),
        (EDIT + "VALUES ('zz', 'due', '', '', 'a', 'web')", "claim"),
        (EDIT + "SELECT claim, 'topics', '[\"x\"]', '', 'a', 'web' FROM outcomes", "topics"),
        (EDIT + "SELECT claim, 'topics', 'x', '', 'a', 'web' FROM outcomes", "CHECK"),
        (EDIT + "SELECT claim, 'due', '2024-02-30', '', 'a', 'web' FROM outcomes", "CHECK"),
        ("DELETE FROM extracted", "withdrawn, never deleted"),
        ("INSERT OR REPLACE INTO extracted SELECT * FROM extracted", "never replaced"),
        ("UPDATE extracted SET id = 'x' || id", "given once"),
    ],
)
def test_what_would_break_the_ledger_is_refused(plain: sqlite3.Connection, statement: str, said: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=said):
        plain.execute(statement)


def test_every_table_and_view_opens_in_a_bare_connection(plain: sqlite3.Connection) -> None:
    names = [
        row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    ]
    assert {"claims", "claim_states", "candidates", "overlaid", "mark"} <= set(names)
    for name in names:
        plain.execute(f'SELECT * FROM "{name}" LIMIT 3').fetchall()


def test_the_sqlite_shell_reads_and_marks(plain: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "predictions.db"
    plain.close()
    claim = subprocess.run(
        ["sqlite3", path, "SELECT id FROM claims WHERE verdict IS NULL LIMIT 1"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    marks = f"INSERT INTO mark (claim, verdict, recorded_by) VALUES ('{claim}', 'false', 'shell')"
    subprocess.run(["sqlite3", path, marks], check=True)
    shows = subprocess.run(
        ["sqlite3", path, f"SELECT state FROM claim_states WHERE id = '{claim}'"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shows.stdout == "false\n"


def test_new_words_are_searched_by_characters(plain: sqlite3.Connection) -> None:
    found = "SELECT quote FROM claims WHERE number IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)"
    assert plain.execute(found, ('"可 控"',)).fetchall() == [("可控性一定会提升",)]
    assert plain.execute(found, ('"频 会"',)).fetchall() == [("今年年底之前，视频会更长",)], "across words"
    assert plain.execute(found, ('"控 可"',)).fetchall() == []


@pytest.mark.parametrize(
    ("verdict", "happened_on", "due", "state"),
    [
        (None, None, "'-1 days'", "overdue"),
        (None, None, "'+0 days'", "due"),
        (None, None, "'+30 days'", "due"),
        (None, None, "'+31 days'", "open"),
        ("true", "2020-05", "'-1 days'", "true"),
        ("true", "2024", "'2024-12-31'", "true"),
        ("true", "2025-01", "'2024-12-31'", "late"),
        ("false", "2025-01", "'2024-12-31'", "false"),
        ("partial", "2025-01", "'2024-12-31'", "partial"),
    ],
)
def test_states_follow_from_the_verdict_and_the_day(
    plain: sqlite3.Connection, verdict: str | None, happened_on: str | None, due: str, state: str
) -> None:
    (claim,) = plain.execute("SELECT id FROM claims WHERE verdict IS NULL LIMIT 1").fetchone()
    day = f"date({due})" if due[1].isdigit() else f"date('now', {due})"
    plain.execute(f"UPDATE extracted SET due = {day} WHERE id = ?", (claim,))
    if verdict:
        share = 0.5 if verdict == "partial" else None
        plain.execute(
            "INSERT INTO mark (claim, verdict, share, happened_on, recorded_by) VALUES (?, ?, ?, ?, 'ann')",
            (claim, verdict, share, happened_on),
        )
    assert plain.execute("SELECT state FROM claim_states WHERE id = ?", (claim,)).fetchone() == (state,)


def test_the_schema_knows_the_vocabularies_of_the_model(plain: sqlite3.Connection) -> None:
    assert {row[0] for row in plain.execute("SELECT name FROM topics")} == set(TOPICS)
    tables = dict(plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    for table, words in (
        ("extracted", KINDS),
        ("added", KINDS),
        ("edits", CERTAINTIES),
        ("outcomes", VERDICTS),
    ):
        assert ", ".join(map(repr, words)) in " ".join(tables[table].split())
