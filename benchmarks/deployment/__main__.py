"""What a site needs that checks a million articles an hour: `python -m benchmarks.deployment`, a minute or two.

Measures what one core does, derives and simulates the rest, and puts it into docs/scale.md. `--keep` measures nothing
and makes the page of the figures that there are.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.accuracy.page import update
from benchmarks.deployment.measure import measure
from benchmarks.deployment.page import sections
from benchmarks.service.machine import machine
from benchmarks.service.page import FIGURES as SERVICE

FIGURES = Path(__file__).parent / "figures.json"
PAGE = Path(__file__).parents[2] / "docs" / "scale.md"


def main() -> None:
    """Measure, and make the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.deployment", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="of each measurement")
    parser.add_argument("--keep", action="store_true", help="measure nothing anew")
    told = parser.parse_args()
    if not told.keep:
        figures = {"machine": machine(), "date": f"{datetime.now(UTC):%Y-%m-%d}", **measure(told.seconds)}
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n")
    load = json.loads(SERVICE.read_text())["load"]["figures"]
    update(sections({**json.loads(FIGURES.read_text()), "load": load}), PAGE)


main()
