"""Dates as written, before they have their place in the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words

BEHIND_A_DAY = words("calendar/behind_a_day")
NOT_AFTER_A_YEAR = words("calendar/not_after_a_year")
MONTHS = {word: int(number) for word, number in mapping("calendar/months").items()}
WEEKDAYS = {word: int(number) for word, number in mapping("calendar/weekdays").items()}
SEASONS = {word: int(number) for word, number in mapping("calendar/seasons").items()}
TURNS = {word: int(shift) for word, shift in mapping("calendar/turns").items()}


UNKNOWN = 0
"""The year of "that year", which only the story tells: a date of it has no place in the calendar."""


class Unit(Enum):
    """How long the dated stretch is."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEKDAY = "weekday"
    BUSINESS_DAY = "business day"
    WEEK = "week"
    WEEKEND = "weekend"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    MONTHS = "months"
    """The first `number` months of a year."""
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    FISCAL = "fiscal"
    DECADE = "decade"
    CENTURY = "century"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class RawDate:
    """A date as written, in the tokens `first` to `last` (excluded); what is not written is None."""

    first: int
    last: int
    unit: Unit
    year: int | None = None
    month: int | None = None
    number: int = 0
    """The day, quarter, half, week, season or weekday, or the count of months."""
    to_day: int | None = None
    """The last day of "May 7 to 10"."""
    approximate: bool = False
    shift: int | None = None
    """How many units on from now: -1 for "last year", 0 for "this week"."""
    count: int = 1
    """How many units: 3 for "the next 3 days", with the sign of `shift`."""
    anchor: RawDate | None = None
    """What the date counts from ("two days after May 8"), or lies in ("Monday of next week")."""
    name: str = ""
    """The name of a holiday."""
    clock: str = ""
    """The time of day, or two of them with a slash: "17:00", "17:00/19:00"."""
    far: bool = False
    """True for what lies `count` units from its anchor, not in it: "two weeks after May"."""
    bound: str = ""
    """What the words between the date and its time make of it: "before" for "today before 4pm"."""


@dataclass(frozen=True, slots=True)
class Ranged:
    """From one date to another: "2010 to 2024"."""

    first: int
    last: int
    low: RawDate
    high: RawDate


@dataclass(frozen=True, slots=True)
class Away:
    """How far off a date is from the one behind it: "two days after", "three weeks from"."""

    first: int
    last: int
    unit: Unit
    count: int
    spans: bool = False
    """True for the length of a stretch that the date opens: "two weeks starting", "for three days from"."""


def year_at(sentence: Sentence, index: int) -> int | None:
    """The year from 1000 to 2199 that a token writes, whatever its surroundings."""
    if index >= len(sentence.words):
        return None
    word = sentence.words[index]
    return int(word) if len(word) == 4 and word.isdecimal() and word.isascii() and "1000" <= word <= "2199" else None


def counts(sentence: Sentence, index: int) -> bool:
    """True where what follows a number makes an amount of it: "2000 people", "2000 or more"."""
    following = word_at(sentence, index + 1)
    if following == "or":
        return word_at(sentence, index + 2) in ("more", "so", "fewer", "less")
    return following in NOT_AFTER_A_YEAR


def heads_a_noun(sentence: Sentence, last: int) -> bool:
    """True where a noun follows an ordinal, so that it ranks that: "Tuesday, the second day"."""
    following = word_at(sentence, last)
    return following[:1].isalpha() and following not in BEHIND_A_DAY


def full_year(short: int, pivot: int = 40) -> int:
    """The year that two digits stand for: 18 is 2018 and 87 is 1987."""
    return short + (2000 if short < pivot else 1900)


def word_at(sentence: Sentence, index: int) -> str:
    """The lower-case word at a token; "" outside the sentence."""
    return sentence.lower[index] if 0 <= index < len(sentence.lower) else ""
