"""A talk cut into the smallest pieces in which a voice can change, and what each piece says of its speaker.

Where the writer set question marks, voices change between sentences only. Where a recogniser set commas at
its own breaths, or none, they may change at any clause, line or gap.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ledger.model import AUDIENCE, Roster
from ledger.reading.calls import ADDRESSED, CALLED, TO_SPEAK, Call, find_calls
from ledger.reading.script import codes_of
from ledger.reading.turnwords import Flags, Ints, turn_words

_HAN = "\u3400-\u9fff"
_GAP = re.compile(
    # Every branch tells what its first character is only after that was met: a search for one of a set of
    # characters is fast, one for several branches is slow.
    r"[。！!？?；;，…,.:：\s](?:"
    r"(?<=[。！!？?；;，…])[。！!？?；;，…]*[\s”\"』」）]*|(?<=[,.:：])(?<!\d[,.:：])[,.:：]*\s+"
    rf"|(?<=[{_HAN}][,.])\s*|(?<=\n)\s*|(?<=[{_HAN}]\s)\s*|(?<=\s)\s*(?=[{_HAN}]))"
)
_OUTSIDE = '\ufeff \t\r\n\xa0\u3000，。、？?！!,.;；：:“”"…（）()'
ASK, STOP, SOFT = "ask", "stop", "soft"
"""How an utterance is parted from the one before."""
_PARAGRAPH = re.compile(r"\n|[。！？][”」』]*\s")
_A_MARK_IN = 3000
"""Characters: a talk with a question mark in so many has its sentences marked."""
_QUESTIONS, _MORE_OFTEN = 3, 1.2
"""Paragraphs seem to be turns where at least so many questions end one, so much more often than by chance."""


@dataclass(frozen=True)
class Talk:
    """The utterances of a talk in order, a row each, and who is named in them.

    `starts` are offsets, `gaps` how each is parted from the one before, `lengths` count its characters
    without punctuation around them. `said` are the classes of its words (columns: `turn_words().columns`),
    `begun` those it begins with. `sentences` tells whether utterances are sentences; `paragraphs` are those
    that begin one, `replies` those that do after a question, where paragraphs seem to be turns.
    """

    starts: tuple[int, ...]
    gaps: npt.NDArray[np.str_]
    lengths: Ints
    said: Flags
    begun: Flags
    sentences: bool
    calls: tuple[Call, ...]
    paragraphs: tuple[int, ...] = ()
    replies: tuple[int, ...] = ()

    def at(self, offset: int) -> int:
        """The index of the utterance that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def says(self, *classes: str) -> Flags:
        """For every utterance, whether it has words of one of the classes."""
        return some(self.said, *classes)


def some(table: Flags, *classes: str) -> Flags:
    """For every row of a table of classes, whether it has one of these."""
    columns = turn_words().columns
    return np.asarray(table[:, [columns[cls] for cls in classes]].any(axis=1))


def listen(spoken: str, roster: Roster, cuts: frozenset[int] = frozenset()) -> Talk:
    """Cut `spoken` (in simplified characters and small letters) into utterances without gaps and note what
    they say.

    `cuts` are offsets at which a new one begins in any case.
    """
    marks = spoken.count("？") + spoken.count("?")
    sentences = marks * _A_MARK_IN >= len(spoken)
    within = np.flatnonzero(~np.isin(codes_of(spoken), codes_of(_OUTSIDE)))
    starts, gaps = _cut(spoken, within, sentences, cuts)
    calls = find_calls(spoken, roster)
    begins, ends = _bounds(within, starts, len(spoken))
    said, begun = _heard(spoken, starts, begins)
    _note_calls(said, starts, calls, roster)
    parted = np.array(gaps if sentences else [SOFT] * len(gaps))
    paragraphs = _paragraphs(spoken, starts, ends) if sentences else ()
    replies = _replies(gaps, paragraphs)
    return Talk(tuple(starts), parted, ends - begins, said, begun, sentences, calls, paragraphs, replies)


def _cut(spoken: str, within: Ints, sentences: bool, cuts: frozenset[int]) -> tuple[list[int], list[str]]:
    """Where the utterances begin and how each is parted from the one before; no cut without words between.

    `within` are the offsets of all characters that are no punctuation.
    """
    starts, gaps = [0], [STOP]
    found = [(gap.start(), gap.end(), gap[0]) for gap in _GAP.finditer(spoken)]
    before = np.searchsorted(within, [start for start, _, _ in found]).tolist()
    passed = 0
    for (_, end, gap), count in zip(found, before, strict=True):
        kind = _kind(gap)
        if end == len(spoken) or (sentences and kind == SOFT and end not in cuts):
            continue
        if count > passed:
            starts.append(end)
            gaps.append(kind)
            passed = count
        elif passed:
            starts[-1] = end
    return starts, gaps


@lru_cache(1000)
def _kind(gap: str) -> str:
    if "？" in gap or "?" in gap:
        return ASK
    return STOP if re.search("[。！!.]|\n\\s*\n", gap) else SOFT


def _bounds(within: Ints, starts: Sequence[int], length: int) -> tuple[Ints, Ints]:
    """Where the first word of every utterance begins and the last one ends."""
    edges = np.searchsorted(within, [*starts, length])
    if not len(within):
        return np.zeros(len(starts), np.intp), np.zeros(len(starts), np.intp)
    first, behind = within[np.minimum(edges[:-1], len(within) - 1)], within[edges[1:] - 1] + 1
    return first, np.maximum(first, behind)


def _paragraphs(spoken: str, starts: Sequence[int], ends: Ints) -> tuple[int, ...]:
    """The sentences that begin a paragraph: after a break of the line, or where only some are parted by a
    blank after a Chinese full stop, which wants none."""
    gaps = [spoken[end:start] for end, start in zip(ends.tolist(), starts[1:], strict=False)]
    return tuple(i for i, gap in enumerate(gaps, 1) if _PARAGRAPH.search(gap))


def _replies(gaps: Sequence[str], paragraphs: Sequence[int]) -> tuple[int, ...]:
    """The paragraphs after a question, if questions end paragraphs unusually often."""
    asked = gaps.count(ASK)
    replies = tuple(i for i in paragraphs if gaps[i] == ASK)
    by_chance = asked * len(paragraphs) / len(gaps)
    return replies if len(replies) >= max(_QUESTIONS, asked / 2, _MORE_OFTEN * by_chance) else ()


def _heard(spoken: str, starts: Sequence[int], begins: Ints) -> tuple[Flags, Flags]:
    """The tables of what is said in every utterance, and of what it begins with."""
    words = turn_words()
    said, begun = (np.zeros((len(starts), len(words.columns)), np.bool_, order="F") for _ in range(2))
    places, columns = (np.array(found, np.intp) for found in words.find(spoken))
    rows = np.searchsorted(starts, places, "right") - 1
    said[rows, columns] = True
    at_once = places <= begins[rows]
    begun[rows[at_once], columns[at_once]] = True
    for row, at in enumerate(begins.tolist()):
        for column in words.begun_at(spoken, at):
            said[row, column] = begun[row, column] = True
    return said, begun


def _note_calls(said: Flags, starts: Sequence[int], calls: Sequence[Call], roster: Roster) -> None:
    host = roster.host.name if roster.host else AUDIENCE
    columns = turn_words().columns
    for call in calls:
        role = "host" if call.person == host else "guest"
        row = bisect_right(starts, call.start) - 1
        said[row, columns[f"{CALLED if call.part in TO_SPEAK else call.part} {role}"]] = True
        if call.part == ADDRESSED:
            said[row, columns[f"{ADDRESSED} {role}"]] = True
