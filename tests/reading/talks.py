"""Small made-up talks for the tests of who speaks."""

from __future__ import annotations

from array import array

from ledger.model import Document, Recording, Turn
from ledger.reading.formats import read_bytes
from ledger.reading.roster import find_roster
from ledger.reading.turns import find_turns


def talk(text: str, host: str = "", guests: tuple[str, ...] = ()) -> Document:
    """A transcript as the reader takes it apart, of a recording with this host and these guests."""
    return read_bytes(text.encode(), "talk.txt", Recording(title="A talk", host=host, guests=guests))


def words_of(spoken: str, host: str = "", guests: tuple[str, ...] = ()) -> Document:
    """A document of these words and nothing else: what no file may be, such as empty, can be too."""
    recording = Recording(title="A talk", host=host, guests=guests)
    return Document("talk.txt", spoken, spoken, array("q", range(len(spoken))), recording=recording)


def turns_of(document: Document) -> tuple[Turn, ...]:
    """The turns the reader finds."""
    return find_turns(document, find_roster(document))


def heard(document: Document) -> list[tuple[str, str]]:
    """Speaker and words of every turn."""
    return [(turn.speaker, document.spoken[turn.start : turn.end].strip()) for turn in turns_of(document)]


def speaker_at(document: Document, words: str) -> str:
    """Who says these words."""
    at = document.spoken.index(words)
    return next(turn.speaker for turn in turns_of(document) if turn.start <= at < turn.end)
