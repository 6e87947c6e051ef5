"""From a transcript to what was claimed in it: the only place that knows the order of the stations."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from ledger.model import (
    UNKNOWN,
    Candidate,
    Claim,
    Document,
    Extraction,
    Mark,
    Problem,
    Question,
    Roster,
    Times,
    Turn,
)
from ledger.reading.candidates import find_candidates
from ledger.reading.horizon import horizon_of
from ledger.reading.labels import Talk as Words
from ledger.reading.labels import label, talk_of
from ledger.reading.questions import find_questions, question_of, turn_at
from ledger.reading.roster import find_roster
from ledger.reading.times import find_times
from ledger.reading.turns import find_turns
from ledger.reading.wording import statement


def extract(document: Document) -> Extraction:
    """Read one document; pure: the same document always gives the same extraction."""
    talk = _listen(document)
    candidates = find_candidates(document, talk.turns, talk.questions, talk.times)
    words = talk_of(document.spoken, document.recording.title)
    return replace(
        talk.extraction(),
        claims=tuple(talk.claim(one, words) for one in candidates if one.stands),
        candidates=tuple(talk.claim(one, words) for one in candidates if not one.stands),
    )


def turns_only(document: Document) -> Extraction:
    """Who speaks when, and no more: an extraction without claims."""
    return _listen(document).extraction()


def _listen(document: Document) -> _Talk:
    roster = find_roster(document)
    turns = find_turns(document, roster)
    times = find_times(document.spoken, document.recording.date)
    questions = find_questions(document, turns, times)
    timed = tuple(mark for mark in document.marks if mark.seconds is not None)
    return _Talk(document, roster, turns, times, questions, timed)


@dataclass(frozen=True)
class _Talk:
    """A document with what the stations heard in it, in spoken offsets."""

    document: Document
    roster: Roster
    turns: tuple[Turn, ...]
    times: tuple[Times, ...]
    questions: tuple[Question, ...]
    timed: tuple[Mark, ...]

    def claim(self, found: Candidate, words: Words) -> Claim:
        """The claim that a candidate is, labelled, in file offsets."""
        spoken = self.document.spoken
        turn = turn_at(found.start, self.turns)
        question = question_of(found.start, self.turns, self.questions)
        horizon = horizon_of(found.start, found.end, spoken, self.turns, self.times, self.questions)
        inherited = horizon.text if horizon.source == "question" else ""
        start, end = self.document.in_file(found.start, found.end)
        return Claim(
            start=start,
            end=end,
            quote=self.document.text[start:end],
            statement=statement(spoken[found.start : found.end], inherited),
            speaker=turn.speaker if turn else UNKNOWN,
            labels=label(
                words, found.start, found.end, question.text if question else "", turn.start if turn else 0
            ),
            horizon=horizon,
            confidence=found.confidence,
            question=self._question(question) if question else None,
            seconds=self._seconds(found.start),
        )

    def extraction(self) -> Extraction:
        """What was heard, in file offsets; no claims yet."""
        document = self.document
        return Extraction(
            path=document.path,
            text=document.text,
            format=document.format,
            recording=document.recording,
            roster=self.roster,
            turns=tuple(self._turn(turn) for turn in self.turns),
            questions=tuple(self._question(question) for question in self.questions),
            claims=(),
            problems=(*document.problems, *self._doubts()),
        )

    def _turn(self, turn: Turn) -> Turn:
        start, end = self.document.in_file(turn.start, turn.end)
        words = self.document.spoken[turn.start : turn.end].rstrip()
        _, said = self.document.in_file(turn.start, turn.start + max(1, len(words)))
        if self.document.text[said:end].strip():  # the break behind the words is markup in the file
            end = said
        return replace(turn, start=start, end=end)

    def _question(self, question: Question) -> Question:
        start, end = self.document.in_file(question.start, question.end)
        _, answers_end = self.document.in_file(question.start, max(question.answers_end, question.end))
        return replace(question, start=start, end=end, answers_end=answers_end)

    def _seconds(self, at: int) -> float | None:
        """When the words at `at` were said: the last time told before them in the file."""
        last = bisect_right(self.timed, at, key=lambda mark: mark.at) - 1
        return self.timed[last].seconds if last >= 0 else None

    def _doubts(self) -> list[Problem]:
        """What keeps claims from being dated or given to somebody."""
        doubts = []
        if self.document.recording.date is None:
            doubts.append(Problem("the recording's date is not known: 明年 or 'next year' stays undated"))
        if not self.roster.people:
            doubts.append(Problem("nobody is known to speak here: say who with host and guests"))
        return doubts
