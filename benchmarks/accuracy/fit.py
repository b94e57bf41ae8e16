"""Fit the weights of confidence: logistic regression of right verdicts on their signals, by Newton's method.

The verdicts on about half of the tables and texts are held out, and the calibration error is told on those. A ridge
keeps weights small where there are few verdicts; the intercept is free.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from math import exp
from pathlib import Path

from benchmarks.accuracy.reliability import calibration_error
from benchmarks.accuracy.section import Judged
from veritab_engine import lexicon

LEXICON = Path(lexicon.__file__).parent / "confidence.yaml"
BIAS = "bias"
RIDGE = 1.0
STEPS = 25
FEWEST = 50
"""Verdicts that are needed for a fit."""

Weights = Mapping[str, float]


def fitted(judged: Sequence[Judged]) -> dict[str, float]:
    """The weights by the names of signals, "bias" first; ValueError where there are too few verdicts."""
    if len(judged) < FEWEST:
        raise ValueError(f"{len(judged)} verdicts are too few to fit weights on; {FEWEST} are needed")
    names = [BIAS, *sorted({name for each in judged for name in each.signals})]
    rows = [[1.0, *(each.signals.get(name, 0.0) for name in names[1:])] for each in judged]
    right = [float(each.right) for each in judged]
    weights = [0.0] * len(names)
    for _ in range(STEPS):
        chances = [_logistic(sum(w * x for w, x in zip(weights, row, strict=True))) for row in rows]
        slope = [
            sum((y - p) * row[i] for y, p, row in zip(right, chances, rows, strict=True)) for i in range(len(names))
        ]
        bend = [
            [
                sum(p * (1 - p) * row[i] * row[j] for p, row in zip(chances, rows, strict=True))
                for j in range(len(names))
            ]
            for i in range(len(names))
        ]
        for i in range(len(names)):
            ridge = RIDGE if i else 1e-6
            slope[i] -= ridge * weights[i]
            bend[i][i] += ridge
        weights = [w + step for w, step in zip(weights, _solved(bend, slope), strict=True)]
    return dict(zip(names, weights, strict=True))


def held_out(judged: Sequence[Judged]) -> tuple[int, float]:
    """How many verdicts were held out of a fit on the others, and their calibration error; ValueError for too few."""
    parts: tuple[list[Judged], list[Judged]] = ([], [])
    for each in judged:
        parts[sha256(each.group.encode()).digest()[0] % 2].append(each)
    weights = fitted(parts[0])
    again = [replace(each, confidence=chance(weights, each.signals)) for each in parts[1]]
    error = calibration_error(again)
    if error is None:
        raise ValueError("all verdicts are on one table or text; others are needed to hold out")
    return len(again), error


def chance(weights: Weights, signals: Mapping[str, float]) -> float:
    """The confidence that the weights give."""
    return _logistic(weights[BIAS] + sum(weights.get(name, 0.0) * value for name, value in signals.items()))


def write(weights: Weights, file: Path = LEXICON) -> None:
    """Put the weights into the lexicon, in place of those that stand there."""
    head = re.split(r"(?m)^weights:\n", file.read_text("utf-8"))[0]
    lines = "".join(f"  {name}: {weight:.3f}\n" for name, weight in weights.items())
    file.write_text(f"{head}weights:\n{lines}", "utf-8")


def _logistic(weighed: float) -> float:
    return 1 / (1 + exp(-weighed)) if weighed >= 0 else exp(weighed) / (1 + exp(weighed))


def _solved(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """The solution of linear equations, by elimination with the largest pivot."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(size):
            if j != i:
                factor = rows[j][i] / rows[i][i]
                rows[j] = [x - factor * y for x, y in zip(rows[j], rows[i], strict=True)]
    return [row[size] / row[i] for i, row in enumerate(rows)]
