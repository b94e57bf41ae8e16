"""Dates as texts write them, at their own precision: "May 8, 2025", "December 2024", "2013", "the 1990s", "last year".

First the forms are read one by one, then ranges are put together, and only then is a date without a year given one,
by the day on which the document speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.mention import DateMention
from veritab_engine.mention.date_forms import opens_date, read_date
from veritab_engine.mention.date_words import WORD_OPENS, relative_date
from veritab_engine.mention.periods import between, is_year, of_day, of_month, of_months, of_quarter, of_year, of_years
from veritab_engine.mention.raw_date import RawDate, Unit
from veritab_engine.value import Period

JOINERS = frozenset({"to", "-", "–", "—", "through", "until", "till"})
AHEAD = words("calendar/ahead")
OPENS = 2
"""A date that starts no later than this token opens its sentence."""
FAR_AHEAD = 120
"""A month or day farther ahead than so many days is last year's, where nothing speaks of the future."""


def dates(sentence: Sentence, as_of: date | None) -> tuple[list[DateMention], frozenset[int]]:
    """All dates of a sentence, in order, and the tokens of all.

    Those that only `as_of` could place are no mentions where it is None, yet their tokens are taken: the 8 of "May 8"
    counts nothing.
    """
    found: list[RawDate | DateMention] = list(_forms(sentence, as_of))
    if not found:
        return [], frozenset()
    mentions = (_resolved(item, _Resolver(as_of, ahead=_is_ahead(sentence, item))) for item in _ranges(sentence, found))
    taken = frozenset(index for item in found for index in range(item.first, item.last))
    kept = [mention for mention in mentions if mention is not None]
    return kept, taken | {index for mention in kept for index in range(mention.first, mention.last)}


def _is_ahead(sentence: Sentence, item: RawDate | DateMention | _Range) -> bool:
    """True where words of the future stand before the date, or it opens their sentence.

    "Landed on Wednesday for what will be his 11th trip" tells of the past Wednesday.
    """
    first = item[0].first if isinstance(item, tuple) else item.first
    return not AHEAD.isdisjoint(sentence.lower if first <= OPENS else sentence.lower[:first])


def _forms(sentence: Sentence, as_of: date | None) -> Iterator[RawDate | DateMention]:
    done = 0
    for index, word in enumerate(sentence.lower):
        if index < done:
            continue
        raw = read_date(sentence, index) if opens_date(word) else None
        found = raw or (relative_date(sentence, index, as_of) if as_of is not None and word in WORD_OPENS else None)
        if found is not None:
            yield found
            done = found.last


_Range = tuple[RawDate, RawDate]


def _ranges(sentence: Sentence, found: list[RawDate | DateMention]) -> Iterator[RawDate | DateMention | _Range]:
    """Put two dates together where a joiner stands between them; a short end ("2010–24") is read here too."""
    index = 0
    while index < len(found):
        here = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        index += 1
        if isinstance(here, RawDate) and isinstance(following, RawDate) and _joined(sentence, here, following):
            yield here, following
            index += 1
        elif isinstance(here, RawDate):
            yield _short_end(sentence, here) or here
        else:
            yield here


def _joined(sentence: Sentence, here: RawDate, following: RawDate) -> bool:
    if following.first != here.last + 1 or here.unit is Unit.WEEKDAY or here.to_day is not None:
        return False
    joiner = sentence.lower[here.last]
    paired = joiner == "and" and here.first > 0 and sentence.lower[here.first - 1] == "between"
    return paired or joiner in JOINERS


def _short_end(sentence: Sentence, here: RawDate) -> _Range | None:
    """ "2010–24", "2010/11": the end of a range of years in two digits."""
    if here.unit is not Unit.YEAR or here.year is None or here.last + 1 >= len(sentence.words):
        return None
    end = sentence.words[here.last + 1]
    stuck = sentence.ends[here.last + 1] - sentence.starts[here.first] == 7
    if sentence.words[here.last] not in "-–/" or not stuck or not (len(end) == 2 and end.isdecimal()):
        return None
    year = here.year // 100 * 100 + int(end)
    return (here, RawDate(here.last + 1, here.last + 2, Unit.YEAR, year)) if year > here.year else None


def _resolved(item: RawDate | DateMention | _Range, resolver: _Resolver) -> DateMention | None:
    if isinstance(item, DateMention):
        return item
    if isinstance(item, RawDate):
        period = resolver.period(item)
        return DateMention(item.first, item.last, period, relative=_relative(item)) if period else None
    first, last = item
    if first.year is None and first.month is not None:
        first = replace(first, year=last.year)
    low, high = resolver.period(first), resolver.period(last)
    if low is None or high is None or high.last < low.first:
        return None
    relative = _relative(first) or _relative(last)
    return DateMention(first.first, last.last, between(low, high), relative=relative)


def _relative(raw: RawDate) -> bool:
    return raw.year is None


class _Resolver:
    """Gives dates their place in the calendar, those without a year by the day the document speaks on."""

    def __init__(self, as_of: date | None, *, ahead: bool) -> None:
        self.as_of, self.ahead = as_of, ahead

    def period(self, raw: RawDate) -> Period | None:
        """The period that a date means, or None where the calendar or the missing `as_of` denies it one."""
        try:
            period = self._weekday(raw) if raw.unit is Unit.WEEKDAY else self._dated(raw)
        except (ValueError, OverflowError):
            return None
        return replace(period, approximate=True) if period is not None and raw.approximate else period

    def _weekday(self, raw: RawDate) -> Period | None:
        """The latest such day, today included; the next one where the sentence looks ahead."""
        if self.as_of is None:
            return None
        back = (self.as_of.weekday() - raw.number) % 7
        return of_day(self.as_of + timedelta(days=7 - back if self.ahead and back else -back))

    def _dated(self, raw: RawDate) -> Period | None:
        if raw.year is not None:
            return _in_year(raw, raw.year) if is_year(raw.year) else None
        if self.as_of is None:
            return None
        this_year = _in_year(raw, self.as_of.year)
        away = (this_year.first - self.as_of).days
        if away > FAR_AHEAD and not self.ahead:
            return _in_year(raw, self.as_of.year - 1)
        if (this_year.last - self.as_of).days < -FAR_AHEAD and self.ahead:
            return _in_year(raw, self.as_of.year + 1)
        return this_year


def _in_year(raw: RawDate, year: int) -> Period:
    match raw.unit:
        case Unit.DAY:
            first = of_day(date(year, raw.month or 1, raw.number))
            return between(first, of_day(date(year, raw.month or 1, raw.to_day))) if raw.to_day else first
        case Unit.MONTH:
            return of_month(year, raw.month or 1)
        case Unit.MONTHS:
            return of_months(year, 1, raw.number)
        case Unit.QUARTER:
            return of_quarter(year, raw.number)
        case Unit.HALF:
            return of_months(year, 1 if raw.number == 1 else 7, 6 if raw.number == 1 else 12)
        case Unit.DECADE:
            return of_years(year, year + 9)
        case Unit.CENTURY:
            return of_years(year, year + 99)
        case Unit.FISCAL:
            return replace(of_year(year), approximate=True)
        case _:
            return of_year(year)
