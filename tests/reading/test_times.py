"""Time expressions: which days they mean, counted from the day of the talk."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.dates import PartialDate
from ledger.model import Times
from ledger.reading.times import find_times, foremost

TALK = PartialDate(2024, 6, 15)

DUE = {
    # lengths, counted from the talk, to their far end
    "今后五年": "2029-06-15",
    "往后十年": "2034-06-15",
    "未来5年": "2029-06-15",
    "未来的三五年": "2029-06-15",
    "接下来三个月": "2024-09-15",
    "两到三年内": "2027-06-15",
    "3-5年内": "2029-06-15",
    "一年半": "2025-12-15",
    "未来的比如说5-10年": "2034-06-15",
    "十几二十年": "2044-06-15",
    "七八年之后": "2032-06-15",
    "再过三十年": "2054-06-15",
    "用不了两年": "2026-06-15",
    "六个月十二个月": "2025-06-15",
    "四年六个月": "2028-12-15",
    "半个世纪": "2074-06-15",
    "未来24个月": "2026-06-15",
    "三周内": "2024-07-06",
    "100天内": "2024-09-23",
    "下一个五年": "2029-06-15",
    "未來三年": "2027-06-15",
    "廿年": "2044-06-15",
    "３年之內": "2027-06-15",
    "下三个月": "2024-09-30",
    # the calendar
    "明年": "2025-12-31",
    "大后年": "2027-12-31",
    "今明两年": "2025-12-31",
    "明后年": "2026-12-31",
    "26年": "2026-12-31",
    "二零二八年左右": "2028-12-31",
    "２０２６年": "2026-12-31",
    "202 6年": "2026-12-31",
    "九七年": "1997-12-31",
    "2030年以前": "2029-12-31",
    "年底之前": "2024-12-31",
    "2027年初": "2027-02-28",
    "明年年中": "2025-06-30",
    "明年第二季度末": "2025-06-30",
    "25年Q3": "2025-09-30",
    "2025Q2": "2025-06-30",
    "第二、三季度": "2024-09-30",
    "今年下半年到明年上半年": "2025-06-30",
    "2026到2028年": "2028-12-31",
    "2025年或2026年": "2026-12-31",
    "8月到9月之间": "2024-09-30",
    "七八月": "2024-08-31",
    "下个月底": "2024-07-31",
    "9月15日": "2024-09-15",
    "十五五期间": "2030-12-31",
    "“十四五”末": "2025-12-31",
    "2030年代": "2039-12-31",
    "本世纪中叶": "2060-12-31",
    "下个世纪": "2200-12-31",
    "下周五": "2024-06-21",
    "周五": "2024-06-21",
    "今年夏天": "2024-08-31",
    "双十一": "2024-11-11",
    "明年春节前": "2025-01-29",
    "明年6月之前": "2025-06-30",
    "24财年": "2024-12-31",
    "2025上半年": "2025-06-30",
    "前三季度": "2024-09-30",
    "第十五个五年规划": "2030-12-31",
    "本世纪下半叶": "2100-12-31",
    "两千零三十年": "2030-12-31",
    "7～8月": "2024-08-31",
    "明年中秋": "2025-10-06",
    "2028年以后": "2028-12-31",
    "到2030": "2030-12-31",
    # soon
    "短期之内": "2025-06-15",
    "马上": "2025-06-15",
    # English
    "within the next two years": "2026-06-15",
    "in the next couple of years": "2026-06-15",
    "over the next 5-10 years": "2034-06-15",
    "ten years from now": "2034-06-15",
    "in twenty-five years": "2049-06-15",
    "in two and a half years": "2026-12-15",
    "in half a year": "2024-12-15",
    "the coming year": "2025-06-15",
    "before 2030": "2029-12-31",
    "by the end of this decade": "2029-12-31",
    "late 2027": "2027-12-31",
    "by early 2026": "2026-04-30",
    "in the 2030s": "2039-12-31",
    "H2 2025": "2025-12-31",
    "1Q25": "2025-03-31",
    "the fourth quarter of 2025": "2025-12-31",
    "the second half of next year": "2025-12-31",
    "by year-end": "2024-12-31",
    "June 15, 2025": "2025-06-15",
    "15 June 2025": "2025-06-15",
    "in May 2026": "2026-05-31",
    "FY26": "2026-12-31",
    "between 2026 and 2028": "2028-12-31",
    "from 2026 to 2028": "2028-12-31",
    "by the end of the century": "2100-12-31",
    "in a year or two": "2026-06-15",
    "in ten years' time": "2034-06-15",
    "a decade and a half": "2039-06-15",
    "pretty soon": "2025-06-15",
    "over the next couple of quarters": "2024-12-15",
    "in the next year or two": "2026-06-15",
    "for the rest of the year": "2024-12-31",
    "for the remainder of fiscal 2025": "2025-12-31",
    "in the back half of the year": "2024-12-31",
    "in the coming fiscal year": "2025-12-31",
    "next year's first half": "2025-06-30",
    "by the 2nd quarter of next year": "2025-06-30",
    "by next spring": "2025-05-31",
    "by next summer": "2024-08-31",
    "fiscal year '26": "2026-12-31",
    "by the end of '25": "2025-12-31",
}

VAGUE = [
    "未来",
    "将来",
    "最终",
    "以后",
    "几年之后",
    "未来几年",
    "接下来的几个月",
    "长远来看",
    "总有一天",
    "未来的某一天",
    "不久的将来",
    "eventually",
    "in the coming years",
    "in a few years",
    "years from now",
    "in the long run",
    "over the coming quarters",
]

PAST = {
    "三年前": "2021-06-15",
    "过去十年": "2024-06-15",
    "近三个月": "2024-06-15",
    "去年": "2023-12-31",
    "前两年": "2023-12-31",
    "上世纪90年代": "1999-12-31",
    "18世纪": "1799-12-31",
    "two years ago": "2022-06-15",
    "over the past decade": "2024-06-15",
    "since 2020": "2024-06-15",
    "3年多以来": "2024-06-15",
}


def only(text: str, said_on: PartialDate | None = TALK) -> Times:
    found = find_times(text, said_on)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("text", DUE)
def test_a_time_is_dated_to_its_last_day(text: str) -> None:
    times = only(text)
    assert str(times.due) == DUE[text]
    assert times.future or DUE[text] < "2024"


@pytest.mark.parametrize("text", VAGUE)
def test_a_vague_time_is_found_and_has_no_date(text: str) -> None:
    times = only(text)
    assert (times.start_day, times.due, times.months, times.future) == (None, None, None, True)


@pytest.mark.parametrize("text", PAST)
def test_a_past_time_reaches_no_further_than_the_talk(text: str) -> None:
    times = only(text)
    assert (str(times.due), times.future) == (PAST[text], False)


@pytest.mark.parametrize(
    ("said_on", "text", "due", "months"),
    [
        ("2024-06", "接下来这一年", "2025-06-30", 12),
        ("2024-06", "今年", "2024-12-31", 6),
        ("2024-06", "in six months", "2024-12-30", 6),
        ("2024", "明年", "2025-12-31", 12),
        ("2024", "今年", "2024-12-31", 0),
        ("2026-01-08", "今年", "2026-12-31", 12),
        ("2026-01-20", "今年", "2026-12-31", 11),
        ("2024-02-29", "一年后", "2025-02-28", 12),
    ],
)
def test_a_date_known_in_part_counts_as_its_last_day(said_on: str, text: str, due: str, months: int) -> None:
    times = only(text, PartialDate.parse(said_on))
    assert (str(times.due), times.months) == (due, months)


def test_the_current_year_lies_ahead_of_a_talk_known_to_its_year() -> None:
    assert only("今年", PartialDate(2024)).future


def test_without_a_day_of_the_talk_only_the_calendar_is_dated() -> None:
    assert [
        (str(times.due), times.months) for times in find_times("到2030年，明年，三年内，by 2050", None)
    ] == [
        ("2030-12-31", None),
        ("None", None),
        ("None", None),
        ("2050-12-31", None),
    ]


def test_a_length_that_nothing_relates_to_the_talk_is_bare() -> None:
    bare = {
        text: only(text).bare
        for text in ("三十年", "ten years", "三年左右", "三年内", "in ten years", "未来三年")
    }
    assert bare == {
        "三十年": True,
        "ten years": True,
        "三年左右": True,
        "三年内": False,
        "in ten years": False,
        "未来三年": False,
    }


def test_a_month_long_gone_is_next_years() -> None:
    assert [
        str(only(text, PartialDate(2025, 12, 10)).due) for text in ("一季度", "三月", "10月", "春节前")
    ] == [
        "2026-03-31",
        "2026-03-31",
        "2025-10-31",
        "2026-02-17",
    ]


@pytest.mark.parametrize("text", ["一万块H100", "用H20芯片", "H1B签证", "Q1000", "2080ti和3090"])
def test_the_name_of_a_chip_is_no_half_of_a_year(text: str) -> None:
    assert find_times(text, PartialDate.parse("2024-06")) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("这家店3月和5月都开门", ["3月", "5月"]),
        ("2015年和2018年之间", ["2015年和2018年之间"]),
        ("增长很快，我们在三月底的时候看到了", ["在三月底"]),
        ("by the end of it all, the late show", []),
        ("我觉得未来三年，到2027年底，会很快", ["未来三年", "到2027年底", "很快"]),
        ("we may march on and see it in May", ["in May"]),
        ("他住三号楼，第三个人，2000个", []),
        ("过了好久，后面两个人不到一半", ["后面"]),
    ],
)
def test_expressions_are_told_apart(text: str, found: list[str]) -> None:
    times = find_times(text, TALK)
    assert [one.text for one in times] == found
    assert all(text[one.start : one.end] == one.text for one in times)


@pytest.mark.parametrize(
    "text", ["9999年后", "三千年以后的十年", "0年", "0个月内", "13月45日", "2023年2月30日", "99999999年"]
)
@pytest.mark.parametrize("said_on", [PartialDate(9999, 12, 31), PartialDate(1, 1, 1)])
def test_what_lies_past_the_calendar_is_left_undated(text: str, said_on: PartialDate) -> None:
    for times in find_times(text, said_on):
        assert times.due is None or times.due.year <= 9999


PIECES = [
    "年",
    "月",
    "日",
    "个月",
    "季度",
    "前",
    "后",
    "之后",
    "以前",
    "到",
    "至",
    "和",
    "间",
    "未来",
    "再过",
    "今年",
    "上半年",
    "年底",
    "末",
    "一",
    "十",
    "百",
    "两",
    "半",
    "几",
    "2026",
    "0",
    "in",
    "the",
    "of",
]


@given(
    st.text(
        alphabet=st.sampled_from("".join(PIECES) + " 0123456789-~、，\nabq第周天世纪İ\u200b"), max_size=40
    )
)
def test_no_text_is_refused(text: str) -> None:
    for times in find_times(text, PartialDate(2024, 2, 29)):
        assert times.text and text[times.start : times.end] == times.text


def test_no_order_of_words_is_refused_at_the_ends_of_the_calendar() -> None:
    rng = random.Random(1)
    for _ in range(300):
        text = "".join(rng.choices(PIECES, k=8))
        for said_on in (PartialDate(9999, 12, 31), PartialDate(1, 1, 1), None):
            assert all(times.text in text for times in find_times(text, said_on))


def test_the_first_dated_time_ahead_dates_a_phrase() -> None:
    times = foremost(find_times("最终，去年说的明年和后年", TALK))
    assert times and times.due == date(2025, 12, 31)
    assert foremost(()) is None
