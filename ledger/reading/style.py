"""How people talk: which characters each of them uses more often than the others, fillers and all.

Speakers of one talk share its topics and differ in their small words; a few hundred characters tell them
apart. What counts is how often, so word boundaries and topics need not be known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ledger.reading.script import codes_of

_SMOOTHING = 300.0
"""Characters of the whole talk that are added to what each person says."""
_LEAST = 1e-9
_SILENT = " \t\n\r　，。、？！；：,.?!;:“”\"'（）()…—-"
Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Style:
    """Every character heard in a talk, in order: the piece it stands in, and which of the talk's characters
    it is; and the share of each of those in all that is heard. `pieces` is how many pieces there are."""

    pieces: int
    where: npt.NDArray[np.intp]
    which: npt.NDArray[np.intp]
    share: Vector

    @classmethod
    def of(cls, spoken: str, starts: npt.NDArray[np.intp]) -> Style:
        """The characters of `spoken` (in small letters) in the pieces that begin at `starts`."""
        codes = codes_of(spoken)
        where = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(codes)))
        heard = ~np.isin(codes, codes_of(_SILENT))
        counts = np.bincount(codes[heard])
        known = counts > 0
        which = (np.cumsum(known) - 1)[codes[heard]]
        return cls(len(starts), where[heard], which, counts[known] / max(counts.sum(), 1))

    def of_commonest(self, count: int) -> Style:
        """The same by the talk's commonest characters alone: those of small words, hardly of topics."""
        kept = self.share >= np.sort(self.share)[-count:].min(initial=1.0)
        heard = kept[self.which]
        which = (np.cumsum(kept) - 1)[self.which[heard]]
        share = self.share[kept]
        return Style(self.pieces, self.where[heard], which, share / max(share.sum(), _LEAST))

    def scores(self, likely: Matrix) -> Matrix:
        """How much each piece sounds like each person, given how `likely` (pieces by people) it is theirs.

        Logarithms of the odds against the talk at large; 0 for one who says nothing.
        """
        return np.column_stack([self._score(column[self.where]) for column in likely.T])

    def _score(self, likely: Vector) -> Vector:
        """What every piece sounds like one person, given how `likely` each character is theirs."""
        said = np.bincount(self.which, likely, len(self.share))
        smoothed = (said + _SMOOTHING * self.share) / (said.sum() + _SMOOTHING)
        gains = np.log(smoothed / self.share)[self.which]
        return np.asarray(np.bincount(self.where, gains, self.pieces), np.float64)
