"""The main ways through the ledger in a real browser, on a wide screen and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.book.examples import TEXT, claim, extraction, year_end
from tests.web.conftest import ledger_of
from tests.web.server import served

pytestmark = pytest.mark.xdist_group("browser")
SCREENS = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
CANDIDATES = [
    claim(TEXT[start : start + 6], confidence=0.3)
    for start in range(30, 90, 6)
    if "\n" not in TEXT[start : start + 6]
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield found
        found.close()


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page of a browser whose visitor has signed in with the address that `ledger serve` prints."""
    path = ledger_of(tmp_path, extraction([year_end("今年年底之前，视频会更长")], CANDIDATES))
    context = browser.new_context(viewport=SCREENS[request.param], locale="en-GB")
    with served(path) as server, context:
        opened = context.new_page()
        wrong: list[str] = []
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        opened.goto(server.sign_in)
        opened.goto(f"{server.address}-/ledger")
        yield opened
        assert not wrong


def assert_accessible(page: Page) -> None:
    found: dict[str, Any] = Axe().run(page).response
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert not serious, [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in serious]


def test_search_open_a_claim_mark_it_and_see_it_in_its_history_and_the_feed(page: Page) -> None:
    page.get_by_role("search").get_by_role("searchbox").fill("视频")
    page.get_by_role("search").get_by_role("button").click()
    assert_accessible(page)
    page.get_by_role("link", name="今年年底之前，视频会更长").first.click()
    assert_accessible(page)
    page.get_by_label("true", exact=True).check()
    page.get_by_label("Evidence").fill("https://news.example/video")
    page.get_by_role("button", name="Mark what became of it").click()
    history = page.locator(".lg-history")
    expect(history).to_contain_text("true")
    expect(history).to_contain_text("root")
    expect(history.get_by_role("link", name="https://news.example/video")).to_be_visible()
    feed = page.request.get(page.url.partition("/claim/")[0] + "/resolved.atom").text()
    assert "视频会更长" in feed
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, "nothing sticks out of the screen"


def test_ten_candidates_are_reviewed_by_keyboard_and_one_decision_is_taken_back(page: Page) -> None:
    page.get_by_role("link", name="Review", exact=True).click()
    assert_accessible(page)
    shown = page.locator(".lg-review article:not([hidden]) h2")
    first = shown.inner_text()
    page.keyboard.press("r")
    expect(page.locator("#decided")).to_contain_text("Rejected")
    page.keyboard.press("u")
    expect(shown).to_have_text(first)
    for _ in CANDIDATES:
        page.keyboard.press("a")
    expect(page.locator("#more")).to_be_visible()
    all_of_them = f"<b>{1 + len(CANDIDATES)}</b>claims"
    page.wait_for_function(
        "async (text) => (await (await fetch('/-/ledger')).text()).includes(text)",
        arg=all_of_them,
        timeout=15000,
    )


def test_selected_words_of_a_transcript_become_a_claim(page: Page) -> None:
    page.goto(page.url + "/talk/talk")
    assert_accessible(page)
    page.evaluate("""() => {
        const pieces = [...document.querySelectorAll("[data-start]")];
        const piece = pieces.find((one) => one.textContent.includes("家家都会有机器人"));
        const at = piece.firstChild.data.indexOf("五年内");
        getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + 11);
        document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
    }""")
    form = page.locator("#add")
    expect(form).to_be_visible()
    expect(form.get_by_label("Speaker")).to_have_value("吴大海")
    form.get_by_role("button", name="Save").click()
    expect(page.locator("mark")).to_have_text("五年内家家都会有机器人")


def test_every_page_is_accessible_and_fits_the_screen(page: Page) -> None:
    home = page.url
    page.goto(home + "/search?q=会")
    page.locator(".statement").last.click()
    page.get_by_label("true", exact=True).check()
    page.get_by_role("button", name="Mark what became of it").click()
    speaker = page.locator(".lg-meta a").first.get_attribute("href") or ""
    lists = ("", "/due", "/timeline", "/talks", "/speakers", "/topics", "/search?q=会")
    for place in (*lists, "/topic/generation-quality", speaker.removeprefix("/-/ledger")):
        page.goto(home + place)
        assert_accessible(page)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, place
    expect(page.get_by_role("heading", name="Record", exact=True)).to_be_visible()
