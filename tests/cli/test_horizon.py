"""`ledger horizon`: one phrase, or JSON lines."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from ledger.cli import ledger
from ledger.errors import BadInput


def run(*args: str, lines: str | bytes = "") -> str:
    result = CliRunner().invoke(
        ledger, ["horizon", *args], input=lines, catch_exceptions=False, standalone_mode=False
    )
    return result.output


def test_a_phrase_is_dated() -> None:
    assert json.loads(run("未来三到五年", "--said-on", "2024-06", "--json")) == {
        "text": "未来三到五年",
        "found": "未来三到五年",
        "start": "2024-06-30",
        "due": "2029-06-30",
    }
    assert "2029-06-30 (60 months" in run("未来三到五年", "--said-on", "2024-06")


def test_a_phrase_without_a_date_is_told_as_such() -> None:
    assert run("最终") == "最终: no date\n"
    assert run("三年内") == "三年内: no date\n"
    assert run("你好") == "no time expression found\n"


def test_json_lines_are_answered_one_by_one() -> None:
    lines = '{"text": "明年", "said_on": "2024-06-15"}\n\n{"text": "2030年前"}\n{"text": "三年内"}\n'
    assert [json.loads(line)["due"] for line in run("-", lines=lines).splitlines()] == [
        "2025-12-31",
        "2029-12-31",
        None,
    ]
    assert json.loads(run("-", "--said-on", "2024-06-15", lines='{"text": "三年内"}'))["due"] == "2027-06-15"


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"3",
        b'{"said_on": "2024"}',
        b'{"text": "x", "said_on": "2024-13"}',
        b'{"text": "x", "said_on": 2024.5}',
        b"\xff",
    ],
)
def test_a_bad_line_is_refused_by_its_number(line: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        run("-", lines=b'{"text": "x"}\n' + line)
    assert refused.value.line == 2
    assert str(refused.value).startswith("-:2: ")


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="2024-02-30"):
        run("明年", "--said-on", "2024-02-30")
