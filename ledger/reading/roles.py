"""What the words tell of who leads and who answers: each utterance speaks for or against the host, each
boundary for or against a change of voice.

What every observation weighs was learned from annotated talks (`training/turns.py`) and stands in
`weights/turns.json`, to be read. `conversation` finds the course of the talk that fits it all best.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ledger.reading.utterances import Talk, Utterance

SLOTS = ("host", "answer", "resume", "other")
"""What is weighed: that the host speaks; that a guest takes over; that the host does; another guest."""
_ADDRESS = frozenset(("you", "polite", "plural"))
_PLEA = frozenset(("opinion", "polite", "plural", "which", "request"))
_SAID = (
    "mark ma wh which you polite plural opinion recall request wonder several show today move sum tag right praise "
    "close thanks think own hedge tell list intro addition bye floor questioner we"
).split()
_BEGUN = "okay praise yes no filler hey think tell list lead then thanks greeting sum you laugh we close which addition".split()
_NAMED = ("called guest", "addressed guest", "named guest", "called host", "self host", "self guest")
_SOON = ("opinion", "called guest", "request", "which", "recall")
_BEFORE = ("opinion", "called guest", "request", "recall", "show")
_TO_ANSWER = ("intro", "think", "own", "list", "hedge", "you", "we", "show")
_TO_RESUME = (
    "opinion request recall wonder show move sum praise several floor polite which think today you"
).split() + ["called guest", "self host"]
_TO_OTHER = ("addition", "intro", "recall", "polite", "think", "you")


@dataclass(frozen=True)
class _Reach:
    """How many utterances ahead and behind count as near: sentences are longer than clauses."""

    near: int
    far: int
    opening: int
    distance: int


_SENTENCES, _CLAUSES = _Reach(1, 3, 8, 3), _Reach(3, 9, 15, 8)
Rows = Mapping[str, Sequence[tuple[str, ...]]]


class _View:
    """A talk with what is asked of it again and again: questions, milestones, the words around a place."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.pieces: Sequence[Utterance] = talk.utterances
        self.reach = _SENTENCES if talk.sentences else _CLAUSES
        self.asks = [self._asks(i) for i in range(len(self.pieces))]
        self.milestones = [self._milestone(i) for i in range(len(self.pieces))]
        self.last = _nearest(self.milestones)
        self.next = _nearest(self.milestones[::-1])[::-1]

    def around(self, i: int, before: int, after: int) -> set[str]:
        """The classes of the words of utterances i+before to i+after."""
        return set().union(*(piece.words for piece in self.pieces[max(0, i + before) : max(0, i + after + 1)]))

    def _asks(self, i: int) -> bool:
        words = self.pieces[i].words
        if self.talk.sentences:
            return "mark" in words
        return bool(words & {"ma", "which", "mark"}) or ("wh" in words and "you" in self.around(i, -1, 1))

    def _milestone(self, i: int) -> str:
        """What an utterance is in the course of the talk: call, close, ask, guest or "" for no such thing."""
        words, first = self.pieces[i].words, self.pieces[i].first
        if words & {"self guest", "called host", "questioner"}:
            return "guest"
        if "called guest" in words:
            return "call"
        if words & {"self host", "floor"} or "close" in first or ("praise" in first and self.pieces[i].length < 14):
            return "close"
        near = words if self.talk.sentences else self.around(i, -1, 1)
        return "ask" if self.asks[i] and (words & _PLEA or "you" in near) else ""


def _nearest(milestones: Sequence[str]) -> list[tuple[str, int]]:
    """For every place the milestone before it and how far it is."""
    found, last, at = [], "none", 0
    for i, milestone in enumerate(milestones):
        found.append((last, i - at))
        if milestone:
            last, at = milestone, i
    return found


def observations(talk: Talk) -> Rows:
    """For each of SLOTS, what is observed of every utterance, or of the boundary before it."""
    view = _View(talk)
    places = range(len(talk.utterances))
    return {
        "host": [tuple(_of_speaker(view, i)) for i in places],
        "answer": [tuple(_of_answer(view, i)) for i in places],
        "resume": [tuple(_of_resume(view, i)) for i in places],
        "other": [tuple(_of_other(view, i)) for i in places],
    }


