"""Expressions that are compiled late."""

from __future__ import annotations

import re

import pytest

from ledger.reading.patterns import pattern


def test_an_expression_finds_what_a_compiled_one_finds() -> None:
    late, compiled = pattern(r"(?P<year>\d{4}) ?年"), re.compile(r"(?P<year>\d{4}) ?年")
    text = "2025年到2030 年"
    assert [found["year"] for found in late.finditer(text)] == ["2025", "2030"]
    assert late.sub("", text) == compiled.sub("", text)
    assert late.match(text, 6) is not None
    assert late.pattern == compiled.pattern


def test_its_flags_are_kept() -> None:
    assert pattern("host", re.IGNORECASE).match("HOST: hello")


def test_it_is_compiled_when_first_used_and_no_sooner() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("a")
