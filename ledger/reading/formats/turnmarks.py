"""What stands before the words of a line and is no name: times, `>>` and dashes where the voice changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger.reading.formats.clock import TIME, seconds
from ledger.reading.formats.names import is_heading
from ledger.reading.formats.pieces import PARAGRAPH, Piece
from ledger.reading.patterns import pattern

_HEAD = 80
_UNTIL = rf"\s*(?:-->|→|[-–~])\s*{TIME}"
_SPAN = r"(?P<from>\d{1,6}(?:\.\d{1,3})?)s\s*-+>\s*\d{1,6}(?:\.\d{1,3})?s"
_TIME = pattern(
    rf"[\[(（【]\s*(?:(?P<time>{TIME})(?:{_UNTIL})?|{_SPAN})\s*[\])）】](?:\([^()\s]{{1,60}}\))?\s*[:：]?\s*"
    rf"|(?P<bare>{TIME})(?P<until>{_UNTIL})?(?:\s+|\Z)"
)
_AGAIN = pattern(r"(?i)(?:\d{1,3} ?(?:hours?|minutes?|seconds?|小时|分钟|秒钟?)[, ]{0,2}){1,3}\Z")
"""A time in words below the same time in figures, as YouTube's pages have it for those who listen."""
_BETWEEN = " -–—|·:："
"""What may part a time from the name after it."""
_CHEVRON = r"(?:>>+|＞＞+|&gt;&gt;|\[SPEAKER_TURN\])"
_DASH = r"(?:\A|(?<=[.?!。？！…”\"])\s)[-–]{1,2}\s+(?=[A-Z\"“\[\u3400-\u9fff])"
_CHEVRONS, _DASHES, _BOTH = pattern(_CHEVRON), pattern(_DASH), pattern(f"{_CHEVRON}|{_DASH}")
_ANY_DASH = pattern(r"(?:\A|\s)[-–]{1,2}\s")
_FEWEST = 3
"""Dashes that part voices are no fewer in a file."""


def without_times(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces less the times they begin with, which are kept beside them.

    A bare time counts where many lines have one. A name above a time alone, or alone after one, is a
    label where half of the times have such a name; one above words with a time, where names come again.
    """
    found = [_TIME.match(piece.text[:_HEAD]) for piece in pieces]
    bare = sum(1 for time in found if time and time["bare"])
    believe_bare = bare >= 3 and bare * 4 >= len(pieces)
    kept = [
        piece.cut(time.end(), seconds=_seconds(time))
        if time and (not time["bare"] or time["until"] or believe_bare or _is_whole(time))
        else piece
        for piece, time in zip(pieces, found, strict=True)
    ]
    timed = [i for i, piece in enumerate(kept) if piece is not pieces[i]]
    for i in timed:
        if not kept[i].text and i + 1 < len(kept) and _AGAIN.match(kept[i + 1].text[:_HEAD]):
            kept[i + 1] = kept[i + 1].cut(0, 0)
    _take_names(kept, pieces, timed)
    return kept


def _is_whole(time: re.Match[str]) -> bool:
    """Whether a line is a time in hours, minutes and seconds, and nothing else."""
    return time["bare"].count(":") == 2 and time.end() == len(time.string)


def _seconds(time: re.Match[str]) -> float:
    return float(time["from"]) if time["from"] else seconds(time["time"] or time["bare"])


def _take_names(kept: list[Piece], pieces: Sequence[Piece], timed: Sequence[int]) -> None:
    """Make labels of the names that stand alone above the times, or alone after them."""
    above = [i - 1 for i in timed if i and not kept[i].text]
    over_words = [i - 1 for i in timed if i and kept[i].text and kept[i - 1] is pieces[i - 1]]
    for places in (above, timed, over_words):
        named = [i for i in places if is_heading(kept[i].text.lstrip(_BETWEEN))]
        often = len(named) * 2 >= len(places) or len({kept[i].text for i in named}) < len(named)
        if len(named) > 1 and often:
            for i in named:
                kept[i] = kept[i].cut(0, 0, label=kept[i].text.lstrip(_BETWEEN))


def at_turns(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces split where a mark says that the voice changes; what follows one has the label ""."""
    mark = _BOTH if _dashes_are_turns(pieces) else _CHEVRONS
    return [part for piece in pieces for part in _split_at(mark, piece)]


def _dashes_are_turns(pieces: Sequence[Piece]) -> bool:
    """Whether dashes part voices: they follow sentences, and are no list and no pause within one."""
    dashes = sum(len(_ANY_DASH.findall(piece.text)) for piece in pieces)
    if dashes < _FEWEST:
        return False
    begins = [bool(_ANY_DASH.match(piece.text)) for piece in pieces]
    runs = sum(1 for now, before in zip(begins, [False, *begins], strict=False) if now and not before)
    is_list = sum(begins) >= 2 * runs and sum(begins) * 2 < len(pieces)
    turns = sum(len(_DASHES.findall(piece.text)) for piece in pieces)
    return not (runs and is_list) and turns >= max(_FEWEST, 0.8 * dashes)


def _split_at(mark: re.Pattern[str], piece: Piece) -> Iterator[Piece]:
    at, label, gap = 0, piece.label, piece.gap
    for found in mark.finditer(piece.text):
        if piece.text[at : found.start()].strip():
            yield piece.cut(at, found.start(), label=label, gap=gap).stripped()
            piece = replace(piece, seconds=None)
            gap = PARAGRAPH
        at, label = found.end(), ""
    yield piece.cut(at, label=label, gap=gap).stripped() if at else piece
