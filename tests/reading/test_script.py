"""Traditional characters read as simplified ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledger.reading.script import plain, simplify, unbroken


def test_traditional_characters_become_simplified_and_all_else_stays() -> None:
    assert simplify("預測機會 GPT-4，😀") == "预测机会 GPT-4，😀"
    assert plain("預測 GPT") == "预测 gpt"
    assert plain("İstanbul GPT") == "İstanbul gpt"


@given(st.text(max_size=30))
def test_lengths_never_change(text: str) -> None:
    assert len(simplify(text)) == len(plain(text)) == len(unbroken(text)) == len(text)


def test_breaks_are_read_as_blanks() -> None:
    assert unbroken("next\nyear\t\u3000at\r\nlast") == "next year  at  last"


def test_lone_halves_of_characters_are_kept() -> None:
    assert simplify("\ud83d機") == "\ud83d机"
