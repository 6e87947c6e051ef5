"""Commands that only ask the ledger start without a word of the reader's, and without slow libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.examples import make_ledger

HEAVY = {
    "ledger.reading", "datasette", "jieba", "numpy", "pyarrow", "dask", "yaml", "rich",
    "pypinyin", "pysubs2", "sqlite_utils", "concurrent.futures", "asyncio", "httpx",
}  # fmt: skip
_TELL = """
import sys
from ledger.cli import ledger
try:
    ledger(sys.argv[1:])
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""


def loaded_by(*call: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    told = subprocess.run([sys.executable, "-c", _TELL, *call], capture_output=True, text=True, check=True)
    return set(told.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "command",
    [
        ["due"],
        ["due", "--json"],
        ["list", "--topic", "scaling"],
        ["show", "ID"],
        ["history", "ID"],
        ["mark", "ID", "true"],
        ["reject", "ID"],
    ],
    ids=" ".join,
)
def test_a_command_that_asks_or_marks_loads_no_reader_and_no_slow_library(
    tmp_path: Path, command: list[str]
) -> None:
    db, said = make_ledger(tmp_path)
    call = [said.added[0] if word == "ID" else word for word in command]
    loaded = loaded_by(*call, "--db", str(db))
    assert "ledger.book.browse" in loaded or "ledger.book.ids" in loaded
    assert not HEAVY & loaded


def test_reading_text_loads_nothing_that_other_files_need(tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("我觉得明年视频一定会更长。", encoding="utf-8")
    loaded = loaded_by("extract", str(talk))
    assert "ledger.reading.pipeline" in loaded
    assert not {"yaml", "html", "statistics", "pysubs2", "jieba", "pypinyin", "datasette"} & loaded


def test_a_file_that_nobody_may_look_for_is_told_without_a_traceback(tmp_path: Path) -> None:
    name = "talk" * 100 + ".txt"  # too long for any file system, and so refused to root too
    ran = subprocess.run(
        [sys.executable, "-m", "ledger", "list", "--db", str(tmp_path / name)], capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("ledger: ") and name in ran.stderr and "Traceback" not in ran.stderr
