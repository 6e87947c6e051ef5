"""Whose forecast it is, where the speaker reports another's: 高盛预计…, analysts expect …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ledger.reading.labelling.passage import Talk
from ledger.reading.lexicon import LANGUAGES, Cue, load
from ledger.reading.patterns import pattern

LEAD = 25
"""How many characters before a claim may name its forecaster."""
BACK = 300
"""How far back a pronoun's forecaster is sought, in characters."""
NAME = 40
"""How many characters before the word of saying may name who says it."""
_HAN = r"\u4e00-\u9fff"
_EDGE = r"\s，。、；：！？,.!?“”\"（）()"


class _Reports(NamedTuple):
    """Who stands before a word of saying (group `who`), or a pronoun.

    `by_trade` finds those known to forecast, `by_word` whoever stands before a word that only people say.
    """

    by_trade: re.Pattern[str]
    by_word: re.Pattern[str]
    pronoun: re.Pattern[str]


def attributed_to(talk: Talk, start: int, end: int, turn_start: int = 0) -> str:
    """Who predicts, as spoken, or "" where the speaker does; read in the claim and just before it."""
    first = max(turn_start, start - LEAD)
    verbs = talk.verbs_between(first, end)
    for who in _named(talk, verbs, first):
        return who
    if any(
        _reports().pronoun.search(talk.plain, max(first, verb.start - NAME), verb.start) for verb in verbs
    ):
        back = max(turn_start, start - BACK)
        return next(_named(talk, reversed(talk.verbs_between(back, first)), back), "")
    return ""


def _named(talk: Talk, verbs: Iterable[Cue], first: int) -> Iterator[str]:
    """Who stands before the words of saying, as spoken; no earlier than offset `first`."""
    reports = _reports()
    for verb in verbs:
        at = max(first, verb.start - NAME)
        before = talk.plain[at : verb.start]
        found = reports.by_trade.search(before)
        if not found and verb.cls == "says":
            found = reports.by_word.search(before)
        if found:
            yield " ".join(talk.spoken[at + found.start("who") : at + found.end("who")].split())


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    chinese = [word for word in ordered if not word.isascii()]
    latin = "|".join(re.escape(word) for word in ordered if word.isascii())
    return "|".join([*chinese, *([rf"(?<![a-z])(?:{latin})(?![a-z])"] if latin else [])])


@cache
def _reports() -> _Reports:
    files = [load("reporting", language) for language in LANGUAGES]
    words = {cls: _any(word for file in files for word in file.get(cls, ())) for cls in files[0]}
    between = rf"(?:\s|{words['between']})*$"
    compared = "".join(f"(?<!{word})" for word in files[0]["compared"])
    known = rf"(?:(?:{words['many']})\s?)?(?:{words['known']})(?:的?[{_HAN}]{{0,6}}?(?:{words['role']}))?"
    name = rf"(?:(?![{words['function']}])[{_HAN}]){{2,7}}?|[a-z][a-z.&-]+(?: [a-z]+){{0,2}}"
    return _Reports(
        by_trade=pattern(rf"{compared}(?P<who>{known}){between}"),
        by_word=pattern(rf"(?:(?<=[{_EDGE}])|^)(?:{words['opener']})?(?P<who>{name}){between}"),
        pronoun=pattern(rf"(?:{words['pronoun']}){between}"),
    )
