"""Measure `veritab batch`: documents a second and peak memory, over corpora of growing size, one after the other.

The corpora are made once and stay in the folder. Memory is what /proc says twice a second: of the process that was
started while its workers checked, and before and after; of the largest worker; and of all together, with what they
share counted once.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from shutil import rmtree

from benchmarks.batch.corpus import write_corpus

EVERY = 0.5
"""Seconds between two looks."""
STOOD_STILL = 5.0
"""A look that comes so much later was kept from coming, and so was the batch: the time does not count."""
MIB = 1024


@dataclass(frozen=True, slots=True)
class Peaks:
    """The most that was seen, in MiB."""

    parent: int = 0
    """While its workers check."""
    around: int = 0
    """The parent before they do and after: it builds the tables, and joins what documents tell."""
    worker: int = 0
    together: int = 0

    def or_more(self, other: Peaks) -> Peaks:
        """What is the larger of both, one by one."""
        return Peaks(*map(max, astuple(self), astuple(other)))


@dataclass(frozen=True, slots=True)
class Run:
    """One batch. `load` is what waited for the processor on average, this batch included."""

    documents: int
    seconds: float
    processor: float
    """Seconds of processor time, of all processes."""
    peaks: Peaks
    workers: int
    load: float

    @property
    def rate(self) -> float:
        """Documents a second, with the start of the processes and the report."""
        return self.documents / self.seconds

    @property
    def pace(self) -> float:
        """Documents a second of processor time, which others on the machine hardly disturb."""
        return self.documents / self.processor


def main() -> None:
    """Run the benchmark as a program."""
    parser = argparse.ArgumentParser(prog="bench-batch", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the corpora and what comes of them are written")
    parser.add_argument("--documents", type=_sizes, default=[1_000, 10_000, 100_000], help="sizes, with commas")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that check")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    arguments = parser.parse_args()
    runs: list[Run] = []
    for documents in arguments.documents:
        runs.append(_run(arguments.folder, documents, arguments.workers))
        print(markdown(runs), flush=True)
        if arguments.json is not None:
            arguments.json.write_text(json.dumps([asdict(run) for run in runs], indent=1) + "\n", "utf-8")


def markdown(runs: Iterable[Run]) -> str:
    """The figures as a table."""
    head = (
        "| documents | seconds | a second | a second of processor "
        "| parent | before and after | largest worker | together | load |"
    )
    rows = (
        f"| {run.documents:,} | {run.seconds:.0f} | {run.rate:.0f} | {run.pace:.0f} "
        f"| {run.peaks.parent} MiB | {run.peaks.around} MiB | {run.peaks.worker} MiB | {run.peaks.together} MiB "
        f"| {run.load:.1f} |"
        for run in runs
    )
    return "\n".join((head, "|--:|--:|--:|--:|--:|--:|--:|--:|--:|", *rows))


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _run(folder: Path, documents: int, workers: int) -> Run:
    corpus, output = folder / f"articles-{documents}.parquet", folder / f"batch-{documents}"
    if not corpus.exists():
        write_corpus(corpus, documents)
    rmtree(output, ignore_errors=True)
    inputs = (str(corpus), str(output), "--workers", str(workers))
    spent = _processor()
    process = subprocess.Popen((sys.executable, "-m", "veritab_client", "batch", *inputs), stdout=subprocess.DEVNULL)
    seconds, peaks, loads, looked = 0.0, Peaks(), list[float](), time.monotonic()
    while process.poll() is None:
        time.sleep(EVERY)
        now = time.monotonic()
        seconds += now - looked if now - looked < STOOD_STILL else EVERY
        looked = now
        peaks = peaks.or_more(_look(process.pid))
        loads.append(os.getloadavg()[0])
    if process.returncode not in (0, 1):
        raise SystemExit(f"the batch ended with status {process.returncode}")
    return Run(documents, seconds, _processor() - spent, peaks, workers, sum(loads) / len(loads))


def _processor() -> float:
    """Seconds of processor time of all processes that have ended and were waited for."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _look(parent: int) -> Peaks:
    workers = list[int]()
    with suppress(OSError):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        workers = [int(each) for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]
    own, together = _memory(parent, "Rss"), sum(_memory(process, "Pss") for process in (parent, *workers))
    if not workers:
        return Peaks(around=own, together=together)
    return Peaks(parent=own, worker=max(_memory(worker, "Rss") for worker in workers), together=together)


def _memory(process: int, kind: str) -> int:
    """The memory of a process in MiB; 0 where it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith(f"{kind}:"):
                return int(line.split()[1]) // MIB
    return 0


if __name__ == "__main__":
    main()
