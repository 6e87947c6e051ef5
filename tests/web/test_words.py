"""The interface's words: all there in both languages, chosen by what the browser asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ledger.web
from ledger.book.finding import ORDERS, STATES
from ledger.model import CERTAINTIES, HORIZON_SOURCES, KINDS, TOPICS, VERDICTS
from ledger.web.words import LANGUAGES, catalogue, language_of
from tests.web.conftest import Site

ROOM = Path(ledger.web.__file__).parent
FAMILIES = {
    "kind-": KINDS, "certainty-": CERTAINTIES, "verdict-": VERDICTS, "horizon-": HORIZON_SOURCES,
    "state-": (*STATES, "candidate"),
    "order-": [order for order in ORDERS if order not in ("talk", "waiting")],
    "topic-": TOPICS,
    "checkable-": ("0", "1", "2"), "feed-": ("due", "new", "resolved"),
    "field-": (
        "speaker", "statement", "kind", "topics", "due", "certainty", "checkable", "criteria", "probability",
        "attributed_to", "status",
    ),
}  # fmt: skip


def used() -> set[str]:
    found = set()
    for path in [*ROOM.rglob("*.html"), *ROOM.rglob("*.py")]:
        found |= set(re.findall(r"\b(?:t|words)\([\"']([\w-]+)[\"'][,)]", path.read_text(encoding="utf-8")))
    return found


def test_every_text_is_there_in_every_language() -> None:
    for key, texts in catalogue().items():
        assert set(texts) == set(LANGUAGES) and all(texts.values()), key
        places = [re.findall(r"{(\w+)}", text) for text in texts.values()]
        assert all(place == places[0] for place in places), key


def test_every_text_that_is_asked_for_exists() -> None:
    families = {prefix + value for prefix, values in FAMILIES.items() for value in values}
    assert used() | families <= set(catalogue())


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("fr-FR,zh;q=0.3", "zh"),
        ("en;q=0.2,zh;q=0.7", "zh"),
        ("*", "en"),
        ("zh;q=1.2.3", "en"),
    ],
)
def test_the_language_is_the_one_the_browser_likes_best(header: str, language: str) -> None:
    assert language_of(header) == language


async def test_a_page_comes_in_the_visitors_language_and_says_which_it_is(site: Site) -> None:
    chinese = (await site.visit("/-/ledger", accept_language="zh-CN")).text
    english = (await site.visit("/-/ledger", accept_language="en")).text
    assert '<html lang="zh">' in chinese and "预测账本" in chinese
    assert '<html lang="en">' in english and "Prediction ledger" in english
