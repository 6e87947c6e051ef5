"""A claim's own page: what was said, by whom and when, in which words, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import unquote

from datasette import Response

from ledger import links
from ledger.book import browse, history, talks
from ledger.book.browse import Seen
from ledger.book.history import Edit, Event
from ledger.model import CERTAINTIES, KINDS, VERDICTS
from ledger.web.visit import Visit


async def claim(visit: Visit) -> Response:
    """The page at a claim's permanent address."""
    return await claim_page(visit)


async def claim_page(
    visit: Visit,
    status: int = 200,
    refusal: str = "",
    given: Mapping[str, str] | None = None,
    editing: bool = False,
) -> Response:
    """The page, or the page again with what was `given` in its forms and why it was refused."""
    found = await visit.ask(browse.claim, unquote(visit.request.url_vars["id"]).lower())
    address = visit.absolute(visit.path("claim", found.id))
    passage = await visit.ask(talks.passage, found)
    said = await told(visit, found.id)
    shown = "candidates" if found.state == "candidate" else "claims"
    return await visit.page(
        "ledger_claim.html", status, heading=found.statement, claim=found, passage=passage,
        address=address, citation=citation(found, passage.quote, address), clock=clock(found.seconds),
        video=links.link(found.video, found.seconds) if found.video else found.url,
        row_path=visit.datasette.urls.row(visit.database, shown, found.id) if shown == "claims" else "",
        question=await visit.ask(talks.question, found.question) if found.question else None,
        history=said, last_outcome=max((one.id for one in said if isinstance(one, Event)), default=""),
        verdicts=VERDICTS, kinds=KINDS, certainties=CERTAINTIES,
        given=given or {}, refusal=refusal, editing=editing or bool(visit.arg("edit")),
    )  # fmt: skip


async def told(visit: Visit, claim: str) -> list[Event | Edit]:
    """All that people said of a claim, latest first."""
    said: list[Event | Edit] = [
        *await visit.ask(history.events, claim),
        *await visit.ask(history.edits, claim),
    ]
    return sorted(said, key=lambda one: (when(one), one.id), reverse=True)


def when(said: Event | Edit) -> str:
    """When it was recorded."""
    return said.recorded_at if isinstance(said, Event) else said.edited_at


def clock(seconds: float | None) -> str:
    """A place in a recording as people write it: `1:02:03`, "" where it is not known."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def citation(claim: Seen, quote: str, address: str) -> str:
    """One line to cite the claim by, with its quote in readable form."""
    day = f" ({claim.said_on})" if claim.said_on else ""
    words = " ".join(quote.split())
    return f"{claim.speaker_name}{day}: “{words}” {claim.source_title}. {address}, {date.today()}."
