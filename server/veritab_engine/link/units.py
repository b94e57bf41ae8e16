"""Units of one dimension: a table in metres answers for feet, and one in days for weeks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from veritab_engine.lexicon import mapping


def spelt(unit: str) -> str:
    """A unit in one spelling: claims have it as the British write it, tables as they like."""
    plain = unit.casefold().replace("metre", "meter").replace("litre", "liter").replace("-", " ")
    return plain.replace("feet", "foot")


def factor(unit: str | None, other: str | None) -> Decimal | None:
    """How many of the other unit one of this is; one for the same unit, None where the two do not convert."""
    one, two = spelt(unit or ""), spelt(other or "")
    if one == two or one == f"{two}s" or two == f"{one}s":
        return Decimal(1)
    mine, its = _of(one), _of(two)
    return mine[1] / its[1] if mine is not None and its is not None and mine[0] == its[0] else None


def _of(unit: str) -> tuple[str, Decimal] | None:
    """Dimension and size of a unit; a quotient has those of its parts: "kilogram per hectare"."""
    whole = _factors().get(unit) or _factors().get(unit.removesuffix("s"))
    above, _, below = unit.partition(" per ")
    if whole is not None or not below:
        return whole
    one, two = _of(above), _of(below)
    if one is None or two is None:
        return None
    return f"{one[0]} per {two[0]}", one[1] / two[1]


@cache
def _factors() -> Mapping[str, tuple[str, Decimal]]:
    told = ((unit, *each.split(" ")) for unit, each in mapping("unit_factors/factors").items())
    return {unit: (dimension, Decimal(number)) for unit, dimension, number in told}
