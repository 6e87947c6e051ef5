"""The readable form of a stretch of a transcript: the words, without the times, rows and tags around them.

Quotes are verbatim stretches of the file as stored, so one that runs over several subtitles holds their
numbers and times too. Here they are told from the words by their shape; nothing else is ever dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_TEXT_KEY = r'"(?i:text|content|body|sentence|transcript|utterance|finalsentence|display|utf8|value)"\s*:\s*"'
_IN_JSON = re.compile(rf'(?<!\\)"\s*[,}}](?:(?!{_TEXT_KEY})[\s\S])*(?:{_TEXT_KEY}|\Z)')
_TIME = r"[\d:.,]+s?"
_OTHERWISE = re.compile(
    "|".join((
        rf"(?:^[ \t]*\d+[ \t]*\r?\n)?^[ \t]*(?:{_TIME})?[ \t]*-->[ \t]*{_TIME}"
        r"(?:[ \t]+[a-z]+:\S+)*[ \t\r]*(?:\n|\Z)",
        rf"^[\[(]{_TIME}(?:[ \t]*-+>[ \t]*{_TIME})?[\])][ \t]*",
        r"</?(?:[vcpsi]|text|span|br|div|body)(?:[ .][^<>\n]*)?/?>|<\d\d:[\d:.]+>",
        r"^\d+(?:\.\d+)?\t\d+(?:\.\d+)?\t",
        r'"\r?\n\d+,\d+,(?:[^,"\n]*,)?"',
        r"^Dialogue:(?:[^,\n]*,){9}|\{\\[^{}\n]*\}",
    )),
    re.MULTILINE,
)  # fmt: skip
"""Times of subtitles, alone or before words; tags; the first columns of TSV, CSV and ASS."""
_JSON = re.compile(r'\s*(?:\{\s*"|\[\s*\{)')


def is_json(text: str) -> bool:
    """Whether a whole transcript is written in JSON."""
    return bool(_JSON.match(text))


def spans(stretch: str, in_json: bool = False) -> Iterator[tuple[int, int]]:
    """Where the words stand in a stretch of a transcript, in order."""
    start = 0
    for noise in (_IN_JSON if in_json else _OTHERWISE).finditer(stretch):
        if noise.start() > start:
            yield start, noise.start()
        start = noise.end()
    if start < len(stretch):
        yield start, len(stretch)


def shown(words: str, in_json: bool = False) -> str:
    """Words as people read them: JSON's escapes are undone where they are whole."""
    if not in_json or "\\" not in words:
        return words
    try:
        return str(json.loads(f'"{words}"', strict=False))
    except ValueError:
        return words


def readable(stretch: str, in_json: bool = False) -> str:
    """The words of a stretch as one text."""
    found = [shown(stretch[start:end], in_json) for start, end in spans(stretch, in_json)]
    return (" " if in_json else "").join(found)
