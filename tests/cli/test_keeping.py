"""The commands that put claims into the ledger, show them, correct them and check that all is well."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from ledger.cli import keeping, ledger
from ledger.cli.tables import fit, width
from ledger.errors import BadInput, LedgerError, NotALedger, NotFound
from ledger.model import Document, Extraction, Problem
from tests.book.examples import CHEAP, ROBOTS, SOON, STEER, TEXT, USUAL, VAGUE, WU, extraction, make_ledger

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with the usual ledger; refusals come out as they are raised."""
    monkeypatch.chdir(tmp_path)
    make_ledger(tmp_path)

    def call(*words: str) -> Result:
        result = CliRunner().invoke(ledger, words)
        if isinstance(result.exception, LedgerError):
            raise result.exception
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[Extraction], None]:
    """Lets the reader find what the test says in every document."""

    def find(found: Extraction) -> None:
        def extract(document: Document) -> Extraction:
            return replace(found, path=document.path, recording=document.recording)

        stand_in = ModuleType("ledger.reading.pipeline")
        stand_in.__dict__["extract"] = extract
        monkeypatch.setitem(sys.modules, stand_in.__name__, stand_in)

    return find


def ids(run: Run, *asked: str) -> dict[str, str]:
    return {
        json.loads(line)["quote"]: json.loads(line)["id"]
        for line in run("list", "--json", *asked).stdout.splitlines()
    }


def test_add_makes_a_ledger_and_says_what_it_did(run: Run, reads: Callable[[Extraction], None]) -> None:
    Path("talk.txt").write_text(TEXT, encoding="utf-8")
    reads(replace(USUAL, problems=(Problem("没听清", line=3),)))
    first = run("add", "talk.txt", "--db", "new.db")
    assert first.stdout == "talk.txt: 4 added; 1 candidates\n"
    assert first.stderr == "talk.txt:3: 没听清\n"
    assert run("add", "talk.txt", "--db", "new.db").stdout == "talk.txt: 4 kept; 1 candidates\n"
    assert run("check", "--db", "new.db").exit_code == 0


def test_add_names_what_is_withdrawn(run: Run, reads: Callable[[Extraction], None]) -> None:
    Path("talk.txt").write_text(TEXT, encoding="utf-8")
    reads(extraction(USUAL.claims[1:]))
    said = run("add", "talk.txt").stdout.splitlines()
    assert said[0].endswith("3 changed, 1 withdrawn; 0 candidates") or "3 kept, 1 withdrawn" in said[0]
    assert SOON in said[1]
    assert json.loads(run("add", "talk.txt", "--json").stdout)["source"] == "talk"


def test_add_takes_the_facts_from_a_sidecar(run: Run, reads: Callable[[Extraction], None]) -> None:
    Path("talk.txt").write_text(TEXT, encoding="utf-8")
    Path("talk.yml").write_text("title: 旁边的题目\n", encoding="utf-8")
    Path("meta.json").write_text('{"title": "给的题目"}', encoding="utf-8")
    reads(USUAL)
    run("add", "talk.txt")
    assert json.loads(run("list", "--json").stdout.splitlines()[0])["source_title"] == "旁边的题目"
    run("add", "talk.txt", "--meta", "meta.json")
    assert json.loads(run("list", "--json").stdout.splitlines()[0])["source_title"] == "给的题目"


def test_a_transcript_that_cannot_be_read_does_not_keep_the_others_out(
    run: Run, reads: Callable[[Extraction], None]
) -> None:
    Path("empty.txt").write_bytes(b"")
    Path("talk.txt").write_text(TEXT, encoding="utf-8")
    reads(USUAL)
    said = run("add", "empty.txt", "missing.txt", "talk.txt", "--db", "new.db")
    assert said.exit_code in (1, 2)
    assert [line.split(":")[1].strip() for line in said.stderr.splitlines()] == ["empty.txt", "missing.txt"]
    assert said.stdout.startswith("talk.txt: 4 added")


