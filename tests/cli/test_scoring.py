"""`ledger score` and `ledger convention`: tables, JSON, CSV, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ledger.book.marking import record
from ledger.book.opening import writing
from ledger.cli import ledger
from ledger.errors import BadInput, LedgerError
from tests.book.examples import LIN, SOON, WU, make_ledger

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with the usual ledger, in which SOON came true."""
    monkeypatch.chdir(tmp_path)
    path, _ = make_ledger(tmp_path)
    with writing(path) as db:
        (claim,) = db.execute("SELECT id FROM claims WHERE quote = ?", (SOON,)).fetchone()
        record(db, [{"claim": claim, "verdict": "true"}], "ann", "command")

    def call(*words: str) -> Result:
        result = CliRunner().invoke(ledger, words)
        if isinstance(result.exception, LedgerError):
            raise result.exception
        return result

    return call


def test_records_are_shown_with_their_counts_and_what_they_rest_on(run: Run) -> None:
    shown = run("score", "--by", "speaker").stdout
    assert "convention 1" in shown
    assert "Ranked from 20 resolved claims" in shown
    line = next(line for line in shown.splitlines() if LIN in line)
    assert line.split()[:7] == ["–", LIN, "2", "0", "2", "1", "0"]
    assert "100% [21%, 100%]" in line
    assert "0.090" in line


def test_json_has_every_number_and_the_calibration(run: Run) -> None:
    lines = [json.loads(line) for line in run("score", "--by", "speaker", "--json").stdout.splitlines()]
    one = next(line for line in lines if line["key"] == LIN)
    assert (one["extracted"], one["resolved"], one["convention"], one["base"]) == (2, 1, 1, "ledger")
    assert one["brier"] == pytest.approx(0.09)
    assert (one["brier_lowest"], one["brier_highest"]) == (pytest.approx(0.05), pytest.approx(0.45))
    (point,) = one["calibration"]["bins"]
    assert (point["low"], point["claims"], point["rate"]) == (0.7, 1, 1.0)
    other = next(line for line in lines if line["key"] == WU)
    assert other["brier"] is None
    assert other["calibration"]["bins"] == []


def test_csv_has_the_columns_of_the_json(run: Run) -> None:
    (row,) = csv.DictReader(io.StringIO(run("score", "--csv").stdout))
    found = json.loads(run("score", "--json").stdout)
    assert row.keys() == found.keys() - {"calibration"}
    assert float(row["brier"]) == found["brier"]
    assert (row["resolved"], row["rank"]) == ("1", "")


def test_the_help_names_every_field_of_the_json(run: Run) -> None:
    told = run("score", "--help").stdout.replace("\n", " ")
    for name in json.loads(run("score", "--json").stdout):
        base = name.removesuffix("_low").removesuffix("_high")
        assert name in told or base in told, name


def test_calibration_is_shown_and_written_bin_by_bin(run: Run) -> None:
    shown = run("score", "--calibration").stdout
    assert "70% to 80%" in shown
    assert "reliability 0.0900" in shown
    (row,) = csv.DictReader(io.StringIO(run("score", "--calibration", "--csv").stdout))
    assert (row["claims"], row["rate"]) == ("1", "1.0")


def test_a_speakers_words_are_shown_one_by_one(run: Run) -> None:
    shown = run("score", "--by", "speaker-word", "--speaker", WU).stdout
    assert f"{WU} · 可能" in shown
    assert LIN not in shown


def test_claims_are_shown_one_by_one_with_where_their_probability_is_from(run: Run) -> None:
    first, *others = [json.loads(line) for line in run("score", "--claims", "--json").stdout.splitlines()]
    assert (first["state"], first["outcome"], first["brier"]) == ("true", 1.0, pytest.approx(0.09))
    assert (first["probability"], first["probability_source"]) == (0.7, "convention: class")
    assert [other["brier"] for other in others] == [None, None, None]
    assert {other["probability_source"] for other in others} == {"convention: class", "convention: word"}
    run("edit", first["claim"], "--probability", "0.9")
    (row, *_) = csv.DictReader(io.StringIO(run("score", "--claims", "--csv").stdout))
    assert (row["claim"], row["probability"], row["probability_source"]) == (first["claim"], "0.9", "person")
    shown = run("score", "--claims").stdout.splitlines()
    assert shown[1].split()[:4] == [first["claim"], "true", "0.90", "person"]


def test_what_selects_nothing_says_so(run: Run) -> None:
    assert run("score", "--speaker", "nobody").stdout == "No claims.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--base", "weather"), "'weather' is no base rate"),
        (("--json", "--csv"), "exclude each other"),
        (("--minimum", "0"), "'0' is no minimum"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        run("score", *words)


def test_an_unknown_dimension_is_a_usage_error(run: Run) -> None:
    assert run("score", "--by", "mood").exit_code == 2


def test_the_convention_is_shown_and_changed_in_versions(run: Run, tmp_path: Path) -> None:
    assert "Fagen's survey" in run("convention").stdout
    changed = run("convention", "--set", "可能=0.4", "--set", "或许=", "--why", "our survey", "--by", "ann")
    assert changed.stdout.startswith("Convention 2:")
    versions = [json.loads(line) for line in run("convention", "--all", "--json").stdout.splitlines()]
    assert [version["version"] for version in versions] == [1, 2]
    assert (versions[1]["adopted_by"], versions[1]["note"]) == ("ann", "our survey")
    numbers = {term["term"]: term["probability"] for term in versions[1]["terms"]}
    assert numbers["可能"] == 0.4
    assert "或许" not in numbers
    with sqlite3.connect(tmp_path / "predictions.db") as db:
        assert db.execute("SELECT probability FROM claim_scores WHERE hedge = '可能'").fetchone() == (0.4,)


@pytest.mark.parametrize("given", ["可能", "可能=often", "可能=40%", "=0.4"])
def test_a_number_that_is_none_is_refused_and_nothing_changes(run: Run, given: str) -> None:
    with pytest.raises(BadInput, match="TERM=NUMBER"):
        run("convention", "--set", given, "--why", "our survey")
    assert run("convention").stdout.startswith("Convention 1:")
