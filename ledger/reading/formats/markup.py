"""Text and Markdown files: what stands above and between the words, and the marks inside them.

Front matter, headings and lists of facts about the recording are read and left out; so are emphasis marks
and the addresses of links. All of it is recognised by content, for transcripts in `.txt` have it too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ledger.errors import BadInput
from ledger.model import Problem, Recording
from ledger.reading import programme, recording
from ledger.reading.formats.labels import hear
from ledger.reading.formats.pieces import PARAGRAPH, Piece
from ledger.reading.patterns import pattern

_LONGEST_FRONT = 64_000
_LONGEST_LINE = 600
"""Characters from which a line is words and nothing else."""
_FIRST_LINES = 60
"""Lines among which facts about the recording are looked for."""
_HEADING = pattern(r"#{1,6}\s+(?P<title>.{0,500}?)\s*#*\Z")
_RULE = pattern(r"(?:[-–—*_=~]\s*){3,}\Z")
_BULLET = pattern(r"[-*+•·]\s+")
_FACT = pattern(
    r"(?:[-*+•·]\s+)?(?:\*\*)?(?P<key>[^\s:：*][^:：*]{0,24}?)\s*(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*(?P<value>\S.{0,500})\Z"
)
_LIST_TITLE = pattern(r".{1,20}[:：]\Z")
_ONLY_LINK = pattern(
    r"(?:[-*+•·]\s+)?(?:\[[^\[\]]{0,200}\]\([^()\s]{1,500}\)|<?https?://\S{1,500}>?)[\s,，、.。]*\Z"
)
_NOISE = pattern(r"[\[(（【<♪♫][^\[\]()（）【】<>♪♫]{0,20}[\])）】>♪♫]\Z|♪+\Z")
_LINK = pattern(
    r"(?P<before>!?\[)[^\[\]]{0,300}(?P<after>\]\([^()\s]{0,800}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?\))"
)
_TAG = pattern(r"</?(?:br|p|b|i|u|em|strong|font|span|div|small|mark|sup|sub)\b[^<>]{0,100}>", re.IGNORECASE)
_COMMENT = pattern(r"<!--[^<>]{0,500}-->")
_BOLD = pattern(r"\*{2,3}|~~")
_ITALIC = pattern(r"(?<![A-Za-z0-9*])\*(?![\s*])[^*\n]{1,200}(?<!\s)\*(?![A-Za-z0-9*])")
_UNDERLINED = pattern(r"(?<![\w])(_{1,2})(?![\s_])[^_\n]{1,200}(?<!\s)\1(?!\w)")
_CODE = pattern(r"`[^`\n]{1,200}`")
_ENTITY = pattern(r"&(?:#\d{1,6}|#x[0-9A-Fa-f]{1,5}|[A-Za-z]{2,8});")
_QUOTED = pattern(r">\s?(?!>)")
_LINK_TARGET = pattern(r"!?\[[^\[\]]{0,300}\]\(([^()\s]{1,800})\)")
_SENTENCE = pattern(r"[。！？!?]|[.，,]\s*\Z")
_STARTS_NO_SPEECH = frozenset("#-–—*_=~[<h+•·")
_MARKED = pattern(r"[*_\[<>`~♪♫(（【•·+-]")
_SMALLEST_BLOCK = 500
_LARGEST_PREFACE = 0.15
"""The share of the text that may stand before the first label of a dialogue and be taken as no speech."""


@dataclass(frozen=True)
class Above:
    """What stood above the words: facts about the recording, doubts about them, and where the words begin."""

    facts: Recording = field(default_factory=Recording)
    problems: tuple[Problem, ...] = ()
    start: int = 0


def front_matter(text: str, name: str) -> Above:
    """The YAML front matter of `text`, if any; that it can't be read is a problem, and no refusal."""
    begin = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    head = text[begin : begin + _LONGEST_FRONT]
    if not head.startswith("---"):
        return Above()
    from frontmatter.default_handlers import YAMLHandler  # loads slowly

    handler = YAMLHandler()
    parts = handler.FM_BOUNDARY.split(head, 2) if handler.detect(head) else []
    if len(parts) < 3 or ":" not in parts[1]:
        return Above()
    start = begin + len(head) - len(parts[2])
    line = text.count("\n", 0, begin) + 1
    problems: list[Problem] = []

    def doubt(key: str, reason: str) -> None:
        problems.append(Problem(f"front matter: {key}: {reason}", begin, line))

    try:
        values = recording.of_yaml(parts[1].replace("\r\n", "\n"), name, line)
    except BadInput as error:
        return Above(problems=(Problem(f"front matter {error.reason}", begin, error.line),), start=start)
    return Above(recording.of_fields(values, doubt), tuple(problems), start)


def preamble(pieces: Sequence[Piece]) -> tuple[Recording, Sequence[Piece]]:
    """What the title and the facts above the words say, and the pieces from the first words on."""
    title = Recording()
    facts: dict[str, object] = {}
    at = 0
    while at < min(len(pieces), _FIRST_LINES) and len(pieces[at].text) <= _LONGEST_LINE:
        text = pieces[at].text
        heading = _HEADING.match(text)
        fact = _fact(pieces, at)
        if heading and (sum(piece.text == text for piece in pieces) > 1 or _is_timed(text)):
            break
        if at == 0 and (heading or programme.is_title_line(text)):
            title = programme.of_title(heading["title"] if heading else text)
        elif fact:
            facts.setdefault(fact["key"], _LINK_TARGET.sub(r"\1", fact["value"]).rstrip("*").strip())
        elif not (_RULE.match(text) or _ONLY_LINK.match(text) or _opens_list(pieces, at)):
            break
        at += 1
    return recording.merge(recording.of_fields(facts, recording.unheard), title), pieces[at:]


