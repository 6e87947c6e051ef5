"""What a talk looks like to the finder: its clauses, and in each the cues, the times, the words, the breaks.

Cue classes are shared by the languages; words are those of the language spoken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from ledger.model import Document, Question, Times, Turn
from ledger.reading.clauses import find_clauses, is_latin
from ledger.reading.horizon import asked
from ledger.reading.lexicon import LANGUAGES, load
from ledger.reading.lexicon.scanner import HIDDEN, scanner
from ledger.reading.script import simplify
from ledger.reading.segmenting import words

_STOP = re.compile(r"[。！.!？?；;…]|\n\n")
_ASK = re.compile(r"[？?]")
_SUBJECTS = ("cues", "hedges", "kinds")
_PLACES = ("time.future", "time.past", "time.vague", "answer", "turn")


@dataclass(frozen=True)
class Sheet:
    """The clauses of a talk in a row, and what was noted of each.

    `marks[i, k]` counts what belongs to the k-th of the columns asked for in clause i; `words[i]` are its
    words in small letters; `stops[i]` tells whether a sentence or paragraph ends behind it, `asks[i]`
    whether with a question mark. `latin`: the clauses are longer, being written in letters. `asked[i]` tells
    whether clause i answers a question about a stretch of time to come.
    """

    clauses: tuple[tuple[int, int], ...]
    marks: npt.NDArray[np.float32]
    words: tuple[tuple[str, ...], ...]
    stops: npt.NDArray[np.bool_]
    asks: npt.NDArray[np.bool_]
    latin: bool
    asked: npt.NDArray[np.bool_]


@cache
def columns() -> tuple[str, ...]:
    """The names of what is counted in a clause, in order."""
    named: list[str] = []
    for subject in _SUBJECTS:
        found = {cls for language in LANGUAGES for cls in load(subject, language)} - {HIDDEN}
        named += [f"{subject}.{cls}" for cls in sorted(found)]
    return (*named, *_PLACES)


def sheet(
    document: Document,
    turns: Sequence[Turn] = (),
    questions: Sequence[Question] = (),
    times: Sequence[Times] = (),
    names: Sequence[str] | None = None,
) -> Sheet:
    """Read the talk once and note what stands in each clause: a column for each of `names`, or for all."""
    spoken = document.spoken
    clauses = find_clauses(spoken)
    text = simplify(spoken)
    places = {name: at for at, name in enumerate(columns() if names is None else names)}
    marks = np.zeros((len(clauses), len(places)), np.float32)
    starts = [start for start, _ in clauses]
    for at, name in _noted(text, turns, times):
        clause = bisect_right(starts, at) - 1
        if clause >= 0 and at < clauses[clause][1] and name in places:
            marks[clause, places[name]] += 1
    for question in questions if "answer" in places else ():
        first, last = bisect_right(starts, question.end - 1), bisect_right(starts, question.answers_end - 1)
        marks[first:last, places["answer"]] = 1
    behind = [spoken[end:start] for (_, end), start in zip(clauses, [*starts, len(spoken)][1:], strict=True)]
    return Sheet(
        clauses, marks, _words_of(text, clauses),
        np.array([bool(_STOP.search(gap)) for gap in behind], bool),
        np.array([bool(_ASK.search(gap)) for gap in behind], bool),
        is_latin(spoken),
        np.array([_is_asked(asked(start, spoken, turns, questions)) for start in starts], bool),
    )  # fmt: skip


def _is_asked(horizon: Times | None) -> bool:
    return horizon is not None and horizon.due is not None and not horizon.soon


def _noted(text: str, turns: Iterable[Turn], times: Iterable[Times]) -> Iterator[tuple[int, str]]:
    """Where something stands, and the column it belongs to."""
    folded = re.sub(r"\s", " ", text).lower()
    for subject in _SUBJECTS:
        for cue in scanner(subject).find(folded):
            yield cue.start, f"{subject}.{cue.cls}"
    for time in times:
        yield time.start, "time.future" if time.future else "time.past" if time.due else "time.vague"
    for turn in turns:
        yield turn.start, "turn"


def _words_of(text: str, clauses: Sequence[tuple[int, int]]) -> tuple[tuple[str, ...], ...]:
    said: list[list[str]] = [[] for _ in clauses]
    starts = [start for start, _ in clauses]
    every = words(text)
    for start, word in zip(accumulate(map(len, every), initial=0), every, strict=False):
        clause = bisect_right(starts, start) - 1
        if clause >= 0 and start < clauses[clause][1] and word[0].isalnum():
            said[clause].append(word.lower())
    return tuple(map(tuple, said))
