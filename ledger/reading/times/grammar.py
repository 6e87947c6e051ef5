"""The tokens a time expression is made of, as a few regular expressions built from the word files.

All read folded text (`fold`): simplified characters and small letters, offsets unchanged. A token's own
groups stand right behind it, so `match[match.lastindex + 1]` is the first of them. Most of a talk is about
no time at all: `Spots` passes over it quickly, the full token is tried only where one can begin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ledger.reading.numerals import CHINESE, ENGLISH
from ledger.reading.patterns import pattern
from ledger.reading.times.spots import Seen, Spots, spots_of_time
from ledger.reading.times.words import COUNTS, WORDS, any_of, classes, either, pattern_of, words_of

_ZH_NUMBER = rf"(?:\d{{1,9}}(?:\.\d{{1,3}})?|[{CHINESE}]{{1,8}}几?|半)"
_ZH_DIGIT = CHINESE[:-5]
_WEEKDAY = r"(下下|下|上|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天末])"
_TO_ZH = r" ?(?:到|至|-|—+|–|~) ?"
_EN_NUMBER = (
    rf"(?:(?:\d{{1,9}}(?:\.\d{{1,3}})?|(?:a\s+)?(?:{ENGLISH})|(?:a\s+)?couple(?:\s+of)?|half\s+an?|an?)"
    r"(?:\s+and\s+a\s+half)?)"
)


def _chinese_length() -> str:
    """三到五年, 3-5年, 一年半, 十几个月: groups the last number, its unit, and a half behind it."""
    unit, many, to = pattern_of("unit", "zh"), pattern_of("many", "zh"), pattern_of("to", "zh")
    before = rf"(?:{_ZH_NUMBER} ?{unit}? ?(?:{to}|[、，,或]) ?(?:未来)?){{0,2}}"
    short = "(?<=[半两仨俩])月(?!份)"
    other = "(?!代(?!币|表|理)|[轮级龄纪薪]|计划|规划)"
    last = rf"({_ZH_NUMBER}|{many}) ?[多来余]? ?({unit}|{short}){other}(半)?多?"
    return rf"(?<![\d.第{CHINESE}]){before}{last}"


def _english_length() -> str:
    """Five years, 5-10 years, a year or two: groups the last number, its unit, and what is added behind."""
    unit, number = pattern_of("unit", "en"), rf"(?:{_EN_NUMBER}|{pattern_of('many', 'en')})"
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
        "length": _chinese_length(),
    }


def _english() -> dict[str, str]:
    day = r"([0-3]?\d)(?:st|nd|rd|th)?"
    return {
        "led_year": r"(?<![\w.,$€£¥])(?:(?:fiscal|calendar)\s+(?:year\s+)?|fy\s?)?((?:19|20|21)\d\d)"
        r"(?:(?=\s?[qh][1-4])|(?!\w|[,.]\d|\s?[%万亿千百个年]))",
        "short_year": r"(?:(?:(?<![a-z])(?:fy|fiscal(?:\s+year)?)|(?<=[qh]\d)|(?<=\d[qh]))\s?['’]?"
        r"|(?<=(?:in|of|by)\s)['’])(\d\d)(?!\w)",
        "decade": r"(?<![\w$])((?:19|20|21)?[1-9]0)'?s(?![a-z])",
        "century": r"(?<!\w)(\d\d)(?:st|nd|rd|th)\s+century(?![a-z])",
        "quarter": r"(?<![a-z])(?:q\s?([1-4])(?![\da-z])|(?<!\d)([1-4])q(?=\D|\d\d(?!\d)|$))",
        "half": r"(?<![a-z])(?:h([12])(?![\da-z])|(?<!\d)([12])h(?=\D|\d\d(?!\d)|$))",
        "named_day": rf"(?<!\w){day}\s+(?:of\s+)?(?={pattern_of('named', 'en')})",
        "length": _english_length(),
        "named": rf"(?:the\s+)?({pattern_of('named', 'en')})(?:\s+{day}(?![\w%]|[.,]\d))?",
    }


# What can only follow: a day without its month, a month without its word, the end of what stands before.
_FOLLOWING = {
    "first_months": rf"[前头] ?(\d\d?|[{CHINESE}]{{1,8}}) ?个?(月|季)度?",
    "open_month": rf"(?<=年)(\d\d?)(?={_TO_ZH}\d\d?\s?月)",
    "day": rf"(?<=[月份])(\d\d?|[{CHINESE}]{{1,3}})(?:\s?[日号]|(?={_TO_ZH}|[，。,.！!？?]|\s|$))",
}


def _tokens() -> dict[str, str]:
    """The tokens that are no word of time, in the order they are tried."""
    zh, en = _chinese(), _english()
    singular = any_of(word for word in words_of("unit", "en") if not word.endswith("s"))
    filler = rf"(?:{pattern_of('filler', 'zh')}|\s){{0,4}}"
    late = ("short_year", "length")
    return {
        **{f"{kind}_zh": expression for kind, expression in zh.items() if kind not in late},
        **{f"{kind}_en": expression for kind, expression in en.items() if kind != "length"},
        "one": rf"(?:the\s+)?({pattern_of('prefix', 'en')})\s+({singular})(?![a-z])"
        r"(?:\s+or\s+(two|three)(?![a-z]))?",
        "prefix_zh": rf"{pattern_of('loose', 'zh')}(?={filler}{COUNTS})"
        rf"|{pattern_of('close', 'zh')}(?=\s?{COUNTS})",
        "prefix_en": rf"{pattern_of('prefix', 'en')}(?=\s)",
        **{f"{kind}_zh": zh[kind] for kind in late},
        "length_en": en["length"],
        "part": pattern_of("part", "en"),
    }


def _beginning() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The tokens that can begin with a letter, with a Chinese character, and with anything else."""
    tokens = _tokens()
    latin = {kind: one for kind, one in tokens.items() if not kind.endswith("_zh")}
    chinese = {kind: one for kind, one in tokens.items() if kind.endswith("_zh")}
    return pattern(_named(latin)), pattern(_named(chinese)), pattern(_named(tokens))


