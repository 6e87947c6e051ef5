"""How people talk: which characters each of them uses more often than the others, fillers and all.

Speakers of one talk share its topics and differ in their small words; a few hundred characters tell them
apart. What counts is how often, so word boundaries and topics need not be known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_SMOOTHING = 300.0
"""Characters of the whole talk that are added to what each person says."""
_SILENT = " \t\n\r　，。、？！；：,.?!;:“”\"'（）()…—-"
Matrix = npt.NDArray[np.float64]


class Style:
    """The characters of a talk, counted piece by piece."""

    def __init__(self, spoken: str, starts: Sequence[int]) -> None:
        chars = np.frombuffer(spoken.lower().encode("utf-32-le"), np.uint32)
        symbols, codes = np.unique(chars, return_inverse=True)
        pieces = np.repeat(np.arange(len(starts)), np.diff([*starts, len(spoken)]))
        counts = np.bincount(pieces * len(symbols) + codes, minlength=len(starts) * len(symbols))
        heard = np.array([chr(symbol) not in _SILENT for symbol in symbols])
        self.counts: Matrix = counts.reshape(len(starts), len(symbols))[:, heard].astype(float)
        whole = self.counts.sum(axis=0)
        self.share: Matrix = whole / max(whole.sum(), 1.0)

    def scores(self, likely: Matrix) -> Matrix:
        """How much each piece sounds like each person, given how `likely` (pieces by people) it is theirs.

        Logarithms of the odds against the talk at large; 0 for one who says nothing.
        """
        said = likely.T @ self.counts
        smoothed = (said + _SMOOTHING * self.share) / (said.sum(axis=1, keepdims=True) + _SMOOTHING)
        scores: Matrix = self.counts @ np.log(smoothed / self.share).T
        return scores
