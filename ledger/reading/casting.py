"""Which guest speaks in each guest's turn: by who was called up, who gives a name, who is spoken of, who was
before, whose round it is, and by the small words each of them likes.

The turns come from `roles`; here each is given a name, and the whole cast is the one that fits best together.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ledger.model import AUDIENCE, Roster
from ledger.reading.calls import CALLED, SELF, SPOKEN_OF, Call
from ledger.reading.roles import HOST, OTHER
from ledger.reading.utterances import Talk

WEIGHTS = {
    "introduced": 6.0, "called": 5.0, "called earlier": 1.0, "calls": -3.0, "speaks of": -1.5, "again": 1.0,
    "another voice": -4.0, "has answered": -1.5, "questioner": 4.0, "floor": 3.0, "floor closed": -9.0,
    "floor open": -1.0, "style": 1.0,
}  # fmt: skip
"""What each piece of evidence weighs for a guest, set by hand: about the logarithm of the odds it gives."""
_STYLED = 60
"""Characters a turn needs before its small words tell anything."""
_STYLE_LIMIT = 3.0


@dataclass(frozen=True)
class Run:
    """Utterances in one voice: offsets, the indices of its utterances, the role, and its evidence."""

    start: int
    end: int
    first: int
    last: int
    role: str
    scores: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def note(self, person: str, evidence: str, times: float = 1.0) -> None:
        """Add to a person's score what some evidence weighs."""
        self.scores[person] = self.scores.get(person, 0.0) + WEIGHTS[evidence] * times
        if WEIGHTS[evidence] > 2:
            self.reasons[person] = evidence


def runs_of(talk: Talk, roles: Sequence[str]) -> list[Run]:
    """The talk in runs of one voice each."""
    pieces = talk.utterances
    starts = [i for i, role in enumerate(roles) if i == 0 or role != roles[i - 1] or role == OTHER]
    # After another guest has taken over, that guest goes on: only the first utterance is marked.
    starts = [i for i in starts if not (i and roles[i] != HOST and roles[i] != OTHER and roles[i - 1] != HOST)]
    ends = [*starts[1:], len(pieces)]
    return [
        Run(pieces[first].start, pieces[last - 1].end, first, last, roles[first])
        for first, last in zip(starts, ends, strict=True)
    ]


def cast(talk: Talk, runs: Sequence[Run], roster: Roster, spoken: str) -> list[tuple[str, str]]:
    """The speaker of each run and why: the host for theirs, for the others whom the evidence fits best."""
    guests = [person.name for person in roster.guests]
    opened = _floor(talk, runs)
    candidates = guests + ([AUDIENCE] if opened is not None else [])
    _note_names(talk, runs, guests)
    if opened is not None:
        _note_floor(talk, runs, opened)
    found = _fit(talk, runs, candidates)
    for _ in range(2 if len(guests) > 1 else 0):
        _note_style(runs, found, guests, spoken)
        found = _fit(talk, runs, candidates)
    host = roster.host.name if roster.host else ""
    return [(host, "leads") if run.role == HOST else (name, _reason(run, name)) for run, name in zip(runs, found, strict=True)]


def _reason(run: Run, name: str) -> str:
    return run.reasons.get(name, "another voice" if run.role == OTHER else "answers")


def _note_names(talk: Talk, runs: Sequence[Run], guests: Sequence[str]) -> None:
    """Who is called up before a run, gives a name in it or is spoken of in it."""
    for i, run in enumerate(runs):
        if run.role == HOST:
            continue
        for call in _within(talk.calls, run, guests):
            run.note(call.person, {SELF: "introduced", CALLED: "calls", SPOKEN_OF: "speaks of"}[call.part])
        if i and runs[i - 1].role == HOST:
            called = [one for one in _within(talk.calls, runs[i - 1], guests) if one.part == CALLED]
            for call in called[:-1]:
                run.note(call.person, "called earlier")
            for call in called[-1:]:
                run.note(call.person, "called")


def _within(calls: Sequence[Call], run: Run, guests: Sequence[str]) -> Iterator[Call]:
    return (call for call in calls if run.start <= call.start < run.end and call.person in guests)


