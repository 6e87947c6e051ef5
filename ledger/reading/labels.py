"""The labels of a claim, from its words and what stands around them.

Rules over word files and no model: `docs/labels.md` tells what was compared.
"""

from __future__ import annotations

from ledger.model import Labels
from ledger.reading.labelling.attribution import attributed_to
from ledger.reading.labelling.certainty import certainty_of
from ledger.reading.labelling.checkable import checkable_of
from ledger.reading.labelling.kinds import kind_of
from ledger.reading.labelling.passage import Talk, passage, talk_of
from ledger.reading.labelling.topics import topics_of

__all__ = ["Talk", "label", "talk_of"]


def label(talk: Talk, start: int, end: int, question: str = "", turn_start: int = 0) -> Labels:
    """The labels of the claim from `start` to `end`, in spoken offsets of the talk (`talk_of`).

    `question` is the text of the question the claim answers, `turn_start` where its speaker began.
    """
    claim = passage(talk, start, end, turn_start)
    kind = kind_of(claim)
    certainty, hedge = certainty_of(claim, kind)
    return Labels(
        kind=kind,
        certainty=certainty,
        hedge=hedge,
        topics=topics_of(talk, start, end, question),
        checkable=checkable_of(claim),
        attributed_to=attributed_to(talk, start, end, turn_start),
    )
