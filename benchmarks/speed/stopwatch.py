"""What a system takes for the texts of a corpus: wall clock and processor time, text by text, in its best pass."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time

Reader = Callable[[str], int]
"""Takes a text and gives how many things it found in it."""
WARM_UP = 3
"""Texts read before the clock runs: a system builds its models with the first."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS")
ONE_THREAD = dict.fromkeys(THREADS, "1")
"""The environment of a process that is to use one core."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds and findings of each of the first texts, as many as the time allowed, in the best of `passes`."""

    system: str
    wall: tuple[float, ...]
    cpu: tuple[float, ...]
    found: tuple[int, ...]
    passes: int


def pin() -> None:
    """Keep this process on one core, the last of those it may use."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def measure(system: str, read: Reader, texts: Sequence[str], *, passes: int, seconds: float) -> Run:
    """Read the texts several times; no pass takes much longer than `seconds`, and all read the same texts."""
    for text in texts[:WARM_UP]:
        read(text)
    first = _pass(system, read, texts, seconds)
    again = [_pass(system, read, texts[: len(first.wall)], None) for _ in range(passes - 1)]
    best = min([first, *again], key=lambda run: sum(run.wall))
    return Run(system, best.wall, best.cpu, best.found, passes)


def _pass(system: str, read: Reader, texts: Sequence[str], seconds: float | None) -> Run:
    wall: list[float] = []
    cpu: list[float] = []
    found: list[int] = []
    ends = None if seconds is None else perf_counter() + seconds
    for text in texts:
        started, used = perf_counter(), process_time()
        found.append(read(text))
        cpu.append(process_time() - used)
        wall.append(perf_counter() - started)
        if ends is not None and perf_counter() > ends:
            break
    return Run(system, tuple(wall), tuple(cpu), tuple(found), 1)
