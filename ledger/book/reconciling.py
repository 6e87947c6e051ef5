"""How the claims of a new reading meet those of the last: ids are carried, nothing of a person's moves."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ledger.book import moving
from ledger.book.ids import mint
from ledger.book.matching import Stretch, match
from ledger.book.rows import insert, update_where_different
from ledger.errors import Conflict
from ledger.model import Claim, Extraction

Row = dict[str, Any]


@dataclass(frozen=True)
class Reconciliation:
    """What reading a transcript did to the ledger: ids of claims, in the order of the transcript.

    `kept` are as they were, `changed` got new values or a new place, `added` are new (or were candidates),
    `returned` had been withdrawn, `withdrawn` are no longer found. `candidates` counts what was found and
    not stood by.
    """

    source: str
    kept: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    returned: tuple[str, ...]
    candidates: int


@dataclass(frozen=True)
class Texts:
    """The transcript as it was and as it is."""

    old: str
    new: str

    def place(self, row: Row) -> Stretch | None:
        """Where the words of a claim stand now, None where they are gone."""
        stretch = Stretch(row["start"], row["end"], row["quote"])
        return stretch if self.old == self.new else moving.moved(stretch, self.old, self.new)


@dataclass
class _Kept:
    """A claim of the ledger, and where its words stand in the transcript as it is now."""

    row: Row
    place: Stretch | None
    touched: bool


@dataclass
class _Report:
    """The ids, each in the list of what became of it, gathered with their places to sort by."""

    lists: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def note(self, what: str, start: int, claim: str) -> None:
        self.lists.setdefault(what, []).append((start, claim))

    def ids(self, what: str) -> tuple[str, ...]:
        return tuple(claim for _, claim in sorted(self.lists.get(what, [])))


def claim_rows(
    extraction: Extraction,
    source: str,
    speakers: Callable[[str], int],
    questions: dict[tuple[int, int], int],
) -> list[Row]:
    """The claims and candidates of an extraction as rows of `extracted`, without ids."""
    standings = (("claim", extraction.claims), ("candidate", extraction.candidates))
    return [
        _row(claim, source, speakers, questions) | {"standing": standing}
        for standing, claims in standings
        for claim in claims
    ]


def _row(
    claim: Claim, source: str, speakers: Callable[[str], int], questions: dict[tuple[int, int], int]
) -> Row:
    asked, horizon, labels = claim.question, claim.horizon, claim.labels
    return {
        "source": source,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "statement": claim.statement,
        "speaker": speakers(claim.speaker),
        "question": questions.get((asked.start, asked.end)) if asked else None,
        "kind": labels.kind,
        "topics": json.dumps(labels.topics, ensure_ascii=False),
        "horizon_text": horizon.text,
        "horizon_source": horizon.source,
        "horizon_months": horizon.months,
        "due": horizon.due.isoformat() if horizon.due else None,
        "certainty": labels.certainty,
        "hedge": labels.hedge,
        "attributed_to": labels.attributed_to,
        "checkable": labels.checkable,
        "confidence": claim.confidence,
        "seconds": claim.seconds,
    }


def reconcile(
    db: sqlite3.Connection, source: str, found: list[Row], texts: Texts, now: str
) -> Reconciliation:
    """Bring the claims of `source` to what was found; Conflict where a person's claim would be lost."""
    report = _Report()
    found = _without_added(db, source, found, texts, report)
    kept = _kept(db, source, texts)
    pairs = _pairs(kept, found)
    for index, row in enumerate(found):
        if index in pairs:
            _read_again(db, kept[pairs[index]], row, now, report)
        else:
            _enter(db, row, now, report)
    for index, one in enumerate(kept):
        if index not in pairs.values():
            _not_found(db, one, now, report)
    return Reconciliation(
        source,
        kept=report.ids("kept"),
        added=report.ids("added"),
        changed=report.ids("changed"),
        withdrawn=report.ids("withdrawn"),
        returned=report.ids("returned"),
        candidates=sum(row["standing"] == "candidate" for row in found),
    )


def _kept(db: sqlite3.Connection, source: str, texts: Texts) -> list[_Kept]:
    """The machine's claims so far, those that count for most first."""
    query = """SELECT *, EXISTS (SELECT 1 FROM edits WHERE claim = e.id)
        OR EXISTS (SELECT 1 FROM outcomes WHERE claim = e.id) AS touched FROM extracted AS e
        WHERE source = ? ORDER BY touched DESC, withdrawn IS NOT NULL, standing = 'candidate', start, id"""
    kept = []
    for row in _dicts(db, query, (source,)):
        touched = bool(row.pop("touched"))
        place = texts.place(row)
        if touched and place is None:
            raise _lost(row, "edited or marked")
        kept.append(_Kept(row, place, touched))
    return kept


