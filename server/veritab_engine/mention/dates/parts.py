"""Parts of the calendar: quarters, halves, weeks, seasons, decades, centuries, fiscal years."""

from __future__ import annotations

import re
from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Ordinal
from veritab_engine.mention.dates.days import with_year
from veritab_engine.mention.dates.raw import MONTHS, SEASONS, TURNS, UNKNOWN, RawDate, Unit, full_year, word_at, year_at
from veritab_engine.mention.marks import SUFFIXES, joined
from veritab_engine.mention.number_words import ORDINALS
from veritab_engine.mention.spelled import spelled

QUARTERS = {word: int(number) for word, number in mapping("calendar/quarters").items()}
MONTH_COUNTS = {word: int(number) for word, number in mapping("calendar/month_counts").items()}
DECADES = {word: int(number) for word, number in mapping("calendar/decades").items()}
YEARLY = mapping("calendar/yearly")
_CODE = re.compile(r"([1-4]?)([qh])([1-4]?)|(?:fy|cy|sy)(?:20)?([0-9]{2})|w([0-9]{2})")
_STUCK = re.compile(r"([a-z]{3,4})([0-9]{1,2})")
OF_SOMETHING = frozenset({"of", "after", "in", "following", "on"})
GAMES = words("calendar/games")
BEFORE_A_CODE = words("calendar/before_a_month") | {"", "the", "its", "their", "'s", "’s", "for", "a", "our"}
CENTURIES = range(1, 23)


def ranked(sentence: Sentence, index: int) -> RawDate | None:
    """ "Third quarter of 2024", "21st century", "nineteenth century": an ordinal that ranks a part."""
    word = sentence.words[index]
    if word.isdecimal():
        suffixed = len(word) <= 2 and joined(sentence, index + 1) and word_at(sentence, index + 1) in SUFFIXES
        return _part(sentence, index, index + 2, int(word)) if suffixed else None
    lower = sentence.lower[index]
    if lower in ORDINALS or lower in ("twenty",):
        found = spelled(sentence.lower, index)
        if isinstance(found, Ordinal):
            return _part(sentence, index, found.last, found.rank)
    return _part(sentence, index, index + 1, QUARTERS[lower]) if lower in QUARTERS else None


def _part(sentence: Sentence, first: int, last: int, number: int) -> RawDate | None:
    last += word_at(sentence, last) == "-"
    following = word_at(sentence, last)
    if following in ("century", "centuries") and number in CENTURIES:
        return RawDate(first, last + 1, Unit.CENTURY, number * 100 - 99) if number > 10 else None
    if following == "quarter" and 1 <= number <= 4:
        raw = _of_year(sentence, RawDate(first, last + 1, Unit.QUARTER, number=number))
        return (
            replace(raw, year=UNKNOWN) if raw.year is None and raw.shift is None and _is_other(sentence, raw) else raw
        )
    if following == "half" and 1 <= number <= 2:
        raw = _of_year(sentence, RawDate(first, last + 1, Unit.HALF, number=number))
        return raw if raw.year or raw.shift is not None or raw.last > last + 1 else None
    months = MONTH_COUNTS.get(following)
    if number == 1 and months and word_at(sentence, last + 1) == "months":
        raw = _of_year(sentence, RawDate(first, last + 2, Unit.MONTHS, number=months))
        told = raw.year is not None or raw.shift is not None or raw.last > last + 2
        return raw if told or word_at(sentence, raw.last) not in OF_SOMETHING else None
    return None


def _is_other(sentence: Sentence, raw: RawDate) -> bool:
    """True for a quarter of a game, and one of a firm's own year: "the first quarter ended December"."""
    ended = word_at(sentence, raw.last) in ("ended", "ending")
    scored = word_at(sentence, raw.first - 2) == "-" and word_at(sentence, raw.first - 3).isdecimal()
    return ended or scored or not GAMES.isdisjoint(sentence.vocabulary)


