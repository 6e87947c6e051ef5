"""What is known of a recording beside its words: sidecars, front matter, title lines, options.

Each source gives a `Recording`; `merge` puts them together, the first that knows a field wins: options,
then the sidecar, then the file's own front matter, then its title line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ledger.dates import PartialDate
from ledger.errors import BadInput
from ledger.links import video_of
from ledger.model import Recording
from ledger.reading import decoding, lexicon
from ledger.reading.patterns import pattern

SIDECARS = (".yml", ".yaml", ".json")
_LARGEST = 200_000
_SEPARATORS = pattern(r"\s*[、，,;；/]\s*")
_DATE = pattern(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?\s*[日月年]?(?:[T\s].*)?\Z")
_DIGITS = pattern(r"(\d{4})(\d\d)(\d\d)\Z")
_MONTH = pattern(r"[A-Za-z]{3}")
_CALLED = {"str": "text", "NoneType": "nothing", "bool": "yes or no", "dict": "fields", "list": "a list"}
"""What people call a type; all others are numbers."""
_DEFAULTS = (datetime(2001, 1, 1), datetime(2004, 2, 2))


def load(path: Path) -> Recording:
    """Read a sidecar (JSON or YAML); raises BadInput with file and line for what can't be read or used."""
    name = str(path)
    text, _, _ = decoding.decode(decoding.load(path), name)
    if len(text) > _LARGEST:
        raise BadInput(f"is too large for facts about a recording ({len(text):,} characters)", name)
    is_json = path.suffix.lower() == ".json" or (
        path.suffix.lower() not in SIDECARS and text.lstrip("\ufeff \t\r\n").startswith("{")
    )
    values = (_of_json if is_json else of_yaml)(text.lstrip("\ufeff"), name)
    return of_fields(values, lambda key, reason: _refuse(text, name, key, reason))


def _refuse(text: str, name: str, key: str, reason: str) -> None:
    found = re.search(rf"^[\s{{,]*[\"']?{re.escape(key)}[\"']?\s*:", text, re.MULTILINE)
    line = text.count("\n", 0, found.end()) + 1 if found else None
    raise BadInput(f"{key}: {reason}", name, line)


def _of_json(text: str, name: str) -> Mapping[str, object]:
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"is no JSON: {error.msg} (column {error.colno})", name, error.lineno) from None
    except (ValueError, RecursionError) as error:
        raise BadInput(f"is no JSON that can be used: {error}", name) from None
    return _mapping(values, name)


def of_yaml(text: str, name: str, first_line: int = 1) -> Mapping[str, object]:
    """The fields of a YAML mapping; raises BadInput, counting lines from `first_line`."""
    from ledger.reading import yamls  # loads slowly, and most transcripts have no YAML beside them

    return _mapping(yamls.load(text, name, first_line), name)


def _mapping(values: object, name: str) -> Mapping[str, object]:
    if not isinstance(values, Mapping):
        raise BadInput(f"holds {_kind(values)}; fields with values are accepted, as `title: …`", name)
    return {str(key): value for key, value in values.items()}


@cache
def names_of(field: str) -> tuple[str, ...]:
    """What a field of a recording is called in files, in order of preference."""
    return tuple(
        name for language in reversed(lexicon.LANGUAGES) for name in lexicon.load("fields", language)[field]
    )


@lru_cache(4096)
def field_called(name: str) -> str | None:
    """The field of a recording that files call `name`, None where they mean something else."""
    plain = _plain(name)
    return next((field for field in _READERS if plain in names_of(field)), None)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().lower()


def of_fields(values: Mapping[str, object], refuse: Callable[[str, str], None]) -> Recording:
    """A recording from named fields; `refuse(key, reason)` is told of each that can't be used."""
    found: dict[str, Any] = {}
    for field, key, value in _known(values):
        if value is None or value == "" or found.get(field):
            continue
        try:
            found[field] = _READERS[field](value)
        except BadInput as error:
            refuse(key, error.reason)
    return _recording(found)


def unheard(key: str, reason: str) -> None:
    """The `refuse` of those for whom a field that can't be used is no field."""


