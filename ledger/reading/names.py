"""Where the people of a roster are named, however the name is written.

A name is met in its forms (in full, the given name, a surname with a title, a nickname), as spelled or as
it sounds. What merely sounds near it is kept as a doubtful mention, which counts only where the words
around it call somebody up: another person's name can sound nearer than a true variant does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from ledger.model import Person, Roster
from ledger.reading.lexicon import words_of
from ledger.reading.patterns import pattern
from ledger.reading.sounds import sounds

SPELLED, SOUNDED, NEAR = 2, 1, 0
"""How sure a mention is: as spelled on the roster, as it sounds, or only near that."""
_HAN = pattern(r"[\u3400-\u9fff]+")
_LATIN = pattern(r"[A-Za-z][A-Za-z'’-]+")
_PAUSE = "[，,。.\\s呃嗯啊]{0,2}"
_ALIKE = 0.75


@dataclass(frozen=True)
class Mention:
    """A person named in the text: offsets with the title, and how sure it is (SPELLED, SOUNDED, NEAR)."""

    start: int
    end: int
    person: str
    sureness: int


def words(kind: str) -> tuple[str, ...]:
    """The words of a class of the word files on names, in all languages."""
    return words_of("names", kind)


@cache
def _titles() -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words("titles")), key=len, reverse=True)) + ")"


@cache
def _heard_titles() -> str:
    """Titles as they sound; a title of one syllable sounds like too many other words."""
    return sounds().of("(?:" + "|".join(title for title in words("titles") if len(title) > 1) + ")")


@dataclass(frozen=True)
class Forms:
    """How one person may be named: `spelled` alone, `titled` only before a title, `latin` by its letters."""

    spelled: tuple[str, ...]
    titled: tuple[str, ...]
    latin: tuple[str, ...]

    def addressed(self, form: str) -> tuple[str, ...]:
        """A titled form with what makes it a name: 李老师, 老李."""
        after = (form + title for title in words("titles"))
        return (*after, *(before + form for before in words("familiar")))


@lru_cache(1000)
def forms_of(person: Person) -> Forms:
    """The forms of a person's name and other spellings, the longest first."""
    spelled: dict[str, None] = {}
    titled: dict[str, None] = {}
    latin: dict[str, None] = {}
    for name in (person.name, *person.aliases):
        latin.update(dict.fromkeys([name] if _LATIN.fullmatch(name) else _LATIN.findall(name)))
        for part in _HAN.findall(name):
            for kind, form in _chinese_forms(part):
                (spelled if kind == "spelled" else titled)[form] = None
    return Forms(*(tuple(sorted(found, key=len, reverse=True)) for found in (spelled, titled, latin)))


def _chinese_forms(name: str) -> Iterator[tuple[str, str]]:
    bare = re.sub(_titles() + "$", "", name)
    if bare and bare != name:
        yield "spelled", name
        yield "titled", bare if len(bare) < 3 else bare[-1]
        return
    if len(name) == 1:
        yield "titled", name
        return
    yield "spelled", name
    if name[0] in words("familiar") and len(name) == 2:
        return
    if len(name) >= 5:
        yield "spelled", name[:3]
    surname = 2 if name[:2] in words("compound") else 1
    if len(name) in (surname + 1, surname + 2):
        yield "titled", name[:surname]
        yield ("spelled" if len(name) == surname + 2 else "titled"), name[surname:]


def _pattern(form: str) -> str:
    """An expression over sounds for a form; one of three syllables and more may be broken by pauses."""
    syllables = [re.escape(sound) for sound in sounds().of(form)]
    return _PAUSE.join(syllables) if len(syllables) > 2 else "".join(syllables)


@dataclass(frozen=True)
class _Search:
    """What finds one person: as spelled, as sounded, and by sounds of which one is only near the right one.

    `near` are the sounds of forms, and whether that holds for them: of what needs a title it does not.
    """

    person: str
    spelled: re.Pattern[str] | None
    sounded: re.Pattern[str] | None
    near: tuple[tuple[str, bool], ...]


