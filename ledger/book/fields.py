"""Which fields of a claim people may set, and how what they write is read into what the ledger keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from ledger.book.outcome import LONGEST, storable
from ledger.dates import PartialDate
from ledger.errors import BadInput
from ledger.model import CERTAINTIES, KINDS, TOPICS

MACHINE = None
"""The value of an edit that lets the machine's word show again."""


def checked(changes: Mapping[str, object | None]) -> dict[str, str | None]:
    """The changes as the ledger writes them; raises BadInput with a line for every one not accepted."""
    values: dict[str, str | None] = {}
    wrong = []
    for field, value in changes.items():
        try:
            if field not in _READERS:
                raise BadInput(f"'{field}' can't be edited: the fields are {', '.join(EDITABLE)}")
            values[field] = MACHINE if value is MACHINE and field != "status" else _READERS[field](value)
        except BadInput as error:
            wrong.append(str(error))
    if wrong:
        raise BadInput("\n".join(wrong))
    return values


def line(value: object, field: str) -> str:
    """The value as text; raises BadInput where it is too long or can't be written."""
    text = str(value).strip()
    if not storable(text):
        raise BadInput(f"{field}: text of at most {LONGEST} characters")
    return text


def _needed(field: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = line(value, field)
        if not text:
            raise BadInput(f"{field}: can't be empty")
        return text

    return read


def _optional(field: str) -> Callable[[object], str]:
    return lambda value: line(value, field)


def _one_of(field: str, words: Iterable[str]) -> Callable[[object], str]:
    known = tuple(words)

    def read(value: object) -> str:
        text = str(value).strip().lower()
        if text not in known:
            raise BadInput(f"{field}: one of {', '.join(known)}; got '{value}'")
        return text

    return read


def _topics(value: object) -> str:
    """One to three topics as a list, or in one text with commas or blanks between them, as JSON."""
    if isinstance(value, str):
        value = value.replace("，", " ").replace(",", " ").split()
    topics = [str(one).strip().lower() for one in value] if isinstance(value, list | tuple) else []
    strange = [one for one in topics if one not in TOPICS]
    if strange or not 1 <= len(set(topics)) <= 3:
        got = f"; got '{strange[0]}'" if strange else f"; got {len(set(topics))}"
        raise BadInput(f"topics: one to three of {', '.join(TOPICS)}{got}")
    return json.dumps(list(dict.fromkeys(topics)), ensure_ascii=False)


def _due(value: object) -> str:
    text = str(value).strip()
    try:
        return PartialDate.parse(text).last().isoformat() if text else ""
    except BadInput as error:
        raise BadInput(f"due: {error}") from None


def _probability(value: object) -> str:
    """A number from 0 to 1, or a percentage, as JSON writes numbers."""
    text = str(value).strip()
    if not text:
        return ""
    try:
        number = float(text.rstrip("%％")) / (100 if text[-1] in "%％" else 1)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise BadInput(f"probability: a number from 0 to 1, or 0% to 100%; got '{value}'")
    return repr(number)


_READERS: dict[str, Callable[[object], str]] = {
    "speaker": _needed("speaker"),
    "statement": _needed("statement"),
    "kind": _one_of("kind", KINDS),
    "topics": _topics,
    "due": _due,
    "certainty": _one_of("certainty", CERTAINTIES),
    "checkable": _one_of("checkable", ("0", "1", "2")),
    "criteria": _optional("criteria"),
    "probability": _probability,
    "attributed_to": _optional("attributed_to"),
    "status": _one_of("status", ("accept", "reject")),
}
EDITABLE = tuple(_READERS)
