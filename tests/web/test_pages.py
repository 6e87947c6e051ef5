"""The pages: what each shows, in which order, and that nothing hostile in a ledger does anything there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.book.opening import writing
from ledger.book.storing import store
from ledger.dates import PartialDate
from ledger.model import Turn
from ledger.web.pages import lists, talk
from tests.book.examples import LIN, TEXT, claim, extraction
from tests.web.conftest import Site, ledger_of, serve

EVIL = "<img src=x onerror=alert(1)>"


async def test_the_first_page_tells_what_waits_what_was_marked_and_how_many_from_whom(site: Site) -> None:
    await site.send(f"/-/ledger/claim/{site.ids[2]}/mark", {"verdict": "false"}, "wei")
    page = (await site.visit("/-/ledger")).text
    waiting, marked = page.index("Next due"), page.index("Lately marked")
    assert waiting < page.index("今年年底之前") < marked < page.index("芯片可能会便宜一半", marked)
    assert re.search(r"林小满</a></th><td>2</td>", page) and re.search(r"吴大海</a></th><td>2</td>", page)


async def test_a_claims_page_shows_the_words_in_their_place_and_how_its_day_was_found(site: Site) -> None:
    page = (await site.visit(f"/-/ledger/claim/{site.ids[1]}")).text
    assert "，而且</span><mark>可控性一定会提升</mark><span" in page
    for shown in (
        "接下来这一年",
        "12 months",
        "2024-12-31",
        "接下来这一年，大家最看好什么",
        "controllability",
        "一定",
    ):
        assert shown in page, shown
    assert f'href="/-/ledger/talk/talk#{site.ids[1]}"' in page
    assert '<meta property="og:title" content="可控性一定会提升">' in page
    assert re.search(r"林小满 \(2024-06\): “可控性一定会提升” 圆桌：明年会怎样\. http", page)


async def test_the_history_tells_every_event_latest_first(site: Site) -> None:
    address = f"/-/ledger/claim/{site.ids[0]}"
    await site.send(f"{address}/mark", {"verdict": "true", "note": "第一次"}, "wei")
    await site.send(f"{address}/edit", {"criteria": "一分钟以上"}, "ann")
    await site.send(f"{address}/mark", {"verdict": "reopen", "note": "弄错了"}, "bob")
    history = (await site.visit(address)).text.partition('id="history"')[2]
    places = [history.index(words) for words in ("弄错了", "第一次")]
    assert places == sorted(places) and "一分钟以上" in history
    assert all(name in history for name in ("wei", "ann", "bob"))


async def test_a_transcript_shows_every_word_by_speaker_with_its_claims_in_place(site: Site) -> None:
    page = (await site.visit("/-/ledger/talk/talk")).text
    said = re.sub(r"<[^>]+>", "", "".join(re.findall(r'<div class="said".*?</div>', page, re.S)))
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", TEXT)
    places = [page.index(f'id="{one}"') for one in site.ids]
    assert places == sorted(places)
    for start, words in re.findall(r'data-start="(\d+)">([^<]+)', page):
        assert TEXT[int(start) :].startswith(words), "each piece tells its exact place"


async def test_overlapping_claims_each_keep_a_place_in_the_transcript(tmp_path: Path) -> None:
    both = [claim("今年年底之前，视频会更长"), claim("视频会更长，而且可控性一定会提升")]
    site = await serve(ledger_of(tmp_path, extraction(both)))
    page = (await site.visit("/-/ledger/talk/talk")).text
    assert all(f'id="{one}"' in page for one in site.ids)
    pieces = re.findall(r'data-start="\d+">([^<]+)', page)
    assert {"今年年底之前，", "视频会更长", "，而且可控性一定会提升"} <= set(pieces)


async def test_what_is_due_stands_by_month_with_filters(site: Site) -> None:
    page = (await site.visit("/-/ledger/due")).text
    assert page.index("2024-12 <") < page.index("2029-06 <")
    filtered = (await site.visit("/-/ledger/due?topic=controllability")).text
    assert "可控性一定会提升" in filtered and "视频会更长" not in filtered


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=可控", ["可控性一定会提升"]),
        ("speaker=吴大海", ["五年内家家都会有机器人", "芯片可能会便宜一半"]),
        ("q=会&topic=hardware", ["芯片可能会便宜一半"]),
        ("before=2024-12-31&order=due", ["今年年底之前，视频会更长", "可控性一定会提升"]),
        ("state=overdue&order=due", ["今年年底之前，视频会更长", "可控性一定会提升"]),
        ("state=true", []),
        ("q=不存在的词", []),
        ("state=nonsense&page=x&order=; drop table claims", None),
    ],
)
async def test_a_search_finds_what_is_asked_for(site: Site, query: str, found: list[str] | None) -> None:
    page = await site.visit(f"/-/ledger/search?{query}")
    assert page.status_code == 200
    statements = re.findall(r'class="statement"[^>]*>([^<]+)', page.text)
    assert found is None or statements == found


async def test_a_search_shows_where_the_words_stand_in_transcripts(site: Site) -> None:
    page = (await site.visit("/-/ledger/search?q=很有信心")).text
    assert "<mark>很有信心</mark>" in page
    assert "很有信心</mark>" not in (await site.visit("/-/ledger/search?q=很有信心&state=open")).text


async def test_a_search_looks_through_the_newest_transcripts_and_through_all_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_of(tmp_path, extraction([claim("今年年底之前，视频会更长")]))
    with writing(path) as db:
        words = "别的话，明年再说。"
        newer = replace(
            extraction(name="newer.txt"), text=words, turns=(Turn(0, 9, LIN, "alone"),), questions=()
        )
        store(db, replace(newer, recording=replace(newer.recording, date=PartialDate(2030))))
    monkeypatch.setattr(lists, "MOST_TRANSCRIPTS", 1)
    site = await serve(path)
    page = (await site.visit("/-/ledger/search?q=很有信心")).text
    assert "<mark>很有信心</mark>" not in page
    link = re.search(r'href="([^"]*older=1)"', page)
    assert link and "The newest 1 were looked through" in page
    page = (await site.visit(link[1].replace("&amp;", "&"))).text
    assert "<mark>很有信心</mark>" in page and "looked through" not in page


async def test_the_list_of_transcripts_has_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ledger_of(tmp_path, extraction(name="one.txt"))
    with writing(path) as db:
        store(db, replace(extraction(name="two.txt"), text=f"{TEXT}再见。"))
    monkeypatch.setattr(talk, "PAGE", 1)
    site = await serve(path)
    first, second = [(await site.visit(f"/-/ledger/talks?page={number}")).text for number in (1, 2)]
    assert 'href="/-/ledger/talk/one"' in first and 'href="/-/ledger/talk/two"' not in first
    assert 'href="/-/ledger/talk/two"' in second and 'href="/-/ledger/talk/one"' not in second
    assert 'rel="next" href="/-/ledger/talks?page=2"' in first and 'rel="next"' not in second


async def test_a_search_marks_the_words_in_each_quote(site: Site) -> None:
    page = (await site.visit("/-/ledger/search?q=便宜&topic=hardware&order=best")).text
    assert "芯片可能会<mark>便宜</mark>一半" in page


async def test_the_timeline_draws_a_bar_and_a_table_row_for_every_period(site: Site) -> None:
    page = (await site.visit("/-/ledger/timeline")).text
    assert len(re.findall(r"<rect class=", page)) == 2
    assert "2024-Q4</th>" in page and "2029-Q2</th>" in page


async def test_speakers_and_topics_have_pages_with_their_claims_and_record(site: Site) -> None:
    await site.send(f"/-/ledger/claim/{site.ids[2]}/mark", {"verdict": "true"}, "wei")
    ((number,),) = await site.rows("select id from speakers where name = '吴大海'")
    page = (await site.visit(f"/-/ledger/speaker/{number}")).text
    assert "芯片可能会便宜一半" in page and "视频会更长" not in page and "<b>1</b>true" in page
    assert re.search(r"Came true</dt><dd>100 %.*of 1 with a verdict", page) and "too few to rank" in page
    assert re.search(r"50 % – 60 %</th><td>1</td><td>100 %</td>", page), "可能, as the convention has it"
    assert '<circle class="true" cx="100.0" cy="0.0"' in page, "the diagram: said at a half, came true always"
    assert f'<a href="/-/ledger/timeline?speaker={number}">' in page
    topic = (await site.visit("/-/ledger/topic/hardware")).text
    assert "芯片可能会便宜一半" in topic and re.search(r"Came true</dt><dd>100 %.*of 1 with", topic)
    for nobody in (
        "/-/ledger/speaker/99999",
        "/-/ledger/topic/nothing",
        "/-/ledger/claim/zzzzzz",
        "/-/ledger/talk/x",
    ):
        assert (await site.visit(nobody)).status_code == 404


async def test_a_record_that_takes_long_to_reckon_is_left_to_the_command(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST_SCORED", 1)
    await site.send(f"/-/ledger/claim/{site.ids[2]}/mark", {"verdict": "true"}, "wei")
    assert "Record</h2>" in (await site.visit("/-/ledger/topic/hardware")).text
    ((number,),) = await site.rows("select id from speakers where name = '吴大海'")
    page = (await site.visit(f"/-/ledger/speaker/{number}")).text
    assert "Record</h2>" not in page and "ledger score --by speaker" in page


async def hostile(tmp_path: Path) -> Site:
    """A ledger in which every text a transcript can bring is an attack."""
    words = f"{EVIL}\u202e{'长' * 10_000}</script><script>alert(1)</script>会来"
    text = f"我是{LIN}。{words}。\n\n完。"
    reading = extraction(
        [claim(words, f"{EVIL}\u202e", text)], text=f"{text}\n\n我是吴大海", name=f"{EVIL}.txt"
    )
    return await serve(ledger_of(tmp_path, reading))


async def test_nothing_hostile_in_a_transcript_a_name_or_a_note_comes_to_life(tmp_path: Path) -> None:
    site = await hostile(tmp_path)
    (first,) = site.ids
    note = {
        "verdict": "true",
        "note": f"{EVIL}<script>alert(1)</script>",
        "evidence": "https://a.example/?<b>",
    }
    assert (await site.send(f"/-/ledger/claim/{first}/mark", note, EVIL)).status_code == 302
    ((source,),) = await site.rows("select id from sources")
    pages = [
        "",
        f"/claim/{first}",
        f"/talk/{source}",
        "/talks",
        "/speakers",
        "/search?q=?<b>",
        "/timeline",
        "/due",
    ]
    for address in [
        *(f"/-/ledger{page}" for page in pages),
        f"/predictions/claims/{first}",
        "/predictions/outcomes",
    ]:
        page = await site.visit(address, EVIL)
        assert page.status_code == 200, address
        text = re.sub(r'<script src="[^"]+"( defer)?></script>', "", page.text)
        assert "<img" not in text and "?<b>" not in text, address
        assert address.startswith("/predictions") or "<script" not in text, address


async def test_an_address_that_is_not_of_the_web_is_no_link(site: Site) -> None:
    with writing(site.path) as db:
        db.execute("UPDATE sources SET url = 'javascript:alert(1)', video = ''")
    for address in (f"/-/ledger/claim/{site.ids[0]}", "/-/ledger/talk/talk"):
        assert 'href="javascript' not in (await site.visit(address)).text


async def test_our_pages_carry_a_strict_policy_and_run_no_inline_script(site: Site) -> None:
    for address in ("/-/ledger", f"/-/ledger/claim/{site.ids[0]}", "/-/ledger/review", "/-/ledger/talk/talk"):
        page = await site.visit(address, "wei")
        policy = page.headers["content-security-policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page.text), address


SRT = """1
00:00:03,200 --> 00:00:04,900
我是林小满，芯片

