"""The two small models of the finder, their weights as data: numpy and no more.

The first, linear, gives every clause the chance that it belongs to a claim and that one begins with it. The
second, some hundred shallow trees, gives every run of clauses the chance that it is a claim.
`training/finder.py` makes the weights; docs/finding-claims.md tells what they reached.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from ledger.reading.features import Sheet
from ledger.reading.segmenting import Integers

Floats = npt.NDArray[np.float32]
_SHIFTS = ((-4, -3), (-2,), (-1,), (0,), (1,), (2,), (3, 4))
"""The clauses around one that have a say in it, in groups of equal weight."""
_WIDEST = 8
_AT_ONCE = 512
"""Rows judged together: few enough that what is between stays in the processor's cache."""


def context(marks: Floats) -> Floats:
    """For each clause what is marked in and around it: a block of columns for each group of shifts."""
    there = marks > 0
    around = [np.logical_or.reduce([_shifted(there, by) for by in group]) for group in _SHIFTS]
    return np.concatenate(around, axis=1).astype(np.float32)


def _shifted(there: npt.NDArray[np.bool_], by: int) -> npt.NDArray[np.bool_]:
    moved = np.zeros_like(there)
    kept = max(0, len(there) - abs(by))
    if by >= 0:
        moved[:kept] = there[len(there) - kept :]
    else:
        moved[len(there) - kept :] = there[:kept]
    return moved


def signs(sheet: Sheet, known: Mapping[str, int]) -> Integers:
    """What the words of a clause tell, as rows of clause and column, each row once.

    The columns are three for every word known (said in the clause, the first known of it, the last), and
    behind them those of a clause's length in half octaves.
    """
    numbers = np.array([known.get(word, -1) for word in sheet.words], np.int64)
    clauses, numbers = sheet.places[numbers >= 0], numbers[numbers >= 0]
    new = np.append(True, clauses[1:] != clauses[:-1])[: len(clauses)]
    first, last = np.flatnonzero(new), np.flatnonzero(np.append(new[1:], True)[: len(clauses)])
    lengths = np.array([end - start for start, end in sheet.clauses])
    wide = np.minimum(_WIDEST, (np.log2(lengths + 1) * 1.5).astype(np.int64))
    count = len(known)
    columns = [numbers, count + numbers[first], 2 * count + numbers[last], 3 * count + wide]
    places = [clauses, clauses[first], clauses[last], np.arange(len(lengths))]
    rows = np.stack([np.concatenate(places), np.concatenate(columns)], axis=1)
    keys = np.sort(rows[:, 0] * width(count) + rows[:, 1])
    return np.stack(np.divmod(keys[np.append(True, keys[1:] != keys[:-1])], width(count)), axis=1)


def width(known: int) -> int:
    """How many columns `signs` has for so many words."""
    return 3 * known + _WIDEST + 1


@dataclass(frozen=True)
class Trees:
    """Oblivious decision trees: all nodes of a level ask the same, so a leaf's number is its answers in bits.

    A question is a `feature` and the `threshold` above which the answer is yes; `questions[t, l]` is that of
    tree t at level l, which sets bit l, and `values[t, leaf]` what the tree then adds to the log odds.
    """

    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float32]
    questions: npt.NDArray[np.int32]
    values: Floats
    bias: float

    def score(self, rows: Floats) -> npt.NDArray[np.float64]:
        """The chance for each row."""
        parts = [self._score(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.empty(0)

    def _score(self, rows: Floats) -> npt.NDArray[np.float64]:
        answers = (rows.T[self.feature] > self.threshold[:, None]).view(np.uint8)
        leaf = np.zeros((len(self.questions), len(rows)), np.uint8)
        for level, questions in enumerate(self.questions.T):
            leaf |= answers[questions] << level
        places = leaf + (np.arange(len(leaf), dtype=np.int32) * self.values.shape[1])[:, None]
        return _chance(self.values.ravel().take(places).sum(axis=0, dtype=np.float64) + self.bias)


@dataclass(frozen=True)
class Scorer:
    """The weights, and what is decided by them.

    `columns` names what is to be noted of a clause, in the order of the weights.
    `least` is the chance a clause needs for the runs around it to be judged, `threshold` the score from which
    a run is a claim. `slope` and `offset` turn a score into the share of such runs that prove to be claims.
    """

    columns: tuple[str, ...]
    marks: Floats
    words: Mapping[str, int]
    weights: Floats
    bias: Floats
    trees: Trees
    least: float
    threshold: float
    slope: float
    offset: float

    def clauses(self, sheet: Sheet) -> Floats:
        """For each clause the chance that it belongs to a claim, and that one begins with it."""
        # Not `@`: BLAS would wake its threads for a product this small, and sum in an order of its own.
        weighed = np.einsum("ij,kj->ik", context(sheet.marks), np.ascontiguousarray(self.marks.T))
        scores = (weighed + self.bias).astype(np.float64)
        clauses, columns = signs(sheet, self.words).T
        for part in range(scores.shape[1]):
            scores[:, part] += np.bincount(clauses, self.weights[columns, part], len(scores))
        return _chance(scores).astype(np.float32)

    def confidence(self, score: float) -> float:
        """How sure one may be that a run of this score is a claim, from 0 to 1."""
        odds = math.log(max(score, 1e-9) / max(1 - score, 1e-9))
        return float(_chance(np.float64(self.slope * odds + self.offset)))


def _chance(score: npt.NDArray[np.float64] | np.float64) -> npt.NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-score)))


@cache
def scorer() -> Scorer:
    """The scorer as shipped."""
    with files("ledger.reading.weights").joinpath("finder.npz").open("rb") as file:
        return unpack(dict(np.load(file)))


def unpack(stored: Mapping[str, Any]) -> Scorer:
    """The scorer from the arrays of a weights file."""
    return Scorer(
        columns=tuple(map(str, stored["columns"])),
        marks=stored["marks"],
        words={str(word): at for at, word in enumerate(stored["words"])},
        weights=stored["weights"],
        bias=stored["bias"],
        trees=grown(stored),
        **{name: float(stored[name]) for name in ("least", "threshold", "slope", "offset")},
    )


def grown(stored: Mapping[str, Any]) -> Trees:
    """The trees from the arrays of a weights file."""
    arrays = {name: stored[f"tree_{name}"] for name in ("feature", "threshold", "questions", "values")}
    return Trees(**arrays, bias=float(stored["tree_bias"]))
