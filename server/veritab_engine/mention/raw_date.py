"""Dates as written, before they have their place in the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words

NOT_AFTER_A_YEAR = words("calendar/not_after_a_year")


class Unit(Enum):
    """How long the dated stretch is."""

    DAY = "day"
    MONTH = "month"
    MONTHS = "months"
    """The first `number` months of a year."""
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    FISCAL = "fiscal"
    DECADE = "decade"
    CENTURY = "century"
    WEEKDAY = "weekday"


@dataclass(frozen=True, slots=True)
class RawDate:
    """A date as written, in the tokens `first` to `last` (excluded); what is not written is None."""

    first: int
    last: int
    unit: Unit
    year: int | None = None
    month: int | None = None
    number: int = 0
    """The day, quarter, half, weekday or count of months."""
    to_day: int | None = None
    """The last day of "May 7 to 10"."""
    approximate: bool = False


def year_at(sentence: Sentence, index: int) -> int | None:
    """The year from 1000 to 2199 that a token writes, whatever its surroundings."""
    if index >= len(sentence.words):
        return None
    word = sentence.words[index]
    return int(word) if len(word) == 4 and word.isdecimal() and word.isascii() and "1000" <= word <= "2199" else None


def counts(sentence: Sentence, index: int) -> bool:
    """True where what follows a number makes an amount of it."""
    return index + 1 < len(sentence.words) and sentence.lower[index + 1] in NOT_AFTER_A_YEAR
