"""Values as prose writes them: "$244.81 billion", "at least 41", "number 11"."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.value import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value, rounded

SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
SHOWN_TO = Decimal("0.001")
"""Scaled figures are told to three decimals; the evidence row has them whole."""
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def written(value: Value, unit: str | None = None) -> str:
    """A value as prose writes it: "$244.81 billion", "11", "at least 41", "2013-09-07"."""
    match value:
        case Point(number=number, approximate=approximate):
            return ("about " if approximate else "") + _quantity(number, unit)
        case AtLeast(bound=bound, strict=strict):
            return f"{'more than' if strict else 'at least'} {_quantity(bound, unit)}"
        case AtMost(bound=bound, strict=strict):
            return f"{'less than' if strict else 'at most'} {_quantity(bound, unit)}"
        case Interval(low=low, high=high):
            return f"{_quantity(low, unit)} to {_quantity(high, unit)}"
        case Period(iso=iso):
            return iso
        case Text(text=text):
            return text
        case Parts(parts=parts):
            return "-".join(f"{part.number:f}" for part in parts)


def quoted(words: str) -> str:
    """Words of a text in quotation marks, on one line."""
    return f'"{" ".join(words.split())}"'


def _quantity(number: Decimal, unit: str | None) -> str:
    sign = "-" if number < 0 else ""
    figure = _scaled(abs(number))
    if unit is not None and " per " in unit:
        amount, _, rate = unit.partition(" per ")
        return f"{_quantity(number, amount)} per {rate}"
    if unit is None:
        return f"{sign}{figure}"
    if unit in SIGNS:
        return f"{sign}{SIGNS[unit]}{figure}"
    if unit == "percent":
        return f"{sign}{figure} percent"
    if " per " in unit:
        amount, _, each = unit.partition(" per ")
        return f"{_quantity(number, amount)} per {each}"
    return f"{sign}{figure} {unit if abs(number) == 1 else _plural(unit)}"


def _plural(unit: str) -> str:
    if unit.isupper() or unit.endswith("s"):
        return unit
    return f"{unit[:-4]}feet" if unit.endswith("foot") else f"{unit}s"


def _scaled(number: Decimal) -> str:
    for scale, word in SCALES:
        if number >= scale:
            return f"{_plain(rounded(number / scale, SHOWN_TO))} {word}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
