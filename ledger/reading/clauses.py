"""Where speech can be cut: clauses, the smallest stretches a claim can begin and end with.

Punctuation, line breaks and blanks between Chinese words cut; captions that run on without any are cut
before the words that open a clause (但是, 因为, while).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise

from ledger.reading.lexicon import load
from ledger.reading.segmenting import words

_CJK = "\u3400-\u9fff\uf900-\ufaff"
_MARKS = re.compile(r"[。！？!?；;…]+[\"”’」』）)]*|[，、,：:](?!\d)|\.(?!\w)|[—–]+|\n+")
_BLANKS = re.compile(rf"(?<=[{_CJK}]) +(?=[{_CJK}A-Za-z0-9\"“《])|(?<=[A-Za-z0-9%\"”》]) +(?=[{_CJK}])")
_LATIN = re.compile(r"[A-Za-z]")
_CHINESE = re.compile(f"[{_CJK}]")
_EDGES = ' \t\u3000\xa0\n，。？！；、：,.?!;:…—–"“”'
_LONG = {"zh": 28, "en": 70}
"""Characters from which a clause is cut again, before a word that opens one."""
_LEAST = {"zh": (8, 5), "en": (25, 15)}
"""The fewest characters that such a cut leaves before and after itself."""


def find_clauses(spoken: str) -> tuple[tuple[int, int], ...]:
    """The clauses of `spoken` in order, start and end without the blanks and marks around them."""
    return tuple(
        clause
        for start, end in _pieces(spoken)
        for part in _parts(spoken, start, end)
        if (clause := _trimmed(spoken, *part))
    )


def is_latin(text: str) -> bool:
    """Whether most of the text is written in Latin letters: its words are longer, its lines may wrap."""
    return len(_LATIN.findall(text)) > 4 * len(_CHINESE.findall(text))


def _pieces(spoken: str) -> list[tuple[int, int]]:
    wraps = is_latin(spoken)
    cuts = {0, len(spoken)}
    # Lines of English captions break within a phrase: a single line break says nothing there.
    cuts.update(found.end() for found in _MARKS.finditer(spoken) if not (wraps and found[0] == "\n"))
    if not wraps:
        cuts.update(found.end() for found in _BLANKS.finditer(spoken))
    ordered = sorted(cuts)
    return list(pairwise(ordered))


def _parts(spoken: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = spoken[start:end]
    language = "en" if is_latin(piece) else "zh"
    if len(piece) <= _LONG[language]:
        return [(start, end)]
    before, after = _LEAST[language]
    whole = set(accumulate(map(len, words(piece)), initial=start))
    cuts = [start]
    for opener in _openers(language).finditer(spoken, start, end):
        at = opener.start()
        if at in whole and at - cuts[-1] >= before and end - at >= after:
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


@cache
def _openers(language: str) -> re.Pattern[str]:
    words = sorted(load("openers", language)["opens"], key=len, reverse=True)
    joined = "|".join(word[1:-1] if word.startswith("/") else re.escape(word) for word in words)
    return re.compile(rf"\b(?:{joined})\b" if language == "en" else joined)


def _trimmed(spoken: str, start: int, end: int) -> tuple[int, int] | None:
    kept = spoken[start:end].strip(_EDGES)
    if not any(char.isalnum() for char in kept):
        return None
    at = spoken.index(kept, start, end)
    return at, at + len(kept)
