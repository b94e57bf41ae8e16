"""Measure how build, load, memory and the cost of a document grow with rows and with tables.

Every step runs in a process of its own, one after the other. What is made stays in the folder and is made but once.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.scale.report import Size, markdown


def main() -> None:
    """Run the benchmark as a program."""
    parser = argparse.ArgumentParser(prog="bench-scale", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the tables, and what is built of them, are written")
    parser.add_argument("--rows", type=_sizes, default=[10**3, 10**5, 10**7], help="numbers of rows, with commas")
    parser.add_argument("--tables", type=_sizes, default=[10, 10**3, 10**4], help="numbers of tables, with commas")
    parser.add_argument("--load", type=int, default=10**6, help="load the sources too, up to so many rows or tables")
    parser.add_argument("--passes", type=int, default=9, help="the median of so many counts")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    arguments = parser.parse_args()
    asked = [("rows", size) for size in arguments.rows] + [("tables", size) for size in arguments.tables]
    measured = [_measure(kind, size, arguments) for kind, size in asked]
    print(markdown(measured))
    if arguments.json is not None:
        arguments.json.write_text(json.dumps([asdict(size) for size in measured], indent=1) + "\n", "utf-8")


def _measure(kind: str, size: int, arguments: argparse.Namespace) -> Size:
    source, built = arguments.folder / f"{kind}-{size}", arguments.folder / f"{kind}-{size}-built"
    if not (source / "datapackage.json").is_file():
        _run("make", kind, source, "--size", size)
    steps = {"build": _run("build", kind, source, "--output", built)}
    if size <= arguments.load:
        steps["load"] = _run("load", kind, source)
    steps["check"] = _run("check", kind, built, "--passes", arguments.passes)
    ids = {steps[step]["snapshot"] for step in ("load", "check") if step in steps}
    if len(ids) > 1:
        raise SystemExit(f"{source}: what was built is not what its sources are: {ids}")
    return Size(kind, size, steps)


def _run(*words: object) -> dict[str, Any]:
    """One step in its own process; what it printed."""
    command = [sys.executable, "-m", "benchmarks.scale.worker", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    printed: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return printed


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",") if size]


if __name__ == "__main__":
    main()
