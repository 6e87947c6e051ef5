"""Captions in XML: TTML and DFXP, Apple's among them, and the three that YouTube gives (srv1 to srv3).

They are read by their tags alone, so that offsets are into the file as stored and no entity of a stranger's
is ever expanded; a file that is no whole XML is read as far as it goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ledger.reading.formats.clock import seconds_of
from ledger.reading.formats.markup import unescaped
from ledger.reading.formats.pieces import LINE, Piece, stretch
from ledger.reading.patterns import pattern

_OPENING = pattern(
    r"[\ufeff\s]*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--[^<>]{0,2000}-->\s*)*<(?P<root>tt|timedtext|transcript)[\s>]"
)
_CUE = pattern(r"<(?P<tag>p|text)(?P<attributes>(?:\s[^<>]{0,1000})?)(?<!/)>")
_ATTRIBUTE = pattern(
    r"\s(?:[\w-]{1,40}:)?(?P<name>t|start|begin|agent)\s*=\s*[\"'](?P<value>[^\"'<>]{0,200})[\"']"
)
_SECONDS = pattern(r"(\d{1,9}(?:\.\d{1,9})?)s?\Z")
_BREAK = pattern(r"\s*<br\s*/?>\s*|[\r\n]+")
_WORD = pattern(r"<span\b[^<>]{0,300}\bunit=[\"']word[\"'][^<>]{0,300}>")
_TAG = pattern(r"<[^<>]{0,1000}>")


def kind_of(text: str) -> str:
    """ "ttml", "timedtext" (YouTube's), or "" where the file is no captions in XML."""
    found = _OPENING.match(text[:4000])
    return "" if not found else "ttml" if found["root"] == "tt" else "timedtext"


def cues(text: str) -> Iterator[Piece]:
    """The words of captions in XML, a piece a line, with times and speakers beside them."""
    end = 0
    while opening := _CUE.search(text, end):
        end = text.find(f"</{opening['tag']}", opening.end())
        end = len(text) if end < 0 else end
        known = {one["name"]: one["value"] for one in _ATTRIBUTE.finditer(opening["attributes"])}
        yield from _lines(text, opening.end(), end, known)


def _lines(text: str, start: int, end: int, known: dict[str, str]) -> Iterator[Piece]:
    time = _seconds(known)
    for found in [*_BREAK.finditer(text, start, end), None]:
        words = _plain(stretch(text, start, found.start() if found else end))
        yield replace(words, label=known.get("agent"), seconds=time, gap=LINE)
        start = found.end() if found else end
        time = None


def _seconds(known: dict[str, str]) -> float | None:
    """When a cue begins: `t` is in milliseconds, `start` in seconds, `begin` in seconds or as a clock."""
    if "t" in known:
        return int(known["t"]) / 1000 if known["t"].isdigit() else None
    time = known.get("start") or known.get("begin") or ""
    found = _SECONDS.match(time)
    return float(found[1]) if found else seconds_of(time)


def _plain(piece: Piece) -> Piece:
    """The piece less its tags; Apple parts words by tags alone. Entities are undone once, as XML has them."""
    piece = piece.rewritten((*found.span(), " ") for found in _WORD.finditer(piece.text))
    return unescaped(piece.without(found.span() for found in _TAG.finditer(piece.text)).stripped())
