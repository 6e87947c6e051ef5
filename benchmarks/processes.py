"""Watches a command: when it wrote each line, and what all its processes took of memory and processor."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Watched:
    """`at` holds seconds from the start to each line; `memory` the most bytes its processes held together.

    `spent` has for each process, as last seen, the seconds it ran and those it waited for a processor that
    somebody else had.
    """

    at: list[float] = field(default_factory=list)
    seconds: float = 0.0
    memory: int = 0
    spent: dict[int, tuple[float, float]] = field(default_factory=dict)


def watched(command: list[str]) -> Watched:
    """Run a command to its end; memory shared by its processes counts once."""
    seen, start = Watched(), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, seen, done))
        watcher.start()
        assert process.stdout is not None
        for _ in process.stdout:
            seen.at.append(time.perf_counter() - start)
        process.wait()
        seen.seconds = time.perf_counter() - start
        done.set()
        watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return seen


def cost(call: list[str], times: int = 7) -> tuple[float, float]:
    """The least seconds, and the least seconds of processor time, of a Python process called with `call`.

    The modules' bytecode is kept, as it is for a package that is installed.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    took = []
    for _ in range(times):
        before, start = _spent_by_children(), time.perf_counter()
        subprocess.run(
            [sys.executable, *call],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
            env=environment,
        )
        took.append((time.perf_counter() - start, _spent_by_children() - before))
    return min(seconds for seconds, _ in took), min(spent for _, spent in took)


def _spent_by_children() -> float:
    """Seconds of processor time of the processes that this one waited for, to the microsecond."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(root: int, seen: Watched, done: threading.Event) -> None:
    while not done.wait(0.5):
        family = _family(root)
        seen.memory = max(seen.memory, sum(map(_memory, family)))
        seen.spent |= {pid: seconds for pid in family if (seconds := _seconds(pid)) != (0, 0)}


def _family(root: int) -> list[int]:
    """A process and all that descend from it."""
    family = [root]
    for pid in family:
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except OSError:
            continue
        family += map(int, children)
    return family


def _memory(pid: int) -> int:
    """Bytes a process holds, its part of what it shares."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _seconds(pid: int) -> tuple[float, float]:
    ran = waited = 0.0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            times = task.read_text().split()
        except OSError:
            continue
        ran, waited = ran + int(times[0]) / 1e9, waited + int(times[1]) / 1e9
    return ran, waited
