"""Trains the finder: a linear model over clauses, trees over runs of clauses, a threshold, a calibration.

The trees learn from what the linear model says of talks it was not trained on, so both are fitted by folds of
whole talks; the figures printed are those of talks no model had seen. The weights shipped are fitted on all.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from catboost import CatBoostClassifier
from scipy.sparse import csr_matrix, hstack, vstack

from ledger.reading.candidates import choose, judged, tempered
from ledger.reading.features import Sheet, columns
from ledger.reading.scorer import Scorer, context, grown, signs, unpack, width
from ledger.reading.segmenting import Integers
from ledger.reading.spans import describe, runs
from training.linear import fit
from training.measure import Found, Measure, measure
from training.talks import Talk, made_up_talks, overlap, talks

Floats = npt.NDArray[np.float64]
Arrays = dict[str, npt.NDArray[np.generic]]
FOLDS, SEED = 10, 7
LEAST = 0.18
PENALTY = 1.5
SEEN_IN = 3
"""A word is kept that was said in so many talks."""
THRESHOLDS = tuple(np.arange(0.2, 0.41, 0.01).round(2))
ALIKE = 0.6
"""A run is a claim to the trees when it shares so much with one: asking more than a match ranks better."""
TREES = {
    "iterations": 800, "learning_rate": 0.05, "depth": 6, "l2_leaf_reg": 5, "border_count": 64, "rsm": 0.3,
    "bootstrap_type": "Bernoulli", "subsample": 0.5, "random_seed": 1, "thread_count": 1, "verbose": False,
    "allow_writing_files": False,
}  # fmt: skip


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

    def trees(self, of: Sequence[int]) -> Arrays:
        """The trees fitted on what these talks look like."""
        target = np.concatenate([self.targets[at] for at in of])
        model = CatBoostClassifier(**TREES)
        model.fit(np.vstack([self.looks[at] for at in of]), target[:, 0], sample_weight=target[:, 1])
        return planted(model)

    def tuned(self) -> tuple[float, Measure]:
        """The threshold that serves unseen talks best, and what they reach with it."""
        scores: list[Floats] = [np.empty(0)] * len(self.talks)
        for held in self.folds:
            # Made-up talks are never measured, so all of them may teach.
            hidden = [at for at in held if at in self.real]
            trees = grown(self.trees([at for at in range(len(self.talks)) if at not in hidden]))
            for at in hidden:
                plain = trees.score(self.looks[at])
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
        marks = len(coefficients) - 1 - width(len(self.vocabulary))
        return self.trees(every) | {
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
    """The words kept, and their places."""
    seen = Counter(word for talk in every for word in set(talk.sheet.words))
    return {word: at for at, word in enumerate(sorted(w for w, n in seen.items() if n >= SEEN_IN))}


def design(talk: Talk, known: dict[str, int]) -> csr_matrix:
    """A row a clause: the marks in and around it, then what its words tell."""
    clauses, found = signs(talk.sheet, known).T
    shape = (len(talk.sheet.clauses), width(len(known)))
    words = csr_matrix((np.ones(len(found)), (clauses, found)), shape=shape)
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
    return np.stack([required > ALIKE, ~excused], axis=1).astype(np.float64)


def planted(model: CatBoostClassifier) -> Arrays:
    """The trees as arrays, see `ledger.reading.scorer.Trees`."""
    told = _told(model)
    trees = told["oblivious_trees"]
    asked = [[(one["float_feature_index"], one["border"]) for one in tree["splits"]] for tree in trees]
    # What is never answered with yes fills up trees that ask less.
    known = {question: at for at, question in enumerate(sorted({(0, np.inf), *chain(*asked)}))}
    feature, threshold = zip(*known, strict=True)
    depth = TREES["depth"]
    questions, values = np.full((len(trees), depth), known[0, np.inf]), np.zeros((len(trees), 2**depth))
    for at, of in enumerate(asked):
        questions[at, : len(of)] = [known[question] for question in of]
        values[at, : 2 ** len(of)] = trees[at]["leaf_values"]
    scale, bias = told["scale_and_bias"]
    return {
        "tree_feature": np.array(feature, np.int32), "tree_threshold": np.array(threshold, np.float32),
        "tree_questions": questions.astype(np.int32), "tree_values": (scale * values).astype(np.float32),
        "tree_bias": np.array(bias[0]),
    }  # fmt: skip


def _told(model: CatBoostClassifier) -> dict[str, Any]:
    """The model as its library writes it down for others."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trees.json"
        model.save_model(str(path), format="json")
        return dict(json.loads(path.read_text()))


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