def _of_speaker(view: _View, i: int) -> Iterator[str]:
    piece, reach = view.pieces[i], view.reach
    yield "bias"
    yield from _course(view, i)
    yield from (word for word in (*_SAID, *_NAMED) if word in piece.words)
    yield from ("^" + word for word in _BEGUN if word in piece.first)
    if i == 0:
        yield "opens"
    if i < reach.opening and piece.words & {"show", "greeting"}:
        yield "opening"
    if view.asks[i]:
        yield from _question(view, i)
    ahead, behind = view.around(i, 1, reach.near), view.around(i, -reach.near, -1)
    if any(view.asks[i + 1 : i + reach.near + 1]):
        yield "asks soon"
        if ahead & _ADDRESS:
            yield "asks you soon"
    yield from (word + " soon" for word in _SOON if word in ahead)
    yield from (word + " before" for word in _BEFORE if word in behind)
    if view.talk.sentences and piece.length >= 60:
        yield "long"
    if piece.length < 4:
        yield "short"


def _course(view: _View, i: int) -> Iterator[str]:
    """Where the talk is: between which milestones, and how far from them."""
    (last, since), (coming, until) = view.last[i], view.next[i]
    if {last, coming} & {"call", "close"}:
        yield f"{last}..{coming}"
    if not view.talk.sentences:
        near = view.reach.distance
        yield from ("after " + last, "until " + coming)
        yield f"{last} {'near' if since <= near else 'far'}.."
        yield f"..{'near' if until <= near else 'far'} {coming}"


def _question(view: _View, i: int) -> Iterator[str]:
    """What a question looks like from the answer's side."""
    near = view.pieces[i].words if view.talk.sentences else view.around(i, -1, 1)
    first = view.pieces[i + 1].first if i + 1 < len(view.pieces) else set()
    thought = "think" in view.around(i, 1, 1 if view.talk.sentences else 2)
    yield "asks"
    if near & _ADDRESS:
        yield "asks you"
    if thought or first & {"yes", "no", "filler", "okay"}:
        yield "answered"
    if not thought and first & {"tell", "list", "then"}:
        yield "goes on"


def _of_boundary(view: _View, i: int) -> Iterator[str]:
    piece = view.pieces[i]
    yield "bias"
    yield "gap " + piece.gap
    yield from ("^" + word for word in _BEGUN if word in piece.first)
    if piece.length < 4:
        yield "short"


def _of_answer(view: _View, i: int) -> Iterator[str]:
    yield from _of_boundary(view, i)
    before = view.around(i, -2, -1)
    asked, asked_before = (i >= back and view.asks[i - back] for back in (1, 2))
    if asked or asked_before:
        yield "asked" if asked else "asked before"
        if view.around(i, -2 if view.talk.sentences else -4, -1) & _ADDRESS:
            yield "asked you"
    yield from (word + " before" for word in ("request", "opinion", "wonder", "which") if word in before)
    if "called guest" in before:
        yield "addressed" if "addressed guest" in before else "called"
    if "tag" in view.around(i, -1, -1):
        yield "tag"
    here = view.around(i, 0, 0 if view.talk.sentences else 1)
    yield from (word for word in _TO_ANSWER if word in here)
    if i and view.pieces[i - 1].length < 4:
        yield "short before"


def _of_resume(view: _View, i: int) -> Iterator[str]:
    yield from _of_boundary(view, i)
    near, far = view.reach.near, view.reach.far
    here, later = view.around(i, 0, near), view.around(i, near if near > 1 else 1, far)
    if any(view.asks[i : i + near + 1]):
        yield "asks soon"
        if here & _ADDRESS:
            yield "asks you soon"
    elif any(view.asks[i : i + far + 1]):
        yield "asks later"
    yield from (word for word in _TO_RESUME if word in here)
    yield from (word + " later" for word in _SOON if word in later)
    before = view.around(i, -1, -1)
    if before & {"tag", "right"}:
        yield "tag"
    if "thanks" in before:
        yield "thanked"


def _of_other(view: _View, i: int) -> Iterator[str]:
    yield from _of_boundary(view, i)
    here = view.around(i, 0, view.reach.near)
    yield from (word for word in _TO_OTHER if word in here)
    if i and view.asks[i - 1]:
        yield "asked"


@cache
def weights() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """What each observation weighs, by kind of talk (sentences, clauses) and slot; natural logarithms."""
    text = files("ledger.reading.weights").joinpath("turns.json").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Mapping[str, float]]] = json.loads(text)["weights"]
    return found


def weigh(talk: Talk) -> Mapping[str, Sequence[float]]:
    """For each of SLOTS, what is observed of every utterance (or of the boundary before it), weighed."""
    kind = weights()["sentences" if talk.sentences else "clauses"]
    return {slot: [_sum(kind[slot], row) for row in rows] for slot, rows in observations(talk).items()}


def _sum(weight: Mapping[str, float], row: Sequence[str]) -> float:
    return sum(weight.get(name, 0.0) for name in row)
