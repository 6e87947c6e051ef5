"""Who speaks, where the file says so: labels, tags, times and turn marks at the start of the words.

A label is believed by its company, for bold is also emphasis and a colon also prose: labels recur, are
short and look like names. What is not believed stays among the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ledger.reading.formats.clock import TIME, seconds
from ledger.reading.formats.names import bare, is_full_name, is_name, is_role
from ledger.reading.formats.pieces import PARAGRAPH, Piece

_HEAD = 160
"""Characters of a line in which a label may stand."""
_IN_BRACKETS = rf"[\[(（【]\s*(?P<time>{TIME})\s*[\])）】]"
_SHAPES = {
    "bold": re.compile(
        r"(\*\*|__)\s*\[?(?P<name>[^*\[\]:：]{1,80}?)\]?\s*(?P<inner>[:：])?\s*\1\s*"
        rf"(?:{_IN_BRACKETS}\s*)?(?(inner)[:：]?|[:：])\s*"
    ),
    "bracket": re.compile(r"[\[【](?P<name>[^\[\]【】:：]{1,40})[\]】]\s*[:：]\s*"),
    "timed": re.compile(rf"(?P<name>[^:：\[\](（【]{{1,40}}?)\s*{_IN_BRACKETS}\s*[:：]?\s*"),
    "heading": re.compile(rf"(?P<name>[^:：]{{1,40}}?)[\s,|•·-]+(?P<time>{TIME})\Z"),
    "plain": re.compile(r"(?P<name>[^:：]{1,60}?)\s*[:：](?!//)\s*"),
    "tag": re.compile(r"[\[【](?P<name>[^\[\]【】:：]{1,40})[\]】]\s*"),
}
_TIME_ALONE = re.compile(rf"(?:{_IN_BRACKETS}\s*[:：]?|(?P<bare>{TIME}))(?:\s+|\Z)")
_CHEVRON = re.compile(r"\s*(?:>>+|＞＞+|&gt;&gt;)\s*")
_DASH = re.compile(r"(?:\A|(?<=[.?!。？！…”\"])\s)[-–]{1,2}\s+(?=[A-Z\"“\[\u3400-\u9fff])")
_ANY_DASH = re.compile(r"(?:\A|\s)[-–]\s")


@dataclass(frozen=True)
class Heard:
    """A label as it may stand before words: what it says, where the words begin, by which shape."""

    name: str
    body: int
    shape: str
    alone: bool
    seconds: float | None = None

    @property
    def key(self) -> str:
        """What the same label said again has in common with this one."""
        return bare(self.name).lower()


def hear(text: str) -> Heard | None:
    """The label `text` may begin with, the surest shape first; whether to believe it is for the others."""
    head = text[:_HEAD]
    for shape, pattern in _SHAPES.items():
        found = pattern.match(head)
        if found and is_name(found["name"].strip()) and not _is_clock(found, head):
            time = found.groupdict().get("time")
            alone = found.end() == len(text)
            return Heard(found["name"].strip(), found.end(), shape, alone, seconds(time) if time else None)
    return None


def _is_clock(found: re.Match[str], head: str) -> bool:
    return found["name"][-1:].isdigit() and head[found.end() : found.end() + 1].isdigit()


def voices(pieces: Sequence[Piece], known: Collection[str] = ()) -> list[Piece]:
    """The pieces with their labels and times taken from the words and kept beside them.

    `known` are names that are believed as labels wherever they stand before a colon.
    """
    split = list(_turn_marks(_times(pieces)))
    heard = [hear(piece.text) for piece in split]
    believed = _believed(split, heard, {name.lower() for name in known if name})
    return [
        _labelled(piece, label) if label and (label.shape, label.key) in believed else piece
        for piece, label in zip(split, heard, strict=True)
    ]


def _labelled(piece: Piece, label: Heard) -> Piece:
    time = piece.seconds if label.seconds is None else label.seconds
    return piece.cut(label.body, label=label.name, seconds=time)


def _times(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces less the times they begin with; a bare time counts where most lines have one."""
    found = [_TIME_ALONE.match(piece.text[:_HEAD]) for piece in pieces]
    bare_times = sum(1 for time in found if time and time["bare"])
    believe_bare = bare_times >= 3 and bare_times * 4 >= len(pieces)
    for piece, time in zip(pieces, found, strict=True):
        if time and (time["time"] or believe_bare):
            yield piece.cut(time.end(), seconds=seconds(time["time"] or time["bare"]))
        else:
            yield piece


def _turn_marks(pieces: Iterator[Piece]) -> Iterator[Piece]:
    every = list(pieces)
    dashes = sum(len(_DASH.findall(piece.text)) for piece in every)
    others = sum(len(_ANY_DASH.findall(piece.text)) for piece in every)
    pattern = _CHEVRON
    if dashes >= 3 and dashes >= 0.8 * others:
        pattern = re.compile(f"{_CHEVRON.pattern}|{_DASH.pattern}")
    for piece in every:
        yield from _split_at(pattern, piece)


def _split_at(pattern: re.Pattern[str], piece: Piece) -> Iterator[Piece]:
    at, label, gap = 0, piece.label, piece.gap
    for found in pattern.finditer(piece.text):
        if found.start() > at or label != piece.label:
            yield piece.cut(at, found.start(), label=label, gap=gap)
            piece = replace(piece, seconds=None)
            gap = PARAGRAPH
        at, label = found.end(), ""
    yield piece.cut(at, label=label, gap=gap) if at else piece


def _believed(
    pieces: Sequence[Piece], heard: Sequence[Heard | None], known: Collection[str]
) -> set[tuple[str, str]]:
    """The labels, by shape, that are believed."""
    labels = [label for label in heard if label]
    counts = Counter(label.key for label in labels)
    believed: set[tuple[str, str]] = set()
    for shape in _SHAPES:
        here = [label for label in labels if label.shape == shape]
        sure = {label.key for label in here if _is_sure(label, counts, known)}
        if sure and shape in ("plain", "tag") and not _leads(pieces, heard, sure, shape):
            sure = set()
        if sure or _mostly(pieces, [label for label in here if is_full_name(label.name)]):
            sure |= {label.key for label in here if is_full_name(label.name) or is_role(label.name)}
        if _mostly(pieces, [label for label in here if label.key in sure]):
            sure |= {label.key for label in here}
        believed |= {(shape, key) for key in sure}
    return believed


def _is_sure(label: Heard, counts: Counter[str], known: Collection[str]) -> bool:
    if label.shape in ("timed", "heading") or label.key in known:
        return True
    if label.shape == "tag":
        return counts[label.key] > 1 and is_role(label.name)
    return counts[label.key] > 1


def _leads(pieces: Sequence[Piece], heard: Sequence[Heard | None], sure: Collection[str], shape: str) -> bool:
    """Whether labels of a weak shape run through the file from its beginning, as those of notes don't."""
    places = [i for i, label in enumerate(heard) if label and label.shape == shape and label.key in sure]
    before = sum(len(piece.text) for piece in pieces[: places[0]])
    whole = sum(len(piece.text) for piece in pieces)
    return len(places) > 2 and before <= max(1500, whole // 10)


def _mostly(pieces: Sequence[Piece], labels: Sequence[Heard]) -> bool:
    """Whether half of the lines begin with one of the labels, not counting those below a label on its own."""
    alone = sum(1 for label in labels if label.alone)
    return len(labels) > 1 and len(labels) * 2 >= len(pieces) - alone
