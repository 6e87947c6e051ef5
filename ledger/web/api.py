"""`POST /-/ledger/outcomes`: scripts record outcomes over HTTP, through the same door as everyone else.

Only a bearer token counts here, never a cookie, so that no other site's page can post in a visitor's name.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from datasette import Forbidden, NotFound, Response
from datasette.utils.asgi import Request

from ledger.book import marking
from ledger.book.marking import Report
from ledger.errors import LedgerError
from ledger.web import access
from ledger.web.visit import UNAVAILABLE, find_ledger, write

if TYPE_CHECKING:
    from datasette.app import Datasette

MOST_BYTES = 10_000_000


async def outcomes(datasette: Datasette, request: Request) -> Response:
    """Record one outcome (a JSON object) or several (a list), all or none.

    Answers 200 with one result an item, 400 with one error per bad item (404 or 409 where all errors are of
    that kind), 401 without a token, 403 where its owner may not mark, 405 for any method but POST,
    503 where the ledger can't be written to just now.
    """
    if request.method != "POST":
        return refused(405, "POST one outcome as a JSON object, or a list of them", allow="POST")
    bearer = request.headers.get("authorization", "").lower().startswith("bearer ")
    if not (bearer and request.actor):
        return refused(401, "a valid token is needed: Authorization: Bearer TOKEN", www_authenticate="Bearer")
    try:
        database = await find_ledger(datasette)
        by = await access.require_mark(datasette, request, database)
    except Forbidden:
        return refused(403, "this token may not mark outcomes")
    except NotFound as error:
        return refused(404, str(error))
    try:
        items = items_of(await request.post_body())
        report = await write(datasette, database, lambda conn: marking.record(conn, items, by, "api"))
    except ValueError as error:
        return refused(400, str(error))
    except LedgerError as error:
        return refused(UNAVAILABLE, str(error))
    return answer(report)


def answer(report: Report) -> Response:
    """What became of the batch, an entry a result or a fault."""
    if report.faults:
        errors = [
            {"item": number, "status": fault.status, "message": fault.message}
            for number, fault in report.faults
        ]
        return Response.json({"ok": False, "errors": errors}, status=report.status)
    results = [asdict(result) for result in report.results]
    return Response.json({"ok": True, "recorded": report.recorded, "results": results})


def items_of(body: bytes) -> list[Any]:
    """The outcomes in a request's body; raises ValueError saying what would be accepted."""
    if len(body) > MOST_BYTES:
        raise ValueError(f"at most {MOST_BYTES:,} bytes at a time; these are {len(body):,}")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the body is no JSON: {error}") from None
    if not isinstance(found, dict | list):
        raise ValueError("the body is to be one outcome (an object) or a list of them")
    return found if isinstance(found, list) else [found]


def refused(status: int, message: str, **headers: str) -> Response:
    """An error in JSON, in the shape of those of single items."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    errors = [{"status": status, "message": message}]
    return Response.json({"ok": False, "errors": errors}, status=status, headers=named)
