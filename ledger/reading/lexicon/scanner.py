"""Reads a text once for the words of a word file: from left to right, the longest word first.

A longer word hides the shorter ones within it: in 不太可能 there is no 可能, in 社会 no 会. An automaton
(Aho-Corasick) of all the words finds them in one pass, however many they are, and is quickly made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from ledger.reading.lexicon import LANGUAGES, Cue, split
from ledger.reading.patterns import pattern

HIDDEN = "hidden"
"""The class of words that only hide others: found, and not told."""


class Scanner(NamedTuple):
    """The words of a word file, the class of each, and what finds them all; `expressions` by their class.

    A text is to be in simplified characters and small letters, its words parted by single blanks.
    """

    words: tuple[str, ...]
    classes: tuple[str, ...]
    automaton: AhoCorasick
    expressions: Mapping[str, re.Pattern[str]]

    def find(self, text: str) -> Iterator[Cue]:
        """The words in `text` in order, none overlapping another; then what the expressions find.

        A word that stands in two classes is one of the first.
        """
        done = 0
        for start, end, number in self._words_in(text):
            if start >= done:
                done = end
                if self.classes[number] != HIDDEN:
                    yield Cue(start, end, self.words[number], self.classes[number])
        yield from self._expressed(text)

    def find_apart(self, text: str) -> Iterator[Cue]:
        """What stands in `text`, in order, every class read by itself: those of two classes may overlap."""
        words = (
            Cue(start, end, self.words[number], self.classes[number])
            for start, end, number in self._words_in(text)
        )
        done = dict.fromkeys((*self.classes, *self.expressions), 0)
        for cue in sorted([*words, *self._expressed(text)], key=lambda cue: (cue.start, -cue.end)):
            if cue.start >= done[cue.cls]:
                done[cue.cls] = cue.end
                yield cue

    def _words_in(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Every whole word that stands in `text` (start, end, number), the longest of a place first."""
        every = self.automaton.find_matches_as_indexes(text, overlapping=True)
        for start, end, number in sorted((start, -end, number) for number, start, end in every):
            if not self.words[number].isascii() or _whole(text, start, -end):
                yield start, -end, number

    def _expressed(self, text: str) -> Iterator[Cue]:
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
def scanner(name: str, languages: tuple[str, ...] = LANGUAGES, classes: tuple[str, ...] = ()) -> Scanner:
    """The scanner for a subject, over the word files of all `languages` together (speech mixes them).

    It finds the words of all classes of the subject, unless some are named.
    """
    listed, expressions = split(name, languages)
    words = dict.fromkeys((word.lower(), cls) for word, cls in listed if not classes or cls in classes)
    return Scanner(
        tuple(word for word, _ in words),
        tuple(cls for _, cls in words),
        AhoCorasick(word for word, _ in words),
        {cls: pattern(found) for cls, found in expressions.items() if not classes or cls in classes},
    )
