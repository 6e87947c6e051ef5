"""A claim as one plain sentence: what only speech has falls away, and no word is put in its place.

The words themselves stay those of the transcript, in its script; only a horizon taken from the question may
stand before them, and marks of punctuation change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ledger.reading.lexicon import LANGUAGES, load
from ledger.reading.patterns import pattern
from ledger.reading.segmenting import words

_HAN = "\u3400-\u9fff"
_WIDE = (("\u3000", "\u303f"), ("\u3400", "\u9fff"), ("\uff00", "\uffef"))
_BLANKS = pattern(r"\s+")
_SPLIT_YEAR = pattern(r"(?<![\d.])([12](?:\s?\d){3})(?=\s?年)")
# Speech recognition ends a paragraph in the middle of a sentence, with a stop that nobody spoke.
_OPEN_PARAGRAPH = pattern(r"(?<=[种種个個些])[。.]\s*\n\s*\n\s*|(?<=[A-Za-z])[。.]\s*\n\s*\n\s*(?=[A-Za-z])")
_PARAGRAPH = pattern(r"[。.，,]?\s*\n\s*\n\s*")
_INNER_STOP = pattern(r"[。；](?=.)")
_MARKS = pattern(r"[，、；：。！？\s]{2,}")
_TWICE = pattern(r"(\w)[，、,]\s?\1")
_PHRASE = 8
"""A phrase that is said again has no more characters."""
_EDGE = "，、；：。,;:.…—-！! "
_PAUSE = "，、。；：,;…"


TAIL = 16
"""How many characters at the end of a sentence may hold the particle that ends it."""


def joined(text: str) -> str:
    """`text` on one line: breaks and blanks fall away beside Chinese characters, elsewhere one stays."""
    return _BLANKS.sub(_blank, text.strip())


def _blank(found: re.Match[str]) -> str:
    """What becomes of blanks between two characters."""
    beside = found.string[found.start() - 1], found.string[found.end()]
    return "" if any(map(_is_wide, beside)) else " "


def _is_wide(character: str) -> bool:
    """Whether it is Chinese, or one of the marks and letters as broad as Chinese characters."""
    return any(first <= character <= last for first, last in _WIDE)


def statement(words: str, horizon: str = "") -> str:
    """The plain sentence for a claim's `words`; `horizon` is what the question set, put in front if unsaid.

    Words that are nothing but fillers are given back as they are; blank ones give "".
    """
    line = _trim(_fluent(_one_line(words))) or joined(words)
    if not line:
        return ""
    if horizon and horizon not in line:
        line = f"{joined(horizon)}{'，' if _is_chinese(line) else ', '}{line}"
    return _closed(line)


def _one_line(words: str) -> str:
    line = _OPEN_PARAGRAPH.sub(" ", words.replace("**", ""))
    line = joined(_PARAGRAPH.sub(lambda _: "，" if _is_chinese(words) else " ", line))
    return _SPLIT_YEAR.sub(lambda year: _BLANKS.sub("", year[0]), line)


def _fluent(line: str) -> str:
    """`line` without sounds of thinking, stammers and words said again."""
    forms = _forms()
    line = forms.sound.sub("", line)
    line = forms.tag.sub("，", line)
    line = forms.pause.sub("", line)
    line = _said_once(line, forms)
    if forms.doubled.search(line):
        line = "".join(_unstammered(words(line), forms))
    return _MARKS.sub(lambda marks: marks[0].strip()[:1] or marks[0], line)


def _said_once(line: str, forms: _Forms) -> str:
    """`line` without words and phrases said again; a quick look spares most lines the slow expressions."""
    if _TWICE.search(line):
        line = forms.again.sub(r"\g<once>", line)
    if _has_pair_again(line):
        line = forms.phrase.sub(r"\g<once>", line)
    return forms.latin.sub(r"\g<once>", line) if " " in line else line


def _has_pair_again(line: str) -> bool:
    """Whether two characters come again so soon that a phrase may have been said twice."""
    last: dict[tuple[str, str], int] = {}
    for at, pair in enumerate(pairwise(line)):
        if at - last.get(pair, -len(line)) <= _PHRASE + 2:
            return True
        last[pair] = at
    return False


def _unstammered(tokens: list[str], forms: _Forms) -> Iterable[str]:
    """The words without those that only begin the next one: 我我, 未未来, 可可能 (but not 智能能够)."""
    for word, following in zip(tokens, [*tokens[1:], ""], strict=True):
        doubled = word == 2 * word[:1] and word[:1] + following[:1] in forms.stems
        token = word[:1] if doubled else word
        said_again = token == following and token in forms.singles
        begun = len(token) == 1 and following[:1] == token and following[:2] in forms.stems
        if not said_again and not begun:
            yield token


def _trim(line: str) -> str:
    """`line` without the connectives at its beginning and the particles at its end."""
    forms = _forms()
    while True:
        shorter = forms.lead.sub("", line.strip(_EDGE), count=1)
        shorter = shorter[:-TAIL] + forms.tail.sub("", shorter[-TAIL:], count=1).rstrip(_EDGE)
        if shorter == line:
            return line
        line = shorter


def _is_chinese(line: str) -> bool:
    """Whether Chinese characters make up a good part of `line` (mixed speech is written as Chinese)."""
    # A Chinese character takes two bytes more than a letter.
    return 2 * (len(line.encode()) - len(line)) > len(line)


def _closed(line: str) -> str:
    """`line` as one sentence with its stop; in English with a capital."""
    if line[-1] in "？?":
        return line
    if _is_chinese(line):
        return _INNER_STOP.sub("；", line) + "。"
    return line[0].upper() + line[1:] + "."


class _Forms(NamedTuple):
    """The expressions made of the word files, and the words that are at times stammered."""

    sound: re.Pattern[str]
    tag: re.Pattern[str]
    pause: re.Pattern[str]
    again: re.Pattern[str]
    phrase: re.Pattern[str]
    latin: re.Pattern[str]
    doubled: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    singles: frozenset[str]
    stems: frozenset[str]


def _any(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first; Latin words only whole."""
    ordered = sorted(words, key=len, reverse=True)
    chinese = (word[1:-1] if word[0] == "/" else word for word in ordered if not word.isascii())
    latin = "|".join(re.escape(word) for word in ordered if word.isascii())
    return "|".join([*chinese, *([rf"(?i:(?<![\w'’-])(?:{latin})(?![\w'’-]))"] if latin else [])])


