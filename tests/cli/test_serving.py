"""`ledger serve`: what Datasette is called with, what is read first, how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from ledger.cli import ledger, serving
from ledger.cli.shelf import transcripts
from ledger.errors import NotFound
from tests.book.examples import SOON, STEER, make_ledger
from tests.web.server import served


def test_the_usual_port_is_taken_where_it_is_free_and_another_where_it_is_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        usual = taken.getsockname()[1]
        assert serving.free_port("127.0.0.1", usual, 0) not in (0, usual)
        with pytest.raises(serving.BadInput, match=rf"port {usual} can't be had on '127\.0\.0\.1'"):
            serving.free_port("127.0.0.1", usual)
    assert serving.free_port("127.0.0.1", usual, 0) == usual


def test_an_address_that_is_not_of_this_machine_is_refused() -> None:
    with pytest.raises(serving.BadInput, match=r"192\.0\.2\.1"):
        serving.free_port("192.0.2.1", 0)


def test_metadata_that_was_asked_for_and_is_not_there_is_refused(tmp_path: Path) -> None:
    path, missing = make_ledger(tmp_path)[0], str(tmp_path / "told.yml")
    done = CliRunner().invoke(ledger, ["serve", "--db", str(path), "--metadata", missing])
    assert isinstance(done.exception, serving.BadInput) and missing in str(done.exception)


def test_the_secret_is_its_owners_alone_and_outlives_a_restart(tmp_path: Path) -> None:
    first = serving.lasting_secret(tmp_path)
    assert len(first) == 64 and serving.lasting_secret(tmp_path) == first
    assert stat.S_IMODE((tmp_path / serving.SECRET_NAME).stat().st_mode) == 0o600


def test_other_options_are_handed_on_and_immutable_mode_is_refused(tmp_path: Path) -> None:
    call = serving.arguments(
        tmp_path / "x.db", "::1", 9000, tmp_path / "none.yml", ("--cors", "--setting", "a", "1")
    )
    assert call[-4:] == ["--cors", "--setting", "a", "1"] and "--metadata" not in call
    done = CliRunner().invoke(ledger, ["serve", "-i", "x.db"])
    assert isinstance(done.exception, serving.BadInput) and "-i" in str(done.exception)


def test_without_a_ledger_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(ledger, ["serve", "--db", str(tmp_path / "none.db")])
    assert isinstance(done.exception, NotFound) and "ledger add" in str(done.exception)


def test_transcripts_are_read_where_the_ledger_is_missing_or_older(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(ledger, "main", lambda arguments, *_, **__: asked.append(arguments))
    folder, db = tmp_path / "transcripts", tmp_path / "x.db"
    folder.mkdir()
    talk, facts = folder / "talk.md", folder / "talk.yml"
    talk.touch()
    facts.touch()
    serving.read_new(folder, db)
    assert asked == [["add", "--db", str(db), os.path.relpath(talk)]]
    db.touch()
    os.utime(db, (2e9, 2e9))
    serving.read_new(folder, db)
    assert len(asked) == 1, "nothing is newer than the ledger"
    os.utime(facts, (3e9, 3e9))
    serving.read_new(folder, db)
    assert len(asked) == 2, "the facts about the recording have changed"


def test_what_is_read_before_serving_is_what_add_finds_in_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(ledger, "main", lambda arguments, *_, **__: asked.append(arguments))
    (tmp_path / "deep").mkdir()
    for name in ("talk.srt", "talk.txt", "talk.json", "deep/other.md", "deep/other.json"):
        (tmp_path / name).touch()
    serving.read_new(tmp_path, tmp_path / "x.db")
    read = [os.path.relpath(path) for path in transcripts([tmp_path])]
    assert len(read) == 2
    assert asked == [["add", "--db", str(tmp_path / "x.db"), *read]]
    serving.read_new(tmp_path / "deep", tmp_path / "x.db")
    assert len(asked) == 2
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "facts.yml").touch()
    serving.read_new(tmp_path / "none", tmp_path / "x.db")
    assert len(asked) == 2, "there is nothing to add"


def test_a_ledger_of_another_name_is_described_and_has_the_named_queries_too(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)[0].rename(tmp_path / "talks of 2024.db")
    with served(path) as server:
        place = f"{server.address}talks~20of~202024"
        assert "each with its exact words" in urllib.request.urlopen(f"{place}/claims").read().decode()
        found = json.load(urllib.request.urlopen(f"{place}/one_year.json?_shape=array"))
        assert [row["statement"] for row in found] == [SOON, STEER]


def test_metadata_that_knows_the_ledger_by_its_name_is_handed_on_as_it_is(tmp_path: Path) -> None:
    told = tmp_path / "told.yml"
    for text in ("databases:\n  x: {}\n  predictions: {}\n", "title: no databases\n", "[]", ""):
        told.write_text(text, encoding="utf-8")
        assert serving.told_of(told, "x") == str(told), text
    told.write_text("databases: {predictions: [\n", encoding="utf-8")
    with pytest.raises(serving.BadInput, match=r"told\.yml"):
        serving.told_of(told, "x")


def test_it_serves_signs_its_owner_in_once_and_ends_cleanly_on_ctrl_c(tmp_path: Path) -> None:
    path, _ = make_ledger(tmp_path)
    folder = tmp_path / "transcripts"
    folder.mkdir()
    (folder / "new.md").write_text("**王小明**：未来三年机器人一定会走进工厂。\n", encoding="utf-8")
    (folder / "bad.md").write_bytes(b"\0\1\2")
    with served(path, "--transcripts", str(folder)) as server:
        talks = urllib.request.urlopen(f"{server.address}-/ledger/talks").read().decode()
        assert "/talk/new" in talks and "/talk/bad" not in talks
        assert "可控性" in urllib.request.urlopen(f"{server.address}-/ledger").read().decode()
        assert urllib.request.urlopen(server.sign_in).status == 200
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(server.sign_in)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(15) in (0, -signal.SIGINT)
        assert "Traceback" not in (server.process.stdout.read() if server.process.stdout else "")
