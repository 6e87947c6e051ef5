"""Statements: what only speech has falls away, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.reading.wording import joined, statement


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("呃，明年嗯，油价会跌", "明年，油价会跌。"),
        ("这种大量的呃，有用的数据会更多", "这种大量的有用的数据会更多。"),
        ("未未来油价会跌", "未来油价会跌。"),
        ("我我觉得可可能会跌", "我觉得可能会跌。"),
        ("就，就，就会变成一个平台", "会变成一个平台。"),
        ("我觉得，我觉得会跌", "我觉得会跌。"),
        ("这个这个产品会火", "这个产品会火。"),
        ("然后但是所以油价会跌吧", "油价会跌。"),
        ("油价会跌，对吧，明年也会跌", "油价会跌，明年也会跌。"),
        ("油价会跌，就是说，跌得很快", "油价会跌，跌得很快。"),
        ("油价明年\n会跌", "油价明年会跌。"),
        ("油价会有更快的这种。\n\n下跌", "油价会有更快的这种下跌。"),
        ("油价会跌。\n\n这个可能很快", "油价会跌，这个可能很快。"),
        ("油价会跌。明年也会跌", "油价会跌；明年也会跌。"),
        ("到2 02 5年会跌", "到2025年会跌。"),
        ("202 6年会上市", "2026年会上市。"),
        ("這個這個產品會火", "這個產品會火。"),
        ("我們希望看到AI 的價格下降", "我們希望看到AI的價格下降。"),
        ("um, I think, you know, prices will will fall", "I think, prices will fall."),
        ("and then\nprices   will fall", "Prices will fall."),
        ("油价会不会跌？", "油价会不会跌？"),
    ],
)
def test_speech_becomes_a_plain_sentence(words: str, plain: str) -> None:
    assert statement(words) == plain


@pytest.mark.parametrize(
    "words",
    [
        "交易金额和额度会慢慢上升",
        "人工智能能够看病",
        "社会会越来越开放",
        "对市场反应应该会很大",
        "大家会一个一个地试",
        "非常非常多的人会来",
        "到2022年会有二百二十万人",
        "那些公司会倒闭",
        "而是会变成一个平台",
        "就业会恢复",
        "上市市场会更大",
        "但凡做软件的都会受影响",
    ],
)
def test_words_that_only_look_like_fillers_stay(words: str) -> None:
    assert statement(words) == words + "。"


def test_a_horizon_from_the_question_stands_in_front_unless_it_is_said() -> None:
    assert statement("然后油价会跌", "接下来这一年") == "接下来这一年，油价会跌。"
    assert statement("接下来这一年油价会跌", "接下来这一年") == "接下来这一年油价会跌。"
    assert statement("prices will fall", "next year") == "Next year, prices will fall."


def test_words_that_are_nothing_but_fillers_are_given_back() -> None:
    assert statement("呃嗯") == "呃嗯。"
    assert statement(" \n") == ""


def test_lines_are_joined_as_the_script_wants_it() -> None:
    assert joined(" 油价\n会跌 of\n course ") == "油价会跌of course"


@given(st.text(alphabet="呃嗯我的可能会未来，。？就 \n12年ab吧然后對吧**", min_size=1, max_size=60))
def test_a_statement_has_only_characters_that_were_said(words: str) -> None:
    said = statement(words)
    assert bool(said) == bool(words.strip())
    assert set(said.lower()) <= set(words.lower()) | set("，；。. ")
    digits = [character for character in said if character.isdigit()]
    rest = iter(words)
    assert all(digit in rest for digit in digits)
