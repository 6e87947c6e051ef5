"""The words of the interface, in the language the browser asks for: all of them stand in words.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "zh")
_ACCEPTED = re.compile(r"\s*([A-Za-z]+)[\w-]*\s*(?:;\s*q=(\d+(?:\.\d*)?))?\s*\Z")

Words = Callable[..., str]
"""`words(key, **values)`: the text of that key in one language, with the values filled in."""


def language_of(accept_language: str) -> str:
    """The first of LANGUAGES by the weights of an Accept-Language header; English where it names none."""
    wishes = []
    for place, part in enumerate(accept_language.split(",")):
        found = _ACCEPTED.match(part)
        if found and found[1].lower() in LANGUAGES:
            weight = float(found[2] or 1)
            wishes.append((-weight, place, found[1].lower()))
    return min(wishes)[2] if wishes else "en"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every text of the interface: key -> language -> text."""
    text = files("ledger.web").joinpath("words.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


@cache
def words_in(language: str) -> Words:
    """The words of one language. A key without an entry raises KeyError, so that no page shows a raw key."""

    def words(key: str, /, **values: object) -> str:
        text = catalogue()[key][language]
        return text.format(**{name: grouped(value) for name, value in values.items()}) if values else text

    return words


def grouped(value: object) -> str:
    """A value as text, a whole number with commas between its thousands."""
    return f"{value:,}" if isinstance(value, int) else str(value)


def topic_name(topic: str, language: str) -> str:
    """A topic as people write it; its own name where the ledger has topics that we have no words for."""
    return catalogue().get(f"topic-{topic}", {}).get(language, topic)
