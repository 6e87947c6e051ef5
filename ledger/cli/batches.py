"""Outcomes by the file: spreadsheets saved as CSV and JSON lines, as mappings with the line each stood on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledger.book.browse import Seen
from ledger.book.outcome import FIELDS
from ledger.errors import BadInput

ENCODINGS = ("utf-8-sig", "gb18030")
"""What spreadsheets save text in; GB18030 where Chinese ones are not asked for UTF-8."""
_TO_FILL_IN = ("claim", "verdict", "share", "happened_on", "evidence", "note")
_TO_READ = ("(statement)", "(speaker)", "(due)")


@dataclass(frozen=True)
class Batch:
    """The items of a file and the line (from 1) each begins on; `encoding` is as it was read."""

    items: tuple[object, ...]
    lines: tuple[int, ...]
    encoding: str


def read_batch(data: bytes, name: str) -> Batch:
    """Read CSV (fields named in its first line) or JSON lines; raises BadInput with file and line.

    What is no item (no JSON object, more cells than headings) is given as its text, for the checks to refuse.
    Commas, semicolons and tabs part the columns of a CSV. Columns named in parentheses are for people and
    not read; where there are any, lines in which nothing but the claim is given are passed over.
    """
    text, encoding = _decode(data, name)
    if not text.strip():
        raise BadInput("holds no outcomes", name)
    try:
        found = list(_json_lines(text) if text.lstrip()[:1] in ("{", "[") else _csv(text))
    except BadInput as error:
        raise BadInput(error.reason, name, error.line) from None
    return Batch(tuple(item for _, item in found), tuple(line for line, _ in found), encoding)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "utf-16"
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise BadInput("is neither UTF-8 nor GB18030 text: save it as CSV UTF-8 or JSON lines", name)


def _json_lines(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, line


def _csv(text: str) -> Iterator[tuple[int, object]]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    line = 1
    heads: list[str] = []
    try:
        for cells in reader:
            if heads and any(map(str.strip, cells)):
                yield from _row(heads, cells, line)
            elif not heads:
                heads = _heads(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(f"is no CSV ({error})", None, line) from None


def _heads(cells: Sequence[str]) -> list[str]:
    heads = [cell.strip().lower().replace(" ", "_") for cell in cells]
    while heads and not heads[-1]:
        heads.pop()
    strange = [head for head in heads if head not in FIELDS and not _for_people(head)]
    known = ", ".join(FIELDS)
    if strange or not heads:
        raise BadInput(f"the first line names the fields: {known}; got '{', '.join(strange)}'", None, 1)
    doubled = [head for head in FIELDS if heads.count(head) > 1]
    missing = [head for head in ("claim", "verdict") if head not in heads]
    if doubled or missing:
        raise BadInput(
            f"the first line names every field once, claim and verdict always; got '{', '.join(heads)}'",
            None,
            1,
        )
    return heads


def _row(heads: Sequence[str], cells: Sequence[str], line: int) -> Iterator[tuple[int, object]]:
    if len(cells) > len(heads) and any(map(str.strip, cells[len(heads) :])):
        yield line, ",".join(cells)
        return
    item = dict(zip(heads, cells, strict=False))
    for_people = [head for head in heads if _for_people(head)]
    for head in for_people:
        item.pop(head, None)
    if not for_people or any(cell.strip() for head, cell in item.items() if head != "claim"):
        yield line, item


def _for_people(head: str) -> bool:
    return head[:1] == "(" and head[-1:] == ")"


def sheet(claims: Iterable[Seen]) -> str:
    """A CSV of claims to be judged for spreadsheets, with columns to fill in; `read_batch` reads it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*_TO_FILL_IN, *_TO_READ))
    for one in claims:
        blanks = [""] * (len(_TO_FILL_IN) - 1)
        writer.writerow((one.id, *blanks, _harmless(one.statement), _harmless(one.speaker_name), one.due))
    return "\ufeff" + out.getvalue()


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
