"""What a talk is about: its words of the subjects, found once, and counted for any stretch of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ledger.reading.lexicon.scanner import scanner

SHARE = 0.3
"""A subject's share of a talk counts up to here, so that no talk is all about one thing."""


class Subjects(NamedTuple):
    """The subjects named in a text, in order, and where; offsets are those of the text."""

    starts: Sequence[int]
    names: Sequence[str]

    def between(self, start: int, end: int) -> Counter[str]:
        """How often each subject is named from `start` to `end`."""
        first = bisect_left(self.starts, start)
        return Counter(self.names[first : bisect_left(self.starts, end, first)])

    def leaning(self) -> Mapping[str, float]:
        """The share of each topic in all that is named, a subject counted up to `SHARE`; empty for none."""
        shares: defaultdict[str, float] = defaultdict(float)
        for name, count in Counter(self.names).items():
            shares[topic_of(name)] += min(count / len(self.names), SHARE)
        return shares


@cache
def topic_of(subject: str) -> str:
    """The topic of a subject: `other/macro` is one of `other`."""
    return subject.partition("/")[0]


def subjects(text: str) -> Subjects:
    """The subjects that `text` (simplified characters, small letters) names."""
    cues = sorted(scanner("topics").find(text), key=lambda cue: cue.start)
    return Subjects([cue.start for cue in cues], [cue.cls for cue in cues])
