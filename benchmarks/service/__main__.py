"""Measure the service: `python -m benchmarks.service overhead scaling load soak`, or some of them.

Figures are kept in figures.json beside this, each with its machine and date, and the page is made from them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from benchmarks.service.load import load
from benchmarks.service.machine import machine
from benchmarks.service.overhead import overhead
from benchmarks.service.page import FIGURES, write_page
from benchmarks.service.scaling import scaling
from benchmarks.service.soak import soak


def main() -> None:
    """Measure what was named, one after another; keep the figures and make the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=["overhead", "scaling", "load", "soak", []], default=[])
    parser.add_argument("--calls", type=int, default=3000, help="calls of each kind, for overhead")
    parser.add_argument("--seconds", type=float, default=60, help="of each load; a quarter of it for scaling")
    parser.add_argument("--minutes", type=float, default=30, help="of the soak")
    told = parser.parse_args()
    measures: Mapping[str, Callable[[], Any]] = {
        "overhead": lambda: overhead(told.calls),
        "scaling": lambda: scaling(told.seconds / 4),
        "load": lambda: load(told.seconds),
        "soak": lambda: soak(told.minutes),
    }
    for part in told.parts or measures:
        figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
        result = {"machine": machine(), "date": f"{datetime.now(UTC):%Y-%m-%d}", "figures": measures[part]()}
        print(part, json.dumps(result["figures"], indent=2))
        FIGURES.write_text(json.dumps({**figures, part: result}, indent=2) + "\n")
        write_page()


main()
