"""How values look in Datasette's own tables: ids of claims and addresses as links, everything escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from datasette.utils import tilde_encode
from markupsafe import Markup

from ledger.book.browse import Seen
from ledger.web.visit import PREFIX

if TYPE_CHECKING:
    from datasette.app import Datasette

_CLAIM_ID = re.compile(r"[a-z][0-9a-z]{2,31}\Z")
_CLAIM_COLUMNS = {
    ("claims", "id"), ("claim_states", "id"), ("candidates", "id"), ("extracted", "id"), ("added", "id"),
    ("outcomes", "claim"), ("edits", "claim"), ("claim_topics", "claim"), (None, "claim"),
}  # fmt: skip


_REFERENCES = {
    "speaker": ("speakers", "id", "name"),
    "asker": ("speakers", "id", "name"),
    "source": ("sources", "id", "title"),
    "question": ("questions", "id", "text"),
}
"""Columns that name a row of another table: the table, its key and its label."""
_REFERRING = (
    "claims",
    "claim_states",
    "candidates",
    "overlaid",
    "turns",
    "questions",
    "added",
    "appearances",
)


def web_link(address: object, text: str = "") -> Markup:
    """A link where the address is one of the web, else its text: `javascript:` and the like do nothing."""
    text = text or str(address)
    try:
        parts = urlsplit(str(address))
        safe = parts.scheme in ("http", "https") and bool(parts.netloc)
    except ValueError:
        safe = False
    if not safe:
        return Markup("{}").format(text)
    return Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(str(address), text)


def cell(
    datasette: Datasette, database: str, table: str | None, column: str, value: object
) -> Markup | Awaitable[Markup | None] | None:
    """The cell's HTML, None where Datasette's own way will do (which links to other rows in tables only)."""
    if table in _REFERRING and column in _REFERENCES and isinstance(value, str | int):
        return _reference(datasette, database, column, value)
    if not isinstance(value, str):
        return None
    if (table, column) in _CLAIM_COLUMNS and _CLAIM_ID.match(value):
        path = datasette.urls.path(f"{PREFIX}/claim/{quote(value)}")
        return Markup('<a href="{}">{}</a>').format(path, value)
    if column == "evidence" and value.startswith("["):
        return Markup("<br>").join(web_link(one) for one in _listed(value))
    if column == "topics" and value.startswith("["):
        return Markup(", ").join(str(one) for one in _listed(value))
    return None


def several_talks(claims: Iterable[Seen]) -> bool:
    """Whether the claims are from more than one recording, so that naming it tells something."""
    return len({claim.source for claim in claims}) > 1


async def _reference(datasette: Datasette, database: str, column: str, value: str | int) -> Markup | None:
    """A link to the row that a claim or turn refers to, under its label."""
    table, key, label = _REFERENCES[column]
    sql = f"SELECT {label} FROM {table} WHERE {key} = ?"
    row = (await datasette.get_database(database).execute(sql, [value])).first()
    if row is None:
        return None
    path = datasette.urls.row(database, table, tilde_encode(str(value)))
    return Markup('<a href="{}">{}</a>').format(str(path), row[0] or value)


def _listed(value: str) -> list[object]:
    """The items of a JSON array; the text itself where it is none."""
    try:
        found = json.loads(value)
    except ValueError:
        return [value]
    return found if isinstance(found, list) else [value]
