"""What a voice is called in a transcript, told from all else that stands before a colon."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ledger.reading import lexicon
from ledger.reading.patterns import pattern

_ASIDE = pattern(r"\s*[(（][^()（）]{0,60}[)）]\s*\Z")
_PUNCTUATION = pattern(r"[，。：？！,:?!;；\"“”…《》<>/\\=+|~#@$^*{}]")
_NUMBERED = pattern(r"[\s#_.:-]{0,3}(?:\d{1,3}|[A-Z]|[一二三四五六七八九十]{1,2})?\Z")
_HAN = pattern(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = pattern(r"[^\W\d_][^\s·]*")
_REMEMBERED = 5000
"""Labels whose answers are kept: the same few come back on every line."""
_PARTICLES = frozenset(
    ("de", "da", "di", "van", "von", "der", "den", "bin", "al", "el", "la", "le", "of", "and")
)


@cache
def _words(cls: str) -> frozenset[str]:
    return frozenset(word.lower() for word in lexicon.words_of("voices", cls))


@cache
def _unlike() -> tuple[re.Pattern[str], frozenset[str]]:
    chinese = "|".join(map(re.escape, lexicon.load("voices", "zh")["unlike"]))
    return re.compile(chinese), frozenset(lexicon.load("voices", "en")["unlike"])


@lru_cache(_REMEMBERED)
def bare(label: str) -> str:
    """A label less what is said of the voice in brackets after it: 老张 (主持人) is 老张."""
    return _ASIDE.sub("", label).strip()


@lru_cache(_REMEMBERED)
def is_role(label: str) -> bool:
    """Whether `label` names a voice by its part, numbered or not: 主持人, 说话人 2, Speaker 1, Q."""
    name = bare(label)
    stem = _NUMBERED.sub("", name) if len(name) > 1 else name
    return name.lower() in _words("role") or stem.lower() in _words("role")


@lru_cache(_REMEMBERED)
def is_name(label: str) -> bool:
    """Whether `label` could be what a voice is called: short, and no word of prose or of notes in it."""
    name = bare(label)
    chinese, english = _unlike()
    if is_role(name):
        return True
    if not name or len(name) > 40 or _PUNCTUATION.search(name) or name.lower() in _words("never"):
        return False
    words = _LATIN.findall(_HAN.sub(" ", name))
    if chinese.search(name) or any(word.lower() in english for word in words):
        return False
    han = len(_HAN.findall(name))
    return bool(han or words) and han <= (16 if "·" in name else 8) and _capitalised(words)


def _capitalised(words: list[str]) -> bool:
    return len(words) <= 5 and all(not word[0].islower() or word in _PARTICLES for word in words)


@cache
def _surnames() -> frozenset[str]:
    single, traditional, double = lexicon.read_text("surnames.txt").splitlines()
    return frozenset((*single, *traditional, *double.split()))


@lru_cache(_REMEMBERED)
def is_full_name(label: str) -> bool:
    """Whether `label` is a name by its make: 李雷, 老李, John Smith, A·B."""
    name = bare(label)
    if not is_name(name):
        return False
    if not _HAN.search(name):
        return len(_LATIN.findall(name)) in (2, 3, 4)
    if re.fullmatch(r"[老小阿][\u3400-\u9fff]{1,2}", name):
        return True
    family = 2 if name[:2] in _surnames() else 1
    chinese = name[:family] in _surnames() and 1 <= len(name) - family <= 2
    return "·" in name or (chinese and len(_HAN.findall(name)) == len(name))


def is_heading(text: str) -> bool:
    """Whether a line is a name and nothing else."""
    return 0 < len(text) < 60 and (is_role(text) or is_full_name(text))
