"""Durations and ages: "15 years", "a three-day visit", "29 years old", "for 15 consecutive years".

Asserts a length of time: the value is the number, the unit the unit of time in the singular. An age is a number of
years. Words between number and unit ("consecutive") belong to the span.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import claim_of, of_measure
from veritab_engine.mention import Measure

KIND = ClaimKind("duration", summary="a length of time, or an age")
TRIGGERS = frozenset({"<duration>", "<age>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every length of time."""
    for quantity in of_measure(passage, Measure.DURATION, Measure.AGE):
        yield claim_of(passage, KIND, quantity, quantity.unit)
