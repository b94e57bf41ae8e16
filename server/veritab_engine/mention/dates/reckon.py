"""Reckoning with the calendar: so many units on or back, the n-th unit of a period, the first or last few of one."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from veritab_engine.mention.dates.raw import RawDate, Unit
from veritab_engine.mention.periods import is_year, of_day, of_days, of_month, of_quarter, of_week, of_year, of_years
from veritab_engine.value import Period

DAYS_OF = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14, Unit.WEEKEND: 7}
MONTHS_OF = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.FISCAL: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}


def turned(unit: Unit, shift: int, today: date) -> Period | None:
    """This, the last or the next day, week, month, quarter, year or decade."""
    match unit:
        case Unit.DAY:
            return of_day(today + timedelta(days=shift))
        case Unit.WEEK:
            return of_week(today + timedelta(weeks=shift))
        case Unit.WEEKEND:
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
            return of_days(monday + timedelta(days=5), monday + timedelta(days=6))
        case Unit.FORTNIGHT:
            monday = today - timedelta(days=today.weekday())
            return of_days(monday + timedelta(days=14 * shift), monday + timedelta(days=14 * shift + 13))
        case Unit.MONTH | Unit.QUARTER:
            months = MONTHS_OF[unit]
            year, place = divmod((today.year * 12 + today.month - 1) // months + shift, 12 // months)
            return of_month(year, place + 1) if unit is Unit.MONTH else of_quarter(year, place + 1)
        case Unit.DECADE:
            first = today.year // 10 * 10 + 10 * shift
            return of_years(first, first + 9)
        case Unit.CENTURY:
            first = (today.year - 1) // 100 * 100 + 1 + 100 * shift
            return of_years(first, first + 99)
        case Unit.FISCAL:
            return replace(of_year(today.year + shift), approximate=True)
        case _:
            return of_year(today.year + shift) if is_year(today.year + shift) else None


def turned_month(month: int, shift: int, today: date) -> Period | None:
    """ "last May" is the latest that is over before this month, "next May" the first to come."""
    year = today.year
    if shift < 0 and month >= today.month:
        year -= 1
    elif shift > 0 and month <= today.month:
        year += 1
    return of_month(year, month) if is_year(year) else None


def moved(day: date, unit: Unit, count: int) -> date:
    """The day so many units on."""
    if unit in MONTHS_OF:
        year, place = divmod(day.year * 12 + day.month - 1 + count * MONTHS_OF[unit], 12)
        return date(year, place + 1, min(day.day, monthrange(year, place + 1)[1]))
    if unit is Unit.BUSINESS_DAY:
        period = business_days(day, 1 if count > 0 else -1, abs(count))
        return period.last if count > 0 else period.first
    return day + timedelta(days=count * DAYS_OF.get(unit, 0))


def far_from(base: Period, raw: RawDate) -> Period:
    """So many units from a date, as exact as both: two years from 2013 is a year, from May a month."""
    anchor = raw.anchor.unit if raw.anchor is not None else Unit.DAY
    day = moved(base.first, raw.unit, raw.count)
    if anchor is Unit.YEAR and MONTHS_OF.get(raw.unit, 0) % 12 == 0 and raw.unit in MONTHS_OF:
        return of_year(day.year)
    if anchor is Unit.MONTH and raw.unit in MONTHS_OF:
        return of_month(day.year, day.month)
    exact = anchor in (Unit.DAY, Unit.WEEKDAY, Unit.HOLIDAY) or base.first == base.last
    return of_day(day) if exact else replace(of_day(day), approximate=True)


def business_days(today: date, shift: int, count: int) -> Period:
    """So many days from Monday to Friday after, or before, today."""
    days: list[date] = []
    day = today
    while len(days) < count:
        day += timedelta(days=1 if shift > 0 else -1)
        if day.weekday() < 5:
            days.append(day)
    return of_days(min(days), max(days))


def weekday_of(base: Period, raw: RawDate) -> Period:
    """ "Monday of next week", "the last Monday of May"."""
    if raw.far:
        ahead = (raw.number - base.first.weekday()) % 7 or 7
        return of_day(base.first + timedelta(days=ahead if raw.count > 0 else ahead - 7 or -7))
    if (base.last - base.first).days < 7:
        monday = base.first - timedelta(days=base.first.weekday())
        return of_day(monday + timedelta(days=raw.number))
    if raw.count > 0:
        ahead = (raw.number - base.first.weekday()) % 7 + 7 * (raw.count - 1)
        return of_day(base.first + timedelta(days=ahead))
    return of_day(base.last - timedelta(days=(base.last.weekday() - raw.number) % 7))


def weekend_of(day: date) -> Period:
    """The weekend that a holiday makes: from Saturday, or the holiday before it, to Sunday, or the one after it."""
    weekday = day.weekday()
    if weekday in (3, 4):
        return of_days(day, day + timedelta(days=6 - weekday))
    if weekday in (0, 1):
        return of_days(day - timedelta(days=weekday + 2), day)
    saturday = day + timedelta(days=5 - weekday)
    return of_days(saturday, saturday + timedelta(days=1))


def place_of(base: Period, unit: Unit, number: int) -> Period | None:
    """The n-th week, month, quarter or day of a longer period, -1 for the last."""
    if unit is Unit.WEEK:
        return week_of(base, number)
    if unit is Unit.DAY:
        day = base.first + timedelta(days=number - 1) if number > 0 else base.last
        return of_day(day) if day <= base.last else None
    months = MONTHS_OF.get(unit, 12)
    month = base.first.month + (number - 1) * months if number > 0 else base.last.month - months + 1
    if unit is Unit.MONTH:
        return of_month(base.first.year if number > 0 else base.last.year, month)
    return of_quarter(base.first.year, (month + 2) // 3) if unit is Unit.QUARTER else None


def part_of(base: Period, unit: Unit, count: int) -> Period:
    """The first, or with a negative count the last, so many units of a longer period."""
    if unit is Unit.WEEK and count > 0:
        first = week_of(base, 1).first
        return of_days(first, first + timedelta(days=7 * count - 1))
    if count > 0:
        return of_days(base.first, moved(base.first, unit, count) - timedelta(days=1))
    end = base.last + timedelta(days=1)
    return of_days(moved(end, unit, count), base.last)


def week_of(base: Period, number: int) -> Period:
    """The n-th week of a month or year, -1 for the last: the weeks whose Thursday lies in it."""
    if number > 0:
        first = base.first + timedelta(days=(3 - base.first.weekday()) % 7)
        return of_week(first + timedelta(weeks=number - 1))
    return of_week(base.last - timedelta(days=(base.last.weekday() - 3) % 7))
