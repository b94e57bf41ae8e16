"""Periods of the calendar: days, months, quarters, years and longer, each with the ISO name that it has."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from veritab_engine.value import Period


def of_day(day: date) -> Period:
    """One day: "2025-05-08"."""
    return Period(day.isoformat(), day, day)


def of_month(year: int, month: int) -> Period:
    """One month: "2024-12"."""
    return _months(f"{year:04}-{month:02}", year, month, month)


def of_quarter(year: int, quarter: int) -> Period:
    """One quarter, 1 to 4: "2024-Q3"."""
    return _months(f"{year:04}-Q{quarter}", year, quarter * 3 - 2, quarter * 3)


def of_months(year: int, first: int, last: int) -> Period:
    """Months of one year, both included: "2024-01/2024-06"."""
    return _months(f"{year:04}-{first:02}/{year:04}-{last:02}", year, first, last)


def of_year(year: int) -> Period:
    """One year: "2013"."""
    return _months(f"{year:04}", year, 1, 12)


def of_years(first: int, last: int) -> Period:
    """Years, both included: "1990/1999"."""
    return between(of_year(first), of_year(last))


def of_week(day: date) -> Period:
    """The week, Monday to Sunday, that a day lies in: "2025-W19"."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(f"{year:04}-W{week:02}", monday, monday + timedelta(days=6))


def between(first: Period, last: Period) -> Period:
    """From the first day of one period to the last day of the other."""
    return Period(f"{first.iso}/{last.iso}", first.first, last.last, first.approximate or last.approximate)


def is_year(number: int) -> bool:
    """True for the years that the calendar knows."""
    return 1 <= number < MAXYEAR


def _months(iso: str, year: int, first: int, last: int) -> Period:
    return Period(iso, date(year, first, 1), date(year, last, monthrange(year, last)[1]))
