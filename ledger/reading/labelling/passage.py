"""A talk, and a claim in it with the words around, in the form in which word files are read against them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.reading.labelling.subjects import shares
from ledger.reading.script import simplify
from ledger.reading.wording import joined

BEFORE = 25
"""How many characters before a claim may still rule it (我觉得 …), where no sentence ends between."""
AHEAD, BEHIND = 120, 60
"""How many characters before and after a claim tell what it is about."""
OPENING = 6000
"""How many characters of a talk tell what it is about."""
_SENTENCE_END = re.compile(r"[。？！?!；;]|\n\s*\n|[a-z]\.\s")


@dataclass(frozen=True)
class Talk:
    """A document's words as `spoken`; `plain` are the same in simplified characters and small letters.

    `subjects` tells the share of each subject in the talk; the shares add up to 1.
    """

    spoken: str
    plain: str
    subjects: Mapping[str, float]


@dataclass(frozen=True)
class Passage:
    """A claim on one line, `words` as spoken, the rest plain.

    `text` is the claim, `lead` what its sentence has before it, `ahead` and `behind` what is said before and
    after.
    """

    words: str
    text: str
    lead: str
    ahead: str
    behind: str


def plain(text: str) -> str:
    """`text` in simplified characters and small letters, of the same length."""
    small = simplify(text).lower()
    return small if len(small) == len(text) else simplify(text)


def talk_of(spoken: str, title: str = "") -> Talk:
    """What the labels of all claims of a talk share: to be made once a document."""
    words = plain(spoken)
    return Talk(spoken, words, shares(f"{plain(title)}\n{words[:OPENING]}"))


def passage(talk: Talk, start: int, end: int, turn_start: int = 0) -> Passage:
    """The claim from `start` to `end` of the talk, with what its speaker said since `turn_start`."""
    before = _SENTENCE_END.split(talk.plain[max(turn_start, start - BEFORE) : start])[-1]
    return Passage(
        words=joined(talk.spoken[start:end]),
        text=joined(talk.plain[start:end]),
        lead=joined(before),
        ahead=joined(talk.plain[max(0, start - AHEAD) : start]),
        behind=joined(talk.plain[end : end + BEHIND]),
    )
