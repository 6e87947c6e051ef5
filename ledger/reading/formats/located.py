"""JSON whose strings know where they stand in the file: one value, or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from json import scanner
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from ledger.errors import BadInput
from ledger.reading.formats.pieces import Piece
from ledger.reading.patterns import pattern

_ESCAPE = pattern(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.")
_WHITE = pattern(r"[\ufeff\s]*")


class Located(str):
    """A string of the JSON, and where what is between its quotes starts and ends."""

    start: int
    end: int


def _decoder() -> json.JSONDecoder:
    decoder: Any = json.JSONDecoder()

    def located(text: str, begin: int, strict: bool = True) -> tuple[str, int]:
        value, end = scanstring(text, begin, strict)
        string = Located(value)
        string.start, string.end = begin, end - 1
        return string, end

    decoder.parse_string = located
    # The scanner in C has its own strings; the one in Python asks the decoder for them.
    decoder.scan_once = scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    assert isinstance(decoder, json.JSONDecoder)
    return decoder


def load(text: str, name: str, accepted: str) -> object:
    """The value of a JSON file, or a list of the objects of JSON lines; strings are `Located`.

    Raises BadInput with file and line, saying what is `accepted`.
    """
    at = _after_white(text, 0)
    values: list[object] = []
    decoder = _decoder()
    try:
        while not values or (text[at : at + 1] == "{" and isinstance(values[-1], dict)):
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            at = _after_white(text, at)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"is no JSON: {error.msg} (column {error.colno}); {accepted}", name, error.lineno
        ) from None
    except (ValueError, RecursionError) as error:
        raise BadInput(f"is no JSON that can be read ({error}); {accepted}", name) from None
    if at < len(text):
        line = text.count("\n", 0, at) + 1
        raise BadInput(f"is no JSON: something stands after its end; {accepted}", name, line)
    return values[0] if len(values) == 1 else values


def _after_white(text: str, at: int) -> int:
    found = _WHITE.match(text, at)
    return found.end() if found else at


def piece(text: str, string: Located) -> Piece:
    """The characters of a string, each where it, or its escape, stands in the file."""
    place = range(string.start, string.end)
    raw = Piece(text[string.start : string.end], place, range(place.start + 1, place.stop + 1))
    return raw.rewritten(_escapes(raw.text, string)) if "\\" in raw.text else raw


def _escapes(raw: str, value: str) -> Iterator[tuple[int, int, str]]:
    """Every escape of `raw` with the character of `value` it stands for."""
    shorter = 0
    for found in _ESCAPE.finditer(raw):
        yield found.start(), found.end(), value[found.start() - shorter]
        shorter += len(found[0]) - 1
