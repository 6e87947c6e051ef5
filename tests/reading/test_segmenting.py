"""Text to words: jieba's commonest, the longest first; nothing of the text is lost."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.reading.lexicon import read_text
from ledger.reading.segmenting import word_starts, words
from training.common import common

TALK = next(Path(__file__).parents[2].joinpath("transcripts").glob("*.md"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们认为问题可以解决", ["我们", "认为", "问题", "可以", "解决"]),
        ("中国经济", ["中国", "经济"]),
        ("囧途", ["囧", "途"]),
        ("用GPT-4做AI", ["用", "GPT-4", "做", "AI"]),
        ("增长3.5%左右", ["增长", "3.5", "%", "左右"]),
        ("we don't know", ["we", " ", "don't", " ", "know"]),
        ("", []),
    ],
)
def test_the_longest_known_word_is_taken(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(alphabet=st.sampled_from("我们中国经济问题a1.’- \n，👍\U00020000"), max_size=60))
def test_the_words_joined_are_the_text_and_begin_where_told(text: str) -> None:
    said = words(text)
    assert "".join(said) == text
    assert all(said)
    starts = [sum(map(len, said[:at])) for at in range(len(said))]
    assert word_starts(text).tolist() == starts


def test_the_list_is_the_commonest_words_of_jieba() -> None:
    assert read_text("common.zh.txt").split() == common()


def test_words_begin_where_jieba_has_them_begin() -> None:
    text = TALK.read_text(encoding="utf-8")
    wanted = {0, *accumulate(map(len, jieba.cut(text)))} - {len(text)}
    found = set(word_starts(text).tolist())
    assert len(wanted & found) > 0.99 * len(wanted)
