"""The annotated talks: each read by the reader's own stations, its gold claims in spoken offsets."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ledger.model import Document
from ledger.reading.features import Sheet, columns, sheet
from ledger.reading.formats import read
from ledger.reading.recording import load
from ledger.reading.times import find_times


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

    @property
    def english(self) -> bool:
        """Whether it counts among the English talks."""
        return self.document.recording.language == "en"


def talks(folder: Path) -> list[Talk]:
    """The talks of an evaluation folder (`panel/`, `dev/NAME/`), in the order of their names."""
    places = [folder / "panel", *sorted((folder / "dev").iterdir())]
    return [_talk(place) for place in places if (place / "claims.jsonl").exists()]


def _talk(place: Path) -> Talk:
    document = read(next(place.glob("transcript.*")), load(place / "meta.json"))
    times = find_times(document.spoken, document.recording.date)
    seen = sheet(document, times=times, names=columns())
    lines = (place / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return Talk(
        place.name, document, seen, tuple(_gold(document, json.loads(line)) for line in lines if line)
    )


def _gold(document: Document, claim: dict[str, object]) -> Gold:
    start, end = (bisect_left(document.offsets, claim[side]) for side in ("start", "end"))  # type: ignore[type-var]
    return Gold(start, end, bool(claim.get("optional")))


def overlap(talk: Talk, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Intersection over union of each run of clauses with each gold claim: runs by claims."""
    bounds = np.array(talk.sheet.clauses, np.float64)
    start, end = bounds[first, 0][:, None], bounds[last, 1][:, None]
    gold = np.array([(one.start, one.end) for one in talk.gold], np.float64).reshape(-1, 2).T
    shared = np.maximum(0, np.minimum(end, gold[1]) - np.maximum(start, gold[0]))
    return np.asarray(shared / (np.maximum(end, gold[1]) - np.minimum(start, gold[0])))
