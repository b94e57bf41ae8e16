"""Amounts of money: "$244.8 billion", "US$4bn", "€1.2–1.4 billion", "244.8 billion U.S. dollars", "Rs 5 lakh crore".

Asserts an amount in one currency, its unit an ISO 4217 code. A bare "$" is the U.S. dollar and a bare "¥" the yen,
unless the text names exactly one other currency that is written so. Nouns that many countries use ("francs") are their
own unit where the text says of none whose they are, and so are cents and pence. An amount that is told for something
has that in its unit, and compares with no other ("$52 a barrel" is "USD per barrel"); the span leaves those words out.
Dollars and cents make one amount ("5 dollars and 20 cents").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import claim_of, of_measure
from veritab_engine.lexicon import groups
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.currency_table import OF_COUNTRIES

KIND = ClaimKind("money", summary="an amount of money")

FAMILIES = groups("currencies/families")
"""For a unit that a bare sign or word may mean, the currencies that share it."""
TRIGGERS = frozenset({"<money>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every amount of money."""
    for quantity in of_measure(passage, Measure.MONEY):
        currency = _currency(passage, quantity)
        unit = f"{currency} per {quantity.rate}" if quantity.rate is not None else currency
        yield claim_of(passage, KIND, quantity, unit)


def _currency(passage: Passage, quantity: Quantity) -> str | None:
    if quantity.stated or quantity.unit not in FAMILIES:
        return quantity.unit
    return _family_of(passage.prose.text, quantity.unit)


@lru_cache(maxsize=64)
def _family_of(text: str, unit: str) -> str:
    """The one member of a family that the text names; the family's first where it names none or several."""
    named = {code for code in FAMILIES[unit] if any(_stands(name, text) for name in _NAMES[code])}
    return named.pop() if len(named) == 1 else unit


def _stands(name: str, text: str) -> bool:
    """True where the name stands in the text at the start of a word."""
    place = text.find(name)
    while place > 0 and (text[place - 1].isalnum() or text[place - 1] == "_"):
        place = text.find(name, place + 1)
    return place >= 0


def _titled(name: str) -> str:
    country, _, noun = name.rpartition(" ")
    return f"{country.title()} {noun}"


def _names(code: str) -> tuple[str, ...]:
    return *NAMED.get(code, (code,)), *(_titled(name) for name, of in OF_COUNTRIES.items() if of == code)


NAMED = groups("currencies/named")
_NAMES = {code: _names(code) for family in FAMILIES.values() for code in family}
