"""Dates as tables write them: ISO 8601 at its own precision, quarters and halves as SDMX writes them, and ranges."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from veritab_engine.value import Period

_FORM = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2})(?:[T ]\d{2}:\d{2}.*)?)?|Q(?P<quarter>[1-4])|S(?P<half>[12])))?"
)
_OPEN = frozenset({"", ".."})


def parse_period(text: str) -> Period | None:
    """The period that `text` names ("2024", "2024-12", "2024-12-02", "2024-Q3", "2024-S1", "2010/2024"), else None."""
    start, slash, end = text.partition("/")
    if slash:
        return None if {start, end} <= _OPEN else _range(start, end)
    form = _FORM.fullmatch(text)
    try:
        return _calendar(form) if form else None
    except ValueError:
        return None


def parse_date(text: str, pattern: str) -> Period | None:
    """The day that `text` names in the manner of `pattern` ("%d.%m.%Y"), else None."""
    try:
        day = datetime.strptime(text, pattern).date()
    except ValueError:
        return None
    return Period(day.isoformat(), day, day)


def between(start: Period | None, end: Period | None) -> Period | None:
    """The period from the first day of `start` to the last of `end`; a missing end is open, None where both are."""
    if start is None and end is None:
        return None
    if start == end:
        return start
    first = start.first if start else date.min
    last = end.last if end else date.max
    return Period(f"{start.iso if start else '..'}/{end.iso if end else '..'}", first, last)


def _range(start: str, end: str) -> Period | None:
    ends = [None if text in _OPEN else parse_period(text) for text in (start, end)]
    if any(period is None and text not in _OPEN for period, text in zip(ends, (start, end), strict=True)):
        return None
    return between(*ends)


def _calendar(form: re.Match[str]) -> Period:
    """The days of a matched form; ValueError where the calendar has no such month or day."""
    year, iso = int(form["year"]), form.group().partition("T")[0].partition(" ")[0]
    if form["day"]:
        day = date(year, int(form["month"]), int(form["day"]))
        return Period(iso, day, day)
    months = _months(form)
    last = months.stop - 1
    return Period(iso, date(year, months.start, 1), date(year, last, monthrange(year, last)[1]))


def _months(form: re.Match[str]) -> range:
    if form["month"]:
        return range(int(form["month"]), int(form["month"]) + 1)
    if form["quarter"]:
        return range(3 * int(form["quarter"]) - 2, 3 * int(form["quarter"]) + 1)
    if form["half"]:
        return range(6 * int(form["half"]) - 5, 6 * int(form["half"]) + 1)
    return range(1, 13)