def _known(values: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
    plain = {_plain(key): key for key in values}
    for field in _READERS:
        for name in names_of(field):
            if name in plain:
                yield field, plain[name], values[plain[name]]


def _recording(found: dict[str, Any]) -> Recording:
    hosts: tuple[str, ...] = found.pop("host", ())
    part: int | None = found.pop("part", None)
    video = found.pop("video", "")
    known = Recording(**found)
    return replace(
        known,
        host=hosts[0] if hosts else "",
        # A recording has one host; whoever hosts with them is among the speakers.
        guests=hosts[1:] + known.guests,
        video=_video(video, part) or video_of(known.url, part),
    )


def _video(text: str, part: int | None) -> str:
    if re.fullmatch(r"(bilibili|youtube):[\w-]+(\?p=\d+)?", text):
        return text
    looks_like_youtube = re.fullmatch(r"[\w-]{11}", text) and not text.startswith("BV1")
    return f"youtube:{text}" if looks_like_youtube else video_of(text, part)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadInput(f"{_shown(value)} is {_kind(value)}; text is accepted")
    return " ".join(str(value).split())


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(filter(None, _SEPARATORS.split(value.strip())))
    if isinstance(value, list):
        items = [item.get("name") if isinstance(item, Mapping) else item for item in value]
        names = [item.strip() for item in items if isinstance(item, str)]
        if len(names) == len(items):
            return tuple(filter(None, names))
    raise BadInput(f"{_shown(value)} is no name or list of names")


def _part(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[1-9]\d{0,3}", str(value)):
        raise BadInput(f"{_shown(value)} is no part: a number from 1 is accepted")
    return int(str(value))


def _date(value: object) -> PartialDate:
    if isinstance(value, datetime | date):
        return PartialDate(value.year, value.month, value.day)
    text = str(value).strip()
    found = _DIGITS.match(text) or _DATE.match(text)
    worded = None if found else _worded_date(text)
    return worded or PartialDate.parse("-".join(filter(None, found.groups())) if found else text)


def _worded_date(text: str) -> PartialDate | None:
    """A date with its month as a word, `June 2024` or `Sat, 15 Jun 2024 08:00 GMT`; None for all else."""
    if not _MONTH.search(text):
        return None
    from dateutil import parser  # loads slowly

    try:
        one, other = (parser.parse(text, default=default) for default in _DEFAULTS)
    except (ValueError, OverflowError):
        return None
    if one.year != other.year:
        return None
    # What the text leaves open is as each default has it.
    month = one.month if one.month == other.month else 0
    return PartialDate(one.year, month, one.day if month and one.day == other.day else 0)


def _kind(value: object) -> str:
    return _CALLED.get(type(value).__name__, "a number")


def _shown(value: object) -> str:
    shown = str(value)
    return f"'{shown[:40]}…'" if len(shown) > 40 else f"'{shown}'"


_READERS: dict[str, Callable[[object], Any]] = {
    "title": _text,
    "date": _date,
    "language": _text,
    "host": _names,
    "guests": _names,
    "publisher": _text,
    "url": _text,
    "video": _text,
    "part": _part,
}


def sidecar_of(transcript: Path) -> Path | None:
    """The file of facts beside a transcript: the same stem, `.yml`, `.yaml` or `.json`; None without one."""
    for suffix in SIDECARS:
        beside = transcript.parent / (transcript.stem + suffix)
        if beside != transcript and _holds_facts(beside):
            return beside
    return None


def _holds_facts(path: Path) -> bool:
    """Whether a file is there and no transcript itself: whisper leaves `talk.json` beside `talk.txt`."""
    try:
        if not path.is_file():
            return False
    except OSError:  # in a folder that nobody may enter; reading the transcript says so
        return False
    if path.suffix != ".json":
        return True
    data = path.read_bytes() if path.stat().st_size <= _LARGEST else b'"segments"'
    return not re.search(rb'"(segments|body|transcription|utterances)"\s*:\s*\[', data)


def of_transcript(transcript: Path, meta: Path | None = None, options: Recording | None = None) -> Recording:
    """What is known of a transcript's recording beside its file: options, then `meta` or the sidecar."""
    beside = meta or sidecar_of(transcript)
    return merge(options or Recording(), load(beside) if beside else Recording())


def merge(*known: Recording) -> Recording:
    """One recording of several: each field from the first that has it."""
    values: dict[str, Any] = {}
    for field in fields(Recording):
        found = (getattr(recording, field.name) for recording in known)
        values[field.name] = next(filter(None, found), getattr(Recording(), field.name))
    return Recording(**values)
