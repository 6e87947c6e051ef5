"""The questions that ask for forecasts, and how far their answers reach.

A claim that answers "what will the next year bring" means the next year though it doesn't say so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ledger.model import AUDIENCE, UNKNOWN, Document, Question, Times, Turn
from ledger.reading.lexicon.scanner import scanner
from ledger.reading.patterns import pattern
from ledger.reading.script import unbroken
from ledger.reading.times.words import fold

SENTENCE_END = pattern(r"[。！？!?]+|\n{2,}")
SENTENCE = pattern(r"[^。！？!?]+[。！？!?]*")
ADDRESS = pattern(r"[你您]|大家|各位|\b[Yy]ou")
CLAUSE_END = pattern(r"[，,。！？!?\n]|(?<![a-zA-Z]) (?![a-zA-Z])|\Z")
NEAR = 60
"""Words that ask and words of what is to come make a question when no more characters lie between them."""
LONGEST = 90
"""A question begins no more characters before its words, however long its sentence is."""
HARDLY_BEGUN = 60
"""A host who asks again before so many characters of an answer were said means the same question."""


class _Asked(NamedTuple):
    """What an asker's turn does to the conversation; `question` is the forecasting question in it."""

    question: Question | None
    asks: bool
    same: bool
    moves_on: bool

    def begins_anew(self, said: int) -> bool:
        """Whether it ends the answers before it; `said` characters of them were heard since the last turn."""
        if self.moves_on or (self.question and self.question.horizon):
            return True
        return self.asks and not self.same and said >= HARDLY_BEGUN


def find_questions(document: Document, turns: Sequence[Turn], times: Sequence[Times]) -> tuple[Question, ...]:
    """The forecasting questions of a talk in order, in spoken offsets, each with where its answers end.

    Those of the host and of the audience count; what a lone speaker asks is rhetoric. The answers end where
    the conversation moves on: at the host's next question, or at one from the floor.
    """
    found: list[Question] = []
    said, answering = 0, False
    for turn in _voices(document, turns):
        if turn.speaker not in (document.recording.host, AUDIENCE):
            said += turn.end - turn.start
            continue
        asked = _read(document.spoken, turn, times)
        if answering and asked.begins_anew(said):
            found[-1] = replace(found[-1], answers_end=turn.start)
            answering = False
        if asked.question and not answering:
            found.append(asked.question)
            answering = True
        said = 0
    return tuple(found)


def question_of(start: int, turns: Sequence[Turn], questions: Sequence[Question]) -> Question | None:
    """The question that what is said at `start` answers; the asker's own words answer none."""
    last = bisect_right(questions, start, key=lambda one: one.end) - 1
    if last < 0 or start >= questions[last].answers_end:
        return None
    turn = turn_at(start, turns)
    return None if turn and turn.speaker == questions[last].asker else questions[last]


def turn_at(start: int, turns: Sequence[Turn]) -> Turn | None:
    """The turn that `start` lies in."""
    return turns[max(bisect_right(turns, start, key=lambda one: one.start) - 1, 0)] if turns else None


def _voices(document: Document, turns: Sequence[Turn]) -> Iterable[Turn]:
    """The turns of a conversation; where no voices are told apart, what addresses a guest is the host's."""
    if len({turn.speaker for turn in turns}) > 1:
        return turns
    recording = document.recording
    if not recording.guests or any(turn.speaker != UNKNOWN for turn in turns):
        return ()
    return (
        Turn(found.start(), found.end(), recording.host if ADDRESS.search(found[0]) else UNKNOWN, "question")
        for found in SENTENCE.finditer(document.spoken)
    )


Place = tuple[int, int]


def _read(spoken: str, turn: Turn, times: Sequence[Times]) -> _Asked:
    text = fold(spoken[turn.start : turn.end])
    cues: dict[str, list[Place]] = {}
    for cue in scanner("questions").find_apart(unbroken(text)):
        cues.setdefault(cue.cls, []).append((cue.start, cue.end))
    tags = cues.get("tag", [])
    asks = [place for place in cues.get("ask", []) if not any(a <= place[0] <= b for a, b in tags)]
    ahead = cues.get("ahead", []) + [
        (one.start - turn.start, one.end - turn.start) for one in _dated(turn, times)
    ]
    stretch = _stretch(text, asks, ahead)
    return _Asked(
        question=_question(spoken, turn, stretch, (asks, ahead), times) if stretch else None,
        asks=bool(asks),
        same="same" in cues,
        moves_on="move_on" in cues or (turn.speaker == AUDIENCE and bool(asks)),
    )


def _dated(turn: Turn, times: Sequence[Times]) -> list[Times]:
    within = [one for one in times if turn.start <= one.start < turn.end]
    return [one for one in within if one.future and one.months and not one.bare]


def _stretch(text: str, asks: Sequence[Place], ahead: Sequence[Place]) -> Place | None:
    """From the first words that ask of what is to come to the end of the last clause that does."""
    pairs = [(min(a, b), max(a, b)) for a in asks for b in ahead if _together(text, a, b)]
    if not pairs:
        return None
    first, last = min(pair[0][0] for pair in pairs), max(pair[1][1] for pair in pairs)
    begin = max((found.end() for found in SENTENCE_END.finditer(text, 0, first)), default=0)
    begin = max(begin, first - LONGEST)
    end = CLAUSE_END.search(text, max(last - 1, 0))
    begin += len(text[begin:]) - len(text[begin:].lstrip(" \n，,。"))
    return begin, end.end() if end else len(text)


def _together(text: str, one: Place, other: Place) -> bool:
    between = text[min(one[1], other[1]) : max(one[0], other[0])]
    return len(between) <= NEAR and not SENTENCE_END.search(between)


def _question(
    spoken: str, turn: Turn, stretch: Place, cues: tuple[list[Place], list[Place]], times: Sequence[Times]
) -> Question:
    """The question with the time nearest to its last words that ask; a vague one if it asks of just that."""
    start, end = turn.start + stretch[0], turn.start + stretch[1]
    asked_at = max(turn.start + a for a, _ in cues[0] if a < stretch[1])
    asked_of = {turn.start + place for a, b in cues[1] for place in range(a, b)}
    within = [one for one in times if start <= one.start < end and one.future and not one.bare]
    vague = [one for one in within if one.due is None and asked_of.intersection(range(one.start, one.end))]
    dated = [one for one in within if one.months]
    horizon = min(dated or vague, key=lambda one: abs(one.start - asked_at), default=None)
    return Question(start, end, spoken[start:end], turn.speaker, len(spoken), horizon)
