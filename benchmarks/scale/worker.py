"""One step in a process of its own, so that its peak of memory is its own; prints what it measured as JSON."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

from benchmarks.scale.data import write_rows, write_tables
from benchmarks.scale.documents import documents_of_rows, documents_of_tables
from veritab_engine import Checker, Document, ReferenceTables

T = TypeVar("T")
MEGABYTE = 1_000_000
WRITERS: dict[str, Callable[[Path, int], None]] = {"rows": write_rows, "tables": write_tables}
DOCUMENTS = {"rows": documents_of_rows, "tables": documents_of_tables}


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(prog="bench-scale worker", description=__doc__)
    parser.add_argument("step", choices=("make", "build", "load", "check"))
    parser.add_argument("kind", choices=DOCUMENTS)
    parser.add_argument("source", type=Path, help="a package, or for check what was built of it")
    parser.add_argument("--size", type=int, help="for make: how many rows or tables")
    parser.add_argument("--output", type=Path, help="for build: where to write")
    parser.add_argument("--passes", type=int, default=5)
    arguments = parser.parse_args()
    measured = {"make": _make, "build": _build, "load": _load, "check": _check}[arguments.step](arguments)
    sys.stdout.write(json.dumps({**measured, "peak_mb": _peak()}) + "\n")


def _make(arguments: argparse.Namespace) -> dict[str, object]:
    seconds, _ = _timed(lambda: WRITERS[arguments.kind](arguments.source, arguments.size))
    return {"seconds": seconds}


def _build(arguments: argparse.Namespace) -> dict[str, object]:
    seconds, _ = _timed(lambda: ReferenceTables.load(arguments.source).store(arguments.output))
    size = sum(file.stat().st_size for file in arguments.output.iterdir())
    return {"seconds": seconds, "disk_mb": size / MEGABYTE}


def _load(arguments: argparse.Namespace) -> dict[str, object]:
    seconds, tables = _timed(lambda: ReferenceTables.load(arguments.source))
    return {"seconds": seconds, "snapshot": tables.id}


def _check(arguments: argparse.Namespace) -> dict[str, object]:
    """Load what was built, cold and then warm, and check the documents again and again."""
    documents = DOCUMENTS[arguments.kind]()
    for file in arguments.source.iterdir():
        _forget(file)
    cold, tables = _timed(lambda: _answering(arguments.source, documents[0]))
    warm, tables = _timed(lambda: _answering(arguments.source, documents[0]))
    checker = Checker(tables)
    passes = [_pass(checker, documents) for _ in range(arguments.passes)]
    findings = [finding for document in documents for finding in checker.check(document).findings]
    verdicts: dict[str, int] = {}
    for finding in findings:
        verdicts[finding.verdict.value] = verdicts.get(finding.verdict.value, 0) + 1
    return {
        "cold": cold,
        "warm": warm,
        "milliseconds": median(wall for wall, _ in passes) / len(documents) * 1000,
        "cpu_milliseconds": median(cpu for _, cpu in passes) / len(documents) * 1000,
        "verdicts": verdicts,
        "snapshot": tables.id,
    }


def _answering(folder: Path, document: Document) -> ReferenceTables:
    """The tables, when a first document has been checked against them."""
    tables = ReferenceTables.load(folder)
    Checker(tables).check(document)
    return tables


def _pass(checker: Checker, documents: Sequence[Document]) -> tuple[float, float]:
    started, used = perf_counter(), process_time()
    for document in documents:
        checker.check(document)
    return perf_counter() - started, process_time() - used


def _timed(do: Callable[[], T]) -> tuple[float, T]:
    started = perf_counter()
    done = do()
    return perf_counter() - started, done


def _forget(file: Path) -> None:
    """Let the system drop what it keeps of a file, where it can."""
    if hasattr(os, "posix_fadvise"):
        with file.open("rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _peak() -> float:
    """The most memory that this process has had, in megabytes; Linux counts in kilobytes, and from its parent's on."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MEGABYTE


if __name__ == "__main__":
    main()
