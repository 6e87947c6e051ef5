"""Regular expressions that are compiled when they are first used.

Compiling the few hundred expressions of the reader takes longer than reading a short text with them, and any
one transcript needs a part of them: a file without labels none for labels, a Chinese talk none for English.
"""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, once it is asked for something; a wrong expression is noticed no sooner."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))


class _Pattern:
    """Stands for a compiled expression: what is asked of it is got there once, and kept."""

    def __init__(self, expression: str, flags: int) -> None:
        self._source = expression, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._source), name)
        setattr(self, name, found)
        return found
