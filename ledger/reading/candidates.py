"""Which stretches of a talk are claims, and how sure that is: the finder.

Of all runs of clauses those are taken that together promise most: a run counts for what its score is above
the threshold, and no two overlap. What is left between them is searched once more below the threshold, for
a person to look through.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ledger.model import Candidate, Document, Question, Times, Turn
from ledger.reading.features import Sheet, sheet
from ledger.reading.scorer import Scorer, scorer
from ledger.reading.segmenting import Integers
from ledger.reading.spans import describe, runs

Scores = npt.NDArray[np.float64]
_LIKELY = 0.12
"""From this score on runs are counted as the talk's best."""
_PER_CHARACTERS, _FEWEST = 1500, 3
"""A talk is judged by its best runs: one for so many characters, and no fewer than this."""
_USUAL, _TRUST = 0.35, 0.6
"""The mean score of a usual talk's best runs, and how far another talk's mean moves all its scores."""
_BARREN = 0.05
"""The score that stands for a run that is missing among the best."""
_ASKED = math.log(4)
"""How much likelier, in log odds, a claim is where a question asked what a certain time will bring."""
_LEFT = 0.45
"""The share of the threshold that is enough there for what was left over at first."""
_ASKS = 60
"""So many characters at the end of a forecasting question are what it asks."""
_AT_ONCE = 16384
"""Runs described together: what is between stays small however long the talk."""
_FLOOR = 0.4
"""The share of the threshold below which a run is not worth a person's look."""


def find_candidates(
    document: Document,
    turns: Sequence[Turn] = (),
    questions: Sequence[Question] = (),
    times: Sequence[Times] = (),
) -> tuple[Candidate, ...]:
    """The stretches of `document.spoken` that may be claims, in order, none overlapping another.

    Those that `stands` are claims; the others are for a person to look through. Offsets are spoken ones.
    """
    judge = scorer()
    read = sheet(document, turns, questions, times, judge.columns)
    if not read.clauses:
        return ()
    found, scores = judged(read, judge)
    scores = np.where(_asking(read, found, questions), 0, scores)
    taken = choose(found, scores, judge.threshold)
    free = ~_overlaps(found, found[taken])
    taken += choose(found, np.where(free & _asked(read, found), scores, 0), judge.threshold * _LEFT)
    free = ~_overlaps(found, found[taken])
    rest = choose(found, np.where(free, scores, 0), judge.threshold * _FLOOR)
    return tuple(
        Candidate(read.clauses[first][0], read.clauses[last][1], confidence, at in taken)
        for at in sorted([*taken, *rest], key=lambda at: int(found[at, 0]))
        for first, last in [found[at]]
        for confidence in [round(judge.confidence(scores[at]), 4)]
    )


def _asked(read: Sheet, found: Integers) -> npt.NDArray[np.bool_]:
    """Which runs answer a question about a stretch of time to come."""
    return read.asked[found[:, 0]]


def _asking(read: Sheet, found: Integers, questions: Sequence[Question]) -> npt.NDArray[np.bool_]:
    """Which runs stand at the end of a forecasting question: they ask for a claim and make none."""
    starts, ends = np.array(read.clauses, np.int64).T
    # Behind the last question there is none that ends.
    asks = np.array([*sorted(question.end for question in questions), np.iinfo(np.int64).max], np.int64)
    middle = (starts[found[:, 0]] + ends[found[:, 1]]) // 2
    return np.asarray(asks[np.searchsorted(asks, middle, side="right")] - _ASKS <= middle)


def judged(read: Sheet, judge: Scorer) -> tuple[Integers, Scores]:
    """The runs worth judging and their scores."""
    chances = judge.clauses(read)
    found = runs(read, chances[:, 0], judge.least)
    blocks = (found[at : at + _AT_ONCE] for at in range(0, len(found), _AT_ONCE))
    scores = [judge.trees.score(describe(read, chances, block)) for block in blocks]
    return found, tempered(read, found, np.concatenate([np.empty(0), *scores]))


def tempered(read: Sheet, found: Integers, scores: Scores) -> Scores:
    """The scores in the light of the whole talk: where even the best runs are weak, none is believed.

    A lecture is full of 会 and 可能 and has no claim; an outlook has one in every sentence. What answers a
    question about a time to come is believed more readily.
    """
    if not len(found):
        return scores
    places = max(_FEWEST, read.clauses[-1][1] // _PER_CHARACTERS)
    best = np.sort(scores[choose(found, scores, _LIKELY)])[::-1][:places]
    mean = (best.sum() + _BARREN * (places - len(best))) / places
    whole = _TRUST * (_odds(mean) - _odds(np.array(_USUAL)))
    return 1 / (1 + np.exp(-_odds(scores) - whole - _ASKED * _asked(read, found)))


def _odds(chance: Scores) -> Scores:
    kept = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)))


def choose(found: Integers, scores: Scores, threshold: float) -> list[int]:
    """The rows of `found` above the threshold that together promise most, none overlapping another."""
    ending: dict[int, list[int]] = {}
    for at in np.flatnonzero(scores > threshold).tolist():
        ending.setdefault(int(found[at, 1]), []).append(at)
    best, by = [0.0], [-1]
    for last in range(max(ending, default=-1) + 1):
        best.append(best[-1])
        by.append(-1)
        for at in ending.get(last, ()):
            worth = best[int(found[at, 0])] + float(scores[at]) - threshold
            if worth > best[-1]:
                best[-1], by[-1] = worth, at
    return _walk_back(found, by)


def _walk_back(found: Integers, by: Sequence[int]) -> list[int]:
    taken, end = [], len(by) - 1
    while end > 0:
        if by[end] < 0:
            end -= 1
        else:
            taken.append(by[end])
            end = int(found[by[end], 0])
    return taken[::-1]


def _overlaps(found: Integers, taken: Integers) -> npt.NDArray[np.bool_]:
    """Which of the runs share a clause with one of those taken."""
    covered = np.zeros(int(found[:, 1].max(initial=0)) + 2, np.int64)
    for first, last in taken:
        covered[first + 1 : last + 2] = 1
    sums = np.cumsum(covered)
    return np.asarray(sums[found[:, 1] + 1] > sums[found[:, 0]])
