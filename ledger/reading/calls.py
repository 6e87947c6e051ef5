"""What a name is doing where it stands: its bearer is given the word, names themself, or is spoken of.

Only the first two tell who speaks next; the third tells who does not speak now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ledger.model import Roster
from ledger.reading.names import NEAR, Mention, find_mentions, words

CALLED, SELF, SPOKEN_OF = "called", "self", "spoken of"
_BEFORE, _AFTER = 24, 14
_CLAUSE_END = re.compile(r"(?:吧|呃|嗯|啊|吗|好)*\s*(?:[，,。.!！?？;；]|\s|$)")
_CLAUSE_START = re.compile(r"(?:^|[，,。.!！?？;；\s])(?:呃|嗯|啊|对|好|那|那个)*$")


@dataclass(frozen=True)
class Call:
    """A person named: offsets, the person, and CALLED, SELF or SPOKEN_OF."""

    start: int
    end: int
    person: str
    part: str


@cache
def _expression(kind: str, end: str = "") -> re.Pattern[str]:
    inner = "|".join(word.strip("/") for word in words(kind))
    return re.compile(f"(?:{inner}){end}", re.IGNORECASE)


def find_calls(text: str, roster: Roster) -> tuple[Call, ...]:
    """What every naming of somebody on the roster tells; a doubtful name with nothing beside it is left out."""
    led = {found.end() for found in _expression("call_before").finditer(text)}
    selves = {found.end() for found in _expression("self_before").finditer(text)}
    return tuple(_calls(text, find_mentions(text, roster, sorted(led | selves)), led))


def _calls(text: str, mentions: tuple[Mention, ...], led: set[int]) -> Iterator[Call]:
    for mention in mentions:
        part = _part(text, mention, mention.start in led)
        if part:
            yield Call(mention.start, mention.end, mention.person, part)


def _part(text: str, mention: Mention, leads: bool) -> str:
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    after = text[mention.end : mention.end + _AFTER]
    ends = bool(_CLAUSE_END.match(after))
    if _expression("self_before", "$").search(before):
        return SELF if mention.sureness != NEAR or ends else ""
    follows = bool(_expression("call_after").match(after))
    if mention.sureness == NEAR:
        return CALLED if leads and (follows or ends) else ""
    if follows or (ends and (leads or _CLAUSE_START.search(before))):
        return CALLED
    return SPOKEN_OF if not leads or _expression("spoken_of").match(after) else CALLED
