"""Which months a company's fiscal years lie in, as far as a talk tells it.

Whoever reports on the third quarter of fiscal 2020 at the end of January has years that end in March: "by the
end of this fiscal year" is two months away, not eleven.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from ledger.reading.numerals import number
from ledger.reading.patterns import pattern
from ledger.reading.times.spans import DAY, Span, shift
from ledger.reading.times.words import any_of, classes

OPENING = 5000
"""Characters at the beginning of a talk, among which it says what it reports on."""
SOON, LATE = timedelta(days=14), timedelta(days=60)
"""A quarter is reported on when so many days have passed since its end, and before so many have."""
_YEAR = r"(?:20\d\d|['’]?\d\d)(?![\d%])"
_FISCAL = r"(?:fiscal(?:\s+year)?|fy)"
_MEANT = pattern(
    r"fiscal|(?<![a-z])fy|财年|quarter|(?<![a-z])q\s?[1-4]|[1-4]q|季|half|year[\s-]end|year['’]s end"
    r"|of the (?:current )?year"
)
_MARKS = ("fiscal", "fy", "财年")
_CALENDAR = pattern(r"calendar|自然年")


def lag_of(text: str, today: date) -> int:
    """By how many months the fiscal years of a talk end after December; 0 where it tells of no other ones.

    `text` is folded. The first quarter that it names with its fiscal year is the one that it reports on.
    """
    opening = text[:OPENING]
    found = _reported().search(opening) if any(mark in opening for mark in _MARKS) else None
    if not found:
        return 0
    quarter, year = (part for part in found.groups() if part)
    if found["year_first"] or found["年"]:
        quarter, year = year, quarter
    last = 12 * (int(year[-2:]) + 2000) + 3 * _number(quarter) - 1
    if timedelta(0) <= today - _end_of(last) <= LATE:
        return 0
    ended = today - SOON + DAY
    lag = 12 * ended.year + ended.month - 2 - last
    return lag if -12 < lag <= 2 else 0


def is_fiscal(words: str) -> bool:
    """Whether a time counts by the fiscal years of its talk: quarters, halves and the end of the year do."""
    return bool(_MEANT.search(words)) and not _CALENDAR.search(words)


def moved(span: Span, months: int) -> Span:
    """The span so many months later; it ends on the last day of a month if it did before."""
    start = span.start and shift(span.start, months)
    return Span(start, span.end and shift(span.end + DAY, months) - DAY, span.unit)


def _end_of(month: int) -> date:
    """The last day of a month, counted from the year 0."""
    year, before = divmod(month + 1, 12)
    return date(year, before + 1, 1) - DAY


def _number(quarter: str) -> int:
    """Which quarter "third quarter", "q3" and 三 are."""
    named = classes("named").get(" ".join(quarter.replace("-", " ").split()), "")
    return int(named[-1:] or number(quarter.lstrip("q ")) or 1)


@cache
def _reported() -> re.Pattern[str]:
    names = any_of(word for word, cls in classes("named").items() if cls.startswith("quarter"))
    quarter = rf"(?:{names}|q\s?[1-4])".replace(r"\s+", r"[\s-]+")
    return re.compile(
        rf"(?<![a-z])({quarter})(?:\s+of)?(?:\s+(?:the|our|its))?\s*{_FISCAL}\s*({_YEAR})"
        rf"|(?<![a-z]){_FISCAL}\s+({quarter})(?:\s+of)?\s+({_YEAR})"
        rf"|(?<![a-z]){_FISCAL}\s*(?P<year_first>{_YEAR})(?:['’]s)?[\s,-]+({quarter})"
        r"|(?P<年>(?:20)?\d\d) ?财年的? ?第?([一二三四1-4])季"
    )
