"""People's words over the machine's: corrected, rejected, restored, added, and kept for ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.book.checking import check
from ledger.book.editing import Editor, accept, add_claim, edit, reject
from ledger.book.fields import MACHINE
from ledger.book.history import edits
from ledger.book.opening import writing
from ledger.book.storing import store
from ledger.errors import BadInput, NotFound
from tests.book.examples import CHEAP, SOON, TEXT, VAGUE, WU, claim, extraction, make_ledger, year_end

ANN = Editor("ann", "command", now="2026-03-01T00:00:00Z")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path, _ = make_ledger(tmp_path)
    with writing(path) as db:
        yield db
        assert check(db) == []


@pytest.fixture
def soon(ledger: sqlite3.Connection) -> str:
    return str(ledger.execute("SELECT id FROM claims WHERE quote = ?", (SOON,)).fetchone()[0])


def shown(db: sqlite3.Connection, name: str) -> dict[str, object]:
    query = "SELECT c.*, s.name FROM claims AS c JOIN speakers AS s ON s.id = c.speaker WHERE c.id = ?"
    return dict(db.execute(query, (name,)).fetchone())


@pytest.mark.parametrize(
    ("field", "value", "column", "shows"),
    [
        ("speaker", WU, "name", WU),
        ("speaker", " 新来的人 ", "name", "新来的人"),
        ("statement", "视频更长", "statement", "视频更长"),
        ("kind", "Plan", "kind", "plan"),
        ("topics", "data，jobs", "topics", '["data", "jobs"]'),
        ("topics", ["safety"], "topics", '["safety"]'),
        ("due", "2025", "due", "2025-12-31"),
        ("due", "2025-02", "due", "2025-02-28"),
        ("due", "", "due", None),
        ("certainty", "low", "certainty", "low"),
        ("checkable", 2, "checkable", 2),
        ("criteria", "某平台公布的时长", "criteria", "某平台公布的时长"),
        ("probability", "70%", "probability", 0.7),
        ("probability", 0, "probability", 0.0),
        ("attributed_to", "某机构", "attributed_to", "某机构"),
    ],
)
def test_a_field_shows_what_a_person_set(
    ledger: sqlite3.Connection, soon: str, field: str, value: object, column: str, shows: object
) -> None:
    assert edit(ledger, soon[:5], {field: value}, ANN).fields == (field,)
    assert edit(ledger, soon, {field: value}, ANN).fields == (), "the same edit twice is one"
    assert shown(ledger, soon)[column] == shows
    assert shown(ledger, soon)["edited"] == 1
    assert [one.edited_by for one in edits(ledger, soon)] == ["ann"]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"kind": "guess"}, "kind: one of forecast"),
        ({"topics": "data, cooking"}, "got 'cooking'"),
        ({"topics": "data safety jobs 3d"}, "one to three"),
        ({"topics": []}, "one to three"),
        ({"due": "2025-02-30"}, "2025-02-30"),
        ({"certainty": "sure"}, "got 'sure'"),
        ({"checkable": "3"}, "one of 0, 1, 2"),
        ({"probability": "120%"}, "0% to 100%"),
        ({"probability": "often"}, "got 'often'"),
        ({"speaker": " "}, "can't be empty"),
        ({"statement": "\ud800"}, "statement"),
        ({"status": None}, "status: one of accept, reject"),
        ({"quote": "x"}, "'quote' can't be edited"),
        ({}, "nothing to change"),
    ],
)
def test_what_is_not_accepted_is_named_and_nothing_changes(
    ledger: sqlite3.Connection, soon: str, changes: dict[str, object], named: str
) -> None:
    with pytest.raises(BadInput, match=named.replace("(", r"\(")):
        edit(ledger, soon, {**changes, **({"criteria": "x"} if changes else {})}, ANN)
    assert edits(ledger, soon) == ()


def test_every_value_not_accepted_is_told_at_once(ledger: sqlite3.Connection, soon: str) -> None:
    with pytest.raises(BadInput) as refused:
        edit(ledger, soon, {"kind": "x", "due": "y"}, ANN)
    assert len(str(refused.value).splitlines()) == 2


def test_a_new_speaker_is_told_of(ledger: sqlite3.Connection, soon: str) -> None:
    assert edit(ledger, soon, {"speaker": "新来的人"}, ANN).new_speaker == "新来的人"
    assert edit(ledger, soon, {"speaker": WU}, ANN).new_speaker == ""


def test_an_edit_that_confirms_the_machine_outlives_the_machine(
    ledger: sqlite3.Connection, soon: str
) -> None:
    edit(ledger, soon, {"statement": SOON}, ANN)
    store(ledger, extraction([year_end(SOON, statement="读错了")]))
    assert shown(ledger, soon)["statement"] == SOON
    edit(ledger, soon, {"statement": MACHINE}, ANN)
    assert shown(ledger, soon)["statement"] == "读错了"
    assert edit(ledger, soon, {"kind": MACHINE}, ANN).fields == (), "nothing to take back"


def test_a_rejected_claim_is_kept_apart_and_comes_back(ledger: sqlite3.Connection, soon: str) -> None:
    reject(ledger, soon, ANN)
    assert shown(ledger, soon)["status"] == "rejected"
    assert accept(ledger, soon, ANN).fields == ("status",)
    assert shown(ledger, soon)["status"] == "stands"
    assert [one.value for one in edits(ledger, soon)] == ["reject", "accept"]


def test_accepting_a_candidate_makes_it_a_claim(ledger: sqlite3.Connection) -> None:
    (name,) = ledger.execute("SELECT id FROM candidates").fetchone()
    accept(ledger, name, ANN)
    assert shown(ledger, name)["quote"] == VAGUE
    store(ledger, extraction([]))
    assert shown(ledger, name)["status"] == "stands"


def test_a_withdrawn_claim_whose_words_are_gone_stays_withdrawn(ledger: sqlite3.Connection) -> None:
    (cheap,) = ledger.execute("SELECT id FROM claims WHERE quote = ?", (CHEAP,)).fetchone()
    store(ledger, extraction([], text=TEXT.replace(CHEAP, "")))
    with pytest.raises(BadInput, match="no longer in the transcript"):
        accept(ledger, cheap, ANN)


def test_a_claim_is_added_with_the_words_of_its_source(ledger: sqlite3.Connection) -> None:
    start = TEXT.index(VAGUE)
    name = add_claim(ledger, "talk", start, start + len(VAGUE), ANN, {"topics": "jobs", "due": "2030"})
    row = shown(ledger, name)
    assert (row["quote"], row["name"], row["seconds"]) == (VAGUE, WU, 90.5)
    assert (row["topics"], row["due"], row["origin"]) == ('["jobs"]', "2030-12-31", "person")
    assert add_claim(ledger, "talk", start, start + len(VAGUE), ANN) == name


@pytest.mark.parametrize(("source", "start", "end"), [("talk", 5, 5), ("talk", -1, 4), ("talk", 0, 9_999)])
def test_a_stretch_that_is_none_is_refused(
    ledger: sqlite3.Connection, source: str, start: int, end: int
) -> None:
    with pytest.raises(BadInput, match="no stretch of words"):
        add_claim(ledger, source, start, end, ANN)


def test_a_source_or_claim_that_is_not_there_is_not_found(ledger: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="no source has the id 'other'"):
        add_claim(ledger, "other", 0, 3, ANN)
    with pytest.raises(NotFound, match="begins with 'zzz'"):
        reject(ledger, "zzz", ANN)
    with pytest.raises(BadInput, match="the name of who marks"):
        reject(ledger, "zzz", Editor(" ", "web"))


def test_a_claim_the_reader_finds_where_one_was_added_is_not_doubled(ledger: sqlite3.Connection) -> None:
    start = TEXT.index(VAGUE)
    name = add_claim(ledger, "talk", start, start + len(VAGUE), ANN)
    assert name in store(ledger, extraction([claim(VAGUE, WU)])).kept
    assert ledger.execute("SELECT count(*) FROM claims WHERE quote = ?", (VAGUE,)).fetchone()[0] == 1
