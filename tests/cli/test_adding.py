"""`ledger add` with folders: which files it reads, on several cores, broken off and resumed."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ledger.book.comparing import differences
from ledger.book.opening import reading
from ledger.cli import ledger
from ledger.reading import pipeline

COMMAND = [sys.executable, "-m", "ledger", "add"]
SAID = """主持人：大家好，接下来这一年，大家最看好什么？

{name}：我觉得明年视频生成一定会更长，第{number}代芯片可能会便宜一半。五年之内家家都会有机器人。
"""


def shelf(folder: Path, count: int) -> Path:
    """A folder with so many talks, each of its own words."""
    for number in range(count):
        place = folder / f"{number % 2}" / f"talk-{number:02}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(SAID.format(name=f"讲者{'甲乙丙丁'[number % 4]}", number=number), encoding="utf-8")
    return folder


def add(*words: str | Path) -> list[str]:
    """What `ledger add` prints: the names of the files, in order."""
    said = CliRunner().invoke(ledger, ["add", *map(str, words)], catch_exceptions=False)
    assert said.exit_code == 0, said.output
    return [Path(line.split(":")[0]).name for line in said.stdout.splitlines()]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the transcripts that are really read."""
    names: list[str] = []
    extract = pipeline.extract

    def noted(document: pipeline.Document) -> pipeline.Extraction:
        names.append(Path(document.path).name)
        return extract(document)

    monkeypatch.setattr(pipeline, "extract", noted)
    return names


def test_a_folder_is_searched_for_transcripts_less_sidecars_and_hidden_files(
    tmp_path: Path, seen: list[str]
) -> None:
    for name in ("b.md", "deep/er/a.TXT", "deep/c.srt", ".hidden.md", ".git/d.md", "notes.pdf", "b.yml"):
        file = tmp_path / "talks" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            "title: 题目\n" if name == "b.yml" else f"我们说 {name}：明年会更好。", encoding="utf-8"
        )
    (tmp_path / "talks/deep/a.json").write_text('{"title": "题目"}')
    (tmp_path / "talks/deep/a.txt").write_text("我想以后会好的。", encoding="utf-8")
    add(tmp_path / "talks", "--db", tmp_path / "a.db", "--jobs", "1")
    assert seen == ["b.md", "a.txt", "c.srt", "a.TXT"]


def test_of_what_tools_write_of_one_talk_one_file_is_read(tmp_path: Path, seen: list[str]) -> None:
    for name in ("a.json", "a.srt", "a.tsv", "a.txt", "a.vtt", "b.txt", "b.md", "c.zh.vtt", "c.en.vtt"):
        words = f"我们说 {name}：明年会更好。"
        segments = {"segments": [{"start": 0, "text": words}]}
        (tmp_path / name).write_text(json.dumps(segments) if name == "a.json" else words, encoding="utf-8")
    add(tmp_path, "--db", tmp_path / "a.db", "--jobs", "1")
    assert seen == ["a.srt", "b.md", "b.txt", "c.en.vtt", "c.zh.vtt"]


def test_only_what_is_new_or_changed_is_read_again(tmp_path: Path, seen: list[str]) -> None:
    folder, db = shelf(tmp_path / "talks", 3), tmp_path / "a.db"
    every = add(folder, "--db", db, "--jobs", "1")
    assert seen == every == ["talk-00.txt", "talk-02.txt", "talk-01.txt"]
    seen.clear()
    assert add(folder, "--db", db) == every
    assert seen == []
    (folder / "0/talk-02.yml").write_text("date: 2024-06")
    (folder / "1/talk-01.txt").write_text(SAID.format(name="讲者乙", number=99), encoding="utf-8")
    add(folder, "--db", db)
    assert seen == ["talk-02.txt", "talk-01.txt"]
    seen.clear()
    add(folder, "--db", db, "--again")
    assert seen == every


