"""JSON transcripts: whisper's, Bilibili's, Podcasting 2.0's, and others that list objects with text.

Offsets are into the JSON itself, each character of the words mapped to where it, or its escape, stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ledger.errors import BadInput
from ledger.model import Recording
from ledger.reading import recording
from ledger.reading.formats import located
from ledger.reading.formats.items import TEXT, Said, choose
from ledger.reading.formats.pieces import Piece, joined
from ledger.reading.patterns import pattern

_KNOWN = {
    ("segments", "text"): "whisper",
    ("transcription", "text"): "whisper",
    ("body", "content"): "bilibili",
    ("segments", "body"): "podcast",
}
ACCEPTED = (
    "a JSON transcript is a list of segments with text, as whisper, Bilibili or Podcasting 2.0 write it"
)
_OPENING = pattern(r"[\ufeff\s]*(?:\{\s*[\"}]|\[\s*[{\]])")
_BREAK = pattern(r"[\n\r\x0b\x0c\x85\u2028\u2029]+")
_SIGN = pattern(r"[^\w\s]+\Z")
_WORDS = 20
"""Segments from which it is asked whether they are single words."""


@dataclass(frozen=True)
class Segments:
    """The words of a JSON transcript, what its format is called, and what it tells of the recording."""

    format: str
    pieces: Sequence[Piece]
    recording: Recording


def looks_like_json(text: str, name: str) -> bool:
    """Whether `text` is to be read as JSON: by its opening, or because its name says so."""
    return name.lower().endswith(".json") or bool(_OPENING.match(text[:200]))


def segments(text: str, name: str) -> Segments:
    """The segments of a JSON transcript; raises BadInput where it is no JSON or holds none."""
    values = located.load(text, name, ACCEPTED)
    key, found = choose(values)
    if not found:
        raise BadInput(f"holds no segments; {ACCEPTED}", name)
    pieces = _as_sentences(list(_pieces(text, found)))
    return Segments(_KNOWN.get((key, found[0].key), "json"), pieces, _facts(values))


def _facts(values: object) -> Recording:
    """What fields beside the segments, or one step further down, tell of the recording."""
    if not isinstance(values, Mapping):
        return Recording()
    inner = [value for value in values.values() if isinstance(value, Mapping)]
    known = [recording.of_fields(_simple(level), recording.unheard) for level in (values, *inner)]
    return recording.merge(*known)


def _simple(level: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in level.items() if key not in TEXT and _is_simple(value)}


def _is_simple(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _pieces(text: str, found: Sequence[Said]) -> Iterator[Piece]:
    scale = 0.001 if _in_milliseconds([one.start for one in found]) else 1.0
    for one in found:
        unit = 0.001 if one.milliseconds else scale
        time = None if one.start is None else one.start * unit
        words = joined([located.piece(text, part) for part in one.words])
        yield from _lines(replace(words, label=one.speaker or None, seconds=time))


def _in_milliseconds(starts: Sequence[float | None]) -> bool:
    """Whether whole numbers lie so far apart that as seconds they would make no transcript."""
    known = [start for start in starts if start is not None]
    steps = [later - sooner for sooner, later in pairwise(known) if later > sooner]
    whole = bool(steps) and all(isinstance(start, int) for start in known)
    return whole and median(steps) > 200


def _lines(piece: Piece) -> Iterator[Piece]:
    at = 0
    for found in _BREAK.finditer(piece.text):
        yield piece.cut(at, found.start()).visible().stripped()
        at = found.end()
    yield piece.cut(at).visible().stripped()


def _as_sentences(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one word each joined as text, all others a line each."""
    words = [piece.text for piece in pieces if piece.text]
    if len(words) < _WORDS or sum(" " in word for word in words) * 5 > len(words):
        return pieces
    latin = sum(word.isascii() for word in words) * 2 > len(words)
    if sum(map(len, words)) / len(words) > (9 if latin else 3):
        return pieces
    return [replace(piece, gap=" " if latin and not _SIGN.match(piece.text) else "") for piece in pieces]
