"""Links into recordings: to the video, and to the second in it, where the service has such links.

A video is written `bilibili:BVxxx`, `bilibili:BVxxx?p=6` (the sixth part) or `youtube:ID`.
"""

from __future__ import annotations

import re

_BILIBILI = re.compile(r"\b(BV1[1-9A-HJ-NP-Za-km-z]{9})\b(?:[^\s]{0,200}?[?&]p=(\d{1,4})\b)?")
_YOUTUBE = re.compile(
    r"(?:youtube\.com/(?:watch\?(?:[^\s#]{0,200}&)?v=|live/|embed/|shorts/)|youtu\.be/)([\w-]{11})(?![\w-])"
)
_VIDEO = re.compile(r"(?P<service>bilibili|youtube):(?P<id>[\w-]+)(?:\?p=(?P<part>\d+))?\Z")


def video_of(url: str, part: int | None = None) -> str:
    """The video `url` (or any text with its address or BV number) points to, "" where it is none we know."""
    found = _YOUTUBE.search(url)
    if found:
        return f"youtube:{found[1]}"
    found = _BILIBILI.search(url)
    if not found:
        return ""
    part = part or int(found[2] or 0)
    return f"bilibili:{found[1]}" + (f"?p={part}" if part else "")


def link(video: str, seconds: float | None = None, url: str = "") -> str:
    """The address of `video`, at `seconds` from its start if given; `url` where no video is known."""
    found = _VIDEO.match(video)
    if not found:
        return url
    at = None if seconds is None else int(seconds)
    if found["service"] == "youtube":
        return f"https://www.youtube.com/watch?v={found['id']}" + ("" if at is None else f"&t={at}s")
    query = [f"p={found['part']}"] * bool(found["part"]) + [f"t={at}"] * (at is not None)
    return f"https://www.bilibili.com/video/{found['id']}" + ("?" + "&".join(query) if query else "")
