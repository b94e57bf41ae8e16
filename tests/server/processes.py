"""`veritab serve` as processes that can be looked at and killed."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVING = re.compile(r"serving on (\S+)")
PATIENCE = 30.0
"""Seconds that something may take on a busy machine."""


@dataclass(frozen=True)
class Served:
    """A server that runs: its supervisor, its address, and what it logs from then on."""

    supervisor: subprocess.Popen[str]
    address: str
    log: list[str]

    @property
    def workers(self) -> set[int]:
        """The processes that answer calls, or are about to."""
        return {child for child in children(self.supervisor.pid) if "spawn_main" in command_of(child)}

    def logged(self, text: str) -> int:
        """How many lines have this."""
        return sum(text in line for line in self.log)


@contextmanager
def served(*options: str) -> Iterator[Served]:
    """The server on a free port."""
    command = [sys.executable, "-m", "veritab_client", "serve", "--listen", "localhost:0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            told = next(filter(None, map(SERVING.search, process.stderr)))
            log: list[str] = []
            threading.Thread(target=log.extend, args=[process.stderr], daemon=True).start()
            yield Served(process, told[1], log)
        finally:
            process.terminate()
            process.wait()


def children(pid: int) -> set[int]:
    """The processes that a process has started and that have not ended."""
    return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def command_of(pid: int) -> str:
    """The command line of a process; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def until(holds: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
