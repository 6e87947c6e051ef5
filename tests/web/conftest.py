"""A small ledger behind a real Datasette, for anonymous visitors and for people who are signed in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from datasette import __version__
from datasette.app import Datasette

from ledger.book.opening import writing
from ledger.book.storing import store
from ledger.model import Extraction
from tests.book.examples import make_ledger
from tests.web.server import ROOT

if TYPE_CHECKING:
    import httpx

TOKEN = "token-of-a-script"
TOKENS = {
    "datasette-auth-tokens": {"tokens": [{"token": TOKEN, "actor": {"id": "script"}}], "param": "_auth_token"}
}


@dataclass
class Site:
    """A served ledger. `visit` and `send` act as a person of that name, "" for an anonymous visitor."""

    path: Path
    datasette: Datasette
    ids: list[str] = field(default_factory=list)

    def cookies(self, name: str) -> dict[str, str]:
        return {"ds_actor": self.datasette.sign({"a": {"id": name}}, "actor")} if name else {}

    async def visit(self, address: str, name: str = "", **headers: str) -> httpx.Response:
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        return await self.datasette.client.get(address, cookies=self.cookies(name), headers=sent)

    async def send(
        self, address: str, form: dict[str, Any], name: str = "", **headers: str
    ) -> httpx.Response:
        """Post a form as a browser does: with the token of a page that was fetched before."""
        cookies = self.cookies(name)
        page = await self.datasette.client.get("/-/ledger/due", cookies=cookies)
        token = re.search(r'name="csrftoken" value="([^"]*)"', page.text)
        cookies |= {"ds_csrftoken": page.cookies["ds_csrftoken"]} if "ds_csrftoken" in page.cookies else {}
        data = {**form, "csrftoken": token[1] if token else ""}
        return await self.datasette.client.post(address, data=data, cookies=cookies, headers=headers)

    async def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        found = await self.datasette.get_database("predictions").execute(sql, list(values))
        return [tuple(row) for row in found.rows]


def ledger_of(folder: Path, reading: Extraction) -> Path:
    """A ledger that holds one reading."""
    path = folder / "predictions.db"
    with writing(path, create=True) as db:
        store(db, reading)
    return path


async def serve(path: Path, **metadata: object) -> Site:
    """The ledger behind a Datasette with the project's own metadata, and more on top."""
    ours = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
    told: dict[str, Any] = {**ours, "plugins": TOKENS, **metadata}
    newer = {} if __version__.startswith("0.") else {"config": told}  # where 1.0 looks
    served = Datasette([str(path)], metadata=told, **newer)
    await served.invoke_startup()
    site = Site(path, served)
    site.ids = [row[0] for row in await site.rows("select id from claims order by number")]
    return site


@pytest.fixture
async def site(tmp_path: Path) -> Site:
    path, _ = make_ledger(tmp_path)
    return await serve(path)
