"""How sure a speaker is, and in which words: doubt outweighs sureness, sureness outweighs opinion."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.reading.labelling.passage import Passage
from ledger.reading.lexicon import Cue
from ledger.reading.lexicon.scanner import scanner

HALF_MEANT = ("need", "plan", "expectation")
"""Kinds that are of medium certainty where no word tells more."""


def certainty_of(passage: Passage, kind: str) -> tuple[str, str]:
    """The certainty, one of `model.CERTAINTIES`, and the words that say so, as spoken ("" where none do).

    Of doubt (可能) and likelihood (应该) the last said holds: 可能…应该是 is likely, 应该…可能 doubtful.
    """
    cues = list(scanner("hedges").find(passage.text))
    modal = _last(cues, ("doubt", "likely"))
    sure = _last(cues, ("sure",))
    if modal and modal.cls == "doubt":
        return "low", _words(passage, modal)
    if sure:
        return "high", _words(passage, sure)
    own = modal or next((cue for cue in cues if cue.cls == "opinion"), None)
    if own:
        return "medium", _words(passage, own)
    lead = _last(list(scanner("hedges").find(passage.lead)), ("likely", "opinion"))
    if lead:
        return "medium", lead.text
    soft = _last(cues, ("soft",))
    if kind in HALF_MEANT or soft:
        return "medium", _words(passage, soft) if soft else ""
    return "high", ""


def _last(cues: Sequence[Cue], classes: tuple[str, ...]) -> Cue | None:
    return next((cue for cue in reversed(cues) if cue.cls in classes), None)


def _words(passage: Passage, cue: Cue) -> str:
    return passage.words[cue.start : cue.end]
