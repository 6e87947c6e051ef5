"""Numbers as people say them."""

from __future__ import annotations

import pytest

from ledger.reading.numerals import digits, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("３", 3),
        ("1.5", 1.5),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("三百二十", 320),
        ("两千", 2000),
        ("廿", 20),
        ("廿五", 25),
        ("半", 0.5),
        ("俩", 2),
        ("仨", 3),
        ("两三", 3),
        ("三五", 5),
        ("十五六", 16),
        ("七八十", 80),
        ("二三十", 30),
        ("十几", 19),
        ("二零二六", 2026),
        ("九七", 97),
        ("one", 1),
        ("a", 1),
        ("an", 1),
        ("a couple of", 2),
        ("couple of", 2),
        ("twenty-five", 25),
        ("twenty five", 25),
        ("a hundred", 100),
        ("half a", 0.5),
        ("two and a half", 2.5),
        ("a dozen", 12),
        ("几", None),
        ("若干", None),
        ("", None),
        ("a few", None),
        ("many", None),
    ],
)
def test_a_number_is_read_to_its_far_end(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("二〇二六", 2026), ("2 0 2 6", 2026), ("07", 7), ("十五", None), ("", None)]
)
def test_digits_are_read_one_by_one(text: str, value: int | None) -> None:
    assert digits(text) == value
