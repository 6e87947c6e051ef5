"""The course of a conversation: who it is, utterance by utterance, that fits all evidence best.

The people are the states of a chain. What the words weigh (`roles`) is joined with what the names tell: who
gives their own name speaks, who is called up speaks next, who is spoken of does not speak; and, where
several guests could be meant, with how each of them talks (`style`), learned from the talk itself by
expectation and maximisation: whose each piece is likely to be tells how they talk, and the other way round.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from ledger.model import AUDIENCE, Roster
from ledger.reading.calls import ADDRESSED, RECALLED, SELF, TO_SPEAK, Call
from ledger.reading.roles import weigh
from ledger.reading.style import Style
from ledger.reading.utterances import Talk

NAMES = {"is self": 8.0, "is not self": -8.0, "is called": -5.0, "is named": -2.0}
"""What names weigh, set by hand, on the scale of the learned weights: logarithms of odds."""
CALL_GAINS, QUESTION_GAINS = (2.5, 1.5, 1.0), (3.0, 1.0)
"""What a call weighs for its bearer in the utterances after it, and after the question that follows it."""
RECENTLY, SPOKE = 15, 0.1
"""In how many utterances before they are recalled somebody is likely to have spoken, and what that weighs."""
FLOOR = {
    "closed": -50.0, "given": 4.0, "not given": -3.0, "questioner": 2.5, "wh": 0.8, "ma": 0.8, "think": -0.6,
    "speaks": -0.2, "answered": 2.0, "led on": 1.5,
}  # fmt: skip
"""What tells somebody of the audience from a guest, set by hand likewise."""
STYLE, ROUNDS, CAUTION = 0.05, 4, 0.5
"""What the way of talking weighs (characters are no independent witnesses), how often it is learned, and the
power to which likelihoods are taken before: below 1, what is held likely at first counts for less."""
SMALL = 60
"""How many of a talk's characters, the commonest, are counted once more by themselves."""
ASKED = 2.0
"""What the end of a paragraph with a question weighs for a new voice, set by hand likewise."""
_QUESTION = ("mark", "ma", "wh", "which")
_PATIENCE, _JUST = 12, 4
_UNBOUNDED = 8
"""How many steps may be taken before likelihoods are scaled: no number gets too large or small by then."""
Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]
Steps = npt.NDArray[np.float64]
"""Matrices from state to state (the last two axes), or rows of states."""


def follow(talk: Talk, roster: Roster, spoken: str, breaks: frozenset[int] | None = None) -> list[str]:
    """The speaker of every utterance in the most likely course of a talk between a host and guests.

    The host is "" where the roster has none; AUDIENCE speaks only once it was given the word.
    `breaks` are the utterances with which a new voice is known to begin, where the file marks them.
    """
    host = roster.host.name if roster.host else ""
    guests = [person.name for person in roster.guests]
    people = [host, *guests, *([AUDIENCE] if talk.says("floor").any() else [])]
    chain = _chain(talk, people)
    if breaks is not None:
        chain = chain.held(breaks)
    if len(guests) < 2:
        return [people[state] for state in chain.best(chain.speaks)]
    style = Style.of(spoken, np.array(talk.starts))
    speaks = _with_style(chain, (style, style.of_commonest(SMALL)))
    return [people[state] for state in chain.best(speaks)]


def _with_style(chain: _Chain, styles: Sequence[Style]) -> Matrix:
    """What speaks for each person in each piece, their way of talking included, once it has been learned."""

    def heard(likely: Matrix) -> Matrix:
        return np.asarray(chain.speaks + STYLE * np.sum([style.scores(likely) for style in styles], axis=0))

    likely = chain.likely(chain.speaks)
    for _ in range(ROUNDS):
        cautious = likely**CAUTION
        likely = chain.likely(heard(cautious / cautious.sum(axis=1, keepdims=True)))
    return heard(likely)


