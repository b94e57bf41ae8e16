"""Physical measures: "4,000 kilometres", "120 km/h", "38 billion cubic metres", "5 °C", "a 10-metre wall".

Asserts a number of units, metric or customary. The unit is its full name in the singular, composed where the text
composes it: "kilometre per hour", "square mile", "tonne per day". Units of time are durations.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import claim_of, of_measure
from veritab_engine.mention import Measure

KIND = ClaimKind("measure", summary="a physical measure")
TRIGGERS = frozenset({"<measure>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every number of physical units."""
    for quantity in of_measure(passage, Measure.MEASURE):
        yield claim_of(passage, KIND, quantity, quantity.unit)
