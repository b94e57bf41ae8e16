"""Dates named by the day on which the document speaks: "yesterday", "last year", "this month"."""

from __future__ import annotations

from datetime import date, timedelta

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import DateMention
from veritab_engine.mention.date_forms import MONTHS, WEEKDAYS
from veritab_engine.mention.periods import is_year, of_day, of_month, of_quarter, of_week, of_year
from veritab_engine.value import Period

DAYS = {word: int(shift) for word, shift in mapping("calendar/relative_days").items()}
TURNS = {word: int(shift) for word, shift in mapping("calendar/turns").items()}
UNITS = words("calendar/units")
WORD_OPENS = frozenset(DAYS) | frozenset(TURNS)


def relative_date(sentence: Sentence, index: int, as_of: date) -> DateMention | None:
    """The date that such words name at a token, counted from `as_of`."""
    word = sentence.lower[index]
    if word in DAYS:
        return DateMention(index, index + 1, of_day(as_of + timedelta(days=DAYS[word])), relative=True)
    if word not in TURNS or index + 1 >= len(sentence.lower):
        return None
    period = _turned(sentence, index, as_of)
    if period is None or (index + 2 < len(sentence.lower) and sentence.lower[index + 2] == "-"):
        return None
    return DateMention(index, index + 2, period, relative=True)


def _turned(sentence: Sentence, index: int, as_of: date) -> Period | None:
    shift, unit = TURNS[sentence.lower[index]], sentence.lower[index + 1]
    if unit in UNITS:
        return _unit(unit, shift, as_of)
    if not sentence.words[index + 1][0].isupper():
        return None
    if unit in MONTHS:
        return _month(MONTHS[unit], shift, as_of)
    return _weekday(WEEKDAYS[unit], shift, as_of) if unit in WEEKDAYS else None


def _unit(unit: str, shift: int, as_of: date) -> Period | None:
    if not is_year(as_of.year + shift):
        return None
    if unit == "year":
        return of_year(as_of.year + shift)
    if unit == "week":
        return of_week(as_of + timedelta(weeks=shift))
    months = 1 if unit == "month" else 3
    number = (as_of.year * 12 + as_of.month - 1) // months + shift
    year, place = divmod(number, 12 // months)
    return of_month(year, place + 1) if unit == "month" else of_quarter(year, place + 1)


def _month(month: int, shift: int, as_of: date) -> Period | None:
    """ "last May" is the latest that is over or running before this month, "next May" the first to come."""
    year = as_of.year
    if shift < 0 and month >= as_of.month:
        year -= 1
    elif shift > 0 and month <= as_of.month:
        year += 1
    return of_month(year, month) if is_year(year) else None


def _weekday(weekday: int, shift: int, as_of: date) -> Period:
    distance = (weekday - as_of.weekday()) % 7
    if shift < 0:
        distance = distance - 7
    elif shift > 0:
        distance = distance or 7
    return of_day(as_of + timedelta(days=distance))
