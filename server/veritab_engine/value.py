"""Values: what a claim asserts and what a table holds, in one closed set of shapes.

Numbers are `Decimal` at full scale ("$244.8 billion" is 244_800_000_000) and remember how precisely they were shown.
Whether a claimed value agrees with a true one is decided here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

ZERO = Decimal(0)
HALF = Decimal("0.5")
MOST_DIGITS = 28
"""Digits that Decimal keeps; to round a number that has more of them before the step is an error to it."""

APPROXIMATE_AGREES = Decimal("0.05")
"""An approximate number agrees with every truth within this share of it ..."""
APPROXIMATE_OPEN = Decimal("0.15")
"""... and contradicts only those farther off than this share."""
OVERSTATES_UNDER = Decimal("0.9")
"""An upper bound is overstated where the truth is under this share of it."""
UNDERSTATES_FROM = Decimal(3)
"""A bound is understated where the truth is at least this many times the bound."""


def is_whole(number: Decimal) -> bool:
    """True for a number without a fraction, however large: `number % 1` fails beyond the digits that Decimal keeps."""
    return number == number.to_integral_value()


def plain(number: Decimal) -> str:
    """The number without exponent and without zeros that say nothing: "244800000000"."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def rounded(number: Decimal, step: Decimal, rounding: str | None = None) -> Decimal:
    """The number to the nearest step, a power of ten; one with more digits than Decimal keeps is what it is."""
    return number.quantize(step, rounding) if number.adjusted() - step.adjusted() < MOST_DIGITS else number


def shifted(day: date, days: int) -> date:
    """The day so many days later; the first or the last of all calendars where it would lie outside of them."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


class Agreement(Enum):
    """How a claimed value stands to the true one."""

    AGREES = "agrees"
    OPEN = "open"
    """Neither: the claim can be read so that it holds, and so that it does not."""
    DISAGREES = "disagrees"


@dataclass(frozen=True, slots=True)
class Point:
    """One number, with the precision it was shown at.

    "244.8 billion" is 244_800_000_000 shown to 100_000_000. `shown_to` is the finest step that the written form can
    mean and `coarsest` the widest: "300" may be shown to 1 or to 100. A step of zero is an exact number.
    """

    number: Decimal
    shown_to: Decimal = ZERO
    coarsest: Decimal = ZERO
    approximate: bool = False

    def interval(self) -> tuple[Decimal, Decimal]:
        """The truths that surely agree: open at the end away from zero, and one number where it is exact."""
        if self.approximate:
            return _around(self.number, max(abs(self.number) * APPROXIMATE_AGREES, self.coarsest * HALF))
        return _rounds_to(self.number, self.shown_to)

    def widest(self) -> tuple[Decimal, Decimal]:
        """The truths outside of which the number is surely wrong."""
        if self.approximate:
            return _around(self.number, max(abs(self.number) * APPROXIMATE_OPEN, self.coarsest))
        return _rounds_to(self.number, max(self.shown_to, self.coarsest))

    def compare(self, truth: Value) -> Agreement:
        """How this number stands to `truth`, another number or bound."""
        match truth:
            case Point():
                if _within(self.interval(), truth.number, self.number) or self._rounds_into(truth):
                    return Agreement.AGREES
                possible = _within(self.widest(), truth.number, self.number)
                return Agreement.OPEN if possible else Agreement.DISAGREES
            case AtLeast(bound=bound):
                return Agreement.DISAGREES if self.widest()[1] < bound else Agreement.OPEN
            case AtMost(bound=bound):
                return Agreement.DISAGREES if self.widest()[0] > bound else Agreement.OPEN
            case Interval(low=low, high=high):
                outside = self.widest()[1] < low or self.widest()[0] > high
                return Agreement.DISAGREES if outside else Agreement.OPEN
            case _:
                return Agreement.OPEN

    def _rounds_into(self, truth: Point) -> bool:
        """True where the claim is finer than the table and lies in what the table's own rounding can mean."""
        rounding = _rounds_to(truth.number, truth.shown_to)
        return truth.shown_to > self.shown_to and _within(rounding, self.number, truth.number)


