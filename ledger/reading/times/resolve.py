"""From the parts of an expression to days: which span of the calendar, counted from the day of the talk."""

from __future__ import annotations

from datetime import date

from ledger.reading.times import spans
from ledger.reading.times.parts import Parts
from ledger.reading.times.spans import DAY, Length, Span

LONG_AGO = 6
"""A month or quarter without a year that ended more than so many months ago is next year's."""
SOON = Length(months=12)


def span_of(parts: Parts, follows: Span | None = None) -> Span | None:
    """The days the expression spans, None where it is vague or counts from an unknown day.

    `follows` is the first half of a range this expression ends: 6月到8月, 2018年2——4月.
    """
    if parts.unknown or parts.word == "vague" or (parts.length and parts.length.vague):
        return None
    if parts.length:
        return _rolling(parts, parts.length, parts.today) if parts.today else None
    if parts.word == "soon":
        return Span(parts.today, _later(parts.today, SOON), "soon") if parts.today else None
    named = _calendar(parts, follows)
    return _related(parts, named) if named else None


def _later(day: date, length: Length, sign: int = 1) -> date:
    return spans.shift(day, sign * length.months, sign * length.days)


def _rolling(parts: Parts, length: Length, today: date) -> Span:
    """A length counted from the talk: behind it, before it, or the point where it ends."""
    if parts.suffix == "after":
        return Span(_later(today, length), _later(today, length), "point")
    if parts.suffix in ("before", "ago") and parts.prefix not in ("ahead", "passing", "coming"):
        return Span(_later(today, length, -1), _later(today, length, -1), "point")
    if parts.suffix == "since":
        begin = _later(today, length, -1)
        return Span(begin.replace(day=1, month=begin.month if length.months % 12 else 1), today, "since")
    if parts.prefix == "past":
        return Span(_later(today, length, -1), today, "rolling")
    if parts.prefix in ("previous", "next"):
        return _whole_units(parts.prefix, length, today)
    return Span(today, _later(today, length), "rolling")


def _whole_units(prefix: str, length: Length, today: date) -> Span:
    """下三个月, 前两年: whole months and years of the calendar, while 下一个十年 counts from the talk."""
    count = int(length.months)
    years, rest = divmod(count, 12)
    if prefix == "previous" and count:
        if rest or count != length.months:
            return spans.relative("month", -count, -1, today)
        return spans.relative("year", -years, -1, today)
    if prefix == "previous":
        return Span(_later(today, length, -1), today - DAY, "rolling")
    if 1 <= length.months < 12:
        return spans.relative("month", 1, count, today)
    return Span(today + DAY, _later(today, length), "rolling")


def _calendar(parts: Parts, follows: Span | None) -> Span | None:
    if parts.base:
        return _narrow(parts, parts.base)
    if follows and follows.end and follows.start:
        span = _narrow(parts, spans.year(follows.start.year))
        before = span.end is not None and span.end < follows.start
        return _narrow(parts, spans.year(follows.start.year + 1)) if before else span
    if not parts.today or not parts.calendar:
        return None
    span = _narrow(parts, spans.year(parts.today.year))
    since = 0 if parts.prefix in ("next", "coming") else LONG_AGO
    if span.end and spans.shift(span.end, since) < parts.today:
        return _narrow(parts, spans.year(parts.today.year + 1))
    return span


def _narrow(parts: Parts, span: Span) -> Span:
    """The quarter, the month, the day, the end of `span`."""
    if not span.end:
        return span
    if parts.lunar:
        return spans.lunar_day(span.end.year, parts.month, parts.day)
    if parts.quarter:
        span = spans.months_of(date(span.end.year, 3 * parts.quarter - 2, 1), 3, "quarter")
    if parts.first_months and span.start:
        span = spans.months_of(span.start, parts.first_months, "months")
    if parts.month and span.end:
        span = spans.months_of(date(span.end.year, parts.month, 1), 1, "month")
    if parts.day and span.start:
        day = span.start.replace(day=parts.day)
        span = Span(day, day, "day")
    if parts.weekday and span.start:
        day = span.start + (parts.weekday - 1) * DAY
        span = Span(day, day, "day")
    for part in sorted(parts.named, key=lambda part: not part.endswith("half")):
        span = spans.part_of(span, part)
    return span


def _related(parts: Parts, span: Span) -> Span:
    """Before it, after it, since it: in a past span that reaches to the day of the talk."""
    past = bool(parts.today and span.end and span.end < parts.today)
    if parts.suffix == "before" or parts.lead == "lead_before":
        # "Before 2030" allows none of 2030, but a deadline (年底前, 6月前, before 1 May) its last day.
        if parts.named or parts.month or span.unit in ("month", "quarter", "week"):
            return Span(parts.today, span.end, "by")
        return Span(None, span.start and span.start - DAY, "before")
    if parts.suffix == "after" or parts.lead == "lead_after":
        return Span(span.end and span.end + DAY, None, "after") if past else span
    since = parts.suffix == "since" or parts.lead == "lead_since"
    if since or (past and parts.suffix == "start_of"):
        return Span(span.start, parts.today, "since")
    return span
