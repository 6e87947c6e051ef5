"""The import law: what each room of the project may know."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "ledger"
BASE = {"ledger", "ledger.model", "ledger.errors", "ledger.dates", "ledger.links"}
LAW = {
    "ledger.model": {"ledger.dates"},
    "ledger.dates": {"ledger.errors"},
    "ledger.errors": set(),
    "ledger.links": set(),
    "ledger.reading": BASE | {"ledger.reading"},
    "ledger.book": BASE | {"ledger.book"},
    "ledger.web": BASE | {"ledger.book", "ledger.web"},
    "ledger.cli": BASE | {"ledger.book", "ledger.reading", "ledger.cli"},
}
STRANGERS = {
    "ledger.reading": {"sqlite3", "sqlite_utils", "datasette", "httpx", "click"},
    "ledger.book": {"datasette", "httpx", "jieba", "click"},
    "ledger.web": {"jieba", "click", "sqlite_utils"},
}


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            found.add(node.module or "")
            if node.module == "ledger":
                found |= {f"ledger.{alias.name}" for alias in node.names if alias.name != "__version__"}
    return found


def files_of(room: str) -> list[Path]:
    place = ROOT.joinpath(*room.split(".")[1:])
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def within(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


def allowed(name: str, rooms: set[str]) -> bool:
    return name in rooms or within(name, rooms - {"ledger"})


@pytest.mark.parametrize("room", LAW)
def test_a_room_imports_only_what_the_law_lets_it_know(room: str) -> None:
    assert files_of(room), room
    for path in files_of(room):
        ours = {name for name in imports_of(path) if within(name, {"ledger"})}
        broken = {name for name in ours if not allowed(name, LAW[room])}
        assert not broken, f"{path} knows {broken}"


@pytest.mark.parametrize("room", STRANGERS)
def test_a_room_knows_nothing_of_the_libraries_of_another(room: str) -> None:
    for path in files_of(room):
        strangers = {name for name in imports_of(path) if within(name, STRANGERS[room])}
        assert not strangers, f"{path} knows {strangers}"


def test_every_module_belongs_to_a_room() -> None:
    known = {path for room in LAW for path in files_of(room)} | {ROOT / "__init__.py", ROOT / "__main__.py"}
    assert set(ROOT.rglob("*.py")) <= known
