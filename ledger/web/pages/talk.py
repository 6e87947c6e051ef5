"""A transcript with its claims in place, and the list of those there are."""

from __future__ import annotations

from urllib.parse import unquote

from datasette import Response

from ledger import links
from ledger.book import talks as book
from ledger.model import CERTAINTIES, KINDS
from ledger.web.pages.claim import clock
from ledger.web.pages.lists import beside, page_number
from ledger.web.visit import Visit

PAGE = 100


async def talks(visit: Visit) -> Response:
    """Every recording that was read, latest first."""
    number = page_number(visit)
    found = await visit.ask(book.talks, PAGE + 1, (number - 1) * PAGE)
    return await visit.page(
        "ledger_talks.html", heading=visit.words("talks"), here="talks", talks=found[:PAGE],
        **beside(visit, number, len(found) > PAGE, "talks"),
    )  # fmt: skip


async def talk(visit: Visit) -> Response:
    """One recording, word for word, by speaker."""
    return await talk_page(visit)


async def talk_page(visit: Visit, status: int = 200, refusal: str = "") -> Response:
    """The page, or the page again with why adding a claim to it was refused."""
    source = unquote(visit.request.url_vars["key"])
    found = await visit.ask(book.talk, source)
    voices = await visit.ask(book.voices, source)
    marked = [piece for voice in voices for piece in voice.pieces if piece.claim]
    claims = {piece.claim.id: piece.claim for piece in marked if piece.claim}
    return await visit.page(
        "ledger_talk.html", status, heading=found.title or found.id, here="talks", talk=found, voices=voices,
        margin=sorted(claims.values(), key=lambda claim: claim.start),
        video=links.link(found.video, url=found.url),
        moment=lambda seconds: links.link(found.video, seconds) if found.video else "",
        firsts={piece.claim.id: piece for piece in reversed(marked) if piece.claim}, clock=clock,
        kinds=KINDS, certainties=CERTAINTIES, refusal=refusal,
    )  # fmt: skip
