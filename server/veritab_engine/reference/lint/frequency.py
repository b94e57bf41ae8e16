"""How often a table has a row: by the year, half, quarter or month, or in steps of several of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import gcd

from veritab_engine.reference.table import Coverage
from veritab_engine.value import Period

DAY = timedelta(days=1)

_FORMS = {1: "{year}", 2: "{year}-S{part}", 4: "{year}-Q{part}", 12: "{year}-{part:02}"}


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many periods a year, of which every `step`-th has a row: 1 and 4 for a table of leap years."""

    a_year: int
    step: int = 1

    def number(self, day: date) -> int:
        """The period that a day is in, counted on from year 0."""
        return day.year * self.a_year + (day.month - 1) * self.a_year // 12

    def bounds(self, coverage: Coverage) -> tuple[int | None, int | None]:
        """The first and the last period that lies in the coverage as a whole; None where it has no such end."""
        first = last = None
        if coverage.first is not None:
            first = self.number(coverage.first - DAY) + 1
        if coverage.last is not None:
            last = self.number(coverage.last + DAY) - 1
        return first, last

    def text(self, number: int) -> str:
        """The period of that number as tables write it."""
        year, part = divmod(number, self.a_year)
        return _FORMS[self.a_year].format(year=year, part=part + 1)


def frequency_of(periods: Iterable[Period | None], series: Iterable[Iterable[int]] = ()) -> Frequency | None:
    """The frequency of these periods; None where they differ in length, or are days.

    `series` has the rows whose distances tell the step.
    """
    each = list(periods)
    lengths = {_a_year(period) for period in set(each) if period is not None}
    if len(lengths) != 1 or (a_year := lengths.pop()) is None:
        return None
    by_period = Frequency(a_year)
    step = 0
    for rows in series:
        numbers = [by_period.number(period.first) for row in rows if (period := each[row]) is not None]
        for earlier, later in pairwise(numbers):
            step = gcd(step, later - earlier)
    return Frequency(a_year, max(step, 1))


def _a_year(period: Period) -> int | None:
    """How many periods of this length a year has; None for days and for odd lengths."""
    first, last = period.first, period.last
    if first.day != 1 or last == date.max or first.year != last.year:
        return None
    months = last.month - first.month + 1
    ends = last.month != (date.fromordinal(last.toordinal() + 1)).month
    return 12 // months if ends and 12 % months == 0 and 12 // months in _FORMS else None
