"""Counts at a glance: kept as claims come, change and go, and equal to counting anew."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.book import browse, finding, tallies
from ledger.book.checking import check
from ledger.book.editing import Editor, accept, edit
from ledger.book.finding import Wanted
from ledger.book.marking import record, undo
from ledger.book.opening import writing
from ledger.book.storing import store
from ledger.errors import NotFound
from ledger.model import Claim
from tests.book.examples import LIN, USUAL, WU, make_ledger

ANN = Editor("ann", "command", "")


def of(db: sqlite3.Connection) -> dict[str, tuple[int, int, int]]:
    """For each speaker and topic how many claims stand, how many came true, how many are open."""
    found = [*tallies.speakers(db), *tallies.topics(db)]
    return {one.name: (one.claims, one.true, one.open) for one in found}


def test_counts_follow_marks_edits_rejections_and_readings(tmp_path: Path) -> None:
    path, said = make_ledger(tmp_path)
    soon, steer, cheap, robots = said.added
    with writing(path) as db:
        assert of(db)[LIN] == (2, 0, 2)
        record(
            db, [{"claim": soon, "verdict": "true"}, {"claim": cheap, "verdict": "false"}], "ann", "command"
        )
        assert of(db)[LIN] == (2, 1, 1)
        assert of(db)["hardware"] == (1, 0, 0)
        edit(db, steer, {"speaker": WU, "topics": ["data", "jobs"]}, ANN)
        assert (of(db)[LIN], of(db)[WU], of(db)["data"]) == ((1, 1, 0), (3, 0, 2), (1, 0, 1))
        assert "controllability" not in of(db)
        edit(db, robots, {"status": "reject"}, ANN)
        assert tallies.totals(db) == tallies.Totals(claims=3, overdue=1, due=0, resolved=2, candidates=1)
        undo(db, soon, "zu früh", "ann", "command")
        assert (of(db)[LIN], of(db)[WU]) == ((1, 0, 1), (2, 0, 1))
        store(db, replace(USUAL, claims=USUAL.claims[1:3]))
        assert of(db)[LIN] == (1, 0, 1)  # somebody has touched it: never withdrawn
        assert check(db) == []


def test_candidates_are_counted_until_somebody_decides_or_the_reader_does(tmp_path: Path) -> None:
    path, _ = make_ledger(tmp_path)
    vague = USUAL.candidates[0]

    def waiting(*claims: Claim, candidates: tuple[Claim, ...] = ()) -> int:
        store(db, replace(USUAL, claims=claims, candidates=candidates))
        assert check(db) == []
        return tallies.totals(db).candidates

    with writing(path) as db:
        assert waiting(*USUAL.claims, candidates=(vague,)) == 1
        assert waiting(*USUAL.claims) == 0
        assert waiting(candidates=(*USUAL.claims, vague)) == 1  # the others were claims, and are withdrawn
        assert waiting(vague) == 0
        assert waiting(*USUAL.claims[1:]) == 0
        assert waiting(candidates=USUAL.candidates) == 0
    path.unlink()
    path, _ = make_ledger(tmp_path)
    with writing(path) as db:
        (found,) = browse.candidates(db)
        accept(db, found.id, ANN)
        assert tallies.totals(db).candidates == 0
        assert waiting(candidates=(vague,)) == 0
        assert waiting() == 0


def test_the_counts_by_day_are_those_of_the_claims(tmp_path: Path) -> None:
    path, said = make_ledger(tmp_path)
    with writing(path) as db:
        record(db, [{"claim": said.added[0], "verdict": "true"}], "ann", "command")
        every = tallies.by_due(db, Wanted())
        assert every == {"2024-Q4": {"overdue": 1, "true": 1}, "2029-Q2": {"open": 1}}
        assert every == tallies.by_due(db, Wanted(after="0001-01-01"))


@pytest.mark.parametrize("topic", ["", "hardware", "generation-quality"])
@pytest.mark.parametrize("state", ["", "open", "overdue", "true", "resolved"])
@pytest.mark.parametrize("after", ["", "2025-01-01"])
def test_days_counted_already_are_those_of_counting_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, topic: str, state: str, after: str
) -> None:
    path, said = make_ledger(tmp_path)
    wanted = Wanted(topic=topic, state=state, after=after)
    with writing(path) as db:
        record(db, [{"claim": said.added[0], "verdict": "true"}], "ann", "command")
        kept = tallies.by_due(db, wanted), browse.count(db, wanted)
        monkeypatch.setattr(finding, "only_days", lambda _: False)
        assert kept == (tallies.by_due(db, wanted), browse.count(db, wanted))


def test_one_speaker_and_one_topic_are_counted_as_among_all(tmp_path: Path) -> None:
    path, _ = make_ledger(tmp_path)
    with writing(path) as db:
        for one in tallies.speakers(db):
            assert tallies.speaker(db, one.key) == one
        for one in tallies.topics(db):
            assert tallies.topic(db, one.key) == one
        with pytest.raises(NotFound, match="'cooking'"):
            tallies.topic(db, "cooking")
        assert tallies.totals(db) == tallies.Totals(claims=4, overdue=2, due=0, resolved=0, candidates=1)


def test_check_tells_a_wrong_count(tmp_path: Path) -> None:
    path, _ = make_ledger(tmp_path)
    with writing(path) as db:
        db.execute("UPDATE tallies SET claims = claims + 1 WHERE key = 'hardware'")
        db.execute("UPDATE topic_days SET claims = claims + 1 WHERE topic = 'hardware'")
        assert any("tallies: 2 claims of the topic" in wrong and "hardware" in wrong for wrong in check(db))
        assert any("topic_days: 2 claims on 'hardware'" in wrong for wrong in check(db))
