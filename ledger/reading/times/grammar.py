"""The tokens a time expression is made of, as a few regular expressions built from the word files.

All read folded text (`fold`): simplified characters and small letters, offsets unchanged. A token's own
groups stand right behind it, so `match[match.lastindex + 1]` is the first of them. Most of a talk is about
no time at all: `Grammar.spot` passes over it quickly, the full token is tried only where it stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ledger.reading.lexicon import LANGUAGES, load
from ledger.reading.numerals import CHINESE, ENGLISH, ENGLISH_WORDS
from ledger.reading.script import simplify

ROLES = {
    "word": r"(?:year|quarter|month|week|day|century|decade|years|days)[-+]\d(?:\+\d)?|(?:feast|lunar)-.*"
    r"|(?:year|month|century)_.*|ahead|soon|vague|none",
    "prefix": r"passing|next|this|past|previous|coming",
    "loose": r"passing|this|past",
    "close": r"next|previous",
    "part": r"end|start|middle|early|late|(?:first|last)_(?:half|third)|spring|summer|autumn|winter",
    "whole": r"whole_.*",
    "named": r"(?:month|quarter)-name-\d+",
    "suffix": r"within|about|after|before|ago|start_of|since",
    "to": r"to|and",
    "lead": r"lead.*",
    "filler": r"filler",
    "unit": r"unit_(?!short).*",
    "units": r"unit_.*",
    "doubtful": r"doubtful",
    "many": r"many",
}
"""What a word can do in an expression, and the classes of words that can do it."""
WORDS = ("word", "prefix", "part", "whole", "suffix", "to")
"""The kinds of token that are one word of the word files."""


_WIDE = re.compile("[０-９～]")
_NARROW = str.maketrans("０１２３４５６７８９～", "0123456789~")


def fold(text: str) -> str:
    """`text` in simplified characters and small letters, of the same length."""
    small = text.lower()
    plain = simplify(small if len(small) == len(text) else text)
    return plain.translate(_NARROW) if _WIDE.search(plain) else plain


@cache
def classes(role: str) -> Mapping[str, str]:
    """The words of all languages that can play `role`, with the class each belongs to."""
    return {
        word: cls
        for language in LANGUAGES
        for cls, words in load("times", language).items()
        if re.fullmatch(ROLES[role], cls)
        for word in words
    }


def _any_of(words: Iterable[str]) -> str:
    """Any of `words`, the longest first, branching on the first character (a quick no where none begins)."""
    branches: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        branches.setdefault(word[0], []).append(_spaced(word[1:]))
    return "|".join(f"{re.escape(head)}(?:{'|'.join(rest)})" for head, rest in branches.items()) or "(?!)"


def _spaced(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+")


def _of(role: str, language: str) -> list[str]:
    return [word for word in classes(role) if (word[0].isascii() and word[0].isalpha()) == (language == "en")]


def _words(role: str, language: str) -> str:
    found = _any_of(_of(role, language))
    return rf"(?<![a-z])(?:{found})(?![a-z])" if language == "en" else f"(?:{found})"


def _either(role: str) -> str:
    return f"(?:{_words(role, 'zh')}|{_words(role, 'en')})"


_ZH_NUMBER = rf"(?:\d{{1,9}}(?:\.\d{{1,3}})?|[{CHINESE}]{{1,8}}几?|半)"
_ZH_DIGIT = CHINESE[:-5]
_TO_ZH = r" ?(?:到|至|-|—+|–|~) ?"
_EN_NUMBER = (
    rf"(?:(?:\d{{1,9}}(?:\.\d{{1,3}})?|(?:a\s+)?(?:{ENGLISH})|(?:a\s+)?couple(?:\s+of)?|half\s+an?|an?)"
    r"(?:\s+and\s+a\s+half)?)"
)


def _chinese_length() -> str:
    """三到五年, 3-5年, 一年半, 十几个月: groups the last number, its unit, and a half behind it."""
    unit, many, to = _words("unit", "zh"), _words("many", "zh"), _words("to", "zh")
    before = rf"(?:{_ZH_NUMBER} ?{unit}? ?(?:{to}|[、，,或]) ?(?:未来)?){{0,2}}"
    short = "(?<=[半两仨俩])月(?!份)"
    other = "(?!代(?!币|表|理)|[轮级龄纪薪]|计划|规划)"
    last = rf"({_ZH_NUMBER}|{many}) ?[多来余]? ?({unit}|{short}){other}(半)?多?"
    return rf"(?<![\d.第{CHINESE}]){before}{last}"


def _english_length() -> str:
    """Five years, 5-10 years, a year or two: groups the last number, its unit, and what is added behind."""
    unit, number = _words("unit", "en"), rf"(?:{_EN_NUMBER}|{_words('many', 'en')})"
    to = r"(?:\s*(?:to|or|–|—)\s*|(?<=\d)\s?-\s?|[\s-]+(?:to|or)\s+)"
    before = rf"(?<![\d.a-z])(?:{number}(?:[\s-]+{unit})?{to})?"
    return (
        before + rf"({number})[\s-]*(?:more\s+|full\s+)?({unit})(\s+(?:and\s+a\s+half|or\s+(?:two|three)))?"
    )


def _chinese() -> dict[str, str]:
    month = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元"
    return {
        "iso": r"(?<!\d)((?:19|20|21)\d\d)[-/.](1[0-2]|0?[1-9])(?:[-/.]([0-3]?\d))?(?!\d)",
        "year": rf"(?<![\d.])((?:1[5-9]|2[01]) ?\d ?\d|[一二][{_ZH_DIGIT}]{{3}})(?: ?财?年度?(?!代)"
        rf"|(?={_TO_ZH}(?:[12]\d{{3}}|[一二][{_ZH_DIGIT}]{{3}})(?!\d))"
        r"|(?=[和与及、或] ?[12]\d{3} ?年)|(?= ?(?:[上下]半年|全年|年[底初中末]|第?[一二三四1-4]季)))",
        "led_year": rf"(?<=[到至在于]) ?(20\d\d|二[零〇][{_ZH_DIGIT}]{{2}})"
        rf"(?! ?[\d{CHINESE}万亿多余个倍美元%年.])",
        "short_year": rf"(?<![\d.第{CHINESE}])(\d\d|[{_ZH_DIGIT}]{{2}}) ?财?年(?!代)",
        "century": rf"(?<![\d.{CHINESE}])(\d\d?|[{CHINESE}]{{1,8}}) ?世纪",
        "decade": rf"((?:19|20|21)?[1-9]0|[{_ZH_DIGIT}]十|[{_ZH_DIGIT}][零〇]) ?年代",
        "plan": rf"[“\"'‘]?十([一二三四五六七八九])五[”\"'’]?(?![{CHINESE}\d年个天月岁万号日分点])"
        r"(?:规划|计划)?|第十([一二三四五六七八九])个五年(?:规划|计划)",
        "first_months": r"[前头] ?([一二两三四1-4]) ?个?(季)度",
        "quarter": r"(?:第?[一二三四1-4][、和至到-]?)?第?([一二三四1-4首]) ?季"
        r"(?:度|(?=[末初报内])|(?<=第.季))",
        "nth_month": rf"第 ?(\d\d?|[{CHINESE}]{{1,8}}) ?个?月",
        "month": rf"(?<![\d.第{CHINESE}])(?:[一二三四五六七八九][、到至]?(?=[二三四五六七八九十]))?"
        rf"({month}) ?月(?:份|分(?!析))?(?![亮球饼薪嫂子入])",
        "weekday": r"(下下|下|上|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天末])",
        "length": _chinese_length(),
    }


def _english() -> dict[str, str]:
    day = r"([0-3]?\d)(?:st|nd|rd|th)?"
    return {
        "led_year": r"(?<![\w.,$€£¥])(?:(?:fiscal|calendar)\s+(?:year\s+)?|fy\s?)?((?:19|20|21)\d\d)"
        r"(?:(?=\s?[qh][1-4])|(?!\w|[,.]\d|\s?[%万亿千百个年]))",
        "short_year": r"(?:(?<![a-z])fy\s?|(?<=[qh]\d)\s?'?|(?<=\d[qh])\s?'?)(\d\d)(?!\w)",
        "decade": r"(?<![\w$])((?:19|20|21)?[1-9]0)'?s(?![a-z])",
        "century": r"(?<!\w)(\d\d)(?:st|nd|rd|th)\s+century(?![a-z])",
        "quarter": r"(?<![a-z])(?:q\s?([1-4])|(?<!\d)([1-4])q)(?=\D|\d\d(?!\d)|$)",
        "half": r"(?<![a-z])(?:h([12])|(?<!\d)([12])h)(?=\D|\d\d(?!\d)|$)",
        "named_day": rf"(?<!\w){day}\s+(?:of\s+)?(?={_words('named', 'en')})",
        "length": _english_length(),
        "named": rf"(?:the\s+)?({_words('named', 'en')})(?:\s+{day}(?![\w%]|[.,]\d))?",
    }


# What can only follow: a day without its month, a month without its word, the end of what stands before.
_FOLLOWING = {
    "first_months": rf"[前头] ?(\d\d?|[{CHINESE}]{{1,8}}) ?个?(月|季)度?",
    "open_month": rf"(?<=年)(\d\d?)(?={_TO_ZH}\d\d?\s?月)",
    "day": rf"(?<=[月份])(\d\d?|[{CHINESE}]{{1,3}})(?:\s?[日号]|(?={_TO_ZH}|[，。,.！!？?]|\s|$))",
}
_COUNTS = rf"[\d{CHINESE}几半{''.join({word[0] for word in _of('many', 'zh')})}]"


def _tokens() -> dict[str, str]:
    """Every kind of token that can begin an expression, in the order they are tried."""
    zh, en = _chinese(), _english()
    singular = _any_of(word for word in _of("unit", "en") if not word.endswith("s"))
    filler = rf"(?:{_words('filler', 'zh')}|\s){{0,4}}"
    late = ("short_year", "length")
    return {
        "weekday_zh": zh.pop("weekday"),
        "word": _either("word"),
        **{f"{kind}_zh": pattern for kind, pattern in zh.items() if kind not in late},
        **{f"{kind}_en": pattern for kind, pattern in en.items() if kind != "length"},
        "one": rf"(?:the\s+)?({_words('prefix', 'en')})\s+({singular})(?![a-z])",
        "prefix": rf"{_words('loose', 'zh')}(?={filler}{_COUNTS})|{_words('close', 'zh')}(?=\s?{_COUNTS})"
        rf"|{_words('prefix', 'en')}(?=\s)",
        **{f"{kind}_zh": zh[kind] for kind in late},
        "length_en": en["length"],
        "part": _words("part", "en"),
    }


def _spots() -> str:
    """Where a token may begin: every branch starts with a literal character, so the search is quick."""
    rests: dict[str, list[str]] = {}

    def add(words: Iterable[str], guard: str = "") -> None:
        for word in words:
            before = rf"(?<![a-z]{word[0]})" if word[0].isascii() and word[0].isalpha() else ""
            rests.setdefault(word[0], []).append(f"{before}(?={_spaced(word[1:])}{guard})")

    for role in ("word", "named"):
        add(_of(role, "zh"))
        add(_of(role, "en"))
    add(_of("part", "en"))
    add(_of("prefix", "en"), r"\s")
    add(_of("prefix", "zh"), rf"(?:{_words('filler', 'zh')}|\s){{0,4}}{_COUNTS}")
    units = "".join(sorted({word.removeprefix("个")[0] for word in _of("units", "zh")}))
    counting = rf"[\d{CHINESE}几半多来余个财{units}未到至或、，,.~—–\s-]{{0,12}}?[{units}季号日五]"
    units_en = rf"(?:[^.]{{0,30}}?(?:{'|'.join(_of('unit', 'en'))})"
    add([*CHINESE, "半", *_of("many", "zh")], counting)
    add([*ENGLISH_WORDS, *_of("many", "en")], units_en + ")")
    add("0123456789", rf"(?:{counting}|\d{{3}}(?!\d)|0'?s|[qh]|\d?(?:st|nd|rd|th)?\s[a-z]|{units_en}))")
    add(["第", "首", "前", "头"], r".{0,6}?[季月五]")
    add(["周", "星期", "礼拜"], "[一二三四五六日天末]")
    add(["q", "h"], r"\s?[1-4]")
    add(["fy", "fiscal", "calendar", "元月"])
    return "|".join(f"{re.escape(head)}(?:{'|'.join(rest)})" for head, rest in rests.items())


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression: its kind, its class of words ("" where it is none), its groups, its place."""

    kind: str
    cls: str
    groups: tuple[str | None, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Grammar:
    """The regular expressions: where to look, what begins an expression, what leads it in, what follows."""

    spot: re.Pattern[str]
    token: re.Pattern[str]
    lead: re.Pattern[str]
    gap: re.Pattern[str]
    tail: re.Pattern[str]

    def find(self, text: str, at: int) -> Token | None:
        """The first token at or behind `at` that can begin an expression."""
        while spot := self.spot.search(text, at):
            found = self.token.match(text, spot.start())
            if found:
                return _token(found)
            at = spot.start() + 1
        return None

    def follow(self, text: str, at: int) -> Token | None:
        """The token that continues the expression at `at`, if one does."""
        gap = self.gap.match(text, at)
        at = gap.end() if gap else at
        found = self.tail.match(text, at)
        if not found and (self.spot.match(text, at) or text[at : at + 1].isdecimal()):
            found = self.token.match(text, at)
        return _token(found) if found else None

    def leading(self, text: str, start: int, floor: int) -> tuple[int, str]:
        """Where the expression at `start` really begins, and the word that leads it in ("" if none does)."""
        found = self.lead.search(text, max(floor, start - LEAD_REACH), start) if start > floor else None
        return (found.start(), found[1]) if found else (start, "")


LEAD_REACH = 24
"""How many characters a leading word and its fillers may take: "in no more than about", 截止到."""


def _token(found: re.Match[str]) -> Token:
    index = found.lastindex or 0
    kind = found.lastgroup or ""
    role = kind[:-3] if kind[-3:] in ("_zh", "_en") else kind
    cls = classes(role)[" ".join(found[index].split())] if role in WORDS else ""
    return Token(role, cls, found.groups()[index : index + 3], found.start(index), found.end())


def _named(tokens: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in tokens.items())


@cache
def grammar() -> Grammar:
    """The grammar of all languages together: speech mixes them."""
    tail = {
        **_FOLLOWING,
        "suffix": rf"{_either('suffix')}(?![半年天续面期来果备自])",
        "part": _words("part", "zh"),
        "whole": _words("whole", "en"),
        "to": _either("to"),
    }
    filler = rf"(?:{_words('filler', 'en')}\s+){{0,2}}"
    return Grammar(
        spot=re.compile(_spots()),
        token=re.compile(_named(_tokens())),
        lead=re.compile(rf"({_either('lead')})\s{{0,3}}(?:the\s+)?{filler}\Z"),
        gap=re.compile(
            r"(?:(?<=[a-z])-(?=\d{4})|[\s的,]{0,3})(?:(?:of|in|the)\s+){0,3}"
            rf"(?:{_either('filler')}[\s，]?){{0,3}}"
        ),
        tail=re.compile(_named(tail)),
    )
