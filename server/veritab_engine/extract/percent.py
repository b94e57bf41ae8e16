"""Shares and rates: "1.9 percent", "5 per cent", "20–30%", "0.5 percentage points", "25 basis points".

Asserts a number of hundredths. The unit is "percent", "percentage point" or "basis point", which are three different
things, or "per mille". A whole number of percent is a measurement: "50 percent" may be shown to 1 or to 10.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import claim_of, of_measure
from veritab_engine.mention import Measure

KIND = ClaimKind("percent", summary="a share, rate or change in percent, percentage points or basis points")
TRIGGERS = frozenset({"<percent>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every number of percent."""
    for quantity in of_measure(passage, Measure.PERCENT):
        yield claim_of(passage, KIND, quantity, quantity.unit)
