"""How far back the base of a change lies: "from a year earlier", "quarter on quarter", "than the same month last year"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veritab_engine.lexicon import phrases
from veritab_engine.link.scene import Clause

BASE = frozenset({"from", "than", "over", "against", "with", "compared", "on"})
"""Words before the date that a change is counted from: "up 1.9 percent from a year earlier"."""
REACH_OF_BASE = 6
"""Tokens between "from" and the words that tell how far back: "from $223 million a year earlier"."""


@dataclass(frozen=True, slots=True)
class Back:
    """A unit of time ("year"; "none" for a rate that no two rows give), and the tokens that tell it."""

    unit: str
    tokens: range


def told_back(clause: Clause) -> tuple[Back, ...]:
    """All that the sentence says of how far back a change is counted from, in order."""
    return tuple(_all(clause.sentence.lower))


def _all(lower: tuple[str, ...]) -> Iterator[Back]:
    for i in range(len(lower)):
        hit = phrases("bases/steps").at(lower, i)
        if hit is None and not BASE.isdisjoint(lower[max(i - REACH_OF_BASE, 0) : i]):
            hit = phrases("bases/behind").at(lower, i)
        if hit is not None:
            yield Back(hit[0], range(i, hit[1]))
