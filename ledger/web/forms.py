"""What the forms of the pages do: mark, edit, decide, add. Each goes through the book's own doors.

A form's fields are handed on as they came; the marker's name never comes from a form, but from the sign-in.
"""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import unquote

from datasette import Response

from ledger.book import browse, editing, marking, reviewing
from ledger.book.browse import Seen
from ledger.book.editing import Editor
from ledger.book.marking import Report
from ledger.errors import BadInput, Conflict, LedgerError
from ledger.web.pages.claim import claim_page
from ledger.web.pages.talk import talk_page
from ledger.web.visit import Visit

MARK_FIELDS = ("verdict", "share", "happened_on", "evidence", "note", "supersedes")
ADD_FIELDS = ("speaker", "statement", "kind", "topics", "due", "certainty")


async def mark(visit: Visit) -> Response:
    """Record what became of one claim, and come back to it."""
    form = await visit.request.post_vars()
    claim = claim_of(visit)
    given = {name: form.get(name, "") for name in MARK_FIELDS}
    report: Report = await visit.write(marking.record, [{"claim": claim, **given}], visit.marker, "web")
    if report.faults:
        return await claim_page(visit, report.status, faults(report), given)
    return done(visit, visit.words("recorded" if report.recorded else "nothing-new"), "claim", claim)


async def mark_many(visit: Visit) -> Response:
    """Record the same outcome of all claims chosen in the list of what is due: of all or of none."""
    form = await visit.request.post_vars()
    chosen = [value for name, value in form.items() if name.startswith("claim-")]
    given = {name: form.get(name, "") for name in MARK_FIELDS if name != "supersedes"}
    if not chosen:
        return done(visit, visit.words("nothing-chosen"), "due")
    items = [{"claim": claim, **given} for claim in chosen]
    report: Report = await visit.write(marking.record, items, visit.marker, "web")
    if report.faults:
        return await visit.page(
            "ledger_base.html",
            report.status,
            heading=visit.words("due-list"),
            here="due",
            refusal=faults(report),
        )
    return done(visit, visit.words("recorded-n", n=report.recorded), "due")


async def edit(visit: Visit) -> Response:
    """Record the fields that somebody changed in the form; the others stay the reader's."""
    form = await visit.request.post_vars()
    claim = claim_of(visit)
    shown = shown_fields(await visit.ask(browse.claim, claim))
    changes = {name: form[name] for name in shown if name in form and form[name].strip() != shown[name]}
    try:
        if changes:
            await visit.write(editing.edit, claim, changes, editor(visit, form.get("note", "")))
    except BadInput as error:
        return await claim_page(visit, 400, str(error), editing=True)
    return done(visit, visit.words("saved" if changes else "nothing-new"), "claim", claim)


def shown_fields(claim: Seen) -> dict[str, str]:
    """What the edit form shows of a claim, by field."""
    values = asdict(claim)
    plain = ("statement", "kind", "certainty", "due", "checkable", "criteria", "probability", "attributed_to")
    shown = {name: "" if values[name] is None else str(values[name]).strip() for name in plain}
    return shown | {"speaker": claim.speaker_name, "topics": ", ".join(claim.topics)}


async def status(visit: Visit) -> Response:
    """Accept or reject a claim or candidate; answers in JSON where the page's script asks."""
    form = await visit.request.post_vars()
    claim, wish = claim_of(visit), form.get("status", "")
    script = "application/json" in visit.request.headers.get("accept", "")
    try:
        await visit.write(reviewing.decide, claim, wish, form.get("seen", ""), editor(visit))
    except LedgerError as error:
        number = 409 if isinstance(error, Conflict) else 400
        if script:
            errors = [{"status": number, "message": str(error)}]
            return Response.json({"ok": False, "errors": errors}, status=number)
        return await claim_page(visit, number, str(error))
    if script:
        return Response.json({"ok": True, "claim": claim, "status": wish})
    return done(visit, visit.words("accepted" if wish == "accept" else "rejected"), "claim", claim)


async def add(visit: Visit) -> Response:
    """Make selected words of a transcript a claim of the person who selected them."""
    form = await visit.request.post_vars()
    source = unquote(visit.request.url_vars["key"])
    details = {name: form[name] for name in ADD_FIELDS if form.get(name, "").strip()}
    try:
        start, end = (number_of(form.get(name, "")) for name in ("start", "end"))
        claim: str = await visit.write(editing.add_claim, source, start, end, editor(visit), details)
    except BadInput as error:
        return await talk_page(visit, 400, str(error))
    return done(visit, visit.words("recorded"), "claim", claim)


def number_of(text: str) -> int:
    """A place in a transcript; raises BadInput."""
    if not (text.isdecimal() and len(text) < 12):
        raise BadInput(f"'{text}' is no place in the transcript: a number of characters from its start")
    return int(text)


def claim_of(visit: Visit) -> str:
    """The id of the claim in the address."""
    return unquote(visit.request.url_vars["id"]).lower()


def editor(visit: Visit, note: str = "") -> Editor:
    """Who edits, as they signed in."""
    return Editor(visit.marker, "web", note)


def faults(report: Report) -> str:
    """What is wrong, a line for each fault."""
    return "\n".join(dict.fromkeys(fault.message for _, fault in report.faults))


def done(visit: Visit, message: str, *place: str) -> Response:
    """Back to a page of ours, with a message on it."""
    visit.datasette.add_message(visit.request, message)
    return Response.redirect(visit.path(*place))
