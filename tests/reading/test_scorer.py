"""The finder's models: what words tell of a clause, and trees that answer as one would by hand."""

from __future__ import annotations

import numpy as np

from ledger.reading.features import Sheet
from ledger.reading.scorer import Trees, signs, width

KNOWN = {"will": 0, "rise": 1}


def _sheet(*clauses: tuple[str, ...]) -> Sheet:
    ends = np.cumsum([sum(map(len, said)) + 1 for said in clauses]).tolist()
    bounds = tuple(zip([0, *ends[:-1]], ends, strict=True))
    nothing = np.zeros(len(clauses), bool)
    words = tuple(word for said in clauses for word in said)
    places = np.repeat(np.arange(len(clauses)), [len(said) for said in clauses])
    marks = np.zeros((len(clauses), 1), np.float32)
    return Sheet(bounds, marks, words, places, nothing, nothing, True, nothing, nothing)


def test_a_clause_tells_its_known_words_once_and_the_first_and_last_of_them() -> None:
    rows = signs(_sheet(("prices", "will", "rise", "will"), ("perhaps",)), KNOWN).tolist()
    of_words = [row for row in rows if row[1] < 6]
    assert of_words == [[0, 0], [0, 1], [0, 2], [0, 4]]


def test_every_clause_tells_its_length() -> None:
    rows = signs(_sheet(("a",), ("no", "word", "is", "known")), KNOWN)
    lengths = rows[rows[:, 1] >= 6]
    assert lengths[:, 0].tolist() == [0, 1]
    assert lengths[0, 1] < lengths[1, 1] < width(len(KNOWN))


def test_a_talk_without_known_words_has_only_lengths() -> None:
    assert signs(_sheet(("x",)), {}).shape == (1, 2)


def test_trees_add_the_leaf_their_answers_name() -> None:
    trees = Trees(
        feature=np.array([0, 1], np.int32),
        threshold=np.array([0.5, 2.0], np.float32),
        questions=np.array([[0, 1], [1, 1]], np.int32),
        values=np.array([[0, 1, 2, 3], [0, 0, 0, 10]], np.float32),
        bias=-1.0,
    )
    rows = np.array([[0, 0], [1, 0], [0, 3], [1, 3]], np.float32)
    expected = 1 / (1 + np.exp(-np.array([-1.0, 0.0, 11.0, 12.0])))
    np.testing.assert_allclose(trees.score(rows), expected)


def test_rows_are_judged_alike_however_many_there_are() -> None:
    random = np.random.RandomState(3)
    trees = Trees(
        random.randint(0, 5, 20).astype(np.int32),
        random.rand(20).astype(np.float32),
        random.randint(0, 20, (30, 4)).astype(np.int32),
        random.randn(30, 16).astype(np.float32),
        0.25,
    )
    rows = random.rand(1500, 5).astype(np.float32)
    one_by_one = np.concatenate([trees.score(row[None]) for row in rows])
    np.testing.assert_allclose(trees.score(rows), one_by_one)
    assert trees.score(rows[:0]).shape == (0,)
