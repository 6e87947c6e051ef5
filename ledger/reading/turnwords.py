"""Which words that tell of a speaker stand where: the classes of the word files on turns, as tables.

A talk is read for all words at once. A table has a row an utterance and a column a class of words; the
classes that names fill (who is called, who gives their name) stand beside those of the word files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import AhoCorasick

from ledger.reading.calls import ADDRESSED, CALLED, NAMED, RECALLED, SELF, SPOKEN_OF
from ledger.reading.lexicon import split

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.intp]
_FIRST = "_first"
_PARTS = (CALLED, ADDRESSED, NAMED, SELF, SPOKEN_OF, RECALLED)


@dataclass(frozen=True)
class TurnWords:
    """The columns of the classes; the words with their columns; the expressions for anywhere in the text,
    by their columns, and the one for beginnings, with a group for each class that begins there."""

    columns: Mapping[str, int]
    words: tuple[tuple[str, tuple[int, ...]], ...]
    automaton: AhoCorasick
    anywhere: Mapping[int, re.Pattern[str]]
    first: re.Pattern[str]

    def find(self, text: str) -> tuple[list[int], list[int]]:
        """Where every word stands (those within another word too), and the columns of its classes.

        The text is to be in simplified characters and small letters.
        """
        places: list[int] = []
        columns: list[int] = []
        for number, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            word, classes = self.words[number]
            if not word.isascii() or _is_whole(text, start, end):
                for column in classes:
                    places.append(start)
                    columns.append(column)
        for column, expression in self.anywhere.items():
            found = [match.start() for match in expression.finditer(text)]
            places += found
            columns += [column] * len(found)
        return places, columns

    def begun_at(self, text: str, at: int) -> Iterator[int]:
        """The columns of the classes whose expression for beginnings matches there."""
        found = self.first.match(text, at)
        for cls, group in found.groupdict().items() if found and found.lastindex else ():
            if group is not None:
                yield self.columns[cls]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word of Latin letters is cut."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not ((before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()))


@cache
def turn_words() -> TurnWords:
    """The words of all languages together: speech mixes them."""
    plain, expressions = split("turns")
    named = (f"{part} {role}" for part in _PARTS for role in ("host", "guest"))
    told = (cls.removesuffix(_FIRST) for cls in (*(cls for _, cls in plain), *expressions))
    names = dict.fromkeys([*told, *named])
    columns = {cls: at for at, cls in enumerate(names)}
    words: dict[str, tuple[int, ...]] = {}
    for word, cls in plain:
        words[word] = (*words.get(word, ()), columns[cls])
    anywhere = {columns[cls]: re.compile(one) for cls, one in expressions.items() if not cls.endswith(_FIRST)}
    first = (
        f"(?P<{cls.removesuffix(_FIRST)}>(?={one}))?"
        for cls, one in expressions.items()
        if cls.endswith(_FIRST)
    )
    return TurnWords(columns, tuple(words.items()), AhoCorasick(words), anywhere, re.compile("".join(first)))
