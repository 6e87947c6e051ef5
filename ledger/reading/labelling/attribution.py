"""Whose forecast it is, where the speaker reports another's: 高盛预计…, analysts expect …"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ledger.reading.labelling.passage import Talk
from ledger.reading.lexicon import LANGUAGES, load

LEAD = 25
"""How many characters before a claim may name its forecaster."""
BACK = 300
"""How far back a pronoun's forecaster is sought, in characters."""
_HAN = r"\u4e00-\u9fff"
_EDGE = r"\s，。、；：！？,.!?“”\"（）()"


@dataclass(frozen=True)
class _Reports:
    """`named` finds a forecaster with its verb (group `trade` or `name`), `pronoun` one named before."""

    named: re.Pattern[str]
    pronoun: re.Pattern[str]


def attributed_to(talk: Talk, start: int, end: int, turn_start: int = 0) -> str:
    """Who predicts, as spoken, or "" where the speaker does; read in the claim and just before it."""
    first = max(turn_start, start - LEAD)
    found = _who(talk, first, end)
    if found or not _reports().pronoun.search(talk.plain, first, end):
        return found
    return _who(talk, max(turn_start, start - BACK), first, last=True)


def _who(talk: Talk, start: int, end: int, last: bool = False) -> str:
    """The first (or last) forecaster named between two offsets, as spoken."""
    found = list(_reports().named.finditer(talk.plain[start:end]))
    if not found:
        return ""
    report = found[-1 if last else 0]
    at, to = report.span("trade" if report["trade"] else "name")
    return " ".join(talk.spoken[start + at : start + to].split())


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else word for word in ordered)


@cache
def _reports() -> _Reports:
    files = [load("reporting", language) for language in LANGUAGES]
    words = {cls: _any(word for file in files for word in file.get(cls, ())) for cls in files[0]}
    between = rf"(?:\s|{words['between']})*"
    compared = "".join(f"(?<!{word})" for word in files[0]["compared"])
    known = (
        rf"{compared}(?:{words['many']})?\s?(?:{words['known']})(?:的?[{_HAN}]{{0,6}}?(?:{words['role']}))?"
    )
    opener = rf"(?:(?<=[{_EDGE}])|^)(?:{words['opener']})?"
    name = rf"(?:(?![{words['function']}])[{_HAN}]){{2,7}}?|[a-z][a-z.&-]+(?: [a-z]+){{0,2}}"
    verb = rf"(?:{words['verb']}|{words['says']})"
    by_trade = rf"(?P<trade>{known}){between}{verb}"
    by_word = rf"{opener}(?P<name>{name}){between}(?:{words['says']})"
    return _Reports(
        re.compile(f"{by_trade}|{by_word}"), re.compile(rf"(?:{words['pronoun']}){between}{verb}")
    )
