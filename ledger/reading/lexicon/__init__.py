"""The words the reader knows, as data: a file a subject and language, and the one way to load them.

A word file is TOML: every key is a class of words, every value a list of words of that class. Words are
plain text; those between slashes (`/…/`) are regular expressions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import rtoml

LANGUAGES = ("zh", "en")


def read_text(name: str) -> str:
    """The text of a file of this folder."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


@cache
def load(name: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """The classes of `NAME.LANGUAGE.toml` and their words, in the file's order."""
    # Read at every start: tomllib takes nine times as long.
    return {key: tuple(words) for key, words in rtoml.loads(read_text(f"{name}.{language}.toml")).items()}


def words_of(name: str, cls: str) -> tuple[str, ...]:
    """The words of one class of a subject, in all languages: speech mixes them."""
    return tuple(word for language in LANGUAGES for word in load(name, language)[cls])


def split(name: str, languages: Sequence[str] = LANGUAGES) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The plain words of a subject with their classes, and one expression a class for its others."""
    plain: list[tuple[str, str]] = []
    expressions: dict[str, list[str]] = {}
    for language in languages:
        for cls, words in load(name, language).items():
            for word in words:
                if word.startswith("/"):
                    expressions.setdefault(cls, []).append(word[1:-1])
                else:
                    plain.append((word, cls))
    return plain, {cls: "|".join(found) for cls, found in expressions.items()}


class Cue(NamedTuple):
    """A word of the lexicon where it was met: offsets, the words, and the class they belong to."""

    start: int
    end: int
    text: str
    cls: str
