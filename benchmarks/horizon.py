#!/usr/bin/env python3
"""How many time expressions are dated right, and how many a second, beside JioNLP where it is installed.

    benchmarks/horizon.py PHRASES.jsonl

Every line holds `text`, `said_on` and the last day it means, `due` (null where it has none). JioNLP
(`pip install jionlp`) reads Chinese only, so both are counted on the Chinese lines; ours on all as well.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ledger.dates import PartialDate
from ledger.reading.times import find_times, foremost

ROUNDS = 5
Reader = Callable[[str, str], str | None]


def ours(text: str, said_on: str) -> str | None:
    """The last day `text` means by this project."""
    found = foremost(find_times(text, PartialDate.parse(said_on)))
    return found.due.isoformat() if found and found.due else None


def jionlp() -> Reader:
    """The last day by JioNLP; it raises on what it can't read, which counts as none."""
    import jionlp as jio

    def read(text: str, said_on: str) -> str | None:
        base = time.mktime(date.fromisoformat(said_on).timetuple())
        try:
            found = jio.parse_time(text, time_base=base)["time"]
        except Exception:  # ValueError, TypeError, IndexError: whatever it stumbles over
            return None
        return str(found[1])[:10] if isinstance(found, list) else None

    return read


def measure(name: str, read: Reader, lines: list[dict[str, Any]]) -> float:
    """Print how many are right and how many are read a second (the best of a few rounds); the latter."""
    right = sum(read(line["text"], line["said_on"]) == line["due"] for line in lines)
    best = min(_seconds(read, lines) for _ in range(ROUNDS))
    print(f"{name:24} {right:4} of {len(lines)} right {len(lines) / best:10,.0f} a second")
    return len(lines) / best


def _seconds(read: Reader, lines: list[dict[str, Any]]) -> float:
    begun = time.process_time()
    for line in lines:
        read(line["text"], line["said_on"])
    return time.process_time() - begun


def main() -> None:
    """Read the file that is named, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("phrases", type=Path)
    lines = [json.loads(line) for line in parser.parse_args().phrases.read_text("utf-8").splitlines()]
    measure("ours", ours, lines)
    chinese = [line for line in lines if not line["text"].isascii()]
    mine = measure("ours, Chinese", ours, chinese)
    if find_spec("jionlp"):
        print(f"ours is {mine / measure('JioNLP, Chinese', jionlp(), chinese):.1f} times as fast")


if __name__ == "__main__":
    main()
