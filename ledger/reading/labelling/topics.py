"""What a claim is about: the topics of its words first, then of the words around it and of the whole talk."""

from __future__ import annotations

from collections import defaultdict

from ledger.reading.labelling.passage import Talk
from ledger.reading.labelling.subjects import subjects

CLAIM, AHEAD, BEHIND, QUESTION, TALK = 3.0, 1.0, 0.5, 0.5, 3.0
"""What a word weighs: in the claim, before it, after it, in the question it answers; and the whole talk."""
REACH_AHEAD, REACH_BEHIND = 120, 60
"""How many characters before and after a claim tell what it is about."""
ENOUGH = 2
"""More words of one subject than this say no more."""
SHARE = 0.3
"""A subject's share of a talk counts up to here, so that no talk is all about one thing."""
BESIDE = 0.45
"""A further topic weighs at least this share of the first."""
MOST = 3


def topics_of(talk: Talk, start: int, end: int, question: str = "") -> tuple[str, ...]:
    """One to three of `model.TOPICS`, the best first; `other` where no word tells.

    `question` is what the claim from `start` to `end` answers, in simplified characters and small letters.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    said = (
        (CLAIM, talk.subjects.between(start, end)),
        (AHEAD, talk.subjects.between(start - REACH_AHEAD, start)),
        (BEHIND, talk.subjects.between(end, end + REACH_BEHIND)),
        (QUESTION, subjects(question).between(0, len(question))),
    )
    for weight, counts in said:
        for subject, count in counts.items():
            weights[_topic(subject)] += weight * min(count, ENOUGH)
    for subject, share in talk.shares.items():
        weights[_topic(subject)] += TALK * min(share, SHARE)
    best = sorted(weights.items(), key=lambda item: -item[1])[:MOST]
    return tuple(topic for topic, weight in best if weight >= BESIDE * best[0][1]) or ("other",)


def _topic(subject: str) -> str:
    """The topic of a subject: `other/macro` is one of `other`."""
    return subject.partition("/")[0]
