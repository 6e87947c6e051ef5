"""What a batch of outcomes will do to the ledger: which are told already, which events the others become."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ledger.book import ids
from ledger.book.outcome import Fault, Outcome, fault

Row = tuple[object, ...]
"""Of `outcomes`: id, claim, verdict, share, happened_on, evidence, note, supersedes."""
Faults = list[tuple[int, Fault]]
_JSON = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True)
class Result:
    """What became of one item: the claim's whole id, the event's number, and whether it is a new event.

    `before` is the verdict that stood until then, "" for none.
    """

    claim: str
    verdict: str
    event: int
    recorded: bool
    before: str = ""


@dataclass(frozen=True)
class _Event:
    number: int
    supersedes: int | None
    said: tuple[object, ...]


@dataclass
class _Standing:
    """A claim's events so far, planned ones included, and the items of the batch it has told already."""

    claim: str
    events: list[_Event] = field(default_factory=list)
    told: dict[int, int] = field(default_factory=dict)

    @property
    def last(self) -> int | None:
        return self.events[-1].number if self.events else None

    @property
    def verdict(self) -> str:
        last = str(self.events[-1].said[0]) if self.events else "reopen"
        return "" if last == "reopen" else last


def plan(db: sqlite3.Connection, outcomes: dict[int, Outcome]) -> tuple[dict[int, Result], Faults, list[Row]]:
    """Results and faults by the numbers of the items, and the rows to insert into `outcomes`.

    The numbers of events are right as long as nobody else writes: the caller holds the lock, or only asks.
    """
    standings, faults = _standings(db, outcomes)
    _find_told(standings, outcomes)
    results: dict[int, Result] = {}
    rows: list[Row] = []
    free = 1 + (db.execute("SELECT max(id) FROM outcomes").fetchone()[0] or 0)
    for number, standing in standings.items():
        outcome = outcomes[number]
        if number in standing.told:
            event = standing.told[number]
            results[number] = Result(standing.claim, outcome.verdict, event, False, standing.verdict)
        elif wrong := _out_of_turn(standing, outcome):
            faults.append((number, wrong))
        else:
            rows.append(_row(free, standing, outcome))
            results[number] = Result(standing.claim, outcome.verdict, free, True, standing.verdict)
            standing.events.append(_Event(free, standing.last, outcome.said))
            free += 1
    return results, faults, rows


def _row(number: int, standing: _Standing, outcome: Outcome) -> Row:
    evidence = f"[{','.join(map(_JSON.encode, outcome.evidence))}]"  # as SQLite's json() writes it
    said = (outcome.verdict, outcome.share, outcome.happened_on, evidence, outcome.note)
    return (number, standing.claim, *said, standing.last)


def _out_of_turn(standing: _Standing, outcome: Outcome) -> Fault | None:
    """What forbids this outcome after the events so far."""
    if outcome.supersedes is not None and outcome.supersedes != standing.last:
        return fault("supersedes", outcome.supersedes)
    if outcome.verdict == "reopen" and not standing.verdict:
        return fault("open")
    return None


def _find_told(standings: dict[int, _Standing], outcomes: dict[int, Outcome]) -> None:
    """Notes with each claim the items its history ends with already: the longest run from their first."""
    batches: dict[str, list[int]] = defaultdict(list)
    for number, standing in standings.items():
        batches[standing.claim].append(number)
    for batch in batches.values():
        standing = standings[batch[0]]
        for length in range(min(len(batch), len(standing.events)), 0, -1):
            pairs = list(zip(batch, standing.events[-length:], strict=False))
            if all(_tells(event, outcomes[number]) for number, event in pairs):
                standing.told = {number: event.number for number, event in pairs}
                break


def _tells(event: _Event, outcome: Outcome) -> bool:
    return event.said == outcome.said and outcome.supersedes in (None, event.supersedes)


def _standings(db: sqlite3.Connection, outcomes: dict[int, Outcome]) -> tuple[dict[int, _Standing], Faults]:
    """For each item the claim it speaks of (one object a claim), or what is wrong with that."""
    claims = _claims(db, {outcome.claim for outcome in outcomes.values()})
    whole = {claim for claim in claims.values() if isinstance(claim, str)}
    known = {claim: _Standing(claim, events) for claim, events in _histories(db, whole).items()}
    standings: dict[int, _Standing] = {}
    faults: Faults = []
    for number, outcome in outcomes.items():
        claim = claims[outcome.claim]
        if isinstance(claim, Fault):
            faults.append((number, claim))
        else:
            standings[number] = known[claim]
    return standings, faults


def _claims(db: sqlite3.Connection, called: Collection[str]) -> dict[str, str | Fault]:
    """The whole id of each claim that may be marked, by what it was called, or why it may not."""
    query = "SELECT id FROM claims WHERE status = 'stands' AND id IN (SELECT value FROM json_each(?))"
    standing = {row[0] for row in db.execute(query, (json.dumps(sorted(called)),))}
    return {name: name if name in standing else _by_prefix(db, name) for name in called}


def _by_prefix(db: sqlite3.Connection, name: str) -> str | Fault:
    found = ids.beginning(db, name)
    if len(found) != 1:
        return fault("several" if found else "unknown", name)
    status = ids.status(db, found[0])
    return fault(status, name) if status in ("candidate", "rejected", "gone") else found[0]


def _histories(db: sqlite3.Connection, claims: Iterable[str]) -> dict[str, list[_Event]]:
    """The events of each claim in their order."""
    histories: dict[str, list[_Event]] = {claim: [] for claim in claims}
    query = """SELECT claim, id, supersedes, verdict, share, happened_on, evidence, note FROM outcomes
        WHERE claim IN (SELECT value FROM json_each(?)) ORDER BY id"""
    for claim, number, before, verdict, share, day, evidence, note in db.execute(
        query, (json.dumps(list(histories)),)
    ):
        said = (verdict, share, day, tuple(json.loads(evidence)), note)
        histories[claim].append(_Event(number, before, said))
    return histories