class Token(NamedTuple):
    """A piece of an expression: its kind, its class of words ("" where it is none), its groups, its place."""

    kind: str
    cls: str
    groups: tuple[str | None, ...]
    start: int
    end: int


class Grammar(NamedTuple):
    """The regular expressions: where to look, what begins an expression, what leads it in, what follows."""

    spots: Spots
    weekday: re.Pattern[str]
    latin: re.Pattern[str]
    chinese: re.Pattern[str]
    other: re.Pattern[str]
    lead: re.Pattern[str]
    gap: re.Pattern[str]
    tail: re.Pattern[str]


class Reading(NamedTuple):
    """A text (folded) as the grammar reads it."""

    text: str
    rules: Grammar
    seen: Seen

    def begin(self, at: int) -> Token | None:
        """The token at `at`, if an expression can begin with it."""
        rules, first = self.rules, self.text[at]
        found = rules.weekday.match(self.text, at)
        if not found and at in self.seen.words:
            end = self.seen.words[at]
            return Token("word", _class_of("word", self.text[at:end]), (), at, end)
        tokens = rules.latin if "a" <= first <= "z" else rules.chinese if first > "\u2e80" else rules.other
        found = found or tokens.match(self.text, at)
        return _token(found) if found else None

    def follow(self, at: int) -> Token | None:
        """The token that continues the expression at `at`, if one does."""
        gap = self.rules.gap.match(self.text, at)
        at = gap.end() if gap else at
        found = self.rules.tail.match(self.text, at)
        if found:
            return _token(found)
        # A digit may always begin one: 1Q25.
        begins = at in self.seen.starts or self.text[at : at + 1].isdecimal()
        return self.begin(at) if begins else None

    def leading(self, start: int, floor: int) -> tuple[int, str]:
        """Where the expression at `start` really begins, and the word that leads it in ("" if none does)."""
        if start <= floor:
            return start, ""
        found = self.rules.lead.search(self.text, max(floor, start - LEAD_REACH), start)
        return (found.start(), found[1]) if found else (start, "")


LEAD_REACH = 24
"""How many characters a leading word and its fillers may take: "in no more than about", 截止到."""


def _token(found: re.Match[str]) -> Token:
    index = found.lastindex or 0
    kind = found.lastgroup or ""
    role = kind[:-3] if kind[-3:] in ("_zh", "_en") else kind
    cls = _class_of(role, found[index]) if role in WORDS else ""
    return Token(role, cls, found.groups()[index : index + 3], found.start(index), found.end())


def _class_of(role: str, word: str) -> str:
    return classes(role)[" ".join(word.split())]


def _named(tokens: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{kind}>{expression})" for kind, expression in tokens.items())


def read(text: str) -> Reading:
    """A folded text to be read by the grammar of all languages together: speech mixes them."""
    rules = _rules_of_time()
    return Reading(text, rules, rules.spots.see(text))


@cache
def _rules_of_time() -> Grammar:
    tail = {
        **_FOLLOWING,
        "suffix": rf"{either('suffix')}(?![半年天续面期来果备自])",
        "part": pattern_of("part", "zh"),
        "whole": pattern_of("whole", "en"),
        "to": either("to"),
    }
    filler = rf"(?:{pattern_of('filler', 'en')}\s+){{0,2}}"
    latin, chinese, other = _beginning()
    return Grammar(
        spots=spots_of_time(),
        weekday=pattern(_named({"weekday": _WEEKDAY})),
        latin=latin,
        chinese=chinese,
        other=other,
        lead=pattern(rf"({either('lead')})\s{{0,3}}(?:the\s+)?{filler}\Z"),
        gap=pattern(
            r"(?:(?<=[a-z])-(?=\d{4})|(?<=[a-z])['’]s\s|[\s的,]{0,3})(?:(?:of|in|the)\s+){0,3}"
            rf"(?:{either('filler')}[\s，]?){{0,3}}"
        ),
        tail=pattern(_named(tail)),
    )
