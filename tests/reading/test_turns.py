"""Who speaks when, with labels and without."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.model import AUDIENCE, UNKNOWN, Person, Roster
from ledger.reading.conversation import evidence
from ledger.reading.utterances import listen
from tests.reading.talks import heard, speaker_at, talk, turns_of, words_of

HOST, GUEST = "何雨桐", "丁一鸣"

INTERVIEW = """大家好，欢迎收听这一期节目，今天我们请到了丁一鸣，来和我们聊聊储能。一鸣你先跟大家打个招呼吧？

大家好，我是丁一鸣，我在储能这个行业做了十年，主要是做电池和系统集成。

那你当时为什么会选择做这个行业呢？

我觉得主要是因为我学的是材料，我当时觉得电池的成本会一直下降，所以我就回国做了这家公司。

你觉得未来五年储能的价格会怎么变？

我觉得还会再降一半，因为现在的产能是过剩的，我们自己看到的订单也说明了这一点。
"""

ROUND = """好，大家下午好，我是主持人何雨桐，今天我们请到三位嘉宾，先请各位介绍一下自己，从一鸣这边开始吧。

大家好，我是丁一鸣，我是做储能的，我们公司在南京。好，谢谢一鸣，那个秀兰你这边介绍一下？

谢谢主持人，大家好，我是蔡秀兰，我是做投资的，我们基金主要看早期。好的，那我们请建国老师。

大家好，我叫韩建国，我在大学里教书，研究电网。好，那第一个问题，各位怎么看明年的储能市场？宜鸣你怎么看？

我觉得明年的装机会翻一倍，我们的订单已经排到了后年。好，那秀岚，你从投资的角度怎么看？

