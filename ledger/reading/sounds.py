"""How Chinese characters sound, so that a name spelled by a speech recogniser still finds its person.

Recognisers write names by ear: they confuse zh with z, in with ing, l with n, f with h, as many speakers
do. A character is therefore read as one of some 280 *sounds*, each written as one private-use character,
and text of the same length and offsets is searched for the sounds of a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ledger.reading.lexicon import read_text

_FIRST = 0xE000
_INITIAL = re.compile(r"[zcs]h|[bpmfdtnlgkhjqxrzcsyw]|")
_MERGED_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "l": "n", "h": "f"}
_MERGED_FINALS = re.compile(r"(?<=[aei])ng$")
_GLIDE = re.compile(r"^[iuv](?=[aeo])")


@dataclass(frozen=True)
class Sounds:
    """The sound of every character, the parts of every sound, the characters of every syllable."""

    table: Mapping[int, int]
    parts: Mapping[str, tuple[str, str]]
    lines: tuple[tuple[str, str], ...]

    def pinyin(self, text: str) -> str:
        """The syllables of `text` in a row, "" for characters that have none."""
        return "".join(next((one for one, chars in self.lines if char in chars), "") for char in text)

    def of(self, text: str) -> str:
        """`text` with every Chinese character replaced by its sound."""
        return text.translate(self.table)

    def near(self, sound: str) -> str:
        """The sounds that are taken for `sound`, itself among them."""
        own = self.parts.get(sound)
        return "".join(other for other, part in self.parts.items() if own and _are_near(own, part)) or sound


def _parts(syllable: str) -> tuple[str, str]:
    """The initial and the final of a syllable, less the differences that recognisers lose."""
    initial = _INITIAL.match(syllable)
    head = initial[0] if initial else ""
    final = _MERGED_FINALS.sub("n", syllable[len(head) :])
    return _MERGED_INITIALS.get(head, head), final


def _are_near(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two sounds share their beginning, or their end but for a glide (kuan and fan)."""
    same_final = _GLIDE.sub("", one[1]) == _GLIDE.sub("", other[1])
    return same_final or (bool(one[0]) and one[0] == other[0])


@cache
def sounds() -> Sounds:
    """The sounds of the characters of `sounds.txt`."""
    lines = [tuple(line.split()) for line in read_text("sounds.txt").splitlines() if not line.startswith("#")]
    parts = {syllable: _parts(syllable) for syllable, _ in lines}
    code = {part: chr(_FIRST + i) for i, part in enumerate(dict.fromkeys(parts.values()))}
    table: dict[int, int] = {}
    for syllable, chars in lines:
        table.update(dict.fromkeys(map(ord, chars), ord(code[parts[syllable]])))
    return Sounds(
        table, {char: part for part, char in code.items()}, tuple((one, chars) for one, chars in lines)
    )
