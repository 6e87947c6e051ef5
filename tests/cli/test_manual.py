"""The page of commands in docs/."""

from __future__ import annotations

from pathlib import Path

from ledger.cli import COMMANDS
from ledger.cli.manual import manual

PAGE = Path(__file__).parent.parent.parent / "docs" / "commands.md"


def test_the_page_of_commands_is_what_their_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), "run scripts/manual"


def test_every_command_has_its_place_on_the_page() -> None:
    assert all(f"## ledger {name}\n" in manual() for name in COMMANDS)
