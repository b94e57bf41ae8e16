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


def of_week_number(year: int, week: int) -> Period:
    """One ISO week: "2025-W19"."""
    return of_week(date.fromisocalendar(year, week, 1))


def of_days(first: date, last: date) -> Period:
    """Days, both included: "2025-05-07/2025-05-10"."""
    return of_day(first) if first == last else between(of_day(first), of_day(last))


def of_season(year: int, season: int) -> Period:
    """A season of the north, 1 for spring to 4 for winter, which ends in the next year: "2019-06/2019-08"."""
    first, (later, last) = season * 3, (year + (season == 4), 2 if season == 4 else season * 3 + 2)
    return between(of_month(year, first), of_month(later, last))


def between(first: Period, last: Period) -> Period:
    """From the first day of one period to the last day of the other."""
    return Period(f"{first.iso}/{last.iso}", first.first, last.last, first.approximate or last.approximate)


def is_year(number: int) -> bool:
    """True for the years that the calendar knows."""
    return 1 <= number < MAXYEAR


def _months(iso: str, year: int, first: int, last: int) -> Period:
    return Period(iso, date(year, first, 1), date(year, last, monthrange(year, last)[1]))
