"""Where in a text a time may begin: a quick look that passes over most of a talk.

Words are found by an automaton (Aho-Corasick), which is quickly made, however many they are. The expressions,
for numbers and for words that something must follow, let the search skip a character that begins nothing
with a single look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from ledger.reading.numerals import CHINESE, ENGLISH_WORDS
from ledger.reading.patterns import pattern
from ledger.reading.times.words import COUNTS, classes, pattern_of, spaced, words_of


class Seen(NamedTuple):
    """The places in a text where a token may begin, and the end of the longest word of time at some of them.

    Words of time are those that are a whole token: 明年, "next quarter".
    """

    starts: Set[int]
    words: Mapping[int, int]


class Spots(NamedTuple):
    """The words by which a token may begin, those that are a whole one, and the expressions for all else."""

    words: tuple[str, ...]
    whole: Set[str]
    automaton: AhoCorasick
    expressions: tuple[re.Pattern[str], ...]

    def see(self, text: str) -> Seen:
        """Look through a text that is in simplified characters and small letters."""
        starts: set[int] = set()
        words: dict[int, int] = {}
        # The words of captions are parted by line breaks, too.
        for number, start, end in self.automaton.find_matches_as_indexes(
            text.replace("\n", " "), overlapping=True
        ):
            word = self.words[number]
            if not (word.isascii() and _is_cut(text, start, end)):
                starts.add(start)
                if word in self.whole:
                    words[start] = max(end, words.get(start, 0))
        for expression in self.expressions:
            starts.update(found.start() for found in expression.finditer(text))
        return Seen(starts, words)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a Latin word from `start` to `end` is a part of another."""
    return "a" <= text[start - 1 : start] <= "z" or "a" <= text[end : end + 1] <= "z"


def _units() -> tuple[str, str]:
    """How a Chinese number goes on to its unit, and how an English one does."""
    units = "".join(sorted({word.removeprefix("个")[0] for word in words_of("units", "zh")}))
    counting = rf"[\d{CHINESE}几半多来余个财{units}未到至或、，,.~—–\s-]{{0,12}}?[{units}季号日五]"
    return counting, rf"[^.]{{0,30}}?(?:{'|'.join(words_of('unit', 'en'))})"


def _numbers() -> str:
    counting, counting_en = _units()
    digits = rf"\d{{3}}(?!\d)|0'?s|[qh]|\d?(?:st|nd|rd|th)?\s[a-z]|{counting_en}"
    return rf"{COUNTS}(?:(?={counting})|(?<=\d)(?<!\d.)(?={digits}))"


def _opening() -> Iterator[str]:
    """Words that begin a token and are no whole one."""
    yield from classes("named")
    yield from words_of("part", "en")
    yield from words_of("prefix", "en")
    yield from ("fy", "fiscal", "calendar", "元月")
    yield from (f"{part}{blank}{number}" for part in "qh" for blank in ("", " ") for number in "1234")
    yield from (f"{week}{day}" for week in ("周", "星期", "礼拜") for day in "一二三四五六日天末")


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
    led = r"[第首前头'’](?:(?<=[第首前头])(?=.{0,6}?[季月五])|(?<=['’])(?=\d\d(?!\w)))"
    every = (led, _led(words_of("prefix", "zh"), number), _led(counts, _units()[1]), _numbers())
    words = (*classes("word"), *_opening())
    return Spots(words, frozenset(classes("word")), AhoCorasick(words), tuple(map(pattern, every)))
