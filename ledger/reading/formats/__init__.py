"""A transcript file to a `Document`: what was said, with its place in the file, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import BadInput
from ledger.model import Document, Problem, Recording
from ledger.reading import decoding
from ledger.reading.formats import captions, heads, markup, tables
from ledger.reading.formats.pieces import Piece, join, lines
from ledger.reading.formats.voices import voices
from ledger.reading.patterns import pattern
from ledger.reading.recording import merge
from ledger.reading.script import Codes, codes_of

_SAMPLE = 20_000
"""Characters by which the language is told."""
_LETTERS = (
    ((0x41, 0x5A), (0x61, 0x7A)),
    ((0x3400, 0x9FFF),),
    ((0x3040, 0x30FF),),
    ((0xC0, 0x1FFF), (0xA000, 0xD7FF)),
)
"""The code points of English letters, of Chinese ones, of kana, of other scripts."""
_STRUCTURED = pattern(r"[\ufeff\s]*[{\[<]")
"""How JSON and XML begin."""


def read(path: Path, recording: Recording | None = None) -> Document:
    """Read the transcript at `path`; `recording` is what is known of it already, and wins over the file.

    Raises BadInput for what is no transcript, saying why and on which line.
    """
    return read_bytes(decoding.load(path), str(path), recording)


def read_bytes(data: bytes, name: str, recording: Recording | None = None) -> Document:
    """Read a transcript's bytes; `name` stands for it in messages. Otherwise as `read`."""
    text, encoding, problems = decoding.decode(data, name)
    taken = _take_apart(text, name, recording or Recording())
    words = join(taken.pieces)
    if not words.spoken:
        raise BadInput("holds no words", name)
    known = merge(taken.recording, Recording(language=language_of(words.spoken)))
    return Document(
        path=name, text=text, spoken=words.spoken, offsets=words.offsets, marks=words.marks,
        recording=known, format=taken.format, encoding=encoding,
        problems=problems + taken.problems, widths=words.widths,
    )  # fmt: skip


def language_of(spoken: str) -> str:
    """`zh` or `en` by the letters most words are written with, "" where it is neither or hard to say."""
    codes = codes_of(spoken[:_SAMPLE])
    latin, chinese, kana, others = (_count(codes, *ranges) for ranges in _LETTERS)
    letters = latin + chinese + kana + others
    if kana * 10 > letters:
        return ""
    # A Chinese character weighs as much as a short English word.
    return "zh" if chinese * 5 > latin else "en" if latin * 4 > 3 * letters else ""


def _count(codes: Codes, *ranges: tuple[int, int]) -> int:
    """How many of the code points lie in the ranges."""
    return int(sum(((codes >= first) & (codes <= last)).sum() for first, last in ranges))


@dataclass(frozen=True)
class _Taken:
    """A transcript taken apart."""

    format: str
    pieces: Sequence[Piece]
    recording: Recording
    problems: tuple[Problem, ...] = ()


def _take_apart(text: str, name: str, given: Recording) -> _Taken:
    may_be = name.lower().endswith(".json") or _STRUCTURED.match(text)
    return (_structured(text, name, given) if may_be else None) or _written(text, name, given)


def _structured(text: str, name: str, given: Recording) -> _Taken | None:
    """A transcript in JSON or XML; None where it is neither."""
    from ledger.reading.formats import segments, timedtext  # most files are text and need neither

    if segments.looks_like_json(text, name):
        found = segments.segments(text, name)
        known = merge(given, found.recording)
        return _Taken(found.format, _voiced(found.pieces, known), known)
    xml = timedtext.kind_of(text)
    return _Taken(xml, _voiced(list(timedtext.cues(text)), given), given) if xml else None


def _written(text: str, name: str, given: Recording) -> _Taken:
    """A transcript in lines: a table, subtitles, text."""
    above = markup.front_matter(text, name)
    pieces: Sequence[Piece] = list(lines(text, above.start))
    known = merge(given, above.facts)
    table = tables.table_of(pieces)
    if table:
        return _Taken(table.format, _voiced(list(tables.rows(pieces, table)), known), known, above.problems)
    kind = captions.kind_of(pieces)
    if kind:
        pieces = _voiced(captions.subtitles(pieces, kind == "vtt"), known)
        return _Taken(kind, pieces, known, above.problems)
    told, pieces = heads.head(captions.untimed(pieces))
    facts, pieces = markup.preamble(pieces)
    known = merge(known, told, facts)
    pieces, doubt = markup.without_preface(_voiced(markup.rejoined(pieces), known))
    return _Taken("text", pieces, known, above.problems + ((doubt,) if doubt else ()))


def _voiced(pieces: Sequence[Piece], known: Recording) -> list[Piece]:
    spoken = markup.between(voices(pieces, (known.host, *known.guests)))
    return [markup.unescaped(markup.cleaned(piece)) for piece in spoken]
