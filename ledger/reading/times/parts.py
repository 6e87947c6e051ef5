"""What the tokens of one expression say together, whatever their order.

明年 + 第二季度 + 末 and "end of" + "the second quarter of" + "next year" fill the same places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ledger.reading.times import spans
from ledger.reading.times.spans import Length, Span

NEEDS_WHOLE = frozenset(("end", "start", "middle", "early", "late", "rest", "first_third", "last_third"))
"""Parts that say nothing without what they are part of."""


@dataclass(slots=True)
class Parts:
    """The places an expression can fill. `today` is None where the day of the talk is not known."""

    today: date | None
    lead: str = ""
    led: bool = False
    """An English preposition stands before it: "in two years", not "two years"."""
    prefix: str = ""
    suffix: str = ""
    base: Span | None = None
    length: Length | None = None
    quarter: int = 0
    month: int = 0
    day: int = 0
    lunar: bool = False
    """Month and day are those of the Chinese lunar calendar."""
    weekday: int = 0
    first_months: int = 0
    named: list[str] = field(default_factory=list)
    """Parts of what the other places say: its end, its first half."""
    implied: bool = False
    """Such a part says by itself what it is of: 年底, this summer."""
    word: str = ""
    """`soon` or `vague`, where a word says no more than that."""
    unknown: bool = False
    """It counts from a day of the talk that is not known."""

    @property
    def calendar(self) -> bool:
        """Whether it names days of the calendar, rather than a length."""
        return bool(
            self.base
            or self.quarter
            or self.day
            or self.first_months
            or self.month
            or self.weekday
            or self.named
            or self.unknown
        )

    @property
    def complete(self) -> bool:
        """Whether it says a time: not a word that asks for more behind it (过, next, the end of)."""
        if self.named and not (self.base or self.quarter or self.month or self.implied or self.unknown):
            return not NEEDS_WHOLE.intersection(self.named)
        return self.calendar or bool(self.length or self.word) or self.prefix == "ahead"

    @property
    def bare(self) -> bool:
        """Whether it is a length that nothing relates to the talk: 三十年, "ten years", "for two weeks"."""
        led = self.led and self.lead != "lead_for"
        return bool(self.length) and not (self.prefix or led) and self.suffix in ("", "about")

    def set_base(self, base: Span) -> bool:
        """The year (or longer) that all else lies in; said twice (明年2026年) it must be the same."""
        if self.base is not None or self.length is not None or self.word:
            return self.base == base and not self.length
        self.base = base
        return True

    def set_relative(self, unit: str, first: int, last: int) -> bool:
        """Units counted from the talk."""
        if self.today is None:
            self.unknown = not self.calendar and self.length is None
            return self.unknown
        return self.set_base(spans.relative(unit, first, last, self.today))

    def set_length(self, length: Length) -> bool:
        """A length of time; a smaller one behind it adds to it (四年六个月)."""
        if self.calendar or self.word or self.suffix:
            return False
        if self.length is None:
            self.length = length
            return True
        if self.length.vague or length.vague:
            return False
        # 四年六个月 adds up, 六个月 十二个月 goes from the one to the other.
        adds = length.months < 12 <= self.length.months or not length.months
        self.length = self.length.plus(length) if adds else length
        return True
