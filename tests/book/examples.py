"""A made-up talk and readings of it, for the tests of everything that stands on a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger.book.opening import writing
from ledger.book.reconciling import Reconciliation
from ledger.book.storing import store
from ledger.dates import PartialDate
from ledger.model import Claim, Extraction, Horizon, Labels, Person, Question, Recording, Roster, Turn

HOST, LIN, WU = "高原", "林小满", "吴大海"
ASKED = "接下来这一年，大家最看好什么？"
SOON = "今年年底之前，视频会更长"
STEER = "可控性一定会提升"
CHEAP = "芯片可能会便宜一半"
ROBOTS = "五年内家家都会有机器人"
VAGUE = "以后的事情会好的"
TEXT = f"""大家好，我是{HOST}。{ASKED}

我先说，{SOON}，而且{STEER}，这个我很有信心。

我是{WU}。我觉得{CHEAP}，不过{ROBOTS}。{VAGUE}，我就说这么多。
"""
QUESTION = Question(TEXT.index(ASKED), TEXT.index(ASKED) + len(ASKED), ASKED, HOST, len(TEXT))


def claim(quote: str, speaker: str = LIN, text: str = TEXT, **changes: object) -> Claim:
    """A claim of the reader's whose quote is the first such words in `text`."""
    start = text.index(quote)
    labels = Labels("forecast", "medium", "会", ("generation-quality",), 1)
    made = Claim(start, start + len(quote), quote, quote, speaker, labels, Horizon(), 0.8)
    return replace(made, **changes)  # type: ignore[arg-type]


def year_end(quote: str, speaker: str = LIN, due: date = date(2024, 12, 31), **changes: object) -> Claim:
    """A claim that answers the question, with a due date."""
    horizon = Horizon("接下来这一年", "question", 12, due)
    return claim(quote, speaker, horizon=horizon, question=QUESTION, **changes)


def extraction(
    claims: Sequence[Claim] = (), candidates: Sequence[Claim] = (), text: str = TEXT, name: str = "talk.txt"
) -> Extraction:
    """A reading of the talk that found `claims` and was in doubt of `candidates`."""
    second = text.index(f"我是{WU}")
    first = text.index("\n\n")
    turns = (
        Turn(0, first, HOST, "self-introduction"),
        Turn(first, second, LIN, "handover"),
        Turn(second, len(text), WU, "self-introduction", 90.5),
    )
    roster = Roster((Person(HOST, "host"), Person(LIN), Person(WU)))
    recording = Recording("圆桌：明年会怎样", PartialDate(2024, 6), "zh", HOST, (LIN, WU), "某社区")
    asked = text.find(ASKED)
    questions = (replace(QUESTION, start=asked, end=asked + len(ASKED)),) if asked >= 0 else ()
    return Extraction(
        f"talks/{name}", text, "text", recording, roster, turns, questions, tuple(claims), tuple(candidates)
    )


USUAL = extraction(
    [
        year_end(SOON),
        year_end(STEER, labels=Labels("forecast", "high", "一定", ("controllability",), 1)),
        claim(CHEAP, WU, labels=Labels("forecast", "low", "可能", ("hardware", "scaling"), 2)),
        claim(ROBOTS, WU, horizon=Horizon("五年内", "explicit", 60, date(2029, 6, 30))),
    ],
    [claim(VAGUE, WU, confidence=0.3)],
)
"""Four claims in the order SOON, STEER, CHEAP, ROBOTS, and VAGUE as a candidate."""


def make_ledger(folder: Path) -> tuple[Path, Reconciliation]:
    """A ledger of the usual reading at `folder`/predictions.db, and what storing it said."""
    path = folder / "predictions.db"
    content, said = _usual_ledger()
    path.write_bytes(content)
    return path, said


@cache
def _usual_ledger() -> tuple[bytes, Reconciliation]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.db"
        with writing(path, create=True) as db:
            said = store(db, USUAL, "2026-01-01T00:00:00Z")
        return path.read_bytes(), said
