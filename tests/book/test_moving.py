"""Which stretch is which after a better reading, and where words stand after a correction."""

from __future__ import annotations

import pytest

from ledger.book.matching import Stretch, match
from ledger.book.moving import ALIKE, likeness, moved

TEXT = "开头先放一段：明年会更好。好，我们开始。第一位说，明年会更好，因为大家都在努力。第二位说，后年才会。"


def stretch(words: str, text: str = TEXT, nth: int = 1) -> Stretch:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Stretch(start, start + len(words), words)


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([(0, "ab"), (5, "ab")], [(0, "ab"), (5, "ab")], {0: 0, 1: 1}),
        ([(0, "ab"), (5, "ab")], [(5, "ab")], {0: 1}),
        ([(0, "ab"), (5, "ab")], [(9, "ab")], {0: 0}),
        ([(0, "abcd")], [(1, "bcd")], {0: 0}),
        ([(0, "abcd")], [(3, "defg")], {}),
        ([(0, "abcd"), (2, "cdef")], [(1, "bcde"), (2, "cde")], {0: 0, 1: 1}),
        ([(0, "abcd")], [(1, "bcd"), (0, "abc")], {0: 0}),
        ([], [(0, "ab")], {}),
    ],
)
def test_stretches_are_matched_by_place_then_words_then_overlap(
    old: list[tuple[int, str]], new: list[tuple[int, str]], pairs: dict[int, int]
) -> None:
    before, after = ([Stretch(at, at + len(words), words) for at, words in side] for side in (old, new))
    assert match(before, after) == pairs


def test_of_words_said_twice_the_one_with_the_same_neighbours_is_found() -> None:
    shorter = TEXT.removeprefix("开头先放一段：明年会更好。")
    assert moved(stretch("明年会更好", nth=2), TEXT, shorter) == stretch("明年会更好", shorter)
    longer = "再加很长的一段话，都是后来补上的，" * 5 + TEXT
    assert moved(stretch("明年会更好", nth=1), TEXT, longer) == stretch("明年会更好", longer)
    assert moved(stretch("明年会更好", nth=2), TEXT, longer) == stretch("明年会更好", longer, 2)


def test_corrected_words_are_found_and_words_that_are_gone_are_not() -> None:
    corrected = TEXT.replace("后年才会", "后年方会")
    assert moved(stretch("第二位说，后年才会"), TEXT, corrected) == stretch("第二位说，后年方会", corrected)
    assert moved(stretch("后年才会"), TEXT, "今天天气不错，大家吃饭去吧。") is None


def test_a_corrected_text_is_alike_and_another_is_not() -> None:
    assert likeness(TEXT, TEXT.replace("努力", "用功")) > ALIKE
    assert likeness(TEXT, "  " + TEXT.replace("。", "。\n\n")) == 1
    assert likeness(TEXT, "今天说的是另一件事，与刚才那场谈话没有一点关系，请各位注意。") < ALIKE
