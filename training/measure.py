"""What claims found are worth against gold ones, by the rule of the evaluation: half a third of overlap.

Two claims are the same from an intersection over union of 0.3; pairs are one to one, the best first; finding
an optional claim is no error, missing one costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from training.talks import Gold, Talk

SAME = 0.3
Found = list[tuple[int, int, float]]
"""Claims found in a talk: start and end in spoken offsets, score."""


@dataclass
class Count:
    """Sums over talks."""

    gold: int = 0
    found: int = 0
    hit: int = 0
    precision_sum: float = 0.0
    characters: int = 0

    def add(self, other: Count) -> None:
        """Take in the sums of another."""
        self.gold += other.gold
        self.found += other.found
        self.hit += other.hit
        self.precision_sum += other.precision_sum
        self.characters += other.characters

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.found + self.gold) if self.found + self.gold else 0.0

    @property
    def average_precision(self) -> float:
        return self.precision_sum / self.gold if self.gold else 0.0

    def row(self, name: str) -> str:
        """A line of a Markdown table."""
        precision, recall = self.hit / max(1, self.found), self.hit / max(1, self.gold)
        false = (self.found - self.hit) / max(1, self.characters) * 2000
        return (
            f"| {name} | {self.gold} | {self.found} | {precision:.2f} | {recall:.2f} | {self.f1:.3f} "
            f"| {self.average_precision:.3f} | {false:.2f} |"
        )


@dataclass
class Measure:
    """Counts of each talk, and every claim found with its score and whether it was right."""

    counts: dict[str, Count] = field(default_factory=dict)
    chinese: Count = field(default_factory=Count)
    english: Count = field(default_factory=Count)
    outcomes: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def worth(self) -> float:
        """What the threshold is chosen by."""
        return self.chinese.f1 + 0.5 * self.chinese.average_precision + 0.1 * self.english.f1

    def table(self, every: Sequence[Talk], fitted: Measure) -> str:
        """The figures by talk and pooled, those on the talks fitted on in the last column."""
        lines = [
            "| talk | gold | found | precision | recall | F1 | average precision "
            "| false per 2,000 characters | F1 fitted |",
            "|---|---|---|---|---|---|---|---|---|",
        ]
        for talk in every:
            count = self.counts[talk.name]
            lines.append(f"{count.row(talk.name)} {fitted.counts[talk.name].f1:.3f} |")
        lines.append(f"{self.chinese.row('**Chinese**')} {fitted.chinese.f1:.3f} |")
        lines.append(f"{self.english.row('**English**')} {fitted.english.f1:.3f} |")
        return "\n".join(lines)


def measure(every: Sequence[Talk], found: Sequence[Found]) -> Measure:
    """Count over all talks."""
    result = Measure()
    for talk, claims in zip(every, found, strict=True):
        count, outcomes = _count(talk, claims)
        result.counts[talk.name] = count
        (result.english if talk.english else result.chinese).add(count)
        result.outcomes += outcomes
    return result


def _count(talk: Talk, found: Found) -> tuple[Count, list[tuple[float, bool]]]:
    required = [one for one in talk.gold if not one.optional]
    hits = _matched(required, found)
    left = [at for at in range(len(found)) if at not in hits]
    excused = {
        left[at] for at in _matched([one for one in talk.gold if one.optional], [found[k] for k in left])
    }
    counted = sorted((at for at in range(len(found)) if at not in excused), key=lambda at: -found[at][2])
    count = Count(len(required), len(counted), len(hits), characters=len(talk.document.spoken))
    right = 0
    for place, at in enumerate(counted, 1):
        if at in hits:
            right += 1
            count.precision_sum += right / place
    return count, [(found[at][2], at in hits) for at in counted]


def _matched(gold: Sequence[Gold], found: Found) -> set[int]:
    """Which of those found match a gold claim, one to one, the best overlap first."""
    pairs = []
    for g, one in enumerate(gold):
        for f, (start, end, _) in enumerate(found):
            shared = min(one.end, end) - max(one.start, start)
            share = shared / (max(one.end, end) - min(one.start, start)) if shared > 0 else 0.0
            if share >= SAME:
                pairs.append((-share, g, f))
    taken: set[int] = set()
    matched: set[int] = set()
    for _, g, f in sorted(pairs):
        if g not in taken and f not in matched:
            taken.add(g)
            matched.add(f)
    return matched
