"""Review: what the reader found and doesn't stand by, and its newest claims, one key each to decide."""

from __future__ import annotations

import sqlite3

from datasette import Response

from ledger.book import browse, reviewing, talks, tallies
from ledger.book.browse import Seen
from ledger.book.finding import Wanted
from ledger.book.talks import Passage
from ledger.web.visit import Visit

AT_ONCE = 20


async def review(visit: Visit) -> Response:
    """The next claims to decide on, most confident first unless the doubtful are asked for.

    Several reviewers at once see the same ones; who comes second finds the claim decided, and is told.
    """
    kind = "claims" if visit.arg("of") == "claims" else "candidates"
    order = "doubtful" if visit.arg("order") == "doubtful" else "confident"
    if kind == "claims":
        found = await visit.ask(browse.claims, Wanted(), order, AT_ONCE)
    else:
        found = await visit.ask(browse.candidates, order, AT_ONCE)
    cards = [await visit.ask(card, claim) for claim in found]
    return await visit.page(
        "ledger_review.html", heading=visit.words("review"), here="review", cards=cards, of=kind, order=order,
        totals=await visit.ask(tallies.totals),
    )  # fmt: skip


def card(connection: sqlite3.Connection, claim: Seen) -> tuple[Seen, Passage, int]:
    """A claim with its surroundings, and the last decision on it, so that a later one is noticed."""
    return claim, talks.passage(connection, claim, 120), reviewing.last_decision(connection, claim.id)[0]
