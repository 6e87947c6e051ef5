"""Whose voice a numbered label is: `Speaker 1` says that one person talks, not who.

What each voice says over the whole talk is weighed for each person of the recording: who leads, who gives
their name, who is called up before. Only where one way of pairing them is far the best are they paired.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np
import numpy.typing as npt

from ledger.model import Document, Person, Roster
from ledger.reading.conversation import evidence
from ledger.reading.roles import weigh
from ledger.reading.script import plain
from ledger.reading.utterances import listen

_MARGIN = 5.0
"""How much better than the next one a pairing has to be: a logarithm of odds."""
_MOST = 4
"""The most labels and people that are tried in all ways."""
_SHARE = 0.05
"""Of the words, what a voice has to say to be one of the people of the recording."""


def name_labels(document: Document, people: Sequence[Person], labels: Sequence[str]) -> Mapping[str, Person]:
    """The people whom numbered labels stand for; nothing where it is not clear."""
    marks = [mark for mark in document.marks if mark.label is not None]
    order = sorted(people, key=lambda person: person.role != "host")
    talk = listen(plain(document.spoken), Roster(tuple(order)), frozenset(mark.at for mark in marks))
    at = np.searchsorted([mark.at for mark in marks], talk.starts, "right") - 1
    voices = np.array([mark.label for mark in marks])[np.maximum(at, 0)]
    heard = [label for label in labels if talk.lengths[voices == label].sum() >= _SHARE * talk.lengths.sum()]
    if not heard or not people or max(len(people), len(heard)) > _MOST:
        return {}
    names = [person.name for person in order]
    led = order[0].role == "host"
    speaks = evidence(talk, names if led else ["", *names], weigh(talk)["host"])[:, 0 if led else 1 :]
    gains = np.array([speaks[voices == label].sum(axis=0) for label in heard])
    pairs = [(i, place) for i, place in enumerate(_paired(gains)) if place >= 0]
    # Among several guests, a voice against which the names speak is rather nobody's.
    sure = [(i, at) for i, at in pairs if order[at].role == "host" or len(order) < 3 or gains[i, at] >= 0]
    return {heard[i]: order[place] for i, place in sure}


def _paired(gains: npt.NDArray[np.float64]) -> tuple[int, ...]:
    """For each label (row) the person (column, -1 for none) in the pairing that gains most, if by far."""
    labels, people = gains.shape
    places = [*range(people), *[-1] * (labels - people)]
    ways = set(permutations(places, labels))
    scored = sorted((sum(gains[i, at] for i, at in enumerate(way) if at >= 0), way) for way in ways)
    clear = len(scored) == 1 or scored[-1][0] - scored[-2][0] >= _MARGIN
    return scored[-1][1] if clear else ()
