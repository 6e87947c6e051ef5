"""Every format that is promised is read, whatever the file is called."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from ledger.cli import ledger
from ledger.reading.formats import read_bytes
from ledger.reading.formats.catalogue import Format, formats
from tests.reading.formats.exact import check

SPOKEN = {
    "plain text": "大家好，欢迎收听。今天请来了两位老朋友。\n\n我觉得明年会更好。",
    "captions": "大家好\n欢迎收听\n今天聊聊明年",
    "Markdown": "大家好，欢迎收听。",
    "title line": "我们开始吧。",
    "SRT": "今天聊聊明年\n你怎么看",
    "WebVTT": "It will take years.\n\nYears?",
    "Advanced SubStation Alpha": "It will take years.",
    "columns": "It will take years.\nYears?",
    "TTML": "It will take years.",
    "YouTube XML": "it will take years",
    "labels before words": "欢迎回来，\n今天聊明年。\n\n好的。",
    "labels on a line of their own": "Welcome back.\n\nThank you.\n\nLet us begin.",
    "labels in bold": "欢迎。\n\n谢谢，一定会的。\n\n是的。",
    "labels with times": "Welcome back.\n\nLet us begin.\n\nThank you.",
    "turn marks": "Welcome back.\n\nThank you.\n\nLet us begin.",
    "whisper JSON": "大家好",
    "Bilibili CC JSON": "大家好\n欢迎",
    "Podcasting 2.0 JSON": "Welcome back.",
    "other JSON": "Welcome back.\n\nThank you.",
}


@pytest.mark.parametrize("kind", formats(), ids=lambda kind: kind.name)
def test_the_example_of_a_format_is_read_by_its_content_alone(kind: Format) -> None:
    document = read_bytes(kind.example.encode(), "talk")
    assert (document.format, document.spoken) == (kind.format, SPOKEN[kind.name])
    check(document)


def test_the_command_lists_every_format_with_its_example() -> None:
    result = CliRunner().invoke(ledger, ["formats", "--json"])
    listed = [json.loads(line) for line in result.output.splitlines()]
    assert [item["name"] for item in listed] == list(SPOKEN)
    assert all(set(item) == {"name", "format", "description", "example"} for item in listed)
    text = CliRunner().invoke(ledger, ["formats"]).output
    assert "SRT: subtitles with their times" in text and "    00:00:03,200 --> 00:00:04,900" in text
