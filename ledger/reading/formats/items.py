"""What an object in a JSON transcript says: its words, when they are heard and whose they are.

Services call the same things by many names (`startTime`, `begin_time`, `from`), put the words into a list of
parts (`segs`, `elements`) or of alternatives, and list the same words several times over, as segments, as
single words and whole. Here the list that tells most is chosen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ledger.reading.formats.clock import seconds_of
from ledger.reading.formats.located import Located
from ledger.reading.patterns import pattern

TEXT = ("text", "body", "content", "sentence", "transcript", "utterance", "finalsentence", "display")
_PARTS = ("segs", "elements", "words")
_PART = ("utf8", "value", "text")
_ALTERNATIVES = ("alternatives", "nbest")
_START = (
    "start", "from", "starttime", "begin", "begintime", "startms", "tstartms", "offset", "offsets", "time",
    "timestamp", "timestamps", "ts",
)  # fmt: skip
_SPEAKER = ("speaker", "speakername", "speakerlabel", "speakerid", "spk", "speakertag", "role")
_MILLISECONDS = frozenset(("startms", "tstartms", "offsets"))
_DURATION = pattern(r"(?:PT)?(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?P<seconds>\d+(?:\.\d+)?)?[sS]?\Z")
_NUMBER = pattern(r"\d{1,3}\Z|[A-Z]\Z")
_DEEPEST = 6
_MOST = 0.8
"""The share of the words of the fullest list that a list may lack none of to be chosen for what it tells."""


@dataclass(frozen=True)
class Said:
    """The words of an object, when they begin (in seconds, or `milliseconds`), and who says them, if told.

    `key` is the name among TEXT under which the words stand, "" where they stand in parts.
    """

    words: Sequence[Located]
    key: str
    speaker: str
    start: float | None
    milliseconds: bool

    @property
    def size(self) -> int:
        """How many characters it says."""
        return sum(len(part) for part in self.words)


def said(item: Mapping[str, Any]) -> Said | None:
    """What an object says, None where it has no words."""
    fields = _fields(item)
    key, words = _words(fields)
    if not words:
        return None
    start, unit = _start(fields)
    if start is None and not key:
        start, unit = next(
            (_start(_fields(part)) for name in _PARTS for part in _objects(fields.get(name))), (None, "")
        )
    return Said(words, key, _speaker(fields), start, unit in _MILLISECONDS and isinstance(start, int))


@lru_cache(1000)
def _plain(key: str) -> str:
    return key.replace("_", "").replace("-", "").lower()


def _fields(item: Mapping[str, Any]) -> dict[str, Any]:
    return {_plain(key): value for key, value in item.items()}


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _words(fields: Mapping[str, Any]) -> tuple[str, list[Located]]:
    for name in TEXT:
        if isinstance(fields.get(name), Located):
            return name, [fields[name]]
    for name in _PARTS:
        parts = [_fields(part) for part in _objects(fields.get(name))]
        found = [part[key] for part in parts for key in _PART if isinstance(part.get(key), Located)]
        if found:
            return "", found
    for name in _ALTERNATIVES:
        for best in _objects(fields.get(name))[:1]:
            return "", _words(_fields(best))[1]
    return "", []


def _speaker(fields: Mapping[str, Any]) -> str:
    for name in _SPEAKER:
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str | int) and not isinstance(value, bool):
            label = str(value).strip()
            return f"Speaker {label}" if _NUMBER.match(label) else label
    return ""


def _start(fields: Mapping[str, Any]) -> tuple[float | None, str]:
    for name in _START:
        found = _time(fields.get(name))
        if found is not None:
            return found, name
    return None, ""


def _time(value: object) -> float | None:
    if isinstance(value, str):
        return _written(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if 0 <= value < 1e9 else None
    if isinstance(value, list) and value and not isinstance(value[0], list | dict):
        return _time(value[0])
    inner = [value[key] for key in ("from", "start") if key in value] if isinstance(value, dict) else []
    return _time(inner[0]) if inner and not isinstance(inner[0], list | dict) else None


def _written(value: str) -> float | None:
    found = _DURATION.match(value[:40])
    if not found or not any(found.groups()):
        return seconds_of(value)
    hours, minutes, rest = (float(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest


def choose(values: object) -> tuple[str, list[Said]]:
    """The list of objects with words that tells most, and under which key it stands; empty without one.

    Of lists with about the same words one with speakers goes before one with times, and that before one that
    takes them apart further.
    """
    lists = list(_lists(values))
    sizes = [sum(one.size for one in list_) for _, list_ in lists]
    least = _MOST * max(sizes, default=0)
    full = [one for one, size in zip(lists, sizes, strict=True) if size >= least]
    if full:
        return max(full, key=_telling)
    whole = said(values) if isinstance(values, dict) else None
    return "", [whole] if whole else []


def _lists(values: object) -> Iterator[tuple[str, list[Said]]]:
    """Every list of objects with words, the nearest to the top first."""
    waiting: deque[tuple[str, object, int]] = deque([("", values, 0)])
    while waiting:
        key, value, depth = waiting.popleft()
        if isinstance(value, list):
            found = [one for item in _objects(value) if (one := said(item))]
            if found and len(found) * 2 >= len(value):
                yield key, found
        if depth < _DEEPEST:
            waiting.extend((name, inner, depth + 1) for name, inner in _within(key, value))


def _within(key: str, value: object) -> Iterator[tuple[str, object]]:
    """What may hold lists: of a list of many, the words of each are its own and no list of segments."""
    if isinstance(value, dict):
        yield from ((str(name), inner) for name, inner in value.items() if isinstance(inner, dict | list))
    elif isinstance(value, list) and len(value) == 1:
        yield key, value[0]


def _telling(found: tuple[str, list[Said]]) -> tuple[bool, bool, int]:
    items = found[1]
    return any(one.speaker for one in items), any(one.start is not None for one in items), -len(items)
