"""Transcripts in columns: the TSV and CSV of whisper, Audacity's labels, Advanced SubStation Alpha.

In all of them a first line names the columns, or everybody knows them, and the words stand in the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ledger.reading.formats.clock import seconds_of
from ledger.reading.formats.pieces import LINE, Piece
from ledger.reading.patterns import pattern

_HEADS = pattern(r"(?i)start(?P<mark>[\t,;])(?:[a-z_]{1,20}(?P=mark)){1,4}text\Z")
_LABELS = pattern(r"\d+\.\d+\t\d+\.\d+\t")
_NUMBER = pattern(r"\d{1,9}(?:\.\d{1,9})?\Z")
_DOUBLED = pattern(r'""')
_BREAK = pattern(r"\\[Nn]")
_STYLE = pattern(r"\{[^{}]{0,200}\}")
_HARD_SPACE = pattern(r"\\h")
_ASS = "[Script Info]"
_ROW = "Dialogue:"
_USUAL = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
"""The columns of an ASS file that names none."""


@dataclass(frozen=True)
class Table:
    """A file in columns: its format, the names of its columns, what parts them, and where its rows begin."""

    format: str
    columns: tuple[str, ...]
    mark: str
    first: int


def table_of(pieces: Sequence[Piece]) -> Table | None:
    """How a file is written in columns, None where it is not."""
    head = pieces[0].text[:200] if pieces else ""
    if head == _ASS:
        return Table("ass", _ass_columns(pieces), ",", 1)
    found = _HEADS.match(head)
    if found:
        format = "tsv" if found["mark"] == "\t" else "csv"
        return Table(format, tuple(head.lower().split(found["mark"])), found["mark"], 1)
    if pieces and all(_LABELS.match(piece.text[:60]) for piece in pieces):
        return Table("tsv", ("start", "end", "text"), "\t", 0)
    return None


def _ass_columns(pieces: Sequence[Piece]) -> tuple[str, ...]:
    heads = [piece.text for piece in pieces if piece.text.startswith("Format:")][-1:]
    named = (
        tuple(head.strip().lower() for head in heads[0].removeprefix("Format:").split(",")) if heads else ()
    )
    return named if {"start", "text"} <= set(named) else _USUAL


def rows(pieces: Sequence[Piece], table: Table) -> Iterator[Piece]:
    """The words of a table, with their times and speakers beside them. A line that is no row goes on."""
    for piece in pieces[table.first :]:
        if table.format == "ass":
            if piece.text.startswith(_ROW):
                yield from _lines(_row(piece.cut(len(_ROW)).stripped(), table))
        else:
            yield _row(piece, table)


def _row(piece: Piece, table: Table) -> Piece:
    cells = piece.text.split(table.mark, len(table.columns) - 1)
    values = dict(zip(table.columns, map(str.strip, cells), strict=False))
    time = _seconds(values.get("start", ""))
    if len(cells) < len(table.columns) or time is None:
        return piece
    words = piece.cut(len(piece.text) - len(cells[-1]), gap=LINE).stripped()
    who = values.get("speaker") or values.get("name") or values.get("actor")
    return replace(_unquoted(words) if table.format == "csv" else words, label=who or None, seconds=time)


def _seconds(cell: str) -> float | None:
    """Seconds from a time, seconds with a fraction, or milliseconds without."""
    if not _NUMBER.match(cell):
        return seconds_of(cell)
    return float(cell) if "." in cell else int(cell) / 1000


def _unquoted(piece: Piece) -> Piece:
    if len(piece.text) < 2 or piece.text[0] != '"' or piece.text[-1] != '"':
        return piece
    inner = piece.cut(1, -1).stripped()
    return inner.rewritten((*found.span(), '"') for found in _DOUBLED.finditer(inner.text))


def _lines(piece: Piece) -> Iterator[Piece]:
    """The lines of a subtitle in ASS, less its styles."""
    piece = piece.rewritten((*found.span(), " ") for found in _HARD_SPACE.finditer(piece.text))
    piece = piece.without(found.span() for found in _STYLE.finditer(piece.text))
    at = 0
    for found in _BREAK.finditer(piece.text):
        yield piece.cut(at, found.start()).stripped()
        at, piece = found.end(), replace(piece, seconds=None)
    yield piece.cut(at).stripped()
