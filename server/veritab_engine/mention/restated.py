"""Amounts told again in brackets: "nearly $3 billion (£2.4 billion)" hedges both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from veritab_engine.document import Sentence
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.hedges import EFFECTS, apply

COUNTED = frozenset({Measure.NUMBER, Measure.PERCENT})
"""Such numbers in brackets are others, not the same in another unit."""


def restated(sentence: Sentence, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those that a bracket tells in another unit with the hedge of what they repeat."""
    if len(quantities) < 2 or "(" not in sentence.lower:
        return list(quantities)
    hedged = [_with_hedge(sentence, before, each) for before, each in pairwise(quantities)]
    return [quantities[0], *hedged]


def _with_hedge(sentence: Sentence, before: Quantity, again: Quantity) -> Quantity:
    opened = sentence.lower[before.outer[1] : again.first] == ("(",)
    bracketed = opened and sentence.lower[again.last : again.last + 1] == (")",)
    told = before.hedge in EFFECTS and again.hedge is None and before.unit != again.unit
    if not (bracketed and told) or again.measure in COUNTED:
        return again
    return replace(again, value=apply(before.hedge, again.value), hedge=before.hedge)
