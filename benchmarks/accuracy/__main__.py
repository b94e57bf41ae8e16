"""Score verdicts on the gold sets of a folder: Markdown on standard output, and everything in a folder of its own.

Sets that the folder does not have are skipped and named. `--only` runs some parts, `--sample` draws some statements
only, and `--dump` writes what was said of each statement, a line of JSON each.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.accuracy.overlap import Tally
from benchmarks.accuracy.reports import FOLDER, TYPES, Checked, box_scores, check_reports, listing, read_reports
from benchmarks.accuracy.scores import Score, curve, score, shown
from benchmarks.accuracy.statements import SETS, Decision, decide, read_set, sampled

PARTS = ("reports", *SETS)


def main() -> None:
    """Run the benchmark as a program."""
    parser = argparse.ArgumentParser(prog="bench-accuracy", description=__doc__)
    parser.add_argument("data", type=Path, help="a folder of the layout of the development data")
    parser.add_argument("--out", type=Path, default=Path("build/bench-accuracy"), help="the folder to write to")
    parser.add_argument(
        "--only", default=",".join(PARTS), help=f"some parts of {','.join(PARTS)}; tabfact is both of its"
    )
    parser.add_argument("--sample", type=int, metavar="N", help="draw N statements of each set, always the same")
    parser.add_argument("--seed", type=int, default=0, help="draw others")
    parser.add_argument("--dump", type=Path, metavar="FILE", help="write what is said of each statement, as JSON Lines")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Any] = {}
    parts = [
        part for part in PARTS if any(part == only or part.startswith(f"{only}-") for only in arguments.only.split(","))
    ]
    if "reports" in parts:
        _reports(arguments.data, arguments.out, figures)
    _statements(arguments, [part for part in parts if part in SETS], figures)
    (arguments.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def _reports(data: Path, out: Path, figures: dict[str, Any]) -> None:
    folder = data / FOLDER
    if not folder.is_dir():
        print(f"Skipped: {FOLDER} is not in {data}.\n")
        return
    with box_scores(folder / "tables") as tables:
        checked = check_reports(read_reports(folder), tables)
    (out / "reports.txt").write_text("".join(f"{line}\n" for line in listing(checked)), "utf-8")
    print(
        "## Errors in reports of games\n\n| errors | matched | flagged | marked | precision | recall |\n|---|---|---|---|---|---|"
    )
    for type in (None, *TYPES):
        tally = sum((each.tally(type) for each in checked), Tally())
        figures[f"reports {type or 'all'}"] = asdict(tally) | {"precision": tally.precision, "recall": tally.recall}
        print(shown((type or "all", tally.matched, tally.flagged, tally.marked, tally.precision, tally.recall)))
    print(f"\nFalse and missed flags: {out / 'reports.txt'}\n")


COLUMNS = ("set", "statements", "decided", "coverage", "accuracy", "P supported", "P refuted", "R refuted")


def _statements(arguments: argparse.Namespace, names: Sequence[str], figures: dict[str, Any]) -> None:
    decisions: dict[str, list[Decision]] = {}
    for name in names:
        found = read_set(arguments.data, name)
        if found is None:
            print(f"Skipped: {'/'.join(SETS[name])} is not in {arguments.data}.\n")
            continue
        chosen = sampled(found.statements, arguments.sample, arguments.seed)
        decisions[name] = list(decide(chosen, found.tables))
    if not decisions:
        return
    if arguments.dump:
        lines = (json.dumps(_record(each), ensure_ascii=False) for said in decisions.values() for each in said)
        arguments.dump.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    print("## Statements about one table\n\n" + shown(COLUMNS) + "\n" + "|---" * len(COLUMNS) + "|")
    for name, said in _groups(decisions):
        each = score(name, said)
        figures[name] = _figures(each) | {"curve": curve(said)}
        print(shown((name, each.statements, each.decided, each.coverage, each.accuracy, *_precisions(each))))


def _groups(decisions: dict[str, list[Decision]]) -> list[tuple[str, list[Decision]]]:
    """The sets, TabFact's simple and complex statements apart, and its two sets together."""
    groups: list[tuple[str, list[Decision]]] = []
    tabfact = {name: said for name, said in decisions.items() if name.startswith("tabfact")}
    if len(tabfact) > 1:
        tabfact["tabfact"] = [each for said in tabfact.values() for each in said]
    for name, said in tabfact.items():
        groups.append((f"{name} simple", [each for each in said if not each.statement.complex]))
        groups.append((f"{name} complex", [each for each in said if each.statement.complex]))
    return groups + [(name, said) for name, said in decisions.items() if name not in tabfact]


def _precisions(each: Score) -> tuple[float | None, float | None, float | None]:
    return each.precision_supported, each.precision_refuted, each.recall_refuted


def _figures(each: Score) -> dict[str, Any]:
    return asdict(each) | {"coverage": each.coverage, "accuracy": each.accuracy}


def _record(each: Decision) -> dict[str, Any]:
    said = {
        "verdict": each.verdict,
        "right": each.right,
        "confidence": round(each.confidence, 4),
        "message": each.message,
    }
    return asdict(each.statement) | said


if __name__ == "__main__":
    main()
