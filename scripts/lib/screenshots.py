"""Pictures of the pages as a visitor sees them, from a copy of a ledger."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.server import Served, served

WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
MOST_BYTES = 300_000
CLAIM = ".lg-claims .statement"
PLACES = {
    "home": "-/ledger",
    "due": "-/ledger/due",
    "search": "-/ledger/search?q=可控",
    "timeline": "-/ledger/timeline",
    "review": "-/ledger/review",
    "datasette": "predictions/claims",
}


def shoot(page: Page, path: Path) -> None:
    """What the screen shows, or as much of it from the top as keeps the picture within MOST_BYTES."""
    size = page.viewport_size
    assert size is not None
    height = size["height"]
    while True:
        picture = page.screenshot(path=path, clip={"x": 0, "y": 0, "width": size["width"], "height": height})
        if len(picture) <= MOST_BYTES:
            return
        height = height * 4 // 5


def take(page: Page, server: Served, folder: Path, suffix: str = "") -> None:
    """All pictures for one screen and language."""
    for name, place in PLACES.items():
        page.goto(server.address + place)
        shoot(page, folder / f"{name}{suffix}.png")
    page.goto(f"{server.address}-/ledger")
    page.locator(CLAIM).first.click()
    shoot(page, folder / f"claim{suffix}.png")
    page.get_by_role("link", name="In the transcript").or_(
        page.get_by_role("link", name="在文字稿中查看")
    ).click()
    page.wait_for_load_state()
    shoot(page, folder / f"transcript{suffix}.png")


def visit(browser: Browser, server: Served, folder: Path) -> None:
    """As its signed-in owner on a wide screen, then in Chinese on a phone, with the same sign-in."""
    owner = browser.new_context(viewport=WIDE, locale="en-GB")
    page = owner.new_page()
    page.goto(server.sign_in)
    take(page, server, folder)
    phone = browser.new_context(viewport=PHONE, locale="zh-CN", storage_state=owner.storage_state())
    take(phone.new_page(), server, folder, "-phone")


def main(ledger: Path, folder: Path) -> None:
    """Serve a copy of the ledger and take its pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        copy = Path(shutil.copy(ledger, Path(place) / "predictions.db"))
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"]
        )
        with served(copy) as server:
            visit(browser, server, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
