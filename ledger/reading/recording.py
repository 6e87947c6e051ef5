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

SIDECARS = (".yml", ".yaml", ".json")
_LARGEST = 200_000
_SEPARATORS = re.compile(r"\s*[、，,;；/]\s*")
_DATE = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?\s*[日月年]?(?:[T\s].*)?\Z")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)\Z")


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
        raise BadInput(
            f"holds a {type(values).__name__}; fields with values are accepted, as `title: …`", name
        )
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
        raise BadInput(f"{_shown(value)} is a {type(value).__name__}; text is accepted")
    return " ".join(str(value).split())


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(filter(None, _SEPARATORS.split(value.strip())))
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(name.strip() for name in value if name.strip())
    raise BadInput(f"{_shown(value)} is no name or list of names")


def _part(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[1-9]\d{0,3}", str(value)):
        raise BadInput(f"{_shown(value)} is no part: a number from 1 is accepted")
    return int(str(value))


def _date(value: object) -> PartialDate:
    if isinstance(value, datetime | date):
        return PartialDate(value.year, value.month, value.day)
    text = _text(value)
    found = _DIGITS.match(text) or _DATE.match(text)
    return PartialDate.parse("-".join(filter(None, found.groups())) if found else text)


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
        beside = transcript.with_suffix(suffix)
        if beside != transcript and beside.is_file() and _holds_facts(beside):
            return beside
    return None


def _holds_facts(path: Path) -> bool:
    """Whether a file is no transcript itself: whisper leaves `talk.json` beside `talk.txt`."""
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
