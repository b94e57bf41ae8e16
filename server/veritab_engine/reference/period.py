"""Dates as tables write them: ISO 8601 at its own precision, quarters and halves as SDMX writes them, and ranges.

Besides, what can mean one period only: "2024Q1", "Q1 2024", "1Q24", "2024M01", "FY2024", "2019 [YR2019]". What needs
to be told by a pattern is read by `parse_date`: the directives of strptime, at the precision that they have.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from veritab_engine.value import Period

_FORM = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2})(?:[T ]\d{2}:\d{2}.*)?)?|Q(?P<quarter>[1-4])|S(?P<half>[12])))?"
)
_OPEN = frozenset({"", ".."})
EXCEL = "excel"
"""The format of days that a spreadsheet counts from the last day of 1899."""
SPLIT = ("%Y-%y", "%Y/%y")
"""The formats of years that begin in one calendar year and end in the next: "2023-24"."""
_SEPT = re.compile(r"\bSept\b")
_EXCEL_EPOCH = date(1899, 12, 30)
_SPOKEN = (
    (re.compile(r"(\d{4})[ -]?Q([1-4])", re.IGNORECASE), r"\1-Q\2"),
    (re.compile(r"Q([1-4])[ -]?'?(\d{4})", re.IGNORECASE), r"\2-Q\1"),
    (re.compile(r"Q([1-4])[ -]?'?(\d\d)", re.IGNORECASE), r"20\2-Q\1"),
    (re.compile(r"([1-4])Q[ -]?'?(\d{4})", re.IGNORECASE), r"\2-Q\1"),
    (re.compile(r"([1-4])Q[ -]?'?(\d\d)", re.IGNORECASE), r"20\2-Q\1"),
    (re.compile(r"(\d{4})[ -]?M(\d\d)", re.IGNORECASE), r"\1-\2"),
    (re.compile(r"(\d{4})[ -]?[HS]([12])", re.IGNORECASE), r"\1-S\2"),
    (re.compile(r"H([12])[ -]?(\d{4})", re.IGNORECASE), r"\2-S\1"),
    (re.compile(r"(?:FY|CY|YR?|X)[ -]?'?(\d{4})", re.IGNORECASE), r"\1"),
    (re.compile(r"(?:FY|CY)[ -]?'?(\d\d)", re.IGNORECASE), r"20\1"),
    (re.compile(r"(\d{4}) ?[AEF]"), r"\1"),
    (re.compile(r"(\d{4}) \[YR\1\]"), r"\1"),
    (re.compile(r"(\d{4})\.0"), r"\1"),
)
"""Forms that mean one period only, and the same in ISO 8601 or SDMX. An X before a year is what R makes of a header."""


def parse_period(text: str) -> Period | None:
    """The period that `text` names ("2024", "2024-12", "2024-12-02", "2024-Q3", "Q3 2024", "2010/2024"), else None."""
    start, slash, end = text.partition("/")
    if slash:
        return None if {start, end} <= _OPEN else _range(start, end)
    form = _FORM.fullmatch(text) or _FORM.fullmatch(_iso(text))
    try:
        return _calendar(form) if form else None
    except ValueError:
        return None


def parse_date(text: str, pattern: str) -> Period | None:
    """The period that `text` names in the manner of `pattern`: a day of "%d.%m.%Y", a month of "%b-%y", else None.

    "%Y-%y" reads the years that begin in one calendar year and end in the next, and "excel" the days of a spreadsheet.
    """
    try:
        if pattern == EXCEL:
            return _day(_EXCEL_EPOCH + timedelta(days=int(float(text))))
        if pattern in SPLIT:
            return _split_year(text.replace("\N{EN DASH}", "-"), pattern[2])
        day = datetime.strptime(_SEPT.sub("Sep", text), pattern).date()
    except (ValueError, OverflowError, re.error):  # the last for a pattern that names a part of the day twice
        return None
    if "%d" in pattern or "%j" in pattern:
        return _day(day)
    return parse_period(f"{day:%Y-%m}" if re.search("%[mbB]", pattern) else f"{day:%Y}")


def _day(day: date) -> Period:
    return Period(day.isoformat(), day, day)


def _split_year(text: str, mark: str) -> Period | None:
    """ "2023-24" is from the first day of 2023 to the last of 2024; None where the second year is not the next."""
    first, _, second = text.partition(mark)
    begun = parse_period(first) if len(first) == len("2023") else None
    if begun is None or second[-2:] != f"{begun.first.year + 1}"[-2:] or len(second) not in (2, 4):
        return None
    return parse_period(f"{first}/{begun.first.year + 1}")


def _iso(text: str) -> str:
    """A form that means one period only, in ISO 8601 or SDMX; any other text as it is."""
    for form, written in _SPOKEN:
        found = form.fullmatch(text)
        if found:
            return found.expand(written)
    return text


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
