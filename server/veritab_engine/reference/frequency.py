"""Frequencies: how long a row of a series lasts, by SDMX's codes, and the days of fiscal years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from veritab_engine.reference.period import parse_date, parse_period
from veritab_engine.value import Period, shifted

MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1}
WEEK = "W"
CODES = (*MONTHS, WEEK, "D")
"""Annual, half-yearly, quarterly, monthly, weekly, daily."""
FEWEST = 4
"""Fewer days than these show no frequency."""
_PARTS = {"S": "-S{}", "Q": "-Q{}", "M": "-{:02}"}


def enlarged(period: Period, frequency: str) -> Period:
    """The year, half, quarter, month or week in which a day lies; a longer period is what it is.

    A series may date its months by their first or last days: with the frequency M, 2024-03-31 is March 2024.
    """
    day = period.first
    if period.first != period.last or frequency not in CODES[:-1]:
        return period
    if frequency == WEEK:
        monday = day - timedelta(day.weekday())
        return parse_period(f"{monday.isoformat()}/{shifted(monday, 6).isoformat()}") or period
    part = (day.month - 1) // MONTHS[frequency] + 1
    return parse_period(f"{day.year:04}" + _PARTS.get(frequency, "").format(part)) or period


def with_frequency(resource: dict[str, Any], columns: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A resource whose nature was inferred, with the frequency that its one column of days shows, if any."""
    times = [field for field in resource["schema"]["fields"] if field.get("fact:role") == "time"]
    if len(times) != 1 or "fact:period" in times[0] or resource.get("fact:kind") != "observations":
        return resource
    pattern = times[0].get("format", "default")
    read = parse_period if "%" not in pattern else partial(parse_date, pattern=pattern)
    periods = [read(text) for text in dict.fromkeys(columns.get(times[0]["name"], ())) if text]
    days = [period.first for period in periods if period is not None and period.first == period.last]
    frequency = stepping(days) if len(days) == len(periods) else ""
    return {**resource, "fact:frequency": frequency} if frequency else resource


def stepping(days: Sequence[date]) -> str:
    """The frequency of days that are all the first, or all the last, of a month, quarter, half or year; else nothing.

    2024-01-01, 2024-04-01, 2024-07-01 are quarters: no two of them are closer than that, and some are as close.
    """
    if len(days) < FEWEST:
        return ""
    steps = {_month(late) - _month(early) for early, late in pairwise(sorted(days))}
    for frequency, months in MONTHS.items():
        periods = [enlarged(Period(day.isoformat(), day, day), frequency) for day in days]
        first = all(period.first == day for period, day in zip(periods, days, strict=True))
        last = all(period.last == day for period, day in zip(periods, days, strict=True))
        if (first or last) and min(steps) == months:
            return frequency
    return ""


def _month(day: date) -> int:
    return day.year * 12 + day.month


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A year of accounts: the month and day on which it starts, None where that is not known, and how it is named.

    Fiscal 2024 of the United States ends in 2024, that of Japan starts in 2024: `named` is "end" or "start".
    """

    start: tuple[int, int] | None = None
    named: str = "end"

    @property
    def is_calendar(self) -> bool:
        """True where it is the year of the calendar."""
        return self.start == (1, 1)

    def named_by(self, period: Period) -> Period:
        """The days of what is named as a year of the calendar, or a part of one: "2024", "2024-Q1"."""
        if self.start is None or self.is_calendar or period.first.day != 1 or len(period.iso) < 4:
            return period
        year, length = period.first.year, _months(period)
        if length not in (3, 6, 12) or period.iso[4:5] not in ("", "-"):
            return period
        first = self._first_day(year if self.named == "start" else year - 1)
        return _from(_later(first, period.first.month - 1), length)

    def starting_in(self, year: int) -> Period:
        """The fiscal year that starts in a year: "2023/24" is that of 2023."""
        return _from(self._first_day(year), 12)

    def ending_on(self, last: date) -> Period:
        """The twelve months that end with a day; where no start is known, they go by the name of their year."""
        if self.start is None:
            return parse_period(f"{last.year - (self.named == 'start' and last.month < 12):04}") or year_to(last)
        return year_to(last)

    def _first_day(self, year: int) -> date:
        month, day = self.start or (1, 1)
        return _day(year, month, day)


def year_to(last: date) -> Period:
    """The twelve months that end with a day."""
    if last.year == date.min.year:
        return _between(date.min, last)
    first = date(last.year - 1, last.month, min(last.day, monthrange(last.year - 1, last.month)[1])) + timedelta(1)
    if last.day == monthrange(last.year, last.month)[1]:
        first = _later(date(last.year - 1, last.month, 1), 1)
    return _between(first, last)


def _months(period: Period) -> int:
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1


def _later(day: date, months: int) -> date:
    """The same day of the month so many months later; fiscal years start on days that every month has."""
    count = day.month - 1 + months
    return _day(day.year + count // 12, count % 12 + 1, day.day)


def _day(year: int, month: int, day: int) -> date:
    """The day, or the first or the last of all calendars where its year lies outside of them."""
    if year > date.max.year:
        return date.max
    return date(year, month, day) if year >= date.min.year else date.min


def _from(first: date, months: int) -> Period:
    return _between(first, shifted(_later(first, months), -1))


def _between(first: date, last: date) -> Period:
    return Period(f"{first.isoformat()}/{last.isoformat()}", first, last)
