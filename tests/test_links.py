"""Addresses of videos, and of a second in them."""

from __future__ import annotations

import pytest

from ledger.links import link, video_of


@pytest.mark.parametrize(
    ("url", "video"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "youtube:abcdefghijk"),
        ("https://www.youtube.com/watch?app=desktop&v=abc_efg-ijk&t=3", "youtube:abc_efg-ijk"),
        ("https://youtu.be/abcdefghijk?t=4", "youtube:abcdefghijk"),
        ("https://www.youtube.com/live/abcdefghijk", "youtube:abcdefghijk"),
        ("https://www.bilibili.com/video/BV1xx411c7mD/", "bilibili:BV1xx411c7mD"),
        ("https://www.bilibili.com/video/BV1xx411c7mD?spm=1&p=6", "bilibili:BV1xx411c7mD?p=6"),
        ("a talk - BV1xx411c7mD", "bilibili:BV1xx411c7mD"),
        ("https://example.org/watch?v=abcdefghijk", ""),
        ("https://www.youtube.com/watch?v=tooshort", ""),
        ("", ""),
    ],
)
def test_a_video_is_found_in_its_address(url: str, video: str) -> None:
    assert video_of(url) == video


@pytest.mark.parametrize(
    ("video", "seconds", "expected"),
    [
        ("youtube:abcdefghijk", 75.9, "https://www.youtube.com/watch?v=abcdefghijk&t=75s"),
        ("youtube:abcdefghijk", None, "https://www.youtube.com/watch?v=abcdefghijk"),
        ("bilibili:BV1xx411c7mD", 75.9, "https://www.bilibili.com/video/BV1xx411c7mD?t=75"),
        ("bilibili:BV1xx411c7mD?p=6", 0, "https://www.bilibili.com/video/BV1xx411c7mD?p=6&t=0"),
        ("bilibili:BV1xx411c7mD?p=6", None, "https://www.bilibili.com/video/BV1xx411c7mD?p=6"),
        ("", 5, "https://example.org/talk"),
        ("vimeo:1", 5, "https://example.org/talk"),
    ],
)
def test_a_link_leads_to_the_second(video: str, seconds: float | None, expected: str) -> None:
    assert link(video, seconds, "https://example.org/talk") == expected
