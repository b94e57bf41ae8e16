"""Numerals in their units, before it is told whether two of them belong together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.digits import HUNDRED, ONE, measured
from veritab_engine.mention.dressed import Dress
from veritab_engine.value import Point

MEASURED = (Measure.PERCENT, Measure.MEASURE)


@dataclass(frozen=True, slots=True)
class Part:
    """A numeral as dressed; `hedge` one that stands between it and its unit, `vague` for "dozens of",
    `negative` where a minus stands before the sign of its currency.
    """

    numeral: Numeral
    dress: Dress
    hedge: str | None = None
    vague: bool = False
    negative: bool = False

    @property
    def first(self) -> int:
        """The first token of the numeral and its unit."""
        return self.dress.first if self.dress.first < self.numeral.first else self.numeral.first

    @property
    def last(self) -> int:
        """The token behind both."""
        return self.dress.last if self.dress.last > self.numeral.last else self.numeral.last

    @property
    def place(self) -> tuple[int, int]:
        """The tokens of both."""
        return self.first, self.last


def point_of(part: Part) -> Point:
    """The point, as a measurement where its unit makes one of it; a sign before the currency counts too."""
    point = part.numeral.point
    if part.negative and point.number > 0:
        point = replace(point, number=-point.number)
    return measured(point) if part.dress.measure in MEASURED else point


def shared(low: Part, high: Part) -> tuple[Part, Part]:
    """Lend the scale and unit of one end to the other: "1.2–1.4 billion", "$20 to 30", "20 to 30 percent"."""
    scale = high.numeral.scale
    lends = scale > HUNDRED >= low.numeral.scale or scale > ONE == low.numeral.scale
    if lends and low.numeral.point.number < high.numeral.point.number / scale:
        low = scaled(low, scale)
    if low.dress.unit is None and high.dress.unit is not None:
        low = replace(low, dress=replace(low.dress, measure=high.dress.measure, unit=high.dress.unit))
    elif high.dress.unit is None and low.dress.unit is not None and low.dress.first < low.numeral.first:
        high = replace(high, dress=replace(high.dress, measure=low.dress.measure, unit=low.dress.unit))
    return low, high


def scaled(part: Part, scale: Decimal) -> Part:
    """The part with the scale of another: the 1.2 of "1.2–1.4 billion"."""
    point = part.numeral.point
    lent = Point(point.number * scale, (point.shown_to or ONE) * scale, (point.coarsest or ONE) * scale)
    return replace(part, numeral=replace(part.numeral, point=lent, scale=scale))