@dataclass(frozen=True, slots=True)
class Interval:
    """A range, both ends included: "between 20 and 30", "€1.2–1.4 billion"."""

    low: Decimal
    high: Decimal
    shown_to: Decimal = ZERO
    approximate: bool = False

    def compare(self, truth: Value) -> Agreement:
        """How this range stands to `truth`."""
        match truth:
            case Point(number=number):
                slack = self.shown_to * HALF
                if self.low - slack <= number <= self.high + slack:
                    return Agreement.AGREES
                slack = max(slack, abs(number) * APPROXIMATE_OPEN) if self.approximate else slack
                return Agreement.OPEN if self.low - slack <= number <= self.high + slack else Agreement.DISAGREES
            case AtLeast(bound=bound):
                return Agreement.DISAGREES if self.high < bound else Agreement.OPEN
            case AtMost(bound=bound):
                return Agreement.DISAGREES if self.low > bound else Agreement.OPEN
            case _:
                return Agreement.OPEN


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A lower bound: "at least 40"; `strict` for "more than 40", which is false at 40."""

    bound: Decimal
    strict: bool = False
    shown_to: Decimal = ZERO
    approximate: bool = False

    def compare(self, truth: Value) -> Agreement:
        """How this bound stands to `truth`."""
        match truth:
            case Point(number=number):
                return _bounded(number - self.bound, self.strict, self.shown_to)
            case AtLeast(bound=bound, strict=strict):
                holds = bound > self.bound or (bound == self.bound and (strict or not self.strict))
                return Agreement.AGREES if holds else Agreement.OPEN
            case AtMost(bound=bound, strict=strict):
                fails = bound < self.bound or (bound == self.bound and (strict or self.strict))
                return Agreement.DISAGREES if fails else Agreement.OPEN
            case Interval(low=low, high=high):
                return _both(self.compare(Point(low)), self.compare(Point(high)))
            case _:
                return Agreement.OPEN

    def understates(self, truth: Value) -> bool:
        """True where the bound holds but lies far below the truth ("more than 40" for 400)."""
        return isinstance(truth, Point) and self.bound > 0 and truth.number >= self.bound * UNDERSTATES_FROM


@dataclass(frozen=True, slots=True)
class AtMost:
    """An upper bound: "up to 40", "no more than 40"; `strict` for "fewer than 40"."""

    bound: Decimal
    strict: bool = False
    shown_to: Decimal = ZERO
    approximate: bool = False

    def compare(self, truth: Value) -> Agreement:
        """How this bound stands to `truth`."""
        mirrored = AtLeast(-self.bound, self.strict, self.shown_to, self.approximate)
        return mirrored.compare(_mirror(truth))

    def overstates(self, truth: Value) -> bool:
        """True where the bound holds but lies well above the truth ("up to 300" for 245)."""
        return isinstance(truth, Point) and self.bound > 0 and truth.number < self.bound * OVERSTATES_UNDER


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar at its own precision: a day, month, quarter, year, decade or a range of them.

    `iso` is the date as ISO 8601 writes it ("2024-12"), quarters as SDMX does ("2024-Q3"), ranges with a slash
    ("2010/2024"); `first` and `last` are its first and last day, both included.
    """

    iso: str
    first: date
    last: date
    approximate: bool = False

    def compare(self, truth: Value) -> Agreement:
        """How this date stands to the true one: it agrees with every truth that lies inside it."""
        match truth:
            case Period(first=first, last=last):
                if self.first <= first and last <= self.last:
                    return Agreement.AGREES
                apart = last < self.first or first > self.last
                return Agreement.DISAGREES if apart and not self.approximate else Agreement.OPEN
            case _:
                return Agreement.OPEN

    def overlaps(self, other: Period) -> bool:
        """True where the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def follows(self, earlier: Period) -> bool:
        """True where it begins on the day after `earlier` ends."""
        return (self.first - earlier.last).days == 1

    def covers(self, day: date) -> bool:
        """True where `day` lies in this period."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Text:
    """A name or word: `text` as written, `entity` the identifier it is known by ("country:RUS"), where one is known."""

    text: str
    entity: str | None = None

    @classmethod
    def of(cls, quote: str) -> Text:
        """A name out of a text, which may break the line within it: whatever blanks it has become single spaces."""
        return cls(" ".join(quote.split()))

    def compare(self, truth: Value) -> Agreement:
        """Two names agree where they are the same entity, or the same words regardless of case."""
        match truth:
            case Text(text=text, entity=entity):
                if self.entity is not None and entity is not None:
                    return Agreement.AGREES if self.entity == entity else Agreement.DISAGREES
                same = self.text.casefold() == text.casefold()
                return Agreement.AGREES if same else Agreement.DISAGREES
            case _:
                return Agreement.OPEN


@dataclass(frozen=True, slots=True)
class Parts:
    """Several values said as one: a score "107-99", a record "13-18"."""

    parts: tuple[Point, ...]

    def compare(self, truth: Value) -> Agreement:
        """Parts agree where each agrees with its counterpart."""
        match truth:
            case Parts(parts=parts) if len(parts) == len(self.parts):
                each = [mine.compare(true) for mine, true in zip(self.parts, parts, strict=True)]
                if Agreement.DISAGREES in each:
                    return Agreement.DISAGREES
                return Agreement.OPEN if Agreement.OPEN in each else Agreement.AGREES
            case _:
                return Agreement.OPEN


Value = Point | Interval | AtLeast | AtMost | Period | Text | Parts
Number = Point | Interval | AtLeast | AtMost


def _rounds_to(number: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    """The truths that round, or truncate, to `number` at `step`; truncation goes toward zero."""
    if number == 0:
        return -step, step
    if number < 0:
        return number - step, number + step * HALF
    return number - step * HALF, number + step


def _around(number: Decimal, slack: Decimal) -> tuple[Decimal, Decimal]:
    return number - slack, number + slack


def _within(interval: tuple[Decimal, Decimal], truth: Decimal, number: Decimal) -> bool:
    """True where `truth` lies in the interval around `number`: the end nearer to zero belongs to it."""
    low, high = interval
    if low == high:
        return truth == low
    return low < truth <= high if number < 0 else low <= truth < high


def _bounded(margin: Decimal, strict: bool, shown_to: Decimal) -> Agreement:
    """Judge a lower bound from how far the truth lies above it; within its rounding below, it is open."""
    if margin > 0 or (margin == 0 and not strict):
        return Agreement.AGREES
    within_rounding = margin < 0 and -margin <= shown_to * HALF
    return Agreement.OPEN if within_rounding else Agreement.DISAGREES


def _both(first: Agreement, second: Agreement) -> Agreement:
    return first if first is second else Agreement.OPEN


def _mirror(value: Value) -> Value:
    """The value on the negated number line, on which an upper bound is a lower one."""
    match value:
        case Point(number=number, shown_to=shown_to, coarsest=coarsest, approximate=approximate):
            return Point(-number, shown_to, coarsest, approximate)
        case AtLeast(bound=bound, strict=strict):
            return AtMost(-bound, strict)
        case AtMost(bound=bound, strict=strict):
            return AtLeast(-bound, strict)
        case Interval(low=low, high=high, shown_to=shown_to, approximate=approximate):
            return Interval(-high, -low, shown_to, approximate)
        case _:
            return value
