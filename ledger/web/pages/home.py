"""The first page of the ledger: what is due, what was marked lately, how many claims from whom."""

from __future__ import annotations

from datasette import Response

from ledger.book import browse, talks, tallies
from ledger.book.finding import Wanted
from ledger.web.visit import Visit


async def home(visit: Visit) -> Response:
    """What waits and what happened, with a way to everything else."""
    return await visit.page(
        "ledger_home.html",
        heading=visit.words("ledger"),
        totals=await visit.ask(tallies.totals),
        waiting=await visit.ask(browse.claims, Wanted(state="unmarked", after="0001-01-01"), "waiting", 8),
        marked=await visit.ask(browse.claims, Wanted(state="resolved"), "marked", 8),
        newest=await visit.ask(browse.claims, Wanted(), "newest", 8),
        speakers=await visit.ask(tallies.speakers, 15),
        topics=await visit.ask(tallies.topics),
        talks=await visit.ask(talks.talks, 8),
    )
