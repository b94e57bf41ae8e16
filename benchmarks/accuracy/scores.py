"""Figures over decisions: coverage, accuracy, precision of each verdict, and the curve that confidence draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.statements import REFUTED, SUPPORTED, Decision


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


def share(part: int, whole: int) -> float | None:
    """A part of a whole; None where there is no whole."""
    return part / whole if whole else None


def shown(cells: Iterable[str | int | float | None]) -> str:
    """A row of a Markdown table; shares have four places, and what there is not a dash."""
    return "| " + " | ".join("–" if c is None else f"{c:.4f}" if isinstance(c, float) else str(c) for c in cells) + " |"