@dataclass(frozen=True)
class _Chain:
    """The pieces of a talk as a chain of states: 0 the host, then the guests, then perhaps the audience.

    `speaks[i, state]` weighs that the state speaks in piece i; `moves[i]` is what it weighs to go from one
    state (rows) to another before piece i.
    """

    speaks: Matrix
    moves: Steps

    def held(self, breaks: frozenset[int]) -> _Chain:
        """The chain in which voices change at the given pieces, and nowhere else."""
        states = self.speaks.shape[1]
        stay = np.eye(states, dtype=bool)
        barred = np.repeat(~stay[None], len(self.moves), axis=0)
        barred[sorted(breaks)] = stay
        return _Chain(self.speaks, np.where(barred, self.moves - 50.0, self.moves))

    @cached_property
    def _steps(self) -> Steps:
        return np.exp(self.moves[1:])

    def likely(self, speaks: Matrix) -> Matrix:
        """How likely each piece is each state's: forward and backward through the chain."""
        odds = np.exp(speaks - speaks.max(axis=1, keepdims=True))
        steps = self._steps * odds[1:, None, :]
        first = np.array([odds[0] * _opening(odds.shape[1]), np.ones(odds.shape[1])])
        ahead, behind = _along(first, [steps, steps[::-1].transpose(0, 2, 1)], _ALL_WAYS)
        both = ahead * behind[::-1]
        return np.asarray(both / both.sum(axis=1, keepdims=True))

    def best(self, speaks: Matrix) -> list[int]:
        """The best path through the chain."""
        opening = speaks[0] + np.log(_opening(speaks.shape[1]))
        (scores,) = _along(opening[None], [self.moves[1:] + speaks[1:, None, :]], _BEST_WAY)
        came_from = (scores[:-1, :, None] + self.moves[1:]).argmax(axis=1).tolist()
        path = [int(scores[-1].argmax())]
        for came in reversed(came_from):
            path.append(came[path[-1]])
        return path[::-1]


def _scaled(steps: Steps) -> Steps:
    """Likelihoods of which only the ratios count, the largest made 1."""
    return np.asarray(steps / steps.max(axis=(-2, -1), keepdims=True))


def _in_the_best_way(one: Steps, other: Steps) -> Steps:
    """Two steps as one, by logarithms, over the best state between."""
    states = range(one.shape[-1])
    return reduce(np.maximum, (one[..., :, k, None] + other[..., None, k, :] for k in states))


def _unscaled(steps: Steps) -> Steps:
    """Logarithms as they are: they grow no further than they should."""
    return steps


_ALL_WAYS, _BEST_WAY = (np.matmul, _scaled), (_in_the_best_way, _unscaled)
"""How two steps are joined, and what keeps the outcome within bounds."""


