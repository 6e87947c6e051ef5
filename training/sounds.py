"""How every Chinese character sounds, out of pypinyin, for the reader to find names by ear.

`python -m training.sounds` writes `ledger/reading/lexicon/sounds.txt`; pypinyin is not needed to read.
"""

from __future__ import annotations

from pathlib import Path

from pypinyin import Style, pinyin

OUT = Path(__file__).parent.parent / "ledger" / "reading" / "lexicon" / "sounds.txt"
FIRST, LAST = 0x4E00, 0x9FA5
"""The characters of Unicode 1.0, which have readings of their own."""
SURNAMES = {
    "仇": "qiu", "区": "ou", "单": "shan", "晟": "sheng", "曾": "zeng", "朴": "piao", "查": "zha", "盖": "ge",
    "缪": "miao", "翟": "zhai", "覃": "qin", "解": "xie",
}  # fmt: skip
"""Characters that sound otherwise in names than they mostly do."""
HEAD = """\
# How characters sound: a syllable of pinyin without its tone, then the characters read so. One reading
# each, the commonest, or the one it has in names; made with pypinyin, kept as data because importing that
# takes 0.25 s.
"""


def listed() -> str:
    """The text of the file: a line a syllable, its characters in the order of their numbers."""
    lines: dict[str, list[str]] = {}
    for character in map(chr, range(FIRST, LAST + 1)):
        for readings in pinyin(character, style=Style.NORMAL, errors="ignore"):
            lines.setdefault(SURNAMES.get(character, readings[0]), []).append(character)
    return HEAD + "".join(f"{syllable} {''.join(lines[syllable])}\n" for syllable in sorted(lines))


if __name__ == "__main__":
    OUT.write_text(listed(), encoding="utf-8")
