"""Figures over decisions: coverage, accuracy, precision of each verdict, and the curve that confidence draws."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.accuracy.plot import plot
from benchmarks.accuracy.section import Judged, Section, share, table
from benchmarks.accuracy.statements import REFUTED, SETS, SUPPORTED, Decision, decide, read_set, sampled


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a set; None where there is nothing to divide by."""

    name: str
    statements: int
    decided: int
    right: int
    precision_supported: float | None
    precision_refuted: float | None
    recall_refuted: float | None

    @property
    def coverage(self) -> float | None:
        """The share of the statements that get a verdict."""
        return share(self.decided, self.statements)

    @property
    def accuracy(self) -> float | None:
        """The share of the verdicts that are right."""
        return share(self.right, self.decided)


def score(name: str, decisions: Sequence[Decision], least: float = 0.0) -> Score:
    """The figures of decisions; a verdict below the least confidence counts as none."""
    decided = [each for each in decisions if each.verdict is not None and each.confidence >= least]
    refuted = [each for each in decided if each.verdict == REFUTED]
    supported = [each for each in decided if each.verdict == SUPPORTED]
    right = sum(each.right for each in refuted)
    return Score(
        name,
        statements=len(decisions),
        decided=len(decided),
        right=sum(each.right for each in decided),
        precision_supported=share(sum(each.right for each in supported), len(supported)),
        precision_refuted=share(right, len(refuted)),
        recall_refuted=share(right, sum(each.statement.label == REFUTED for each in decisions)),
    )


def curve(decisions: Sequence[Decision]) -> list[tuple[float, float, float]]:
    """(least confidence, coverage, accuracy) from the surest verdict to all of them, a point for each confidence."""
    decided = sorted((each for each in decisions if each.verdict is not None), key=lambda each: -each.confidence)
    points, right = [], 0
    for count, each in enumerate(decided, start=1):
        right += each.right
        if count == len(decided) or decided[count].confidence < each.confidence:
            points.append((each.confidence, count / len(decisions), right / count))
    return points


COLUMNS = ("statements", "number", "decided", "coverage", "accuracy", "P supported", "P refuted", "R refuted")
TITLE = "Statements about one table"
SURE = 0.8
"""The least accuracy that the plot shows."""


def statements(
    data: Path, names: Sequence[str], sample: int | None, seed: int, least: float, jobs: int, *, captions: bool
) -> Section:
    """The sets of these names against their own tables; those that are not there are named."""
    decisions: dict[str, list[Decision]] = {}
    missing: list[str] = []
    for name in names:
        found = read_set(data, name, captions=captions)
        if found is None:
            missing += ["", f"Skipped: {'/'.join(SETS[name])} is not there."]
        else:
            chosen = replace(found, statements=sampled(found.statements, sample, seed))
            decisions[name] = decide(chosen.pairs, jobs)
    groups = dict(_groups(decisions))
    scores = [score(name, said, least) for name, said in groups.items()]
    rows = [(s.name, s.statements, s.decided, s.coverage, s.accuracy, *_by_verdict(s)) for s in scores]
    curves = {name: curve(said) for name, said in groups.items()}
    lines = {name: [(covered, right) for _, covered, right in points] for name, points in curves.items()}
    drawn = plot(TITLE, "coverage", "accuracy", lines, y_bounds=(SURE, 1))
    every = [each for said in decisions.values() for each in said]
    return Section(
        TITLE,
        (*table(COLUMNS, rows), *missing),
        {s.name: asdict(s) | {"coverage": s.coverage, "accuracy": s.accuracy, "curve": curves[s.name]} for s in scores},
        {"statements": drawn},
        {"statements.jsonl": [json.dumps(_record(each), ensure_ascii=False) for each in every]},
        tuple(
            Judged("statements", d.confidence, d.right, d.signals, d.statement.table)
            for d in every
            if d.verdict is not None
        ),
    )


def _groups(decisions: Mapping[str, list[Decision]]) -> Iterator[tuple[str, list[Decision]]]:
    """The sets, TabFact's simple and complex statements apart, and its two sets together."""
    tabfact = {name: said for name, said in decisions.items() if name.startswith("tabfact")}
    if len(tabfact) > 1:
        tabfact["tabfact"] = [each for said in tabfact.values() for each in said]
    for name, said in tabfact.items():
        yield f"{name} simple", [each for each in said if not each.statement.complex]
        yield f"{name} complex", [each for each in said if each.statement.complex]
    yield from ((name, said) for name, said in decisions.items() if name not in tabfact)


def _by_verdict(each: Score) -> tuple[float | None, float | None, float | None]:
    return each.precision_supported, each.precision_refuted, each.recall_refuted


def _record(each: Decision) -> dict[str, Any]:
    said = {"verdict": each.verdict, "right": each.right, "confidence": each.confidence, "message": each.message}
    return asdict(each.statement) | said
