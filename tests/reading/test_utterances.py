"""A talk cut into utterances, and the words that tell of a speaker in each."""

from __future__ import annotations

import pytest

from ledger.model import Person, Roster
from ledger.reading.utterances import ASK, SOFT, STOP, Talk, listen

ROSTER = Roster((Person("何雨桐", "host"), Person("丁一鸣")))


def pieces(spoken: str) -> list[str]:
    talk = listen(spoken, ROSTER)
    ends = [*talk.starts[1:], len(spoken)]
    return [spoken[start:end] for start, end in zip(talk.starts, ends, strict=True)]


def saying(talk: Talk, cls: str) -> list[int]:
    return [at for at, said in enumerate(talk.says(cls)) if said]


@pytest.mark.parametrize(
    ("spoken", "cut"),
    [
        ("你怎么看？我觉得，会涨。", ["你怎么看？", "我觉得，会涨。"]),
        ("我觉得会涨，因为缺货，", ["我觉得会涨，", "因为缺货，"]),
        ("我觉得会涨 因为缺货\n所以", ["我觉得会涨 ", "因为缺货\n", "所以"]),
        ("涨了3.5倍，", ["涨了3.5倍，"]),
        ("，好。\n\n对，", ["，好。\n\n", "对，"]),
        ("。", ["。"]),
        ("", [""]),
    ],
)
def test_voices_may_change_between_sentences_or_else_at_any_breath(spoken: str, cut: list[str]) -> None:
    assert pieces(spoken) == cut


def test_gaps_tell_how_utterances_are_parted() -> None:
    assert list(listen("会涨吗？会的。真的？", ROSTER).gaps) == [STOP, ASK, STOP]
    assert list(listen("会涨吗，会的。真的，", ROSTER).gaps) == [SOFT, SOFT, SOFT]


def test_a_mark_after_words_of_assent_is_no_question() -> None:
    talk = listen("明年会涨，对吧？因为缺货。你怎么看？", ROSTER)
    assert saying(talk, "mark") == [2]


@pytest.mark.parametrize(
    ("spoken", "paragraphs"),
    [
        ("好。对。 会涨吗？ 会的。真的。", (2, 3)),
        ("好。\n\n对。会涨吗？\n会的。", (1, 3)),
        ("好. Right. Will it rise? Yes.", ()),
    ],
)
def test_a_paragraph_begins_where_the_line_breaks_or_a_blank_follows_a_chinese_stop(
    spoken: str, paragraphs: tuple[int, ...]
) -> None:
    assert listen(spoken, ROSTER).paragraphs == paragraphs


def test_words_within_words_count_and_parts_of_latin_words_do_not() -> None:
    talk = listen("你们觉得呢？your young husband.", ROSTER)
    assert saying(talk, "plural") == [0]
    assert saying(talk, "you") == [0, 1]
    assert saying(listen("young?", ROSTER), "you") == []


def test_some_words_count_at_the_beginning_only() -> None:
    talk = listen("会吗？对，会的。我不太对，你看。", ROSTER)
    assert saying(talk, "yes") == [1]


def test_names_are_noted_by_what_they_do() -> None:
    talk = listen("大家好，我是何雨桐。有请一鸣，你怎么看？", ROSTER)
    assert saying(talk, "self host") == [0]
    assert saying(talk, "called guest") == [1]
