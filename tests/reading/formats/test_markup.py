"""Markdown and what stands above the words: facts are read, headings and addresses are no speech."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.dates import PartialDate
from ledger.model import Recording
from ledger.reading.formats import read_bytes
from tests.reading.formats.exact import document, labels

FRONT = """\ufeff---
title: "岁末谈话"
channel: 晚风电台
published: 2023-12-30
guests: [林一, 周二]
source_url: "https://www.youtube.com/watch?v=abcdefghijk"
---

# 岁末谈话 - 文稿

- **Channel:** 晨光电台
- **Date:** 2022
- **Main:** [岁末](2023-岁末.md)

大家好。
"""


def test_front_matter_tells_of_the_recording_and_wins_over_the_lines_below_it() -> None:
    read = document(FRONT)
    assert read.spoken == "大家好。"
    assert read.recording == Recording(
        title="岁末谈话",
        language="zh",
        date=PartialDate(2023, 12, 30),
        guests=("林一", "周二"),
        publisher="晚风电台",
        url="https://www.youtube.com/watch?v=abcdefghijk",
        video="youtube:abcdefghijk",
    )


def test_what_is_given_wins_over_the_file() -> None:
    read = read_bytes(FRONT.encode(), "talk.md", Recording(title="另一个题目", host="吴三"))
    assert (read.recording.title, read.recording.host) == ("另一个题目", "吴三")
    assert read.recording.publisher == "晚风电台"


def test_front_matter_that_cant_be_read_is_a_doubt_with_its_line() -> None:
    read = document("---\ntitle: [broken\nhost: 林一\n---\n大家好。\n")
    assert read.spoken == "大家好。"
    assert [problem.line for problem in read.problems] == [3]
    read = document("---\ntitle: 岁末\ndate: 去年\n---\n大家好。\n")
    assert "'去年' is no date" in read.problems[0].message
    assert read.recording.title == "岁末"


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    assert document("---\n大家好。\n---\n再见。\n").spoken == "大家好。\n\n再见。"


def test_aliases_in_front_matter_are_refused_for_they_can_grow_without_end() -> None:
    read = document("---\na: &a [x, x]\nb: [*a, *a]\n---\n大家好。\n")
    assert "aliases are not accepted" in read.problems[0].message


def test_facts_in_lines_above_the_words_are_read_and_labels_are_left_alone() -> None:
    read = document("主持人：林一\n嘉宾：周二、吴三\n时间：2023年5月\n\n大家好，我们开始。\n")
    assert read.spoken == "大家好，我们开始。"
    assert read.recording == Recording(
        date=PartialDate(2023, 5), language="zh", host="林一", guests=("周二", "吴三")
    )
    dialogue = document("主持人：大家好\n嘉宾：你好\n主持人：请讲\n嘉宾：会涨\n")
    assert dialogue.recording == Recording(language="zh")
    assert len(dialogue.marks) == 4


@pytest.mark.parametrize(
    "text",
    [
        "- Ann: Hello there.\n- Bob: Hi.\n- Ann: So it will rain.\n",
        "- Host: Hello there.\n- Guest: Hi.\n- Host: So it will rain.\n",
        "主持人：大家好，今天的嘉宾：周二，欢迎你。\n\n我们开始。\n",
        "标题：我想说说这件事。\n\n然后呢。\n",
    ],
)
def test_a_dialogue_is_not_taken_for_facts(text: str) -> None:
    read = document(text)
    words = "".join(char for char in text if char.isalnum())
    labels = "".join(mark.label or "" for mark in read.marks)
    assert len(words) == len("".join(char for char in read.spoken + labels if char.isalnum()))


def test_headings_rules_and_bare_links_part_paragraphs_and_are_not_spoken() -> None:
    read = document("大家好。\n## 一、明年\n会涨。\n***\n会跌。\n<https://example.org/a>\n再见。\n")
    assert read.spoken == "大家好。\n\n会涨。\n\n会跌。\n\n再见。"


def test_marks_of_emphasis_quotes_code_and_addresses_are_left_out_of_the_words() -> None:
    text = (
        "> 好，**明年** *it will* `rain`，见[这里](https://a.example/b_(c))，_so_ __it__<br>~~on~~ 2*3*4.\n"
    )
    assert document(text).spoken == "好，明年 it will rain，见这里，so iton 2*3*4."


def test_text_cut_into_blocks_of_equal_length_is_put_together_again() -> None:
    words = "".join(f"第{n:03}年会更好，" for n in range(400))
    blocks = [words[i : i + 1000] for i in range(0, len(words), 1000)]
    assert document("# 题目\n\n" + "\n\n".join(blocks)).spoken == words


def test_blocks_cut_at_a_space_keep_the_space() -> None:
    words = "".join(f"in year {n:04} it " for n in range(500))
    blocks = [words[i : i + 999].strip() for i in range(0, len(words), 999)]
    spoken = document("\n\n".join(blocks)).spoken
    assert "\n" not in spoken
    assert spoken.replace(" ", "") == words.replace(" ", "")


def test_paragraphs_of_unequal_length_stay_apart() -> None:
    text = "\n\n".join("会更好。" * n for n in (200, 250, 300, 350))
    assert document(text).spoken == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我觉得明年会更好", "zh"),
        ("我觉得明年 AI agents 的 scaling law 会继续有效", "zh"),
        ("It will rain, said 孔子.", "en"),
        ("来年はもっと良くなると思います", ""),
        ("Завтра будет дождь", ""),
        ("2030", ""),
    ],
)
def test_the_language_is_told_by_the_letters_where_nothing_else_tells_it(text: str, language: str) -> None:
    assert document(text).recording.language == language
    assert read_bytes(text.encode(), "talk.txt", Recording(language="zh-TW")).recording.language == "zh-TW"


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("圆桌讨论\n2024年6月15日 下午 2:02|45分钟 12秒\n\n关键词:\n明年、模型\n\n文字记录:\n",
         Recording(title="圆桌讨论", date=PartialDate(2024, 6, 15))),
        ("2024-06-15 14:02\n\n", Recording(date=PartialDate(2024, 6, 15))),
        ("The talk\nSat, Jun 15, 2024 10:00AM • 45:12\n\nKEYWORDS\nrain\n\nSPEAKERS\nAnn Lee, Bob Low\n\n",
         Recording(title="The talk", date=PartialDate(2024, 6, 15), guests=("Ann Lee", "Bob Low"))),
    ],
)  # fmt: skip
def test_the_heads_of_meeting_services_are_facts_and_no_words(head: str, known: Recording) -> None:
    read = document(head + "Ann Lee  0:03\nIt will rain.\n\nBob Low  0:15\nFine.\n")
    assert replace(read.recording, language="") == known
    assert labels(read) == [("Ann Lee", "It will rain."), ("Bob Low", "Fine.")]


@pytest.mark.parametrize(
    "text", ["2024-06-15 那天我们说过。\n现在看。", "2024\n是好年。", "May we begin this, 2024 or not.\nYes."]
)
def test_a_day_among_words_is_no_head(text: str) -> None:
    assert document(text).spoken == text
