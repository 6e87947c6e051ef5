"""Who may see and who may write: every route is walked for visitors who may not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from datasette.app import Datasette

from ledger.web.routes import ROUTES
from tests.book.examples import make_ledger
from tests.web.conftest import TOKEN, Site, serve

PRIVATE = {"allow": {"id": ["root", "script"]}}
WRITES = ("mark", "edit", "status", "add", "outcomes", "review")


def addresses(site: Site) -> list[str]:
    """One address for every route of ours."""
    keys = {"talk": "talk", "speaker": "2", "topic": "hardware"}
    found = []
    for route, _ in ROUTES:
        address = route.removeprefix("^").removesuffix("$").removesuffix("/?").replace("\\.", ".")
        address = address.replace("(?P<id>[^/]+)", site.ids[0]).replace("(?P<list>due|new|resolved)", "due")
        found.append(re.sub(r"(\w+)/\(\?P<key>[^)]+\)", lambda part: f"{part[1]}/{keys[part[1]]}", address))
    assert not any("(" in address for address in found)
    return found


def text_of_the_ledger(text: str) -> list[str]:
    return [words for words in ("视频会更长", "可控性", "芯片", "林小满", "吴大海", "圆桌") if words in text]


async def test_anonymous_visitors_read_every_page_and_write_on_none(site: Site) -> None:
    for address in addresses(site):
        read = await site.visit(address)
        if any(address.endswith(word) for word in WRITES):
            assert read.status_code in (403, 405), address
        else:
            assert read.status_code == 200, address
            assert 'method="post"' not in read.text or "logout" in read.text, f"a form for nobody: {address}"
        written = await site.send(address, {"verdict": "true", "status": "reject", "statement": "x"})
        assert written.status_code in (200, 401, 403), address
        assert written.status_code == 200 or any(word in address for word in WRITES)
    for table in ("outcomes", "edits", "added"):
        assert await site.rows(f"select count(*) from {table}") == [(0,)]


@pytest.fixture
async def private(tmp_path: Path) -> Site:
    path, _ = make_ledger(tmp_path)
    return await serve(path, **PRIVATE)


@pytest.mark.parametrize("name", ["", "stranger"])
async def test_a_private_ledger_shows_nothing_on_any_route(private: Site, name: str) -> None:
    for address in addresses(private):
        for answer in (
            await private.visit(address, name),
            await private.send(address, {"verdict": "true"}, name),
        ):
            assert answer.status_code in (401, 403, 405), address
            assert not text_of_the_ledger(answer.text), address


async def test_a_private_ledger_opens_to_its_people_and_its_feeds_to_a_token_in_the_address(
    private: Site,
) -> None:
    assert (await private.visit("/-/ledger", "root")).status_code == 200
    for feed in ("due.ics", "due.atom", "new.atom?topic=hardware"):
        joined = "&" if "?" in feed else "?"
        assert (await private.visit(f"/-/ledger/{feed}")).status_code == 403
        assert (await private.visit(f"/-/ledger/{feed}{joined}_auth_token=wrong")).status_code == 403
        assert (await private.visit(f"/-/ledger/{feed}{joined}_auth_token={TOKEN}")).status_code == 200


@pytest.mark.parametrize("place", ["database", "table"])
async def test_a_private_database_or_table_is_private_on_our_pages_too(tmp_path: Path, place: str) -> None:
    path, _ = make_ledger(tmp_path)
    closed = {"allow": {"id": "root"}}
    database = closed if place == "database" else {"tables": {"claims": closed}}
    site = await serve(path, databases={"predictions": database})
    for address in ("/-/ledger", f"/-/ledger/claim/{site.ids[0]}", "/-/ledger/due.ics"):
        assert (await site.visit(address)).status_code == 403
        assert (await site.visit(address, "root")).status_code == 200


async def test_the_metadata_can_say_who_of_those_signed_in_may_mark(tmp_path: Path) -> None:
    path, _ = make_ledger(tmp_path)
    site = await serve(path, permissions={"ledger-mark": {"id": ["root"]}})
    address = f"/-/ledger/claim/{site.ids[0]}"
    assert '/mark"' in (await site.visit(address, "root")).text
    assert '/mark"' not in (await site.visit(address, "wei")).text
    assert (await site.send(f"{address}/mark", {"verdict": "true"}, "wei")).status_code == 403
    api = await site.datasette.client.post(
        "/-/ledger/outcomes", json={"claim": site.ids[0], "verdict": "true"},
        headers={"authorization": f"Bearer {TOKEN}"},
    )  # fmt: skip
    assert api.status_code == 403 and not api.json()["ok"]


async def test_without_a_ledger_our_pages_say_so_and_datasette_goes_on() -> None:
    other = Datasette([], memory=True)
    await other.invoke_startup()
    assert (await other.client.get("/-/ledger")).status_code == 404
    assert (await other.client.get("/")).status_code == 200
