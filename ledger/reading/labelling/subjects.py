"""What words are about: the subjects of the word files, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ledger.reading.lexicon.scanner import scanner


def subjects(text: str) -> Counter[str]:
    """How often each subject is named in `text` (simplified characters, small letters)."""
    return Counter(cue.cls for cue in scanner("topics").find(text))


def shares(text: str) -> Mapping[str, float]:
    """The share of each subject in all that is named; they add up to 1, or there are none."""
    counts = subjects(text)
    total = counts.total()
    return {subject: count / total for subject, count in counts.items()}
