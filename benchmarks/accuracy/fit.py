"""Fit the weights of confidence to the verdicts on claims: logistic regression of right verdicts on their signals.

The verdicts on about half of the tables and texts are held out, and the calibration error is told on those. Verdicts
without signals are not of claims, and are left out: statements have weights of their own (`sureness.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from benchmarks.accuracy.regression import Example, Weights, chance, regressed
from benchmarks.accuracy.reliability import calibration_error
from benchmarks.accuracy.section import Judged
from veritab_engine import lexicon

LEXICON = Path(lexicon.__file__).parent / "confidence.yaml"
FEWEST = 50
"""Verdicts that are needed for a fit."""


def of_claims(judged: Sequence[Judged]) -> list[Judged]:
    """The verdicts that came with signals."""
    return [each for each in judged if each.signals]


def fitted(judged: Sequence[Judged]) -> dict[str, float]:
    """The weights by the names of signals, "bias" first; ValueError where there are too few verdicts."""
    if len(judged) < FEWEST:
        raise ValueError(f"{len(judged)} verdicts are too few to fit weights on; {FEWEST} are needed")
    return regressed(Example(each.signals, each.right) for each in judged)


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


def write(weights: Weights, file: Path = LEXICON) -> None:
    """Put the weights into the lexicon, in place of those that stand there."""
    head = re.split(r"(?m)^weights:\n", file.read_text("utf-8"))[0]
    lines = "".join(f"  {name}: {weight:.3f}\n" for name, weight in weights.items())
    file.write_text(f"{head}weights:\n{lines}", "utf-8")
