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
from ledger.reading.script import Charmap

_FIRST = 0xE000
_INITIAL = re.compile(r"[zcs]h|[bpmfdtnlgkhjqxrzcsyw]|")
_MERGED_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "l": "n", "h": "f"}
_MERGED_FINALS = re.compile(r"(?<=[aei])ng$")
_GLIDE = re.compile(r"^[iuv](?=[aeo])")


@dataclass(frozen=True)
class Sounds:
    """The sound of every character, the sounds near every sound, the characters of every syllable."""

    table: Charmap
    nearest: Mapping[str, str]
    lines: tuple[tuple[str, str], ...]

    def pinyin(self, text: str) -> str:
        """The syllables of `text` in a row, "" for characters that have none."""
        return "".join(next((one for one, chars in self.lines if char in chars), "") for char in text)

    def of(self, text: str) -> str:
        """`text` with every Chinese character replaced by its sound."""
        return self.table.read(text)

    def near(self, sound: str) -> str:
        """The sounds that are taken for `sound`, itself among them.

        They share its beginning, or its end but for a glide (kuan and fan).
        """
        return self.nearest.get(sound, sound)


def _parts(syllable: str) -> tuple[str, str]:
    """The initial and the final of a syllable, less the differences that recognisers lose."""
    initial = _INITIAL.match(syllable)
    head = initial[0] if initial else ""
    final = _MERGED_FINALS.sub("n", syllable[len(head) :])
    return _MERGED_INITIALS.get(head, head), final


def _nearest(parts: Mapping[str, tuple[str, str]]) -> Mapping[str, str]:
    """For every sound, given its parts, the sounds near it."""
    alike: dict[str, str] = {}
    keys = {
        sound: (initial and initial + "-", "-" + _GLIDE.sub("", final))
        for sound, (initial, final) in parts.items()
    }
    for sound, ends in keys.items():
        for key in filter(None, ends):
            alike[key] = alike.get(key, "") + sound
    return {sound: "".join(alike.get(key, "") for key in ends) for sound, ends in keys.items()}


@cache
def sounds() -> Sounds:
    """The sounds of the characters of `sounds.txt`."""
    split = (line.partition(" ") for line in read_text("sounds.txt").splitlines() if not line.startswith("#"))
    lines = tuple((syllable, chars) for syllable, _, chars in split)
    parts = {syllable: _parts(syllable) for syllable, _ in lines}
    code = {part: chr(_FIRST + i) for i, part in enumerate(dict.fromkeys(parts.values()))}
    table = Charmap(
        "".join(chars for _, chars in lines),
        "".join(code[parts[syllable]] * len(chars) for syllable, chars in lines),
    )
    return Sounds(table, _nearest({char: part for part, char in code.items()}), lines)
