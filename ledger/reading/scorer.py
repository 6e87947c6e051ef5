"""The two small models of the finder, their weights as data: numpy and no more.

The first, linear, gives every clause the chance that it belongs to a claim and that one begins with it. The
second, a few dozen shallow trees, gives every run of clauses the chance that it is a claim.
`training/finder.py` makes the weights; docs/finding-claims.md tells what they reached.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from ledger.reading.features import Sheet

Floats = npt.NDArray[np.float32]
_SHIFTS = ((-4, -3), (-2,), (-1,), (0,), (1,), (2,), (3, 4))
"""The clauses around one that have a say in it, in groups of equal weight."""
_WIDEST = 8


def context(marks: Floats) -> Floats:
    """For each clause what is marked in and around it: a block of columns for each group of shifts."""
    there = (marks > 0).astype(np.float32)
    return np.concatenate(
        [np.maximum.reduce([_shifted(there, by) for by in group]) for group in _SHIFTS], axis=1
    )


def _shifted(there: Floats, by: int) -> Floats:
    moved = np.zeros_like(there)
    kept = max(0, len(there) - abs(by))
    if by >= 0:
        moved[:kept] = there[len(there) - kept :]
    else:
        moved[len(there) - kept :] = there[:kept]
    return moved


def signs(sheet: Sheet) -> Iterator[set[str]]:
    """For each clause its words, the first and the last of them, and its length in half octaves."""
    for (start, end), said in zip(sheet.clauses, sheet.words, strict=True):
        found = {f"w:{word}" for word in said} | {
            f"len:{min(_WIDEST, int(math.log2(end - start + 1) * 1.5))}"
        }
        if said:
            found |= {f"f:{said[0]}", f"l:{said[-1]}"}
        yield found


@dataclass(frozen=True)
class Trees:
    """Shallow decision trees, their nodes in one row: `feature`, `threshold`, `below`, `value`.

    From a node one goes to the node `below`, or to the one after it where the feature is above the threshold.
    A leaf goes to itself. `roots` are where the trees begin, `depth` how far their leaves are.
    """

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float64]
    below: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]
    depth: int

    def score(self, rows: Floats) -> npt.NDArray[np.float64]:
        """The chance for each row."""
        flat = np.ascontiguousarray(rows).ravel()
        first = np.arange(len(rows), dtype=np.int32)[:, None] * rows.shape[1]
        at = np.tile(self.roots, (len(rows), 1))
        for _ in range(self.depth):
            above = flat.take(first + self.feature.take(at)) > self.threshold.take(at)
            at = self.below.take(at) + above
        return _chance(self.value.take(at).sum(axis=1))


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
        scores = (context(sheet.marks) @ self.marks + self.bias).astype(np.float64)
        for at, found in enumerate(signs(sheet)):
            known = [self.words[sign] for sign in sorted(found) if sign in self.words]
            scores[at] += self.weights[known].sum(axis=0)
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
    grown = {name: stored[f"tree_{name}"] for name in ("roots", "feature", "threshold", "below", "value")}
    return Scorer(
        columns=tuple(map(str, stored["columns"])),
        marks=stored["marks"],
        words={str(word): at for at, word in enumerate(stored["words"])},
        weights=stored["weights"],
        bias=stored["bias"],
        trees=Trees(**grown, depth=int(stored["depth"])),
        **{name: float(stored[name]) for name in ("least", "threshold", "slope", "offset")},
    )