def _search(person: Person, shared: set[str]) -> _Search:
    """What finds a person; `shared` forms name several people, and so nobody."""
    forms = forms_of(person)
    spelled = [form for form in forms.spelled if form not in shared]
    titled = [form for form in forms.titled if form not in shared]
    heard = [form for form in spelled if len(form) > 1]
    with_title = [re.escape(form) + _titles() for form in titled]
    familiar = [re.escape(before + form) for form in titled for before in words("familiar")]
    return _Search(
        person.name,
        _any([*map(re.escape, spelled), *with_title, *familiar]),
        _any([*map(_pattern, heard), *(_pattern(form) + _heard_titles() for form in titled)]),
        tuple((sounds().of(form), form in heard) for form in (*heard, *titled)),
    )


def _any(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None


def find_mentions(text: str, roster: Roster, doubtful: Iterable[int] = ()) -> tuple[Mention, ...]:
    """Every place where somebody on the roster is named, in order, the surest reading of each place.

    What only sounds near a name is looked for at the offsets `doubtful` alone.
    """
    shared = _shared_forms(roster)
    searches = [_search(person, shared) for person in roster.people]
    heard, title = sounds().of(text), re.compile(_titles())
    found = list(_latin_mentions(text, roster, shared))
    for search in searches:
        for expression, source, sureness in (
            (search.spelled, text, SPELLED),
            (search.sounded, heard, SOUNDED),
        ):
            for match in expression.finditer(source) if expression else ():
                after = title.match(text, match.end())
                end = after.end() if after else match.end()
                found.append(Mention(match.start(), end, search.person, sureness))
    found.extend(_near_mentions(heard, searches, doubtful))
    return _surest(found)


def _shared_forms(roster: Roster) -> set[str]:
    counts: Counter[str] = Counter()
    for person in roster.people:
        forms = forms_of(person)
        counts.update({*forms.spelled, *forms.titled, *forms.latin})
    return {form for form, count in counts.items() if count > 1}


def _near_mentions(heard: str, searches: list[_Search], offsets: Iterable[int]) -> Iterator[Mention]:
    """What sounds near a name at the offsets; forms are looked up by the sounds they may begin with."""
    beginnings: dict[str, list[tuple[str, bool, str]]] = {}
    for search in searches:
        for form, loosely in search.near:
            for sound in sounds().near(form[0]) if loosely else form[0]:
                beginnings.setdefault(sound, []).append((form, loosely, search.person))
    for offset in offsets:
        met: set[str] = set()
        for form, loosely, person in beginnings.get(heard[offset : offset + 1], ()):
            if person not in met and _sounds_near(heard[offset : offset + len(form)], form, loosely):
                met.add(person)
                yield Mention(offset, offset + len(form), person, NEAR)


def _sounds_near(heard: str, form: str, loosely: bool) -> bool:
    """Whether the sounds are a form's; `loosely`, one of them may be only near the right one."""
    if heard == form or len(heard) < len(form):
        return heard == form
    other = [(one, right) for one, right in zip(heard, form, strict=True) if one != right]
    return loosely and len(other) == 1 and other[0][0] in sounds().near(other[0][1])


def _latin_mentions(text: str, roster: Roster, shared: set[str]) -> Iterator[Mention]:
    """Names in Latin letters, with the slips of recognisers (a doubled letter, a lost one)."""
    forms = {
        form.lower(): person.name
        for person in roster.people
        for form in forms_of(person).latin
        if form not in shared
    }
    if not forms:
        return
    known: dict[str, tuple[str, int] | None] = {}
    for match in _LATIN.finditer(text):
        word = match[0].lower().removesuffix("'s").removesuffix("’s")
        if word not in known:
            known[word] = _latin_reading(word, forms)
        reading = known[word]
        if reading:
            yield Mention(match.start(), match.end(), *reading)


def _latin_reading(word: str, forms: dict[str, str]) -> tuple[str, int] | None:
    if word in forms:
        return forms[word], SPELLED
    for form, person in forms.items():
        alike = len(word) > 2 and word[0] == form[0] and SequenceMatcher(None, word, form).ratio()
        if alike and alike >= _ALIKE:
            return person, SOUNDED if alike > 0.9 else NEAR
    return None


def _surest(found: list[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda one: (-one.sureness, one.start - one.end, one.start)):
        place = range(mention.start, mention.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda one: one.start))
