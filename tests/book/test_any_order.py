"""Whatever people and readers do, in whatever order: history only grows, and it says where claims stand."""

from __future__ import annotations

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
)

from ledger.book.checking import check
from ledger.book.editing import Editor, accept, add_claim, edit, reject
from ledger.book.marking import record, undo
from ledger.book.opening import writing
from ledger.book.storing import store
from ledger.errors import LedgerError
from ledger.model import VERDICTS, Claim
from tests.book.examples import (
    CHEAP,
    STEER,
    TEXT,
    USUAL,
    VAGUE,
    WU,
    claim,
    extraction,
    make_ledger,
    year_end,
)

ANN = Editor("ann", "command")
READINGS: list[Claim] = [
    *USUAL.claims,
    claim(VAGUE, WU),
    year_end(f"而且{STEER}"),
    claim(f"我觉得{CHEAP}", WU),
    claim("我先说"),
]
"""What a reader may find: the usual claims, some with other bounds, one that is none."""
SOME = st.integers(0, len(READINGS) - 1)
History = dict[str, list[tuple[object, ...]]]


class Ledger(RuleBasedStateMachine):
    """A ledger under everything that may happen to it, and beside it what it must remember."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.opened = writing(make_ledger(Path(self.folder.name))[0])
        self.db = self.opened.__enter__()
        self.db.execute("PRAGMA synchronous = OFF")
        self.verdicts: dict[str, str | None] = {}
        self.edited: dict[tuple[str, str], str] = {}
        self.seen: History = self.history()

    def teardown(self) -> None:
        assert check(self.db) == []
        self.opened.__exit__(None, None, None)
        self.folder.cleanup()

    def history(self) -> History:
        return {
            table: [tuple(row) for row in self.db.execute(f"SELECT * FROM {table} ORDER BY rowid")]
            for table in ("edits", "outcomes", "added")
        }

    def some_claim(self, number: int) -> str:
        found = self.db.execute("SELECT id FROM found ORDER BY id").fetchall()
        return str(found[number % len(found)][0])

    def status(self, name: str) -> str:
        return str(self.db.execute("SELECT status FROM overlaid WHERE id = ?", (name,)).fetchone()[0])

    @rule(
        number=st.integers(0, 20),
        verdict=st.sampled_from(VERDICTS),
        share=st.sampled_from([None, 0, 0.5, 1]),
        note=st.sampled_from(["", "因为", "<script>"]),
        day=st.sampled_from([None, "2024", "2025-01", "2025-02-03"]),
    )
    def mark(self, number: int, verdict: str, share: float | None, note: str, day: str | None) -> None:
        name = self.some_claim(number)
        item = {"claim": name, "verdict": verdict, "share": share, "note": note, "happened_on": day}
        may = self.status(name) in ("stands", "withdrawn")
        report = record(self.db, [item], "ann", "api")
        assert may or report.faults
        if not report.faults:
            self.verdicts[name] = None if verdict == "reopen" else verdict

    @rule(numbers=st.lists(st.integers(0, 20), min_size=2, max_size=5), bad=st.booleans())
    def mark_several(self, numbers: list[int], bad: bool) -> None:
        names = [self.some_claim(number) for number in numbers]
        items = [{"claim": name, "verdict": "false", "note": str(place)} for place, name in enumerate(names)]
        may = {self.status(name) for name in names} <= {"stands", "withdrawn"}
        report = record(self.db, [*items, *([{"verdict": "?"}] * bad)], "ann", "file")
        assert bool(report.faults) == (bad or not may)
        if not report.faults:
            self.verdicts |= dict.fromkeys(names, "false")
            assert record(self.db, items, "bob", "file").recorded == 0

    @rule(number=st.integers(0, 20))
    def take_back(self, number: int) -> None:
        name = self.some_claim(number)
        try:
            undo(self.db, name, "看错了", "ann", "command")
        except LedgerError:
            assert not self.verdicts.get(name) or self.status(name) == "rejected"
        else:
            self.verdicts[name] = None

    @rule(
        number=st.integers(0, 20),
        field=st.sampled_from(["statement", "due", "criteria"]),
        year=st.integers(2020, 2040),
    )
    def correct(self, number: int, field: str, year: int) -> None:
        name = self.some_claim(number)
        edit(self.db, name, {field: str(year)}, ANN)
        self.edited[name, field] = f"{year}-12-31" if field == "due" else str(year)

    @rule(number=st.integers(0, 20), back=st.booleans())
    def reject_or_restore(self, number: int, back: bool) -> None:
        name = self.some_claim(number)
        (accept if back else reject)(self.db, name, ANN)
        assert self.status(name) == ("stands" if back else "rejected")

    @rule(start=st.integers(0, len(TEXT) - 12), length=st.integers(4, 12))
    def add(self, start: int, length: int) -> None:
        if TEXT[start : start + length].strip():
            name = add_claim(self.db, "talk", start, start + length, ANN)
            assert self.status(name) in ("stands", "rejected")

    @rule(found=st.sets(SOME), doubtful=st.sets(SOME))
    def read_again(self, found: set[int], doubtful: set[int]) -> None:
        claims, candidates = ([READINGS[one] for one in sorted(some)] for some in (found, doubtful - found))
        store(self.db, extraction(claims, candidates))
        again = store(self.db, extraction(claims, candidates))
        assert not again.added + again.changed + again.withdrawn + again.returned

    @invariant()
    def history_only_grows(self) -> None:
        now = self.history()
        assert all(now[table][: len(rows)] == rows for table, rows in self.seen.items())
        self.seen = now

    @invariant()
    def what_stands_is_what_was_said_last(self) -> None:
        shown = {row["id"]: row for row in self.db.execute("SELECT * FROM claims")}
        for name, verdict in self.verdicts.items():
            assert shown[name]["verdict"] == verdict
        for (name, field), value in self.edited.items():
            assert shown[name][field] == value

    @invariant()
    def no_word_of_a_person_is_withdrawn(self) -> None:
        touched = "SELECT claim FROM edits UNION SELECT claim FROM outcomes UNION SELECT id FROM added"
        lost = f"SELECT id FROM overlaid WHERE id IN ({touched}) AND status IN ('withdrawn', 'candidate')"
        assert self.db.execute(lost).fetchall() == []


TestAnyOrder = Ledger.TestCase
TestAnyOrder.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
