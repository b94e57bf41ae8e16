"""Numbers as digits and words write them, and the precision that they show."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.value import Point

LONGEST = 40
"""A longer run of digits is no amount of anything."""
ONE = Decimal(1)
TEN = Decimal(10)
HUNDRED = Decimal(100)
_OCTETS, _GREATEST_OCTET = 4, 255
_SEPARATORS = str.maketrans("", "", ",'’\u00a0\u2007\u2008\u2009\u200a\u202f")


def parse_digits(token: str) -> Decimal | None:
    """The number that a token of digits writes: "1,053.5", "1.053.000"; None for codes and what is too long."""
    if len(token) > LONGEST:
        return None
    plain = token.translate(_SEPARATORS)
    if plain.count(".") > 1:
        if not _are_thousands(plain.split(".")):
            return None
        plain = plain.replace(".", "")
    if len(plain) > 1 and plain[0] == "0" and plain[1] != ".":
        return None
    return Decimal(plain)


def _are_thousands(groups: list[str]) -> bool:
    """True for the groups of "1.234.567", which are no version and no address of a network."""
    octets = all(int(group) <= _GREATEST_OCTET and str(int(group)) == group for group in groups)
    address = len(groups) == _OCTETS and octets
    return not address and 0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def shown(multiplier: Decimal, scale: Decimal = ONE) -> Point:
    """The point that "244.8 billion" shows, from its multiplier and its scale.

    Decimals show their last place, and so do powers of ten ("1.5e6" its hundred thousands). The trailing zeros of whole
    numbers may or may not be meant; one digit before a scale word ("3 million") may stand for a tenth of the scale. A
    plain whole number below 100 is exact.
    """
    exponent = multiplier.as_tuple().exponent
    number = multiplier * scale
    if isinstance(exponent, int) and exponent != 0:
        step = TEN**exponent * scale
        return Point(number, step, step)
    if scale < HUNDRED and abs(multiplier) < HUNDRED:
        return Point(number) if scale == ONE else Point(number, ONE, scale)
    if scale <= HUNDRED:
        return Point(number, ONE, trailing(number))
    fine = scale / TEN if abs(multiplier) < TEN else scale
    return Point(number, fine, trailing(multiplier) * scale)


def measured(point: Point) -> Point:
    """The same number as a measurement: "5 percent" is shown to 1, "50 percent" to 1 or 10."""
    if point.shown_to:
        return point
    return Point(point.number, ONE, trailing(point.number), point.approximate)


def trailing(number: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 100 for 300, 1 for 245, and 1 for zero."""
    if not number:
        return ONE
    return TEN ** max(len(format(abs(number), "f").partition(".")[0]) - _significant(number), 0)


def _significant(number: Decimal) -> int:
    whole = format(abs(number), "f").partition(".")[0]
    return len(whole.rstrip("0"))
