"""Bytes to text: what is accepted, what is refused, and that offsets are into the file as stored."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from ledger.errors import BadInput
from ledger.reading import decoding
from ledger.reading.formats import read, read_bytes
from tests.reading.formats.exact import check

TALK = "大家好，今天聊聊明年。\r\n\r\n我觉得会更好，一定会的。\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TALK.encode(),
        codecs.BOM_UTF8 + TALK.encode(),
        codecs.BOM_UTF16_LE + TALK.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TALK.encode("utf-16-be"),
        TALK.encode("gb18030"),
    ],
)
def test_a_file_opened_in_the_documents_encoding_gives_its_text(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(data)
    document = read(path)
    with path.open(encoding=document.encoding, newline="") as file:
        assert file.read() == document.text
    check(document)
    assert document.spoken == "大家好，今天聊聊明年。\n\n我觉得会更好，一定会的。"


def test_gb18030_is_accepted_and_said() -> None:
    document = read_bytes(TALK.encode("gb18030"), "talk.txt")
    assert [problem.message for problem in document.problems] == ["the file is in GB18030, not UTF-8"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        ("　\u2003\n".encode(), "holds white space alone"),
        ("\u200b\u200c\ufeff\n".encode(), "holds no words"),
        (b"%PDF-1.7 \xe2\xe3", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a zip archive"),
        (b"good morning\x00\x01\x02", "is binary"),
        ("大家好\n".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (bytes(range(1, 32)) * 9, "is binary"),
        ("歡迎收聽今天的節目，我們談談明年。".encode("big5"), "is not UTF-8"),
        ("今日はいい天気ですね。来年も".encode("shift_jis"), "is not UTF-8"),
        (b"---\ntitle: only facts\n---\n", "holds no words"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "holds no words"),
    ],
)
def test_what_is_no_transcript_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(BadInput, match=message) as refused:
        read_bytes(data, "talk.txt")
    assert refused.value.path == "talk.txt"


def test_a_wrong_byte_is_named_with_its_line() -> None:
    data = "第一行\n第二行\n".encode() + b"\xff\xfe and more\n" + "第四行".encode()
    with pytest.raises(BadInput, match=r"talk.txt:3: is not UTF-8 \(bytes ff fe") as refused:
        read_bytes(data, "talk.txt")
    assert refused.value.line == 3


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(BadInput, match="is 50 MB; transcripts of up to 20 MB are read"):
        read(path)
    with pytest.raises(BadInput, match="20 MB"):
        read_bytes(b"a" * (decoding.LIMIT + 1), "huge.txt")


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(BadInput, match="is a folder"):
        read(tmp_path)


def test_invisible_characters_are_left_out_even_thousands_in_a_row() -> None:
    document = read_bytes(
        ("大家\u200b好，" + "\u200b\u200c" * 1000 + "明\u00ad年\u202e见").encode(), "talk.txt"
    )
    assert document.spoken == "大家好，明年见"
    assert document.in_file(4, 5) == (2005, 2006)
    check(document)
