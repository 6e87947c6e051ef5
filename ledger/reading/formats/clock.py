"""Times as transcripts write them: `1:02`, `00:01:02`, `00:01:02,345`."""

from __future__ import annotations

from ledger.reading.patterns import pattern

TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?(?![\d:])"
"""A time of the recording, as a part of larger patterns."""
_LOOSE = rf"(?:\d{{1,2}}:\d{{1,2}}:\d{{1,2}}(?:[.,]\d{{1,3}})?|{TIME})"
_ALONE = pattern(rf"{TIME}\Z")
TIMING = pattern(rf"[\[(]?({_LOOSE})\s*(?:-->|,|→)\s*{_LOOSE}[\])]?(?:\s+[A-Za-z]\w*:\S+)*\s*\Z")
"""A line that says from when to when the next words are heard, as SRT, VTT and SBV have it."""


def seconds(time: str) -> float:
    """Seconds from the start of the recording; `time` matches TIME."""
    from pysubs2.time import TIMESTAMP, TIMESTAMP_SHORT, timestamp_to_ms  # loads slowly; few files have times

    whole = time if time.count(":") == 2 else f"0:{time}"
    found = TIMESTAMP.match(whole) or TIMESTAMP_SHORT.match(whole)
    if found:
        return timestamp_to_ms(found.groups()) / 1000
    minutes, rest = time.replace(",", ".").rsplit(":", 1)
    return int(minutes.rsplit(":", 1)[-1]) * 60 + float(rest)


def seconds_of(text: str) -> float | None:
    """Seconds from the start of the recording; None where the text is anything but a time."""
    return seconds(text) if _ALONE.match(text) else None
