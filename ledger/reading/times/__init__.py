"""Time expressions in Chinese and English speech: where they stand and which days they mean.

The day of the talk is "today". A date known to the month or the year only counts as its last possible day,
so that a horizon never ends too early; nothing here asks what day it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.dates import PartialDate
from ledger.model import Times
from ledger.reading.times.fiscal import is_fiscal, lag_of, moved
from ledger.reading.times.grammar import Reading, Token, read
from ledger.reading.times.parts import Parts
from ledger.reading.times.resolve import span_of
from ledger.reading.times.spans import Span, months_between, shift
from ledger.reading.times.taking import take
from ledger.reading.times.words import classes, fold


def find_times(text: str, said_on: PartialDate | None = None) -> tuple[Times, ...]:
    """Every time expression in `text`, in order; offsets are those of `text`.

    Without `said_on` absolute dates are still dated, relative ones are not. Vague ones (未来, eventually)
    and those past the calendar are found and undated. Never raises.
    """
    today = said_on.last() if said_on else None
    return tuple(_times(text, found, said_on) for found in _expressions(fold(text), today))


def foremost(times: Sequence[Times]) -> Times | None:
    """The one that dates a phrase: the first dated one ahead of the talk, else the first dated, else any."""
    dated = [one for one in times if one.due or one.start_day]
    ahead = [one for one in dated if one.due and one.future]
    return next(iter([*ahead, *dated, *times]), None)


@dataclass(slots=True)
class _Expression:
    """One expression as it is read: its place, and the parts of the times a range runs through."""

    start: int
    end: int
    chain: list[Parts]
    and_at: int = 0
    """Where an "and" stands that holds only if 之间 follows: 2015年和2018年之间."""
    complete: bool = False
    """It says a time, and no word that asks for more."""
    lag: int = 0
    """By how many months the years it counts by end after December."""

    def extend(self, token: Token, reading: Reading) -> bool:
        """Take the token that follows; False where the expression ends before it."""
        if token.kind == "to":
            return self._extend_range(token, reading)
        if not take(self.chain[-1], token):
            return False
        self.end = token.end
        return True

    def _extend_range(self, to: Token, reading: Reading) -> bool:
        target = reading.follow(to.end)
        other = Parts(self.chain[-1].today)
        if target is None or target.kind in ("to", "part") or not take(other, target):
            return False
        if to.cls == "and" and not self.and_at:
            self.and_at = self.end
        self.chain.append(other)
        self.end = target.end
        return True

    def close(self, text: str) -> None:
        """Give back what stands behind an "and" that joins two expressions, not the ends of a range."""
        if self.and_at and not (text[self.end - 1] == "间" or text.startswith("between", self.start)):
            self.end = self.and_at
            del self.chain[1:]


def _expressions(text: str, today: date | None) -> Iterator[_Expression]:
    reading, at = read(text), 0
    lag = lag_of(text, today) if today else 0
    for spot in sorted(reading.seen.starts):
        token = reading.begin(spot) if spot >= at else None
        if token is None:
            continue
        found = _expression(reading, token, at, today)
        if lag and today and found.chain[0].calendar and is_fiscal(text[found.start : found.end]):
            found = _expression(reading, token, at, shift(today, -lag))
            found.lag = lag
        if found.complete:
            yield found
        at = max(found.end, token.end)


def _expression(reading: Reading, token: Token, floor: int, today: date | None) -> _Expression:
    """What begins with a token, no earlier than `floor`, counted from `today`."""
    text = reading.text
    start, lead = reading.leading(token.start, floor)
    parts = Parts(today, lead=classes("lead").get(lead, ""), led=lead.isascii() and bool(lead))
    found = _Expression(start, token.end, [parts])
    if take(parts, token):
        while (behind := reading.follow(found.end)) and found.extend(behind, reading):
            pass
        found.close(text)
        found.complete = parts.complete and text[start : found.end] not in classes("doubtful")
    return found


def _times(text: str, found: _Expression, said_on: PartialDate | None) -> Times:
    span, last = _span(found.chain), found.chain[-1]
    span = moved(span, found.lag) if span and found.lag else span
    start, due = (span.start, span.end) if span else (None, None)
    return Times(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        start_day=start,
        due=due,
        months=months_between(said_on.last(), due) if due and said_on else None,
        future=_future(last, due, said_on),
        bare=last.bare,
        fixed=last.calendar,
        soon=last.word == "soon",
    )


def _span(chain: list[Parts]) -> Span | None:
    """The days from the beginning of the first time to the end of the last; None where one is undated."""
    try:
        whole = span_of(chain[0])
        for parts in chain[1:]:
            span = span_of(parts, follows=whole)
            if span is None or whole is None:
                return None
            whole = Span(whole.start, span.end, span.unit)
    except (ValueError, OverflowError):
        return None
    return whole


def _future(last: Parts, due: date | None, said_on: PartialDate | None) -> bool:
    """Whether it reaches past the day of the talk, as far as that is known."""
    if due and said_on:
        return due > said_on.first()
    gone = last.suffix in ("ago", "since") or (last.suffix == "before" and last.length is not None)
    return not gone and last.prefix not in ("past", "previous")
