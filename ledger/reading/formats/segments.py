"""JSON transcripts: whisper's, Bilibili's, Podcasting 2.0's, and others that list objects with text.

Offsets are into the JSON itself, each character of the words mapped to where it, or its escape, stands.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from json import scanner
from json.decoder import scanstring  # type: ignore[attr-defined]
from statistics import median
from typing import Any

from ledger.errors import BadInput
from ledger.model import Recording
from ledger.reading import recording
from ledger.reading.formats.clock import TIME, seconds
from ledger.reading.formats.pieces import Piece
from ledger.reading.patterns import pattern

_TEXT = ("text", "body", "content", "sentence", "transcript", "utterance")
_START = (
    "start",
    "from",
    "startTime",
    "start_time",
    "begin",
    "begin_time",
    "startMs",
    "start_ms",
    "offset",
    "time",
)
_SPEAKER = ("speaker", "speakerName", "speaker_name", "speakerId", "speaker_id", "spk")
_KNOWN = {("segments", "text"): "whisper", ("body", "content"): "bilibili", ("segments", "body"): "podcast"}
ACCEPTED = (
    "a JSON transcript is a list of segments with text, as whisper, Bilibili or Podcasting 2.0 write it"
)
_OPENING = pattern(r"[\ufeff\s]*(?:\{\s*[\"}]|\[\s*[{\]])")
_ESCAPE = pattern(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.")
_TIME = pattern(rf"{TIME}\Z")
_WORDS = 20
"""Segments from which it is asked whether they are single words."""


class _Located(str):
    """A string of the JSON, and where what is between its quotes starts and ends."""

    start: int
    end: int


def _decoder() -> json.JSONDecoder:
    decoder: Any = json.JSONDecoder()

    def located(text: str, begin: int, strict: bool = True) -> tuple[str, int]:
        value, end = scanstring(text, begin, strict)
        string = _Located(value)
        string.start, string.end = begin, end - 1
        return string, end

    decoder.parse_string = located
    # The scanner in C has its own strings; the one in Python asks the decoder for them.
    decoder.scan_once = scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    assert isinstance(decoder, json.JSONDecoder)
    return decoder


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
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    try:
        values, end = _decoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"is no JSON: {error.msg} (column {error.colno}); {ACCEPTED}", name, error.lineno
        ) from None
    except (ValueError, RecursionError) as error:
        raise BadInput(f"is no JSON that can be read ({error}); {ACCEPTED}", name) from None
    if text[end:].strip():
        line = text.count("\n", 0, end) + 1
        raise BadInput(f"is no JSON: something stands after its end; {ACCEPTED}", name, line)
    key, objects = _find(values)
    if not objects:
        raise BadInput(f"holds no segments; {ACCEPTED}", name)
    text_key = _first(objects[0], _TEXT)
    pieces = _as_sentences(list(_pieces(text, objects)))
    return Segments(_KNOWN.get((key, text_key), "json"), pieces, _facts(values))


def _facts(values: object) -> Recording:
    simple = values if isinstance(values, Mapping) else {}
    simple = {key: value for key, value in simple.items() if key not in _TEXT and isinstance(value, str)}
    return recording.of_fields(simple, recording.unheard)


def _find(values: object) -> tuple[str, list[dict[str, Any]]]:
    """The list of segments nearest to the top, and under which key it stands."""
    waiting: deque[tuple[str, object, int]] = deque([("", values, 0)])
    while waiting:
        key, value, depth = waiting.popleft()
        if isinstance(value, list):
            objects = [item for item in value if isinstance(item, dict) and _first(item, _TEXT)]
            if objects and len(objects) * 2 >= len(value):
                return key, objects
        elif isinstance(value, dict) and depth < 4:
            waiting.extend((str(name), inner, depth + 1) for name, inner in value.items())
    whole = isinstance(values, dict) and _first(values, _TEXT)
    return ("", [values]) if whole and isinstance(values, dict) else ("", [])


def _first(item: Mapping[str, Any], names: Sequence[str]) -> str:
    """The first of `names` under which `item` has a string."""
    return next((name for name in names if isinstance(item.get(name), _Located)), "")


def _pieces(text: str, objects: Sequence[Mapping[str, Any]]) -> Iterator[Piece]:
    starts = [_start(item) for item in objects]
    scale = 0.001 if _in_milliseconds(starts) else 1.0
    for item, start in zip(objects, starts, strict=True):
        time = None if start is None else start * scale
        speaker = next((str(item[name]) for name in _SPEAKER if isinstance(item.get(name), str | int)), "")
        words = _piece(text, item[_first(item, _TEXT)])
        yield from _lines(replace(words, label=speaker.strip() or None, seconds=time))


def _start(item: Mapping[str, Any]) -> float | None:
    for name in _START:
        value = item.get(name)
        if isinstance(value, str) and _TIME.match(value):
            return seconds(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9:
            return value
    inner = item.get("timestamps")
    return _start(inner) if isinstance(inner, dict) and "timestamps" not in inner else None


def _in_milliseconds(starts: Sequence[float | None]) -> bool:
    """Whether whole numbers lie so far apart that as seconds they would make no transcript."""
    known = [start for start in starts if start is not None]
    steps = [later - sooner for sooner, later in pairwise(known) if later > sooner]
    whole = bool(steps) and all(isinstance(start, int) for start in known)
    return whole and median(steps) > 200


def _piece(text: str, string: _Located) -> Piece:
    place = range(string.start, string.end)
    raw = Piece(text[string.start : string.end], place, range(place.start + 1, place.stop + 1))
    return raw.rewritten(_escapes(raw.text, string)) if "\\" in raw.text else raw


def _escapes(raw: str, value: str) -> Iterator[tuple[int, int, str]]:
    """Every escape of `raw` with the character of `value` it stands for."""
    shorter = 0
    for found in _ESCAPE.finditer(raw):
        yield found.start(), found.end(), value[found.start() - shorter]
        shorter += len(found[0]) - 1


def _lines(piece: Piece) -> Iterator[Piece]:
    at = 0
    for found in re.finditer(r"[\n\r\x0b\x0c\x85\u2028\u2029]+", piece.text):
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
    return [replace(piece, gap=" " if latin else "") for piece in pieces]
