"""Feeds of the ledger: Atom of what is due, new or resolved, and a calendar of the days claims are due.

Both take the filters of the lists (`speaker`, `topic`, `source`). A private ledger's feeds are read with a
token in the address, which is datasette-auth-tokens' part (`param: _auth_token`).
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from datasette import Response

from ledger.book import browse
from ledger.book.browse import Seen
from ledger.book.finding import Wanted
from ledger.web.pages.lists import wanted_of
from ledger.web.visit import Visit

LENGTH = 100
MOST_DAYS = 500
_LISTS = {
    "due": (Wanted(state="unmarked", after="0001-01-01"), "waiting"),
    "new": (Wanted(), "newest"),
    "resolved": (Wanted(state="resolved"), "marked"),
}
_DOMAIN = "prediction-ledger"


async def atom(visit: Visit) -> Response:
    """The first LENGTH claims of one of _LISTS as an Atom feed."""
    from feedgen.feed import FeedGenerator

    name = visit.request.url_vars["list"]
    wanted, order = _LISTS[name]
    wanted = replace(wanted_of(visit), state=wanted.state, after=wanted.after, before="", words="")
    claims = await visit.ask(browse.claims, wanted, order, LENGTH)
    feed = FeedGenerator()
    here = visit.absolute(visit.path(f"{name}.atom", **asked(wanted)))
    feed.id(here)
    feed.title(f"{visit.words('ledger')}: {visit.words('feed-' + name)}")
    feed.link(href=here, rel="self")
    feed.link(href=visit.absolute(visit.path()), rel="alternate")
    feed.language(visit.language)
    feed.updated(max((moment(claim, name) for claim in claims), default=datetime(2024, 1, 1, tzinfo=UTC)))
    for claim in claims:
        entry = feed.add_entry(order="append")
        address = visit.absolute(visit.path("claim", claim.id))
        entry.id(address)
        entry.link(href=address)
        entry.title(title(claim))
        entry.author(name=clean(claim.speaker_name))
        entry.updated(moment(claim, name))
        entry.published(moment(claim, "new"))
        entry.content(clean(f"{claim.quote}\n\n{claim.speaker_name}, {claim.source_title} ({claim.said_on})"))
        entry.category([{"term": topic} for topic in claim.topics])
    return Response(feed.atom_str(pretty=True).decode(), content_type="application/atom+xml; charset=utf-8")


async def calendar(visit: Visit) -> Response:
    """The days that claims without a verdict are due, MOST_DAYS from today on, as all-day events.

    Where there are fewer, those overdue are in it too, the longest overdue first.
    """
    wanted = replace(wanted_of(visit), before="", words="")
    coming = replace(wanted, state="unmarked", after=datetime.now(UTC).date().isoformat())
    claims = await visit.ask(browse.claims, coming, "waiting", MOST_DAYS)
    if room := MOST_DAYS - len(claims):
        overdue = replace(wanted, state="overdue", after="")
        claims = [*await visit.ask(browse.claims, overdue, "waiting", room), *claims]
    text = await asyncio.to_thread(written, visit, claims)  # hundreds of new events take a while
    return Response(text, content_type="text/calendar; charset=utf-8")


def written(visit: Visit, claims: list[Seen]) -> str:
    """The calendar as a file. Ids and stamps stay the same, so that a program tells new events from old."""
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", "-//Prediction ledger//due//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", f"{visit.words('ledger')}: {visit.words('feed-due')}")
    head, end, rest = found.to_ical().decode().partition("END:VCALENDAR")
    events = (event(claim, visit.absolute(visit.path("claim", claim.id))) for claim in claims)
    return "".join((head, *events, end, rest))


@lru_cache(4 * MOST_DAYS)  # programs ask every few minutes, and the library takes its time
def event(claim: Seen, address: str) -> str:
    """A claim's day as an event."""
    from icalendar import Event

    day = date.fromisoformat(claim.due or "")
    found = Event()
    found.add("uid", f"{claim.id}@{_DOMAIN}")
    found.add("dtstamp", moment(claim, "new"))
    found.add("dtstart", day)
    found.add("dtend", day + timedelta(days=1))
    found.add("summary", title(claim))
    found.add("description", clean(claim.quote))
    found.add("url", address)
    found.add("categories", list(claim.topics))
    found.add("transp", "TRANSPARENT")
    return str(found.to_ical().decode())


def asked(wanted: Wanted) -> dict[str, str]:
    """The part of what is wanted that stands in the address."""
    return {"speaker": wanted.speaker, "topic": wanted.topic, "source": wanted.source}


def title(claim: Seen) -> str:
    """Who says what, on one line."""
    return " ".join(clean(f"{claim.speaker_name}: {claim.statement}").split())


def clean(text: str) -> str:
    """The text without the characters that XML and iCalendar can't hold."""
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable() or letter == " ")


def moment(claim: Seen, name: str) -> datetime:
    """When a claim came into the list: marked, due, or read."""
    if name == "resolved" and claim.marked_at:
        return datetime.fromisoformat(claim.marked_at)
    if name == "due" and claim.due and claim.due <= datetime.now(UTC).date().isoformat():
        return datetime.combine(date.fromisoformat(claim.due), time(), UTC)
    return datetime.fromisoformat(claim.first_read)
