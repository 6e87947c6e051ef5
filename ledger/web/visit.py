"""One request to one of our pages: who asks, in which language, of which ledger, and how to answer.

Every page is a function from a `Visit` to a response. `opened` turns it into a Datasette view, and is the
only way in: it finds the ledger, and lets nobody in who may not see it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import quote, urlencode

from datasette import Forbidden, NotFound, Response
from datasette.utils.asgi import Request

from ledger import errors
from ledger.book.opening import refusals
from ledger.web import access
from ledger.web.words import Words, language_of, topic_name, words_in

if TYPE_CHECKING:
    from datasette.app import Datasette

PREFIX = "/-/ledger"
UNAVAILABLE = 503
"""What HTTP calls a ledger that can't be written to just now: locked, full or read-only."""
Answer = TypeVar("Answer")
_HTML_TAG = re.compile(r"<html[^>]*>")
_INLINE_SCRIPT = re.compile(r"<script>[^<]*</script>")
"""Datasette 1.0's base template brings one, which the policy in `security` would refuse."""


@dataclass(frozen=True)
class Visit:
    """A visitor's request. `marker` is the name they write under, "" where they may only read."""

    datasette: Datasette
    request: Request
    database: str
    language: str
    marker: str

    @property
    def words(self) -> Words:
        """The interface's words in the visitor's language."""
        return words_in(self.language)

    def arg(self, name: str, default: str = "") -> str:
        """A parameter of the address, stripped."""
        return str(self.request.args.get(name) or default).strip()

    def path(self, *parts: object, **query: object) -> str:
        """The address of one of our pages, with the query's empty values left out."""
        place = PREFIX + "".join("/" + quote(str(part), safe="") for part in parts)
        filled = {key: value for key, value in query.items() if value not in (None, "", False)}
        return str(self.datasette.urls.path(place)) + ("?" + urlencode(filled, doseq=True) if filled else "")

    def absolute(self, path: str) -> str:
        """A full address for feeds, citations and link previews."""
        return str(self.datasette.absolute_url(self.request, path))

    async def ask(self, question: Callable[..., Answer], *args: Any, **more: Any) -> Answer:
        """What a function of the book, `question(connection, …)`, says of the ledger."""
        database = self.datasette.get_database(self.database)
        answer: Answer = await database.execute_fn(lambda conn: question(conn, *args, **more))
        return answer

    async def write(self, deed: Callable[..., Answer], *args: Any, **more: Any) -> Answer:
        """Carry out a function of the book on the writing connection, wholly or not at all."""
        return await write(self.datasette, self.database, lambda conn: deed(conn, *args, **more))

    async def page(self, template: str, status: int = 200, **context: Any) -> Response:
        """Render one of our templates; its language stands in the page for screen readers."""
        shared = {
            "visit": self, "t": self.words, "lang": self.language, "marker": self.marker,
            "ledger_path": self.path, "database": self.database,
            "topic_name": lambda topic: topic_name(topic, self.language),
        }  # fmt: skip
        text = await self.datasette.render_template(template, {**shared, **context}, self.request)
        text = _INLINE_SCRIPT.sub("", _HTML_TAG.sub(f'<html lang="{self.language}">', text, count=1))
        return Response.html(text, status=status)


async def write(datasette: Datasette, database: str, deed: Callable[[sqlite3.Connection], Answer]) -> Answer:
    """Run `deed`, which sees to its own transaction, on the writing connection.

    Raises LedgerError, also for a file that is locked, full or read-only. Refusals come back from there as
    values, since Datasette prints what is raised in its writing thread.
    """
    path = str(datasette.get_database(database).path)

    def kept(conn: sqlite3.Connection) -> tuple[Answer | None, errors.LedgerError | None]:
        try:
            with refusals(path):
                return deed(conn), None
        except errors.LedgerError as refusal:
            return None, refusal

    answer, refusal = await datasette.get_database(database).execute_write_fn(kept)
    if refusal:
        raise refusal
    return cast(Answer, answer)


Page = Callable[[Visit], Awaitable[Response]]
View = Callable[["Datasette", Request], Awaitable[Response]]


def opened(page: Page) -> View:
    """The Datasette view of a page: Forbidden for who may not see the ledger, NotFound where it has none."""

    async def view(datasette: Datasette, request: Request) -> Response:
        database = await find_ledger(datasette)
        await access.require_view(datasette, request, database)
        able = await access.may_mark(datasette, request.actor, database)
        language = language_of(request.headers.get("accept-language", ""))
        visit = Visit(datasette, request, database, language, access.name_of(request.actor) if able else "")
        try:
            return await page(visit)
        except errors.NotFound as error:
            raise NotFound(str(error)) from error
        except errors.LedgerError as error:
            return await visit.page(
                "ledger_base.html", UNAVAILABLE, heading=visit.words("failed"), refusal=str(error)
            )

    return view


def for_markers(page: Page) -> View:
    """As `opened`, for pages that write: Forbidden for everyone who may only read."""

    async def guarded(visit: Visit) -> Response:
        if not visit.marker:
            raise Forbidden(visit.words("sign-in-to-mark"))
        return await page(visit)

    return opened(guarded)


def by_post(page: Page) -> View:
    """As `for_markers`, for pages that take a form and nothing else."""

    async def posted(visit: Visit) -> Response:
        if visit.request.method != "POST":
            return Response.text("this address takes a form by POST\n", status=405, headers={"Allow": "POST"})
        return await page(visit)

    return for_markers(posted)


async def find_ledger(datasette: Datasette) -> str:
    """The name of the first database served that is a ledger; NotFound where none is."""
    for name, database in datasette.databases.items():
        if name.startswith("_"):
            continue
        tables = set(await database.table_names())
        if {"claims", "outcomes", "sources"} <= tables:
            return str(name)
    raise NotFound("none of the databases served here is a prediction ledger")
