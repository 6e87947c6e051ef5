"""`ledger serve` as its owner starts it, for what looks at the pages in a real browser."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    """A running ledger: its address, the address that signs its owner in, and the process that serves it."""

    address: str
    sign_in: str
    process: subprocess.Popen[str]


@contextmanager
def served(path: Path, *options: str) -> Iterator[Served]:
    """The ledger at `path` behind `ledger serve`, until the block ends.

    On a port of its own: several tests that start at once would all find the usual one free.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        options = ("--port", str(probe.getsockname()[1]), *options)
    command = [
        sys.executable,
        "-m",
        "ledger",
        "serve",
        "--db",
        path,
        "--metadata",
        ROOT / "metadata.yml",
        *options,
    ]
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, text=True, **streams) as process:  # type: ignore[call-overload]
        try:
            yield _started(process)
        finally:
            process.terminate()


def _started(process: subprocess.Popen[str]) -> Served:
    printed = ""
    assert process.stdout
    while "Uvicorn running" not in printed:
        line = process.stdout.readline()
        assert line, f"the server ended: {printed}"
        printed += line
    address = re.search(r"Ledger: +(http://\S+/)", printed)
    sign_in = re.search(r"http://\S+/-/auth-token\S+", printed)
    assert address and sign_in, printed
    return Served(address[1], sign_in[0], process)
