"""Physical measures: "4,000 kilometres", "120 km/h", "38 billion m³", "5 °C", "9.8 m·s⁻²", "6 feet 2", "5 x 7 inches".

Asserts a number of units, metric, customary or of science. The unit is its full name in the singular, one name however
it is written, and composed where the text composes it: "kilometre per hour", "square mile", "metre per second squared".
What is told in two units is one measure in the smaller, in which it is exact ("6 feet 2" are 74 inches). Units of time
are durations. Letters that are other things too ("5 C", "30 kn", "20'") are units where the sentence says of what.
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
