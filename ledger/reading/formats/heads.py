"""The heads that meeting services put above their transcripts: title, day, keywords, speakers."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.model import Recording
from ledger.reading import programme, recording
from ledger.reading.formats.pieces import Piece
from ledger.reading.patterns import pattern

_LONGEST = 100
_DATED = pattern(
    r"(?P<day>\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2})\s?日?"
    r"(?:[\s|•·,，]|上午|下午|晚上|凌晨|周.|星期.|[AaPp][Mm]|\d{1,2}(?::\d{2}){1,2}|\d{1,4}\s?(?:小时|分钟?|秒钟?|h|min|s)){0,30}\Z"
)
_WORDED = pattern(r"(?P<day>[A-Za-z]{3,9}[.,]?\s[^|•·]{6,40}?)\s*(?:[|•·][\s\d:.hmins|•·]{0,30})?\Z")


def head(pieces: Sequence[Piece]) -> tuple[Recording, Sequence[Piece]]:
    """What the lines above the words say of the recording, and the pieces below them.

    It is a head where the first line is the day of the recording, or the second one below a title.
    """
    days = [_day(piece.text) for piece in pieces[:2]]
    at = next((i for i, day in enumerate(days) if day), None)
    if at is None or len(pieces[0].text) > _LONGEST:
        return Recording(), pieces
    facts: dict[str, object] = {"date": days[at]}
    title = programme.of_title(pieces[0].text.lstrip("# ")) if at else Recording()
    at += 1
    while at < len(pieces) and (section := _section(pieces[at].text)):
        at += 1
        if section != "words" and at < len(pieces):
            facts[section] = pieces[at].text
            at += 1
    return recording.merge(recording.of_fields(facts, recording.unheard), title), pieces[at:]


def _day(text: str) -> str:
    """The day a line names, "" where it says anything else."""
    found = (_DATED if text[:1].isdigit() else _WORDED).match(text[: _LONGEST + 1])
    date = recording.of_fields({"date": found["day"]}, recording.unheard).date if found else None
    return str(date) if date and date.day else ""


def _section(text: str) -> str:
    """Which of the sections of a head begins with a line."""
    name = text.rstrip(":： ").lower()
    return next((one for one in ("words", "keywords", "guests") if name in recording.names_of(one)), "")
