"""Whatever the bytes: a document whose every character is where it says, or a refusal; and in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import BadInput
from ledger.reading.formats import read_bytes
from ledger.reading.formats.catalogue import formats
from tests.reading.formats.exact import check

EXAMPLES = [kind.example for kind in formats()]
SNIPPETS = st.sampled_from(
    ["\n", "\r\n", "\n\n", "**", "[", "](", ")", ":", "：", ">>", "- ", "# ", "---\n", "00:01 ", "&amp;",
     "00:00:01,000 --> 00:00:02,000\n", "<v Ann>", "\\u4e2d", "\\ud800", "\\", '"', "{", "}", "\ufeff",
     "张三：", "Speaker 1: ", "title: x\n", "`", "_", "*", "http://a.b", "\u2028", "\x85", "😀", "&#8203;",
     "\u200b", "{\\an8}", "WEBVTT\n\n", "<br/>", "</p>", '<p t="5">', "Dialogue: ", ",", "\t", "\\N",
     "[0.5s -> 1s] ", "0:0:1.5 --> 0:0:2", "2024-06-15\n", "关键词：\n"]
)  # fmt: skip


def accepted(data: bytes, name: str) -> None:
    try:
        document = read_bytes(data, name)
    except BadInput as refused:
        assert str(refused)
    else:
        check(document)
        document.spoken.encode()


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.json"]))
@settings(max_examples=100, deadline=None)
def test_no_bytes_bring_the_reader_down(data: bytes, name: str) -> None:
    accepted(data, name)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(EXAMPLES))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        end = draw(st.integers(at, min(at + 15, len(text))))
        text = text[:at] + draw(SNIPPETS | st.text(max_size=4)) + text[end:]
    return text


@given(spoilt(), st.sampled_from(["a.txt", "a.json", "a.srt"]))
@settings(max_examples=200, deadline=None)
def test_spoilt_transcripts_are_read_exactly_or_refused(text: str, name: str) -> None:
    accepted(text.encode("utf-8", errors="ignore"), name)


@pytest.mark.parametrize(
    "unit",
    [
        "我觉得明年会涨",
        "今天聊聊明年\n",
        "** *a _b `c ",
        "[a](",
        "<!-- ",
        "- a. - B ",
        ">> ",
        "：",
        " ",
        "\u200ba",
        "-",
    ],
)
def test_a_long_file_of_anything_takes_linear_time(unit: str) -> None:
    within_a_second("好" + unit * (50_000 // len(unit)) + "好")


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        ("<tt>", '<p t="1">'),
        ("<tt>", "<p begin="),
        ("<tt>", "<p>&amp;<br"),
        ("start\tend\ttext\n", "1\t2\t"),
        ("[Script Info]\n", "Dialogue: 1,{\\N"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "<v A>b<00:00:01.000>"),
        ("1\n00:00:01,000 --> 00:00:02,000\n", "a\n00:00:01,000 --> 00:00:02,000\n"),
        ('{"segments": [', '{"words": [{"text": "a"}]}, '),
        ("2024-06-15 14:02\n", "关键词\n"),
        ("", "Ann Lee\n(00:00:01) a\n"),
        ("", "[0.00s -> 1.00s] (speaker 1) "),
    ],
)
def test_a_long_file_of_one_kind_takes_linear_time(start: str, unit: str) -> None:
    whole = start + unit * (50_000 // len(unit))
    within_a_second(whole + "{}]}" if "segments" in start else whole)


def within_a_second(text: str) -> None:
    began = time.perf_counter()
    accepted(text.encode(), "talk.txt")
    assert time.perf_counter() - began < 1
