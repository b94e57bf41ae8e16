"""Days as people write them, with whatever of year, month and day is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from veritab_engine.lexicon import words as lexicon

_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
ISO = re.compile(r"(\d{4})\s?[-–/.]\s?(\d{1,2})\s?[-–/.]\s?(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})\s?[-–/.]\s?(\d{1,2})\s?[-–/.]\s?(\d{4})")
_DAY = re.compile(r"([0-2]?\d|3[01])(?:st|nd|rd|th)?")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d|21\d\d")
_PAST = re.compile(r"1[0-4]\d\d")
"""A year only beside a month."""
WEEKDAYS = lexicon("statement/grammar/weekdays")
_IGNORED = frozenset({"the", "of"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year, with None for what is not told."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def told(self) -> int:
        """How many of its three parts are told."""
        return sum(part is not None for part in (self.year, self.month, self.day))

    def meets(self, other: Day) -> bool:
        """True where what both tell is the same, and both tell something."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        shared = [(one, two) for one, two in pairs if one is not None and two is not None]
        return bool(shared) and all(one == two for one, two in shared)

    def within(self, other: Day) -> bool:
        """True where `other` tells all that this does, and the same."""
        return self.meets(other) and (
            (self.year is None or other.year is not None)
            and (self.month is None or other.month is not None)
            and (self.day is None or other.day is not None)
        )

    def apart(self, other: Day, unit: str) -> int | None:
        """How many whole days, weeks or years lie between two days; None where what both tell does not say."""
        if unit == "year":
            return abs(self.year - other.year) if self.year and other.year else None
        yearless = self.year is None and other.year is None
        if not (self.month and self.day and other.month and other.day) or not (yearless or (self.year and other.year)):
            return None
        days = [date(each.year or 2001, each.month or 1, each.day or 1) for each in (self, other)]
        between = abs((days[0] - days[1]).days)
        if unit == "week":
            return between // 7 if between % 7 == 0 else -1
        return between if unit == "day" else None

    def before(self, other: Day) -> bool | None:
        """Whether this is earlier; None where what both tell does not say."""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        for one, two in zip(mine, theirs, strict=True):
            if (one is None) != (two is None):
                return None
            if one is not None and two is not None and one != two:
                return one < two
        return None


def read_day(words: Sequence[str], text: str = "") -> Day | None:
    """The day that the words say from first to last, else None."""
    for form, order in ((ISO, "ymd"), (_SLASHED, "mdy")):
        match = form.fullmatch(text.strip())
        if match:
            return _numbered(tuple(map(int, match.groups())), order)
    if not words or words[0] in _IGNORED or words[-1] in _IGNORED:
        return None
    kept = [word for word in words if word not in _IGNORED and word not in WEEKDAYS]
    if not 0 < len(kept) <= 3:
        return None
    months = [MONTHS[word] for word in kept if word in MONTHS]
    years = [int(word) for word in kept if _YEAR.fullmatch(word) or (months and _PAST.fullmatch(word))]
    days = [int(match[1]) for word in kept if (match := _DAY.fullmatch(word))]
    if len(months) + len(years) + len(days) != len(kept) or max(map(len, (months, years, days))) > 1:
        return None
    if not months and (days or not years):
        return None
    return Day(*(part[0] if part else None for part in (years, months, days)))


def _numbered(parts: tuple[int, ...], order: str) -> Day | None:
    if order == "mdy":
        first, second, year = parts
        month, day = (first, second) if first <= 12 else (second, first)
    else:
        year, month, day = parts
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Day(year, month, day)
