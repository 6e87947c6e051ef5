"""How values look in Datasette's own tables: ids of claims and addresses as links, everything escaped."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from ledger.web.visit import PREFIX

if TYPE_CHECKING:
    from datasette.app import Datasette

_CLAIM_ID = re.compile(r"[a-z][0-9a-z]{2,31}\Z")
_CLAIM_COLUMNS = {
    ("claims", "id"), ("claim_states", "id"), ("candidates", "id"), ("extracted", "id"), ("added", "id"),
    ("outcomes", "claim"), ("edits", "claim"), ("claim_topics", "claim"), (None, "claim"),
}  # fmt: skip


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


def cell(datasette: Datasette, table: str | None, column: str, value: object) -> Markup | None:
    """The cell's HTML, None where Datasette's own way will do."""
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


def _listed(value: str) -> list[object]:
    """The items of a JSON array; the text itself where it is none."""
    try:
        found = json.loads(value)
    except ValueError:
        return [value]
    return found if isinstance(found, list) else [value]
