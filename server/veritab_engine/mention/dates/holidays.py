"""Holidays by name: on a day of a month, on the n-th weekday of one, or so many days from Easter."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from veritab_engine.document import Sentence
from veritab_engine.lexicon import forms, mapping
from veritab_engine.lexicon.phrase_index import Phrases
from veritab_engine.mention.dates.days import with_year
from veritab_engine.mention.dates.raw import RawDate, Unit
from veritab_engine.token import words_of

NAMES = Phrases({" ".join(words_of(name)): holiday for name, holiday in forms("holidays/names").items()})
RULES = mapping("holidays/rules")


def holiday(sentence: Sentence, index: int) -> RawDate | None:
    """ "Christmas Eve", "Easter 2018", "Thanksgiving"."""
    found = NAMES.at(sentence.lower, index)
    if found is None or sentence.lower[found[1] : found[1] + 1] in (("island",), ("islands",), ("rising",)):
        return None
    return with_year(sentence, RawDate(index, found[1], Unit.HOLIDAY, name=found[0]))


def on(name: str, year: int) -> date:
    """The day of a holiday in a year.

    A rule is "12-25", "easter+1", "thanksgiving+1", or "11 3 4": the fourth Thursday of November, -1 for the last.
    """
    rule = RULES[name]
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    if "+" in rule:
        other, days = rule.split("+")
        return on(other, year) + timedelta(days=int(days))
    if "-" in rule and " " not in rule:
        month, day = rule.split("-")
        return date(year, int(month), int(day))
    month, weekday, place = rule.split()
    return nth_weekday(year, int(month), int(weekday), int(place))


def nth_weekday(year: int, month: int, weekday: int, place: int) -> date:
    """The n-th such weekday (0 is Monday) of a month; -1 for the last."""
    if place > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (place - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    week = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * week) // 451
    month, day = divmod(h + week - 7 * m + 114, 31)
    return date(year, month, day + 1)
