"""The shapes in which transcripts write a label: `**Name**:`, `[Name]:`, `Name (00:01:10):`, `Name:` …

Here it is only seen that a line could begin with one; `voices` decides whether to believe it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.reading.formats.clock import TIME, seconds
from ledger.reading.formats.names import bare, is_name, is_role
from ledger.reading.patterns import pattern

_HEAD = 160
"""Characters of a line in which a label may stand."""
_MAY_BE = pattern(r"[:：\[【*#(（\d]")
_OPEN, _CLOSE = r"[\[(（【`]\s*", r"\s*[\])）】`]\s*"
_FIRST = rf"(?:[\[(（]?(?P<first>{TIME})[\])）]?[\s|·–—-]+)?"
"""A time before the name."""
_ASIDE = r"(?:\s*[(（][^()（）\d]{1,20}[)）])?"
"""What is said of the voice between its name and the time."""
_UNTIL = rf"(?:\s*(?:-+>|[-–—~])\s*{TIME})?"
_BOLD = (
    rf"(?:[-•]\s+)?(\*\*|__)\s*{_FIRST}\[?(?P<name>[^*\[\]:：]{{1,80}}?)\]?\s*"
    rf"(?:{_OPEN}(?P<time>{TIME}){_CLOSE})?(?P<inner>[:：])?\s*\1\s*"
    rf"(?:{_OPEN}(?P<later>{TIME}){_CLOSE})?(?(inner)[:：]?|[:：])\s*"
)
SHAPES = {
    "bold": pattern(_BOLD),
    "bracket": pattern(r"[\[【](?P<name>[^\[\]【】:：]{1,40})[\]】]\s*[:：]\s*"),
    "timed": pattern(
        rf"(?P<name>[^:：\[\](（【*#]{{1,40}}?{_ASIDE})\s*[\[(（【]\s*(?P<time>{TIME}){_UNTIL}\s*[\])）】]\s*"
        r"(?:[:：]\s*|\Z)"
    ),
    "title": pattern(
        rf"(?:#{{1,6}}\s+(?:\*\*)?|(?:[-•]\s+)?\*\*){_FIRST}(?P<name>[^*#:：\[\]()（）]{{1,60}}?)\s*(?:\*\*)?[\s,|•·]*"
        rf"(?:[\[(（]?(?P<time>{TIME})[\])）]?)?\s*(?:\*\*)?\Z"
    ),
    "over": pattern(rf"(?P<name>[^:：*#]{{1,40}}?)[\s,|•·@–—-]+(?P<time>{TIME}){_UNTIL}\Z"),
    "before": pattern(rf"(?P<name>[^:：*#\d\s][^:：*#]{{0,30}}?)\s+(?P<time>{TIME})\s+"),
    "plain": pattern(r"(?P<name>[^:：*\[【][^:：*]{0,60}?)\s*[:：](?!//)\s*"),
    "tag": pattern(r"[\[【(（](?P<name>[^\[\]【】()（）:：]{1,40}(?::\s?\d{1,3})?)[\]】)）]\s*"),
    "alone": pattern(r"(?P<name>[^:：*#\[\]]{1,30})\Z"),
}
"""The shapes by name, the surest first: `title` is a heading or bold line, `over` stands over its words,
`before` has a time between the name and them."""


@dataclass(frozen=True)
class Heard:
    """A label as it may stand before words: what it says, where the words begin, by which shape.

    `key` is what the same label said again has in common with this one, `alone` tells that no words follow
    on its line, `seconds` is the time it gives.
    """

    name: str
    key: str
    body: int
    shape: str
    alone: bool
    seconds: float | None = None

    @property
    def numbered(self) -> bool:
        """Whether it is a part with a number: Speaker 1."""
        return is_role(self.name) and self.name[-1:].isdigit()


def hear(text: str, after_mark: bool = False) -> Heard | None:
    """The label `text` may begin with, the surest shape first; `Name:` after a turn mark is `marked`."""
    head = text[:_HEAD]
    if not _MAY_BE.search(head):
        return None
    for shape, expression in SHAPES.items():
        found = expression.match(head)
        name = found["name"].strip() if found else ""
        if found and is_name(name) and not _is_clock(found, head):
            alone = found.end() == len(text)
            shape = "marked" if after_mark and shape == "plain" else shape
            return Heard(name, bare(name).lower(), found.end(), shape, alone, _seconds(found.groupdict()))
    return None


def _seconds(groups: dict[str, str | None]) -> float | None:
    time = groups.get("time") or groups.get("later") or groups.get("first")
    return seconds(time) if time else None


def _is_clock(found: re.Match[str], head: str) -> bool:
    return found["name"][-1:].isdigit() and head[found.end() : found.end() + 1].isdigit()