def _words(talk: Talk, run: Run, limit: int | None = None) -> set[str]:
    last = run.last if limit is None else min(run.last, run.first + limit)
    return set().union(*(piece.words for piece in talk.utterances[run.first : last]))


def _floor(talk: Talk, runs: Sequence[Run]) -> int | None:
    """The run in which the host gives the word to the floor, if any."""
    return next((i for i, run in enumerate(runs) if run.role == HOST and "floor" in _words(talk, run)), None)


def _note_floor(talk: Talk, runs: Sequence[Run], opened: int) -> None:
    for i, run in enumerate(runs):
        if run.role == HOST:
            continue
        run.note(AUDIENCE, "floor open" if i > opened else "floor closed")
        if i > opened and "questioner" in _words(talk, run, 12):
            run.note(AUDIENCE, "questioner")
        if i > opened and runs[i - 1].role == HOST and "floor" in _words(talk, runs[i - 1]):
            run.note(AUDIENCE, "floor")


_State = tuple[str, frozenset[str]]


def _fit(talk: Talk, runs: Sequence[Run], candidates: Sequence[str]) -> list[str]:
    """The cast with the best sum of evidence; a state is who spoke last and who has answered the question."""
    best: dict[_State, tuple[float, list[str]]] = {("", frozenset()): (0.0, [])}
    for run in runs:
        if run.role == HOST:
            asks_all = bool(_words(talk, run) & {"several", "plural"})
            best = _merged(
                ((last, frozenset() if asks_all else answered), score, [*path, ""])
                for (last, answered), (score, path) in best.items()
            )
            continue
        best = _merged(
            ((name, answered | {name}), score + _gain(run, name, last, answered), [*path, name])
            for (last, answered), (score, path) in best.items()
            for name in candidates
        )
    return max(best.values(), key=lambda found: found[0])[1]


def _merged(ways: Iterable[tuple[_State, float, list[str]]]) -> dict[_State, tuple[float, list[str]]]:
    best: dict[_State, tuple[float, list[str]]] = {}
    for state, score, path in ways:
        if state not in best or score > best[state][0]:
            best[state] = (score, path)
    return best


def _gain(run: Run, name: str, last: str, answered: frozenset[str]) -> float:
    gain = run.scores.get(name, 0.0)
    if name == last:
        gain += WEIGHTS["another voice" if run.role == OTHER else "again"]
    elif name in answered:
        gain += WEIGHTS["has answered"]
    return gain


def _note_style(runs: Sequence[Run], found: Sequence[str], guests: Sequence[str], spoken: str) -> None:
    """Score each run by how far its pairs of characters are those of each guest's other runs."""
    pairs = [Counter(zip(text, text[1:], strict=False)) for text in (spoken[run.start : run.end] for run in runs)]
    total: Mapping[str, Counter[tuple[str, str]]] = {guest: Counter() for guest in guests}
    for name, counted in zip(found, pairs, strict=True):
        if name in total:
            total[name].update(counted)
    for run, name, counted in zip(runs, found, pairs, strict=True):
        if run.role == HOST or run.end - run.start < _STYLED:
            continue
        likely = {guest: _likeness(counted, total[guest], counted if guest == name else None) for guest in guests}
        mean = sum(likely.values()) / len(likely)
        for guest, value in likely.items():
            times = max(-_STYLE_LIMIT, min(_STYLE_LIMIT, value - mean))
            run.scores[guest] = run.scores.get(guest, 0.0) - run.scores.pop("style " + guest, 0.0)
            run.scores[guest] += WEIGHTS["style"] * times
            run.scores["style " + guest] = WEIGHTS["style"] * times


def _likeness(counted: Counter[tuple[str, str]], whole: Counter[tuple[str, str]], own: Counter[tuple[str, str]] | None) -> float:
    """The mean logarithm of how likely a speaker says these pairs, the run itself left out; in tenths."""
    size = whole.total() - (own.total() if own else 0)
    if size < 200:
        return 0.0
    said = counted.total()
    logs = (count * math.log((whole[pair] - (own[pair] if own else 0) + 0.1) / (size + 50)) for pair, count in counted.items())
    return sum(logs) / said * 10
