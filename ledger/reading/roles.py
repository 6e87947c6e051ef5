"""What the words tell of who leads and who answers: each utterance speaks for or against the host, each
boundary for or against a change of voice.

What every observation weighs was learned from annotated talks (`training/turns.py`) and stands in
`weights/turns.json`, to be read. `conversation` finds the course of the talk that fits it all best.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from ledger.reading.turnwords import Flags, turn_words
from ledger.reading.utterances import ASK, SOFT, STOP, Talk, some

SLOTS = ("host", "answer", "resume", "other")
"""What is weighed: that the host speaks; that a guest takes over; that the host does; another guest."""
_ADDRESS = ("you", "polite", "plural")
_PLEA = ("opinion", "polite", "plural", "which", "request")
_SAID = [
    "mark", "ma", "wh", "which", "you", "polite", "plural", "opinion", "recall", "request", "wonder",
    "several", "show", "today", "move", "sum", "tag", "right", "praise", "close", "thanks", "think", "own",
    "hedge", "tell", "list", "intro", "addition", "bye", "floor", "questioner", "we",
]  # fmt: skip
_BEGUN = [
    "okay", "praise", "yes", "agree", "no", "filler", "hey", "think", "tell", "list", "lead", "then",
    "thanks", "greeting", "sum", "you", "laugh", "we", "close", "which", "addition",
]  # fmt: skip
_NAMED = ["called guest", "addressed guest", "named guest", "called host", "self host", "self guest"]
_SOON = ["opinion", "called guest", "request", "which", "recall"]
_BEFORE = ["opinion", "called guest", "request", "recall", "show"]
_TO_ANSWER = ["intro", "think", "own", "list", "hedge", "you", "we", "show"]
_TO_RESUME = [
    "opinion", "request", "recall", "wonder", "show", "move", "sum", "praise", "several", "floor", "polite",
    "which", "think", "today", "you", "called guest", "self host",
]  # fmt: skip
_TO_OTHER = ["addition", "intro", "recall", "polite", "think", "you"]
_MILESTONES = ("none", "guest", "call", "close", "ask")
_OFTEN = 0.6
"""Of the sentences, how many may begin a paragraph: where more do, that tells nothing."""
Observed = Iterator[tuple[str, Flags]]


@dataclass(frozen=True)
class _Reach:
    """How many utterances ahead and behind count as near: sentences are longer than clauses."""

    near: int
    far: int
    opening: int
    distance: int
    thought: int
    address: int


_SENTENCES, _CLAUSES = _Reach(1, 3, 8, 3, 1, 2), _Reach(3, 9, 15, 8, 2, 4)


class _View:
    """A talk as tables of utterances by word classes: what is in each, how it begins, what is around it."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.count = len(talk.starts)
        self.reach = _SENTENCES if talk.sentences else _CLAUSES
        self.words, self.first, self.lengths = talk.said, talk.begun, talk.lengths
        self.asks = self._asks()
        self.milestones = self._milestones()

    def around(self, before: int, after: int) -> Flags:
        """The classes of the words from `before` to `after` utterances away."""
        return _shifted(self.words, before, after)

    def beside(self) -> Flags:
        """The classes of an utterance; of a clause with its neighbours."""
        return self.words if self.talk.sentences else self.around(-1, 1)

    def _asks(self) -> Flags:
        if self.talk.sentences:
            return some(self.words, "mark")
        open_question = some(self.words, "wh") & some(self.beside(), "you")
        return some(self.words, "ma", "which", "mark") | open_question

    def _milestones(self) -> npt.NDArray[np.intp]:
        """What an utterance is in the course of the talk: an index of _MILESTONES."""
        asks = self.asks & (some(self.words, *_PLEA) | some(self.beside(), "you"))
        praises = some(self.first, "praise") & (self.lengths < 14)
        closes = some(self.words, "self host", "floor") | some(self.first, "close") | praises
        calls = some(self.words, "called guest")
        guests = some(self.words, "self guest", "called host", "questioner")
        return np.select([guests, calls, closes, asks], [1, 2, 3, 4], 0)


def _shifted(table: Flags, before: int, after: int) -> Flags:
    """For every row, whether any of the rows from `before` to `after` rows away is true."""
    found = np.zeros_like(table)
    for step in range(before, after + 1):
        if step < 0:
            found[-step:] |= table[:step]
        elif step < len(table):
            found[: len(table) - step] |= table[step:]
    return found


def observations(talk: Talk) -> Mapping[str, Mapping[str, Flags]]:
    """For each of SLOTS, what is observed, and of which utterances (or of the boundary before which)."""
    view = _View(talk)
    found = (_of_speaker(view), _of_answer(view), _of_resume(view), _of_other(view))
    return {slot: dict(observed) for slot, observed in zip(SLOTS, found, strict=True)}


def _each(table: Flags, names: list[str], form: str = "{}") -> Observed:
    columns = turn_words().columns
    return ((form.format(name), table[:, columns[name]]) for name in names)


