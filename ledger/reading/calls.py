"""What a name is doing where it stands: its bearer is given the word, names themself, or is spoken of.

Only the first two tell who speaks next; the third tells who does not speak now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ledger.model import Roster
from ledger.reading.names import NEAR, SPELLED, Mention, find_mentions
from ledger.reading.names import words as words_of
from ledger.reading.script import plain

CALLED, FIRST, ADDRESSED = "called", "called first", "addressed"
NAMED, SELF, SPOKEN_OF, RECALLED = "named", "self", "spoken of", "recalled"
TO_SPEAK = (CALLED, FIRST, ADDRESSED)
"""The parts of those who are to speak."""
_BEFORE, _AFTER = 40, 14
_CLAUSE_END = re.compile(r"(?:吧|呃|嗯|啊|吗|好)*\s*(?:[，,。.!！?？;；]|\s|$)")
_CLAUSE_START = re.compile(r"(?:^|[，,。.!！?？;；]\s*|(?<![A-Za-z])\s)(?:呃|嗯|啊|对|好|那|那个)*$")


@dataclass(frozen=True)
class Call:
    """A person named: offsets, the person, and what it is.

    CALLED: given the word; FIRST: before others who are named too; ADDRESSED: spoken to, a question may
    follow; NAMED: perhaps called; SELF; SPOKEN_OF; RECALLED: spoken of as one who has just spoken.
    """

    start: int
    end: int
    person: str
    part: str


@cache
def _expression(kind: str, end: str = "") -> re.Pattern[str]:
    inner = "|".join(word.strip("/") for word in words_of(kind))
    return re.compile(f"(?:{inner}){end}")


def find_calls(text: str, roster: Roster) -> tuple[Call, ...]:
    """What every naming of somebody on the roster tells; bare doubtful ones are left out."""
    words = plain(text)
    led, surely, selves = (
        {found.end() for found in _expression(kind).finditer(words)}
        for kind in ("call_before", "call_surely", "self_before")
    )
    mentions = find_mentions(text, roster, sorted(led | surely | selves))
    return tuple(_calls(words, mentions, led, surely))


def _calls(text: str, mentions: tuple[Mention, ...], led: set[int], surely: set[int]) -> Iterator[Call]:
    for mention in mentions:
        part = _part(text, mention, mention.start in led | surely, mention.start in surely)
        if part:
            yield Call(mention.start, mention.end, mention.person, part)


def _part(text: str, mention: Mention, leads: bool, surely: bool) -> str:
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    after = text[mention.end : mention.end + _AFTER]
    ends = bool(_CLAUSE_END.match(after))
    if _expression("self_before", "$").search(before):
        sure = mention.sureness == SPELLED or (mention.sureness != NEAR and mention.end - mention.start > 2)
        return SELF if sure or ends else ""
    if _expression("self_after").match(after):
        return SELF
    follows = bool(_expression("call_after").match(after))
    if mention.sureness == NEAR:
        return _doubtful(mention, leads, surely, follows, ends)
    if surely and _expression("call_first").match(after):
        return FIRST
    if _expression("recalled").match(after) or _expression("recall_before", "$").search(before):
        return RECALLED
    if _expression("spoken_of").match(after):
        return SPOKEN_OF
    if follows:
        return ADDRESSED if _expression("addressed").match(after) else CALLED
    if ends and (leads or _CLAUSE_START.search(before)):
        return CALLED
    if not leads:
        return SPOKEN_OF
    return CALLED if surely else NAMED


def _doubtful(mention: Mention, leads: bool, surely: bool, follows: bool, ends: bool) -> str:
    """A name that only sounds near needs words on both sides; one of one syllable needs sure ones."""
    if mention.end - mention.start == 1:
        return FIRST if surely and follows else ""
    return CALLED if leads and (follows or ends) else ""
