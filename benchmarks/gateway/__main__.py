"""Measure the gateway: `python -m benchmarks.gateway kill throughput`, or one of them.

Figures are kept in figures.json beside this, each with its machine and date, and the page is made from them.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from benchmarks.gateway.kill import kill
from benchmarks.gateway.page import FIGURES, write_page
from benchmarks.gateway.throughput import throughput
from benchmarks.service.machine import machine


def main() -> None:
    """Measure what was named, one after another; keep the figures and make the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gateway", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=["kill", "throughput", []], default=[])
    parser.add_argument("--seconds", type=float, default=15, help="of each load")
    told = parser.parse_args()
    measures: Mapping[str, Callable[[float], Any]] = {"kill": kill, "throughput": throughput}
    for part in told.parts or measures:
        figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
        around = {"machine": machine(), "date": f"{datetime.now(UTC):%Y-%m-%d}", "load": round(os.getloadavg()[0], 1)}
        result = {**around, "figures": measures[part](told.seconds)}
        print(part, json.dumps(result["figures"], indent=2))
        FIGURES.write_text(json.dumps({**figures, part: result}, indent=2) + "\n")
        write_page()


main()
