"""Dates and times that belong together: a day with its time, two ends of a range, a count with what it counts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.mention.dates import clock as clocks
from veritab_engine.mention.dates.away import away
from veritab_engine.mention.dates.bounds import bound_before
from veritab_engine.mention.dates.clock import Clock
from veritab_engine.mention.dates.raw import Away, Ranged, RawDate, Unit, word_at
from veritab_engine.mention.marks import joined

JOINERS = frozenset({"to", "-", "–", "—", "through", "until", "till", "~"})
APART = 4
"""Tokens between a quarter and its year."""
NIGHTS = frozenset({"tonight", "tonite"})
BESIDE = (("after",), ("following",), ("before",), ("preceding",))
NEAR = ((), ("the",), ("the", "year"))
OF_A_YEAR = frozenset({Unit.DAY, Unit.MONTH, Unit.HOLIDAY})
AHEAD = words("calendar/ahead")
LONG = frozenset(
    {Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY, Unit.FISCAL, Unit.SEASON, Unit.HALF}
)
"""A time of day belongs to none of these."""


Found = RawDate | Ranged | Clock | Away


def joined_dates(sentence: Sentence, found: Sequence[Found]) -> list[RawDate | Ranged | Clock]:
    """What was found, put together; bare hours that belong to no date are left out."""
    if not found:
        return []
    kept: list[Found] = []
    for item in found:
        while kept and (together := _together(sentence, kept[-1], item)) is not None:
            item = together
            kept.pop()
        kept.append(item)
    kept = [_with_later_year(sentence, item, kept[i + 1 :]) for i, item in enumerate(kept)]
    return _ranges(sentence, [item for item in kept if not isinstance(item, Away) and _is_sure(item)])


def _with_later_year(sentence: Sentence, item: Found, following: Sequence[Found]) -> Found:
    """ "Third-quarter profit in 2018": a quarter or half with the year that its noun has."""
    undated = isinstance(item, RawDate) and item.unit in (Unit.QUARTER, Unit.HALF) and item.year is None
    if not undated or not following or not isinstance(item, RawDate) or item.shift is not None:
        return item
    other = following[0]
    gap = sentence.lower[item.last : other.first]
    near = (
        isinstance(other, RawDate) and other.unit is Unit.YEAR and len(gap) <= APART and gap[-1:] in (("in",), ("of",))
    )
    return replace(item, year=other.year) if near and isinstance(other, RawDate) else item


def _is_sure(item: RawDate | Ranged | Clock) -> bool:
    return not isinstance(item, Clock) or item.sure


def _together(sentence: Sentence, before: Found, item: Found) -> Found | None:
    """The two as one date, or None where they are two."""
    gap = sentence.lower[before.last : item.first]
    if isinstance(before, Away):
        near = gap in NEAR and isinstance(item, (RawDate, Clock)) and not _opens_a_stretch(sentence, before, item)
        return away(before, item) if near and isinstance(item, (RawDate, Clock)) else None
    if isinstance(before, RawDate) and isinstance(item, Clock):
        return _with_clock(sentence, before, item) if _leads(sentence, gap, before, item) else None
    if isinstance(before, Clock) and isinstance(item, RawDate):
        dated = (item.unit not in LONG and _is_tied(sentence, before, item)) and (
            gap in ((), (",",), ("on",), ("of",)) or (before.sure and gap in (("the",), ("on", "the")))
        )
        scheduled = before.end is not None and word_at(sentence, item.last) in JOINERS
        if not dated or scheduled or "/" not in (item.clock or "/"):
            return None
        return replace(_with_clock(sentence, item, before), first=before.first, last=item.last)
    if isinstance(before, Clock) and isinstance(item, Clock):
        return _part_and_hour(before, item) if _leads(sentence, gap, before, item) else None
    return _inside(sentence, before, item, gap) if isinstance(before, RawDate) and isinstance(item, RawDate) else None


def _opens_a_stretch(sentence: Sentence, length: Away, item: RawDate | Clock) -> bool:
    """True for the "from" of "the eight years from 2016 to 2023"; what is so long from a date is so from a day."""
    if sentence.lower[length.last - 1] != "from":
        return False
    return word_at(sentence, item.last) in JOINERS or (isinstance(item, RawDate) and item.unit in LONG)


def _is_tied(sentence: Sentence, time: Clock, item: RawDate) -> bool:
    """True for a time by itself, or a bare hour behind "at" and the like: not for the "6-3 on Friday" of a game."""
    led = word_at(sentence, time.first - 1)
    if time.sure or word_at(sentence, time.last) in NIGHTS or (led in clocks.TYING and (led != "by" or not time.end)):
        return True
    rises = time.end is not None and time.end > time.start
    return rises and item.shift is not None and _is_to_come(sentence, item)


def _leads(sentence: Sentence, gap: tuple[str, ...], before: RawDate | Clock, time: Clock) -> bool:
    """True where the words between a date and a time tie them; a bare hour needs one that does ("at 7")."""
    if len(gap) > 3 or not all(word in clocks.LEADS for word in gap):
        return False
    if isinstance(before, RawDate) and before.unit in LONG:
        return False
    return (
        time.sure
        or not clocks.TYING.isdisjoint(gap)
        or (not gap and (bool(time.part) or _is_to_come(sentence, before)))
    )


def _is_to_come(sentence: Sentence, item: RawDate | Clock) -> bool:
    """True of what lies ahead, where "Monday 6-8" are hours and no score."""
    if isinstance(item, Clock) or not AHEAD.isdisjoint(sentence.vocabulary) or sentence.words[-1] == "?":
        return True
    return (item.shift is not None and item.shift >= 0) or item.unit is not Unit.WEEKDAY


def _with_clock(sentence: Sentence, day: RawDate, time: Clock) -> RawDate:
    if day.clock and time.part:
        return replace(day, last=max(day.last, time.last), clock=_late(day.clock, time.start // 3600))
    if day.clock:
        time = _in_part(time, int(day.clock[:2]))
    bound = bound_before(sentence, time.first) if time.first > day.last else None
    return replace(day, last=max(day.last, time.last), clock=time.iso, bound=bound or "")


def _late(clock: str, begins: int) -> str:
    """The time that was told before the part of the day it is in: "5:00 tomorrow afternoon" is 17:00."""
    hour = int(clock[:2])
    late = "/" not in clock and begins >= clocks.NOON and 0 < hour < clocks.NOON
    return f"{hour + clocks.NOON}{clock[2:]}" if late else clock


def _in_part(time: Clock, begins: int) -> Clock:
    """A bare hour in the part of the day that was told before: "tonight at 7" is 19:00."""
    late = begins >= clocks.NOON and not time.halved and 4 <= time.start // 3600 < clocks.NOON
    shift = clocks.NOON * 3600 if late else 0
    return replace(time, start=time.start + shift, end=time.end + shift if time.end is not None else None)


def _part_and_hour(before: Clock, item: Clock) -> Clock | None:
    """ "In the morning at 7", "early morning at 8:00"."""
    if not before.part or item.part:
        return None
    found = _in_part(item, before.start // 3600)
    return replace(found, first=before.first, sure=True)


def _inside(sentence: Sentence, before: RawDate, item: RawDate, gap: tuple[str, ...]) -> RawDate | None:
    """ "Monday of next week", "next week Mon", "two days after May 8", "the week of April 10th"."""
    week = item.unit is Unit.WEEK and (item.anchor is None or (item.count > 0 and not gap))
    if before.unit is Unit.WEEKDAY and before.anchor is None and week and gap in ((), ("of",), (",",)):
        return replace(before, last=item.last, anchor=item, shift=None)
    if before.unit is Unit.WEEK and item.unit is Unit.WEEKDAY and gap in ((), ("on",), ("'s",)):
        return replace(item, first=before.first, anchor=before, shift=None)
    if gap in BESIDE and before.unit is Unit.WEEKDAY and word_at(sentence, before.first - 1) == "the":
        return _weekday_beside(before, item, 1 if gap in BESIDE[:2] else -1)
    numbered = item.unit is Unit.DAY and item.anchor is None and (item.shift is None or item.number == 1)
    if before.unit is Unit.WEEKDAY and numbered and gap in ((), (",",), ("(",), ("the",), (",", "the")):
        return replace(item, first=before.first)
    if before.unit is Unit.DAY and before.shift is not None and not before.clock and item.month is not None:
        return _told_again(sentence, before, item, gap)
    if before.unit is Unit.DAY and before.year is None and before.clock and item.year is not None and not gap:
        return replace(before, last=item.last, year=item.year) if item.unit is Unit.YEAR else None
    if before.unit in OF_A_YEAR and item.unit is Unit.YEAR and gap in ((), ("of",), ("in",), (",",)):
        return _in_turned_year(before, item)
    if before.unit is Unit.DAY and item.unit is Unit.WEEKDAY and item.shift is None and gap in ((",",), ("(",)):
        return replace(before, last=item.last + (word_at(sentence, item.last) == ")")) if gap == ("(",) else None
    return None


def _weekday_beside(before: RawDate, item: RawDate, way: int) -> RawDate | None:
    """ "The Tuesday after Easter", "the Friday before May 9"."""
    if item.unit is not Unit.HOLIDAY and (item.unit is not Unit.DAY or item.month is None):
        return None
    return replace(before, last=item.last, anchor=item, count=way, shift=None, far=True)


def _told_again(sentence: Sentence, before: RawDate, item: RawDate, gap: tuple[str, ...]) -> RawDate | None:
    """ "Tomorrow, 13 April", "yesterday (May 7)": one day, told twice."""
    if item.unit is not Unit.DAY or gap not in ((",",), ("(",)):
        return None
    closed = gap == ("(",) and word_at(sentence, item.last) == ")"
    return replace(item, first=before.first, last=item.last + closed)


def _in_turned_year(before: RawDate, item: RawDate) -> RawDate | None:
    """ "May last year", "July 4 of this year", "Christmas of next year"."""
    dated = before.unit is Unit.HOLIDAY or before.month is not None
    if not dated or before.year is not None or before.shift is not None or before.anchor is not None:
        return None
    if item.year is not None:
        return replace(before, last=item.last, year=item.year) if before.unit is Unit.HOLIDAY else None
    return replace(before, last=item.last, anchor=item) if abs(item.count) == 1 and not item.number else None


def _ranges(sentence: Sentence, found: list[RawDate | Ranged | Clock]) -> list[RawDate | Ranged | Clock]:
    """Put two dates together where a joiner stands between them; a short end ("2010–24") is read here too."""
    items: list[RawDate | Ranged | Clock] = []
    index = 0
    while index < len(found):
        here = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        index += 1
        ranged = _range(sentence, here, following)
        items.append(ranged or here)
        index += ranged is not None and following is not None and ranged.last == following.last
    return items


def _range(
    sentence: Sentence, here: RawDate | Ranged | Clock, following: RawDate | Ranged | Clock | None
) -> Ranged | None:
    if isinstance(here, Clock):
        return _from_clock(sentence, here, following) if isinstance(following, RawDate) else None
    if isinstance(here, Ranged):
        return None
    if isinstance(following, RawDate) and _joined(sentence, here, following):
        return _pair(here, following)
    return _short_end(sentence, here)


def _from_clock(sentence: Sentence, here: Clock, following: RawDate) -> Ranged | None:
    """ "From 2 pm till tomorrow 4:30 pm", "between eight o'clock and now": the first is of today."""
    now = following.unit is Unit.DAY and following.shift is not None and here.end is None
    if not now or following.bound or not _joined(sentence, here, following):
        return None
    return Ranged(
        here.first, following.last, RawDate(here.first, here.last, Unit.DAY, shift=0, clock=here.iso), following
    )


def _joined(sentence: Sentence, here: RawDate | Clock, following: RawDate) -> bool:
    gap = sentence.lower[here.last : following.first]
    gap = gap[:-1] if len(gap) == 2 and gap[1] == "the" else gap
    if len(gap) != 1 or (isinstance(here, RawDate) and here.to_day is not None):
        return False
    between = word_at(sentence, here.first - 1) == "between" or word_at(sentence, here.first - 2) == "between"
    return gap[0] in JOINERS or (gap[0] == "and" and between)


def _pair(here: RawDate, following: RawDate) -> Ranged:
    if here.year is None and here.month is not None and following.year is not None:
        later = following.month is not None and here.month > following.month
        here = replace(here, year=following.year - later)
    if here.year is None and here.month is not None and here.anchor is None and following.month is not None:
        here = replace(here, anchor=following.anchor)
    here, following = replace(here, clock=here.clock.partition("/")[0]), _until(following)
    if here.unit is Unit.WEEKDAY and following.unit is Unit.WEEKDAY and here.shift is not None:
        following = replace(following, shift=here.shift)
    return Ranged(here.first, following.last, here, following)


def _until(raw: RawDate) -> RawDate:
    """Of a stretch of the day, its end: up to "tomorrow morning" is up to noon."""
    return replace(raw, clock=raw.clock.rpartition("/")[2])


def _short_end(sentence: Sentence, here: RawDate) -> Ranged | None:
    """ "2010–24", "2010/11": the end of a range of years in two digits."""
    if (
        here.unit is not Unit.YEAR
        or here.year is None
        or here.last + 1 >= len(sentence.words)
        or here.shift is not None
    ):
        return None
    end = sentence.words[here.last + 1]
    stuck = joined(sentence, here.last) and joined(sentence, here.last + 1)
    if sentence.words[here.last] not in "-–/" or not stuck or not (len(end) == 2 and end.isdecimal()):
        return None
    year = here.year // 100 * 100 + int(end)
    year += 100 if year < here.year and int(end) < 10 else 0
    if year <= here.year:
        return None
    return Ranged(here.first, here.last + 2, here, RawDate(here.last + 1, here.last + 2, Unit.YEAR, year))