def test_list_shows_what_is_asked_for(run: Run) -> None:
    assert list(ids(run)) == [SOON, STEER, CHEAP, ROBOTS]
    assert list(ids(run, "--speaker", WU)) == [CHEAP, ROBOTS]
    assert list(ids(run, "--topic", "hardware")) == [CHEAP]
    assert list(ids(run, "--due-before", "2024")) == [SOON, STEER]
    assert list(ids(run, "--state", "overdue")) == [SOON, STEER]
    assert list(ids(run, "--source", "talk", "--kind", "plan")) == []
    assert list(ids(run, "--search", "可控")) == [STEER]
    assert list(ids(run, "--candidates")) == [VAGUE]
    assert list(ids(run, "--candidates", "--speaker", "别人")) == []


def test_a_speaker_or_source_that_is_not_there_is_told_with_names_alike(run: Run) -> None:
    assert run("list", "--speaker", "吴大每").stderr == f"no speaker is called '吴大每'; is it {WU}?\n"
    assert run("list", "--source", "elsewhere", "--json").stderr == "no source has the id 'elsewhere'\n"
    assert run("list", "--speaker", WU, "--kind", "plan").stderr == "no claims\n"


@pytest.mark.parametrize("words", ["。", '"', "  "])
def test_a_search_without_a_word_is_refused(run: Run, words: str) -> None:
    with pytest.raises(BadInput, match="no letter or digit"):
        run("list", "--search", words)


def test_list_aligns_chinese(run: Run) -> None:
    lines = run("list").stdout.splitlines()
    assert lines[0].split() == ["id", "due", "state", "speaker", "statement"]
    column = width(lines[0].partition("statement")[0])
    assert [width(line.partition(quote)[0]) for line, quote in zip(lines[1:], ids(run), strict=True)] == [
        column
    ] * 4


def test_a_text_is_cut_by_the_columns_it_takes() -> None:
    assert fit("可控性 abc", 6) == "可控… "
    assert fit("可控", 6) == "可控  "
    assert width("é可") == 3


def test_show_tells_all_of_a_claim(run: Run) -> None:
    name = ids(run)[STEER]
    run("edit", name, "--criteria", "某榜单", "--by", "ann")
    shown = run("show", name[:4]).stdout
    for words in (
        STEER,
        "林小满",
        "圆桌：明年会怎样 (2024-06)",
        "接下来这一年 (question)",
        "某榜单",
        "0 outcomes, 1 edits",
    ):
        assert words in shown
    assert json.loads(run("show", name, "--json").stdout)["criteria"] == "某榜单"


def test_due_puts_the_longest_overdue_first(run: Run) -> None:
    run("edit", ids(run)[ROBOTS], "--due", "2023")
    assert [line.split()[0] for line in run("due").stdout.splitlines()[1:]] == [
        ids(run)[ROBOTS], ids(run)[SOON], ids(run)[STEER],
    ]  # fmt: skip
    assert len(run("due", "--before", "2023-12").stdout.splitlines()) == 2
    assert len(run("due", "--limit", "1").stdout.splitlines()) == 2
    assert run("due", "--before", "1999").stderr == "no claims\n"


