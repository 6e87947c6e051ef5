"""The command that dates what people say of time: one phrase, or JSON lines of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import click

from ledger.dates import ACCEPTED, PartialDate
from ledger.errors import BadInput
from ledger.model import Times

LINE = 'a line is {"text": "三年内", "said_on": "2024-06-15"}'


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _found(text: str, said_on: PartialDate | None) -> tuple[dict[str, Any], Times | None]:
    from ledger.reading.times import find_times, foremost

    times = foremost(find_times(text, said_on))
    start, due = (_day(times.start_day), _day(times.due)) if times else (None, None)
    return {"text": text, "found": times.text if times else None, "start": start, "due": due}, times


def _said_on(value: object, line: int | None = None) -> PartialDate | None:
    if value is None or value == "":
        return None
    try:
        return PartialDate.parse(value if isinstance(value, str) else repr(value))
    except BadInput as error:
        raise BadInput(error.reason, "-" if line else None, line) from None


def _read_lines(lines: Iterable[bytes], said_on: PartialDate | None) -> Iterator[dict[str, Any]]:
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            item = json.loads(raw.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise BadInput(f"{error}; {LINE}", "-", number) from None
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise BadInput(f"no text in {raw.decode('utf-8').strip()[:80]}; {LINE}", "-", number)
        yield _found(item["text"], _said_on(item.get("said_on"), number) or said_on)[0]


def _sentence(item: dict[str, Any], times: Times | None) -> str:
    if times is None:
        return "no time expression found"
    if times.due is None:
        return (
            f"{times.text}: no date" if times.start_day is None else f"{times.text}: from {item['start']} on"
        )
    months = "" if times.months is None else f" ({times.months} months from the talk)"
    return f"{times.text}: {item['start'] or '…'} to {item['due']}{months}"


@click.command()
@click.argument("phrase")
@click.option(
    "--said-on", metavar="DATE", help=f"The day of the talk; {ACCEPTED}. Counted from its last day."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object: text, found, start, due.")
def horizon_command(phrase: str, said_on: str | None, as_json: bool) -> None:
    """Say by when a PHRASE means, in Chinese or English: 未来三到五年, by the end of next year.

    With - for PHRASE, reads JSON lines {"text", "said_on"} from standard input and prints for each
    {"text", "found", "start", "due"}: the words that set the time, the days it runs from and to. `found` is
    null where nothing tells a time; `due` is null where it is vague (未来, eventually) or, without a day of
    the talk, counts from that day. Where a text holds several times, the first dated one that lies ahead of
    the talk is given.
    """
    spoken = _said_on(said_on)
    if phrase == "-":
        for item in _read_lines(sys.stdin.buffer, spoken):
            sys.stdout.write(json.dumps(item, ensure_ascii=False) + "\n")
        return
    item, times = _found(phrase, spoken)
    click.echo(json.dumps(item, ensure_ascii=False) if as_json else _sentence(item, times))
