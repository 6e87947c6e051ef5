"""Who speaks when: by the labels of the file, or, where it has none, by the words of the talk.

Labels always win. Without them one speaker has it all, and a conversation is read by its course: who is
called up, who asks, who answers. Where nothing tells, the speaker is `unknown`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ledger.model import AUDIENCE, UNKNOWN, Document, Mark, Person, Roster, Turn
from ledger.reading.calls import SELF, TO_SPEAK, Call
from ledger.reading.conversation import follow
from ledger.reading.roster import speaker_of
from ledger.reading.script import plain
from ledger.reading.utterances import Talk, listen


def find_turns(document: Document, roster: Roster) -> tuple[Turn, ...]:
    """The turns of a document: spoken offsets, all of `spoken` covered in order, without overlaps."""
    if not document.spoken:
        return ()
    labels = [mark for mark in document.marks if mark.label is not None]
    if any(mark.label for mark in labels):
        turns = _labelled(document, roster, labels)
    elif not roster.people:
        turns = [Turn(0, len(document.spoken), UNKNOWN, "nobody known")]
    elif len(roster.people) == 1 and not labels:
        turns = [Turn(0, len(document.spoken), roster.people[0].name, "only speaker")]
    else:
        turns = _heard(document, _with_somebody(roster), labels)
    return tuple(_timed(_joined(turns), document.marks))


def _labelled(document: Document, roster: Roster, labels: Sequence[Mark]) -> list[Turn]:
    """A turn a label; what stands before the first has no known speaker, a bare mark gives the word back."""
    ends = [*(mark.at for mark in labels[1:]), len(document.spoken)]
    turns = [Turn(0, labels[0].at, UNKNOWN, "before the first label")] if labels[0].at else []
    recent: list[str] = []
    for mark, end in zip(labels, ends, strict=True):
        if mark.label:
            speaker, reason = speaker_of(mark.label, roster), "label"
        else:
            speaker, reason = (recent[-2], "turn mark") if len(recent) > 1 else (UNKNOWN, "turn mark")
        recent = [*[name for name in recent if name != speaker][-1:], speaker]
        turns.append(Turn(mark.at, end, speaker, reason))
    return turns


def _with_somebody(roster: Roster) -> Roster:
    """The roster with somebody unknown to talk to, where only one person is known."""
    if len(roster.people) > 1:
        return roster
    return Roster((*roster.people, Person(UNKNOWN, "guest" if roster.host else "host")))


def _heard(document: Document, roster: Roster, marks: Sequence[Mark]) -> list[Turn]:
    """The turns of a talk without labels; bare marks tell where voices change, if there are any."""
    spoken = plain(document.spoken)
    cuts = frozenset(mark.at for mark in marks if mark.at)
    talk = listen(spoken, roster, cuts)
    breaks = frozenset(map(talk.at, cuts)) if marks else None
    speakers = follow(talk, roster, spoken, breaks)
    changes = [at for at, name in enumerate(speakers) if not at or name != speakers[at - 1]]
    starts = [*(talk.starts[at] for at in changes), len(spoken)]
    turns = [
        Turn(start, end, speakers[at], "") for at, (start, end) in zip(changes, pairwise(starts), strict=True)
    ]
    before = [None, *turns[:-1]]
    return [_explained(talk, roster, turn, last) for turn, last in zip(turns, before, strict=True)]


def _explained(talk: Talk, roster: Roster, turn: Turn, last: Turn | None) -> Turn:
    """The turn with how its speaker is known; without a speaker where nothing tells which guest it is."""
    host = roster.host.name if roster.host else ""
    parts = {call.part for call in _calls(talk, turn) if call.person == turn.speaker}
    called = last and any(
        call.part in TO_SPEAK and call.person == turn.speaker for call in _calls(talk, last)
    )
    if SELF in parts:
        return replace(turn, reason="gives their name")
    if called:
        return replace(turn, reason="called by name")
    if turn.speaker == AUDIENCE:
        return replace(turn, reason="from the floor")
    if turn.speaker == host:
        return replace(turn, speaker=host or UNKNOWN, reason="leads the talk")
    if len(roster.guests) > 1 and not any(call.person != host for call in talk.calls):
        return replace(turn, speaker=UNKNOWN, reason="no guest is named")
    return replace(turn, reason="answers" if len(roster.guests) == 1 else "way of talking")


def _calls(talk: Talk, turn: Turn) -> tuple[Call, ...]:
    """Who is named in a turn."""
    start, end = (bisect_left(talk.calls, at, key=lambda call: call.start) for at in (turn.start, turn.end))
    return talk.calls[start:end]


def _joined(turns: Sequence[Turn]) -> Iterator[Turn]:
    """The turns, those of one speaker in a row as one."""
    current: Turn | None = None
    for turn in turns:
        if current and current.speaker == turn.speaker:
            current = replace(current, end=turn.end)
            continue
        if current:
            yield current
        current = turn
    if current:
        yield current


def _timed(turns: Iterator[Turn], marks: Sequence[Mark]) -> Iterator[Turn]:
    """The turns with the second at which each begins, by the last time the file gives before it."""
    times = [mark for mark in marks if mark.seconds is not None]
    at = 0
    for turn in turns:
        while at + 1 < len(times) and times[at + 1].at <= turn.start:
            at += 1
        known = times and times[at].at <= turn.start
        yield replace(turn, seconds=times[at].seconds) if known else turn
