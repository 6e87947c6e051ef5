"""The one door through which outcomes come into the ledger, from the command line, a file or the web.

All items of a batch are checked and recorded in one transaction, or none is. What the ledger says already
is not recorded again, so the same batch twice changes nothing the second time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.book.opening import timestamp, transaction
from ledger.book.outcome import RULES, Fault, check, last_day
from ledger.book.planning import Result, plan
from ledger.errors import BadInput, Conflict, LedgerError, NotFound


@dataclass(frozen=True)
class Report:
    """What became of a batch: `results`, one an item, or `faults`: the number of an item (from 0), a fault.

    Where there are faults, nothing was recorded and `results` is empty.
    """

    results: tuple[Result, ...] = ()
    faults: tuple[tuple[int, Fault], ...] = ()

    @property
    def recorded(self) -> int:
        """How many new events there are (or would be, in a dry run)."""
        return sum(result.recorded for result in self.results)

    @property
    def status(self) -> int:
        """What HTTP calls it: 200, or the status of the faults where all agree, or 400."""
        statuses = {fault.status for _, fault in self.faults} or {200}
        return statuses.pop() if len(statuses) == 1 else 400


def record(
    db: sqlite3.Connection,
    items: Sequence[object],
    by: str,
    method: str,
    now: str | None = None,
    dry_run: bool = False,
) -> Report:
    """Check `items` (see `outcome.check`) and record them as events of `by`, all or none.

    `method` is one of `outcome.METHODS`, `now` a `timestamp()`. A claim may occur several times: its items
    follow one another. Faults of items are reported; raises BadInput where `by` names nobody.
    """
    if not by.strip():
        raise BadInput(RULES["by"])
    now = now or timestamp()
    today = last_day(now)
    checked = [check(item, today) for item in items]
    faults = [(number, one) for number, (_, found) in enumerate(checked) for one in found]
    outcomes = {number: outcome for number, (outcome, _) in enumerate(checked) if outcome}
    if dry_run:
        return _report(*plan(db, outcomes)[:2], faults)
    with transaction(db):
        results, wrong, rows = plan(db, outcomes)
        if not faults + wrong:
            db.executemany(_INSERT, [(*row, now, by.strip(), method) for row in rows])
    return _report(results, wrong, faults)


def undo(
    db: sqlite3.Connection, claim: str, why: str, by: str, method: str, now: str | None = None
) -> Result:
    """Take the last verdict of a claim back; raises BadInput without a reason or a verdict, NotFound."""
    return only(record(db, [{"claim": claim, "verdict": "reopen", "note": why}], by, method, now))


def only(report: Report) -> Result:
    """The result of a batch of one; raises what its faults amount to."""
    if report.faults:
        kinds: dict[int, type[LedgerError]] = {404: NotFound, 409: Conflict}
        message = "\n".join(one.message for _, one in report.faults)
        raise kinds.get(report.status, BadInput)(message)
    return report.results[0]


_INSERT = """INSERT INTO outcomes (
    id, claim, verdict, share, happened_on, evidence, note, supersedes, recorded_at, recorded_by, method)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _report(
    results: dict[int, Result], wrong: list[tuple[int, Fault]], faults: list[tuple[int, Fault]]
) -> Report:
    if faults + wrong:
        return Report(faults=tuple(sorted(faults + wrong, key=lambda one: one[0])))
    return Report(tuple(results[number] for number in sorted(results)))
