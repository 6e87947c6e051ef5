"""By when a claim is to come true: said in it, carried from the clause before, or asked for."""

from __future__ import annotations

import pytest

from ledger.dates import PartialDate
from ledger.model import Horizon, Question, Turn
from ledger.reading.horizon import NONE, horizon_of
from ledger.reading.times import find_times

TALK = PartialDate(2024, 6, 15)


def of(text: str, quote: str, *, question: str = "", speaker: str = "guest") -> Horizon:
    """The horizon of `quote` in `text`, which answers `question` put by the host."""
    spoken = question + text
    start = spoken.index(quote, len(question))
    turns = (Turn(0, len(question), "host", "label"), Turn(len(question), len(spoken), speaker, "label"))
    asked = find_times(question, TALK)
    questions = (Question(0, len(question), question, "host", len(spoken), asked[0]),) if question else ()
    return horizon_of(start, start + len(quote), spoken, turns, find_times(spoken, TALK), questions)


@pytest.mark.parametrize(
    ("quote", "text", "due"),
    [
        ("到2030年成本会减半", "到2030年", "2030-12-31"),
        ("去年不行，明年会好", "明年", "2025-12-31"),
        ("最终在明年会好", "在明年", "2025-12-31"),
        ("今年的法案会在2026年生效", "在2026年", "2026-12-31"),
        ("年底即将公布", "年底", "2024-12-31"),
        ("未来会好", "未来", "None"),
        ("三个月后还是三年后，总会好", "三年后", "2027-06-15"),
    ],
)
def test_a_time_in_the_claim_is_its_horizon(quote: str, text: str, due: str) -> None:
    horizon = of(f"我觉得，{quote}。", quote)
    assert (horizon.text, horizon.source, str(horizon.due)) == (text, "explicit", due)


@pytest.mark.parametrize(
    "quote", ["成本会减半", "做了三十年的人会懂", "过去十年没做成的会做成", "今天的做法会过时"]
)
def test_the_past_the_present_and_bare_lengths_are_no_horizon(quote: str) -> None:
    assert of(f"我觉得{quote}。", quote) == NONE


@pytest.mark.parametrize(
    ("text", "quote", "months"),
    [
        ("到2030年，销量会翻倍，其中海外会占一半。", "海外会占一半", 78),
        ("今年会有进展，然后推动整个行业。", "推动整个行业", 6),
        ("今年会有进展，如果做成了，整个行业会变。", "整个行业会变", None),
        ("到2030年销量会翻倍，这将带来新的问题。", "这将带来新的问题", None),
        ("很快就会量产，其中海外会占一半。", "海外会占一半", None),
        ("三年内会量产，其中海外会占一半。", "海外会占一半", None),
        ("到2030年销量会翻倍，" + "这是大家都讨论过的事情，" * 6 + "海外会占一半。", "海外会占一半", None),
    ],
)
def test_a_date_rules_the_clauses_that_go_on_from_it(text: str, quote: str, months: int | None) -> None:
    assert of(text, quote).months == months


def test_an_answer_inherits_the_horizon_of_its_question() -> None:
    horizon = of("我觉得成本会减半。", "成本会减半", question="接下来这一年会有什么突破？")
    assert (horizon.source, horizon.months, str(horizon.due)) == ("question", 12, "2025-06-15")


@pytest.mark.parametrize("question", ["马上就要开会了，你怎么看价格？", "短期内你怎么看价格？"])
def test_a_question_about_soon_sets_no_day_for_its_answers(question: str) -> None:
    assert of("我觉得成本会减半。", "成本会减半", question=question) == NONE


def test_a_time_of_its_own_outweighs_that_of_the_question() -> None:
    assert of("我觉得今年会减半。", "今年会减半", question="接下来这一年会有什么突破？").months == 6


def test_the_asker_answers_not_himself() -> None:
    assert of("成本会减半。", "成本会减半", question="接下来这一年呢？", speaker="host") == NONE


def test_a_long_answer_leaves_its_question_behind() -> None:
    long = "先说说我们过去的经验。" * 70
    assert of(long + "成本会减半。", "成本会减半", question="接下来这一年呢？") == NONE


def test_what_lies_past_the_answers_inherits_nothing() -> None:
    spoken = "未来三年呢？会涨。好的。会跌。"
    question = Question(0, 6, spoken[:6], "host", 9, find_times(spoken, TALK)[0])
    assert horizon_of(6, 8, spoken, (), find_times(spoken, TALK), (question,)).months == 36
    assert horizon_of(12, 14, spoken, (), find_times(spoken, TALK), (question,)) == NONE
