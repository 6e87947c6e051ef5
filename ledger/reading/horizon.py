"""By when a claim is to come true: said in it, said just before it, or in the question it answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from ledger.model import Horizon, Question, Times, Turn
from ledger.reading.lexicon.scanner import scanner
from ledger.reading.questions import CLAUSE_END, question_of, turn_at
from ledger.reading.times.words import fold

REACH = 60
"""How many characters behind a time a coordinate clause may begin and still be ruled by it."""
OPENING = 6
"""How many characters of a claim are its first words."""
ANSWER = 1800
"""How much of an answer its question rules, in bytes of UTF-8 from the answer's start: some 600 Chinese
characters or 350 English words. What is said later has left the question behind."""
NONE = Horizon()


def horizon_of(
    start: int,
    end: int,
    spoken: str,
    turns: Sequence[Turn],
    times: Sequence[Times],
    questions: Sequence[Question] = (),
) -> Horizon:
    """The horizon of the claim from `start` to `end`, in offsets of `spoken`.

    `times`, `turns` and `questions` are those of the whole talk, in order. A time in the claim comes first
    (a dated one before a vague one), then one that the clause before it leaves standing, then that of the
    question it answers. Past times and the present are none.
    """
    said = _said(start, end, times) or _carried(start, spoken, times)
    if said is not None:
        return _horizon(said, "explicit")
    set_by_question = asked(start, spoken, turns, questions)
    return _horizon(set_by_question, "question") if set_by_question is not None else NONE


def _horizon(times: Times, source: str) -> Horizon:
    months = None if times.months is None else max(times.months, 0)
    return Horizon(times.text, source, months, times.due)


def _said(start: int, end: int, times: Sequence[Times]) -> Times | None:
    first = bisect_left(times, start, key=lambda one: one.end - 1)
    behind = bisect_left(times, end, key=lambda one: one.start)
    inside = [one for one in times[first:behind] if _ahead(one)]
    dated = [one for one in inside if one.fixed and one.due] or [one for one in inside if one.due]
    return max(dated, key=lambda one: one.due or date.min, default=inside[0] if inside else None)


def _ahead(one: Times) -> bool:
    return one.future and not one.bare


def _carried(start: int, spoken: str, times: Sequence[Times]) -> Times | None:
    """The calendar time of the clause before, where the claim goes on from it: 到2030年… 其中…

    Soon and lengths from the talk don't carry; nor does a time past a turn of the argument (如果, 这将).
    """
    place = bisect_right(times, start, key=lambda one: one.end) - 1
    while place >= 0 and start - times[place].end <= REACH:
        one = times[place]
        if _ahead(one):
            turned = _turns(spoken[one.end : start], spoken[start : start + OPENING])
            return one if one.due and one.fixed and not turned else None
        place -= 1
    return None


def _turns(between: str, opening: str) -> bool:
    """Whether the argument turns behind the clause of a time, or with the first words of the claim."""
    clause = CLAUSE_END.search(between)
    behind = between[clause.end() :] if clause else ""
    cues = scanner("horizons").find_apart(fold(behind + opening))
    return any(cue.start < len(behind) + 2 for cue in cues)


def asked(start: int, spoken: str, turns: Sequence[Turn], questions: Sequence[Question]) -> Times | None:
    """The horizon of the question that is answered at `start`, unless the answer has left it behind.

    A question that says no more than "soon" (马上) sets none: it asks of what is to come, by whenever.
    """
    question = question_of(start, turns, questions)
    if question is None or question.horizon is None or question.horizon.soon:
        return None
    turn = turn_at(start, turns)
    begins = max(question.end, turn.start if turn else 0)
    # No text has fewer bytes than characters.
    far = start - begins > ANSWER or len(spoken[begins:start].encode()) > ANSWER
    return None if far else question.horizon
