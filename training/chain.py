"""A chain of three states (the host, a guest, another guest after a guest), fitted to talks whose turns are
known: the most likely weights, held near given ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from ledger.reading.roles import SLOTS
from ledger.reading.turnwords import Flags

HOST, GUEST, OTHER, UNKNOWN = 0, 1, 2, -1
_NEVER = -1e9
Weights = Mapping[str, Mapping[str, float]]
Vector = npt.NDArray[np.float64]
Moves = npt.NDArray[np.float64]
"""What every move from state to state (the last two axes) weighs, a step an utterance."""


@dataclass(frozen=True)
class Sample:
    """One talk: what is observed of which utterances, by slot, and the state of each (or UNKNOWN)."""

    observed: Mapping[str, Mapping[str, Flags]]
    states: npt.NDArray[np.int64]
    weight: float = 1.0
    """How much the talk counts."""


@dataclass(frozen=True)
class _Names:
    """Every observation met in training and its place among the weights, by slot."""

    places: Mapping[str, Mapping[str, int]]

    def matrices(self, sample: Sample) -> list[csr_matrix]:
        return [_matrix(sample.observed[slot], self.places[slot]) for slot in SLOTS]

    def split(self, weights: Vector) -> list[Vector]:
        ends = np.cumsum([len(self.places[slot]) for slot in SLOTS])
        return np.split(weights, ends[:-1])

    def named(self, weights: Vector) -> dict[str, dict[str, float]]:
        parts = dict(zip(SLOTS, self.split(weights), strict=True))
        return {
            slot: {name: float(parts[slot][at]) for name, at in self.places[slot].items()} for slot in SLOTS
        }


def _matrix(observed: Mapping[str, Flags], places: Mapping[str, int]) -> csr_matrix:
    """Utterances by observations; what was not observed in this talk at all is 0."""
    nothing = np.zeros(len(next(iter(observed.values()))))
    return csr_matrix(np.array([observed.get(name, nothing) for name in places], float).T)


def fit(
    samples: Sequence[Sample], held: Weights, firmness: float, other_firmness: float
) -> dict[str, dict[str, float]]:
    """The weights that make the known turns most likely, held near `held`: the firmer, the nearer.

    Weights of 2 and more, and all of the slot `other`, for which there are few examples, are held firmly.
    """
    names = _Names({slot: _places(samples, slot) for slot in SLOTS})
    mean = np.concatenate([[held[slot].get(name, 0.0) for name in names.places[slot]] for slot in SLOTS])
    hold = np.where(np.abs(mean) >= 2, max(firmness, 25.0), firmness)
    hold[len(hold) - len(names.places["other"]) :] = other_firmness
    talks = [(names.matrices(sample), sample) for sample in samples]
    allowed = _padded([_allowed(sample.states) for sample in samples])

    def cost(weights: Vector) -> tuple[float, Vector]:
        total, slope = _held(weights, mean, hold)
        parts = names.split(weights)
        moves = _padded([_moves([m @ part for m, part in zip(one, parts, strict=True)]) for one, _ in talks])
        unlikely, more = _unlikelihood(moves, allowed)
        for (matrices, sample), lost, steps in zip(talks, unlikely, more, strict=True):
            total += sample.weight * lost
            slope = slope + sample.weight * _slope(matrices, steps[: len(sample.states)])
        return total, slope

    found = minimize(cost, mean, jac=True, method="L-BFGS-B", options={"maxiter": 40})
    return names.named(found.x)


def _places(samples: Sequence[Sample], slot: str) -> dict[str, int]:
    names = dict.fromkeys(
        name for sample in samples for name, flags in sample.observed[slot].items() if flags.any()
    )
    return {name: at for at, name in enumerate(names)}


def _held(weights: Vector, mean: Vector, hold: Vector) -> tuple[float, Vector]:
    away = weights - mean
    return float((hold * away**2).sum() / 2), hold * away


def _allowed(states: npt.NDArray[np.int64]) -> Moves:
    """What is to be added to the moves before each utterance so that only the known states are reached."""
    free = (states[:, None] == UNKNOWN) | (states[:, None] == np.arange(3))
    return np.repeat(np.where(free, 0.0, _NEVER)[:, None, :], 3, axis=1)


def _padded(talks: Sequence[Moves]) -> Moves:
    """Talks of one length, so that all can be followed at once: at their ends nothing more changes."""
    padded = np.full((len(talks), max(map(len, talks)), 3, 3), _NEVER)
    padded[:, :, range(3), range(3)] = 0.0
    for one, moves in zip(padded, talks, strict=True):
        one[: len(moves)] = moves
    return padded


def _unlikelihood(moves: Moves, allowed: Moves) -> tuple[Vector, Moves]:
    """How unlikely the known states of every talk are (a logarithm), and its slope by every move."""
    whole, expected = _expected(np.concatenate([moves, moves + allowed]))
    free, known = np.split(whole, 2)
    all_expected, of_known = np.split(expected, 2)
    return free - known, all_expected - of_known


def _slope(matrices: list[csr_matrix], more: Moves) -> Vector:
    """The slope by every weight, given that by every move."""
    steps = (
        more[:, :, HOST].sum(axis=1),
        more[:, HOST, GUEST],
        more[:, GUEST:, HOST].sum(axis=1),
        more[:, GUEST:, OTHER].sum(axis=1),
    )
    return np.concatenate([matrix.T @ step for matrix, step in zip(matrices, steps, strict=True)])


def _moves(scores: Sequence[Vector]) -> Moves:
    """What each move between two states weighs before each utterance; the first has no state before it."""
    host, answer, resume, other = scores
    moves = np.full((len(host), 3, 3), _NEVER)
    moves[:, HOST, HOST] = host
    moves[:, HOST, GUEST] = answer
    for state in (GUEST, OTHER):
        moves[:, state, HOST] = resume + host
        moves[:, state, GUEST] = 0.0
        moves[:, state, OTHER] = other
    moves[0] = _NEVER
    moves[0, HOST, HOST], moves[0, GUEST, GUEST] = host[0], 0.0
    return moves


def _expected(moves: Moves) -> tuple[Vector, Moves]:
    """For every talk the logarithm of the sum over all paths, and how often each move is made on average."""
    ahead, behind = (np.zeros(moves.shape[:3]) for _ in range(2))
    ahead[:, 0] = _sum(moves[:, 0], 1)
    for i in range(1, moves.shape[1]):
        ahead[:, i] = _sum(ahead[:, i - 1, :, None] + moves[:, i], 1)
    for i in range(moves.shape[1] - 2, -1, -1):
        behind[:, i] = _sum(moves[:, i + 1] + behind[:, i + 1, None, :], 2)
    whole = _sum(ahead[:, -1], 1)
    before = np.concatenate([np.zeros_like(ahead[:, :1]), ahead[:, :-1]], axis=1)
    ways = before[..., :, None] + moves + behind[..., None, :] - whole[:, None, None, None]
    return whole, np.exp(np.clip(ways, -80.0, 0.0))


def _sum(values: Vector, axis: int) -> Vector:
    most = values.max(axis=axis, keepdims=True)
    return np.asarray((most + np.log(np.exp(values - most).sum(axis=axis, keepdims=True))).squeeze(axis))
