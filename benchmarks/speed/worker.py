"""One system in a process of its own, on one core: reads a corpus and prints its run as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.speed.corpus import load
from benchmarks.speed.stopwatch import measure, pin
from benchmarks.speed.systems import SYSTEMS


def main() -> None:
    """Run the program; the last line on standard output is the run."""
    parser = argparse.ArgumentParser(prog="bench-speed worker", description=__doc__)
    parser.add_argument("system", choices=SYSTEMS)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--passes", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    arguments = parser.parse_args()
    pin()
    texts = [text.text for text in load(arguments.corpus)]
    run = measure(
        arguments.system,
        SYSTEMS[arguments.system].reader(),
        texts,
        passes=arguments.passes,
        seconds=arguments.seconds,
    )
    sys.stdout.write("\n" + json.dumps(asdict(run)) + "\n")


if __name__ == "__main__":
    main()
