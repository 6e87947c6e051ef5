"""A transcript file to a `Document`: what was said, with its place in the file, and all that stands beside."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import BadInput
from ledger.model import Document, Recording
from ledger.reading.formats import captions, decoding
from ledger.reading.formats.pieces import join, lines
from ledger.reading.formats.voices import voices


def read(path: Path, recording: Recording | None = None) -> Document:
    """Read the transcript at `path`; `recording` is what is known of it already, and wins over the file.

    Raises BadInput for what is no transcript, saying why and on which line.
    """
    return read_bytes(decoding.load(path), str(path), recording)


def read_bytes(data: bytes, name: str, recording: Recording | None = None) -> Document:
    """Read a transcript's bytes; `name` stands for it in messages. Otherwise as `read`."""
    text, encoding, problems = decoding.decode(data, name)
    recording = recording or Recording()
    pieces = list(lines(text))
    kind = captions.kind_of(pieces)
    if kind:
        pieces = captions.subtitles(pieces, kind == "vtt")
    else:
        pieces = captions.untimed(pieces)
    pieces = voices(pieces, (recording.host, *recording.guests))
    words = join(pieces)
    if not words.spoken:
        raise BadInput("holds no words", name)
    return Document(
        path=name, text=text, spoken=words.spoken, offsets=words.offsets, marks=words.marks,
        recording=recording, format=kind or "text", encoding=encoding, problems=problems, widths=words.widths,
    )  # fmt: skip
