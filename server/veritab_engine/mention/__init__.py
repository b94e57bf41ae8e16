"""Mentions: the spans of a sentence that have a meaning of their own, before anything is claimed with them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from veritab_engine.document import Sentence
from veritab_engine.value import Number, Period, Point

__all__ = ["DateMention", "Measure", "Mentions", "Numeral", "Ordinal", "Quantity", "TimeMention"]


class Measure(StrEnum):
    """What kind of unit a number has."""

    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    NUMBER = "number"
    """No unit: a count, a score, a bare number."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A cardinal number in the tokens `first` to `last` (excluded), its scale words included ("244.8 billion")."""

    first: int
    last: int
    point: Point
    in_words: bool = False
    scale: Decimal = Decimal(1)
    """What its scale words multiply by: 10**9 for "244.8 billion"."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal number: "11th", "twenty-first"."""

    first: int
    last: int
    rank: int
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at its own precision: "May 8, 2025", "2013", "the 1990s", "last year"."""

    first: int
    last: int
    period: Period
    ranged: bool = False
    """True where two dates make it: "2010 to 2024"."""
    bound: str | None = None
    """The bound that the words before its time of day make of it: "before" for "today before 4 p.m."."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day with no date: `iso` is "17:00", or "17:00/19:00"; `part` the part of the day that it names."""

    first: int
    last: int
    iso: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One or, in a range, two numerals with their unit, in the tokens `first` to `last` (excluded), hedges applied.

    `outer` are the tokens of the hedges too. `unit` is None for plain numbers; `stated` is False for a bare "$" or "¥",
    which more than one currency uses. `rate` is what an amount of money is told for ("barrel" in "$5 a barrel").
    """

    first: int
    last: int
    numerals: tuple[Numeral, ...]
    value: Number
    measure: Measure
    unit: str | None
    hedge: str | None
    outer: tuple[int, int]
    stated: bool = True
    rate: str | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions by form of one sentence, each tuple in the order of the text; numbers inside dates are dates."""

    sentence: Sentence
    numerals: tuple[Numeral, ...]
    ordinals: tuple[Ordinal, ...]
    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...] = ()
    """The numerals again, with their units and hedges, two in one where they are a range."""
    times: tuple[TimeMention, ...] = ()
