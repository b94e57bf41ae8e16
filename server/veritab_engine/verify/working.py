"""The working of an operation: the arithmetic that led to a truth, line by line, for whoever asks how.

An operation gives its truths either bare or `Worked`, each with the steps that led to it. Nothing is decided by a step;
it only tells a person what was computed: "change of total = (244,810,000,000 - 240,100,000,000) / 240,100,000,000 = …".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.value import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value


@dataclass(frozen=True, slots=True)
class Step:
    """One line of arithmetic."""

    what: str
    """What is computed, in words: "change of total in percent"."""
    formula: str
    """How, with its operands written out: "(244,810 - 240,100) / 240,100 x 100"."""
    result: str
    """What comes out, as `shown` writes it: "1.96"."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A truth with the steps that led to it, the last of which gives it."""

    truth: Value
    steps: tuple[Step, ...]


def work(truth: Value, what: str, formula: str) -> Worked:
    """A truth that one step gives."""
    return Worked(truth, (Step(what, formula, shown(truth)),))


def worked(given: Value | Worked) -> Worked:
    """What an operation gave, without steps where it told none."""
    return given if isinstance(given, Worked) else Worked(given, ())


def shown(value: Value | Decimal | int) -> str:
    """A value as arithmetic writes it: at full scale, thousands apart, without zeros that say nothing."""
    match value:
        case Point(number=number, approximate=approximate):
            return ("about " if approximate else "") + shown(number)
        case AtLeast(bound=bound, strict=strict):
            return f"{'more than' if strict else 'at least'} {shown(bound)}"
        case AtMost(bound=bound, strict=strict):
            return f"{'less than' if strict else 'at most'} {shown(bound)}"
        case Interval(low=low, high=high):
            return f"{shown(low)} to {shown(high)}"
        case Period(iso=iso):
            return iso
        case Text(text=text):
            return text
        case Parts(parts=parts):
            return "-".join(map(shown, parts))
        case _:
            text = f"{value:,f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
