"""Who speaks, where the file says so: labels, tags, times and turn marks at the start of the words.

A label is believed by its company, for bold is also emphasis and a colon also prose: labels recur, are
short and look like names. What is not believed stays among the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from ledger.reading.formats.labels import SHAPES, Heard, hear
from ledger.reading.formats.names import is_full_name, is_role
from ledger.reading.formats.pieces import Piece
from ledger.reading.formats.turnmarks import at_turns, without_times

_WEAK = ("before", "plain", "title", "alone")
"""Shapes in which prose and headings are written too."""


def voices(pieces: Sequence[Piece], known: Collection[str] = ()) -> list[Piece]:
    """The pieces with their labels and times taken from the words and kept beside them.

    `known` are names that are believed as labels wherever they stand before a colon.
    """
    split = at_turns(without_times(pieces))
    heard = [hear(piece.text, after_mark=piece.label == "") for piece in split]
    believed = _believed(split, heard, {name.lower() for name in known if name})
    return [
        _labelled(piece, label) if label and (label.shape, label.key) in believed else piece
        for piece, label in zip(split, heard, strict=True)
    ]


def _labelled(piece: Piece, label: Heard) -> Piece:
    time = piece.seconds if label.seconds is None else label.seconds
    return piece.cut(label.body, label=label.name, seconds=time)


def _believed(
    pieces: Sequence[Piece], heard: Sequence[Heard | None], known: Collection[str]
) -> set[tuple[str, str]]:
    """The labels, by shape, that are believed."""
    labels = [label for label in heard if label]
    counts = Counter((label.shape, label.key) for label in labels)
    believed: set[tuple[str, str]] = set()
    for shape in (*SHAPES, "marked"):
        here = [label for label in labels if label.shape == shape]
        sure = {label.key for label in here if _is_sure(label, len(here), counts, known)}
        if sure and shape in _WEAK and not _leads(pieces, heard, sure, shape):
            sure = set()
        named = [label for label in here if is_full_name(label.name) or is_role(label.name)]
        if shape not in ("tag", "alone") and (sure or _mostly(pieces, named)):
            sure |= {label.key for label in named}
        if any(label.alone for label in here if label.key in sure):
            sure |= {label.key for label in here if label.alone and label.shape == "plain"}
        if sure and _mostly(pieces, [label for label in here if label.key in sure]):
            sure |= {label.key for label in here if label.shape != "alone"}
        believed |= {(shape, key) for key in sure}
    return believed


def _is_sure(label: Heard, others: int, counts: Counter[tuple[str, str]], known: Collection[str]) -> bool:
    """Whether a label is believed for itself, be it known, timed or said again in the same shape."""
    again = counts[label.shape, label.key] > 1
    match label.shape:
        case "timed" | "marked":
            return True
        case "over":
            return again or others > 1 or is_role(label.name)
        case "before":
            return (again and is_full_name(label.name)) or (others > 1 and is_role(label.name))
        case "tag":
            return is_role(label.name) or label.key in known
        case "alone":
            return label.numbered
    return again or label.key in known or label.seconds is not None


def _leads(pieces: Sequence[Piece], heard: Sequence[Heard | None], sure: Collection[str], shape: str) -> bool:
    """Whether labels of a weak shape run through the file from its beginning, as those of notes don't."""
    here = [label if label and label.shape == shape else None for label in heard]
    places = [i for i, label in enumerate(here) if label and label.key in sure]
    before = sum(len(piece.text) for piece in pieces[: places[0]])
    whole = sum(len(piece.text) for piece in pieces)
    often = len(places) > 2 or _mostly(pieces, [label for label in here if label])
    return often and before <= max(1500, whole // 10)


def _mostly(pieces: Sequence[Piece], labels: Sequence[Heard]) -> bool:
    """Whether half of the lines begin with one of the labels, not counting those below a label on its own."""
    alone = sum(1 for label in labels if label.alone)
    return len(labels) > 1 and len(labels) * 2 >= len(pieces) - alone
