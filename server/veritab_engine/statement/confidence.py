"""How likely a verdict on a statement is right, from the signals that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from veritab_engine.lexicon import mapping

WEIGHTS = {name: float(weight) for name, weight in mapping("statement/confidence/weights").items()}
SURE = float(mapping("statement/confidence/threshold")["default"])
"""A verdict is given where it is right with this likelihood or more."""


def confidence(signals: Mapping[str, float]) -> float:
    """The likelihood, from 0 to 1, that a verdict with these signals is right; one without a weight counts nothing."""
    odds = WEIGHTS["bias"] + sum(WEIGHTS.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + exp(-odds))
