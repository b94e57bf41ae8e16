"""Amounts of money: "$244.8 billion", "US$4bn", "€1.2–1.4 billion", "244.8 billion U.S. dollars", "Rs 5 lakh crore".

Asserts an amount in one currency, its unit an ISO 4217 code. A bare "$" is the U.S. dollar and a bare "¥" the yen,
unless the text names exactly one other currency that is written so. Cents and pence keep their own names as units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import claim_of, of_measure
from veritab_engine.lexicon import groups
from veritab_engine.mention import Measure, Quantity

KIND = ClaimKind("money", summary="an amount of money")

FAMILIES = groups("currencies/families")
"""For a unit that a bare sign or word may mean, the currencies that share it."""
TRIGGERS = frozenset({"<money>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every amount of money."""
    for quantity in of_measure(passage, Measure.MONEY):
        yield claim_of(passage, KIND, quantity, _currency(passage, quantity))


def _currency(passage: Passage, quantity: Quantity) -> str | None:
    if quantity.stated or quantity.unit not in FAMILIES:
        return quantity.unit
    return _family_of(passage.prose.text, quantity.unit)


@lru_cache(maxsize=64)
def _family_of(text: str, unit: str) -> str:
    """The one member of a family that the text names; the family's first where it names none or several."""
    named = {code for code in FAMILIES[unit] if _NAMES[code].search(text)}
    return named.pop() if len(named) == 1 else unit


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}" for name in names))


_NAMES = {code: _pattern(names) for code, names in groups("currencies/named").items()}
