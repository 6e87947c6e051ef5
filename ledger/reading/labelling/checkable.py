"""How far a third party could settle a claim as it is worded."""

from __future__ import annotations

from ledger.reading.labelling.passage import Passage
from ledger.reading.lexicon.scanner import scanner


def checkable_of(passage: Passage) -> int:
    """2: as worded (an amount, or an event with a date); 1: once a measure is named; 0: too vague."""
    said = {cue.cls for cue in scanner("measures").find(passage.text)}
    vague = "vague" in said and "dated" not in said
    if ("figure" in said and not vague) or said >= {"event", "dated"}:
        return 2
    return 0 if vague and not said & {"event", "figure"} else 1
