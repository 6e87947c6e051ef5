"""Reads a text once for the words of a word file: from left to right, the longest word first.

Where `matcher` finds every class by itself, here a longer word hides the shorter ones within it: in 不太可能
there is no 可能, in 社会 no 会. Words of certainty need that. An automaton of all the words (Aho-Corasick)
finds them in one pass, however many they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from ledger.reading.lexicon import LANGUAGES, Cue, load

HIDDEN = "hidden"
"""The class of words that only hide others: found, and not told."""


@dataclass(frozen=True)
class Scanner:
    """The words of a word file, the class of each, and what finds them all; `expressions` by their class."""

    words: tuple[str, ...]
    classes: tuple[str, ...]
    automaton: AhoCorasick
    expressions: Mapping[str, re.Pattern[str]]

    def find(self, text: str) -> Iterator[Cue]:
        """The words in `text` in order, none overlapping another; then what the expressions find.

        The text is to be in simplified characters and small letters, its words parted by single blanks.
        """
        done = 0
        every = self.automaton.find_matches_as_indexes(text, overlapping=True)
        for number, start, end in sorted(every, key=lambda found: (found[1], -found[2])):
            word = self.words[number]
            if start >= done and (not word.isascii() or _whole(text, start, end)):
                done = end
                if self.classes[number] != HIDDEN:
                    yield Cue(start, end, word, self.classes[number])
        for cls, expression in self.expressions.items():
            for found in expression.finditer(text):
                yield Cue(found.start(), found.end(), found[0], cls)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the stretch does not cut into a word of Latin letters."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_latin(text[start]) and _latin(before)) and not (_latin(text[end - 1]) and _latin(after))


def _latin(character: str) -> bool:
    return "a" <= character <= "z"


@cache
def scanner(name: str, languages: tuple[str, ...] = LANGUAGES) -> Scanner:
    """The scanner for a subject, over the word files of all `languages` together (speech mixes them).

    A word that stands in two classes belongs to the first.
    """
    classes: dict[str, str] = {}
    expressions: dict[str, list[str]] = {}
    for language in languages:
        for cls, words in load(name, language).items():
            for word in words:
                if word.startswith("/"):
                    expressions.setdefault(cls, []).append(word[1:-1])
                else:
                    classes.setdefault(word.lower(), cls)
    return Scanner(
        tuple(classes),
        tuple(classes.values()),
        AhoCorasick(classes),
        {cls: re.compile("|".join(found)) for cls, found in expressions.items()},
    )
