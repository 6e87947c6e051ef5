"""Forecast, conditional, expectation, need or plan: the cue that governs decides, in a fixed order."""

from __future__ import annotations

from ledger.reading.labelling.passage import Passage
from ledger.reading.lexicon.scanner import scanner

EARLY = 0.6
"""A condition that first comes after this share of the claim belongs to what follows it."""


def kind_of(passage: Passage) -> str:
    """The kind of the claim, one of `model.KINDS`.

    A condition makes a conditional, then a wish an expectation, a need without 会 a need, a plan without 会
    (or the speaker's own) a plan; the weaker marks of a condition (才能, 当…时) come last.
    """
    cues = list(scanner("kinds").find(passage.text))
    said = {cue.cls for cue in cues}
    early = {cue.cls for cue in cues if cue.start < EARLY * len(passage.text)}
    will = "will" in said
    if early & {"condition", "even"} or "case" in said:
        return "conditional"
    if "hope" in said:
        return "expectation"
    if "need" in said and not will:
        return "need"
    if "plan" in said and (not will or "self" in said):
        return "plan"
    return "conditional" if "clause" in early else "forecast"
