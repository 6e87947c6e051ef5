"""Subtitles: SRT and WebVTT, and captions into which their timing lines have strayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ledger.reading.formats.clock import TIMING, seconds
from ledger.reading.formats.pieces import LINE, PARAGRAPH, Piece
from ledger.reading.patterns import pattern

_BLOCK = pattern(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|\Z)")
_VOICE = pattern(r"<v(?:\.[^\s>]{1,40})?\s+(?P<name>[^<>]{1,80})>")
_TAG = pattern(r"</?[A-Za-z][^<>]{0,80}>|<\d[\d:.]{3,12}>|\{\\[^{}]{0,80}\}")
_KARAOKE = pattern(r"<\d\d:\d\d:\d\d\.\d{3}>")


def kind_of(pieces: Sequence[Piece]) -> str:
    """ "vtt", "srt", or "" where the file is no subtitle file."""
    if pieces and _BLOCK.match(pieces[0].text[:10]) and pieces[0].text.startswith("WEBVTT"):
        return "vtt"
    timings = [i for i, piece in enumerate(pieces) if TIMING.match(piece.text)]
    often = len(timings) * 6 >= len(pieces)
    return "srt" if timings and often and timings[0] < 3 else ""


def untimed(pieces: Sequence[Piece]) -> list[Piece]:
    """Text pieces less the timing lines, and their numbers, that strayed among them."""
    return list(_cues(pieces, vtt=False))


def subtitles(pieces: Sequence[Piece], vtt: bool) -> list[Piece]:
    """The words of a subtitle file, a piece a line, with times and the names of voices beside them."""
    cues = [
        piece if piece.gap == LINE else replace(piece, gap=LINE)
        for piece in _cues(list(_without_blocks(pieces)), vtt)
    ]
    if vtt and any(_KARAOKE.search(piece.text) for piece in cues):
        cues = list(_without_echoes(cues))
    parts = (part for piece in cues for part in _voices(piece))
    return [part.without(found.span() for found in _TAG.finditer(part.text)) for part in parts]


def _without_blocks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces less the header and the notes and styles of WebVTT."""
    skipping = False
    for piece in pieces:
        if piece.gap == PARAGRAPH:
            skipping = bool(_BLOCK.match(piece.text[:10]))
        if TIMING.match(piece.text):
            skipping = False
        if not skipping:
            yield piece


def _cues(pieces: Sequence[Piece], vtt: bool) -> Iterator[Piece]:
    time: float | None = None
    after_timing = False
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        timing = TIMING.match(piece.text)
        if timing:
            time, after_timing = seconds(timing[1]), True
        elif not (following and TIMING.match(following.text) and _is_identifier(piece, vtt)):
            yield replace(piece, seconds=time, gap=LINE) if after_timing else piece
            after_timing = False


def _is_identifier(piece: Piece, vtt: bool) -> bool:
    return piece.text.isdigit() or (vtt and piece.gap == PARAGRAPH)


def _without_echoes(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Rolling captions show each line twice, first with a time for every word: the second is dropped."""
    said = ""
    for piece in pieces:
        words = _TAG.sub("", piece.text).strip()
        if words != said or _KARAOKE.search(piece.text):
            yield piece
        said = words or said


def _voices(piece: Piece) -> Iterator[Piece]:
    at, label = 0, piece.label
    for found in _VOICE.finditer(piece.text):
        if found.start() > at:
            yield piece.cut(at, found.start(), label=label)
            piece = replace(piece, seconds=None)
        at, label = found.end(), found["name"].strip()
    yield piece.cut(at, label=label) if at else piece
