"""Times of a talk whose fiscal years are no calendar years."""

from __future__ import annotations

import pytest

from ledger.dates import PartialDate
from ledger.reading.times import find_times

MARCH = "Welcome to our earnings call for the third quarter of fiscal 2023. "
JUNE = "Welcome to our fiscal first quarter 2025 conference call. "
SEPTEMBER = "These are the results for Q4 FY24. "
JANUARY = "Today we report our fiscal year 2025 third quarter results. "
DECEMBER = "Thank you for joining our third quarter fiscal 2024 call. "
CHINESE = "欢迎参加公司2025财年第二季度业绩会。"


def last_due(talk: str, said_on: str) -> str:
    return str(find_times(talk, PartialDate.parse(said_on))[-1].due)


@pytest.mark.parametrize(
    ("opening", "said_on", "words", "due"),
    [
        (MARCH, "2023-02-02", "by the end of this fiscal year", "2023-03-31"),
        (MARCH, "2023-02-02", "by year-end", "2023-03-31"),
        (MARCH, "2023-02-02", "in the first quarter of fiscal 2024", "2023-06-30"),
        (MARCH, "2023-02-02", "in the second half of fiscal 2024", "2024-03-31"),
        (MARCH, "2023-02-02", "next quarter", "2023-06-30"),
        (JUNE, "2024-10-30", "for the rest of the year", "2025-06-30"),
        (JUNE, "2024-10-30", "in fiscal '26", "2026-06-30"),
        (SEPTEMBER, "2024-10-31", "during FY25", "2025-09-30"),
        (JANUARY, "2024-11-20", "in the fourth quarter", "2025-01-31"),
        (CHINESE, "2024-11-07", "到2025财年底", "2025-03-31"),
    ],
)
def test_years_and_quarters_are_those_of_the_company_that_reports(
    opening: str, said_on: str, words: str, due: str
) -> None:
    assert last_due(f"{opening}We expect it {words}.", said_on) == due


@pytest.mark.parametrize(
    ("opening", "said_on", "words", "due"),
    [
        (DECEMBER, "2024-10-29", "by the end of the fiscal year", "2024-12-31"),
        ("Welcome to our third quarter call. ", "2023-02-02", "by the end of the fiscal year", "2023-12-31"),
        (MARCH, "2023-02-02", "by the end of calendar 2023", "2023-12-31"),
        (MARCH, "2023-02-02", "within eighteen months", "2024-08-02"),
        (MARCH, "2023-02-02", "by May 2024", "2024-05-31"),
    ],
)
def test_other_times_and_other_talks_go_by_the_calendar(
    opening: str, said_on: str, words: str, due: str
) -> None:
    assert last_due(f"{opening}We expect it {words}.", said_on) == due


def test_the_quarter_that_is_reported_on_is_over() -> None:
    reported = find_times(MARCH, PartialDate(2023, 2, 2))[0]
    assert (str(reported.start_day), str(reported.due), reported.future) == (
        "2022-10-01",
        "2022-12-31",
        False,
    )