def test_a_transcript_that_moved_is_not_read_again_and_its_new_place_is_kept(
    tmp_path: Path, seen: list[str]
) -> None:
    folder, db = shelf(tmp_path / "talks", 1), tmp_path / "a.db"
    add(folder, "--db", db)
    moved = (folder / "0/talk-00.txt").rename(folder / "elsewhere.txt")
    add(folder, "--db", db)
    assert seen == ["talk-00.txt"]
    with reading(db) as connection:
        assert [row[0] for row in connection.execute("SELECT path FROM sources")] == [str(moved)]


def test_reading_on_several_cores_gives_the_same_ledger_as_on_one(tmp_path: Path) -> None:
    folder = shelf(tmp_path / "talks", 6)
    assert add(folder, "--db", tmp_path / "one.db", "--jobs", "1") == add(
        folder, "--db", tmp_path / "two.db", "--jobs", "2"
    )
    with reading(tmp_path / "one.db") as one, reading(tmp_path / "two.db") as two:
        assert differences(one, two) == []
        query = "SELECT id, number FROM claims ORDER BY number"
        assert one.execute(query).fetchall() == two.execute(query).fetchall() != []


def test_bad_files_are_told_at_the_end_and_the_good_ones_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shelf(tmp_path / "talks", 4)
    (folder / "0/empty.txt").write_bytes(b"")
    extract = pipeline.extract

    def breaking(document: pipeline.Document) -> pipeline.Extraction:
        if document.path.endswith("talk-02.txt"):
            raise ZeroDivisionError("nothing to divide")
        return extract(document)

    monkeypatch.setattr(pipeline, "extract", breaking)
    ran = CliRunner().invoke(ledger, ["add", str(folder), "--db", str(tmp_path / "a.db"), "--jobs", "1"])
    assert ran.exit_code == 2
    assert len(ran.stdout.splitlines()) == 3
    told = ran.stderr.splitlines()[-2:]
    assert "empty.txt" in told[0]
    assert "talk-02.txt: the reader broke (ZeroDivisionError: nothing to divide, test_adding.py:" in told[1]


def test_adding_that_was_killed_leaves_no_process_behind_and_goes_on_where_it_was(
    tmp_path: Path, seen: list[str]
) -> None:
    folder, db = shelf(tmp_path / "talks", 40), tmp_path / "a.db"
    call = [*COMMAND, folder, "--db", db, "--jobs", "2"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as killed:
        assert killed.stdout is not None
        first = killed.stdout.readline()
        killed.send_signal(signal.SIGKILL)
        # The readers hold the other end of the pipe as well: it ends when the last of them has.
        done = 1 + len(killed.communicate(timeout=20)[0].splitlines())
    assert first
    assert done < 40
    assert len(add(folder, "--db", db, "--jobs", "1")) == 40
    assert 40 - done - 1 <= len(seen) <= 40 - done
    add(folder, "--db", tmp_path / "whole.db", "--jobs", "1")
    with reading(db) as resumed, reading(tmp_path / "whole.db") as whole:
        assert differences(resumed, whole) == []


def test_a_bar_moves_on_a_terminal_and_is_not_there_in_a_pipe(tmp_path: Path) -> None:
    folder = shelf(tmp_path / "talks", 2)
    call = [*COMMAND, folder, "--db"]
    quiet = subprocess.run([*call, tmp_path / "a.db"], capture_output=True, text=True, check=True)
    assert "2/2" not in quiet.stdout + quiet.stderr
    ours, theirs = pty.openpty()
    watched = subprocess.run(
        [*call, tmp_path / "b.db"], stdout=subprocess.PIPE, stderr=theirs, text=True, check=True
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "2/2" in shown
    assert watched.stdout == quiet.stdout


def test_lines_stand_above_the_bar_and_not_behind_it(tmp_path: Path) -> None:
    folder = shelf(tmp_path / "talks", 4)
    ours, theirs = pty.openpty()
    subprocess.run([*COMMAND, folder, "--db", tmp_path / "a.db"], stdout=theirs, stderr=theirs, check=True)
    os.close(theirs)
    lines = os.read(ours, 100_000).decode().splitlines()
    os.close(ours)
    told = [line for line in lines if "candidates" in line]
    assert len(told) == 4
    assert all(line.rpartition("\x1b[K")[2].startswith(str(folder)) for line in told), told
