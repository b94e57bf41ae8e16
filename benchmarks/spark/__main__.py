"""Measure a batch on a Spark cluster of this machine beside `veritab batch`: documents a second, memory, and the rows.

The batches are run by the environment that `make spark` builds. Memory is the most that all processes of a batch had
together at one look, with what they share counted once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import polars as pl

from benchmarks.batch.corpus import write_corpus

VERITAB = Path(__file__).parents[2] / "build" / "spark" / ".venv" / "bin" / "veritab"
EVERY = 1.0
"""Seconds between two looks."""
KIB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One batch, from its start to its report."""

    engine: str
    seconds: float
    memory: int
    """MiB."""
    rows: pl.DataFrame


def main() -> None:
    """Run the benchmark as a program."""
    parser = argparse.ArgumentParser(prog="bench-spark", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the corpus and what comes of it are written")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--part-documents", type=int, default=1000)
    parser.add_argument("--master", default="local-cluster[2,1,1024]")
    told = parser.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    corpus = told.folder / f"articles-{told.documents}.parquet"
    if not corpus.exists():
        write_corpus(corpus, told.documents)
    shared = (corpus, told.folder / "out", "--quiet", "--part-documents", told.part_documents)
    local = _run("local", *shared, "--workers", 2)
    spark = _run("spark", *shared, "--engine", "spark", "--master", told.master)
    print("| engine | documents | seconds | a second | memory | rows | documents with rows |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for run in (local, spark):
        found = run.rows["document"].n_unique()
        rate = told.documents / run.seconds
        figures = f"{run.seconds:.0f} | {rate:.1f} | {run.memory:,} MiB | {run.rows.height:,} | {found:,}"
        print(f"| {run.engine} | {told.documents:,} | {figures} |")
    print("the rows are equal" if local.rows.equals(spark.rows) else "THE ROWS DIFFER")
    print(f"load of the machine: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")


def _run(engine: str, corpus: Path, output: Path, *options: object) -> Run:
    rmtree(output, ignore_errors=True)
    began, most = time.monotonic(), 0
    process = subprocess.Popen([str(VERITAB), "batch", str(corpus), str(output), *map(str, options)])
    while process.poll() is None:
        time.sleep(EVERY)
        most = max(most, sum(map(_memory, (process.pid, *_descendants(process.pid)))))
    if process.returncode not in (0, 1):
        raise SystemExit(f"the batch ended with status {process.returncode}")
    return Run(engine, time.monotonic() - began, most // KIB, pl.read_parquet(output / "findings"))


def _descendants(process: int) -> Iterator[int]:
    children: list[str] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            children += (thread / "children").read_text().split()
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def _memory(process: int) -> int:
    """What a process holds in KiB, of shared memory its part; 0 where it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    main()
