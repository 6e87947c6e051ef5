"""A talk cut into the smallest pieces in which a voice can change, and what each piece says of its speaker.

Where the writer set question marks, voices change between sentences only. Where a recogniser set commas at
its own breaths, or none, they may change at any clause, line or gap.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ledger.model import AUDIENCE, Roster
from ledger.reading.calls import ADDRESSED, CALLED, TO_SPEAK, Call, find_calls
from ledger.reading.lexicon import LANGUAGES, load

_HAN = "\u3400-\u9fff"
_GAP = re.compile(
    rf"[。！？!?；;，…]+[\s”\"』」）]*|(?<!\d)[,.:：]+\s+|(?<=[{_HAN}])[,.]\s*|\n\s*"
    rf"|(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])"
)
_OUTSIDE = '\ufeff \n，。、？?！!,.;；：:“”"…（）()'
_BEGIN = re.compile(f"[{re.escape(_OUTSIDE)}]*")
ASK, STOP, SOFT = "ask", "stop", "soft"
"""How an utterance is parted from the one before."""
_FIRST = "_first"
_A_MARK_IN = 3000
"""Characters: a talk with a question mark in so many has its sentences marked."""
_QUESTIONS, _MORE_OFTEN = 3, 1.2
"""Paragraphs seem to be turns where at least so many questions end one, so much more often than by chance."""


@dataclass(frozen=True)
class _Words:
    """The word file by the first two characters of each word, its expressions, and those for beginnings."""

    heads: Mapping[str, tuple[tuple[str, str], ...]]
    anywhere: Mapping[str, re.Pattern[str]]
    first: Mapping[str, re.Pattern[str]]

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where every word stands and its class, those within another word too."""
        lower = text.lower()
        heads = self.heads
        for at, pair in enumerate(map(str.__add__, lower, lower[1:] + " ")):
            for word, cls in (*heads.get(pair, ()), *heads.get(pair[0], ())):
                if lower.startswith(word, at) and _is_whole(lower, at, at + len(word)):
                    yield at, cls
        for cls, expression in self.anywhere.items():
            for found in expression.finditer(lower):
                yield found.start(), cls


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word of Latin letters is cut."""
    return not (
        (text[start].isascii() and start and text[start - 1].isalpha() and text[start - 1].isascii())
        or (text[end - 1].isascii() and text[end : end + 1].isalpha() and text[end : end + 1].isascii())
    )


@cache
def _words() -> _Words:
    heads: dict[str, list[tuple[str, str]]] = {}
    expressions: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for cls, found in load("turns", language).items():
            for word in found:
                if word.startswith("/"):
                    expressions.setdefault(cls, []).append(word[1:-1])
                else:
                    heads.setdefault(word[:2], []).append((word, cls))
    compiled = {cls: re.compile("|".join(found)) for cls, found in expressions.items()}
    return _Words(
        {head: tuple(found) for head, found in heads.items()},
        {cls: one for cls, one in compiled.items() if not cls.endswith(_FIRST)},
        {cls.removesuffix(_FIRST): one for cls, one in compiled.items() if cls.endswith(_FIRST)},
    )


@dataclass(frozen=True)
class Utterance:
    """A piece of the talk: offsets, how it is parted from the piece before, the classes of its words.

    `first` are the classes it begins with; `length` counts its characters without punctuation.
    """

    start: int
    end: int
    gap: str
    length: int
    words: set[str] = field(default_factory=set)
    first: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Talk:
    """The utterances of a talk in order, whether they are sentences, and who is named in them.

    `replies` are those that begin a paragraph after a question, where paragraphs seem to be turns.
    """

    utterances: tuple[Utterance, ...]
    sentences: bool
    calls: tuple[Call, ...]
    replies: tuple[int, ...] = ()

    def at(self, offset: int) -> int:
        """The index of the utterance that holds `offset`."""
        return bisect_right(self.utterances, offset, key=lambda one: one.start) - 1


def listen(spoken: str, roster: Roster, cuts: frozenset[int] = frozenset()) -> Talk:
    """Cut `spoken` (in simplified characters) into utterances without gaps and note what they say.

    `cuts` are offsets at which a new one begins in any case.
    """
    marks = spoken.count("？") + spoken.count("?")
    sentences = marks * _A_MARK_IN >= len(spoken)
    calls = find_calls(spoken, roster)
    pieces = tuple(_cut(spoken, sentences, cuts))
    talk = Talk(pieces, sentences, calls, _replies(spoken, pieces) if sentences else ())
    _note_words(spoken, talk)
    _note_calls(talk, roster)
    return talk


def _cut(spoken: str, sentences: bool, cuts: frozenset[int]) -> list[Utterance]:
    pieces: list[Utterance] = []
    start, gap = 0, STOP
    for found in _GAP.finditer(spoken):
        kind = _kind(found[0])
        if found.end() == len(spoken) or (sentences and kind == SOFT and found.end() not in cuts):
            continue
        if spoken[start : found.start()].strip(_OUTSIDE):
            pieces.append(_piece(spoken, start, found.end(), gap if sentences else SOFT))
            start, gap = found.end(), kind
        elif pieces:
            pieces[-1] = _piece(spoken, pieces[-1].start, found.end(), pieces[-1].gap)
            start = found.end()
    pieces.append(_piece(spoken, start, len(spoken), gap if sentences else SOFT))
    return pieces


def _kind(gap: str) -> str:
    if "？" in gap or "?" in gap:
        return ASK
    return STOP if re.search("[。！!.]|\n\\s*\n", gap) else SOFT


def _piece(spoken: str, start: int, end: int, gap: str) -> Utterance:
    return Utterance(start, end, gap, len(spoken[start:end].strip(_OUTSIDE)))


def _replies(spoken: str, pieces: Sequence[Utterance]) -> tuple[int, ...]:
    """The pieces that begin a paragraph after a question, if questions end paragraphs unusually often."""
    begins = [i for i in range(1, len(pieces)) if "\n" in _space_before(spoken, pieces[i].start)]
    asked = sum(piece.gap == ASK for piece in pieces)
    replies = tuple(i for i in begins if pieces[i].gap == ASK)
    by_chance = asked * len(begins) / len(pieces)
    return replies if len(replies) >= max(_QUESTIONS, asked / 2, _MORE_OFTEN * by_chance) else ()


def _space_before(spoken: str, at: int) -> str:
    return spoken[len(spoken[:at].rstrip()) : at]


def _note_words(spoken: str, talk: Talk) -> None:
    for start, cls in _words().find(spoken):
        piece = talk.utterances[talk.at(start)]
        piece.words.add(cls)
        if not spoken[piece.start : start].strip(_OUTSIDE):
            piece.first.add(cls)
    for piece in talk.utterances:
        begin = _BEGIN.match(spoken, piece.start)
        for cls, expression in _words().first.items():
            if cls not in piece.first and begin and expression.match(spoken, begin.end()):
                piece.first.add(cls)
                piece.words.add(cls)


def _note_calls(talk: Talk, roster: Roster) -> None:
    host = roster.host.name if roster.host else AUDIENCE
    for call in talk.calls:
        part = CALLED if call.part in TO_SPEAK else call.part
        role = "host" if call.person == host else "guest"
        words = talk.utterances[talk.at(call.start)].words
        words.add(f"{part} {role}")
        if call.part == ADDRESSED:
            words.add(f"{ADDRESSED} {role}")
