"""Bytes to text: what is accepted, and a refusal that names the line for what is not.

The text is kept exactly as stored, byte order mark and carriage returns included, so that offsets into it
are offsets into `open(path, encoding=document.encoding, newline="").read()`.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ledger.errors import BadInput
from ledger.model import Problem

LIMIT = 20_000_000
"""The largest transcript that is read, in bytes: some 200 hours of talk."""
ACCEPTED = "a transcript is text in UTF-8, in UTF-16 with a byte order mark, or in GB18030"
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"ID3": "an MP3 file",
    b"RIFF": "an audio or video file",
    b"SQLite format 3": "an SQLite database",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 20_000
_COMMON_LEADS = range(0xB0, 0xD8)
"""First bytes of the characters GB 2312 ranks as common; text in another encoding rarely lands there."""


def load(path: Path) -> bytes:
    """The bytes of a transcript; raises BadInput where there is no file, or one too large to be one."""
    name = str(path)
    try:
        if path.is_dir():
            raise BadInput("is a folder; name a file in it", name)
        if not path.exists():
            raise BadInput("there is no such file", name)
        if not path.is_file():
            raise BadInput("is no ordinary file", name)
        size = path.stat().st_size
        if size > LIMIT:
            raise BadInput(
                f"is {size / 1e6:.0f} MB; transcripts of up to {LIMIT / 1e6:.0f} MB are read", name
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise BadInput(f"can't be read: {getattr(error, 'strerror', None) or error}", name) from None


def decode(data: bytes, name: str) -> tuple[str, str, tuple[Problem, ...]]:
    """The text of `data`, the encoding that gives it back, and doubts; BadInput for what is no text."""
    if len(data) > LIMIT:
        raise BadInput(f"is over {LIMIT / 1e6:.0f} MB, the most that is read", name)
    if not data.strip():
        raise BadInput("is empty", name)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise BadInput(f"is {what}; {ACCEPTED}", name)
    text, encoding, problems = _decoded(data, name)
    _refuse_binary(text, name)
    if not text.lstrip("\ufeff").strip():
        raise BadInput("holds white space alone", name)
    return text, encoding, problems


def _decoded(data: bytes, name: str) -> tuple[str, str, tuple[Problem, ...]]:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _strictly(data, encoding, name), encoding, ()
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        if b"\0" in data[:_SAMPLE]:
            raise BadInput(f"is binary, or UTF-16 without a byte order mark; {ACCEPTED}", name) from None
        if _looks_like_gb18030(data):
            return data.decode("gb18030"), "gb18030", (Problem("the file is in GB18030, not UTF-8"),)
        raise _undecodable(data, error, name) from None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, name) from None


def _undecodable(data: bytes, error: UnicodeDecodeError, name: str) -> BadInput:
    before = data[: error.start].decode(error.encoding, errors="ignore")
    line = before.count("\n") + 1
    found = " ".join(f"{byte:02x}" for byte in data[error.start : error.start + 4])
    return BadInput(f"is not {error.encoding.upper()} (bytes {found}); {ACCEPTED}", name, line)


def _looks_like_gb18030(data: bytes) -> bool:
    """Whether `data` decodes as GB18030 to characters that are mostly common ones."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = [char for char in text[:_SAMPLE] if char > "\x7f"]
    common = sum(_is_common(char) for char in foreign)
    return bool(foreign) and common / len(foreign) > 0.8


def _is_common(char: str) -> bool:
    try:
        return char in "，。、：；？！“”‘’（）《》—…·　" or char.encode("gb2312")[0] in _COMMON_LEADS
    except UnicodeEncodeError:
        return False


def _refuse_binary(text: str, name: str) -> None:
    control = len(_CONTROL.findall(text[:_SAMPLE]))
    if "\0" in text or control > len(text[:_SAMPLE]) / 100:
        raise BadInput(f"is binary; {ACCEPTED}", name)
