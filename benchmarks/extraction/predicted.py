"""Claims in the terms of the gold sets: which of their kinds a claim is of, and its value as they write one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from veritab_engine import Claim
from veritab_engine.value import AtLeast, AtMost, Interval, Period, Point, Value

KINDS = {
    "money": "money",
    "percent": "percent",
    "count": "number",
    "ratio": "number",
    "measure": "quantity",
    "duration": "duration",
    "elapsed": "duration",
    "streak": "duration",
    "age": "age",
    "ordinal": "ordinal",
    "date": "date",
    "time": "time",
    "recurrence": "set",
}
"""Kinds that no set looked for (a rank, an office holder, "doubled") count where they touch a gold span, else not."""
CHANGES = {"percent": "percent", "percentage point": "percent", "basis point": "percent"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time by instants to the second: where it starts, and the one after its end; None where it is open.

    `last_begins` is where the second of two named periods begins: that of 2018 in "2014 to 2018".
    """

    start: str | None
    end: str | None
    last_begins: str | None = None
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Prediction:
    """A claim's span, kind, value, unit and hedge."""

    start: int
    end: int
    kind: str
    value: Decimal | tuple[Decimal, Decimal] | None
    dates: Stretch | None
    unit: str | None
    modifiers: frozenset[str]
    quote: str


def predicted(claim: Claim) -> Prediction:
    """The claim as a prediction."""
    return Prediction(
        start=claim.span.start,
        end=claim.span.end,
        kind=_kind(claim),
        value=_number(claim.value),
        dates=_dates(claim),
        unit=claim.unit,
        modifiers=_modifiers(claim),
        quote=claim.quote,
    )


def _kind(claim: Claim) -> str:
    if claim.kind != "change":
        return KINDS.get(claim.kind, claim.kind)
    unit = claim.unit or ""
    if unit == "times":
        return claim.kind
    return CHANGES.get(unit) or ("money" if unit.isupper() else "number")


def _number(value: Value) -> Decimal | tuple[Decimal, Decimal] | None:
    match value:
        case Point(number=number):
            return number
        case AtLeast(bound=bound) | AtMost(bound=bound):
            return bound
        case Interval(low=low, high=high):
            return low, high
        case _:
            return None


def _dates(claim: Claim) -> Stretch | None:
    value = claim.value
    if not isinstance(value, Period):
        return None
    if "T" in value.iso:
        return _timed(value.iso, claim.hedge)
    after = value.last + timedelta(days=1) if value.last < date.max else value.last
    start, end = f"{value.first}T00:00:00", f"{after}T00:00:00"
    if claim.hedge in OPEN:
        return _bounded(claim.hedge, start, end)
    is_day = value.first == value.last
    _, ranged, second = value.iso.partition("/")
    return Stretch(start, end, f"{_begins(second)}T00:00:00" if ranged else None, is_day)


def _timed(iso: str, hedge: str | None) -> Stretch:
    """A date with a time of day, or two of them."""
    first, _, last = (_to_the_second(end) if end else None for end in iso.partition("/"))
    if hedge in OPEN:
        return Stretch(None, first) if hedge in ("before", "until") else Stretch(first, None)
    return Stretch(first, last or first)


def _to_the_second(instant: str) -> str:
    return instant if instant.count(":") == 2 else f"{instant}:00"


OPEN = frozenset({"before", "until", "since", "after"})


def _bounded(hedge: str, start: str, end: str) -> Stretch:
    """A date as a bound: "since 2014" begins with it, "after 2014" behind it."""
    match hedge:
        case "before":
            return Stretch(None, start)
        case "until":
            return Stretch(None, end, start)
        case "since":
            return Stretch(start, None)
        case _:
            return Stretch(end, None)


def _begins(iso: str) -> str:
    """The first day of the period of that name: "2018" is 2018-01-01."""
    year, _, rest = iso.partition("-")
    if rest.startswith("Q"):
        return f"{year}-{int(rest[1]) * 3 - 2:02}-01"
    return f"{iso}-01-01" if not rest else f"{iso}-01" if len(rest) == 2 else iso


def _modifiers(claim: Claim) -> frozenset[str]:
    """What the sets call the claim's hedge, bound, range or direction."""
    told: set[str] = set()
    match claim.value:
        case AtLeast():
            told |= {"more_than", "at_least"}
        case AtMost():
            told |= {"less_than", "at_most"}
        case Interval():
            told |= {"range", "range_or_uncertainty"}
        case _:
            pass
    if getattr(claim.value, "approximate", False) or claim.hedge in ("about", "nearly", "just_over", "just_under"):
        told.add("approx")
    if claim.hedge == "just_over":
        told.add("more_than")
    if claim.hedge in ("just_under", "nearly"):
        told.add("less_than")
    if claim.direction is not None:
        told.add({"up": "increase", "down": "decrease"}[claim.direction.value])
    return frozenset(told)
