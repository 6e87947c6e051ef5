"""Where in a text a time may begin: a quick look that passes over most of a talk.

Expressions for numbers, for words that something must follow, and for other words, whose every branch starts
with a literal character; all let the search skip a character that begins nothing with a single look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ledger.reading.numerals import CHINESE, ENGLISH_WORDS
from ledger.reading.times.words import COUNTS, pattern_of, spaced, words_of


@dataclass(frozen=True)
class Spots:
    """The expressions; each match is one character long."""

    expressions: tuple[re.Pattern[str], ...]

    def find(self, text: str) -> list[int]:
        """The places where a token may begin, in order."""
        return sorted({found.start() for one in self.expressions for found in one.finditer(text)})

    def may_begin(self, text: str, at: int) -> bool:
        """Whether a token may begin at `at`; a digit always may (1Q25)."""
        return text[at : at + 1].isdecimal() or any(one.match(text, at) for one in self.expressions)


def _units() -> tuple[str, str]:
    """How a Chinese number goes on to its unit, and how an English one does."""
    units = "".join(sorted({word.removeprefix("个")[0] for word in words_of("units", "zh")}))
    counting = rf"[\d{CHINESE}几半多来余个财{units}未到至或、，,.~—–\s-]{{0,12}}?[{units}季号日五]"
    return counting, rf"[^.]{{0,30}}?(?:{'|'.join(words_of('unit', 'en'))})"


def _numbers() -> str:
    counting, counting_en = _units()
    digits = rf"\d{{3}}(?!\d)|0'?s|[qh]|\d?(?:st|nd|rd|th)?\s[a-z]|{counting_en}"
    return rf"{COUNTS}(?:(?={counting})|(?<=\d)(?<!\d.)(?={digits}))"


def _words() -> str:
    branches: dict[str, dict[str, list[str]]] = {}

    def add(words: Iterable[str], guard: str = "") -> None:
        for word in words:
            branches.setdefault(word[0], {}).setdefault(guard, []).append(spaced(word[1:]))

    for role in ("word", "named"):
        add([*words_of(role, "zh"), *words_of(role, "en")])
    add(words_of("part", "en"))
    add(words_of("prefix", "en"), r"\s")
    add(["第", "首", "前", "头"], r".{0,6}?[季月五]")
    add(["周", "星期", "礼拜"], "[一二三四五六日天末]")
    add(["q", "h"], r"\s?[1-4]")
    add(["fy", "fiscal", "calendar", "元月"])
    return "|".join(_branch(head, guards) for head, guards in branches.items())


def _branch(head: str, guards: dict[str, list[str]]) -> str:
    whole = rf"(?<![a-z]{head})" if head.isascii() and head.isalpha() else ""
    rests = "|".join(f"(?:{'|'.join(rest)}){guard}" for guard, rest in guards.items())
    return f"{re.escape(head)}{whole}(?={rests})"


def _led(words: Iterable[str], follows: str) -> str:
    """The heads of words of which something is a time only where that follows.

    A head is let pass with the rest of another word: what follows is long, and compiled once this way.
    """
    found = tuple(words)
    heads, rests = "".join({word[0] for word in found}), "|".join({spaced(word[1:]) for word in found})
    whole = rf"(?<![a-z][{heads}])" if heads.isascii() else ""
    return rf"[{heads}]{whole}(?=(?:{rests}){follows})"


@cache
def spots_of_time() -> Spots:
    """The spots of all languages together."""
    number = rf"(?:{pattern_of('filler', 'zh')}|\s){{0,4}}{COUNTS}"
    counts = [*ENGLISH_WORDS, *words_of("many", "en")]
    every = (_words(), _led(words_of("prefix", "zh"), number), _led(counts, _units()[1]), _numbers())
    return Spots(tuple(map(re.compile, every)))
