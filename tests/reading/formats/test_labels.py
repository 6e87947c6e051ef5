"""Who speaks, as files say it; and colons, bold and dashes that say nothing of the kind."""

from __future__ import annotations

import pytest

from ledger.model import Recording
from ledger.reading.formats import read_bytes
from tests.reading.formats.exact import document, labels

DIALOGUES = [
    ("张三：大家好。\n\n李四：你好。\n", "张三=大家好。 李四=你好。"),
    ("**[张三]**: 你好\n\n**[李想]**: 好\n", "张三=你好 李想=好"),
    ("**老赵 (主持人)**: 你好\n\n**小钱**: 好\n", "老赵(主持人)=你好 小钱=好"),
    ("**Lee:** Hello.\n\n**Low:** Hi.\n\n**Lee:** So.\n", "Lee=Hello. Low=Hi. Lee=So."),
    ("**Lee** 00:10\nHello.\n\n**Low** 00:20\nHi.\n", "Lee=Hello. Low=Hi."),
    ("**Lee** (00:10): Hello.\n\n**Low (00:20)**: Hi.\n", "Lee=Hello. Low=Hi."),
    ("### 张三\n\n你好。\n\n### 李四\n\n好。\n\n### 张三\n\n嗯。\n", "张三=你好。 李四=好。 张三=嗯。"),
    ("Ann:\nHello\nall\nBob:\nHi.\nAnn:\nSo.\n", "Ann=Hello/all Bob=Hi. Ann=So."),
    ("Ann Lee\n(00:00:00)\nHello.\n\nBob Low\n(00:00:10)\nHi.\n", "AnnLee=Hello. BobLow=Hi."),
    (
        "00:01 - Ann Lee\nHello\n\n00:09 - Bob Low\nHi\n\n00:12 - Ann Lee\nSo\n",
        "AnnLee=Hello BobLow=Hi AnnLee=So",
    ),
    ("说话人 1 00:01\n大家好\n\n说话人 2 00:12\n你好\n", "说话人1=大家好 说话人2=你好"),
    ("发言人1 00:00:05\n大家好\n发言人2 00:00:09\n好\n", "发言人1=大家好 发言人2=好"),
    ("[00:01:10] Ann Lee: Hi\n[00:01:20] Bob Low: Yes\n", "AnnLee=Hi BobLow=Yes"),
    ("Speaker 1\nHello\n\nSpeaker 2\nHi\n\nSpeaker 1\nSo\n", "Speaker1=Hello Speaker2=Hi Speaker1=So"),
    ("- [Host] Welcome.\n- Thanks.\n- So.\n", "Host=Welcome. =Thanks. =So."),
    ("Hello. - Hi. - Why? - Well.\n", "=Hi. =Why? =Well."),
    (">> ANN: Hello. >> BOB: Hi. >> Yes.\n", "ANN=Hello. BOB=Hi. =Yes."),
    ("【主持人】大家好\n【嘉宾】你好\n【主持人】请讲\n", "主持人=大家好 嘉宾=你好 主持人=请讲"),
    ("Q: What now?\n\nA: Rain.\n", "Q=Whatnow? A=Rain."),
    ("问：明年呢？\n\n答：会涨。\n", "问=明年呢？ 答=会涨。"),
]
"""Transcripts, and their labels with the words after them (white space left out, line breaks as /)."""


@pytest.mark.parametrize(("text", "expected"), DIALOGUES)
def test_a_label_is_kept_beside_the_words(text: str, expected: str) -> None:
    found = labels(document(text))
    assert (
        " ".join(f"{label}={words}".replace(" ", "").replace("\n", "/") for label, words in found) == expected
    )


def test_a_label_holds_until_the_next_and_is_marked_once() -> None:
    read = document(
        "[Speaker 0]: 一，\n[Speaker 0]: 二。\n[Speaker 1]: 三。\n[Speaker 1]: 四。\n[Speaker 0]: 五。\n"
    )
    assert labels(read) == [("Speaker 0", "一，\n二。"), ("Speaker 1", "三。\n四。"), ("Speaker 0", "五。")]


def test_a_time_alone_says_nothing_of_the_speaker() -> None:
    read = document("Ann Lee (00:00:00):\nHello.\n\n(00:01:10):\nAnd so.\n\nBob Low (01:01:20):\nYes.\n")
    assert [(mark.label, mark.seconds) for mark in read.marks] == [
        ("Ann Lee", 0),
        (None, 70),
        ("Bob Low", 3680),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "今天讲三点。\n第一：要快。\n结论：会涨。\n结论：会跌。\n",
        "优点：便宜。\n\n缺点：太慢。\n\n优点：好用。\n",
        "我只想说一句话：明年会涨。\n他说：不会。\n他说：还是不会。\n",
        "大家好\n我们约在比赛时间 10:30\n然后再说\n",
        "大家好，今天聊的公司很多很多。\n" * 120 + "华为：今年很好。\n华为：明年也好。\n华为：后年也好。\n",
        "See https://example.org for more.\nThe rule is this: be early.\n",
        "At 10:30 we met. It was 3:2 at the end.\n",
    ],
)
def test_a_colon_in_prose_is_no_label(text: str) -> None:
    read = document(text)
    assert read.marks == ()
    assert len(read.spoken) == len(text.strip())


