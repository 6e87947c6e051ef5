"""Questions that ask for forecasts, and where their answers end."""

from __future__ import annotations

from array import array

import pytest

from ledger.dates import PartialDate
from ledger.model import AUDIENCE, UNKNOWN, Document, Question, Recording, Turn
from ledger.reading.questions import find_questions
from ledger.reading.times import find_times

HOST = "王宁"


def talk(*lines: tuple[str, str]) -> tuple[Document, tuple[Turn, ...]]:
    turns, spoken = [], ""
    for speaker, words in lines:
        turns.append(Turn(len(spoken), len(spoken) + len(words), speaker, "label"))
        spoken += words
    recording = Recording(date=PartialDate(2024, 6), host=HOST, guests=("李青", "赵明"))
    return Document("talk", spoken, spoken, array("L", range(len(spoken))), recording=recording), tuple(turns)


def ask(*lines: tuple[str, str]) -> tuple[tuple[Question, ...], Document, tuple[Turn, ...]]:
    document, turns = talk(*lines)
    return (
        find_questions(document, turns, find_times(document.spoken, document.recording.date)),
        document,
        turns,
    )


LONG = (
    "我先说说我们这边的情况，过去我们一直在做电池材料，积累了不少经验，也踩过不少坑，"
    "所以看法可能和各位不太一样，大家可以一起讨论讨论，互相学习。"
)


def test_a_question_keeps_its_horizon_through_every_guest_until_the_host_moves_on() -> None:
    questions, document, turns = ask(
        (HOST, "谢谢各位。那按照今年的趋势，大家预估接下来这一年里，电池会有哪些新的突破？从李青开始吧。"),
        ("李青", LONG + "固态电池会量产。"),
        (HOST, "很好，赵明。"),
        ("赵明", "我觉得成本会下降。"),
        (HOST, "或者说哪一个方向会有突破？"),
        ("赵明", "快充。" + LONG),
        (HOST, "好的，那我们进入第二个问题，大家怎么看海外市场？"),
        ("李青", "海外很难做。"),
    )
    (first,) = questions
    assert first.text == "那按照今年的趋势，大家预估接下来这一年里，电池会有哪些新的突破？"
    assert document.spoken[first.start : first.end] == first.text
    assert first.asker == HOST
    assert first.horizon and (first.horizon.text, first.horizon.months) == ("接下来这一年里", 12)
    assert first.answers_end == turns[6].start


def test_the_next_question_with_a_time_of_its_own_ends_the_answers() -> None:
    questions, _, turns = ask(
        (HOST, "你觉得明年房价会怎么样？"),
        ("李青", LONG),
        (HOST, "那2030年呢，你觉得会到什么水平？"),
        ("李青", LONG),
    )
    assert [question.horizon and str(question.horizon.due) for question in questions] == [
        "2025-12-31",
        "2030-12-31",
    ]
    assert questions[0].answers_end == turns[2].start


def test_a_question_from_the_floor_ends_the_answers_and_has_answers_of_its_own() -> None:
    questions, document, turns = ask(
        (HOST, "未来三年，你们觉得哪些公司会胜出？"),
        ("李青", LONG),
        (AUDIENCE, "请问老师，自动驾驶未来会怎么样？"),
        ("赵明", LONG),
    )
    assert [question.asker for question in questions] == [HOST, AUDIENCE]
    assert questions[0].answers_end == turns[2].start
    assert questions[1].answers_end == len(document.spoken)


@pytest.mark.parametrize(
    "words",
    [
        "这个产品是谁做的？",
        "嗯，明白，对吧？",
        "你当时为什么离开公司？",
        "明年会更好，对不对？",
        "接下来我们有请李青。",
    ],
)
def test_what_asks_nothing_of_the_future_is_no_forecasting_question(words: str) -> None:
    assert ask((HOST, words), ("李青", LONG))[0] == ()


def test_a_lone_speaker_asks_only_rhetorical_questions() -> None:
    assert ask(("李青", "那么未来三年会怎么样？你觉得谁会赢？我认为会涨。"))[0] == ()


def test_without_voices_what_addresses_the_guests_is_the_hosts_question() -> None:
    questions, _, _ = ask((UNKNOWN, "大家好。你觉得未来三年房价会怎么样？我觉得会跌。为什么会跌？人口少了。"))
    assert [(question.text, question.asker) for question in questions] == [
        ("你觉得未来三年房价会怎么样？", HOST)
    ]


def test_an_english_question_is_read_too() -> None:
    questions, _, _ = ask(
        (HOST, "Thanks. What do you expect to happen over the next five years?"), ("李青", LONG)
    )
    assert questions[0].horizon and questions[0].horizon.months == 60
