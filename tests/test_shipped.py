"""The ledger that is shipped: it holds what reading the shipped transcripts gives, and is sound."""

from __future__ import annotations

import os
from pathlib import Path

from click.testing import CliRunner

from ledger.book.checking import check
from ledger.book.comparing import differences
from ledger.book.opening import reading, writing
from ledger.cli import ledger

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "predictions.db"
TRANSCRIPTS = sorted(
    path for path in (ROOT / "transcripts").iterdir() if path.suffix not in (".yml", ".yaml")
)


def test_the_shipped_ledger_holds_what_reading_the_shipped_transcripts_gives(tmp_path: Path) -> None:
    fresh = tmp_path / "predictions.db"
    os.chdir(ROOT)
    done = CliRunner().invoke(
        ledger, ["add", "--db", str(fresh), *map(str, TRANSCRIPTS)], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    with reading(SHIPPED) as shipped, reading(fresh) as anew:
        assert differences(shipped, anew) == [], (
            "make it anew: rm predictions.db && ledger add transcripts/*.md"
        )


def test_the_shipped_ledger_is_sound(tmp_path: Path) -> None:
    copy = tmp_path / "predictions.db"
    copy.write_bytes(SHIPPED.read_bytes())
    with writing(copy) as db:
        assert check(db) == []
