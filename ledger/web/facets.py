"""Facets where they are quick: those the metadata asks for stay on small tables and leave large ones.

Datasette counts the facets of a table anew for every page of it. On a thousand claims that shows the whole
ledger at a glance in no time; on a million each takes as long as the rest of the page ten times over. Whoever
wants one there still asks for it, in the menu of its column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils import escape_sqlite

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

LARGE = 20_000
"""With more rows than this a table opens without facets; as many are counted in some ten milliseconds."""


async def leave_large_tables(datasette: Datasette) -> None:
    """Drop the facets of large tables from what Datasette was told, as it starts."""
    for name, told in databases(datasette).items():
        if name not in datasette.databases:
            continue
        database = datasette.get_database(name)
        for table, options in (told.get("tables") or {}).items():
            if "facets" in options and await is_large(database, table):
                del options["facets"]


def databases(datasette: Datasette) -> dict[str, Any]:
    """What the metadata (of 1.0: the config) tells of the databases, as Datasette itself holds it."""
    if hasattr(datasette, "config"):
        return (datasette.config or {}).get("databases") or {}
    return datasette.metadata("databases") or {}


async def is_large(database: Database, table: str) -> bool:
    if not await database.table_exists(table):
        return False
    counted = f"select count(*) from (select 1 from {escape_sqlite(table)} limit {LARGE + 1})"
    return bool((await database.execute(counted)).first()[0] > LARGE)
