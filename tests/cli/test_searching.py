"""`ledger search`: what is found where, in which order, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ledger.book import editing
from ledger.book.editing import Editor
from ledger.book.opening import writing
from ledger.book.search import excerpt
from ledger.cli import ledger
from ledger.errors import BadInput, LedgerError, NotFound
from tests.book.examples import CHEAP, ROBOTS, SOON, STEER, TEXT, make_ledger


def run(*words: str) -> Result:
    result = CliRunner().invoke(ledger, ("search", *words))
    if isinstance(result.exception, LedgerError):
        raise result.exception
    return result


def found(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]


def statements(*words: str) -> list[str]:
    return [line["statement"] for line in found(*words) if line["in"] == "claim"]


@pytest.fixture(autouse=True)
def usual_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_ledger(tmp_path)[0]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["会"], [ROBOTS, CHEAP, STEER, SOON]),
        (["会", "--speaker", "吴大海"], [ROBOTS, CHEAP]),
        (["会", "--topic", "hardware"], [CHEAP]),
        (["会", "--state", "overdue"], [STEER, SOON]),
        (["会", "--kind", "plan"], []),
        (["会", "--due-after", "2025"], [ROBOTS]),
        (["会", "--due-before", "2024-12"], [STEER, SOON]),
        (["会", "--due-before", "2024-11"], []),
        (["会", "--source", "elsewhere"], []),
        (["会", "--limit", "1"], [ROBOTS]),
        (["机器人", "家家"], [ROBOTS]),
        (['"家家 都会"'], [ROBOTS]),
        (["家都", "--order", "best"], [ROBOTS]),
    ],
)
def test_claims_are_found_by_words_and_filters_newest_first(asked: list[str], expected: list[str]) -> None:
    assert statements(*asked) == expected


def test_best_is_what_has_the_words_more_often_in_less_text(usual_ledger: Path) -> None:
    with writing(usual_ledger) as db:
        (one,) = db.execute("SELECT id FROM claims WHERE quote = ?", (SOON,)).fetchone()
        editing.edit(db, one, {"statement": "会长，会长，会长"}, Editor("wei", "command"))
    assert statements("会")[0] == ROBOTS
    assert statements("会", "--order", "best")[0] == "会长，会长，会长"


def test_a_place_in_a_transcript_is_told_by_its_offset_and_what_stands_around_it() -> None:
    (only,) = found("很有信心")
    assert only["in"] == "transcript" and only["source"] == "talk"
    assert TEXT[only["start"] :].startswith("很有信心")
    assert only["before"].endswith("这个我") and only["found"] == "很有信心" and only["after"][0] == "。"


def test_a_filter_of_claims_leaves_transcripts_out_and_their_source_does_not() -> None:
    assert [line["in"] for line in found("很有信心", "--source", "talk")] == ["transcript"]
    for narrower in (["--speaker", "林小满"], ["--state", "open"], ["--due-after", "2020"]):
        assert found("很有信心", *narrower) == []


def test_a_claims_line_has_the_words_in_their_place_and_all_that_list_tells() -> None:
    (line,) = found("便宜一半", "--topic", "hardware")
    (listed,) = CliRunner().invoke(ledger, ["list", "--topic", "hardware", "--json"]).stdout.splitlines()
    assert {key: line.pop(key) for key in ("in", "before", "found", "after")} == {
        "in": "claim", "before": "芯片可能会", "found": "便宜一半", "after": ""
    }  # fmt: skip
    assert line == json.loads(listed)


def test_for_people_each_place_takes_two_lines() -> None:
    lines = run("可控").stdout.splitlines()
    assert len(lines) == 4
    assert "overdue" in lines[0] and lines[0].endswith(f"林小满: {STEER}") and lines[1].strip() == STEER
    assert lines[2].startswith("talk:") and STEER in lines[3]


def test_nothing_found_is_said_beside_the_output() -> None:
    result = run("不存在的词")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing found\n")
    assert run("会", "--speaker", "林小").stderr == "no speaker is called '林小'; is it 林小满?\n"


@pytest.mark.parametrize(
    "asked", [["。，"], ["会", "--due-after", "soon"], ["会", "--due-before", "2025-13"]]
)
def test_what_cant_be_looked_for_is_refused(asked: list[str]) -> None:
    with pytest.raises(BadInput):
        run(*asked)


def test_a_ledger_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no ledger at none\.db"):
        run("会", "--db", "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("a Chip of chips", "chip", "Chip"),
        ("先说可控，性也会好", "可控性", "可控，性"),
        ("open source models", "open-source", "open source"),
        ("只有第二个词：机器人", "芯片 机器人", "机器人"),
        ("什么都没有", "芯片", ""),
    ],
)
def test_an_excerpt_shows_the_words_as_they_stand(text: str, words: str, expected: str) -> None:
    shown = excerpt(text, words)
    assert shown.found == expected and shown.before + shown.found + shown.after == text