def test_bold_that_stresses_words_is_no_label() -> None:
    read = document(
        "**张三**：**明年一定**会涨，**真的：会涨**。\n\n**李四**：我不信。\n\n**记住：别追高**。\n"
    )
    assert labels(read) == [("张三", "明年一定会涨，真的：会涨。"), ("李四", "我不信。\n\n记住：别追高。")]


def test_dashes_within_sentences_and_lists_are_no_turns() -> None:
    pause = "The market - all of it - will fall. Prices - not only here - too. And so - yes - on.\n"
    assert document(pause).marks == ()
    listed = (
        "Three things matter:\n- Apples are good\n- Pears are fine\n- Plums are blue\n"
        + "And on it goes.\n" * 5
    )
    assert document(listed).marks == ()


def test_a_name_that_is_known_is_believed_where_it_stands_once() -> None:
    text = "林一：大家好。\n\n我是嘉宾，很高兴来。\n\n接下来聊聊明年，我有很多想法。\n"
    assert document(text).marks == ()
    known = Recording(host="林一", guests=("周二",))
    told = read_bytes((text + "\n周二：好。\n").encode(), "talk.txt", known)
    assert [mark.label for mark in told.marks] == ["林一", "周二"]


def test_what_stands_before_the_first_label_of_an_edited_dialogue_is_a_preface_and_said_so() -> None:
    talk = "".join(
        f"**张三**：我想问问第{n}个问题，你怎么看？\n\n**李四**：我觉得会涨，会涨很多。\n\n" for n in range(9)
    )
    read = document("本文由编辑整理，略有删节。\n\n" + talk)
    assert read.spoken.startswith("我想问问第0个问题")
    assert [problem.start for problem in read.problems] == [0]
    assert "preface" in read.problems[0].message


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李雷(主持人)(00:00:05):\n大家好。\n\n韩梅梅(00:00:15):\n明年好。\n", ["李雷(主持人)", "韩梅梅"]),
        ("[Speaker:0] Hi.\n[Speaker:1] Rain.\n", ["Speaker:0", "Speaker:1"]),
        ("[00:00 --> 00:02] (speaker 0) Hi.\n[00:02 --> 00:05] (speaker 1) O.\n", ["speaker 0", "speaker 1"]),
        ("Ann Lee\n(00:00:03) Hi.\n(00:00:09) So.\nBob Low\n(00:00:15) Rain.\nAnn Lee\n(00:00:25) Fine.\n",
         ["Ann Lee", "Bob Low", "Ann Lee"]),
        ("发言人1 00:00:05 大家好。\n发言人2 00:00:15 明年好。\n", ["发言人1", "发言人2"]),
        ("- **发言人1 00:05**\n大家好。\n- **发言人2 00:15**\n明年好。\n", ["发言人1", "发言人2"]),
        ("**发言人1** `00:05`: 大家好。\n\n**发言人2** `00:15`: 明年好。\n", ["发言人1", "发言人2"]),
        ("**[00:00:05] 张伟：** 大家好。\n\n**[00:00:15] 苏明：** 明年好。\n", ["张伟", "苏明"]),
        ("**00:05 张伟**\n大家好。\n\n**00:15 苏明**\n明年好。\n", ["张伟", "苏明"]),
        ("#### 张伟 00:05\n大家好。\n\n#### 苏明 00:15\n明年好。\n", ["张伟", "苏明"]),
        ("Ann Lee 00:03 - 00:10\nHi.\n\nBob Low 00:15 - 00:20\nRain.\n", ["Ann Lee", "Bob Low"]),
        ("00:00:00\n\nAnn Lee: Hi.\nBob Low: Rain.\n\n00:05:00\n\nAnn Lee: So.\n",
         ["Ann Lee", "Bob Low", "Ann Lee"]),
    ],
)  # fmt: skip
def test_labels_of_meetings_services_and_pages_are_taken(text: str, names: list[str]) -> None:
    read = document(text)
    assert [label for label, _ in labels(read) if label is not None] == names
    assert not any(name in read.spoken for name in names)


def test_prose_with_a_clock_time_in_it_has_no_labels() -> None:
    text = "Lunch 12:30 was late.\nThe train at 10:15 left.\nJohn Smith 10:30 came home and slept.\n"
    assert document(text).spoken == text.strip()
