"""What a claim is about: the topics of its words first, then of the words around it and of the whole talk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from ledger.reading.labelling.passage import Talk
from ledger.reading.labelling.subjects import subjects, topic_of
from ledger.reading.script import plain

CLAIM, AHEAD, BEHIND, QUESTION, TALK = 3.0, 1.0, 0.5, 0.5, 3.0
"""What a word weighs: in the claim, before it, after it, in the question it answers; and the whole talk."""
REACH_AHEAD, REACH_BEHIND = 120, 60
"""How many characters before and after a claim tell what it is about."""
ENOUGH = 2
"""More words of one subject than this say no more."""
BESIDE = 0.45
"""A further topic weighs at least this share of the first."""
MOST = 3


def topics_of(talk: Talk, start: int, end: int, question: str = "") -> tuple[str, ...]:
    """One to three of `model.TOPICS`, the best first; `other` where no word tells.

    `question` is the text of what the claim from `start` to `end` answers.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    said = (
        (CLAIM, talk.subjects.between(start, end)),
        (AHEAD, talk.subjects.between(start - REACH_AHEAD, start)),
        (BEHIND, talk.subjects.between(end, end + REACH_BEHIND)),
        (QUESTION, _asked(question)),
    )
    for weight, counts in said:
        for subject, count in counts.items():
            weights[topic_of(subject)] += weight * min(count, ENOUGH)
    for topic, share in talk.leaning.items():
        weights[topic] += TALK * share
    best = sorted(weights.items(), key=lambda item: -item[1])[:MOST]
    return tuple(topic for topic, weight in best if weight >= BESIDE * best[0][1]) or ("other",)


@lru_cache(256)
def _asked(question: str) -> Mapping[str, int]:
    """How often each subject is named in a question; all claims of an answer ask for the same one's."""
    return subjects(plain(question)).between(0, len(question))
