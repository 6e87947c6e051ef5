"""Where words went when a transcript was corrected: how alike two texts are, and where stretches moved."""

from __future__ import annotations

from zlib import crc32

from rapidfuzz import fuzz

from ledger.book.matching import Stretch

ALIKE = 0.5
"""Least share of eight-character pieces two texts have in common to be versions of one transcript."""
_PIECE = 8
_SAMPLE = 400_000
"""Characters looked at to tell whether two texts are alike."""
_CONTEXT = 30
_CLOSE = 75.0
"""Least likeness, 0 to 100, of words that were corrected to the words as they were."""


def likeness(one: str, other: str) -> float:
    """The share of the shorter text's pieces that the other has too, 0 to 1."""
    mine, theirs = _pieces(one), _pieces(other)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _pieces(text: str) -> set[int]:
    sample = "".join(text[:_SAMPLE].split())
    return {crc32(sample[at : at + _PIECE].encode()) for at in range(max(1, len(sample) - _PIECE + 1))}


def moved(stretch: Stretch, old: str, new: str) -> Stretch | None:
    """Where the words of a stretch of `old` stand in `new`, corrections included; None where they are gone.

    Of several places, the one with the same words around it is taken, else the nearest.
    """
    expected = stretch.start * len(new) // max(1, len(old))
    before = old[max(0, stretch.start - _CONTEXT) : stretch.start]
    after = old[stretch.end : stretch.end + _CONTEXT]
    for left, right in ((before, after), (before, ""), ("", after), ("", "")):
        at = _nearest(left + stretch.words + right, new, expected)
        if at is not None:
            return Stretch(at + len(left), at + len(left) + len(stretch.words), stretch.words)
    found = fuzz.partial_ratio_alignment(stretch.words, new, score_cutoff=_CLOSE)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return Stretch(found.dest_start, found.dest_end, new[found.dest_start : found.dest_end])


def _nearest(words: str, text: str, expected: int) -> int | None:
    """The place of `words` in `text` nearest to `expected`."""
    earlier = text.rfind(words, 0, expected + len(words))
    later = text.find(words, expected)
    places = [at for at in (earlier, later) if at >= 0]
    return min(places, key=lambda at: abs(at - expected)) if places else None
