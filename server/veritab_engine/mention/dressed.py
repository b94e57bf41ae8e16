"""A numeral as its unit dresses it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.marks import joined

HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Dress:
    """A numeral with its unit: the tokens that both take, what kind of unit it is, and which.

    `stated` is False for a bare "$" or "¥", which more than one currency uses. `rate` is what an amount of money is
    told for ("barrel"), whose words the tokens leave out. `scale` multiplies the number: "75 USD million", "30 MUSD".
    """

    first: int
    last: int
    measure: Measure
    unit: str | None
    stated: bool = True
    rate: str | None = None
    scale: Decimal = Decimal(1)


def scaled(numeral: Numeral, scale: Decimal) -> Numeral:
    """The numeral as its unit multiplies it."""
    if scale == 1:
        return numeral
    point, step = numeral.point, abs(scale)
    shown_to = (point.shown_to or Decimal(1)) * step if step > 1 else point.shown_to
    coarsest = (point.coarsest or Decimal(1)) * step if step > 1 else point.coarsest
    point = replace(point, number=point.number * scale, shown_to=shown_to, coarsest=coarsest)
    return replace(numeral, point=point, scale=numeral.scale * step)


def past_joint(sentence: Sentence, index: int) -> int:
    """The index after a hyphen that ties a number to its unit."""
    if index < len(sentence.words) and sentence.words[index] in HYPHENS and joined(sentence, index):
        return index + 1
    return index


def splits_word(sentence: Sentence, last: int) -> bool:
    """True where letters stick to the end of what would be a unit."""
    return joined(sentence, last) and sentence.words[last][0].isalnum() and sentence.words[last - 1][-1].isalnum()
