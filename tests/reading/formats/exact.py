"""What holds of every document, whatever the file it came from."""

from __future__ import annotations

from ledger.model import Document
from ledger.reading.formats import read_bytes


def document(text: str, name: str = "talk.txt") -> Document:
    """The document of a small transcript, its map into the file checked."""
    read = read_bytes(text.encode(), name)
    check(read)
    return read


def labels(read: Document) -> list[tuple[str | None, str]]:
    """Every mark's label with the words it stands before, up to the next mark."""
    ends = [mark.at for mark in read.marks[1:]] + [len(read.spoken)]
    return [(m.label, read.spoken[m.at : end].strip()) for m, end in zip(read.marks, ends, strict=False)]


def check(read: Document) -> None:
    """Every spoken character stands in the file where the document says, in order."""
    assert len(read.offsets) == len(read.spoken)
    assert list(read.offsets) == sorted(read.offsets)
    assert read.spoken == read.spoken.strip()
    for i, char in enumerate(read.spoken):
        start, end = read.in_file(i, i + 1)
        assert 0 <= start < end <= len(read.text)
        stored = read.text[start:end]
        assert char in ("\n", " ") or stored in (char, char * 2) or stored[0] in "\\&", (char, stored)
    places = [mark.at for mark in read.marks]
    assert places == sorted(places)
    assert all(0 <= place < len(read.spoken) for place in places)
