"""The stretches of a talk that may be claims, and how each looks: what the second model of the finder judges.

A stretch is a run of clauses. It is described by what the first model says of its clauses and of those
around it, by its length and breaks, and by the cues in it, in its first, its last and the next clause.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ledger.reading.features import Sheet
from ledger.reading.segmenting import Integers

MOST_CLAUSES = 6
_MOST_CHARACTERS = {False: 170, True: 330}
_LATIN_WIDTH = 2.2
"""How many Latin letters say as much as one Chinese character."""
_AROUND = 15
"""Clauses on both sides by which the density of claims is felt."""

Floats = npt.NDArray[np.floating[Any]]


def runs(sheet: Sheet, hope: Floats, least: float) -> Integers:
    """The runs of clauses worth judging, as rows of first and last clause.

    A run holds a clause that may belong to a claim (`hope` of `least` or more), or stands right before one.
    It does not run on past a label: what two say is not one claim.
    """
    count = len(sheet.clauses)
    ends = np.array([end for _, end in sheet.clauses], np.int64)
    starts = np.array([start for start, _ in sheet.clauses], np.int64)
    hot = np.concatenate([[0], np.cumsum(hope >= least)])
    labels = np.cumsum(sheet.labelled)
    found = []
    for more in range(MOST_CLAUSES):
        first = np.arange(count - more)
        last = first + more
        near = hot[np.minimum(first + 2, count)] > hot[first]
        inside = hot[last + 1] > hot[first]
        short = (ends[last] - starts[first] <= _MOST_CHARACTERS[sheet.latin]) | (more == 0)
        kept = near & inside & short & (labels[last] == labels[first])
        found.append(np.stack([first[kept], last[kept]], axis=1))
    every = np.concatenate(found) if found else np.empty((0, 2), np.int64)
    return every[np.lexsort((every[:, 1], every[:, 0]))]


def describe(sheet: Sheet, chances: Floats, found: Integers) -> Floats:
    """One row a run: numbers of the run, then counts of cues; the second model knows columns by position.

    `chances[i]` holds for clause i the chance that it belongs to a claim, and that one begins with it.
    """
    first, last = found[:, 0], found[:, 1]
    blank = np.zeros((1, sheet.marks.shape[1]), np.float32)
    marks = np.concatenate([sheet.marks, blank])
    sums = np.concatenate([blank, np.cumsum(sheet.marks, axis=0)])
    return np.concatenate(
        [
            _of_chances(chances, first, last),
            _of_shape(sheet, first, last),
            sums[last + 1] - sums[first],
            marks[first] > 0,
            marks[last] > 0,
            marks[last + 1] > 0,
        ],
        axis=1,
    ).astype(np.float32)


def _of_chances(chances: Floats, first: Integers, last: Integers) -> Floats:
    content, begins = chances[:, 0].astype(np.float64), chances[:, 1].astype(np.float64)
    count = len(content)
    around = np.concatenate([[0, 0], content, [0, 0]])
    after = np.concatenate([begins, [1]])
    sums = np.concatenate([[0], np.cumsum(content)])
    total = sums[last + 1] - sums[first]
    low, high = np.maximum(0, first - _AROUND), np.minimum(count, last + _AROUND + 1)
    every = _stretched(content, begins, first, last)
    return np.stack(
        [
            total / (last - first + 1), every[0], every[1], content[first], content[last],
            begins[first], begins[first] / (content[first] + 0.02), after[last + 1], around[last + 3],
            around[first + 1], around[first], around[last + 4], every[2],
            np.full(len(first), content.mean()), (sums[high] - sums[low]) / (high - low), total,
        ],
        axis=1,
    )  # fmt: skip


def _stretched(content: Floats, begins: Floats, first: Integers, last: Integers) -> list[Floats]:
    """Of each run: the least and greatest chance of its clauses, the greatest that another begins in it."""
    least, most, inner = content[first].copy(), content[first].copy(), np.zeros(len(first))
    for more in range(1, MOST_CLAUSES):
        at = np.minimum(first + more, last)
        least, most = np.minimum(least, content[at]), np.maximum(most, content[at])
        inner = np.where(first + more <= last, np.maximum(inner, begins[at]), inner)
    return [least, most, inner]


def _of_shape(sheet: Sheet, first: Integers, last: Integers) -> Floats:
    bounds = np.array(sheet.clauses, np.float64)
    length = (bounds[last, 1] - bounds[first, 0]) / (_LATIN_WIDTH if sheet.latin else 1)
    stops = np.concatenate([[0], np.cumsum(sheet.stops)])
    opened = np.where(first > 0, sheet.stops[first - 1], True)
    return np.stack(
        [
            length, last - first + 1, stops[last] - stops[first], opened, sheet.stops[last],
            sheet.asks[last], np.full(len(first), sheet.latin),
        ],
        axis=1,
    )  # fmt: skip
