"""Check the articles of the trial and print the figures; `--page` writes the page of every flag and every silence."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from benchmarks.trial.page import page
from benchmarks.trial.run import Figures, Outcome, figures, rows

HERE = Path(__file__).parent


def main() -> None:
    """Run the trial as a program."""
    parser = argparse.ArgumentParser(prog="trial", description=__doc__)
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the page there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    arguments = parser.parse_args()
    told, clean = list(rows()), list(rows(clean=True))
    now = figures(told), figures(clean, clean=True)
    for name, each in zip(("as told", "clean"), now, strict=True):
        print(
            f"{name}: {each.covered} of {each.claims} claims covered, {each.decided:.1%} of them decided;"
            f" {each.flagged} of {each.planted} planted errors flagged, {each.accepted} accepted;"
            f" {each.false_flags} false flags, {each.per_10_000_words:.1f} in 10,000 words"
        )
    for row in [*told, *clean]:
        if row.outcome in (Outcome.FALSE_FLAG, Outcome.ACCEPTED, Outcome.UNFOUNDED):
            print(f"{row.outcome}, {row.article}, {row.quote!r}: {row.code} {row.message}")
    if arguments.json is not None:
        arguments.json.write_text(json.dumps([asdict(each) for each in now], indent=1) + "\n", "utf-8")
    if arguments.page is not None:
        first = [Figures(**each) for each in json.loads((HERE / "first-run.json").read_text("utf-8"))]
        runs = [("first run", first[0], first[1]), ("now", *now)]
        arguments.page.write_text(page(told, clean, runs, (HERE / "reading.md").read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
