"""Every form of a date by the word that opens it, and the forms that hold another date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.mention.dates.candidates import ARTICLES, COUNTED, DIGITS, EDGES, TENS, candidates, may_be_time
from veritab_engine.mention.dates.clock import Clock
from veritab_engine.mention.dates.days import day_at, day_first, month_first, weekday, with_year
from veritab_engine.mention.dates.holidays import NAMES, holiday
from veritab_engine.mention.dates.hours import clock
from veritab_engine.mention.dates.numeric import numeric_date
from veritab_engine.mention.dates.parts import (
    DECADES,
    QUARTERS,
    YEARLY,
    coded,
    decade,
    glued_day,
    ranked,
    season,
    week,
    yearly,
)
from veritab_engine.mention.dates.raw import MONTHS, SEASONS, TURNS, WEEKDAYS, Away, RawDate, Unit, word_at
from veritab_engine.mention.dates.relative import (
    DAYS,
    ENDS,
    NOW,
    PLURALS,
    UNITS,
    ahead,
    count_at,
    counted,
    named_day,
    turned,
)
from veritab_engine.mention.marks import SUFFIXES
from veritab_engine.mention.number_words import CARDINALS, ORDINALS

LAST = frozenset({"last", "final"})
MOST = 3
"""Tokens between an edge and its date: "the end of the third quarter"."""

Found = RawDate | Clock | Away
Reader = Callable[[Sentence, int], "RawDate | Away | None"]


def forms(sentence: Sentence) -> list[Found]:
    """The dates, times of day, and lengths of time from a date that stand in a sentence, each read by itself."""
    found: list[Found] = []
    done = 0
    for index in candidates(sentence.lower):
        item = _form_at(sentence, index) if index >= done else None
        if item is not None:
            found.append(item)
            done = item.last
    return found


def _form_at(sentence: Sentence, index: int) -> Found | None:
    raw = _date_at(sentence, index)
    time = clock(sentence, index) if may_be_time(sentence.lower, index) else None
    if raw is None or (time is not None and time.sure and time.last > raw.last):
        return time
    return raw


def _date_at(sentence: Sentence, index: int) -> RawDate | Away | None:
    word = sentence.lower[index]
    for reader in READERS.get(word) or (_digit_readers(sentence, index, word) if word[0] in DIGITS else CODE_READERS):
        raw = reader(sentence, index)
        if raw is not None:
            return raw
    return None


def _digit_readers(sentence: Sentence, index: int, word: str) -> tuple[Reader, ...]:
    """Who may read digits: a day or a count has few, and what stands behind them tells the rest."""
    if not word.isdecimal():
        return LONG_READERS if "." in word else CODE_READERS
    if len(word) > 2:
        return COUNT_READERS if len(word) == 3 else LONG_READERS
    behind = word_at(sentence, index + 1)
    if behind in SUFFIXES:
        return RANK_READERS
    return DAY_READERS if behind not in COUNTED else COUNTED_READERS


def _inner(sentence: Sentence, index: int) -> RawDate | None:
    """The date at a token, past "the"."""
    index += word_at(sentence, index) == "the"
    found = _date_at(sentence, index) if index < len(sentence.words) and sentence.lower[index] not in EDGES else None
    return found if isinstance(found, RawDate) else None


def _edge(sentence: Sentence, index: int) -> RawDate | None:
    """ "early May", "mid-2024", "the end of 2023", "later this year"."""
    inner = index + 1
    while inner - index < MOST and word_at(sentence, inner) in ("-", "–", "of", "in", "the"):
        inner += 1
    raw = _inner(sentence, inner) if word_at(sentence, inner) else None
    if raw is None or raw.unit in (Unit.DAY, Unit.WEEKDAY):
        return None
    return replace(raw, first=index, approximate=True)


def _week_of(sentence: Sentence, index: int) -> RawDate | None:
    """ "The week of April 10th", "the week starting on February 4", "the weekend of Halloween"."""
    start = index + 1 + (word_at(sentence, index + 1) in ("of", "starting", "beginning", "ending"))
    start += word_at(sentence, start) == "on" and start > index + 1
    raw = _inner(sentence, start) if start > index + 1 else None
    if raw is None or raw.unit not in (Unit.DAY, Unit.HOLIDAY, Unit.WEEKDAY):
        return None
    unit = Unit.WEEKEND if sentence.lower[index] == "weekend" else Unit.WEEK
    return RawDate(index, raw.last, unit, count=0, anchor=raw)


def _rank(sentence: Sentence, index: int) -> tuple[int | None, int]:
    """The place in a longer period at a token, -1 for the last, and the index after it: "first", "9th", "twelfth"."""
    word = sentence.lower[index]
    if word in LAST:
        return -1, index + 1
    if word.isdecimal() and word_at(sentence, index + 1) not in SUFFIXES:
        return None, index
    return day_at(sentence, index)


def _place(sentence: Sentence, index: int) -> RawDate | None:
    """ "The first week of 2015", "the last Monday of May", "the last 3 weeks of this year", "the 9th month of 2022"."""
    place, inner = _rank(sentence, index)
    if place is None:
        return None
    count, last = count_at(sentence, inner)
    unit = word_at(sentence, last)
    turned_base = word_at(sentence, last + 1) in TURNS
    if word_at(sentence, last + 1) not in ("of", "in") and not turned_base:
        return None
    base = _inner(sentence, last + 2 - turned_base)
    if base is None or base.unit in (Unit.DAY, Unit.WEEKDAY):
        return None
    if unit in WEEKDAYS and count is None:
        return RawDate(index, base.last, Unit.WEEKDAY, number=WEEKDAYS[unit], count=place, anchor=base)
    if count is None:
        named = UNITS.get(unit)
        inside = named in (Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.QUARTER, Unit.DAY) and named is not base.unit
        return RawDate(index, base.last, named, number=place, anchor=base) if inside and named else None
    several = PLURALS.get(unit)
    if several is None or abs(place) != 1 or (place == 1 and several is Unit.MONTH and base.shift is None):
        return None
    return RawDate(index, base.last, several, number=0, count=place * count, anchor=base)


def _turned_day(sentence: Sentence, index: int) -> RawDate | None:
    """ "Next 5/12", "this 12/05", "last 3 June": the nearest such day on, or back."""
    if word_at(sentence, index + 1)[:1] not in DIGITS or word_at(sentence, index + 1) == "":
        return None
    raw = _date_at(sentence, index + 1)
    dated = isinstance(raw, RawDate) and raw.unit is Unit.DAY and raw.month is not None
    if not isinstance(raw, RawDate) or not dated or raw.year is not None or raw.anchor is not None:
        return None
    return replace(raw, first=index, shift=TURNS[sentence.lower[index]])


def _festive(sentence: Sentence, index: int) -> RawDate | None:
    """A holiday, with its weekend ("Labor Day weekend") or turned ("last Easter")."""
    shift = TURNS.get(sentence.lower[index])
    raw = holiday(sentence, index + (shift is not None))
    if raw is None:
        return None
    if shift is not None:
        raw = replace(raw, first=index, shift=shift)
    if word_at(sentence, raw.last) == "weekend":
        dated = with_year(sentence, replace(raw, last=raw.last + 1)) if raw.year is None else raw
        last = max(dated.last, raw.last + 1)
        return RawDate(index, last, Unit.WEEKEND, count=0, anchor=replace(raw, year=dated.year))
    return raw


def _readers() -> dict[str, tuple[Reader, ...]]:
    """For every word that opens a date, those who may read it, in the order in which they are asked."""
    table: dict[str, tuple[Reader, ...]] = {}
    for heads, reader in (
        (EDGES, _edge),
        (NAMES.heads.union(TURNS), _festive),
        (MONTHS.keys(), month_first),
        (WEEKDAYS.keys(), weekday),
        (DAYS.heads | NOW.heads | ENDS.heads, named_day),
        (ORDINALS.keys() | TENS | LAST, _place),
        (TURNS.keys(), turned),
        (TURNS.keys(), _turned_day),
        (QUARTERS.keys() | ORDINALS.keys() | TENS, ranked),
        (ORDINALS.keys() | TENS, day_first),
        (YEARLY.keys(), yearly),
        (frozenset({"week"}), week),
        (frozenset({"week", "weekend"}), _week_of),
        (SEASONS.keys(), season),
        (DECADES.keys(), decade),
        (CARDINALS.keys() | ARTICLES | {"half"}, counted),
        (frozenset({"in", "within"}), ahead),
    ):
        for word in heads:
            table[word] = (*table.get(word, ()), reader)
    return table


READERS = _readers()
RANK_READERS: tuple[Reader, ...] = (day_first, _place, ranked)
DAY_READERS: tuple[Reader, ...] = (day_first, numeric_date, decade)
COUNTED_READERS: tuple[Reader, ...] = (day_first, counted)
COUNT_READERS: tuple[Reader, ...] = (counted,)
LONG_READERS: tuple[Reader, ...] = (numeric_date,)
CODE_READERS: tuple[Reader, ...] = (coded, glued_day)
