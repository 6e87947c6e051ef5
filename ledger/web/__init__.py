"""The Datasette plugin: what it hooks into. Pages, JSON and feeds stand in the modules beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request
from jinja2 import Environment
from markupsafe import Markup

from ledger.web import access, cells, connection, facets, routes, security
from ledger.web.visit import PREFIX
from ledger.web.words import grouped, language_of, words_in

if TYPE_CHECKING:
    from datasette.app import Datasette


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Last of all, since Datasette itself registers an `escape_fts` of its own."""
    connection.prepare(conn)


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    return lambda: facets.leave_large_tables(datasette)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    return routes.ROUTES


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[security.App], security.App]:
    prefix = str(datasette.urls.path(PREFIX))
    return lambda app: security.with_headers(app, prefix)


@hookimpl
def skip_csrf(scope: dict[str, Any]) -> bool | None:
    """The API takes no cookies' word (see `api`), so it needs no token against forged forms."""
    return True if scope["path"].endswith(f"{PREFIX}/outcomes") else None


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    env.filters["grouped"] = grouped
    env.globals |= {"web_link": cells.web_link, "several_talks": cells.several_talks}


@hookimpl
def render_cell(
    value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | Awaitable[Markup | None] | None:
    return cells.cell(datasette, database, table, column, value)


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """On every page: Datasette's own tables are easier to read with it too."""
    return [str(datasette.urls.static_plugins("prediction-ledger", "ledger.css"))]


@hookimpl
def menu_links(datasette: Datasette, request: Request | None) -> list[dict[str, str]]:
    words = words_in(language_of(request.headers.get("accept-language", "") if request else ""))
    return [{"href": datasette.urls.path(PREFIX), "label": words("ledger")}]


if access.HAS_ACTIONS:

    @hookimpl
    def register_actions() -> list[Any]:
        return access.actions()

    @hookimpl
    def permission_resources_sql(actor: access.Actor, action: str) -> Any:
        return access.default_rule(actor, action)

else:

    @hookimpl
    def permission_allowed(
        datasette: Datasette, actor: access.Actor, action: str, resource: Any
    ) -> bool | None:
        return access.metadata_rule(datasette, actor, action, resource)
