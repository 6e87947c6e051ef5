"""Records: ranks, base rates, conventions and their versions, and what is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.book.opening import writing
from ledger.book.scoring import conventions
from ledger.book.scoring.claims import Selection
from ledger.book.scoring.conventions import Changes, Term, adopt
from ledger.book.scoring.records import DIMENSIONS, records
from ledger.errors import BadInput
from tests.book.scoring.simulated import SPEAKERS, claims, fill


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path / "predictions.db", create=True) as db:
        fill(db, [replace(claim, attributed_to="") for claim in claims(600)])
        yield db


def test_nothing_is_ranked_under_the_minimum(ledger: sqlite3.Connection) -> None:
    found = records(ledger, "speaker", minimum=9, intervals=False)
    assert {record.rank is None for record in found} == {True, False}
    assert all((record.rank is None) == (record.counts.resolved < 9) for record in found)
    assert all(record.minimum == 9 for record in found)


def test_ranks_go_by_skill_and_come_first(ledger: sqlite3.Connection) -> None:
    found = records(ledger, "speaker", minimum=9, intervals=False)
    ranked = [record for record in found if record.rank]
    assert found[: len(ranked)] == ranked
    assert [record.rank for record in ranked] == list(range(1, len(ranked) + 1))
    skills = [record.brier_skill for record in ranked]
    assert skills == sorted(skills, key=lambda skill: -(skill or 0))


def test_the_view_ranks_as_python_does(ledger: sqlite3.Connection) -> None:
    adopt(ledger, Changes({}, minimum=9), "ann", "a small ledger")
    view = dict(ledger.execute("SELECT key, rank FROM scores WHERE dimension = 'speaker'").fetchall())
    assert view == {record.key: record.rank for record in records(ledger, "speaker", intervals=False)}
    assert None in view.values()
    assert 1 in view.values()


@pytest.mark.parametrize(("base", "name"), [("even", "even"), (0.5, "given"), ("0.5", "given")])
def test_skill_is_against_the_base_rate_it_names(ledger: sqlite3.Connection, base: str, name: str) -> None:
    (found,) = records(ledger, base=base, intervals=False)
    losses = [(0.5 - cell.outcome) ** 2 * cell.claims for cell in found.cells]
    assert (found.base, found.base_rate) == (name, 0.5)
    assert found.brier_skill == pytest.approx(1 - (found.brier or 0) * found.counts.resolved / sum(losses))


def test_the_ledgers_rate_is_that_of_all_its_claims_and_ones_own_is_ones_own(
    ledger: sqlite3.Connection,
) -> None:
    (everything,) = records(ledger, intervals=False)
    (one,) = records(ledger, "speaker", Selection(speaker=SPEAKERS[3]), intervals=False)
    assert everything.base == one.base == "ledger"
    assert everything.base_rate == one.base_rate == pytest.approx(everything.rate)
    (own,) = records(ledger, "speaker", Selection(speaker=SPEAKERS[3]), base="own", intervals=False)
    assert (own.base, own.base_rate) == ("own", own.rate)
    assert own.base_rate != one.base_rate


def test_every_score_has_its_interval_around_it(ledger: sqlite3.Connection) -> None:
    (found,) = records(ledger)
    assert found.brier_interval and found.log_score_interval and found.brier_skill_interval
    assert found.brier_interval.low < (found.brier or 0) < found.brier_interval.high
    assert found.log_score_interval.low < (found.log_score or 0) < found.log_score_interval.high
    assert found.brier_skill_interval.low < (found.brier_skill or 0) < found.brier_skill_interval.high
    assert records(ledger) == [found]


def test_dimensions_are_those_the_ledger_describes(ledger: sqlite3.Connection) -> None:
    described = {row["name"] for row in ledger.execute("SELECT name FROM dimensions")}
    assert described == set(DIMENSIONS)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"by": "mood"}, "'mood' is nothing records are kept by: one of all, speaker"),
        ({"base": "climate"}, "'climate' is no base rate: ledger, even, own or a number from 0 to 1"),
        ({"base": "1.5"}, "'1.5' is no base rate"),
        ({"base": "nan"}, "'nan' is no base rate"),
        ({"minimum": 0}, "'0' is no minimum"),
    ],
)
def test_what_makes_no_record_is_refused_by_name(
    ledger: sqlite3.Connection, asked: dict[str, object], message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        records(ledger, **asked)  # type: ignore[arg-type]


def test_nothing_selected_gives_no_record(ledger: sqlite3.Connection) -> None:
    assert records(ledger, selection=Selection(speaker="nobody")) == []


def test_a_ledger_begins_with_the_survey_and_the_stated_numbers(ledger: sqlite3.Connection) -> None:
    """The medians of Fagen's survey as published; words that deny are turned round."""
    held = {term.term: term for term in conventions.current(ledger).terms}
    published = {
        "almost certainly": 0.95, "highly likely": 0.9, "very good chance": 0.8, "probably": 0.7,
        "likely": 0.7, "better than even": 0.6, "about even": 0.5,
        "probably not": 1 - 0.25, "unlikely": 1 - 0.2,
        "little chance": 1 - 0.1, "highly unlikely": 1 - 0.05, "almost no chance": 1 - 0.02,
    }  # fmt: skip
    for word, number in published.items():
        assert held[word].probability == pytest.approx(number)
        assert held[word].origin.startswith("Fagen's survey")
    assert {term.term for term in held.values() if term.form == "class"} == {"high", "medium", "low"}
    assert all(term.origin.startswith("stated") for term in held.values() if not term.term.isascii())


