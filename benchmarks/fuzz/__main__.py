"""Throw what is broken at the engine, the readers of files and a server, for as long as told; keep what did harm.

Each case comes of the seed and its number, so that a run can be repeated. A crash is made as small as it gets and kept
in the folder, its trace beside it; put its YAML into tests/fuzz/crashes, where the tests throw it again.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from random import Random

import grpc

from benchmarks.fuzz.access import Access, guarded
from benchmarks.fuzz.case import Crash, Target, keep, least, thrown
from benchmarks.fuzz.documents import Documents
from benchmarks.fuzz.formats import Formats
from benchmarks.fuzz.messages import Messages, serving
from benchmarks.fuzz.tables import Inline, Loaded
from benchmarks.fuzz.watch import Hung, watched

TARGETS = ("documents", "formats", "inline", "loaded", "messages", "access")
SLOW = 30


def main() -> None:
    """Run the fuzzer as a program."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--target", choices=TARGETS, action="append", help="what to throw at; all, unless told")
    parser.add_argument("--minutes", type=float, default=1.0, help="for all of them together")
    parser.add_argument("--seed", type=int, default=0, help="another one gives other cases")
    parser.add_argument("--output", type=Path, default=Path("build/fuzz"), help="where what did harm is kept")
    arguments = parser.parse_args()
    names = arguments.target or TARGETS
    with ExitStack() as stack:
        for name in names:
            run(name, target(name, stack), arguments.seed, arguments.minutes * 60 / len(names), arguments.output)


def target(name: str, stack: ExitStack) -> Target:
    """The target of that name; what it needs ends with the stack."""
    match name:
        case "documents":
            return Documents()
        case "formats":
            return Formats()
        case "inline":
            return Inline()
        case "loaded":
            return Loaded()
        case "access":
            return Access(*stack.enter_context(guarded()))
        case _:
            return Messages(stack.enter_context(grpc.insecure_channel(stack.enter_context(serving()))))


def run(name: str, aim: Target, seed: int, seconds: float, output: Path) -> None:
    """Throw cases for so long, and keep the first crash of each kind."""
    end, number, kinds = time.monotonic() + seconds, 0, dict[str, int]()
    while time.monotonic() < end:
        case = aim.make(Random(f"{name}-{seed}-{number}"))
        number += 1
        try:
            with watched(SLOW):
                crash = thrown(aim, case)
        except Hung as error:
            crash = Crash(case, error)
        if crash is None:
            continue
        kinds[crash.kind] = kinds.get(crash.kind, 0) + 1
        if kinds[crash.kind] == 1:
            smaller = crash if isinstance(crash.error, Hung) else least(aim, crash)
            print(f"{name}, case {number}: {crash.kind}: {str(crash.error)[:160]}", file=sys.stderr)
            print(f"  kept as {keep(smaller, output)}", file=sys.stderr, flush=True)
    told = ", ".join(f"{kind} ({count})" for kind, count in kinds.items()) or "none"
    print(f"{name}: {number:,} cases in {seconds / 60:.1f} minutes; crashes: {told}", flush=True)


if __name__ == "__main__":
    main()
