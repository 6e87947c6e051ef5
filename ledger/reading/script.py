"""One script for the word files: traditional characters are read as their simplified ones.

Only single characters are mapped, so offsets stay as they are.
"""

from __future__ import annotations

from functools import cache

from ledger.reading.lexicon import read_text


@cache
def _table() -> dict[int, str]:
    lines = [line for line in read_text("traditional.txt").splitlines() if not line.startswith("#")]
    return dict(zip(map(ord, lines[0]), lines[1], strict=True))


def simplify(text: str) -> str:
    """`text` in simplified characters, of the same length."""
    return text.translate(_table())
