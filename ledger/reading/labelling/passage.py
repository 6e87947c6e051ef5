"""A talk, and a claim in it, in the form in which word files are read against them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ledger.reading.labelling.subjects import Subjects, subjects
from ledger.reading.lexicon import Cue
from ledger.reading.lexicon.scanner import scanner
from ledger.reading.patterns import pattern
from ledger.reading.script import plain, unbroken
from ledger.reading.wording import joined

BEFORE = 25
"""How many characters before a claim may still rule it (我觉得 …), where no sentence ends between."""
_SENTENCE_END = pattern(r"[。？！?!；;]|\n\s*\n|[a-z]\.\s")


class Talk(NamedTuple):
    """A document's words as `spoken`; `plain` are the same in simplified characters and small letters.

    `subjects` are those named in it, `leaning` how much of it each topic is (of the title, where it
    names none); `verbs` are the words of saying.
    """

    spoken: str
    plain: str
    subjects: Subjects
    leaning: Mapping[str, float]
    verbs: Sequence[Cue]

    def verbs_between(self, start: int, end: int) -> Sequence[Cue]:
        """The words of saying that stand from `start` to `end`."""
        first = bisect_left(self.verbs, start, key=lambda verb: verb.start)
        return self.verbs[first : bisect_right(self.verbs, end, first, key=lambda verb: verb.end)]


class Passage(NamedTuple):
    """A claim on one line: `words` as spoken, `text` plain; `lead` is what its sentence has before it."""

    words: str
    text: str
    lead: str


def talk_of(spoken: str, title: str = "") -> Talk:
    """What the labels of all claims of a talk share: to be made once a document."""
    words = plain(spoken)
    line = unbroken(words)
    named = subjects(line)
    verbs = tuple(scanner("reporting", classes=("says", "verb")).find(line))
    return Talk(spoken, words, named, named.leaning() or subjects(plain(title)).leaning(), verbs)


def passage(talk: Talk, start: int, end: int, turn_start: int = 0) -> Passage:
    """The claim from `start` to `end` of the talk, with what its speaker said since `turn_start`."""
    before = _SENTENCE_END.split(talk.plain[max(turn_start, start - BEFORE) : start])[-1]
    return Passage(joined(talk.spoken[start:end]), joined(talk.plain[start:end]), joined(before))
