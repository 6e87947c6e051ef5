"""Tokens to parts: what each kind of token says, put in its place.

A token that has no place beside what was said before ends the expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ledger.reading.numerals import digits, number
from ledger.reading.times import spans
from ledger.reading.times.grammar import Token
from ledger.reading.times.parts import Parts
from ledger.reading.times.spans import Length, Span
from ledger.reading.times.words import classes

MONTHS = {
    "unit_year": 12, "unit_month": 1, "unit_half_month": 1, "unit_quarter": 3, "unit_decade": 120,
    "unit_century": 1200, "unit_short_month": 1,
}  # fmt: skip
DAYS = {"unit_week": 7, "unit_day": 1}
NEAR = 12
"""A year said with two digits is the last one that lies no more than so many years ahead."""
UNDATED = 2024
"""The year that two-digit years and decades are counted from where the day of the talk is not known."""


def take(parts: Parts, token: Token) -> bool:
    """Put a token in its place; False, and nothing done, where it has none: there the expression ends."""
    try:
        return _TAKE[token.kind](parts, token)
    except (ValueError, OverflowError):
        return False


def _this_year(parts: Parts) -> int:
    return parts.today.year if parts.today else UNDATED


def _take_year(parts: Parts, token: Token) -> bool:
    value = digits(token.groups[0] or "") or 0
    return bool(value) and parts.set_base(spans.year(value))


def _take_iso(parts: Parts, token: Token) -> bool:
    if not _take_year(parts, token):
        return False
    parts.month, parts.day = int(token.groups[1] or 0), int(token.groups[2] or 0)
    return True


def _take_short_year(parts: Parts, token: Token) -> bool:
    """26年 is a year near the talk, 30年 and 三五年 more likely lengths."""
    text = token.groups[0] or ""
    value = digits(text) or 0
    latest = _this_year(parts) + NEAR
    year = latest // 100 * 100 + value
    if _is_length(parts, text, value):
        return parts.set_length(Length(12 * (number(text) or 0)))
    return parts.set_base(spans.year(year if year <= latest else year - 100))


def _is_length(parts: Parts, text: str, value: int) -> bool:
    if not text.isdecimal():
        return number(text) != value and (bool(parts.prefix) or text[0] != "二")
    if text[0] == "0":
        return False
    return (
        value <= 10
        or (value % 10 == 0 and value <= 60 and not parts.lead)
        or (bool(parts.prefix) and value % 5 == 0)
    )


def _take_century(parts: Parts, token: Token) -> bool:
    value = int(number(token.groups[0] or "") or 0)
    return parts.set_base(spans.century(value, _this_year(parts)))


def _take_decade(parts: Parts, token: Token) -> bool:
    value = int(digits(token.groups[0] or "") or number(token.groups[0] or "") or 0)
    if value > 100:
        return parts.set_base(spans.decade(value))
    if parts.base and parts.base.unit == "century" and parts.base.start:
        parts.base = spans.decade(parts.base.start.year // 100 * 100 + value)
        return True
    year = _this_year(parts)
    first = year // 100 * 100 + value
    return parts.set_base(spans.decade(first if first <= year + 40 else first - 100))


def _take_plan(parts: Parts, token: Token) -> bool:
    """The tenth five-year plan began in 2001."""
    first = 2001 + 5 * int(number(token.groups[0] or token.groups[1] or "") or 0)
    return parts.set_base(Span(date(first, 1, 1), date(first + 4, 12, 31), "plan"))


def _take_quarter(parts: Parts, token: Token) -> bool:
    text = token.groups[0] or token.groups[1] or ""
    return _set_quarter(parts, 1 if text == "首" else int(number(text) or 0))


def _set_quarter(parts: Parts, value: int) -> bool:
    if parts.quarter or parts.month or parts.length or parts.word:
        return False
    parts.quarter = value
    return True


def _take_half(parts: Parts, token: Token) -> bool:
    return _name(parts, "first_half" if "1" in token.groups[:2] else "last_half")


def _take_month(parts: Parts, token: Token) -> bool:
    text = token.groups[0] or ""
    return _set_month(parts, 1 if text == "元" else int(number(text) or 0))


def _set_month(parts: Parts, value: int) -> bool:
    if parts.prefix in ("past", "previous", "next") and not parts.calendar:
        return parts.set_length(Length(value))
    taken = parts.month or parts.quarter or parts.length or parts.word
    if taken or not 1 <= value <= 12 or (parts.base and parts.base.unit not in ("year", "day")):
        return False
    parts.month = value
    return True


def _take_first_months(parts: Parts, token: Token) -> bool:
    taken = parts.length or parts.word or parts.quarter or parts.month
    if taken or (parts.base and parts.base.unit != "year"):
        return False
    parts.first_months = int(number(token.groups[0] or "") or 0) * (3 if token.groups[1] == "季" else 1)
    return 1 <= parts.first_months <= 12


def _take_day(parts: Parts, token: Token) -> bool:
    value = int(number(token.groups[0] or "") or 0)
    if not 1 <= value <= 31 or parts.day or not (parts.month or token.kind == "named_day"):
        return False
    parts.day = value
    return True


def _take_weekday(parts: Parts, token: Token) -> bool:
    """周五 is the next one from the talk, 下周五 that of the week after."""
    if parts.calendar or parts.length or parts.word:
        return False
    weeks = {"下下": 2, "下": 1, "上": -1}.get(token.groups[0] or "", 0)
    parts.weekday = (
        "一二三四五六日".index((token.groups[1] or "").replace("天", "日").replace("末", "日")) + 1
    )
    if parts.today and not token.groups[0] and parts.today.weekday() + 1 > parts.weekday:
        weeks = 1
    return parts.set_relative("week", weeks, weeks)


def _take_named(parts: Parts, token: Token) -> bool:
    unit, _, value = classes("named")[" ".join((token.groups[0] or "").split())].split("-")
    if unit == "quarter":
        return _set_quarter(parts, int(value))
    before = parts.day
    taken = _set_month(parts, int(value))
    parts.day = int(token.groups[1]) if taken and token.groups[1] else before
    return taken


def _take_word(parts: Parts, token: Token) -> bool:
    cls = token.cls
    if cls.startswith(("feast-", "lunar-")):
        return _take_feast(parts, *cls.split("-"))
    if cls[-2] in "+-":
        unit, *numbers = re.split(r"(?=[+-])", cls)
        return parts.set_relative(unit.removesuffix("s"), int(numbers[0]), int(numbers[-1]))
    if "_" in cls:
        return _take_part_word(parts, *cls.split("_", 1))
    taken = parts.calendar or parts.length or parts.word or (parts.prefix and cls == "ahead")
    if taken or cls == "none":
        return False
    if cls == "ahead":
        parts.prefix = cls
    else:
        parts.word = cls
    return True


def _take_feast(parts: Parts, calendar: str, month: str, day: str) -> bool:
    if parts.prefix or not _set_month(parts, int(month)):
        return False
    parts.day, parts.lunar = int(day), calendar == "lunar"
    return True


def _take_part_word(parts: Parts, unit: str, part: str) -> bool:
    """年底, 月初: of what was said before, else of this year, month or century."""
    if unit != "year" and not parts.calendar:
        parts.set_relative(unit, 0, 0)
    parts.implied = True
    return _name(parts, part)


def _name(parts: Parts, part: str) -> bool:
    if parts.length or parts.word or part in parts.named or parts.day:
        return False
    parts.named.append(part)
    return True


def _take_part(parts: Parts, token: Token) -> bool:
    return _name(parts, token.cls)


def _take_prefix(parts: Parts, token: Token) -> bool:
    if parts.calendar or parts.length or parts.word or parts.prefix not in ("", "ahead"):
        return False
    parts.prefix = parts.prefix or token.cls
    return True


def _take_length(parts: Parts, token: Token) -> bool:
    text, unit, half = token.groups
    cls, value = classes("units")[unit or ""], number(text or "")
    if cls == "unit_year" and value and (1500 < value == digits(text or "") or value > 2000) and value < 2200:
        return parts.set_base(spans.year(int(value)))
    if value is None:
        return parts.set_length(Length(vague=True))
    if half and half.split()[0] == "or":
        value = number(half.split()[-1]) or value
    elif half or cls == "unit_half_month":
        value += 0.5
    if cls in DAYS:
        return parts.set_length(Length(days=round(DAYS[cls] * value)))
    return parts.set_length(Length(MONTHS[cls] * value))


def _take_one(parts: Parts, token: Token) -> bool:
    """The next decade, the coming year: one unit, counted from the talk."""
    word, unit, most = token.groups
    parts.prefix = classes("prefix")[" ".join((word or "").split())]
    cls, count = classes("units")[unit or ""], round(number(most or "one") or 1)
    return parts.set_length(Length(count * MONTHS.get(cls, 0), count * DAYS.get(cls, 0)))


def _take_suffix(parts: Parts, token: Token) -> bool:
    if not (parts.calendar or parts.length) or parts.suffix not in ("", "about", "within"):
        return False
    parts.suffix = token.cls
    return True


def _take_whole(parts: Parts, token: Token) -> bool:
    """The year, the decade: only where a part of it was named."""
    unit, value = token.cls.removeprefix("whole_").split("+")
    return bool(parts.named or parts.quarter) and parts.set_relative(unit, int(value), int(value))


_TAKE: dict[str, Callable[[Parts, Token], bool]] = {
    "iso": _take_iso, "year": _take_year, "led_year": _take_year, "short_year": _take_short_year,
    "century": _take_century, "decade": _take_decade, "plan": _take_plan, "quarter": _take_quarter,
    "half": _take_half, "month": _take_month, "nth_month": _take_month, "open_month": _take_month,
    "first_months": _take_first_months, "day": _take_day, "named_day": _take_day,
    "weekday": _take_weekday, "named": _take_named, "word": _take_word, "prefix": _take_prefix,
    "length": _take_length, "one": _take_one, "part": _take_part, "suffix": _take_suffix,
    "whole": _take_whole,
}  # fmt: skip
