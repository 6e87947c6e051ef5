"""Which stretch found now is which found before: by words and place, then by words, then by overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

OVERLAP = 0.5
"""Least share of their joint length that two stretches have in common to be the same one."""


@dataclass(frozen=True)
class Stretch:
    """Where something stands in a text, and its words."""

    start: int
    end: int
    words: str


def match(old: Sequence[Stretch], new: Sequence[Stretch]) -> dict[int, int]:
    """For each index of `new` that is found in `old`, the index there; each of either is used once.

    Where several would do, the earlier in `old` and in `new` come first.
    """
    pairs: dict[int, int] = {}
    _pair_equal(pairs, [(one.words, one.start) for one in old], [(one.words, one.start) for one in new])
    _pair_equal(pairs, [one.words for one in old], [one.words for one in new])
    used = set(pairs.values())
    for _, there, here in sorted(_overlaps(old, new)):
        if here not in pairs and there not in used:
            pairs[here] = there
            used.add(there)
    return pairs


def _pair_equal(pairs: dict[int, int], old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
    """Pairs what is equal and not paired yet, in order."""
    used = set(pairs.values())
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for there in reversed(range(len(old))):
        if there not in used:
            waiting[old[there]].append(there)
    for here, key in enumerate(new):
        if here not in pairs and waiting.get(key):
            pairs[here] = waiting[key].pop()


def _overlaps(old: Sequence[Stretch], new: Sequence[Stretch]) -> list[tuple[float, int, int]]:
    """Those that overlap by OVERLAP or more: (minus the share, index in old, index in new)."""
    order = sorted(range(len(old)), key=lambda index: old[index].start)
    starts = [old[index].start for index in order]
    longest = max((one.end - one.start for one in old), default=0)
    found = []
    for here, stretch in enumerate(new):
        first, last = bisect_left(starts, stretch.start - longest), bisect_left(starts, stretch.end)
        for there in order[first:last]:
            share = overlap(old[there], stretch)
            if share >= OVERLAP:
                found.append((-share, there, here))
    return found


def overlap(one: Stretch, other: Stretch) -> float:
    """The length two stretches share over the length they cover together, 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))
