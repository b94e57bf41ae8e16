"""Dates as texts write them, at their own precision: "May 8, 2025", "December 2024", "2013", "the 1990s", "last year".

First the forms are read one by one, each by the reader of its first word; then those that belong together are joined
(a day with its time, two ends of a range, a count with what it counts from); and only then is a date given its place in
the calendar.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.mention import DateMention, TimeMention
from veritab_engine.mention.dates.candidates import OPENING
from veritab_engine.mention.dates.clock import Clock
from veritab_engine.mention.dates.forms import forms
from veritab_engine.mention.dates.join import joined_dates
from veritab_engine.mention.dates.raw import Ranged, RawDate, Unit
from veritab_engine.mention.dates.resolve import Resolver
from veritab_engine.mention.periods import between
from veritab_engine.value import Period

__all__ = ["OPENING", "dates"]

AHEAD = words("calendar/ahead")
OPENS = 2
"""A date that starts no later than this token opens its sentence."""


def dates(sentence: Sentence, as_of: date | None) -> tuple[list[DateMention], list[TimeMention], frozenset[int]]:
    """All dates and all times of day of a sentence, in order, and the tokens of both.

    Those that only `as_of` could place are no mentions where it is None, yet their tokens are taken: the 8 of "May 8"
    counts nothing.
    """
    mentions: list[DateMention] = []
    times: list[TimeMention] = []
    taken: set[int] = set()
    for item in joined_dates(sentence, forms(sentence)):
        if isinstance(item, Clock):
            times.append(TimeMention(item.first, item.last, item.iso, item.part))
        else:
            period = _resolved(item, Resolver(as_of, _is_ahead(sentence, item)))
            if period is not None:
                mentions.append(_mention(item, period))
            elif _counts_from_now(item):
                continue
        taken.update(range(item.first, item.last))
    return mentions, times, frozenset(taken)


def _mention(item: RawDate | Ranged, period: Period) -> DateMention:
    raw = item if isinstance(item, RawDate) else item.low
    ranged, bound = isinstance(item, Ranged), raw.bound or None
    return DateMention(item.first, item.last, period, ranged=ranged, bound=bound)


def _is_ahead(sentence: Sentence, item: RawDate | Ranged) -> bool:
    """True where words of the future stand before the date, or it opens their sentence.

    "Landed on Wednesday for what will be his 11th trip" tells of the past Wednesday.
    """
    return not AHEAD.isdisjoint(sentence.lower if item.first <= OPENS else sentence.lower[: item.first])


def _resolved(item: RawDate | Ranged, resolver: Resolver) -> Period | None:
    if isinstance(item, RawDate):
        return resolver.period(item)
    low, high = resolver.period(item.low), resolver.period(item.high)
    undated = item.low.month is not None and item.high.month is not None and item.high.year is None
    if low is not None and undated and item.high.anchor is None:
        later = (item.high.month or 0) < (item.low.month or 0)
        high = resolver.period(replace(item.high, year=low.first.year + later))
    if low is not None and high is not None and high.last < low.first and _are_weekdays(item):
        low = resolver.period(replace(item.low, anchor=item.high, far=True, count=-1))
    if low is None or high is None or high.last < low.first:
        return None
    return between(low, high)


def _are_weekdays(item: Ranged) -> bool:
    """True for "Monday to Friday", where the latest Friday may be over before the latest Monday."""
    ends = (item.low, item.high)
    return all(end.unit is Unit.WEEKDAY and end.anchor is None and end.shift is None for end in ends)


def _counts_from_now(item: RawDate | Ranged) -> bool:
    """True for what is a length of time where there is no day to count it from: "the next 3 days"."""
    return isinstance(item, RawDate) and item.shift is not None
