"""Values as the client gives them: the closed set of shapes of the contract, with decimal numbers at full scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Point:
    """One number. `shown_to` is the finest step that its written form can mean, `coarsest` the widest; 0 is exact."""

    number: Decimal
    shown_to: Decimal = ZERO
    coarsest: Decimal = ZERO
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """A range, both ends included."""

    low: Decimal
    high: Decimal
    shown_to: Decimal = ZERO
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A lower bound, itself excluded where `strict`."""

    bound: Decimal
    strict: bool = False
    shown_to: Decimal = ZERO
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class AtMost:
    """An upper bound, itself excluded where `strict`."""

    bound: Decimal
    strict: bool = False
    shown_to: Decimal = ZERO
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: `iso` at its own precision ("2024-12", "2010/2024"), first and last day included."""

    iso: str
    first: date
    last: date
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A name or word as written, and the identifier it is known by, where there is one."""

    text: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """Several numbers said as one."""

    parts: tuple[Point, ...]


Value = Point | Interval | AtLeast | AtMost | Period | Text | Parts


def plain(number: Decimal) -> str:
    """The number without an exponent: "244800000000"."""
    return format(number, "f")