def _along(
    first: Matrix, chains: Sequence[Steps], way: tuple[Callable[..., Steps], Callable[[Steps], Steps]]
) -> Steps:
    """For every chain its row of `first`, and what that becomes step by step.

    The steps are taken in blocks, all blocks at once: a loop over single steps would be ten times as slow.
    Behind the end stand ones that nobody reads.
    """
    joined, bounded = way
    count, states, _ = chains[0].shape
    if not count:
        return first[:, None]
    size = math.isqrt(count)
    blocks = np.ones((len(chains), -(-count // size), size, states, states))
    for all_steps, steps in zip(blocks.reshape(len(chains), -1, states, states), chains, strict=True):
        all_steps[:count] = steps
    for k in range(1, size):
        step = joined(blocks[:, :, k - 1], blocks[:, :, k])
        blocks[:, :, k] = step if k % _UNBOUNDED else bounded(step)
    starts = [first[:, None, None]]
    for k in range(blocks.shape[1]):
        starts.append(bounded(joined(starts[-1], blocks[:, None, k, -1])))
    rows = joined(np.stack(starts[:-1], axis=1)[:, :, 0, None], blocks).reshape(len(chains), -1, states)
    return np.concatenate([first[:, None], rows[:, :count]], axis=1)


def _opening(states: int) -> Vector:
    """How likely each state is to open a talk: mostly the host does."""
    return np.array([1.0, *[0.15] * (states - 1)])


def evidence(talk: Talk, people: Sequence[str], leads: Vector) -> Matrix:
    """What speaks for each of `people` (columns, the host first) in each utterance; `leads`, for the host."""
    speaks = np.zeros((len(talk.starts), len(people)))
    speaks[:, 0] = leads
    for call in talk.calls:
        _note_call(talk, call, people, speaks)
    return speaks


def _chain(talk: Talk, people: Sequence[str]) -> _Chain:
    """The chain of a talk, a piece an utterance."""
    weighed = weigh(talk)
    speaks = evidence(talk, people, weighed["host"])
    floor = _note_floor(talk, speaks[:, 0], speaks[:, -1]) if people[-1] == AUDIENCE else None
    moves = _moves(weighed, len(people), floor)
    moves[list(talk.replies)] += ASKED * ~np.eye(len(people), dtype=bool)
    return _Chain(speaks, moves)


def _moves(weighed: Mapping[str, Vector], states: int, floor: Vector | None) -> Steps:
    moves = np.repeat(weighed["other"], states * states).reshape(-1, states, states)
    moves[:, 0, :] = weighed["answer"][:, None]
    moves[:, :, 0] = weighed["resume"][:, None]
    if floor is not None:
        moves[:, -1, :] += FLOOR["answered"]
        moves[:, -1, 0] += FLOOR["led on"] - FLOOR["answered"]
        moves[:, :, -1] += floor[:, None]
    moves[:, range(states), range(states)] = 0.0
    return moves


def _note_call(talk: Talk, call: Call, people: Sequence[str], speaks: Matrix) -> None:
    at, state = talk.at(call.start), people.index(call.person)
    if call.part == SELF:
        speaks[at] += NAMES["is not self"]
        speaks[at, state] += NAMES["is self"] - NAMES["is not self"]
        return
    speaks[at, state] += NAMES["is called" if call.part in TO_SPEAK else "is named"]
    if call.part == RECALLED and state:
        speaks[max(0, at - RECENTLY) : max(0, at - 1), state] += SPOKE
    if call.part in TO_SPEAK and state:
        _note_turn_to_come(talk, call, speaks[:, state])


def _note_turn_to_come(talk: Talk, call: Call, speaks: Vector) -> None:
    """Who is called up speaks at once; who is spoken to, after the question that follows."""
    at = talk.at(call.start) + 1
    gains: Sequence[float] = CALL_GAINS
    if call.part == ADDRESSED:
        asked = np.flatnonzero(talk.says(*_QUESTION)[at - 1 : min(at - 1 + _PATIENCE, len(speaks) - 1)])
        at, gains = at + int(asked[0]) if len(asked) else len(speaks), QUESTION_GAINS
    for i, gain in zip(range(at, len(speaks)), gains, strict=False):
        speaks[i] += gain


def _note_floor(talk: Talk, leads: Vector, speaks: Vector) -> Vector:
    """The audience is silent until it is given the word, then it asks; returned is what lets it begin.

    What speaks for the host in a questioner's words (`leads`) speaks for the questioner too.
    """
    begins = np.full(len(speaks), FLOOR["not given"])
    opened, given = False, -_JUST - 1
    for i, (gives, asks) in enumerate(zip(talk.says("floor"), talk.says("questioner"), strict=True)):
        if gives:
            opened, given = True, i
        if not opened:
            speaks[i] = FLOOR["closed"]
        elif i - given <= _JUST and (asks or not gives):
            begins[i] = FLOOR["given"]
    said = FLOOR["speaks"] + sum(FLOOR[word] * talk.says(word) for word in _FLOOR_WORDS)
    speaks += np.where(speaks > FLOOR["closed"], said + np.maximum(leads, 0.0) * talk.says("questioner"), 0.0)
    return begins


_FLOOR_WORDS = ("questioner", "wh", "ma", "think")