def test_a_long_table_of_what_is_due_is_cut_and_says_so_and_programs_get_all(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_A_TIME", 1)
    every = run("due", "--before", "2100", "--json").stdout.splitlines()
    cut = run("due", "--before", "2100")
    assert len(every) > 1 and len(cut.stdout.splitlines()) == 2
    assert "there are more" in cut.stderr
    shown = run("due", "--before", "2100", "--limit", str(len(every)))
    assert len(shown.stdout.splitlines()) == len(every) + 1 and not shown.stderr


def test_edit_sets_clears_and_gives_back(run: Run) -> None:
    name = ids(run)[SOON]
    said = run(
        "edit",
        name,
        "--due",
        "",
        "--topic",
        "data",
        "--topic",
        "jobs",
        "--speaker",
        "新人",
        "--note",
        "听错",
        "--by",
        "ann",
    )
    assert "'新人' was no speaker" in said.stderr
    row = json.loads(run("show", name, "--json").stdout)
    assert (row["due"], row["topics"], row["speaker"], row["edited"]) == (
        None,
        ["data", "jobs"],
        "新人",
        True,
    )
    run("edit", name, "--machine", "due")
    assert json.loads(run("show", name, "--json").stdout)["due"] == "2024-12-31"
    assert run("edit", name, "--machine", "due").stdout == f"{name}: is so already\n"
    with pytest.raises(BadInput, match="got 'cooking'"):
        run("edit", name, "--topic", "cooking")


def test_rejected_claims_are_listed_apart_and_restored(run: Run) -> None:
    name = ids(run)[SOON]
    run("reject", name, "--note", "客套话")
    assert SOON not in ids(run)
    assert list(ids(run, "--rejected")) == [SOON]
    run("restore", name, ids(run, "--candidates")[VAGUE])
    assert list(ids(run)) == [SOON, STEER, CHEAP, ROBOTS, VAGUE]


def test_a_refused_id_among_several_changes_nothing(run: Run) -> None:
    with pytest.raises(NotFound):
        run("reject", ids(run)[SOON], "zzz")
    assert list(ids(run, "--rejected")) == []


def test_check_prints_what_is_wrong_and_ends_with_status_1(run: Run) -> None:
    assert run("check").stdout == "predictions.db is sound\n"
    with sqlite3.connect("predictions.db") as db:
        db.execute("UPDATE transcripts SET text = '别的' || text")
        db.execute("DROP TRIGGER outcomes_keep")
        db.execute("UPDATE claims SET due = '2001-01-01' WHERE quote = ?", (SOON,))
        db.execute("INSERT INTO claims_fts (claims_fts) VALUES ('delete-all')")
    result = CliRunner().invoke(ledger, ["check"])
    assert isinstance(result.exception, LedgerError)
    assert result.exception.exit_status == 1
    for words in (
        "trigger outcomes_keep is missing",
        "not the text that was read",
        "is not what stands at",
        "claims does not show",
        "search:",
    ):
        assert words in result.stdout


def test_check_compares_two_ledgers(run: Run, reads: Callable[[Extraction], None]) -> None:
    Path("talk.txt").write_text(TEXT, encoding="utf-8")
    reads(extraction(USUAL.claims[:3], USUAL.candidates))
    run("add", "talk.txt", "--db", "other.db")
    result = CliRunner().invoke(ledger, ["check", "--same-as", "other.db"])
    assert ROBOTS in result.stdout
    assert isinstance(result.exception, LedgerError)
    run("reject", ids(run)[SOON])
    assert run("check", "--same-as", "predictions.db").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["due"],
        ["show", "x"],
        ["check"],
        ["mark", "x", "true"],
        ["history", "x"],
        ["edit", "x", "--due", "2025"],
        ["serve"],
    ],
)
def test_what_is_no_ledger_is_refused_by_every_command(run: Run, words: list[str]) -> None:
    Path("other.db").write_text("words, not a database, and long enough to be told from an empty file " * 9)
    with pytest.raises(NotALedger, match=r"other\.db"):
        run(*words, "--db", "other.db")
    with pytest.raises(NotFound, match="ledger add"):
        run(*words, "--db", "missing.db")


def test_show_gives_the_words_of_a_quote_that_stands_in_json(run: Run) -> None:
    said = ["我觉得明年自动驾驶一定会", "在大城市普及。"]
    events = [{"tStartMs": 65_000, "segs": [{"utf8": part} for part in said]}]
    Path("talk.json3").write_text(json.dumps({"events": events}))
    run("add", "talk.json3", "--db", "new.db", "--date", "2024")
    (claim,) = ids(run, "--db", "new.db").values()
    shown = run("show", claim, "--db", "new.db").stdout
    assert "在大城市普及" in shown and "utf8" not in shown and "\\u" not in shown
