"""Fits what observations weigh for who speaks (`ledger.reading.roles`) to talks whose turns are annotated.

Of an evaluation folder, the talks without labels are learned from: with labels nothing is guessed. Made-up
dialogues have labels, which are hidden; they count for less, being shorter and quicker than talks are.
"""

from __future__ import annotations

import json
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np

from ledger.model import Document, Person, Roster
from ledger.reading import roles
from ledger.reading.roster import find_roster
from ledger.reading.script import plain
from ledger.reading.turns import find_turns
from ledger.reading.utterances import Talk, listen
from training.chain import GUEST, HOST, OTHER, UNKNOWN, Sample, Weights, fit
from training.talks import MADE_UP, document_of, lines, made_up_document, places

FIRMNESS, OTHER_FIRMNESS = 10.0, 60.0
"""How firmly weights are held at what they are before training; chosen by leaving talks out."""
KINDS = ("sentences", "clauses")
MADE_UP_WEIGHT = 0.25
_LEAST = 0.05
"""Smaller weights are left out."""
_FEW = 10
"""Labels a made-up talk has at least, if it is a dialogue."""


@dataclass(frozen=True)
class Told:
    """A talk with its annotated turns: who speaks at every spoken offset ("" where nobody could tell)."""

    name: str
    document: Document
    roster: Roster
    speakers: tuple[str, ...]
    claims: tuple[tuple[int, str], ...] = ()
    weight: float = 1.0

    @property
    def talk(self) -> Talk:
        return listen(plain(self.document.spoken), self.roster)


def told(folder: Path) -> list[Told]:
    """The talks of an evaluation folder that have annotated turns and no labels."""
    found = [_told(place) for place in places(folder, "turns.jsonl")]
    return [one for one in found if not any(mark.label for mark in one.document.marks)]


def _told(place: Path) -> Told:
    document = document_of(place)
    speakers = [""] * len(document.spoken)
    for turn in lines(place / "turns.jsonl"):
        start, end = (bisect_left(document.offsets, turn[side]) for side in ("start", "end"))
        speakers[start:end] = ["" if turn["speaker"] == "unknown" else turn["speaker"]] * (end - start)
    claims = [
        (bisect_left(document.offsets, claim["start"]), claim["speaker"])
        for claim in lines(place / "claims.jsonl")
        if not claim.get("optional") and claim["speaker"] != "unknown"
    ]
    return Told(place.name, document, find_roster(document), tuple(speakers), tuple(claims))


def made_up() -> list[Told]:
    """The made-up talks of two voices, without their labels; who says less is the host."""
    found = (_made_up(made_up_document(path)[0]) for path in sorted(MADE_UP.glob("*.txt")))
    return [one for one in found if one and one.talk.sentences]


def _made_up(document: Document) -> Told | None:
    labels = [(mark.at, mark.label) for mark in document.marks if mark.label]
    speakers = [""] * len(document.spoken)
    for at, label in labels:
        speakers[at:] = [label] * (len(speakers) - at)
    said = [name for name, _ in Counter(filter(None, speakers)).most_common()]
    if len(said) != 2 or len(labels) < _FEW:
        return None
    roster = Roster((Person(said[1], "host"), Person(said[0])))
    hidden = replace(document, spoken=document.spoken.replace("\n", " "), marks=())
    return Told(document.path, hidden, roster, tuple(speakers), weight=MADE_UP_WEIGHT)


def train(folder: Path, target: Path) -> str:
    """Fit the weights to all talks of the folder, write them to `target`, and tell what they reach.

    The table gives, for each talk, the share of characters and of claims with the right speaker: with the
    weights fitted to the other talks, and with those fitted to all.
    """
    talks, others = told(folder), made_up()
    weights = _fitted([*talks, *others])
    table = ["| talk | turns | claims | turns, fitted | claims, fitted |", "|---|---|---|---|---|"]
    sums = [Counter[str](), Counter[str]()]
    for one in talks:
        apart = _fitted([other for other in (*talks, *others) if other is not one])
        counts = [_reached(one, apart), _reached(one, weights)]
        table.append(_row(one.name, counts))
        for whole, count in zip(sums, counts, strict=True):
            whole.update(count)
    table.append(_row("all", sums))
    target.write_text(json.dumps({"weights": weights}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    roles.weights.cache_clear()
    return "\n".join(table)


def _row(name: str, counts: Sequence[Counter[str]]) -> str:
    shares = [count[part] / max(1, count[part + " of"]) for count in counts for part in ("turns", "claims")]
    return f"| {name} | " + " | ".join(f"{share:.3f}" for share in shares) + " |"


def _reached(one: Told, weights: Mapping[str, Weights]) -> Counter[str]:
    with patch.object(roles, "weights", lambda: weights):
        turns = find_turns(one.document, one.roster)
    found = [turn.speaker for turn in turns for _ in range(turn.start, turn.end)]
    count: Counter[str] = Counter()
    for right, heard in zip(one.speakers, found, strict=True):
        count["turns of"] += bool(right)
        count["turns"] += bool(right) and right == heard
    for at, right in one.claims:
        count["claims of"] += 1
        count["claims"] += found[at] == right
    return count


def _fitted(talks: Sequence[Told]) -> dict[str, dict[str, dict[str, float]]]:
    """The weights for each kind of talk."""
    prior = tomllib.loads((Path(__file__).parent / "turns.toml").read_text(encoding="utf-8"))
    found = {}
    for kind in KINDS:
        rare = prior["rare"][kind]
        held = {slot: prior[slot] | ({"bias": rare[slot]} if slot in rare else {}) for slot in roles.SLOTS}
        samples = [
            _sample(one, talk) for one in talks if (talk := one.talk).sentences == (kind == "sentences")
        ]
        fitted = fit(samples, held, FIRMNESS, OTHER_FIRMNESS) if samples else held
        found[kind] = {slot: _rounded(fitted[slot]) for slot in roles.SLOTS}
    return found


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= _LEAST}


def _sample(one: Told, talk: Talk) -> Sample:
    host = one.roster.host.name if one.roster.host else ""
    states, before = [], ""
    for start, end in pairwise((*talk.starts, len(one.speakers))):
        said = Counter(one.speakers[at] for at in range(start, end) if not one.document.spoken[at].isspace())
        speaker = said.most_common(1)[0][0] if said else before
        states.append(_state(speaker, before, host))
        before = speaker
    return Sample(roles.observations(talk), np.array(states), one.weight)


def _state(speaker: str, before: str, host: str) -> int:
    if not speaker:
        return UNKNOWN
    if speaker == host:
        return HOST
    return OTHER if before not in ("", host, speaker) else GUEST