def _is_timed(heading: str) -> bool:
    """Whether a heading is a voice with the time it begins to speak."""
    label = hear(heading)
    return bool(label and label.seconds is not None)


def _fact(pieces: Sequence[Piece], at: int) -> re.Match[str] | None:
    """The fact a line above the words states: a known field and no label, or a bullet among such."""
    text = pieces[at].text
    fact = _FACT.match(text) if len(text) <= _LONGEST_LINE else None
    if not fact:
        return None
    around = _bullets_around(pieces, at) if _BULLET.match(text) else pieces[at : at + 1]
    return fact if any(_states_field(piece.text, pieces) for piece in around) else None


def _bullets_around(pieces: Sequence[Piece], at: int) -> Sequence[Piece]:
    start, end = at, at
    while start and at - start < _FIRST_LINES and _BULLET.match(pieces[start - 1].text):
        start -= 1
    while end < len(pieces) and end - at < _FIRST_LINES and _BULLET.match(pieces[end].text):
        end += 1
    return pieces[start:end]


def _states_field(text: str, pieces: Sequence[Piece]) -> bool:
    fact = _FACT.match(text)
    if not fact or not recording.field_called(fact["key"]) or _SENTENCE.search(fact["value"]):
        return False
    beginning = text[: fact.end("key")]
    return sum(piece.text.startswith(beginning) for piece in pieces) == 1


def _opens_list(pieces: Sequence[Piece], at: int) -> bool:
    return bool(_LIST_TITLE.match(pieces[at].text) and at + 1 < len(pieces) and _fact(pieces, at + 1))


def _is_no_speech(text: str) -> bool:
    if len(text) > _LONGEST_LINE or text[:1] not in _STARTS_NO_SPEECH:
        return False
    return bool(_HEADING.match(text) or _RULE.match(text) or _ONLY_LINK.match(text))


def between(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces less headings, rules and bare links, which end the paragraph before them."""
    for piece in pieces:
        if _is_no_speech(piece.text):
            yield piece.cut(0, 0, gap=PARAGRAPH)
        else:
            yield piece


def rejoined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those put together again that were cut after so many characters, words or not."""
    lengths = [piece.ends[-1] - piece.starts[0] for piece in pieces]
    size, _ = Counter(lengths).most_common(1)[0] if lengths else (0, 0)
    # Outer white space is gone: where a cut fell on a space, the block is a little shorter.
    full = [size - 3 <= length <= size for length in lengths]
    if size < _SMALLEST_BLOCK or sum(full) < 2 or sum(full) < 0.8 * (len(pieces) - 1):
        return list(pieces)
    kept = list(pieces[:1])
    for i in range(1, len(pieces)):
        at_space = lengths[i - 1] < size or (full[i] and lengths[i] < size)
        together = full[i - 1] and (full[i] or i == len(pieces) - 1)
        kept.append(replace(pieces[i], gap=" " if at_space else "") if together else pieces[i])
    return kept


def without_preface(pieces: Sequence[Piece]) -> tuple[list[Piece], Problem | None]:
    """The pieces of an edited dialogue from its first label on: what an editor put before it is no speech."""
    first = next((i for i, piece in enumerate(pieces) if piece.label), 0)
    before = sum(len(piece.text) for piece in pieces[:first])
    whole = sum(len(piece.text) for piece in pieces)
    if not before or pieces[first].gap != PARAGRAPH or before > whole * _LARGEST_PREFACE:
        return list(pieces), None
    start = next(piece for piece in pieces if piece.text).starts[0]
    problem = Problem(f"the {before} characters before the first label were taken as a preface", start)
    return list(pieces[first:]), problem


def cleaned(piece: Piece) -> Piece:
    """The piece less emphasis marks, quote marks, bullets, tags and the addresses of links."""
    if not _MARKED.search(piece.text):
        return piece
    if _NOISE.match(piece.text):
        return piece.cut(0, 0)
    spans: list[tuple[int, int]] = []
    for opening in (_QUOTED, _BULLET):
        found = opening.match(piece.text)
        spans += [found.span()] if found else []
    for mark in (_BOLD, _TAG, _COMMENT):
        spans += [found.span() for found in mark.finditer(piece.text)]
    for found in _LINK.finditer(piece.text):
        spans += [found.span("before"), found.span("after")]
    for pair, width in ((_ITALIC, 1), (_UNDERLINED, 0), (_CODE, 1)):
        for found in pair.finditer(piece.text):
            wide = width or len(found[1])
            spans += [(found.start(), found.start() + wide), (found.end() - wide, found.end())]
    return piece.without(spans) if spans else piece


def unescaped(piece: Piece) -> Piece:
    """The piece with `&amp;` and the like as the characters they stand for."""
    if "&" not in piece.text:
        return piece
    import html  # loads slowly, and few files have any

    found = ((*entity.span(), html.unescape(entity[0])) for entity in _ENTITY.finditer(piece.text))
    return piece.rewritten(entity for entity in found if len(entity[2]) == 1).visible()