def _of_year(sentence: Sentence, raw: RawDate) -> RawDate:
    """With its year: "of 2024", "of this year", "last year"; of "that year" nobody knows which it is."""
    turn = raw.last + (word_at(sentence, raw.last) == "of")
    word = word_at(sentence, turn)
    if word_at(sentence, turn + 1) != "year":
        return with_year(sentence, raw)
    if word in TURNS:
        return replace(raw, last=turn + 2, shift=TURNS[word])
    if word in ("that", "same"):
        return replace(raw, last=turn + 2, year=UNKNOWN)
    return replace(raw, last=turn + 2) if word == "the" and turn > raw.last else raw


def coded(sentence: Sentence, index: int) -> RawDate | None:
    """ "Q3 2024", "H1 of 2024", "3Q24", "FY2023", "W10"."""
    word = sentence.lower[index]
    if len(word) > 6:
        return None
    code = _CODE.fullmatch(word)
    if code is None:
        return None
    if code[4]:
        return RawDate(index, index + 1, Unit.YEAR if word[0] == "c" else Unit.FISCAL, full_year(int(code[4]), 70))
    if code[5] or not (code[1] or code[3]):
        return None
    number = int(code[3] or code[1])
    if code[2] == "h" and number > 2:
        return None
    raw = with_year(sentence, RawDate(index, index + 1, Unit.QUARTER if code[2] == "q" else Unit.HALF, number=number))
    alone = raw.unit is Unit.QUARTER and word_at(sentence, index - 1) in BEFORE_A_CODE
    return raw if raw.year is not None or alone else None


def glued_day(sentence: Sentence, index: int) -> RawDate | None:
    """ "Dec31", "oct2" with its year: a month with the day stuck to it."""
    stuck = _STUCK.fullmatch(sentence.lower[index])
    month = MONTHS.get(stuck[1]) if stuck is not None else None
    if stuck is None or month is None or not 1 <= int(stuck[2]) <= 31:
        return None
    return with_year(sentence, RawDate(index, index + 1, Unit.DAY, month=month, number=int(stuck[2])))


def yearly(sentence: Sentence, index: int) -> RawDate | None:
    """ "Fiscal year 2023", "calendar year 2008", "FY 2023", "cy 2008", "year 2012"."""
    inner = index + 1 + (word_at(sentence, index + 1) == "year")
    year = year_at(sentence, inner)
    kind = YEARLY[sentence.lower[index]]
    if year is None or (
        sentence.lower[index] in ("year", "school", "academic") and (inner > index + 1) == (kind == "calendar")
    ):
        return None
    return RawDate(index, inner + 1, Unit.FISCAL if kind == "fiscal" else Unit.YEAR, year)


def week(sentence: Sentence, index: int) -> RawDate | None:
    """ "Week 10", "week 3 of 2027"."""
    word = word_at(sentence, index + 1)
    if not (word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 53):
        return None
    return with_year(sentence, RawDate(index, index + 2, Unit.WEEK, number=int(word)))


def season(sentence: Sentence, index: int) -> RawDate | None:
    """ "Summer 2019", "the winter of 2014": a season with its year."""
    raw = _of_year(sentence, RawDate(index, index + 1, Unit.SEASON, number=SEASONS[sentence.lower[index]]))
    if raw.year is None and word_at(sentence, index - 1) not in BEFORE_A_CODE:
        return None
    return raw if raw.year is not None or raw.shift is not None else None


def decade(sentence: Sentence, index: int) -> RawDate | None:
    """ "The 90s", "the '90s", "the nineties"; "the 1990s" is read with the years."""
    lower = sentence.lower[index]
    if lower not in DECADES and word_at(sentence, index + 1) not in ("s", "'s"):
        return None
    led = word_at(sentence, index - 1) in ("the", "early", "mid", "late", "-") or word_at(sentence, index - 1) in "'’‘"
    if lower in DECADES:
        return RawDate(index, index + 1, Unit.DECADE, DECADES[lower]) if led and word_at(sentence, index - 1) else None
    plural = word_at(sentence, index + 1) in ("s", "'s") and len(lower) == 2 and lower.isdecimal() and lower[1] == "0"
    plain = word_at(sentence, index - 1) not in "'’‘" and lower < "30"
    if plain or not plural or not (joined(sentence, index + 1) or led) or not word_at(sentence, index - 1) or not led:
        return None
    return RawDate(index, index + 2, Unit.DECADE, full_year(int(lower), 20))