def _of_speaker(view: _View) -> Observed:
    reach, place = view.reach, np.arange(view.count)
    yield "bias", np.ones(view.count, np.bool_)
    yield from _course(view)
    yield from _each(view.words, [*_SAID, *_NAMED])
    yield from _each(view.first, _BEGUN, "^{}")
    yield "opens", place == 0
    yield (
        "opening",
        (place < reach.opening) & some(view.words, "show")
        | ((place < reach.opening) & some(view.first, "greeting")),
    )
    yield from _question(view)
    ahead, behind = view.around(1, reach.near), view.around(-reach.near, -1)
    soon = _shifted(view.asks, 1, reach.near)
    yield "asks soon", soon
    yield "asks you soon", soon & some(ahead, *_ADDRESS)
    yield from _each(ahead, _SOON, "{} soon")
    yield from _each(behind, _BEFORE, "{} before")
    yield "agreed", _shifted(some(view.first, "agree"), 1, 1)
    yield "long", (view.lengths >= 60) & view.talk.sentences
    yield "short", view.lengths < 4


def _course(view: _View) -> Observed:
    """Where the talk is: between which milestones, and how far from them."""
    last, since = _nearest(view.milestones)
    coming, until = (found[::-1] for found in _nearest(view.milestones[::-1]))
    for i, one in enumerate(_MILESTONES):
        for j, other in enumerate(_MILESTONES):
            if {one, other} & {"call", "close"}:
                yield f"{one}..{other}", (last == i) & (coming == j)
    if view.talk.sentences:
        return
    near = view.reach.distance
    for i, one in enumerate(_MILESTONES):
        yield "after " + one, last == i
        yield "until " + one, coming == i
        for word, behind, ahead in (
            ("near", since <= near, until <= near),
            ("far", since > near, until > near),
        ):
            yield f"{one} {word}..", (last == i) & behind
            yield f"..{word} {one}", (coming == i) & ahead


def _nearest(milestones: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """For every place the milestone before it and how far away that is."""
    at = np.where(milestones > 0, np.arange(len(milestones)), -1)
    before = np.concatenate([[-1], np.maximum.accumulate(at)[:-1]])
    kinds = np.where(before >= 0, milestones[before], 0)
    return kinds, np.arange(len(milestones)) - np.maximum(before, 0)


def _question(view: _View) -> Observed:
    """What a question looks like from the answer's side."""
    thought = some(view.around(1, view.reach.thought), "think")
    begins = _shifted(view.first, 1, 1)
    yield "asks", view.asks
    yield "asks you", view.asks & some(view.beside(), *_ADDRESS)
    yield "answered", view.asks & (thought | some(begins, "yes", "no", "filler", "okay"))
    yield "goes on", view.asks & ~thought & some(begins, "tell", "list", "then")


def _of_boundary(view: _View) -> Observed:
    yield "bias", np.ones(view.count, np.bool_)
    asked = _shifted(some(view.words, "mark"), -1, -1)
    for gap in (ASK, STOP, SOFT):
        yield "gap " + gap, (view.talk.gaps == gap) & (asked | (gap != ASK))
    yield from _each(view.first, _BEGUN, "^{}")
    yield "short", view.lengths < 4
    if 0 < len(view.talk.paragraphs) <= _OFTEN * view.count:
        begins = np.isin(np.arange(view.count), view.talk.paragraphs)
        yield "paragraph", begins
        yield "no paragraph", ~begins


def _of_answer(view: _View) -> Observed:
    yield from _of_boundary(view)
    before = view.around(-2, -1)
    asked, asked_before = (_shifted(view.asks, -back, -back) for back in (1, 2))
    yield "asked", asked
    yield "asked before", asked_before & ~asked
    yield "asked you", (asked | asked_before) & some(view.around(-view.reach.address, -1), *_ADDRESS)
    yield from _each(before, ["request", "opinion", "wonder", "which"], "{} before")
    addressed = some(before, "addressed guest")
    yield "addressed", addressed
    yield "called", some(before, "called guest") & ~addressed
    yield "tag", some(view.around(-1, -1), "tag")
    yield from _each(view.around(0, 0 if view.talk.sentences else 1), _TO_ANSWER)
    yield "short before", _shifted(view.lengths < 4, -1, -1)


def _of_resume(view: _View) -> Observed:
    yield from _of_boundary(view)
    near, far = view.reach.near, view.reach.far
    here = view.around(0, near)
    soon = _shifted(view.asks, 0, near)
    yield "asks soon", soon
    yield "asks you soon", soon & some(here, *_ADDRESS)
    yield "asks later", _shifted(view.asks, 0, far) & ~soon
    yield from _each(here, _TO_RESUME)
    yield from _each(view.around(near, far), _SOON, "{} later")
    before = view.around(-1, -1)
    yield "tag before", some(before, "tag", "right")
    yield "thanked", some(before, "thanks")


def _of_other(view: _View) -> Observed:
    yield from _of_boundary(view)
    yield from _each(view.around(0, view.reach.near), _TO_OTHER)
    yield "asked", _shifted(view.asks, -1, -1)


@cache
def weights() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """What each observation weighs, by kind of talk (sentences, clauses) and slot; natural logarithms."""
    text = files("ledger.reading.weights").joinpath("turns.json").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Mapping[str, float]]] = json.loads(text)["weights"]
    return found


def weigh(talk: Talk) -> Mapping[str, npt.NDArray[np.float64]]:
    """For each of SLOTS, what is observed of every utterance (or of the boundary before it), weighed."""
    kind = weights()["sentences" if talk.sentences else "clauses"]
    return {
        slot: _sum(observed, kind[slot], len(talk.starts)) for slot, observed in observations(talk).items()
    }


def _sum(observed: Mapping[str, Flags], weight: Mapping[str, float], count: int) -> npt.NDArray[np.float64]:
    whole = np.zeros(count)
    for name, flags in observed.items():
        if name in weight:
            whole += weight[name] * flags
    return whole
