"""The commonest Chinese words, out of jieba's dictionary, for the reader to cut by.

`python -m training.common` writes `ledger/reading/lexicon/common.zh.txt`; jieba is not needed to read.
"""

from __future__ import annotations

import re
from pathlib import Path

import jieba

OUT = Path(__file__).parent.parent / "ledger" / "reading" / "lexicon" / "common.zh.txt"
MOST = 10_000
_WORD = re.compile("[\u3400-\u9fff]{2,}")


def common() -> list[str]:
    """The words of two characters and more that jieba's dictionary counts most often, most often first."""
    jieba.initialize()
    counts: dict[str, int] = jieba.dt.FREQ
    return sorted(filter(_WORD.fullmatch, counts), key=lambda word: (-counts[word], word))[:MOST]


if __name__ == "__main__":
    OUT.write_text("\n".join(common()) + "\n", encoding="utf-8")