def test_another_convention_is_another_version_and_the_old_one_stays(ledger: sqlite3.Connection) -> None:
    (before,) = records(ledger, intervals=False)
    first = conventions.current(ledger)
    new = adopt(
        ledger, Changes({"Low": 0.4, "可能": None, "没准会": 0.3}, base="even"), "ann", "our own survey"
    )
    assert Term("word", "没准", 0.3, "stated for this ledger") in new.terms
    assert (new.version, new.adopted_by, new.note, new.base) == (2, "ann", "our own survey", "even")
    assert Term("class", "low", 0.4, "stated for this ledger") in new.terms
    assert "可能" not in {term.term for term in new.terms}
    assert conventions.versions(ledger) == [first, new]
    (after,) = records(ledger, intervals=False)
    assert (before.convention, after.convention) == (1, 2)
    assert before.brier != after.brier
    assert after.base == "even"


@pytest.mark.parametrize(
    ("changes", "note", "message"),
    [
        (Changes({"low": 1.5}), "why", "'low=1.5' gives no number"),
        (Changes({"low": float("nan")}), "why", "gives no number"),
        (Changes({" ": 0.5}), "why", "gives no number"),
        (Changes({"low": None}), "why", "'low' can't be let go of"),
        (Changes({"nobody says this": None}), "why", "'nobody says this' can't be let go of"),
        (Changes({}, clip=0.5), "why", "'0.5' is no clip"),
        (Changes({}, minimum=0), "why", "'0' is no minimum"),
        (Changes({}, base="own"), "why", "'own' is no base rate"),
        (Changes({}, name=" "), "why", "needs a name"),
        (Changes({"low": 0.5}), "why", "nothing changes"),
        (Changes({"low": 0.4}), " ", "for a reason"),
    ],
)
def test_a_convention_that_is_none_is_refused_and_nothing_changes(
    ledger: sqlite3.Connection, changes: Changes, note: str, message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        adopt(ledger, changes, "ann", note)
    assert len(conventions.versions(ledger)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE conventions SET clip = 0.05",
        "DELETE FROM conventions",
        "UPDATE convention_terms SET probability = 0.1",
        "DELETE FROM convention_terms",
        "INSERT OR REPLACE INTO conventions SELECT 1, 'mine', clip, 1, base, 3, '', 'me', '' FROM convention",
        "INSERT INTO convention_terms VALUES (1, 'word', '没准', 0.3, 'me')",
        "INSERT OR REPLACE INTO convention_terms VALUES (1, 'class', 'low', 0.3, 'me')",
    ],
)
def test_no_sqlite_tool_changes_a_convention_that_is_there(
    ledger: sqlite3.Connection, statement: str
) -> None:
    before = conventions.versions(ledger)
    with pytest.raises(sqlite3.IntegrityError, match="convention"):
        ledger.execute(statement)
    assert conventions.versions(ledger) == before


def test_a_convention_half_entered_does_not_hold(ledger: sqlite3.Connection) -> None:
    ledger.execute(
        "INSERT INTO conventions SELECT 2, 'half', clip, minimum, base, 3, '', 'me', '' FROM conventions"
    )
    ledger.execute("INSERT INTO convention_terms VALUES (2, 'class', 'low', 0.3, 'me')")
    assert conventions.current(ledger).version == 1
    (found,) = records(ledger, intervals=False)
    assert found.convention == 1
