"""Where speech can be cut into clauses."""

from __future__ import annotations

import pytest

from ledger.reading.clauses import find_clauses


def cut(spoken: str) -> list[str]:
    return [spoken[start:end] for start, end in find_clauses(spoken)]


@pytest.mark.parametrize(
    ("spoken", "clauses"),
    [
        ("油价会涨，但是不会涨很多。", ["油价会涨", "但是不会涨很多"]),
        ("到2030年\n电车会更便宜\n", ["到2030年", "电车会更便宜"]),
        ("其实 我觉得 AI 会很便宜 大家都用", ["其实", "我觉得", "AI", "会很便宜", "大家都用"]),
        ("成本会降到1.5万，占3,000里的一成", ["成本会降到1.5万", "占3,000里的一成"]),
        ("……", []),
        ("", []),
    ],
)
def test_marks_line_breaks_and_blanks_between_chinese_words_cut(spoken: str, clauses: list[str]) -> None:
    assert cut(spoken) == clauses


def test_captions_without_any_marks_are_cut_before_words_that_open_a_clause() -> None:
    spoken = "明年的棉花价格大概率还会往上走一点但是涨幅会比今年小很多因为新疆的种植面积又增加了"
    assert cut(spoken) == [
        "明年的棉花价格大概率还会往上走一点", "但是涨幅会比今年小很多", "因为新疆的种植面积又增加了",
    ]  # fmt: skip


def test_a_cut_never_goes_through_a_word() -> None:
    spoken = "这一条规定在明年春天开始主要会体现在农村的小额贷款上面银行要为此准备更多的人手"
    assert not any(clause.startswith("现在") for clause in cut(spoken))


def test_a_line_break_in_english_captions_is_a_wrapped_line() -> None:
    assert cut("This will happen\nin five years, maybe\nsooner.") == [
        "This will happen\nin five years", "maybe\nsooner",
    ]  # fmt: skip
