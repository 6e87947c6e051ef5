"""What Datasette shows of the ledger: every table and column told, every query at work, search in Chinese."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from ledger.web import facets
from tests.web.conftest import Site, serve
from tests.web.server import ROOT

METADATA: dict[str, Any] = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
OURS = METADATA["databases"]["predictions"]


async def test_every_table_and_view_and_every_column_of_a_table_is_described(site: Site) -> None:
    shown = await site.rows(
        "select name, type from sqlite_master where type in ('table', 'view') and name not like '%fts%'"
    )
    assert {name for name, _ in shown} == set(OURS["tables"])
    for name, type_ in shown:
        told = OURS["tables"][name]
        if type_ == "table" and not told.get("hidden"):
            columns = await site.rows("select name from pragma_table_info(?)", name)
            assert {column for (column,) in columns} == set(told["columns"]), name
        assert told.get("hidden") or told["description"], name


@pytest.mark.parametrize("query", [name for name, query in OURS["queries"].items() if not query.get("write")])
async def test_every_named_query_has_a_title_and_finds_something(site: Site, query: str) -> None:
    assert OURS["queries"][query]["title"] and OURS["queries"][query]["description"]
    answer = await site.visit(
        f"/predictions/{query}.json?_shape=array&q=可控&before=2100-01-01&speaker=&topic="
    )
    assert answer.status_code == 200, answer.text
    assert answer.json(), query


async def test_the_one_year_forecasts_are_those_with_a_horizon_of_a_year(site: Site) -> None:
    answer = await site.visit("/predictions/one_year.json?_shape=array")
    assert [row["statement"] for row in answer.json()] == ["今年年底之前，视频会更长", "可控性一定会提升"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("可控", ["可控性一定会提升"]),
        ("性一", ["可控性一定会提升"]),
        ("视频 更长", ["今年年底之前，视频会更长"]),
        ('"视频会更长"', ["今年年底之前，视频会更长"]),
        ("控可", []),
        ("，", []),
    ],
)
async def test_datasettes_own_search_box_finds_chinese_words_and_phrases(
    site: Site, words: str, found: list[str]
) -> None:
    answer = await site.visit(f"/predictions/claims.json?_shape=array&_search={words}")
    assert answer.status_code == 200, answer.text
    assert [row["statement"] for row in answer.json()] == found


async def test_a_claims_row_links_to_its_speaker_source_question_and_page(site: Site) -> None:
    row = (await site.visit(f"/predictions/claims/{site.ids[0]}")).text
    for address in ("/predictions/speakers/", "/predictions/sources/talk", "/predictions/questions/1"):
        assert f'href="{address}' in row, address
    assert f'href="/-/ledger/claim/{site.ids[0]}"' in row


async def test_tables_open_with_labels_facets_and_their_sort_order(site: Site) -> None:
    table = (await site.visit("/predictions/claims.json?_labels=on&_extra=facet_results")).json()
    facets = table["facet_results"]
    assert {"speaker", "kind", "certainty", "topics"} <= set(facets.get("results", facets))
    assert [row["number"] for row in table["rows"]] == [4, 3, 2, 1]
    assert table["rows"][0]["speaker"]["label"] == "吴大海"


async def test_large_tables_open_without_facets_and_count_those_that_are_asked_for(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "LARGE", 3)
    large = await serve(site.path)
    for address, found in {
        "/predictions/claims.json?_extra=facet_results": set(),
        "/predictions/claims.json?_extra=facet_results&_facet=kind": {"kind"},
        "/predictions/outcomes.json?_extra=facet_results": {"verdict", "recorded_by", "method"},
    }.items():
        facets_shown = (await large.visit(address)).json()["facet_results"]
        assert set(facets_shown.get("results", facets_shown)) == found, address
