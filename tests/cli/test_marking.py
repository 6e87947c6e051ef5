"""Marking from the command line and from files: all or nothing, and every bad line named."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ledger.cli import ledger
from ledger.cli.batches import read_batch
from ledger.errors import BadInput, LedgerError, NotFound
from tests.book.examples import make_ledger

Run = Callable[..., Result]
PAGE = "https://example.org/a"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEDGER_NAME", "ann")
    make_ledger(tmp_path)

    def call(*words: str, given: bytes | str | None = None) -> Result:
        result = CliRunner().invoke(ledger, words, input=given)
        assert isinstance(result.exception, LedgerError | SystemExit | None), result.exception
        return result

    return call


@pytest.fixture
def names(run: Run) -> list[str]:
    return [json.loads(line)["id"] for line in run("list", "--json").stdout.splitlines()]


def recorded() -> list[tuple[object, ...]]:
    query = """SELECT claim, verdict, share, happened_on, evidence, note, recorded_by, method
        FROM outcomes ORDER BY id"""
    with sqlite3.connect("predictions.db") as db:
        return db.execute(query).fetchall()


def test_a_claim_is_marked_once(run: Run, names: list[str]) -> None:
    words = (
        "mark",
        names[0][:4],
        "partial",
        "--share",
        "0.4",
        "--on",
        "2024-11",
        "--evidence",
        PAGE,
        "--evidence",
        PAGE + "b",
        "--note",
        "差不多",
    )
    assert run(*words).stdout == f"{names[0]}: no verdict → partial (event 1)\n1 recorded, 0 said already\n"
    assert run(*words).stdout == "0 recorded, 1 said already\n"
    evidence = f'["{PAGE}","{PAGE}b"]'
    assert recorded() == [(names[0], "partial", 0.4, "2024-11", evidence, "差不多", "ann", "command")]


def test_history_tells_everything_and_undo_adds_to_it(run: Run, names: list[str]) -> None:
    run("mark", names[0], "true", "--by", "bob")
    run("edit", names[0], "--due", "2025")
    assert run("undo", names[0], "--why", "看错了").stdout.startswith(f"{names[0]}: true → reopen")
    lines = [json.loads(line) for line in run("history", names[0], "--json").stdout.splitlines()]
    assert [(line["what"], line["id"]) for line in lines] == [("outcome", 1), ("outcome", 2), ("edit", 1)]
    assert [line.get("recorded_by") for line in lines] == ["bob", "ann", None]
    shown = run("history", names[0]).stdout
    assert all(words in shown for words in ("看错了", "reopen", "2025-12-31"))
    assert "nothing was said" in run("history", names[1]).stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mark"], "ID and VERDICT, or --from"),
        (["mark", "x"], "ID and VERDICT, or --from"),
        (["mark", "x", "true", "--from", "f.csv"], "leave claim, verdict out"),
        (["mark", "--from", "missing.csv"], "missing.csv: can't be read"),
        (["undo", "zzz", "--why", "x"], "no claim has an id"),
        (["history", "zzz"], "no claim has an id"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, words: list[str], said: str) -> None:
    result = run(*words)
    assert isinstance(result.exception, BadInput | NotFound)
    assert said in str(result.exception)
    assert recorded() == []


def test_a_spreadsheet_with_everything_spreadsheets_do_is_read(run: Run, names: list[str]) -> None:
    csv = (
        "\ufeffClaim,Verdict,Share,Happened on,Evidence,Note,,\r\n"
        f'{names[0]},TRUE,,2024-11,{PAGE},"说中了，而且，""很准""",,\r\n'
        f'{names[1]},partial,0.5,,"{PAGE}\r\n{PAGE}b","两行\r\n的话",,\r\n'
        ",,,,,,,\r\n"
        f"{names[2]},FALSE,,,,,,"
    )
    assert run("mark", "--from", "-", given=csv.encode()).stdout == "3 recorded, 0 said already\n"
    assert recorded() == [
        (names[0], "true", None, "2024-11", f'["{PAGE}"]', '说中了，而且，"很准"', "ann", "file"),
        (names[1], "partial", 0.5, None, f'["{PAGE}","{PAGE}b"]', "两行\n的话", "ann", "file"),
        (names[2], "false", None, None, "[]", "", "ann", "file"),
    ]
    assert run("mark", "--from", "-", given=csv.encode()).stdout == "0 recorded, 3 said already\n"
    assert len(recorded()) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_every_usual_encoding_and_column_mark_is_read(encoding: str, comma: str) -> None:
    text = comma.join(["claim", "verdict", "note"]) + "\n" + comma.join(["abc", "true", "好，对"]) + "\n"
    batch = read_batch(text.encode(encoding), "f.csv")
    assert batch.items == ({"claim": "abc", "verdict": "true", "note": "好，对"},)
    assert batch.lines == (2,)


