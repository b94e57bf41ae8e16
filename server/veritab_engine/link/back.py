"""How far back the base of a change lies: "from a year earlier", "than the same month last year"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from veritab_engine.lexicon import phrases
from veritab_engine.link.clause import Clause
from veritab_engine.value import Period

BASE = frozenset({"from", "than", "over", "against", "with", "compared", "on"})
"""Words before the date that a change is counted from: "up 1.9 percent from a year earlier"."""
DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
REACH_OF_BASE = 6
"""Tokens between "from" and the words that tell how far back: "from $223 million a year earlier"."""


@dataclass(frozen=True, slots=True)
class Back:
    """A unit of time ("year"; "none" for a rate that no two rows give), and the tokens that tell it."""

    unit: str
    tokens: range


def told_back(clause: Clause) -> tuple[Back, ...]:
    """All that the sentence says of how far back a change is counted from, in order."""
    return tuple(_all(clause.sentence.lower))


def _all(lower: tuple[str, ...]) -> Iterator[Back]:
    for i in range(len(lower)):
        hit = phrases("bases/steps").at(lower, i)
        if hit is None and not BASE.isdisjoint(lower[max(i - REACH_OF_BASE, 0) : i]):
            hit = phrases("bases/behind").at(lower, i)
        if hit is not None:
            yield Back(hit[0], range(i, hit[1]))


def stretch_back(period: Period, unit: str) -> Period | None:
    """The period that lies a unit of time before this one; None before all calendars."""
    first = earlier(period.first, unit)
    behind = earlier(period.last + timedelta(1), unit) if period.last < date.max else None
    if first is None or behind is None:
        return None
    last = behind - timedelta(1)
    return Period(f"{first}/{last}", first, last)


def earlier(day: date, unit: str) -> date | None:
    """The day a unit of time earlier; None before all calendars."""
    try:
        if unit not in MONTHS:
            return day - timedelta(DAYS[unit])
        months = day.year * 12 + day.month - 1 - MONTHS[unit]
        return date(months // 12, months % 12 + 1, min(day.day, 28))
    except (OverflowError, ValueError):
        return None
