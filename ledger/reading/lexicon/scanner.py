"""Reads a text once for the words of a word file: from left to right, the longest word first.

Where `matcher` finds every class by itself, here a longer word hides the shorter ones within it: in 不太可能
there is no 可能, in 社会 no 会. Words of certainty need that. Looking up pairs of characters is some twenty
times as quick as one expression of two thousand words.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import compress, count

from ledger.reading.lexicon import LANGUAGES, Cue, load

HIDDEN = "hidden"
"""The class of words that only hide others: found, and not told."""


@dataclass(frozen=True)
class Scanner:
    """The words of a word file by their first two characters (`singles` have but one), and their classes."""

    heads: Mapping[str, tuple[str, ...]]
    singles: frozenset[str]
    classes: Mapping[str, str]
    expressions: Mapping[str, re.Pattern[str]]

    def find(self, text: str) -> Iterator[Cue]:
        """The words in `text` in order, none overlapping another; then what the expressions find.

        The text is to be in simplified characters and small letters, its words parted by single blanks.
        """
        done = 0
        for at in self._starts(text):
            word = self._word(text, at) if at >= done else ""
            if word:
                done = at + len(word)
                if self.classes[word] != HIDDEN:
                    yield Cue(at, done, word, self.classes[word])
        for cls, expression in self.expressions.items():
            for found in expression.finditer(text):
                yield Cue(found.start(), found.end(), found[0], cls)

    def _starts(self, text: str) -> Iterable[int]:
        """Where words may begin; all of it runs outside Python's own loop."""
        pairs = map(self.heads.__contains__, map(str.__add__, text, text[1:] + " "))
        if self.singles:
            pairs = map(operator.or_, pairs, map(self.singles.__contains__, text))
        return compress(count(), pairs)

    def _word(self, text: str, at: int) -> str:
        for word in self.heads.get(text[at : at + 2], ()):
            if text.startswith(word, at) and (not word.isascii() or _whole(text, at, at + len(word))):
                return word
        return text[at] if text[at] in self.singles and _whole(text, at, at + 1) else ""


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
    heads: dict[str, list[str]] = {}
    for word in sorted(classes, key=len, reverse=True):
        if len(word) > 1:
            heads.setdefault(word[:2], []).append(word)
    return Scanner(
        {head: tuple(words) for head, words in heads.items()},
        frozenset(word for word in classes if len(word) == 1),
        classes,
        {cls: re.compile("|".join(found)) for cls, found in expressions.items()},
    )
