"""Stretches of days and what narrows them: the calendar behind the words, with no words in it.

Anything outside the years 1 to 9999 raises OverflowError or ValueError; `find_times` turns that into an
undated time.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)
NEARLY = timedelta(days=8)
"""A month that lacks no more than this is counted as whole: from 8 January to the year's end is 12."""
SPEECH_END_OF_CENTURY = 100
"""People count 18世纪 from 1700 to 1799, but "the end of this century" is 2100."""


class Span(NamedTuple):
    """The days from `start` to `end`, both included; None where it is open. `unit` says how it was named."""

    start: date | None
    end: date | None
    unit: str


class Length(NamedTuple):
    """A length of time in months and days; `vague` where no number was said (几年, a few years)."""

    months: float = 0
    days: int = 0
    vague: bool = False

    def plus(self, other: Length) -> Length:
        return Length(self.months + other.months, self.days + other.days, self.vague or other.vague)


@lru_cache(maxsize=1024)
def shift(day: date, months: float, days: int = 0) -> date:
    """The day so many months and days after `day` (before it, if negative); half months count 15 days."""
    if not math.isfinite(months) or abs(months) > 120_000 or abs(days) > 3_650_000:
        raise OverflowError(f"{months} months and {days} days are past the calendar")
    whole = math.trunc(months)
    return day + relativedelta(months=whole, days=days + round((months - whole) * 30))


def months_of(unit_start: date, months: int, unit: str) -> Span:
    """The span of whole months that begins on `unit_start`, the first of a month."""
    return Span(unit_start, shift(unit_start, months) - DAY, unit)


def year(number: int, count: int = 1) -> Span:
    """The calendar year, or `count` years from it."""
    return Span(date(number, 1, 1), date(number + count - 1, 12, 31), "year")


def century(number: int, current: int) -> Span:
    """The 21st century is number 21; the one of the year `current` and later ones end in 2100, 2200, …"""
    first = (number - 1) * 100
    if current <= first + 99:
        return Span(date(first + 1, 1, 1), date(first + SPEECH_END_OF_CENTURY, 12, 31), "century")
    return Span(date(first, 1, 1), date(first + 99, 12, 31), "century")


def relative(unit: str, first: int, last: int, today: date) -> Span:
    """The units from `first` to `last`, counted from the one that `today` lies in (0)."""
    count = last - first + 1
    if unit == "year":
        return year(today.year + first, count)
    if unit == "quarter":
        start = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
        return months_of(shift(start, 3 * first), 3 * count, unit)
    if unit == "month":
        return months_of(shift(today.replace(day=1), first), count, unit)
    if unit == "week":
        start = today - today.weekday() * DAY + 7 * first * DAY
        return Span(start, start + (7 * count - 1) * DAY, unit)
    if unit == "decade":
        return Span(*_years(today.year // 10 * 10 + 10 * first, 10 * count), "decade")
    if unit == "century":
        return century(today.year // 100 + 1 + first, today.year)
    return Span(today + first * DAY, today + last * DAY, "day")


def _years(first: int, count: int) -> tuple[date, date]:
    return date(first, 1, 1), date(first + count - 1, 12, 31)


def decade(first: int) -> Span:
    """The ten years from `first`, as 2030 for the 2030s."""
    return Span(*_years(first, 10), "decade")


def lunar_day(year_number: int, month: int, day: int) -> Span:
    """A day of the Chinese lunar calendar in the lunar year that begins in `year_number` (1900 to 2099)."""
    # Imported where it is needed: feasts are rare in talk, and starting must stay quick.
    from lunardate import LunarDate

    found = LunarDate(year_number, month, day).to_solar_date()
    return Span(found, found, "day")


# What a part of a span is: months from its start and how many of them.
_OF_YEAR = {
    "end": (11, 1), "start": (0, 2), "opening": (0, 1), "middle": (5, 1), "early": (0, 4), "late": (8, 4),
    "first_half": (0, 6), "last_half": (6, 6), "whole": (0, 12), "rest": (0, 12),
    "spring": (2, 3), "summer": (5, 3), "autumn": (8, 3), "winter": (11, 3),
}  # fmt: skip
_OF_HALF = {
    "end": (5, 1), "start": (0, 1), "middle": (2, 2), "late": (4, 2), "early": (0, 2), "rest": (0, 6),
}  # fmt: skip
_OF_QUARTER = {
    "end": (2, 1), "start": (0, 1), "middle": (1, 1), "late": (2, 1), "early": (0, 1), "rest": (0, 3),
}  # fmt: skip
# First and last day of a part of a month (31 for its last).
_OF_MONTH = {
    "end": (25, 31), "start": (1, 5), "opening": (1, 5), "middle": (11, 20), "early": (1, 10),
    "late": (21, 31),
    "first_half": (1, 15), "last_half": (16, 31), "first_third": (1, 10), "last_third": (21, 31),
}  # fmt: skip
# First and last tenth of a decade, a century or a plan.
_OF_LONG = {
    "end": (8, 10), "late": (7, 10), "start": (0, 3), "opening": (0, 2), "early": (0, 3), "middle": (4, 6),
    "first_half": (0, 5), "last_half": (5, 10), "rest": (0, 10),
}  # fmt: skip


def part_of(span: Span, part: str) -> Span:
    """The part of a span that a word names (its end, its first half); the span itself where it has none."""
    if span.start is None or span.end is None:
        return span
    if span.unit == "month":
        return _part_of_month(span.start, part, span)
    table = {"year": _OF_YEAR, "half": _OF_HALF, "quarter": _OF_QUARTER}.get(span.unit)
    if table is not None:
        place = table.get(part)
        # A part of several years (今明两年年底) belongs to the last of them.
        start = span.start if span.unit != "year" else date(span.end.year, 1, 1)
        unit = "half" if part.endswith("half") else "month" if place and place[1] == 1 else "quarter"
        return months_of(shift(start, place[0]), place[1], unit) if place else span
    place = _OF_LONG.get(part) if span.unit in ("decade", "century", "plan") else None
    if span.unit == "century" and part == "start":
        place = (0, 1)
    if not place:
        return span
    years = round((span.end.year - span.start.year + 1) / 10 * place[0])
    last = round((span.end.year - span.start.year + 1) / 10 * place[1]) - 1
    return Span(date(span.start.year + years, 1, 1), date(span.start.year + last, 12, 31), "part")


def _part_of_month(start: date, part: str, span: Span) -> Span:
    if part not in _OF_MONTH:
        return span
    first, last = _OF_MONTH[part]
    end = shift(start, 1) - DAY
    return Span(start.replace(day=first), min(end, start + (last - 1) * DAY), "part")


def months_between(today: date, due: date) -> int:
    """Whole months from one day to another; the last counts when no more than a week or so of it lacks."""
    end = due + NEARLY if due < date.max - NEARLY else due
    return (end.year - today.year) * 12 + end.month - today.month - (end.day < today.day)
