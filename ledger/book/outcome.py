"""What may be said of an outcome: one mapping, from whatever door, into a checked outcome or its faults.

RULES are the sentences people are told, whichever way they came; the SQL door (0005_mark.sql) says the
same ones.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from ledger.dates import PartialDate
from ledger.errors import BadInput
from ledger.model import VERDICTS

FIELDS = ("claim", "verdict", "share", "happened_on", "evidence", "note", "supersedes")
METHODS = ("web", "command", "file", "api", "query")
_OPTIONAL = frozenset(FIELDS) - {"claim", "verdict"}
LONGEST = 20_000
"""Characters a note or the addresses of an outcome may have."""

RULES = {
    "claim": "claim: the id of a claim, or its beginning as far as no other begins so",
    "unknown": "claim: no claim has an id that begins so",
    "several": "claim: several claims have ids that begin so",
    "candidate": "claim: only a candidate so far, accept it first",
    "rejected": "claim: rejected, restore it first",
    "gone": "claim: withdrawn, and its words are no longer in the transcript",
    "verdict": f"verdict: one of {', '.join(VERDICTS)}",
    "share": "share: a number from 0 to 1 with the verdict partial, empty with any other",
    "happened_on": "happened_on: a day, month or year, as 2024-12-31, 2024-12 or 2024",
    "future": "happened_on: no day that is still to come",
    "undated": "happened_on: empty with the verdict reopen",
    "evidence": "evidence: addresses that begin with http:// or https://",
    "note": f"note: text of at most {LONGEST} characters",
    "reason": "note: the reason is needed to reopen",
    "open": "verdict: no verdict to take back",
    "supersedes": "supersedes: no longer the last event of this claim",
    "number": "supersedes: the number of an event",
    "by": "recorded_by: the name of who marks",
    "field": f"the fields of an outcome are {', '.join(FIELDS)}",
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with one item of a batch; `rule` is a key of RULES, `message` names the value too."""

    rule: str
    message: str

    @property
    def status(self) -> int:
        """What HTTP calls it: 404 no such claim, 409 somebody was faster, 400 anything else."""
        return {"unknown": 404, "supersedes": 409}.get(self.rule, 400)


def fault(rule: str, value: object = "") -> Fault:
    """The fault against a rule, naming the value that was given, if any."""
    given = str(value)
    shown = given if len(given) <= 80 else given[:80] + "…"
    return Fault(rule, RULES[rule] + (f"; got '{shown}'" if given.strip() else ""))


@dataclass(frozen=True)
class Outcome:
    """One checked outcome: `claim` as it was given (maybe a prefix), dates as ISO, evidence as addresses."""

    claim: str
    verdict: str
    share: float | None = None
    happened_on: str | None = None
    evidence: tuple[str, ...] = ()
    note: str = ""
    supersedes: int | None = None

    @property
    def said(self) -> tuple[object, ...]:
        """What it says, to tell whether the ledger says so already."""
        return self.verdict, self.share, self.happened_on, self.evidence, self.note


def storable(text: str) -> bool:
    """Whether a text is at most LONGEST long and can be written as UTF-8, without NUL."""
    return len(text) <= LONGEST and not _UNWRITABLE.search(text)


_UNWRITABLE = re.compile("[\ud800-\udfff\0]")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f/?#]+(?:[/?#][^\s\x00-\x1f\x7f]*)?", re.IGNORECASE)


class _Refused(Exception):
    def __init__(self, rule: str, value: object = "") -> None:
        self.fault = fault(rule, value)


