"""Who speaks in a recording, as far as it is told beside the words: by its metadata, its labels, by the
speakers themselves.

A label that names a known person is one of their spellings (`MZ`, `大卫`, `主持人`); any other label is a
person of its own, kept as written. What a listener would guess is no business of the roster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from ledger.model import AUDIENCE, Document, Person, Recording, Roster
from ledger.reading.calls import TO_SPEAK, find_calls
from ledger.reading.formats.names import bare, is_name, is_role
from ledger.reading.lexicon import load, words_of
from ledger.reading.names import find_mentions, forms_of
from ledger.reading.numbered import name_labels
from ledger.reading.patterns import pattern
from ledger.reading.sounds import sounds

_ASIDE = pattern(r"[(（](?P<inside>[^()（）]{1,60})[)）]\s*\Z")
_SEPARATOR = pattern(r"\s*[，,;；/、]\s*")
_ADDRESSED = pattern(r"(?<![A-Za-z])(?P<name>[A-Z][a-z]{2,11})\s?[，,]?(?:你|您)")
_OFTEN, _BESIDE = 2, 40
_OPENING = 3000
"""Characters from the start within which people introduce themselves to listeners."""
_NAME = pattern(
    r"[\s：:]*(?P<name>[\u3400-\u9fff·]{2,6}|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})(?=[，,。.！!\s]|$)"
)


def find_roster(document: Document) -> Roster:
    """The people of the recording, of the labels in the file, or else those who introduce themselves."""
    people = _of_recording(document.recording)
    labels = dict.fromkeys(mark.label for mark in document.marks if mark.label)
    for label, person in _numbered(document, people, list(labels)).items():
        people = [_also_called(one, label) if one.name == person.name else one for one in people]
    for label in labels:
        people = _with_label(people, label)
    roster = Roster(tuple(people) or tuple(_introduced(document.spoken)))
    if labels:
        return roster
    return _with_forms_of_address(document.spoken, _as_played(document.spoken, roster))


def _as_played(spoken: str, roster: Roster) -> Roster:
    """The roster by the parts that are played: a host who says so is asked by their one guest."""
    if len(roster.people) != 2 or not roster.host or not _cue("exchange").search(spoken[:_OPENING]):
        return roster
    other = {"host": "guest", "guest": "host"}
    return Roster(tuple(replace(person, role=other[person.role]) for person in roster.people))


def _also_called(person: Person, name: str) -> Person:
    return replace(person, aliases=(*person.aliases, name))


def _numbered(document: Document, people: list[Person], labels: list[str]) -> Mapping[str, Person]:
    """Whose voices the numbered labels are, where the recording names people and the labels name nobody."""
    unnamed = [label for label in labels if is_role(label) and bare(label)[-1:].isdigit()]
    if (
        not people
        or not labels
        or len(unnamed) < len(labels)
        or any(is_role(person.name) for person in people)
    ):
        return {}
    return name_labels(document, people, unnamed)


@cache
def _cue(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(word.strip("/") for word in words_of("parts", kind)), re.IGNORECASE)


def _with_forms_of_address(spoken: str, roster: Roster) -> Roster:
    """The roster with the other names by which its guests are addressed.

    A name nobody on the roster has, addressed again and again, is a guest's; whose, is known where all
    other guests are called by their own names beside it.
    """
    if len(roster.guests) < 2:
        return roster
    often = {name: places for name, places in _addressed(spoken).items() if len(places) >= _OFTEN}
    known = {mention.start for mention in find_mentions(spoken, roster)} if often else set()
    for name, places in often.items():
        free = [] if places & known else _not_called_beside(spoken, roster, places)
        if len(free) == 1:
            return Roster(tuple(_also_called(one, name) if one is free[0] else one for one in roster.people))
    return roster


def _not_called_beside(spoken: str, roster: Roster, places: set[int]) -> list[Person]:
    """The guests whom nobody calls by name near the given offsets."""
    calls = [call for call in find_calls(spoken, roster) if call.part in TO_SPEAK]
    beside = {call.person for call in calls for place in places if abs(call.start - place) < _BESIDE}
    return [person for person in roster.guests if person.name not in beside]


def _addressed(spoken: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for match in _ADDRESSED.finditer(spoken):
        found.setdefault(match["name"], set()).add(match.start())
    return found


def speaker_of(label: str, roster: Roster) -> str:
    """The name of the person a label stands for; the label itself where it stands for nobody known."""
    if bare(label).lower() in _part("audience"):
        return AUDIENCE
    for person in roster.people:
        if label in (person.name, *person.aliases):
            return person.name
    return label


@cache
def _part(kind: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words_of("parts", kind))


def _of_recording(recording: Recording) -> list[Person]:
    host = [Person(recording.host, "host")] if recording.host else []
    return host + [Person(guest) for guest in recording.guests if guest != recording.host]


def _with_label(people: list[Person], label: str) -> list[Person]:
    """The people with one more label: as another spelling of one of them, or as somebody else."""
    if bare(label).lower() in _part("audience"):
        return people
    found = _named_by(label, people)
    if found is None:
        return [
            *people,
            Person(bare(label) if not is_role(label) else label, _role(label), _spellings(label)),
        ]
    known = (*found.aliases, *(one for one in (label, *_spellings(label)) if one != found.name))
    return [replace(one, aliases=tuple(dict.fromkeys(known))) if one is found else one for one in people]


def _role(label: str) -> str:
    words = {bare(label).lower(), *(word.lower() for word in _asides(label))}
    return "host" if words & _part("host") else "guest"


def _asides(label: str) -> tuple[str, ...]:
    aside = _ASIDE.search(label)
    return tuple(_SEPARATOR.split(aside["inside"])) if aside else ()


def _spellings(label: str) -> tuple[str, ...]:
    """The other spellings a label gives in brackets: （David Rosenthal，以下简称大卫）."""
    parts = "|".join(map(re.escape, _part("short")))
    asides = (re.sub(rf"^(?:{parts})[：:\s]*", "", word, flags=re.IGNORECASE) for word in _asides(label))
    spelled = [word for word in asides if word.lower() not in _part("host") | _part("guest")]
    return tuple(dict.fromkeys(([label] if bare(label) != label else []) + spelled))


def _named_by(label: str, people: list[Person]) -> Person | None:
    """The one person a label names, None where it is nobody or could be several."""
    name = bare(label)
    for test in (_is_spelling, _is_part, _is_short_form, _is_initials, _sounds_like):
        found = [person for person in people if test(name, person)]
        if len(found) == 1:
            return found[0]
    return _by_role(name, people)


def _by_role(name: str, people: list[Person]) -> Person | None:
    for role in ("host", "guest"):
        if name.lower() in _part(role):
            able = [person for person in people if person.role == role]
            return able[0] if len(able) == 1 else None
    return None


def _is_spelling(name: str, person: Person) -> bool:
    return name.lower() in (one.lower() for one in (person.name, *person.aliases))


def _is_part(name: str, person: Person) -> bool:
    parts = (part for one in (person.name, *person.aliases) for part in re.split(r"[·\s]+", one))
    return not is_role(name) and name.lower() in (part.lower() for part in parts)


def _is_short_form(name: str, person: Person) -> bool:
    forms = forms_of(person)
    if is_role(name) or is_role(person.name):
        return False
    if name.lower() in {form.lower() for form in (*forms.spelled, *forms.latin)}:
        return True
    return any(name.startswith(form) and name in forms.addressed(form) for form in forms.titled)


def _is_initials(name: str, person: Person) -> bool:
    initials = "".join(part[0] for part in re.split(r"[\s.]+", person.name) if part)
    return (
        len(name) > 1 and name.isascii() and name.replace(".", "").upper() == initials.upper() == name.upper()
    )


def _sounds_like(name: str, person: Person) -> bool:
    """Whether one is the other's name in pinyin: Yu and 老于, Li Lu and 李录."""
    latin, chinese = (name, person.name) if name.isascii() else (person.name, name)
    if not latin.isascii() or chinese.isascii() or is_role(name):
        return False
    letters = re.sub(r"[^a-z]", "", latin.lower())
    forms = forms_of(Person(chinese))
    return any(letters == sounds().pinyin(form) for form in (*forms.spelled, *forms.titled, chinese[1:]))


def _introduced(spoken: str) -> Iterator[Person]:
    """Those who give listeners their name at the start; the first of several leads the talk."""
    found = _cue("introduces").finditer(spoken[:_OPENING])
    names = _first(_NAME.match(spoken, one.end()) for one in found)
    for i, name in enumerate(dict.fromkeys(names)):
        yield Person(name, "guest" if i else "host")


def _first(found: Iterable[re.Match[str] | None]) -> list[str]:
    return [_without_role(match["name"]) for match in found if match and is_name(match["name"])]


def _without_role(name: str) -> str:
    """A name without the role said before it: 主持人张伟."""
    roles = (role for role in load("fields", "zh")["host"] if name.startswith(role))
    return name.removeprefix(max(roles, key=len, default="")) or name
