"""The finder: which stretches of a talk it takes for claims, and how it chooses among them."""

from __future__ import annotations

from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model import Document, Turn
from ledger.reading.candidates import choose, find_candidates, tempered
from ledger.reading.features import columns, sheet
from ledger.reading.scorer import scorer
from ledger.reading.spans import MOST_CLAUSES, runs

OUTLOOK = """大家好，欢迎收看本期节目。
去年棉花的价格跌了两成，很多农户都亏了钱。
我们先来看看当时发生了什么。
我认为到2031年，全球的棉花产量将会下降百分之十。
未来五年，合成纤维会逐步取代大部分的棉布。
如果油价继续下跌，合成纤维的成本还会进一步降低。
感谢大家的收看，我们下期再见。
"""
STORY = """我小的时候住在江边，每天放学都去看船。
那时候我爸爸在码头上工作，他认识所有的船长。
有一次他带我上了一条运煤的船，船长请我们喝了茶。
后来那个码头就关了，我们也搬走了。
"""


def document(spoken: str) -> Document:
    return Document("made up", spoken, spoken, array("l", range(len(spoken))))


def claims(spoken: str) -> list[str]:
    return [spoken[one.start : one.end] for one in find_candidates(document(spoken)) if one.stands]


@pytest.mark.parametrize("words", ["产量将会下降百分之十", "取代大部分的棉布", "成本还会进一步降低"])
def test_plain_forecasts_are_claims(words: str) -> None:
    assert any(words in claim for claim in claims(OUTLOOK))


@pytest.mark.parametrize("words", ["欢迎收看", "去年", "当时发生", "下期再见"])
def test_greetings_and_the_past_are_no_claims(words: str) -> None:
    assert not any(words in claim for claim in claims(OUTLOOK))


def test_a_story_has_no_claims() -> None:
    assert claims(STORY) == []


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    spoken = "大家好，歡迎收看。\n未來五年，合成纖維會逐步取代大部分的棉布。\n"
    assert any("取代" in claim for claim in claims(spoken))


def test_english_forecasts_are_claims() -> None:
    spoken = (
        "Good morning and welcome to the call. Last year prices were down by a fifth. "
        "We expect that cotton output will fall by ten percent by 2031. Thank you for listening."
    )
    assert any("cotton output will fall" in claim for claim in claims(spoken))


@given(st.text(alphabet="会将未来，。\n 可能AI will be在2030年的了吗x", max_size=200))
def test_candidates_stand_in_order_inside_the_talk_and_never_overlap(spoken: str) -> None:
    end = 0
    for one in find_candidates(document(spoken)):
        assert end <= one.start < one.end <= len(spoken)
        assert 0 <= one.confidence <= 1
        end = one.end


def test_the_same_talk_always_gives_the_same_candidates() -> None:
    assert find_candidates(document(OUTLOOK)) == find_candidates(document(OUTLOOK))


def test_runs_that_together_promise_most_are_taken() -> None:
    found = np.array([[0, 0], [0, 2], [1, 1], [2, 2], [3, 3]])
    assert choose(found, np.array([0.4, 0.7, 0.5, 0.4, 0.1]), 0.2) == [0, 2, 3]
    assert choose(found, np.array([0.3, 0.7, 0.3, 0.3, 0.1]), 0.2) == [1]
    assert choose(found, np.array([0.1, 0.1, 0.1, 0.1, 0.1]), 0.2) == []


def test_in_a_talk_of_weak_runs_all_are_believed_less() -> None:
    read = sheet(document(OUTLOOK))
    found = np.array([[at, at] for at in range(len(read.clauses))])
    strong, weak = np.full(len(found), 0.8), np.full(len(found), 0.15)
    assert (tempered(read, found, strong) > strong).all()
    assert (tempered(read, found, weak) < weak).all()


def test_runs_are_short_and_near_what_may_be_a_claim() -> None:
    read = sheet(document(OUTLOOK))
    hope = np.zeros(len(read.clauses), np.float32)
    hope[5] = 0.9
    found = runs(read, hope, 0.2)
    assert len(found)
    assert ((found[:, 0] <= 5) & (found[:, 1] >= 5)).all()
    assert (found[:, 1] - found[:, 0] < MOST_CLAUSES).all()


def test_the_weights_shipped_were_made_for_the_word_files_shipped() -> None:
    assert scorer().columns == columns()


def test_a_claim_does_not_run_on_into_what_another_says() -> None:
    spoken = "未来五年，合成纤维会逐步取代大部分的棉布\n棉花的产量也会下降一半。"
    second = spoken.index("棉花")
    turns = (
        Turn(0, second, "李四", "label"),
        Turn(second, len(spoken), "张三", "label"),
    )
    found = find_candidates(document(spoken), turns)
    assert len(found) > 1
    assert all(one.end <= second or one.start >= second for one in found)


def test_letters_that_grow_when_made_small_move_no_words() -> None:
    alone, behind = (sheet(document(before + "未来会下降。")) for before in ("", "İİİİ。"))
    assert alone.words
    assert behind.words[-len(alone.words) :] == alone.words
    assert set(behind.places[-len(alone.words) :].tolist()) == {1}
    assert (behind.marks[1] == alone.marks[0]).all()
