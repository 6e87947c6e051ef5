"""Feeds and the calendar, read by other libraries than those that write them."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from ledger.web import feeds
from tests.web.conftest import Site

ATOM = "{http://www.w3.org/2005/Atom}"


async def feed(site: Site, address: str) -> ElementTree.Element:
    answer = await site.visit(address)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


@pytest.mark.parametrize("name", ["due", "new", "resolved"])
async def test_an_atom_feed_has_what_the_standard_demands(site: Site, name: str) -> None:
    await site.send(f"/-/ledger/claim/{site.ids[0]}/mark", {"verdict": "true"}, "wei")
    root = await feed(site, f"/-/ledger/{name}.atom")
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert entries, name
    for part in (root, *entries):
        for needed in ("id", "title", "updated"):
            assert part.findtext(f"{ATOM}{needed}"), needed
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries)


async def test_feeds_are_filtered_by_speaker_and_topic(site: Site) -> None:
    by_topic = await feed(site, "/-/ledger/new.atom?topic=hardware")
    assert [
        "芯片可能会便宜一半" in (entry.findtext(f"{ATOM}title") or "")
        for entry in by_topic.iter(f"{ATOM}entry")
    ] == [True]
    by_speaker = await feed(site, "/-/ledger/new.atom?speaker=林小满")
    assert len(by_speaker.findall(f"{ATOM}entry")) == 2


async def test_the_calendar_holds_all_day_events_with_ids_that_stay_and_folded_lines(site: Site) -> None:
    answer = await site.visit("/-/ledger/due.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n")), "lines are folded at 75 bytes"
    assert answer.content.endswith(b"END:VCALENDAR\r\n") and b"\n" not in answer.content.replace(b"\r\n", b"")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    days = {str(event["UID"]).partition("@")[0]: event["DTSTART"].dt for event in events}
    assert days == {
        site.ids[0]: date(2024, 12, 31), site.ids[1]: date(2024, 12, 31), site.ids[3]: date(2029, 6, 30),
    }  # fmt: skip
    assert all(
        type(day) is date and event["DTSTAMP"] for day, event in zip(days.values(), events, strict=True)
    )


async def test_a_claim_with_a_verdict_leaves_the_calendar(site: Site) -> None:
    await site.send(f"/-/ledger/claim/{site.ids[0]}/mark", {"verdict": "true"}, "wei")
    calendar = Calendar.from_ical((await site.visit("/-/ledger/due.ics")).content)
    assert len(calendar.walk("VEVENT")) == 2


async def test_what_is_still_to_come_has_room_in_the_calendar_before_what_is_overdue(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST_DAYS", 1)
    events = Calendar.from_ical((await site.visit("/-/ledger/due.ics")).content).walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [date(2029, 6, 30)]
