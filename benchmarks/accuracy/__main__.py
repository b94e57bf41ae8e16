"""Score verdicts on the gold of a folder: Markdown on standard output; Markdown, JSON, plots and listings in a folder.

Sets that the data folder does not have are skipped and named. `--only` runs some parts, `--sample` reads only some
statements of each set, `--fit` fits the weights of confidence, of claims to what was judged and
of statements to all of them, and `--page` puts the tables into
the page of the documentation.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.accuracy import fit, sureness
from benchmarks.accuracy.clean import clean
from benchmarks.accuracy.page import PAGE, update
from benchmarks.accuracy.planting import Checkers, planting
from benchmarks.accuracy.reliability import reliability
from benchmarks.accuracy.reports import reports
from benchmarks.accuracy.scores import statements
from benchmarks.accuracy.section import Judged, Section
from benchmarks.accuracy.statements import SETS
from benchmarks.accuracy.strangers import strangers
from veritab_engine.verify import DEFAULT

PARTS = ("reports", *SETS, "strangers", "planted", "clean")


def main() -> None:
    """Run the benchmark as a program."""
    parser = argparse.ArgumentParser(prog="bench-accuracy", description=__doc__)
    parser.add_argument("data", type=Path, help="a folder of the layout of the development data")
    parser.add_argument("--out", type=Path, default=Path("build/bench-accuracy"), help="the folder to write to")
    parser.add_argument(
        "--only", default=",".join(PARTS), help=f"some of {','.join(PARTS)}; tabfact is both of its sets"
    )
    parser.add_argument("--sample", type=int, metavar="N", help="read N statements of each set, always the same")
    parser.add_argument("--seed", type=int, default=0, help="read others")
    parser.add_argument("--dump", type=Path, metavar="FILE", help="write what is said of each statement, as JSON Lines")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that check statements")
    parser.add_argument("--min-confidence", type=float, default=DEFAULT, help="how sure a verdict must be to count")
    parser.add_argument("--no-captions", dest="captions", action="store_false", help="do not tell what tables are of")
    parser.add_argument("--fit", action="store_true", help="fit the weights of confidence to the verdicts judged")
    parser.add_argument("--page", action="store_true", help=f"put the tables into {PAGE.name}")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    sections: list[Section] = []
    with ExitStack() as stack:
        for run in _runs(arguments, stack):
            sections.append(run())
            print(sections[-1].markdown, end="\n\n", flush=True)
    judged = [each for section in sections for each in section.judged]
    sections.append(reliability(judged, arguments.min_confidence))
    print(sections[-1].markdown)
    _write(sections, arguments.out, arguments.dump)
    if arguments.fit:
        _fit(judged, arguments.data, arguments.jobs)
    if arguments.page:
        update(sections)


def _runs(arguments: argparse.Namespace, stack: ExitStack) -> Iterator[Callable[[], Section]]:
    """The parts that are asked for, each to be run."""
    data, sample, seed, least = arguments.data, arguments.sample, arguments.seed, arguments.min_confidence
    jobs = arguments.jobs
    asked = arguments.only.split(",")
    parts = [part for part in PARTS if any(part == only or part.startswith(f"{only}-") for only in asked)]
    sets = [part for part in parts if part in SETS]
    checkers = Checkers(data, least, stack)
    if "reports" in parts:
        yield lambda: reports(data, least)
    if sets:
        yield lambda: statements(data, sets, sample, seed, least, jobs, captions=arguments.captions)
    if "strangers" in parts:
        yield lambda: strangers(data, sample, seed, least, jobs, captions=arguments.captions)
    if "planted" in parts:
        yield lambda: planting(data, checkers)
    if "clean" in parts:
        yield lambda: clean(data, checkers)


def _write(sections: list[Section], out: Path, dump: Path | None) -> None:
    (out / "report.md").write_text("\n\n".join(section.markdown for section in sections) + "\n", "utf-8")
    figures = {section.title: section.figures for section in sections}
    (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    for section in sections:
        for name, drawn in section.plots.items():
            (out / f"{name}.svg").write_text(drawn, "utf-8")
        for name, lines in section.listings.items():
            (out / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")
            if dump is not None and name == "statements.jsonl":
                dump.write_text((out / name).read_text("utf-8"), "utf-8")


def _fit(everything: list[Judged], data: Path, jobs: int) -> None:
    rated = sureness.rated(data, jobs)
    if rated:
        again = sureness.crossed(rated)
        print(f"\n{sureness.report(again).markdown}")
        sureness.write(sureness.fitted([each for each in rated if not each.held]), sureness.threshold(again))
        print(f"Fitted on {sum(not each.held for each in rated)} statements: statement/{sureness.LEXICON.name}.")
    judged = fit.of_claims(everything)
    count, error = fit.held_out(judged)
    print(f"\nOn {count} verdicts held out of a fit on the others, the expected calibration error is {error:.4f}.")
    fit.write(fit.fitted(judged))
    print(f"Fitted on {len(judged)} verdicts: {fit.LEXICON.name}. Run again to see what it gives.")


if __name__ == "__main__":
    main()
