"""The place of a date in the calendar, where need be counted from the day on which the document speaks."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from veritab_engine.mention.dates.holidays import on
from veritab_engine.mention.dates.raw import RawDate, Unit
from veritab_engine.mention.dates.reckon import (
    business_days,
    far_from,
    moved,
    part_of,
    place_of,
    turned,
    turned_month,
    weekday_of,
    weekend_of,
)
from veritab_engine.mention.periods import (
    between,
    is_year,
    of_day,
    of_days,
    of_month,
    of_months,
    of_quarter,
    of_season,
    of_week,
    of_week_number,
    of_year,
    of_years,
)
from veritab_engine.value import Period

FAR_AHEAD = 120
"""A month or day farther ahead than so many days is last year's, where nothing speaks of the future."""
HOURS = 24
WHOLE = frozenset({Unit.QUARTER, Unit.DECADE, Unit.CENTURY, Unit.WEEKEND})
"""Several of these are whole ones ("the last 2 quarters"); of the others a stretch ends, or begins, on this day."""


@dataclass(frozen=True, slots=True)
class Resolver:
    """Gives dates their place: `as_of` is the day on which the document speaks, None where nobody said."""

    as_of: date | None
    ahead: bool
    """True where the words around speak of what is to come."""

    def period(self, raw: RawDate) -> Period | None:
        """The period that a date means, or None where the calendar or the missing `as_of` denies it one."""
        try:
            period = self._anchored(raw) if raw.anchor is not None else self._plain(raw)
        except (ValueError, OverflowError):
            return None
        if period is not None and raw.approximate:
            period = replace(period, approximate=True)
        return _timed(period, raw.clock) if period is not None and raw.clock else period

    def _plain(self, raw: RawDate) -> Period | None:
        if raw.shift is not None:
            return self._shifted(raw) if self.as_of is not None else None
        if raw.unit is Unit.WEEKDAY:
            return self._weekday(raw)
        return self._dated(raw)

    def _anchored(self, raw: RawDate) -> Period | None:
        """ "Two days after May 8", "Monday of next week", "the first week of 2015"."""
        anchor = raw.anchor
        base = self.period(anchor) if anchor is not None else None
        if base is None:
            return None
        if raw.unit is Unit.WEEKDAY:
            return weekday_of(base, raw)
        if raw.month is not None or raw.unit is Unit.HOLIDAY:
            return _in_year(raw, base.first.year)
        if raw.to_day is not None:
            return of_days(base.first.replace(day=raw.number), base.first.replace(day=raw.to_day))
        if raw.number:
            return place_of(base, raw.unit, raw.number)
        if raw.unit is Unit.WEEK and not raw.count:
            return of_week(base.first)
        if raw.unit is Unit.WEEKEND and not raw.count:
            return weekend_of(base.first)
        return far_from(base, raw) if raw.far else part_of(base, raw.unit, raw.count)

    def _weekday(self, raw: RawDate) -> Period | None:
        """The latest such day, today included; the next one where the sentence looks ahead."""
        if self.as_of is None:
            return None
        back = (self.as_of.weekday() - raw.number) % 7
        return of_day(self.as_of + timedelta(days=7 - back if self.ahead and back else -back))

    def _shifted(self, raw: RawDate) -> Period | None:
        today, shift = self._today(), raw.shift or 0
        if raw.unit is Unit.HOLIDAY:
            return self._near_holiday(raw.name, shift)
        if raw.number and raw.unit in (Unit.QUARTER, Unit.HALF):
            return _in_year(replace(raw, shift=None), today.year + shift)
        if raw.unit is Unit.DAY and raw.month:
            return self._turned_day(raw, shift)
        if raw.unit is Unit.WEEKDAY:
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
            return of_day(monday + timedelta(days=raw.number))
        if raw.unit is Unit.MONTH and raw.month:
            return turned_month(raw.month, shift, today)
        if raw.unit is Unit.SEASON:
            return of_season(today.year + shift, raw.number)
        if raw.number:
            return self._counted(raw)
        if raw.count != 1 or raw.unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.BUSINESS_DAY):
            return self._stretch(raw.unit, shift, raw.count)
        return turned(raw.unit, shift, today)

    def _turned_day(self, raw: RawDate, shift: int) -> Period | None:
        """ "Next 5/12" is the first to come, "last 5/12" the latest that is over, "this 5/12" of this year."""
        today = self._today()
        day = _in_near_year(raw, today.year)
        if shift > 0 and day.first <= today:
            return _in_near_year(raw, today.year + 1)
        return _in_near_year(raw, today.year - 1) if shift < 0 and day.first >= today else day

    def _today(self) -> date:
        if self.as_of is None:
            raise ValueError("no day to count from")
        return self.as_of

    def _counted(self, raw: RawDate) -> Period | None:
        """ "3 days ago", "in two weeks", "within a month"."""
        unit, count = raw.unit, raw.count
        if unit is Unit.HOUR and abs(count) >= HOURS:
            unit, count = Unit.DAY, count // HOURS if count > 0 else -(-count // HOURS)
        if unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR):
            return of_day(self._today())
        day = moved(self._today(), unit, count)
        return of_days(self._today(), day) if raw.number == 2 else of_day(day)

    def _stretch(self, unit: Unit, shift: int, count: int) -> Period | None:
        """ "The next 3 days" begin tomorrow, "the past five years" end yesterday; quarters and decades are whole."""
        today = self._today()
        if unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR):
            return of_day(today)
        if unit is Unit.BUSINESS_DAY:
            return business_days(today, shift, count)
        if unit in WHOLE:
            near, far = turned(unit, shift, today), turned(unit, shift * count, today)
            return None if near is None or far is None else between(*sorted((near, far), key=lambda p: p.first))
        far_end = moved(today, unit, count * shift)
        if shift > 0:
            return of_days(today + timedelta(days=1), far_end)
        return of_days(far_end, today - timedelta(days=1))

    def _dated(self, raw: RawDate) -> Period | None:
        if raw.year is not None:
            return _in_year(raw, raw.year) if is_year(raw.year) else None
        if self.as_of is None:
            return None
        if raw.unit is Unit.DAY and raw.month is None:
            return self._day_of_month(raw)
        this_year = _in_near_year(raw, self.as_of.year)
        away = (this_year.first - self.as_of).days
        if away > FAR_AHEAD and not self.ahead:
            return _in_near_year(raw, self.as_of.year - 1)
        if (this_year.last - self.as_of).days < -FAR_AHEAD and self.ahead:
            return _in_near_year(raw, self.as_of.year + 1)
        return this_year

    def _day_of_month(self, raw: RawDate) -> Period | None:
        """ "The 18th" of this month, or of the nearest that has one."""
        today = self._today()
        months = [today.year * 12 + today.month - 1 + step for step in (0, 1 if self.ahead else -1, -1, 1)]
        for month in months:
            if raw.number <= monthrange(month // 12, month % 12 + 1)[1]:
                return of_day(date(month // 12, month % 12 + 1, raw.number))
        return None

    def _near_holiday(self, name: str, shift: int) -> Period:
        """The last one that is over, the next one to come, or this year's."""
        today = self._today()
        day = on(name, today.year)
        if shift < 0 and day >= today:
            day = on(name, today.year - 1)
        elif shift > 0 and day <= today:
            day = on(name, today.year + 1)
        return of_day(day)


def _timed(period: Period, clock: str) -> Period:
    """The period with a time of day in its name; its days stay."""
    start, _, end = clock.partition("/")
    if not end and period.first != period.last:
        return period
    iso = f"{period.first}T{start}"
    return replace(period, iso=f"{iso}/{period.last}T{end}" if end else iso)


def _in_near_year(raw: RawDate, year: int) -> Period:
    """The date in a year, or in the nearest leap year for February 29."""
    leap = raw.unit is Unit.DAY and raw.month == 2 and raw.number == 29
    return _in_year(raw, year - year % 4 if leap else year)


def _in_year(raw: RawDate, year: int) -> Period:
    match raw.unit:
        case Unit.DAY:
            first = of_day(date(year, raw.month or 1, raw.number))
            return between(first, of_day(date(year, raw.month or 1, raw.to_day))) if raw.to_day else first
        case Unit.HOLIDAY:
            return of_day(on(raw.name, year))
        case Unit.MONTH:
            return of_month(year, raw.month or 1)
        case Unit.MONTHS:
            return of_months(year, 1, raw.number)
        case Unit.QUARTER:
            return of_quarter(year, raw.number)
        case Unit.HALF:
            return of_months(year, 1 if raw.number == 1 else 7, 6 if raw.number == 1 else 12)
        case Unit.SEASON:
            return of_season(year, raw.number)
        case Unit.WEEK:
            return of_week_number(year, raw.number)
        case Unit.DECADE:
            return of_years(year, year + 9)
        case Unit.CENTURY:
            return of_years(year, year + 99)
        case Unit.FISCAL:
            return replace(of_year(year), approximate=True)
        case _:
            return of_year(year)
