"""Logistic regression by Newton's method: how the odds that something is right grow with each signal of it.

A ridge keeps weights small where there is little to learn them from; the intercept, "bias", is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

BIAS = "bias"
RIDGE = 1.0
FREE = 1e-6
"""The ridge of the intercept."""
STEPS = 25
SETTLED = 1e-6
"""Weights that move less than this have been found."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """Signals by name, whether what has them was right, and how much it counts."""

    signals: Mapping[str, float]
    right: bool
    counts: float = 1.0


def regressed(examples: Iterable[Example], ridge: float = RIDGE) -> dict[str, float]:
    """The weights by the names of signals, "bias" first."""
    held = list(examples)
    names = [BIAS, *sorted({name for each in held for name in each.signals})]
    place = {name: index for index, name in enumerate(names)}
    rows = [[(0, 1.0), *((place[n], x) for n, x in sorted(each.signals.items()) if x)] for each in held]
    ridges = [FREE] + [ridge] * (len(names) - 1)
    weights = [0.0] * len(names)
    for _ in range(STEPS):
        slope = [-each * weight for each, weight in zip(ridges, weights, strict=True)]
        bend = [[ridges[i] if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        for each, row in zip(held, rows, strict=True):
            likely = logistic(sum(weights[i] * x for i, x in row))
            missed, unsure = each.counts * (each.right - likely), each.counts * likely * (1 - likely)
            for i, x in row:
                slope[i] += missed * x
                line, pull = bend[i], unsure * x
                for j, y in row:
                    line[j] += pull * y
        step = _solved(bend, slope)
        weights = [weight + moved for weight, moved in zip(weights, step, strict=True)]
        if max(map(abs, step)) < SETTLED:
            break
    return dict(zip(names, weights, strict=True))


def odds(weights: Weights, signals: Mapping[str, float]) -> float:
    """The logarithm of the odds that the weights give; a signal without a weight counts nothing."""
    return weights[BIAS] + sum(weights.get(name, 0.0) * value for name, value in signals.items())


def chance(weights: Weights, signals: Mapping[str, float]) -> float:
    """The likelihood that the weights give, from 0 to 1."""
    return logistic(odds(weights, signals))


def logistic(weighed: float) -> float:
    """The likelihood of odds."""
    return 1 / (1 + exp(-weighed)) if weighed >= 0 else exp(weighed) / (1 + exp(weighed))


def _solved(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    """The solution of linear equations, by elimination with the largest pivot."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(size):
            if j != i:
                factor = rows[j][i] / rows[i][i]
                if factor:
                    rows[j] = [x - factor * y for x, y in zip(rows[j], rows[i], strict=True)]
    return [row[size] / row[i] for i, row in enumerate(rows)]
