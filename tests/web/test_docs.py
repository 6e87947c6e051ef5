"""What docs/pages.md says works as it stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import yaml

from tests.book.examples import make_ledger
from tests.web.conftest import TOKEN, TOKENS
from tests.web.server import ROOT, served


def test_the_curl_example_works_as_pasted(tmp_path: Path) -> None:
    path, _ = make_ledger(tmp_path)
    metadata = tmp_path / "metadata.yml"
    metadata.write_text(yaml.safe_dump({"plugins": TOKENS}), encoding="utf-8")
    example = re.search(r"```bash\n(.*?)```", (ROOT / "docs/pages.md").read_text(encoding="utf-8"), re.S)
    assert example
    with served(path, "--metadata", str(metadata)) as server:
        told = {**os.environ, "LEDGER": server.address.rstrip("/"), "TOKEN": TOKEN}
        done = subprocess.run(
            ["bash", "-euc", example[1]], env=told, capture_output=True, text=True, check=True
        )
    answer = json.loads(done.stdout)
    assert answer["ok"] and answer["recorded"] == 1 and answer["results"][0]["verdict"] == "partial"