2
00:00:04,900 --> 00:00:07,400
明年会便宜一半
"""
WHISPER = (
    r'{"segments": [{"start": 0, "end": 2, "text": "\u82af\u7247"}, {"start": 2, "text": "明年会便宜一半"}]}'
)


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        (SRT, SRT[SRT.index("芯片") : SRT.index("一半") + 2], "芯片\n\n明年会便宜一半"),
        (WHISPER, WHISPER[WHISPER.index("\\u82af") : WHISPER.index("一半") + 2], "芯片 明年会便宜一半"),
    ],
)
async def test_a_quote_over_several_captions_is_shown_without_their_times_and_syntax(
    tmp_path: Path, text: str, quote: str, shown: str
) -> None:
    start = text.index(quote)
    found = extraction([], text=f"{text}\n\n我是吴大海", name="captions")
    found = replace(found, text=text, turns=(Turn(start, start + len(quote), LIN, "label"),), questions=())
    site = await serve(
        ledger_of(tmp_path, replace(found, claims=(claim(quote, text=text, statement=shown),)))
    )
    page = (await site.visit(f"/-/ledger/claim/{site.ids[0]}")).text
    assert f"<mark>{shown}</mark>" in page and "--&gt;" not in page
    talk = (await site.visit("/-/ledger/talk/captions")).text
    words = re.sub(r"<[^>]+>", "", "".join(re.findall(r'<div class="said".*?</div>', talk, re.S)))
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", shown)
