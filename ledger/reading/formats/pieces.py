"""The pieces of a transcript's words, each character with its place in the file, and how they are joined.

Every format is taken apart into pieces; from there on one way leads to the `spoken` text, whatever the
format. A piece never holds a line break or an invisible character.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ledger.model import Mark
from ledger.reading.patterns import pattern

LINE, PARAGRAPH = "\n", "\n\n"
_INVISIBLE = pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_LINE = pattern("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAKS = pattern("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True)
class Piece:
    """Some words: character `i` of `text` stands in the file from `starts[i]` to `ends[i]`.

    `gap` parts it from the piece before ("", " ", LINE or PARAGRAPH); `label` and `seconds` are what the
    file says beside it, as in `ledger.model.Mark`.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    gap: str = LINE
    label: str | None = None
    seconds: float | None = None

    def cut(self, start: int, end: int | None = None, **changes: Any) -> Piece:
        """The part from `start` to `end`, with other fields changed as given."""
        part = slice(start, end)
        return replace(self, text=self.text[part], starts=self.starts[part], ends=self.ends[part], **changes)

    def without(self, spans: Iterable[tuple[int, int]]) -> Piece:
        """The piece less the given spans, which may overlap."""
        kept, at = [], 0
        for start, end in sorted(spans):
            if start > at:
                kept.append(slice(at, start))
            at = max(at, end)
        if not at:
            return self
        kept.append(slice(at, None))
        return replace(
            self,
            text="".join(self.text[part] for part in kept),
            starts=array("i", (place for part in kept for place in self.starts[part])),
            ends=array("i", (place for part in kept for place in self.ends[part])),
        )

    def rewritten(self, chars: Iterable[tuple[int, int, str]]) -> Piece:
        """The piece with the character each span (start, end, character) stands for in its place."""
        text, starts, ends, at = [], array("i"), array("i"), 0
        for start, end, char in chars:
            text += [self.text[at:start], char]
            starts.extend(self.starts[at : start + 1])
            ends.extend(self.ends[at:start])
            ends.append(self.ends[end - 1])
            at = end
        if not at:
            return self
        starts.extend(self.starts[at:])
        ends.extend(self.ends[at:])
        return replace(self, text="".join(text) + self.text[at:], starts=starts, ends=ends)

    def visible(self) -> Piece:
        """The piece less the characters nobody sees or hears."""
        if not _INVISIBLE.search(self.text):
            return self
        return self.without(found.span() for found in _INVISIBLE.finditer(self.text))

    def stripped(self) -> Piece:
        """The piece less the white space around it."""
        left = len(self.text) - len(self.text.lstrip())
        right = len(self.text.rstrip())
        return self if not left and right == len(self.text) else self.cut(left, max(left, right))


def stretch(text: str, start: int, end: int, gap: str = LINE) -> Piece:
    """The piece that stands in `text` from `start` to `end`, less invisible characters and outer space."""
    words = text[start:end]
    end = start + len(words.rstrip())
    start += len(words) - len(words.lstrip())
    end = max(start, end)
    piece = Piece(words.strip(), range(start, end), range(start + 1, end + 1), gap)
    return piece.visible().stripped() if _INVISIBLE.search(words) else piece


def joined(parts: Sequence[Piece]) -> Piece:
    """One piece of several, in order, with nothing between them."""
    if len(parts) == 1:
        return parts[0]
    return replace(
        parts[0],
        text="".join(part.text for part in parts),
        starts=array("i", (place for part in parts for place in part.starts)),
        ends=array("i", (place for part in parts for place in part.ends)),
    )


def lines(text: str, start: int = 0) -> Iterator[Piece]:
    """The lines of `text` from `start` that hold something; the gap tells whether blank lines part them."""
    end, breaks = start, 2
    for found in _LINE.finditer(text, start):
        breaks += len(_BREAKS.findall(text, end, found.start()))
        end = found.end()
        piece = stretch(text, found.start(), end, PARAGRAPH if breaks > 1 else LINE)
        if piece.text:
            yield piece
            breaks = 0


@dataclass(frozen=True)
class Words:
    """The spoken text with its map into the file, as `ledger.model.Document` has them."""

    spoken: str
    offsets: array[int]
    widths: dict[int, int]
    marks: tuple[Mark, ...]


class _Joiner:
    """Puts pieces together, carrying labels and times over to the next words."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.offsets = array("i")
        self.widths: dict[int, int] = {}
        self.marks: list[Mark] = []
        self.end = 0
        self.voice: str | None = None
        self.label: str | None = None
        self.seconds: float | None = None
        self.gap = ""

    def add(self, piece: Piece) -> None:
        piece = piece.stripped()
        self.label = self.label if piece.label is None else piece.label
        self.seconds = self.seconds if piece.seconds is None else piece.seconds
        self.gap = max(self.gap, piece.gap, key=len)
        if piece.text:
            self._mark()
            self._join(piece.starts[0])
            self._mark_now()
            self._take(piece)

    def _mark(self) -> None:
        changed = self.label is not None and (self.label == "" or self.label != self.voice)
        if changed:
            self.voice = self.label
            self.gap = PARAGRAPH
        self.label = self.label if changed else None

    def _join(self, before: int) -> None:
        if self.offsets:
            last = max(self.end, before - 1)
            self.offsets.extend(min(self.end + place, last) for place in range(len(self.gap)))
            self.parts.append(self.gap)

    def _mark_now(self) -> None:
        if self.label is not None or self.seconds is not None:
            self.marks.append(Mark(len(self.offsets), self.label, self.seconds))
        self.label, self.seconds, self.gap = None, None, ""

    def _take(self, piece: Piece) -> None:
        at, starts = len(self.offsets), piece.starts
        if isinstance(starts, range):
            self.offsets.frombytes(np.arange(starts.start, starts.stop, dtype=np.intc).tobytes())
        else:
            for i, (start, end) in enumerate(zip(starts, piece.ends, strict=True)):
                if end - start != 1:
                    self.widths[at + i] = end - start
            self.offsets.extend(starts)
        self.parts.append(piece.text)
        self.end = piece.ends[-1]


def join(pieces: Iterable[Piece]) -> Words:
    """One text of all pieces. A new voice begins a paragraph; a label said again is not marked again."""
    joiner = _Joiner()
    for piece in pieces:
        joiner.add(piece)
    return Words("".join(joiner.parts), joiner.offsets, joiner.widths, tuple(joiner.marks))
