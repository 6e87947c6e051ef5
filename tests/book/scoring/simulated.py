"""A large ledger of made-up claims, written straight into the table readers see, and what is known of it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

SPEAKERS = tuple(f"speaker {number}" for number in range(1, 41))
SAID = {"talk-a": "2020-05-04", "talk-b": "2021-06", "talk-c": "2022", "talk-d": None}
DUES = ("2020-12-31", "2021-06-30", "2023-01-01", "2035-01-01", "2999-12-31", None)
HEDGES = (
    "",
    "可能",
    "也许",
    "一定",
    "大概率",
    "Likely",
    "unlikely",
    "almost no chance",
    "也许会",
    "会",
    "我觉得",
)
HAPPENED = ("2020-11-02", "2021", "2021-06", "2022-02", "2023-01-01", None)
VERDICTS = ("true", "true", "false", "false", "partial", "ambiguous", "annulled", "unverifiable", None, None)
TOPICS = ("data", "agents", "jobs")


@dataclass(frozen=True)
class Simulated:
    """One made-up claim, in the columns that matter to a score."""

    id: str
    source: str
    speaker: int
    kind: str
    topics: tuple[str, ...]
    due: str | None
    months: int | None
    certainty: str
    hedge: str
    attributed_to: str
    checkable: int
    criteria: str
    probability: float | None
    verdict: str | None
    share: float | None
    happened_on: str | None


def claims(number: int, seed: int = 6) -> Iterator[Simulated]:
    """So many claims of every sort; a tenth with a person's number, some of them 0 and 1."""
    draw = random.Random(seed)
    for place in range(number):
        verdict = draw.choice(VERDICTS)
        yield Simulated(
            id=f"c{place}",
            source=draw.choice(tuple(SAID)),
            speaker=draw.randint(1, len(SPEAKERS)),
            kind=draw.choice(("forecast", "conditional", "plan")),
            topics=draw.choice((("data",), ("agents", "jobs"), TOPICS)),
            due=draw.choice(DUES),
            months=draw.choice((None, 6, 24, 60, 240)),
            certainty=draw.choice(("high", "medium", "low")),
            hedge=draw.choice(HEDGES),
            attributed_to="some bank" if draw.random() < 0.05 else "",
            checkable=draw.randrange(3),
            criteria="a measure" if draw.random() < 0.1 else "",
            probability=draw.choice((0.0, 1.0, draw.random(), draw.random()))
            if draw.random() < 0.1
            else None,
            verdict=verdict,
            share=draw.random() if verdict == "partial" else None,
            happened_on=draw.choice(HAPPENED) if verdict in ("true", "partial") else None,
        )


def fill(db: sqlite3.Connection, made: list[Simulated]) -> None:
    """Writes the claims into a scratch ledger, without the search index and the tables they come from."""
    with_triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'claims'"
    for (name,) in db.execute(with_triggers).fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("BEGIN")
    db.executemany(
        """INSERT INTO sources (id, path, date, format, characters, sha256, read_at, reader)
        VALUES (?1, ?1, ?2, 'text', 1, ?1, '', '')""",
        SAID.items(),
    )
    db.executemany("INSERT INTO speakers (id, name) VALUES (?, ?)", enumerate(SPEAKERS, 1))
    db.executemany(
        """INSERT INTO claims (
            number, id, source, speaker, kind, due, horizon_months, certainty, hedge, attributed_to,
            checkable, criteria, probability, verdict, share, happened_on, start, "end", quote, statement,
            topics, horizon_text, horizon_source, origin, edited, status, first_read)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, '', '', '[]', '', 'none', 'reader', 0,
            'stands', '')""",
        (
            (place, *(value for name, value in vars(claim).items() if name != "topics"))
            for place, claim in enumerate(made)
        ),
    )
    topics = ((c.id, topic) for c in made for topic in c.topics)
    db.executemany("INSERT INTO claim_topics (claim, topic) VALUES (?, ?)", topics)
    db.execute("COMMIT")
