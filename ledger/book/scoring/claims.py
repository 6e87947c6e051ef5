"""Claims one by one: which are asked for, and what each counts as and scores."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Selection:
    """Which claims to score; empty fields leave nothing out, `claim` is a whole id.

    `matured` takes only claims whose date has come. Without it a claim that came true early counts at once
    while one that will fail counts only when its date is over, which flatters a young record.
    """

    speaker: str = ""
    topic: str = ""
    kind: str = ""
    source: str = ""
    matured: bool = False
    claim: str = ""

    def where(self) -> tuple[str, list[str]]:
        """The selection as SQL to follow a WHERE clause, which finds its claims by index, and its values."""
        speaker = """ AND claim IN (
            SELECT id FROM claims
            WHERE attributed_to = '' AND speaker = (SELECT id FROM speakers WHERE name = ?)
            UNION ALL SELECT id FROM claims WHERE attributed_to <> '' AND attributed_to = ?)"""
        parts = [
            (self.claim, " AND claim = ?", 1),
            (self.speaker, speaker, 2),
            (self.topic, " AND claim IN (SELECT claim FROM claim_topics WHERE topic = ?)", 1),
            (self.kind, " AND claim IN (SELECT id FROM claims WHERE kind = ?)", 1),
            (self.source, " AND claim IN (SELECT id FROM claims WHERE source = ?)", 1),
        ]
        asked = [(value, sql, times) for value, sql, times in parts if value]
        where = "".join(sql for _, sql, _ in asked) + (" AND due" if self.matured else "")
        return where, [value for value, _, times in asked for _ in range(times)]


@dataclass(frozen=True)
class ClaimScore:
    """What one claim counts as today: the columns of the view `claim_scores`.

    `probability_source` is `person`, `convention: word` or `convention: class`; `convention` the version
    that holds. `outcome`, `brier` and `log_score` are None where the claim counts in nothing.
    """

    claim: str
    speaker: str
    kind: str
    source: str
    horizon: str
    certainty: str
    hedge: str
    year: str
    state: str
    due: bool
    checkable: bool
    probability: float
    probability_source: str
    convention: int
    outcome: float | None
    brier: float | None
    log_score: float | None


def claim_scores(db: sqlite3.Connection, selection: Selection | None = None) -> Iterator[ClaimScore]:
    """The claims that stand and are selected, those that lost most first, unresolved ones last."""
    where, values = (selection or Selection()).where()
    columns = ", ".join(column.name for column in fields(ClaimScore))
    query = f"SELECT {columns} FROM claim_scores WHERE 1{where} ORDER BY brier IS NULL, brier DESC, claim"
    for found in db.execute(query, values):
        row = {column.name: value for column, value in zip(fields(ClaimScore), found, strict=True)}
        yield ClaimScore(**{**row, "due": bool(row["due"]), "checkable": bool(row["checkable"])})