def test_json_lines_are_read(run: Run, names: list[str]) -> None:
    lines = [
        {"claim": names[0], "verdict": True, "evidence": [PAGE]},
        {"claim": names[1], "verdict": "false", "share": None},
    ]
    given = "\n\n".join(json.dumps(line) for line in lines)
    assert run("mark", "--from", "-", "--json", given=given).stdout.count('"recorded": true') == 2
    assert [row[:2] for row in recorded()] == [(names[0], "true"), (names[1], "false")]


def test_every_bad_line_is_named_and_nothing_is_recorded(run: Run, names: list[str]) -> None:
    Path("marks.csv").write_text(
        f'claim,verdict,share,evidence,note\n{names[0]},true,,,"two\nlines"\n{names[1]},maybe,,,\n'
        f"zzz,true,,,\n{names[2]},partial,7,javascript:x,\n{names[3]},true,,,,too,many\n"
    )
    result = run("mark", "--from", "marks.csv")
    assert isinstance(result.exception, BadInput)
    assert "4 of 5 outcomes" in str(result.exception)
    lines = [line.split(":", 2)[1:] for line in result.stderr.splitlines()]
    assert [(number, said.partition(":")[0].strip()) for number, said in lines[:4]] == [
        ("4", "verdict"),
        ("5", "claim"),
        ("6", "share"),
        ("6", "evidence"),
    ]
    assert lines[4][0] == "7"
    assert lines[4][1].endswith(f"got '{names[3]},true,,,,too,many'")
    assert recorded() == []


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"claim,verdct\nx,true\n", 1, "verdct"),
        (b"claim,note\nx,true\n", 1, "claim and verdict always"),
        (b"claim,verdict,verdict\nx,true,false\n", 1, "every field once"),
        (b'claim,verdict\nx,"true\n', 2, "is no CSV"),
        (b"", None, "holds no outcomes"),
        (b"\x81\x00\xff" * 9, None, "neither UTF-8 nor GB18030"),
    ],
)
def test_a_file_that_is_no_batch_is_refused(data: bytes, line: int | None, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        read_batch(data, "f.csv")
    assert (refused.value.path, refused.value.line) == ("f.csv", line)


def test_a_dry_run_says_what_would_change_and_changes_nothing(run: Run, names: list[str]) -> None:
    run("mark", names[0], "true")
    given = f"claim,verdict\n{names[0]},false\n{names[1]},true\n{names[0]},false\n"
    before = Path("predictions.db").read_bytes()
    said = run("mark", "--from", "-", "--dry-run", given=given).stdout
    assert f"{names[0]}: true → false (event 2)\n{names[1]}: no verdict → true (event 3)" in said
    assert Path("predictions.db").read_bytes() == before


def test_the_sheet_of_what_is_due_is_filled_in_and_read_back(run: Run, names: list[str]) -> None:
    sheet = run("due", "--csv").stdout
    assert sheet.startswith("\ufeffclaim,verdict,")
    assert sheet.count("\n") == 3
    filled = sheet.replace(f"{names[1]},,", f"{names[1]},false,")
    assert run("mark", "--from", "-", given=filled.encode()).stdout.endswith("1 recorded, 0 said already\n")
    assert [row[:2] for row in recorded()] == [(names[1], "false")]


def test_superseding_what_is_no_longer_last_is_refused(run: Run, names: list[str]) -> None:
    run("mark", names[0], "true")
    run("mark", names[0], "false", "--supersedes", "1")
    result = run("mark", names[0], "annulled", "--supersedes", "1")
    assert isinstance(result.exception, LedgerError)
    assert result.exception.exit_status == 1
    assert "no longer the last event" in str(result.exception)


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("words", [["due"], ["list"], ["mark", "--help"]])
def test_commands_that_ask_load_neither_the_reader_nor_the_server(words: list[str]) -> None:
    code = f"""import sys
from ledger.cli import ledger
ledger.main({words!r}, standalone_mode=False)
slow = {{"jieba", "numpy", "datasette", "sqlite_utils", "rich", "ledger.reading"}}
print(sorted(slow & set(sys.modules)))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
