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
class Prediction:
    """A claim's span, kind, value, unit and hedge; `dates` holds the first instant and the one after the last."""

    start: int
    end: int
    kind: str
    value: Decimal | tuple[Decimal, Decimal] | None
    dates: tuple[str, str] | None
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
        dates=_dates(claim.value),
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


def _dates(value: Value) -> tuple[str, str] | None:
    """The first instant of a period and the one after its last, as ISO strings: days, or times where it has them."""
    if not isinstance(value, Period):
        return None
    if "T" in value.iso:
        first, _, last = value.iso.partition("/")
        return first, last or first
    after = value.last + timedelta(days=1) if value.last < date.max else value.last
    return value.first.isoformat(), after.isoformat()


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
