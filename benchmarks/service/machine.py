"""What the system tells of processes: CPU seconds, memory, file descriptors, threads."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MIB = 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """What some processes have between them, at one moment."""

    memory: float
    """MiB of their own that lie in memory: without what they map from files."""
    files: int
    threads: int


def cpu(pids: Iterable[int]) -> float:
    """CPU seconds that processes have used so far, those of the system for them included."""
    return sum(sum(map(int, _stat(pid)[11:13])) for pid in pids) / TICKS


def sample(pids: Iterable[int]) -> Sample:
    """Look at processes once."""
    told = [_status(pid) for pid in pids]
    return Sample(
        round(sum(int(each["RssAnon"].split()[0]) for each in told) / MIB, 1),
        sum(len(os.listdir(f"/proc/{each['Pid']}/fd")) for each in told),
        sum(int(each["Threads"]) for each in told),
    )


def machine() -> str:
    """The machine in a few words."""
    [model, *_] = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ] or [platform.machine()]
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}"


def _stat(pid: int) -> list[str]:
    """The fields of a process behind its name."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()


def _status(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
