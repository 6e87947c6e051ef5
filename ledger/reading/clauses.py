"""Where speech can be cut: clauses, the smallest stretches a claim can begin and end with.

Punctuation, line breaks and blanks between Chinese words cut; captions that run on without any are cut
before the words that open a clause (但是, 因为, while).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ledger.reading.lexicon import load
from ledger.reading.patterns import pattern
from ledger.reading.script import codes_of
from ledger.reading.segmenting import word_starts

# Any mark comes first and what it is after it, so that the search skips all else with a single look.
_MARKS = pattern(
    r"[。！？!?；;…，、,：:.—–\n](?:(?<=[。！？!?；;…])[。！？!?；;…]*[\"”’」』）)]*"
    r"|(?<=[，、,：:])(?!\d)|(?<=\.)(?!\w)|(?<=[—–])[—–]*|(?<=\n)\n*)"
)
_BLANKS = pattern(" +")
_BEFORE, _BEHIND = frozenset('%"”》'), frozenset('"“《')
"""Marks that belong to the word before blanks, and to the one behind them."""
_EDGES = ' \t\u3000\xa0\n，。？！；、：,.?!;:…—–"“”'
_LONG = {"zh": 28, "en": 70}
"""Characters from which a clause is cut again, before a word that opens one."""
_LEAST = {"zh": (8, 5), "en": (25, 15)}
"""The fewest characters that such a cut leaves before and after itself."""
_LETTERS = 4
"""A Chinese character says as much as so many letters."""


def find_clauses(spoken: str) -> tuple[tuple[int, int], ...]:
    """The clauses of `spoken` in order, start and end without the blanks and marks around them."""
    lean = _lean(spoken)
    return tuple(
        clause
        for start, end in _pieces(spoken, bool(lean[-1] > 0))
        for part in _parts(spoken, start, end, "en" if lean[end] > lean[start] else "zh")
        if (clause := _trimmed(spoken, *part))
    )


def is_latin(text: str) -> bool:
    """Whether most of the text is written in Latin letters: its words are longer, its lines may wrap."""
    return bool(_lean(text)[-1] > 0)


def _lean(text: str) -> npt.NDArray[np.int64]:
    """For each place in the text how far what is before it is written in letters (> 0) or in Chinese."""
    codes = codes_of(text)
    small = codes | 32
    letters = (small >= ord("a")) & (small <= ord("z"))
    chinese = ((codes >= 0x3400) & (codes <= 0x9FFF)) | ((codes >= 0xF900) & (codes <= 0xFAFF))
    return np.concatenate(([0], np.cumsum(letters - _LETTERS * chinese.astype(np.int64))))


def _pieces(spoken: str, wraps: bool) -> list[tuple[int, int]]:
    cuts = {0, len(spoken)}
    # Lines of English captions break within a phrase: a single line break says nothing there.
    cuts.update(found.end() for found in _MARKS.finditer(spoken) if not (wraps and found[0] == "\n"))
    if not wraps:
        cuts.update(found.end() for found in _BLANKS.finditer(spoken) if _parts_chinese(found))
    return list(pairwise(sorted(cuts)))


def _parts_chinese(blanks: re.Match[str]) -> bool:
    """Whether blanks stand between Chinese words, or between a Chinese and a Latin one."""
    start, end = blanks.span()
    before, behind = blanks.string[start - 1 : start], blanks.string[end : end + 1]
    if _is_chinese(before):
        return _is_chinese(behind) or _is_latin_or(behind, _BEHIND)
    return _is_chinese(behind) and _is_latin_or(before, _BEFORE)


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def _is_latin_or(character: str, marks: frozenset[str]) -> bool:
    return (character.isascii() and character.isalnum()) or character in marks


def _parts(spoken: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    if end - start <= _LONG[language]:
        return [(start, end)]
    before, after = _LEAST[language]
    opens = [found.start() for found in _openers(language).finditer(spoken, start + before, end)]
    if not opens or end - opens[0] < after:
        return [(start, end)]
    cuts, whole = [start], {start + at for at in word_starts(spoken[start:end]).tolist()}
    for at in opens:
        if at in whole and at - cuts[-1] >= before and end - at >= after:
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


@cache
def _openers(language: str) -> re.Pattern[str]:
    words = sorted(load("openers", language)["opens"], key=len, reverse=True)
    joined = "|".join(word[1:-1] if word.startswith("/") else re.escape(word) for word in words)
    return re.compile(rf"\b(?:{joined})\b" if language == "en" else joined)


def _trimmed(spoken: str, start: int, end: int) -> tuple[int, int] | None:
    kept = spoken[start:end].lstrip(_EDGES)
    start = end - len(kept)
    kept = kept.rstrip(_EDGES)
    said = kept[:1].isalnum() or any(map(str.isalnum, kept))
    return (start, start + len(kept)) if said else None