我觉得资本会更加谨慎，我们基金今年只投了两个项目。
"""


def test_labels_win_and_short_ones_mean_the_people_of_the_recording() -> None:
    document = talk(
        "主持人：今天请到了一鸣。\n\n一鸣：大家好，我是何雨桐的老同学。\n\n主持人：你怎么看明年？\n",
        HOST,
        (GUEST,),
    )
    assert [(speaker, words) for speaker, words in heard(document)] == [
        (HOST, "今天请到了一鸣。"),
        (GUEST, "大家好，我是何雨桐的老同学。"),
        (HOST, "你怎么看明年？"),
    ]
    assert {turn.reason for turn in turns_of(document)} == {"label"}


def test_what_stands_before_the_first_label_has_no_known_speaker() -> None:
    document = talk("片头的几句话。\n\n主持人：你好。\n\n一鸣：你好。\n\n主持人：请说。\n", HOST, (GUEST,))
    first = turns_of(document)[0]
    assert (first.speaker, first.reason) == (UNKNOWN, "before the first label")


def test_one_person_says_it_all() -> None:
    document = talk("今天讲一讲储能。你觉得价格会怎么变？我觉得会再降一半。\n", HOST)
    assert [(turn.speaker, turn.reason) for turn in turns_of(document)] == [(HOST, "only speaker")]


def test_nobody_known_is_said_to_be_unknown() -> None:
    document = talk("今天讲一讲储能，价格会再降一半。\n")
    assert [(turn.speaker, turn.reason) for turn in turns_of(document)] == [(UNKNOWN, "nobody known")]


def test_nothing_said_has_no_turns() -> None:
    assert not turns_of(words_of("", HOST))


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("今天我们请到了", HOST),
        ("我在储能这个行业", GUEST),
        ("为什么会选择", HOST),
        ("我学的是材料", GUEST),
        ("未来五年储能的价格", HOST),
        ("还会再降一半", GUEST),
    ],
)
def test_an_interview_goes_by_questions_and_answers(words: str, speaker: str) -> None:
    assert speaker_at(talk(INTERVIEW, HOST, (GUEST,)), words) == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("请到三位嘉宾", HOST),
        ("我是做储能的", GUEST),
        ("那个秀兰你这边", HOST),
        ("我是做投资的", "蔡秀兰"),
        ("我们请建国老师", HOST),
        ("研究电网", "韩建国"),
        ("各位怎么看明年", HOST),
        ("装机会翻一倍", GUEST),
        ("你从投资的角度", HOST),
        ("资本会更加谨慎", "蔡秀兰"),
    ],
)
def test_at_a_round_table_names_call_people_up_even_misspelled(words: str, speaker: str) -> None:
    document = talk(ROUND, HOST, (GUEST, "蔡秀兰", "韩建国"))
    assert speaker_at(document, words) == speaker


def test_who_is_recalled_is_held_to_have_spoken_before_and_not_to_speak_now() -> None:
    roster = Roster((Person(HOST, "host"), Person(GUEST), Person("蔡秀兰")))
    talk = listen("价格会涨，产能也跟不上，我补充一下，一鸣刚才讲的很对，", roster)
    speaks = evidence(talk, [person.name for person in roster.people], np.zeros(len(talk.starts)))
    assert (speaks[:2, 1] > 0).all()
    assert speaks[3, 1] < 0
    assert not speaks[:, 2].any()


def test_turns_tell_how_their_speakers_are_known() -> None:
    document = talk(ROUND, HOST, (GUEST, "蔡秀兰", "韩建国"))
    reasons = {turn.reason for turn in turns_of(document)}
    assert {"gives their name", "called by name", "leads the talk"} <= reasons


def test_questions_from_the_floor_are_the_audiences() -> None:
    document = talk(
        INTERVIEW
        + "\n好，那我们下面是提问环节，看看现场的观众有什么问题想问？那位举手的同学。\n\n"
        + "老师好，我是南京的一名学生，我想问一下丁总，您觉得钠电池会不会取代锂电池？谢谢。\n\n"
        + "谢谢这位同学的问题，我觉得短期内不会，因为我们看到的成本还没有优势。\n",
        HOST,
        (GUEST,),
    )
    assert speaker_at(document, "我是南京的一名学生") == AUDIENCE
    assert speaker_at(document, "短期内不会") == GUEST


def test_guests_who_are_never_named_stay_unknown() -> None:
    document = talk(
        "你怎么看明年的市场？\n\n我觉得会翻一倍。\n\n那你呢？\n\n我不太同意，我觉得会跌。\n",
        HOST,
        (GUEST, "蔡秀兰"),
    )
    assert {turn.speaker for turn in turns_of(document)} <= {HOST, UNKNOWN}
    assert UNKNOWN in {turn.speaker for turn in turns_of(document)}


def test_bare_marks_change_the_voice_and_nothing_else_does() -> None:
    document = talk(
        ">> So what do you think about storage prices?\n"
        ">> I think they will halve. What was it five years ago? It was twice as much.\n"
        ">> Why did you start the company?\n"
        ">> Because I had studied materials.\n",
        "Ann Reed",
        ("Bo Larsen",),
    )
    assert [turn.speaker for turn in turns_of(document)] == ["Ann Reed", "Bo Larsen"] * 2


def test_turns_carry_the_second_they_begin_at() -> None:
    document = talk("[00:00:05] 何雨桐：你好。\n\n[00:01:10] 丁一鸣：大家好。\n\n[00:02:00] 何雨桐：请说。\n")
    assert [turn.seconds for turn in turns_of(document)] == [5.0, 70.0, 120.0]


PIECES = st.sampled_from(
    [
        "你怎么看？",
        "我觉得会涨。",
        "好，谢谢一鸣，",
        "\n\n",
        "大家好，我是丁一鸣，",
        "对，",
        "、",
        " ",
        "Ding",
        "😀",
        "1",
    ]
)


@given(st.lists(PIECES, max_size=30), st.sampled_from([(), (GUEST,), (GUEST, "蔡秀兰")]))
@settings(max_examples=40, deadline=None)
def test_turns_cover_all_that_is_said_once(pieces: list[str], guests: tuple[str, ...]) -> None:
    document = words_of("".join(pieces), HOST, guests)
    turns = turns_of(document)
    assert "".join(document.spoken[turn.start : turn.end] for turn in turns) == document.spoken
    assert all(turn.start < turn.end for turn in turns)
    assert all(one.speaker != other.speaker for one, other in pairwise(turns))
