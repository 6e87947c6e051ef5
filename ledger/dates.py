"""Dates known to the day, the month or the year, as recordings have them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ledger.errors import BadInput

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
ACCEPTED = "a date is YYYY, YYYY-MM or YYYY-MM-DD"


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known to the day (`2024-06-15`), the month (`2024-06`) or the year (`2024`).

    `month` and `day` are 0 where they are not known, so that partial dates sort before full ones.
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raises BadInput for anything else, 2023-02-30 included."""
        found = _ISO.match(text.strip())
        if not found:
            raise BadInput(f"'{text}' is no date: {ACCEPTED}")
        year, month, day = (int(part or 0) for part in found.groups())
        try:
            date(year, month or 1, day or 1)
        except ValueError as error:
            raise BadInput(f"'{text}' is no date ({error}): {ACCEPTED}") from None
        if (found[2] and not month) or (found[3] and not day):
            raise BadInput(f"'{text}' is no date (months and days count from 1): {ACCEPTED}")
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The partial date that knows all of `day`."""
        return cls(day.year, day.month, day.day)

    def first(self) -> date:
        """The earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The latest day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)