def _without_added(
    db: sqlite3.Connection, source: str, found: list[Row], texts: Texts, report: _Report
) -> list[Row]:
    """What was found without what a person had added by hand already; those follow a corrected text."""
    query = "SELECT id, start, \"end\", quote FROM found WHERE source = ? AND origin = 'person'"
    added = _dicts(db, query, (source,))
    places = []
    for row in added:
        place = texts.place(row)
        if place is None:
            raise _lost(row, "added by hand")
        if (place.start, place.end, place.words) == (row["start"], row["end"], row["quote"]):
            report.note("kept", place.start, row["id"])
        else:
            db.execute(
                """INSERT INTO anchors (claim, start, "end", quote) VALUES (?, ?, ?, ?) ON CONFLICT (claim)
                DO UPDATE SET start = excluded.start, "end" = excluded."end", quote = excluded.quote""",
                (row["id"], place.start, place.end, place.words),
            )
            report.note("changed", place.start, row["id"])
        places.append(place)
    doubles = match(places, [_stretch(row) for row in found])
    return [row for index, row in enumerate(found) if index not in doubles]


def _pairs(kept: list[_Kept], found: list[Row]) -> dict[int, int]:
    """For each index of `found` that was there before, the index in `kept`; claims choose first."""
    pairs: dict[int, int] = {}
    for standing in ("claim", "candidate"):
        taken = set(pairs.values())
        old = [
            (index, one.place)
            for index, one in enumerate(kept)
            if one.place is not None and index not in taken
        ]
        new = [index for index, row in enumerate(found) if row["standing"] == standing]
        matched = match([place for _, place in old], [_stretch(found[index]) for index in new])
        pairs |= {new[here]: old[there][0] for here, there in matched.items()}
    return pairs


def _read_again(db: sqlite3.Connection, old: _Kept, new: Row, now: str, report: _Report) -> None:
    """A claim found before is found again: it takes the new values and keeps its id."""
    claim, was = old.row["id"], old.row["standing"]
    demoted = was == "claim" and new["standing"] == "candidate" and not old.touched
    row = new | {"standing": "claim" if "claim" in (was, new["standing"]) else "candidate"}
    row["withdrawn"] = (old.row["withdrawn"] or now) if demoted else None
    changed = update_where_different(db, "extracted", ("id", claim), row)
    if demoted:
        what = "" if old.row["withdrawn"] else "withdrawn"
    elif row["standing"] == "candidate" and not old.touched:
        what = ""
    elif was == "candidate" and not old.touched:
        what = "added"
    elif old.row["withdrawn"] and not old.touched:
        what = "returned"
    else:
        what = "changed" if changed else "kept"
    if what:
        report.note(what, row["start"], claim)


def _enter(db: sqlite3.Connection, row: Row, now: str, report: _Report) -> None:
    claim = mint(db, row["source"], row["quote"])
    insert(db, "extracted", {"id": claim, **row, "first_read": now})
    if row["standing"] == "claim":
        report.note("added", row["start"], claim)


def _not_found(db: sqlite3.Connection, old: _Kept, now: str, report: _Report) -> None:
    """A claim is not found any more: withdrawn, or kept where somebody touched it."""
    claim, row = old.row["id"], old.row
    if row["standing"] == "candidate" and not old.touched:
        db.execute("DELETE FROM extracted WHERE id = ?", (claim,))
        return
    place = old.place or _stretch(row)
    now_at: Row = {"start": place.start, "end": place.end, "quote": place.words}
    if not old.touched and not row["withdrawn"]:
        now_at["withdrawn"] = now
    changed = update_where_different(db, "extracted", ("id", claim), now_at)
    if old.touched:
        report.note("changed" if changed else "kept", place.start, claim)
    elif not row["withdrawn"]:
        report.note("withdrawn", place.start, claim)


def _stretch(row: Row) -> Stretch:
    return Stretch(row["start"], row["end"], row["quote"])


def _lost(row: Row, how: str) -> Conflict:
    return Conflict(
        f"the words of claim {row['id']} ('{row['quote']}'), which somebody has {how}, are no longer in the "
        "transcript: put them back, or give the new text as a source of its own under another file name"
    )


def _dicts(db: sqlite3.Connection, query: str, values: tuple[Any, ...]) -> list[Row]:
    cursor = db.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
