"""Claims from the quantities of one measure, as money, percent, measure and duration make them."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.modality import modality_of


def of_measure(passage: Passage, *measures: Measure) -> Iterator[Quantity]:
    """The passage's quantities of the given measures."""
    return (quantity for quantity in passage.mentions.quantities if quantity.measure in measures)


def claim_of(passage: Passage, kind: ClaimKind, quantity: Quantity, unit: str | None) -> Claim:
    """The claim that a quantity makes by itself."""
    return passage.claim(
        kind,
        quantity.first,
        quantity.last,
        quantity.value,
        unit=unit,
        hedge=quantity.hedge,
        modality=modality_of(passage.sentence, quantity.outer[0]),
    )
