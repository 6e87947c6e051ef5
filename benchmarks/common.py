"""Ledgers of any size for the benchmarks, made of sentences that say nothing."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

from ledger.book.opening import writing
from ledger.book.storing import store
from ledger.dates import PartialDate
from ledger.model import Claim, Extraction, Horizon, Labels, Person, Recording, Roster, Turn

VERDICTS = ("true", "false", "ambiguous", "annulled", "unverifiable")


def make_ledger(path: Path, count: int) -> list[str]:
    """A ledger at `path` with `count` claims of one talk; gives their ids."""
    path.unlink(missing_ok=True)
    with writing(path, create=True) as db:
        return list(store(db, reading(count)).added)


def reading(count: int) -> Extraction:
    """A made-up reading that found `count` claims."""
    sentences = [f"第{number}件事明年会发生" for number in range(count)]
    text = "。".join(sentences)
    labels = Labels("forecast", "high", "会", ("applications",), 1)
    claims, start = [], 0
    for sentence in sentences:
        end = start + len(sentence)
        claims.append(Claim(start, end, sentence, sentence, "甲", labels, Horizon(), 0.9))
        start = end + 1
    recording, roster = Recording("一席话", PartialDate(2024, 6)), Roster((Person("甲"),))
    return Extraction(
        "talk.txt", text, "text", recording, roster, (Turn(0, len(text), "甲", "alone"),), (), tuple(claims)
    )


def write_csv(path: Path, claims: list[str]) -> None:
    """A CSV that marks every one of the claims."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("claim", "verdict", "happened_on", "evidence", "note"))
        for number, claim in enumerate(claims):
            verdict = VERDICTS[number % len(VERDICTS)]
            writer.writerow(
                (claim, verdict, "2024-11", f"https://example.org/{number}", f"第{number}条，已查证")
            )


def count(path: Path) -> int:
    """How many outcomes the ledger holds."""
    with sqlite3.connect(path, timeout=30) as db:
        return int(db.execute("SELECT count(*) FROM outcomes").fetchone()[0])
