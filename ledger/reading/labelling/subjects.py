"""What a talk is about: its words of the subjects, found once, and counted for any stretch of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.reading.lexicon.scanner import scanner


@dataclass(frozen=True)
class Subjects:
    """The subjects named in a text, in order, and where; offsets are those of the text."""

    starts: Sequence[int]
    names: Sequence[str]

    def between(self, start: int, end: int) -> Counter[str]:
        """How often each subject is named from `start` to `end`."""
        first = bisect_left(self.starts, start)
        return Counter(self.names[first : bisect_left(self.starts, end, first)])

    def shares(self) -> Mapping[str, float]:
        """The share of each subject in all that is named; they add up to 1, or there are none."""
        return {name: count / len(self.names) for name, count in Counter(self.names).items()}


def subjects(text: str) -> Subjects:
    """The subjects that `text` (simplified characters, small letters) names."""
    cues = list(scanner("topics").find(text))
    return Subjects([cue.start for cue in cues], [cue.cls for cue in cues])
