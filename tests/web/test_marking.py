"""Marking over HTTP: the API, the forms and the writable query, for those who may and those who may not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import TOKEN, Site

API = "/-/ledger/outcomes"
BEARER = {"authorization": f"Bearer {TOKEN}"}


async def post(site: Site, body: Any, **headers: str) -> tuple[int, dict[str, Any]]:
    sent = {"content-type": "application/json", **headers}
    kind = "content" if isinstance(body, str | bytes) else "json"
    answer = await site.datasette.client.post(API, headers=sent, **{kind: body})
    return answer.status_code, answer.json()


async def recorded(site: Site) -> list[tuple[Any, ...]]:
    return await site.rows("select claim, verdict, recorded_by, method from outcomes order by id")


async def test_a_script_records_one_outcome_or_several_in_one_request(site: Site) -> None:
    first, second, third, _ = site.ids
    status, said = await post(
        site, {"claim": first, "verdict": "true", "evidence": ["https://a.example/"]}, **BEARER
    )
    assert (status, said["ok"], said["recorded"], said["results"][0]["claim"]) == (200, True, 1, first)
    several = [{"claim": second, "verdict": "partial", "share": 0.5}, {"claim": third, "verdict": "false"}]
    assert (await post(site, several, **BEARER))[1]["recorded"] == 2
    assert (await post(site, several, **BEARER))[1]["recorded"] == 0, "the same again is nothing new"
    verdicts = [(first, "true"), (second, "partial"), (third, "false")]
    assert await recorded(site) == [(*one, "script", "api") for one in verdicts]


@pytest.mark.parametrize(
    ("item", "status", "part"),
    [
        ({"claim": "zzzzzz", "verdict": "true"}, 404, "zzzzzz"),
        ({"verdict": "maybe"}, 400, "maybe"),
        ({"verdict": "partial"}, 400, "share"),
        ({"verdict": "true", "evidence": ["javascript:alert(1)"]}, 400, "javascript"),
        ({"verdict": "true", "supersedes": 7}, 409, "supersedes"),
        ({"verdict": "true", "colour": "red"}, 400, "colour"),
        ("true", 400, "true"),
    ],
)
async def test_a_bad_item_is_refused_with_its_number_and_records_nothing(
    site: Site, item: Any, status: int, part: str
) -> None:
    good = {"claim": site.ids[0], "verdict": "true"}
    bad = {"claim": site.ids[1], **item} if isinstance(item, dict) else item
    answer, said = await post(site, [good, bad], **BEARER)
    assert answer == status and not said["ok"]
    assert {error["item"] for error in said["errors"]} == {1}
    assert any(part in error["message"] for error in said["errors"])
    assert await recorded(site) == []


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", "7", "[" * 100_000, '"true"'])
async def test_a_body_that_is_no_outcome_is_a_400_that_says_what_is_wanted(site: Site, body: Any) -> None:
    status, said = await post(site, body, **BEARER)
    assert status == 400 and said["errors"][0]["message"]


async def test_without_a_valid_token_the_api_answers_401_even_to_who_is_signed_in(site: Site) -> None:
    good = {"claim": site.ids[0], "verdict": "true"}
    for headers in ({}, {"authorization": "Bearer wrong"}):
        answer = await site.datasette.client.post(API, json=good, headers=headers)
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    signed_in = await site.datasette.client.post(API, json=good, cookies=site.cookies("root"))
    assert signed_in.status_code == 401, "a cookie alone would let other sites post in a visitor's name"
    assert await recorded(site) == []


async def test_the_api_takes_nothing_but_post(site: Site) -> None:
    answer = await site.visit(API)
    assert answer.status_code == 405 and answer.headers["allow"] == "POST"


async def test_the_form_on_a_claims_page_records_under_the_name_of_who_is_signed_in(site: Site) -> None:
    first = site.ids[0]
    form = {
        "verdict": "true",
        "evidence": "https://a.example/ https://b.example/",
        "recorded_by": "somebody else",
    }
    answer = await site.send(f"/-/ledger/claim/{first}/mark", form, "wei")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/-/ledger/claim/{first}")
    assert await recorded(site) == [(first, "true", "wei", "web")]
    page = (await site.visit(f"/-/ledger/claim/{first}")).text
    assert 'href="https://b.example/"' in page and "wei" in page


async def test_a_form_that_is_refused_comes_back_with_the_reason_and_what_was_typed(site: Site) -> None:
    form = {"verdict": "partial", "share": "2", "note": "as I typed it"}
    answer = await site.send(f"/-/ledger/claim/{site.ids[0]}/mark", form, "wei")
    assert answer.status_code == 400
    assert "a number from 0 to 1" in answer.text and "as I typed it" in answer.text
    assert await recorded(site) == []


async def test_two_people_marking_at_once_do_not_overwrite_each_other(site: Site) -> None:
    first = f"/-/ledger/claim/{site.ids[0]}/mark"
    await site.send(first, {"verdict": "true"}, "wei")
    await site.send(first, {"verdict": "false", "supersedes": "1"}, "ann")
    late = await site.send(first, {"verdict": "ambiguous", "supersedes": "1"}, "bob")
    assert late.status_code == 409 and "supersedes" in late.text
    assert [row[2] for row in await recorded(site)] == ["wei", "ann"]


async def test_many_claims_are_marked_at_once_with_one_address(site: Site) -> None:
    first, second, *_ = site.ids
    form = {
        f"claim-{first}": first,
        f"claim-{second}": second,
        "verdict": "true",
        "evidence": "https://a.example/",
    }
    assert (await site.send("/-/ledger/due/mark", form, "wei")).status_code == 302
    assert {row[0] for row in await recorded(site)} == {first, second}


async def test_the_writable_query_records_and_refuses_in_the_same_words(site: Site) -> None:
    form = {"claim": site.ids[0], "verdict": "true"}
    form |= dict.fromkeys(("share", "happened_on", "evidence", "note", "supersedes"), "")
    await site.send("/predictions/mark_claim?_json=1", form, "wei")
    assert await recorded(site) == [(site.ids[0], "true", "wei", "query")]
    refused = await site.send("/predictions/mark_claim?_json=1", {**form, "verdict": "maybe"}, "wei")
    assert "verdict: one of" in refused.text
    assert len(await recorded(site)) == 1


async def test_a_form_without_its_token_against_forgery_is_refused(site: Site) -> None:
    address = f"/-/ledger/claim/{site.ids[0]}/mark"
    elsewhere = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    answer = await site.datasette.client.post(
        address, data={"verdict": "true"}, cookies=site.cookies("wei"), headers=elsewhere
    )
    assert answer.status_code == 403 and await recorded(site) == []


async def test_edits_are_kept_as_a_persons_words_and_only_where_something_changed(site: Site) -> None:
    first = site.ids[0]
    form = {
        "statement": "视频会变长",
        "speaker": "林小满",
        "due": "2025-06",
        "criteria": "一分钟以上",
        "note": "更清楚",
    }
    assert (await site.send(f"/-/ledger/claim/{first}/edit", form, "wei")).status_code == 302
    edits = await site.rows("select field, value, edited_by, method, note from edits order by field")
    assert edits == [
        ("criteria", "一分钟以上", "wei", "web", "更清楚"),
        ("due", "2025-06-30", "wei", "web", "更清楚"),
        ("statement", "视频会变长", "wei", "web", "更清楚"),
    ]
    refused = await site.send(f"/-/ledger/claim/{first}/edit", {"due": "soon"}, "wei")
    assert refused.status_code == 400 and "soon" in refused.text


async def test_a_candidate_is_accepted_or_rejected_once_and_the_second_reviewer_is_told(site: Site) -> None:
    ((candidate,),) = await site.rows("select id from candidates")
    address = f"/-/ledger/claim/{candidate}/status"
    assert (await site.send(address, {"status": "reject", "seen": "0"}, "wei")).status_code == 302
    late = await site.send(address, {"status": "accept", "seen": "0"}, "ann", accept="application/json")
    assert late.status_code == 409 and "wei" in late.json()["errors"][0]["message"]
    assert await site.rows("select status from claims where id = ?", candidate) == [("rejected",)]


async def test_selected_words_become_a_persons_claim_at_their_exact_place(site: Site) -> None:
    ((start,),) = await site.rows("select instr(text, '这个我很有信心') - 1 from transcripts")
    form = {
        "start": str(start),
        "end": str(start + 7),
        "statement": "他很有信心",
        "kind": "forecast",
        "topics": "other",
    }
    answer = await site.send("/-/ledger/talk/talk/add", form, "wei")
    assert answer.status_code == 302, answer.text
    added = await site.rows("select quote, statement, added_by, method from added")
    assert added == [("这个我很有信心", "他很有信心", "wei", "web")]
    refused = await site.send("/-/ledger/talk/talk/add", {"start": "5", "end": "99999999"}, "wei")
    assert refused.status_code == 400


async def test_a_full_disk_is_told_as_such_and_nothing_is_recorded(site: Site) -> None:
    await site.datasette.get_database("predictions").execute_write_fn(
        lambda connection: connection.execute("PRAGMA max_page_count = 1").fetchall()
    )
    long = [{"claim": one, "verdict": "true", "note": "长" * 19_000} for one in site.ids]
    status, said = await post(site, long, **BEARER)
    assert status == 503 and "disk is full" in said["errors"][0]["message"]
    form = await site.send(
        f"/-/ledger/claim/{site.ids[0]}/mark", {"verdict": "true", "note": "长" * 19_000}, "wei"
    )
    assert form.status_code == 503 and "disk is full" in form.text
    assert await recorded(site) == []
