"""Score extraction on every gold set of a folder: a Markdown table on standard output, JSON beside it on request.

`--misses SET` prints the rows of one set that are not right, for whoever mends them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.extraction.gold import GoldSet, gold_sets
from benchmarks.extraction.misses import misses
from benchmarks.extraction.predicted import predicted
from benchmarks.extraction.score import Pairing, Score, Tally, pair, score
from veritab_engine import Checker, Document, ReferenceTables


def main() -> None:
    """Run the benchmark as a program."""
    parser = argparse.ArgumentParser(prog="bench-extraction", description=__doc__)
    parser.add_argument("data", type=Path, help="a folder of gold sets")
    parser.add_argument("--json", type=Path, help="write the scores there, too")
    parser.add_argument("--misses", metavar="SET", help="print what is not right in one set, and no table")
    arguments = parser.parse_args()
    checker = Checker(ReferenceTables.load())
    sets = [gold for gold in gold_sets(arguments.data) if arguments.misses in (None, gold.name)]
    paired = [(gold, list(_pairings(checker, gold))) for gold in sets]
    if arguments.misses is not None:
        for gold, pairings in paired:
            print("\n".join(line for each in pairings for line in misses(gold, each)))
        return
    scores = [score(gold, pairings) for gold, pairings in paired]
    print(_table(scores, {gold.name: gold.exact_spans for gold in sets}))
    if arguments.json is not None:
        arguments.json.write_text(json.dumps([_record(each) for each in scores], indent=1) + "\n", "utf-8")


def _pairings(checker: Checker, gold: GoldSet) -> Iterator[Pairing]:
    for row in gold.rows:
        claims = checker.extract(Document(row.text, as_of=row.as_of))
        yield pair(row, [predicted(claim) for claim in claims], gold)


COLUMNS = ("overlap P", "R", "F1", "exact F1", "value P", "R", "F1", "value+unit F1", "hedge recall", "change recall")


def _table(scores: list[Score], exact: dict[str, bool]) -> str:
    lines = ["| set | rows | gold | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 3) + "|"]
    for each in scores:
        cells = [*_three(each.overlap), each.exact.f1 if exact[each.name] else None, *_three(each.value)]
        cells += [each.value_unit.f1, each.hedges.recall, each.changes.recall]
        shown = " | ".join("–" if cell is None else f"{cell:.3f}" for cell in cells)
        lines.append(f"| {each.name} | {each.rows} | {each.overlap.gold} | {shown} |")
    return "\n".join(lines)


def _three(tally: Tally) -> tuple[float | None, float | None, float | None]:
    return tally.precision, tally.recall, tally.f1


def _record(each: Score) -> dict[str, object]:
    """The figures of a set; of hedges and changes only what is told can be counted, and so only recall is known."""
    tallies = {name: getattr(each, name) for name in ("overlap", "exact", "value", "value_unit")}
    recalled = {"hedges": each.hedges, "changes": each.changes}
    return {
        "set": each.name,
        "rows": each.rows,
        **{
            name: {"precision": t.precision, "recall": t.recall, "f1": t.f1, "gold": t.gold}
            for name, t in tallies.items()
        },
        **{name: {"recall": t.recall, "gold": t.gold} for name, t in recalled.items()},
    }


if __name__ == "__main__":
    main()
