"""The annotated talks: each read by the reader's own stations, its gold claims in spoken offsets.

Beside the talks of an evaluation folder there are made-up ones in `training/made_up/`, written for training:
models learn from them, figures don't count them. There ⟦…⟧ marks a claim, ⟦?…⟧ an optional one, and a first
line `# language: zh` tells the language.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ledger.model import Document
from ledger.reading.features import Sheet, sheet
from ledger.reading.formats import read, read_bytes
from ledger.reading.questions import find_questions
from ledger.reading.recording import load
from ledger.reading.roster import find_roster
from ledger.reading.times import find_times
from ledger.reading.turns import find_turns

MADE_UP = Path(__file__).parent / "made_up"
_LANGUAGE = "# language:"


@dataclass(frozen=True)
class Gold:
    """A claim an annotator marked. `optional`: careful readers would differ on it."""

    start: int
    end: int
    optional: bool


@dataclass(frozen=True)
class Talk:
    """An annotated talk as the finder sees it."""

    name: str
    document: Document
    sheet: Sheet
    gold: tuple[Gold, ...]
    made_up: bool = False

    @property
    def english(self) -> bool:
        """Whether it counts among the English talks."""
        return self.document.recording.language == "en"


def talks(folder: Path) -> list[Talk]:
    """The talks of an evaluation folder (`panel/`, `dev/NAME/`), in the order of their names."""
    return [_talk(place) for place in places(folder, "claims.jsonl")]


def places(folder: Path, annotated: str) -> list[Path]:
    """The folders of an evaluation folder's talks that hold a file of annotations, in the order of names."""
    every = [folder / "panel", *sorted((folder / "dev").iterdir())]
    return [place for place in every if (place / annotated).exists()]


def lines(path: Path) -> list[Any]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def document_of(place: Path) -> Document:
    """The transcript in a talk's folder, with what is known of the recording."""
    return read(next(place.glob("transcript.*")), load(place / "meta.json"))


def made_up_talks() -> list[Talk]:
    """The talks written for training, in the order of their names."""
    return [_made_up(path) for path in sorted(MADE_UP.glob("*.txt"))]


def _talk(place: Path) -> Talk:
    claims = lines(place / "claims.jsonl")
    marked = [(claim["start"], claim["end"], bool(claim.get("optional"))) for claim in claims]
    return _seen(place.name, document_of(place), marked)


def made_up_document(path: Path) -> tuple[Document, list[tuple[int, int, bool]]]:
    """A made-up talk and its claims: start and end in the file as read, whether readers would differ."""
    text, marked = _without_marks(path.read_text(encoding="utf-8"))
    return read_bytes(text.encode(), path.name), marked


def _made_up(path: Path) -> Talk:
    document, marked = made_up_document(path)
    return replace(_seen(path.stem, document, marked), made_up=True)


def _without_marks(marked: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """The text without its marks and its line of facts, and the stretches that were marked."""
    if marked.startswith(_LANGUAGE):
        marked = marked.partition("\n")[2]
    text, length = [], 0
    open_at: list[tuple[int, bool]] = []
    found = []
    for piece in re.split(r"(⟦\??|⟧)", marked):
        if piece.startswith("⟦"):
            open_at.append((length, piece != "⟦"))
        elif piece == "⟧":
            start, optional = open_at.pop()
            found.append((start, length, optional))
        else:
            text.append(piece)
            length += len(piece)
    return "".join(text), sorted(found)


def _seen(name: str, document: Document, claims: Sequence[tuple[int, int, bool]]) -> Talk:
    turns = find_turns(document, find_roster(document))
    times = find_times(document.spoken, document.recording.date)
    questions = find_questions(document, turns, times)
    gold = [
        Gold(bisect_left(document.offsets, start), bisect_left(document.offsets, end), optional)
        for start, end, optional in claims
    ]
    return Talk(name, document, sheet(document, turns, questions, times), tuple(gold))


def overlap(talk: Talk, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Intersection over union of each run of clauses with each gold claim: runs by claims."""
    bounds = np.array(talk.sheet.clauses, np.float64)
    start, end = bounds[first, 0][:, None], bounds[last, 1][:, None]
    gold = np.array([(one.start, one.end) for one in talk.gold], np.float64).reshape(-1, 2).T
    shared = np.maximum(0, np.minimum(end, gold[1]) - np.maximum(start, gold[0]))
    return np.asarray(shared / (np.maximum(end, gold[1]) - np.minimum(start, gold[0])))
