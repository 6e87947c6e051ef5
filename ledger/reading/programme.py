"""The programme in a title line: who leads, who is invited, who publishes, where the video is.

`2024 Conference - P2：Panel-主持人：A-嘉宾：B-C - Channel - BV…` is how downloads of recordings are named.
"""

from __future__ import annotations

import re
from functools import cache

from ledger.links import video_of
from ledger.model import Recording
from ledger.reading.formats.names import is_name
from ledger.reading.patterns import pattern
from ledger.reading.recording import names_of

_END = r"(?=\s+[-–—]\s+|\s*[|｜()（）【】《]|\Z)"
_SPLIT = pattern(r"\s*[、，,;；/&＆]\s*|\s+(?:and|和|与)\s+")
_DASH = pattern(r"\s*[-–—]\s*")
_HAN_SPACE = pattern(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_BV = pattern(r"\s+[-–—|｜]\s+(?:(?P<publisher>[^|｜–—-]{1,40}?)\s+[-–—|｜]\s+)?BV1\w{9}\s*\Z")
_PART = pattern(r"(?:\A|[\s\-–—])P(\d{1,3})[：:\s]")
_LATIN_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}"
_CONVERSATION = pattern(rf"(?P<guest>{_LATIN_NAME}),? in conversation with (?P<host>{_LATIN_NAME})")
_FACE_TO_FACE = pattern(
    r"(?:\A|[|｜:：】》])\s*(?P<host>[^\s|｜:：]{2,12}(?: [A-Z]\w+)?)\s*(?:对谈|對談)\s*"
    r"(?P<guest>[^\s|｜:：（(，,]{2,12})(?=[（(|｜:：【，,\s]|\Z)"
)
_SENTENCE = pattern(r"[。！，,]|[.!]\s")
_LONGEST = 500
"""Characters of a title that are looked at: longer lines are no titles."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    host, guests = ("|".join(map(re.escape, names_of(field))) for field in ("host", "guests"))
    before_guests = rf"(?=\s*[-–—|｜/,，;；、]?\s*(?:{guests})\s*[:：])"
    return (
        pattern(rf"(?:{host})\s*[:：]\s*(?P<names>.{{1,80}}?)(?:{before_guests}|{_END})", re.IGNORECASE),
        pattern(rf"(?:{guests})\s*[:：]\s*(?P<names>.{{1,200}}?){_END}", re.IGNORECASE),
    )


def of_title(line: str) -> Recording:
    """What a title line says of its recording; the title is what stands before the programme."""
    line = " ".join(line[:_LONGEST].split())
    host, guests = (pattern.search(line) for pattern in _patterns())
    hosts = _names(host["names"]) if host else ()
    others = _names(guests["names"]) if guests else ()
    spoken = _CONVERSATION.search(line) or _FACE_TO_FACE.search(line)
    if spoken and not hosts and not others and is_name(spoken["host"]) and is_name(spoken["guest"]):
        hosts, others = (spoken["host"],), (spoken["guest"],)
    video = _BV.search(line)
    part = _PART.search(line)
    return Recording(
        title=_title(line, (host, guests, video)),
        host=hosts[0] if hosts else "",
        guests=hosts[1:] + others,
        publisher=(video["publisher"] or "") if video else "",
        video=video_of(line, int(part[1]) if part else None),
    )


def is_title_line(line: str) -> bool:
    """Whether a line without a heading's mark is the title of a recording: it names a video or both sides."""
    line = line[:_LONGEST]
    programme = all(pattern.search(line) for pattern in _patterns())
    return bool(_BV.search(line)) or (programme and not _SENTENCE.search(line))


def _title(line: str, found: tuple[re.Match[str] | None, ...]) -> str:
    end = min((match.start() for match in found if match), default=len(line))
    return line[:end].rstrip(" -–—|｜（(【，,、") or line


def _names(text: str) -> tuple[str, ...]:
    parts = _SPLIT.split(text)
    if len(parts) == 1:
        # A dash parts names only where nothing else does: Jean-Luc is one person.
        parts = _DASH.split(text) if _HAN_SPACE.sub("", text).isascii() is False else parts
    names = (_HAN_SPACE.sub("", part).strip() for part in parts)
    return tuple(name for name in names if is_name(name))
