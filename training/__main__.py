"""`python -m training EVALUATION_FOLDER`: fit every model the reader ships, and print what each reached."""

from __future__ import annotations

import sys
from pathlib import Path

from training import finder, turns

WEIGHTS = Path(__file__).parent.parent / "ledger" / "reading" / "weights"
_MODELS = (("turns", turns.train, "turns.json"), ("finder", finder.train, "finder.npz"))
"""In the order of training: the finder sees the turns."""


def main() -> int:
    """Train all; 2 where the folder is not given or holds no talks."""
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "dev").is_dir():
        print("usage: scripts/train EVALUATION_FOLDER  (one with panel/ and dev/NAME/)", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    for name, train, file in _MODELS:
        table = train(folder, WEIGHTS / file)
        (WEIGHTS / f"{name}.md").write_text(table + "\n", encoding="utf-8")
        print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
