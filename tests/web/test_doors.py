"""Five ways in, one door: command, file, API, form and query record and refuse the same, in one voice."""

from __future__ import annotations

import csv
import html
import io
import shlex
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ledger.book.outcome import FIELDS, RULES
from ledger.cli import ledger
from ledger.errors import LedgerError
from tests.book.examples import make_ledger
from tests.book.test_marking import BAD, GOOD
from tests.web.conftest import TOKEN, Site, serve

Item = dict[str, object]
Door = Callable[[Site, Item], Awaitable[str]]
"""Sends one outcome through; gives what was said against it, "" where it was recorded."""


def run(site: Site, *words: str, given: str = "") -> str:
    done = CliRunner().invoke(ledger, [*words, "--by", "ann", "--db", str(site.path)], input=given.encode())
    refused = isinstance(done.exception, LedgerError)
    assert refused or done.exit_code == 0, done.output
    return f"{done.output}{done.exception}" if refused else ""


async def command(site: Site, item: Item) -> str:
    names = {"share": "--share", "happened_on": "--on", "note": "--note", "supersedes": "--supersedes"}
    words = [f"{option}={item[name]}" for name, option in names.items() if name in item]
    addresses = str(item.get("evidence", ""))
    words += [f"--evidence={address}" for address in shlex.split(addresses.strip("[]").replace(",", ""))]
    return run(site, "mark", str(item["claim"]), str(item["verdict"]), *words)


async def file(site: Site, item: Item) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS)
    writer.writeheader()
    writer.writerow(item)
    return run(site, "mark", "--from", "-", given=text.getvalue())


async def api(site: Site, item: Item) -> str:
    headers = {"authorization": f"Bearer {TOKEN}"}
    answer = await site.datasette.client.post("/-/ledger/outcomes", json=item, headers=headers)
    return "\n".join(error["message"] for error in answer.json().get("errors", []))


async def form(site: Site, item: Item) -> str:
    filled = {name: str(value) for name, value in item.items() if name != "claim"}
    answer = await site.send(f"/-/ledger/claim/{item['claim']}/mark", filled, "ann")
    return "" if answer.status_code == 302 else html.unescape(answer.text.partition('role="alert">')[2])


async def query(site: Site, item: Item) -> str:
    filled = {name: str(item.get(name, "")) for name in FIELDS}
    answer = await site.send("/predictions/mark_claim?_json=1", filled, "ann")
    said: dict[str, Any] = answer.json()
    return "" if said["ok"] else str(said.get("message") or said.get("errors"))


DOORS: list[Door] = [command, file, api, form, query]


async def test_the_five_doors_record_the_same(tmp_path: Path) -> None:
    recorded = []
    for door in DOORS:
        folder = tmp_path / door.__name__
        folder.mkdir()
        site = await serve(make_ledger(folder)[0])
        for item in (one for one in GOOD for _ in range(2)):  # the second time changes nothing
            said = await door(site, {"claim": site.ids[0], **item})
            assert said == "", (door.__name__, item)
        told = (
            "select claim, verdict, share, happened_on, evidence, note, supersedes from outcomes order by id"
        )
        recorded.append(await site.rows(told))
    assert len(recorded[0]) == len(GOOD)
    assert all(one == recorded[0] for one in recorded)


@pytest.mark.parametrize("door", DOORS)
async def test_each_door_refuses_the_same_in_the_same_words(site: Site, door: Door) -> None:
    for item, rule in BAD:
        said = await door(site, {"claim": site.ids[0], **item})
        assert RULES[rule] in said, (door.__name__, item, said[:300])
    assert await site.rows("select count(*) from outcomes") == [(0,)]


@pytest.mark.parametrize(
    ("door", "method"), list(zip(DOORS, ["command", "file", "api", "web", "query"], strict=True))
)
async def test_each_door_says_who_came_in_and_how(site: Site, door: Door, method: str) -> None:
    await door(site, {"claim": site.ids[0], "verdict": "true"})
    by = "script" if method == "api" else "ann"
    assert await site.rows("select recorded_by, method from outcomes") == [(by, method)]
