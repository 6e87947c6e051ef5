"""The words of the word files by what they can do in a time expression, and patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ledger.reading.lexicon import LANGUAGES, load
from ledger.reading.numerals import CHINESE
from ledger.reading.patterns import pattern
from ledger.reading.script import plain

ROLES = {
    "word": r"(?:year|quarter|month|week|day|century|decade|years|days)[-+]\d(?:\+\d)?|(?:feast|lunar)-.*"
    r"|(?:year|month|century)_.*|ahead|soon|vague|none",
    "prefix": r"passing|next|this|past|previous|coming",
    "loose": r"passing|this|past",
    "close": r"next|previous",
    "part": r"end|start|middle|early|late|rest|(?:first|last)_(?:half|third)|spring|summer|autumn|winter",
    "whole": r"whole_.*",
    "named": r"(?:month|quarter)-name-\d+",
    "suffix": r"within|about|after|before|ago|start_of|since",
    "to": r"to|and",
    "lead": r"lead.*",
    "filler": r"filler",
    "unit": r"unit_(?!short).*",
    "units": r"unit_.*",
    "doubtful": r"doubtful",
    "many": r"many",
}
"""What a word can do in an expression, and the classes of words that can do it."""
WORDS = ("word", "prefix", "part", "whole", "suffix", "to")
"""The kinds of token that are one word of the word files."""


_WIDE = pattern("[０-９～]")
_NARROW = str.maketrans("０１２３４５６７８９～", "0123456789~")


def fold(text: str) -> str:
    """`text` in simplified characters and small letters, of the same length."""
    words = plain(text)
    return words.translate(_NARROW) if _WIDE.search(words) else words


@cache
def classes(role: str) -> Mapping[str, str]:
    """The words of all languages that can play `role`, with the class each belongs to."""
    return {
        word: cls
        for language in LANGUAGES
        for cls, words in load("times", language).items()
        if re.fullmatch(ROLES[role], cls)
        for word in words
    }


def any_of(words: Iterable[str]) -> str:
    """Any of `words`, the longest first, branching on the first character (a quick no where none begins)."""
    branches: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        branches.setdefault(word[0], []).append(spaced(word[1:]))
    return "|".join(f"{re.escape(head)}(?:{'|'.join(rest)})" for head, rest in branches.items()) or "(?!)"


def spaced(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+")


def words_of(role: str, language: str) -> list[str]:
    return [word for word in classes(role) if (word[0].isascii() and word[0].isalnum()) == (language == "en")]


def pattern_of(role: str, language: str) -> str:
    found = any_of(words_of(role, language))
    return rf"(?<![a-z])(?:{found})(?![a-z])" if language == "en" else f"(?:{found})"


def either(role: str) -> str:
    return f"(?:{pattern_of(role, 'zh')}|{pattern_of(role, 'en')})"


COUNTS = rf"[\d{CHINESE}几半{''.join({word[0] for word in words_of('many', 'zh')})}]"
"""A character that a Chinese number can begin with."""