def check(item: object, today: date) -> tuple[Outcome | None, tuple[Fault, ...]]:
    """Read a mapping of FIELDS (strings as from a form or file, or JSON values) into an outcome.

    Missing, None and blank are the same. `today` is the last day that has begun (see `last_day`).
    Returns the outcome, or None and every fault found in the item itself.
    """
    if not isinstance(item, Mapping):
        return None, (fault("field", item),)
    faults = [fault("field", name) for name in item if name not in _READERS]
    values: dict[str, Any] = {}
    for name, read in _READERS.items():
        value = item.get(name)
        if name in _OPTIONAL and (value is None or value == ""):
            continue
        try:
            values[name] = read(value)
        except _Refused as refused:
            faults.append(refused.fault)
    if not faults:
        outcome = Outcome(**values)
        faults = _together(outcome, today)
        if not faults:
            return outcome, ()
    return None, tuple(faults)


def last_day(now: str) -> date:
    """The latest calendar day that has begun anywhere on earth at `now` (a timestamp in UTC)."""
    moment = datetime.strptime(now, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return (moment + timedelta(hours=14)).date()


def _together(outcome: Outcome, today: date) -> list[Fault]:
    """What is wrong between the fields, and with the day it is."""
    faults = []
    if outcome.happened_on and _day(outcome.happened_on)[0] > today:
        faults.append(fault("future", outcome.happened_on))
    if (outcome.verdict == "partial") != (outcome.share is not None):
        faults.append(fault("share", "" if outcome.share is None else outcome.share))
    if outcome.verdict == "reopen" and outcome.happened_on:
        faults.append(fault("undated", outcome.happened_on))
    if outcome.verdict == "reopen" and not outcome.note:
        faults.append(fault("reason"))
    return faults


def _text(value: object, rule: str) -> str:
    """The value as text without blanks around it; numbers are accepted, other things refused."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise _Refused(rule, value)
    text = value.strip()
    if not storable(text):
        raise _Refused(rule, text.encode("utf-8", "replace").decode())
    return text


def _claim(value: object) -> str:
    text = _text(value, "claim").lower()
    if not text:
        raise _Refused("claim")
    return text


def _verdict(value: object) -> str:
    """`TRUE` is what spreadsheets make of true, and JSON has a true of its own."""
    text = str(value).lower() if isinstance(value, bool) else _text(value, "verdict").lower()
    if text not in VERDICTS:
        raise _Refused("verdict", text)
    return text


def _share(value: object) -> float | None:
    text = _text(value, "share")
    if not text:
        return None
    try:
        share = float(text)
    except ValueError:
        raise _Refused("share", text) from None
    if math.isnan(share) or not 0 <= share <= 1:
        raise _Refused("share", text)
    return share


def _happened_on(value: object) -> str | None:
    text = _text(value, "happened_on")
    if not text:
        return None
    try:
        return _day(text)[1]
    except BadInput:
        raise _Refused("happened_on", text) from None


@lru_cache(1024)
def _day(text: str) -> tuple[date, str]:
    """The first day a partial date can be, and how it is written; files name the same days over and over."""
    day = PartialDate.parse(text)
    return day.first(), str(day)


def _evidence(value: object) -> tuple[str, ...]:
    """Addresses as a list, or in one text with blanks or line breaks between them, or as a JSON list."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            raise _Refused("evidence", value) from None
    if not isinstance(value, list | tuple):
        value = _text(value, "evidence").split()
    addresses = tuple(dict.fromkeys(_text(address, "evidence") for address in value))
    if sum(map(len, addresses)) > LONGEST:
        raise _Refused("evidence", addresses[0])
    for address in addresses:
        if not _ADDRESS.fullmatch(address):
            raise _Refused("evidence", address)
    return addresses


def _note(value: object) -> str:
    return _text(value, "note").replace("\r\n", "\n")


def _supersedes(value: object) -> int | None:
    text = _text(value, "number")
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise _Refused("number", text)
    return int(text)


_READERS: dict[str, Callable[[object], object]] = {
    "claim": _claim,
    "verdict": _verdict,
    "share": _share,
    "happened_on": _happened_on,
    "evidence": _evidence,
    "note": _note,
    "supersedes": _supersedes,
}
