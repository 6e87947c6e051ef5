"""What a talk looks like to the finder: its clauses, and in each the cues, the times, the words, the breaks.

Cue classes are shared by the languages; words are those of the language spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ledger.model import Document, Question, Times, Turn
from ledger.reading.clauses import find_clauses, is_latin
from ledger.reading.horizon import asked
from ledger.reading.lexicon import LANGUAGES, load
from ledger.reading.lexicon.scanner import HIDDEN, scanner
from ledger.reading.script import plain, unbroken
from ledger.reading.segmenting import Integers, words

_STOP = re.compile(r"[。！.!？?；;…]|\n\n")
_ASK = re.compile(r"[？?]")
_SUBJECTS = ("cues", "hedges", "kinds")
_PLACES = ("time.future", "time.past", "time.vague", "answer", "turn")


@dataclass(frozen=True)
class Sheet:
    """The clauses of a talk in a row, and what was noted of each.

    `marks[i, k]` counts what belongs to the k-th of the columns asked for in clause i; `words` are those of
    all clauses in order, in small letters, `places` the clause of each; `stops[i]` tells whether a sentence
    or paragraph ends behind clause i, `asks[i]` whether with a question mark, `asked[i]` whether the clause
    answers a question about a stretch of time to come, `labelled[i]` whether it is the first below a label of
    who speaks. `latin`: the clauses are longer, being in letters.
    """

    clauses: tuple[tuple[int, int], ...]
    marks: npt.NDArray[np.float32]
    words: tuple[str, ...]
    places: Integers
    stops: npt.NDArray[np.bool_]
    asks: npt.NDArray[np.bool_]
    latin: bool
    asked: npt.NDArray[np.bool_]
    labelled: npt.NDArray[np.bool_]


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
    text = plain(spoken)
    bounds = np.array(clauses, np.int64).reshape(-1, 2)
    named = columns() if names is None else names
    edges = [*(place for clause in clauses for place in clause), len(spoken)]
    gaps = [spoken[end:start] for end, start in zip(edges[1::2], edges[2::2], strict=True)]
    return Sheet(
        clauses, _marks(text, bounds, named, turns, questions, times), *_words_of(text, bounds),
        np.array([bool(_STOP.search(gap)) for gap in gaps], bool),
        np.array([bool(_ASK.search(gap)) for gap in gaps], bool),
        is_latin(spoken),
        _asked(spoken, bounds, turns, questions),
        _labelled(bounds, turns),
    )  # fmt: skip


def _asked(
    spoken: str, bounds: Integers, turns: Sequence[Turn], questions: Sequence[Question]
) -> npt.NDArray[np.bool_]:
    """Which clauses answer a question about a stretch of time to come."""
    answers = np.zeros(len(bounds), bool)
    for question in questions:
        if _is_ahead(question.horizon):
            for at in range(*_within(bounds, question.end, question.answers_end)):
                answers[at] = _is_ahead(asked(int(bounds[at, 0]), spoken, turns, questions))
    return answers


def _labelled(bounds: Integers, turns: Sequence[Turn]) -> npt.NDArray[np.bool_]:
    starts = [turn.start for turn in turns if turn.reason == "label"]
    first = np.zeros(len(bounds) + 1, bool)
    first[np.searchsorted(bounds[:, 0], starts)] = True
    return first[:-1]


def _is_ahead(horizon: Times | None) -> bool:
    return horizon is not None and horizon.due is not None and not horizon.soon


def _within(bounds: Integers, start: int, end: int) -> tuple[int, int]:
    """The clauses that begin in a stretch: the first, and the one after the last."""
    first, last = np.searchsorted(bounds[:, 0], (start, end))
    return int(first), int(last)


def _marks(
    text: str,
    bounds: Integers,
    named: Sequence[str],
    turns: Iterable[Turn],
    questions: Iterable[Question],
    times: Iterable[Times],
) -> npt.NDArray[np.float32]:
    """What is counted in each clause: clauses by columns."""
    columns = {name: at for at, name in enumerate(named)}
    noted = [(at, columns[name]) for at, name in _noted(text, turns, times) if name in columns]
    starts, found = np.array(noted, np.int64).reshape(-1, 2).T
    clauses, inside = _clauses_of(starts, bounds)
    counts = np.bincount(clauses[inside] * len(columns) + found[inside], minlength=len(bounds) * len(columns))
    marks = counts.reshape(len(bounds), len(columns)).astype(np.float32)
    if "answer" in columns:
        for question in questions:
            first, last = _within(bounds, question.end, question.answers_end)
            marks[first:last, columns["answer"]] = 1
    return marks


def _clauses_of(starts: Integers, bounds: Integers) -> tuple[Integers, npt.NDArray[np.bool_]]:
    """The clause before which or in which each place is, and whether it is in it."""
    clauses = np.searchsorted(bounds[:, 0], starts, side="right") - 1
    # What stands before the first clause gets -1, and with it the end put last, which nothing is before.
    return clauses, starts < np.append(bounds[:, 1], 0)[clauses]


def _noted(text: str, turns: Iterable[Turn], times: Iterable[Times]) -> Iterator[tuple[int, str]]:
    """Where something stands, and the column it belongs to."""
    line = unbroken(text)
    for subject in _SUBJECTS:
        for cue in scanner(subject).find(line):
            yield cue.start, f"{subject}.{cue.cls}"
    for time in times:
        yield time.start, "time.future" if time.future else "time.past" if time.due else "time.vague"
    for turn in turns:
        yield turn.start, "turn"


def _words_of(text: str, bounds: Integers) -> tuple[tuple[str, ...], Integers]:
    """The words within the clauses, and the clause of each."""
    said = words(text)
    starts = np.cumsum([0, *map(len, said)])[:-1]
    clauses, inside = _clauses_of(starts, bounds)
    inside &= np.array([word[0].isalnum() for word in said], bool)
    return tuple(said[at] for at in np.flatnonzero(inside).tolist()), clauses[inside]
