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
     "\u200b", "{\\an8}", "WEBVTT\n\n"]
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
    data = ("好" + unit * (50_000 // len(unit)) + "好").encode()
    began = time.perf_counter()
    read_bytes(data, "talk.txt")
    assert time.perf_counter() - began < 1
