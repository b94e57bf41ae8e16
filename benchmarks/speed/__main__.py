"""Measure extraction in KB/s on one core beside other extractors: Markdown tables, and JSON on request.

Every system reads the same corpus in a process of its own, one after the other.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.speed.corpus import Text, build, write
from benchmarks.speed.report import Runs, by_part, figures, markdown, ours_of, stages
from benchmarks.speed.stopwatch import ONE_THREAD, Run
from benchmarks.speed.systems import SYSTEMS, System


def main() -> None:
    """Run the benchmark as a program."""
    parser = argparse.ArgumentParser(prog="bench-speed", description=__doc__)
    parser.add_argument("data", type=Path, help="a folder laid out like shared/data")
    parser.add_argument("--peers", type=Path, help="the interpreter that the peers are installed for; none: ours only")
    parser.add_argument("--compiled", type=Path, help="where the compiled engine is; none: ours as Python only")
    parser.add_argument("--corpus", type=Path, default=Path("build/speed/corpus.jsonl"), help="where to write it")
    parser.add_argument(
        "--parts",
        type=lambda told: told.split(","),
        help="read these parts of the corpus only: reports,news,papers,plain",
    )
    parser.add_argument("--passes", type=int, default=5, help="the best of so many counts")
    parser.add_argument("--seconds", type=float, default=8.0, help="no pass takes much longer")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    arguments = parser.parse_args()
    texts = [text for text in build(arguments.data) if not arguments.parts or text.part in arguments.parts]
    write(texts, arguments.corpus)
    runs: Runs = {
        system.name: _run(system, arguments)
        for system in SYSTEMS.values()
        if (arguments.peers or not system.peer) and (arguments.compiled or not system.compiled)
    }
    print(markdown(runs, texts))
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(_record(runs, texts), indent=1) + "\n", "utf-8")


def _run(system: System, arguments: argparse.Namespace) -> Run | str:
    """The run of a system in its own process, or the last line of what it died of."""
    if system.compiled and not any(arguments.compiled.glob("*__mypyc*")):
        return "not compiled: no C compiler"
    python = arguments.peers if system.peer else sys.executable
    limits = ["--passes", str(arguments.passes), "--seconds", str(arguments.seconds)]
    done = subprocess.run(
        [str(python), "-m", "benchmarks.speed.worker", system.name, str(arguments.corpus), *limits],
        env=os.environ | ONE_THREAD | ({"PYTHONPATH": str(arguments.compiled)} if system.compiled else {}),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        if not system.peer:
            raise SystemExit(done.stderr)
        return reason
    told = json.loads(done.stdout.splitlines()[-1])
    return Run(system.name, tuple(told["wall"]), tuple(told["cpu"]), tuple(told["found"]), told["passes"])


def _record(runs: Runs, texts: Sequence[Text]) -> dict[str, object]:
    done = {name: run for name, run in runs.items() if isinstance(run, Run)}
    ours = ours_of(done)
    return {
        "systems": {name: asdict(figures(run, texts, ours)) for name, run in done.items()},
        "failed": {name: run for name, run in runs.items() if isinstance(run, str)},
        "parts": {
            name: {part: asdict(each) for part, each in by_part(run, texts).items()} for name, run in ours.items()
        },
        "stages": stages(done, texts),
    }


if __name__ == "__main__":
    main()
