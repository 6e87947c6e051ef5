"""Subtitles: SRT and WebVTT, and captions into which their timing lines have strayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ledger.reading.formats.clock import TIMING, seconds
from ledger.reading.formats.names import is_heading
from ledger.reading.formats.pieces import LINE, PARAGRAPH, Piece
from ledger.reading.patterns import pattern

_BLOCK = pattern(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|\Z)")
_VOICE = pattern(r"<v(?:\.[^\s>]{1,40})?\s+(?P<name>[^<>]{1,80})>")
_TAG = pattern(r"</?[A-Za-z][^<>]{0,80}>|<\d[\d:.]{3,12}>|\{\\[^{}]{0,80}\}")
_KARAOKE = pattern(r"<\d\d:\d\d:\d\d\.\d{3}>")
_FEWEST_ROLLS, _FEWEST_NAMES = 2, 2
Cue = list[Piece]
"""The lines of a subtitle."""


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
    lines = [
        piece if piece.gap == LINE else replace(piece, gap=LINE)
        for piece in _cues(list(_without_blocks(pieces)), vtt)
    ]
    parts = (
        part for cue in _named(_without_echoes(_grouped(lines))) for line in cue for part in _voices(line)
    )
    return [part.without(found.span() for found in _TAG.finditer(part.text)) for part in parts]


def _grouped(lines: Iterable[Piece]) -> list[Cue]:
    """The lines of each subtitle; the first of a subtitle has its time."""
    cues: list[Cue] = []
    for line in lines:
        if line.seconds is not None or not cues:
            cues.append([])
        cues[-1].append(line)
    return cues


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
        elif not (following and TIMING.match(following.text) and _is_identifier(piece, vtt, after_timing)):
            yield replace(piece, seconds=time, gap=LINE) if after_timing else piece
            after_timing = False


def _is_identifier(piece: Piece, vtt: bool, after_timing: bool) -> bool:
    """Whether a line above a timing is the name of what follows; those of WebVTT follow a blank line."""
    if piece.text.isdigit():
        return not vtt or piece.gap == PARAGRAPH
    return vtt and piece.gap == PARAGRAPH and not after_timing


def _without_echoes(cues: Sequence[Cue]) -> list[Cue]:
    """The subtitles, those that roll less the lines they begin with because the last one ended with them."""
    plain = [[_TAG.sub("", line.text).strip() for line in cue] for cue in cues]
    shared = [_shared(before, now) for before, now in zip([[], *plain], plain, strict=False)]
    return (
        [_later(cue, same) for cue, same in zip(cues, shared, strict=True)]
        if _roll(cues, shared)
        else [*cues]
    )


def _roll(cues: Sequence[Cue], shared: Sequence[int]) -> bool:
    """Whether the subtitles roll: words have times of their own, or many a subtitle adds to the last one.

    Where one only marks another word of the last one, it rolls too. In all others what is there twice was
    said twice.
    """
    if any(_KARAOKE.search(line.text) for cue in cues for line in cue):
        return True
    adding = sum(
        same > 0 and (same < len(cue) or [line.text for line in before] != [line.text for line in cue])
        for same, before, cue in zip(shared[1:], cues, cues[1:], strict=False)
    )
    return adding >= _FEWEST_ROLLS and adding * 4 >= len(cues)


def _shared(before: Sequence[str], now: Sequence[str]) -> int:
    """How many lines of the one before this one begins with."""
    return next((n for n in range(min(len(before), len(now)), 0, -1) if before[-n:] == now[:n]), 0)


def _later(cue: Cue, first: int) -> Cue:
    return [replace(line, seconds=cue[0].seconds) for line in cue[first : first + 1]] + cue[first + 1 :]


def _named(cues: Sequence[Cue]) -> list[Cue]:
    """The subtitles with the name above the words as their label, where half of them have one."""
    named = [len(cue) > 1 and is_heading(cue[0].text) for cue in cues]
    if sum(named) < _FEWEST_NAMES or sum(named) * 2 < len(cues):
        return list(cues)
    return [
        [cue[0].cut(0, 0, label=cue[0].text), *cue[1:]] if has_name else cue
        for cue, has_name in zip(cues, named, strict=True)
    ]


def _voices(piece: Piece) -> Iterator[Piece]:
    at, label = 0, piece.label
    for found in _VOICE.finditer(piece.text):
        if found.start() > at:
            yield piece.cut(at, found.start(), label=label)
            piece = replace(piece, seconds=None)
        at, label = found.end(), found["name"].strip()
    yield piece.cut(at, label=label) if at else piece
