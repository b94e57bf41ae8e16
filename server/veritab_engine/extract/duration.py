"""Durations: "15 years", "a three-day visit", "half an hour", "2 hours 20 minutes", "for 15 consecutive years".

Asserts a length of time: the value is the number, the unit the unit of time in the singular. What is told in two units
is one length in the smaller ("2 hours 20 minutes" are 140 minutes). Words between number and unit ("consecutive")
belong to the span.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import claim_of, of_measure
from veritab_engine.mention import Measure

KIND = ClaimKind("duration", summary="a length of time")
TRIGGERS = frozenset({"<duration>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every length of time."""
    for quantity in of_measure(passage, Measure.DURATION):
        yield claim_of(passage, KIND, quantity, quantity.unit)
