"""What passes between the rooms: frozen dataclasses and the vocabularies, and nothing that acts.

Two systems of coordinates occur. *Spoken* offsets count code points of `Document.spoken`, the words
alone; all stations of `ledger.reading` use them. *File* offsets count code points of `Document.text`,
the transcript as stored; everything that leaves the reading room (`Extraction`) uses them. Ends are
exclusive everywhere.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ledger.dates import PartialDate

KINDS = ("forecast", "conditional", "expectation", "need", "plan")
CERTAINTIES = ("high", "medium", "low")
HORIZON_SOURCES = ("explicit", "question", "none")
VERDICTS = ("true", "partial", "false", "ambiguous", "annulled", "unverifiable", "reopen")
TOPICS = (
    "representation", "data", "evaluation", "controllability", "generation-quality", "understanding",
    "multimodality", "scaling", "architecture", "open-source", "applications", "academia", "language",
    "3d", "embodied", "agents", "safety", "jobs", "hardware", "other",
)  # fmt: skip
AUDIENCE = "audience"
UNKNOWN = "unknown"
ROLES = ("host", "guest", "audience")


@dataclass(frozen=True)
class Problem:
    """A doubt the reader has: shown to the person, never raised. `start` is a file offset, if any."""

    message: str
    start: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Recording:
    """What someone would say of the recording: from a sidecar, front matter, the title or options."""

    title: str = ""
    date: PartialDate | None = None
    language: str = ""
    host: str = ""
    guests: tuple[str, ...] = ()
    publisher: str = ""
    url: str = ""
    video: str = ""
    """`bilibili:BVxxx?p=6` or `youtube:ID`, where a link to a second can be made."""


@dataclass(frozen=True)
class Mark:
    """Something the file says beside the words, at spoken offset `at`: who speaks, the time, or both.

    `label` is the speaker as written ("" for a bare change of voice such as `>>`), None where the mark
    tells nothing of the speaker. `seconds` counts from the start of the recording.
    """

    at: int
    label: str | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Document:
    """A transcript as it was found, and the words in it.

    `text` is the file as stored, decoded; `spoken` the words alone: no front matter, headings, labels,
    timings or invisible characters. `offsets[i]` is the file offset of `spoken[i]`. Paragraphs are parted
    by a blank line in `spoken`, lines by a line break. `format` names how the file is written.
    """

    path: str
    text: str
    spoken: str
    offsets: array[int]
    marks: tuple[Mark, ...] = ()
    recording: Recording = Recording()
    format: str = "text"
    encoding: str = "utf-8"
    problems: tuple[Problem, ...] = ()
    widths: Mapping[int, int] = field(default_factory=dict)
    """Spoken offset to file code points, for the characters that take more than one (escapes)."""

    def in_file(self, start: int, end: int) -> tuple[int, int]:
        """The file offsets of the spoken stretch from `start` to `end` (which must not be empty)."""
        return self.offsets[start], self.offsets[end - 1] + self.widths.get(end - 1, 1)


@dataclass(frozen=True)
class Person:
    """Someone on the roster: `name` as the programme spells it, other spellings, and a role of ROLES."""

    name: str
    role: str = "guest"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roster:
    """Who speaks in the recording, as far as it is known before the words are read."""

    people: tuple[Person, ...] = ()

    @property
    def host(self) -> Person | None:
        """The person who leads the conversation, if one is known."""
        return next((person for person in self.people if person.role == "host"), None)

    @property
    def guests(self) -> tuple[Person, ...]:
        """Everyone on the roster who is no host."""
        return tuple(person for person in self.people if person.role == "guest")


@dataclass(frozen=True)
class Turn:
    """A stretch in one voice. `reason` says how the speaker is known (label, handover, question, …)."""

    start: int
    end: int
    speaker: str
    reason: str
    seconds: float | None = None


@dataclass(frozen=True)
class Times:
    """One time expression: where it stands, the days it spans, and how far its end is from the talk.

    `start_day` and `due` are None where the expression is vague (未来, eventually); `months` is the length
    of the horizon from the day of the talk in whole months, None where vague. `future` tells whether it
    reaches past the day of the talk.
    """

    start: int
    end: int
    text: str
    start_day: date | None
    due: date | None
    months: int | None
    future: bool
    bare: bool = False
    """A length of time that nothing relates to the talk (三十年, "ten years"): as a horizon a weak guess."""
    fixed: bool = False
    """It names days of the calendar (今年, by 2030) rather than a length from the talk."""
    soon: bool = False
    """It says no more than that it is near (短期, soon); `due` is then a convention."""


@dataclass(frozen=True)
class Question:
    """A question that asks for forecasts; claims in its answers inherit its horizon."""

    start: int
    end: int
    text: str
    asker: str
    answers_end: int
    """Where the answers end: claims from `end` to here, by others than the asker, answer it."""
    horizon: Times | None = None


@dataclass(frozen=True)
class Candidate:
    """A stretch that may be a claim, with the reader's confidence from 0 to 1 that it is one.

    `stands`: the reader holds it to be a claim; others are for a person to look through.
    """

    start: int
    end: int
    confidence: float
    stands: bool = True


@dataclass(frozen=True)
class Horizon:
    """By when a claim is to come true: the words, where they stand (HORIZON_SOURCES), months, the day."""

    text: str = ""
    source: str = "none"
    months: int | None = None
    due: date | None = None


@dataclass(frozen=True)
class Labels:
    """What kind of claim it is, how sure the speaker is (and in which words), about what, for whom."""

    kind: str
    certainty: str
    hedge: str
    topics: tuple[str, ...]
    checkable: int
    attributed_to: str = ""


@dataclass(frozen=True)
class Claim:
    """One proposition about what is to come, in file offsets: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str
    statement: str
    speaker: str
    labels: Labels
    horizon: Horizon
    confidence: float
    question: Question | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Extraction:
    """All that was read from one transcript, in file offsets: the one thing handed from reading to book.

    `claims` are what the reader stands by; `candidates` have the same shape and stood below its
    threshold, kept for a person to look through.
    """

    path: str
    text: str
    format: str
    recording: Recording
    roster: Roster
    turns: tuple[Turn, ...]
    questions: tuple[Question, ...]
    claims: tuple[Claim, ...]
    candidates: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
