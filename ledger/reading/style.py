"""How people talk: which characters each of them uses more often than the others, fillers and all.

Speakers of one talk share its topics and differ in their small words; a few hundred characters tell them
apart. What counts is how often, so word boundaries and topics need not be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_SMOOTHING = 300.0
"""Characters of the whole talk that are added to what each person says."""
_SILENT = " \t\n\r　，。、？！；：,.?!;:“”\"'（）()…—-"
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Style:
    """The characters of a talk, counted piece by piece (pieces by characters), and their share of it all."""

    counts: Matrix
    share: Matrix

    @classmethod
    def of(cls, spoken: str, starts: Sequence[int]) -> Style:
        """The characters of `spoken` in the pieces that begin at `starts`."""
        chars = np.frombuffer(spoken.lower().encode("utf-32-le"), np.uint32)
        symbols, codes = np.unique(chars, return_inverse=True)
        pieces = np.repeat(np.arange(len(starts)), np.diff([*starts, len(spoken)]))
        counts = np.bincount(pieces * len(symbols) + codes, minlength=len(starts) * len(symbols))
        heard = np.array([chr(symbol) not in _SILENT for symbol in symbols])
        of_pieces = counts.reshape(len(starts), len(symbols))[:, heard].astype(float)
        whole = of_pieces.sum(axis=0)
        return cls(of_pieces, whole / max(whole.sum(), 1.0))

    def scores(self, likely: Matrix) -> Matrix:
        """How much each piece sounds like each person, given how `likely` (pieces by people) it is theirs.

        Logarithms of the odds against the talk at large; 0 for one who says nothing.
        """
        said = likely.T @ self.counts
        smoothed = (said + _SMOOTHING * self.share) / (said.sum(axis=1, keepdims=True) + _SMOOTHING)
        scores: Matrix = self.counts @ np.log(smoothed / self.share).T
        return scores
