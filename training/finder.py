"""Trains the finder: a linear model over clauses, trees over runs of clauses, a threshold, a calibration.

The trees learn from what the linear model says of talks it was not trained on, so both are fitted by folds of
whole talks; the figures printed are those of talks no model had seen. The weights shipped are fitted on all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack, vstack

from ledger.reading.candidates import choose, judged, tempered
from ledger.reading.features import Sheet, columns
from ledger.reading.scorer import Scorer, context, signs, unpack
from ledger.reading.spans import Integers, describe, runs
from training.linear import fit
from training.measure import Found, Measure, measure
from training.talks import Talk, made_up_talks, overlap, talks

Floats = npt.NDArray[np.float64]
Arrays = dict[str, npt.NDArray[np.generic]]
FOLDS, SEED = 10, 7
LEAST = 0.18
PENALTY = 3.0
SEEN_IN = 3
"""A word is kept that was said in so many talks."""
THRESHOLDS = tuple(np.arange(0.2, 0.41, 0.01).round(2))
ALIKE = 0.6
"""A run is a claim to the trees when it shares so much with one: asking more than a match ranks better."""
TREES = {
    "objective": "binary", "learning_rate": 0.04, "num_leaves": 20, "max_depth": 7,
    "min_data_in_leaf": 40, "lambda_l2": 5, "feature_fraction": 0.3, "bagging_fraction": 0.5,
    "bagging_freq": 1, "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbosity": -1,
    "seed": 1,
}  # fmt: skip
ROUNDS = 800


def train(folder: Path, out: Path) -> str:
    """Fit on the talks of `folder`, write the weights to `out`, return the figures as a Markdown table."""
    real = talks(folder)
    stages = Stages([*real, *made_up_talks()])
    threshold, measured = stages.tuned()
    slope, offset = calibrated(measured.outcomes)
    arrays = stages.final() | {
        "columns": np.array(columns()), "least": np.array(LEAST), "threshold": np.array(threshold),
        "slope": np.array(slope), "offset": np.array(offset),
    }  # fmt: skip
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **arrays)
    return measured.table(real, in_sample(real, unpack(arrays)))


class Stages:
    """Both models by folds: what each says of talks it has not seen."""

    def __init__(self, every: Sequence[Talk]) -> None:
        self.talks = every
        self.vocabulary = vocabulary(every)
        self.rows = [design(talk, self.vocabulary) for talk in every]
        self.answers = [clause_answers(talk) for talk in every]
        self.real = [at for at, talk in enumerate(every) if not talk.made_up]
        self.folds = folds(every)
        self.chances: list[Floats] = [np.empty(0)] * len(every)
        for held in self.folds:
            coefficients = self.linear([at for at in range(len(every)) if at not in held])
            for at in held:
                self.chances[at] = said(self.rows[at], coefficients)
        self.runs = [runs(t.sheet, c[:, 0], LEAST) for t, c in zip(every, self.chances, strict=True)]
        self.looks = [
            describe(t.sheet, c.astype(np.float32), r)
            for t, c, r in zip(every, self.chances, self.runs, strict=True)
        ]
        self.targets = [run_answers(talk, found) for talk, found in zip(every, self.runs, strict=True)]

    def linear(self, of: Sequence[int]) -> Floats:
        """The coefficients of both linear models, content and beginning, fitted on these talks."""
        rows = vstack([self.rows[at] for at in of]).tocsr()
        content, begins, sure = (np.concatenate([self.answers[at][:, k] for at in of]) for k in range(3))
        return np.stack([fit(rows, answer, sure, PENALTY) for answer in (content, begins)], axis=1)

    def trees(self, of: Sequence[int]) -> lightgbm.Booster:
        """The trees fitted on what these talks look like."""
        target = np.concatenate([self.targets[at] for at in of])
        data = lightgbm.Dataset(np.vstack([self.looks[at] for at in of]), target[:, 0], weight=target[:, 1])
        return lightgbm.train(TREES, data, ROUNDS)

    def tuned(self) -> tuple[float, Measure]:
        """The threshold that serves unseen talks best, and what they reach with it."""
        scores: list[Floats] = [np.empty(0)] * len(self.talks)
        for held in self.folds:
            # Made-up talks are never measured, so all of them may teach.
            hidden = [at for at in held if at in self.real]
            booster = self.trees([at for at in range(len(self.talks)) if at not in hidden])
            for at in hidden:
                plain = np.asarray(booster.predict(self.looks[at], num_threads=1))
                scores[at] = tempered(self.talks[at].sheet, self.runs[at], plain)
        real = [self.talks[at] for at in self.real]
        measures = {
            float(threshold): measure(real, self.found(scores, float(threshold))) for threshold in THRESHOLDS
        }
        best = max(measures, key=lambda threshold: measures[threshold].worth)
        return best, measures[best]

    def found(self, scores: Sequence[Floats], threshold: float) -> list[Found]:
        """The claims taken in each real talk."""
        return [claims(self.talks[at].sheet, self.runs[at], scores[at], threshold) for at in self.real]

    def final(self) -> Arrays:
        """The weights fitted on all talks; the trees still learn from chances of unseen talks."""
        every = range(len(self.talks))
        coefficients = self.linear(every).astype(np.float32)
        marks = len(columns()) * 7
        return planted(self.trees(every)) | {
            "marks": coefficients[:marks], "words": np.array(list(self.vocabulary)),
            "weights": coefficients[marks:-1], "bias": coefficients[-1],
        }  # fmt: skip


def claims(sheet: Sheet, found: Integers, scores: Floats, threshold: float) -> Found:
    """The runs taken, as stretches of the talk with their scores."""
    return [
        (sheet.clauses[first][0], sheet.clauses[last][1], float(scores[at]))
        for at in choose(found, scores, threshold)
        for first, last in [found[at]]
    ]


def folds(every: Sequence[Talk]) -> list[list[int]]:
    """Which talks are held out together: real and made-up ones dealt out each for themselves."""
    random = np.random.RandomState(SEED)
    dealt: list[list[int]] = [[] for _ in range(FOLDS)]
    for made_up in (False, True):
        group = [at for at, talk in enumerate(every) if talk.made_up == made_up]
        for place, at in enumerate(random.permutation(group)):
            dealt[place % FOLDS].append(int(at))
    return dealt


def vocabulary(every: Sequence[Talk]) -> dict[str, int]:
    """The signs kept, and their places."""
    seen = Counter(sign for talk in every for sign in set().union(*signs(talk.sheet)))
    return {sign: at for at, sign in enumerate(sorted(s for s, n in seen.items() if n >= SEEN_IN))}


def design(talk: Talk, known: dict[str, int]) -> csr_matrix:
    """A row a clause: the marks in and around it, then its signs."""
    of = [sorted(known[sign] for sign in found if sign in known) for found in signs(talk.sheet)]
    ends = np.cumsum([0, *map(len, of)])
    flat = [at for found in of for at in found]
    words = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(of), len(known)))
    return hstack([csr_matrix(context(talk.sheet.marks)), words]).tocsr()


def said(rows: csr_matrix, coefficients: Floats) -> Floats:
    """The chances the linear models give each row."""
    return np.asarray(1 / (1 + np.exp(-(rows @ coefficients[:-1] + coefficients[-1]))))


def clause_answers(talk: Talk) -> Floats:
    """For each clause: in a required claim, first of one, and whether that is beyond doubt (1 or 0)."""
    answers = np.zeros((len(talk.sheet.clauses), 3))
    answers[:, 2] = 1
    for gold in sorted(talk.gold, key=lambda one: not one.optional):
        inside = [at for at, clause in enumerate(talk.sheet.clauses) if _mostly(clause, gold.start, gold.end)]
        if gold.optional:
            answers[inside, 2] = 0
        else:
            fresh = [at for at in inside if not answers[at, 0]]
            answers[inside, 0], answers[inside, 2] = 1, 1
            answers[fresh, 1] = 0
            answers[inside[:1], 1] = 1
    return answers


def _mostly(clause: tuple[int, int], start: int, end: int) -> bool:
    shared = min(clause[1], end) - max(clause[0], start)
    return shared > 0 and 2 * shared >= min(clause[1] - clause[0], end - start)


def run_answers(talk: Talk, found: Integers) -> Floats:
    """For each run whether it is much like a required claim, and whether it counts (1 or 0)."""
    if not talk.gold or not len(found):
        return np.tile([0.0, 1.0], (len(found), 1))
    shared = overlap(talk, found[:, 0], found[:, 1])
    optional = np.array([one.optional for one in talk.gold])
    required = shared[:, ~optional].max(axis=1, initial=0)
    excused = (shared[:, optional].max(axis=1, initial=0) >= 0.3) & (required < 0.3)
    return np.stack([required > ALIKE, ~excused], axis=1)


def planted(booster: lightgbm.Booster) -> Arrays:
    """The trees as arrays, see `ledger.reading.scorer.Trees`."""
    nodes: list[list[float]] = []
    roots = []
    for tree in booster.dump_model()["tree_info"]:
        roots.append(len(nodes))
        nodes.append([])
        _grow(nodes, roots[-1], tree["tree_structure"])
    feature, threshold, below, value = np.array(nodes).T
    return {
        "tree_roots": np.array(roots, np.int32), "tree_feature": feature.astype(np.int32),
        "tree_threshold": threshold, "tree_below": below.astype(np.int32), "tree_value": value,
        "depth": np.array(TREES["max_depth"]),
    }  # fmt: skip


def _grow(nodes: list[list[float]], at: int, node: dict[str, Any]) -> None:
    """Write a node and those under it; a node's children stand side by side."""
    if "split_feature" not in node:
        nodes[at] = [0, np.inf, at, node["leaf_value"]]
        return
    below = len(nodes)
    nodes[at] = [node["split_feature"], node["threshold"], below, 0]
    nodes += [[], []]
    _grow(nodes, below, node["left_child"])
    _grow(nodes, below + 1, node["right_child"])


def calibrated(outcomes: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset that turn the odds of a score into those of being right, by Platt's way."""
    scores = np.clip(np.array([score for score, _ in outcomes]), 1e-9, 1 - 1e-9)
    rows = csr_matrix(np.log(scores / (1 - scores))[:, None])
    slope, offset = fit(rows, np.array([right for _, right in outcomes], float), np.ones(len(scores)), 0.01)
    return float(slope), float(offset)


def in_sample(every: Sequence[Talk], scorer: Scorer) -> Measure:
    """What the weights reach on the talks they were fitted on."""
    found: list[Found] = []
    for talk in every:
        taken, scores = judged(talk.sheet, scorer)
        found.append(claims(talk.sheet, taken, scores, scorer.threshold))
    return measure(every, found)
