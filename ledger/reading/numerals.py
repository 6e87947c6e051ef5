"""Numbers as people say and write them, in Chinese and English, and the far end of a vague one.

Kept apart from the times because it knows nothing of them: 两三, 十五六, 二零二六, 廿五, "twenty-five".
"""

from __future__ import annotations

import re
from functools import lru_cache

from ledger.reading.patterns import pattern

_DIGITS = {char: value for value, chars in enumerate(
    ("零〇○", "一", "二两俩", "三仨", "四", "五", "六", "七", "八", "九")
) for char in chars}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_SHORT = {"廿": "二十", "卅": "三十"}
CHINESE = "".join(_DIGITS) + "十百千" + "".join(_SHORT)
"""Every character a Chinese whole number is written with (below ten thousand)."""

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_DECADES = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * value for value, word in enumerate(_DECADES, 2)},
    **{"a": 1, "an": 1, "couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000, "half": 0.5},
}
ENGLISH_WORDS = (*_UNITS[1:], *_DECADES, "a", "an", "couple", "half", "hundred", "thousand", "dozen")
"""Every word an English number can begin with."""
ENGLISH = r"(?:{tens})(?:[\s-](?:{ones}))?|{ones}|{teens}|hundred|thousand|dozen".format(
    tens="|".join(_DECADES), ones="|".join(_UNITS[1:10]), teens="|".join(_UNITS[10:])
)
"""A regular expression for an English whole number below a hundred, or a round word."""

# 两三, 三五, 十五六, 七八十: the second digit is the first plus one (or 三五), and means "up to".
_ABOUT = pattern(r"(.*?)([一二两三四五六七八])([二两三四五六七八九])([十百千]?)")


def digits(text: str) -> int | None:
    """The number whose digits are said one by one (二零二六, 2 0 2 6), None if it is not so said."""
    found = [str(_DIGITS.get(char, char)) for char in text if not char.isspace()]
    whole = "".join(found)
    return int(whole) if whole.isdecimal() and len(whole) < 10 else None


def _counted(text: str) -> float | None:
    """The number said with tens and hundreds: 三百二十, 十五, 两千."""
    total, last = 0, -1
    for char in "".join(_SHORT.get(char, char) for char in text):
        if char in _DIGITS:
            last = _DIGITS[char]
        elif char in _TENS:
            total += (1 if last < 0 else last) * _TENS[char]
            last = -1
        else:
            return None
    return float(total + max(last, 0))


def _about(text: str) -> float | None:
    found = _ABOUT.fullmatch(text)
    if not found:
        return None
    first, second = _DIGITS[found[2]], _DIGITS[found[3]]
    if second != first + 1 and (first, second) != (3, 5):
        return None
    return _counted(found[1] + found[3] + found[4])


def _english(text: str) -> float | None:
    said = re.split(r"[\s-]+", text)
    if said[-3:] == ["and", "a", "half"]:
        whole = _english(" ".join(said[:-3])) if said[:-3] else None
        return None if whole is None else whole + 0.5
    parts = [_WORDS.get(part) for part in said]
    known = [part for part in parts if part is not None]
    return float(sum(known)) if known and len(known) == len(parts) else None


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """The number that `text` says, the far end of a vague one (两三 is 3), None if it says none.

    `text` is in simplified characters or small letters: "15", "1.5", "十五", "两三", "廿", "twenty-five",
    "a couple of", "十几" (19, the last of the teens). 几 and 若干 alone say none.
    """
    text = " ".join(text.split()).removesuffix(" of")
    text = text if text == "a" else text.removeprefix("a ")
    if text[:1].isdecimal() and text.replace(".", "", 1).isdecimal():
        return float(text)
    if text == "半" or text.startswith("half a"):
        return 0.5
    if text == "十几":
        return 19.0
    if not text or text[0] not in CHINESE:
        return _english(text)
    about = _about(text)
    if about is None and len(text) > 1 and not set(text) & set("十百千廿卅"):
        return digits(text)
    return _counted(text) if about is None else about