@cache
def _forms() -> _Forms:
    files = [load("fillers", language) for language in LANGUAGES]
    words = {cls: [word for file in files for word in file.get(cls, ())] for file in files for cls in file}
    either = {cls: _any(listed) for cls, listed in words.items()}
    single = "".join(words["stammered"])
    expressions = {
        # After 的 or 这种 the sound alone made the pause; elsewhere the comma stays.
        "sound": rf"(?<=[的种種个個些么麼去在把])(?:{either['sound']})[，,]|(?:{either['sound']})",
        "tag": rf"[{_PAUSE}]?(?:{either['tag']})[{_PAUSE}]?(?![？?])",
        "pause": rf"(?:(?<=[{_PAUSE}])|(?<=[{_PAUSE}] )|^)(?:{either['pause']})[{_PAUSE}]\s?",
        # One character is said again only from pause to pause; two and more wherever they are.
        "again": rf"(?<![{_HAN}])(?P<once>[{_HAN}])(?:[，、,]\s?(?P=once))+",
        "phrase": rf"(?!{either['emphasis']})(?P<once>[{_HAN}]{{2,{_PHRASE}}}?)(?:[，、,]?\s?(?P=once))+",
        "latin": rf"(?i)(?!{either['emphasis']})(?<![\w'’])(?P<once>[a-z]+(?:['’ ][a-z]+){{0,3}}?)"
        r"(?:,?\s(?P=once)(?![\w'’]))+",
        "doubled": rf"(?P<once>[{single}{''.join(word[0] for word in words['stem'])}])(?P=once)",
        "lead": rf"^(?!{either['kept']})(?:{either['lead']})[{_PAUSE}\s]*",
        "tail": rf"[{_PAUSE}\s]*(?:{either['tail']})$",
    }
    compiled = {name: pattern(text) for name, text in expressions.items()}
    return _Forms(**compiled, singles=frozenset(words["stammered"]), stems=frozenset(words["stem"]))
