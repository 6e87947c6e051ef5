"""Lists of claims: due by month, found by words, of a speaker, on a topic."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from datasette import Response
from datasette.utils import tilde_encode

from ledger.book import browse, search, talks, tallies
from ledger.book.browse import Seen
from ledger.book.finding import ORDERS, STATES, Wanted
from ledger.book.readable import readable
from ledger.book.scoring.claims import Selection
from ledger.book.scoring.records import records
from ledger.book.tallies import Tally
from ledger.web.visit import Visit
from ledger.web.words import topic_name

PAGE = 30
MOST_DUE = 100
MOST_SPEAKERS = 500
MOST_PASSAGES = 10
MOST_TRANSCRIPTS = 300
"""The newest transcripts, which are looked through for words at once; for older ones one asks."""
MOST_SCORED = 5_000
"""Claims whose record a page reckons while somebody waits, some 10 ms for a thousand."""


def wanted_of(visit: Visit) -> Wanted:
    """What the address asks for: `speaker`, `topic`, `source`, `state`, `after`, `before`, `q`."""
    state = visit.arg("state")
    return Wanted(
        speaker=visit.arg("speaker"),
        topic=visit.arg("topic"),
        source=visit.arg("source"),
        state=state if state in (*STATES, "resolved", "unmarked") else "",
        words=search.expression(visit.arg("q")),
        after=visit.arg("after"),
        before=visit.arg("before"),
    )


async def choices(visit: Visit) -> dict[str, Any]:
    """What the filters of a list offer."""
    return {
        "speakers": await visit.ask(tallies.speakers, 200),
        "topics": await visit.ask(tallies.topics),
        "asked": {
            key: visit.arg(key) for key in ("speaker", "topic", "source", "state", "after", "before", "order")
        },
        "states": STATES,
    }


async def paged(visit: Visit, wanted: Wanted, order: str, *place: str) -> dict[str, Any]:
    """A page of claims and the addresses of the pages beside it."""
    number = page_number(visit)
    found = await visit.ask(browse.claims, wanted, order, PAGE + 1, (number - 1) * PAGE)
    return {"claims": found[:PAGE], **beside(visit, number, len(found) > PAGE, *place)}


def page_number(visit: Visit) -> int:
    """Which page of a list is asked for, from 1."""
    asked = visit.arg("page", "1")
    return min(max(int(asked), 1), 10_000) if asked.isdecimal() else 1


def beside(visit: Visit, number: int, more: bool, *place: str) -> dict[str, Any]:
    """The addresses of the pages of a list beside that of a number, "" where there is none."""
    query = {key: visit.arg(key) for key in visit.request.args if key != "page"}
    return {
        "newer": visit.path(*place, **{**query, "page": number - 1}) if number > 1 else "",
        "older": visit.path(*place, **{**query, "page": number + 1}) if more else "",
    }


async def found(visit: Visit) -> Response:
    """What a search finds in statements, quotes and transcripts."""
    order = visit.arg("order") if visit.arg("order") in ORDERS else "newest"
    wanted = wanted_of(visit)
    q = visit.arg("q")
    return await visit.page(
        "ledger_search.html", heading=visit.words("search"), here="search", q=q,
        excerpt=lambda claim: search.excerpt(readable(claim.quote), q) if wanted.words else None,
        **await said(visit, wanted, q), **await choices(visit), **await paged(visit, wanted, order, "search"),
    )  # fmt: skip


async def said(visit: Visit, wanted: Wanted, q: str) -> dict[str, Any]:
    """Where the words stand in transcripts, where no claims are asked for, and the way to older ones."""
    if wanted.narrowed or not wanted.words:
        return {}
    every = bool(visit.arg("older") or wanted.source)
    passages = await visit.ask(
        search.passages, q, wanted.source, MOST_PASSAGES, -1 if every else MOST_TRANSCRIPTS
    )
    more = not every and len(passages) < MOST_PASSAGES
    more = more and await visit.ask(talks.count) > MOST_TRANSCRIPTS
    older = visit.path("search", q=q, order=visit.arg("order"), older=1) if more else ""
    return {"passages": passages, "older_talks": older, "looked_through": MOST_TRANSCRIPTS}


async def due(visit: Visit) -> Response:
    """What waits for its day or its verdict, month by month, overdue first."""
    wanted = replace(wanted_of(visit), after=visit.arg("after") or "0001-01-01", words="")
    if not wanted.state:
        wanted = replace(wanted, state="unmarked")
    claims = await visit.ask(browse.claims, wanted, "waiting", MOST_DUE)
    return await visit.page(
        "ledger_due.html", heading=visit.words("due-list"), here="due", months=months(claims),
        feed_query={key: visit.arg(key) for key in ("speaker", "topic", "source")},
        full=len(claims) == MOST_DUE, **await choices(visit),
    )  # fmt: skip


def months(claims: list[Seen]) -> list[tuple[str, list[Seen]]]:
    """Claims in order of their days, by month (`2025-06`)."""
    return [(month, list(group)) for month, group in groupby(claims, lambda claim: (claim.due or "")[:7])]


async def speaker(visit: Visit) -> Response:
    """A speaker's claims and how they came out."""
    tally = await visit.ask(tallies.speaker, unquote(visit.request.url_vars["key"]))
    return await group(visit, "speaker", tally, tally.name, Selection(speaker=tally.name))


async def topic(visit: Visit) -> Response:
    """What is claimed on a topic and how it came out."""
    tally = await visit.ask(tallies.topic, unquote(visit.request.url_vars["key"]))
    heading = topic_name(tally.key, visit.language)
    return await group(visit, "topic", tally, heading, Selection(topic=tally.key))


async def group(visit: Visit, kind: str, tally: Tally, heading: str, selection: Selection) -> Response:
    """The claims of one `kind`, newest first, under their record."""
    made = []
    if tally.claims <= MOST_SCORED:
        made = await visit.ask(records, "all", selection, intervals=False)
    return await visit.page(
        "ledger_group.html", heading=heading, here=f"{kind}s", tally=tally, kind=kind,
        record=made[0] if made and made[0].counts.resolved else None,
        unscored=MOST_SCORED if tally.claims > MOST_SCORED else None,
        row_path=visit.datasette.urls.row(visit.database, f"{kind}s", tilde_encode(tally.key)),
        **await paged(visit, Wanted(**{kind: tally.key}), "newest", kind, tally.key),
    )  # fmt: skip


async def speakers(visit: Visit) -> Response:
    """Everyone who claimed anything."""
    tally = await visit.ask(tallies.speakers, MOST_SPEAKERS)
    return await visit.page(
        "ledger_groups.html", heading=visit.words("speakers"), here="speakers", tallies=tally,
        place="speaker", full=len(tally) == MOST_SPEAKERS,
    )  # fmt: skip


async def topics(visit: Visit) -> Response:
    """Everything that is claimed about."""
    tally = await visit.ask(tallies.topics)
    return await visit.page(
        "ledger_groups.html", heading=visit.words("topics"), here="topics", tallies=tally, place="topic"
    )
