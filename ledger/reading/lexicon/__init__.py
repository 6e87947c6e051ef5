"""The words the reader knows, as data: a file a subject and language, and the one way to load them.

A word file is TOML: every key is a class of words, every value a list of words of that class. Words are
plain text; those between slashes (`/…/`) are regular expressions.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")


def read_text(name: str) -> str:
    """The text of a file of this folder."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def load(name: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """The classes of `NAME.LANGUAGE.toml` and their words, in the file's order."""
    return {key: tuple(words) for key, words in tomllib.loads(read_text(f"{name}.{language}.toml")).items()}


@dataclass(frozen=True)
class Cue:
    """A word of the lexicon where it was met: offsets, the words, and the class they belong to."""

    start: int
    end: int
    text: str
    cls: str


def _pattern(word: str, language: str) -> str:
    if word.startswith("/") and word.endswith("/"):
        return word[1:-1]
    escaped = re.escape(word).replace(r"\ ", r"\s+")
    # Chinese characters are word characters too: only a Latin letter beside it makes it another word.
    return rf"(?<![A-Za-z]){escaped}(?![A-Za-z])" if language == "en" else escaped


@dataclass(frozen=True)
class Matcher:
    """Finds the words of a word file in a text: one compiled expression a class, the longest word first."""

    patterns: Mapping[str, re.Pattern[str]]

    def find(self, text: str) -> Iterator[Cue]:
        """Every cue in `text`, class by class; cues of different classes may overlap."""
        for cls, pattern in self.patterns.items():
            for found in pattern.finditer(text):
                yield Cue(found.start(), found.end(), found[0], cls)


@cache
def matcher(name: str, languages: tuple[str, ...] = LANGUAGES) -> Matcher:
    """The matcher for a subject, over the word files of all `languages` together (speech mixes them)."""
    alternatives: dict[str, list[str]] = {}
    for language in languages:
        for cls, words in load(name, language).items():
            ordered = sorted(words, key=len, reverse=True)
            alternatives.setdefault(cls, []).extend(_pattern(word, language) for word in ordered)
    return Matcher({cls: re.compile("|".join(found), re.IGNORECASE) for cls, found in alternatives.items()})
