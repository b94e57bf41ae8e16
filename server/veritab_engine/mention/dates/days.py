"""Days and months by name: "May 8, 2025", "8th of May", "thirty-first of January", "Dec/2018", "Tuesday, Jan 15"."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.mention import Numeral, Ordinal
from veritab_engine.mention.dates.raw import (
    MONTHS,
    TURNS,
    UNKNOWN,
    WEEKDAYS,
    RawDate,
    Unit,
    counts,
    full_year,
    heads_a_noun,
    word_at,
    year_at,
)
from veritab_engine.mention.marks import SUFFIXES, joined
from veritab_engine.mention.number_words import CARDINALS, ORDINALS
from veritab_engine.mention.spelled import spelled

DOUBTFUL = words("calendar/doubtful_months")
DOUBTFUL_DAYS = words("calendar/doubtful_weekdays")
BEFORE_A_MONTH = words("calendar/before_a_month")
EACH = words("recurrence/each")
PAPERS = words("calendar/papers")
BEFORE_A_DAY = words("calendar/before_a_day")
YEAR_JOINTS = frozenset({",", "of", "in", "-", "/", "."})
DAY_JOINTS = frozenset({",", "/", "-", "the"})
NOT_BEHIND_A_DAY = frozenset({"of", "-", "/", ":", "am", "pm", "to", "."})
RANGES = frozenset({"to", "-", "–", "through", "till", "until", "and"})


def month_first(sentence: Sentence, index: int) -> RawDate | None:
    """ "May 8, 2025", "May 7 to 10", "December 2024", "Oct/2", "in December"."""
    month, word = MONTHS[sentence.lower[index]], sentence.words[index]
    if joined(sentence, index) and sentence.words[index - 1] in "$#@":
        return None
    after = index + 1 + (word_at(sentence, index + 1) == "." and len(word) < 5)
    day, last = _day_behind(sentence, after)
    if day is not None:
        raw = _to_day(sentence, RawDate(index, last, Unit.DAY, month=month, number=day))
        return with_year(sentence, raw)
    raw = with_year(sentence, RawDate(index, after, Unit.MONTH, month=month))
    if raw.year is not None:
        return _day_last(sentence, raw)
    return replace(raw, last=index + 1) if _is_month(sentence, index) else None


def _is_month(sentence: Sentence, index: int) -> bool:
    """True for a month alone: with a capital, unless it is another word as well and nothing dates it."""
    word, lower = sentence.words[index], sentence.lower[index]
    led = word_at(sentence, index - 1) in BEFORE_A_MONTH
    if lower not in DOUBTFUL:
        return word[0].isupper() or led or len(lower) > 3
    follows = sentence.words[index + 1] if index + 1 < len(sentence.words) else "."
    if (led or word[0].isupper()) and follows in RANGES and word_at(sentence, index + 2) in MONTHS:
        return True
    if word[0].isupper():
        return led and not follows[0].isupper()
    return led and not follows[0].isalpha()


def _day_behind(sentence: Sentence, after: int) -> tuple[int | None, int]:
    """The day behind a month: "8", "the 8th", ", 1st", "/2", "twenty second"."""
    start = after
    while start - after < 2 and word_at(sentence, start) in DAY_JOINTS:
        start += 1
    day, last = day_at(sentence, start)
    if start > after + 1 and word_at(sentence, after) == "," and heads_a_noun(sentence, last):
        return None, after
    if start > after and sentence.lower[start - 1] != "the":
        ordinal = last > start + 1 or (last > start and not sentence.words[start].isdecimal())
        tied = joined(sentence, start) and joined(sentence, start - 1)
        if not (ordinal or tied) or (ordinal and heads_a_noun(sentence, last) and year_at(sentence, last) is None):
            return None, after
    return (None, after) if day is None or counts(sentence, last - 1) else (day, last)


def _day_last(sentence: Sentence, raw: RawDate) -> RawDate:
    """ "September-2020-23"."""
    day, last = day_at(sentence, raw.last + 1)
    tied = word_at(sentence, raw.last) in ("-", "/") and joined(sentence, raw.last) and joined(sentence, raw.last + 1)
    return replace(raw, unit=Unit.DAY, number=day, last=last) if day is not None and tied else raw


def day_at(sentence: Sentence, index: int) -> tuple[int | None, int]:
    """The day of a month at a token and the index after it: "8", "8th", "twenty-second"."""
    if index >= len(sentence.words):
        return None, index
    word = sentence.words[index]
    if sentence.lower[index] in ORDINALS or sentence.lower[index] in CARDINALS:
        found = spelled(sentence.lower, index)
        ranked = isinstance(found, Ordinal) and 1 <= found.rank <= 31
        return (found.rank, found.last) if ranked and isinstance(found, Ordinal) else (None, index)
    if not (len(word) <= 2 and word.isdecimal() and word.isascii() and 1 <= int(word) <= 31):
        return None, index
    last = index + 1
    if joined(sentence, last) and sentence.words[last][0].isalpha():
        return (int(word), last + 1) if sentence.lower[last] in SUFFIXES else (None, index)
    return int(word), last


def _to_day(sentence: Sentence, raw: RawDate) -> RawDate:
    """Take up the last day of "May 7 to 10" or "7-10 May"."""
    if word_at(sentence, raw.last) not in RANGES:
        return raw
    between = sentence.lower[raw.last] == "and" and word_at(sentence, raw.first - 1) != "between"
    start = raw.last + 1 + (word_at(sentence, raw.last + 1) == "the")
    day, last = day_at(sentence, start)
    if between or day is None or day <= raw.number or word_at(sentence, last) in (":", "am", "pm"):
        return raw
    return replace(raw, last=last, to_day=day)


def with_year(sentence: Sentence, raw: RawDate) -> RawDate:
    """Take up the year behind a day, month or part: ", 2025", "of 2025", "2025", "nineteen seventy-two", "'87"."""
    for skip in (0, 1):
        index = raw.last + skip
        if skip and word_at(sentence, raw.last) not in YEAR_JOINTS:
            break
        year = year_at(sentence, index)
        if year is not None and not counts(sentence, index):
            return replace(raw, last=index + 1, year=year)
        told = spelled_year(sentence, index)
        if told is not None:
            return replace(raw, year=told[0], last=told[1])
    return _unknown_year(sentence, raw) or _short_year(sentence, raw)


def _unknown_year(sentence: Sentence, raw: RawDate) -> RawDate | None:
    """ "November of that year", "May the same year": only the story tells which."""
    last = raw.last + (word_at(sentence, raw.last) in ("of", "the"))
    last += word_at(sentence, last) == "the"
    told = word_at(sentence, last) in ("that", "same") and word_at(sentence, last + 1) == "year"
    return replace(raw, last=last + 2, year=UNKNOWN) if told else None


def _short_year(sentence: Sentence, raw: RawDate) -> RawDate:
    """The year of "15 April of 87", "05-Aug-16", "May '87"."""
    joint, index = word_at(sentence, raw.last), raw.last + 1
    if index >= len(sentence.words) or joint not in ("of", "-", "/", "'", "’"):
        return raw
    word = sentence.words[index]
    if len(word) != 2 or not (word.isdecimal() and word.isascii()) or (joint != "of" and not joined(sentence, index)):
        return raw
    if joint in ("-", "/") and (raw.unit is not Unit.DAY or not joined(sentence, raw.last)):
        return raw
    return replace(raw, last=index + 1, year=full_year(int(word)))


def spelled_year(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """A year in words and the index after it: "two thousand and five", "nineteen seventy two"."""
    if word_at(sentence, index) not in CARDINALS:
        return None
    found = spelled(sentence.lower, index)
    if not isinstance(found, Numeral):
        return None
    number, last = int(found.point.number), found.last
    if 1000 <= number < 2200:
        return number, last
    if not 11 <= number <= 20:
        return _hundreds(number, last)
    decade = spelled(sentence.lower, last) if word_at(sentence, last) in CARDINALS else None
    if isinstance(decade, Numeral) and 10 <= decade.point.number < 100:
        return number * 100 + int(decade.point.number), decade.last
    return None


def _hundreds(number: int, last: int) -> tuple[int, int] | None:
    return (number, last) if 1100 <= number < 2100 else None


def day_first(sentence: Sentence, index: int) -> RawDate | None:
    """ "8 May", "the 8th of May 2025", "7-10 May", "05-Aug-2016", "fourth of July"."""
    day, last = day_at(sentence, index)
    if day is None:
        return None
    raw = _to_day(sentence, RawDate(index, last, Unit.DAY, number=day))
    last = raw.last + (word_at(sentence, raw.last) == "day")
    joint = word_at(sentence, last)
    last += joint in ("of", ",") or (joint in ("-", "/") and joined(sentence, last) and joined(sentence, last + 1))
    month = word_at(sentence, last)
    if month not in MONTHS:
        return _of_turned_month(sentence, raw) or _of_the_month(sentence, raw)
    if month in DOUBTFUL and not sentence.words[last][0].isupper() and last == raw.last and not raw.to_day:
        return None
    dotted = word_at(sentence, last + 1) == "." and year_at(sentence, last + 2) is not None
    return with_year(sentence, replace(raw, last=last + 1 + dotted, month=MONTHS[month]))


def _of_turned_month(sentence: Sentence, raw: RawDate) -> RawDate | None:
    """ "The 20th of next month", "from 4 to 23 in next month"."""
    last = raw.last + (word_at(sentence, raw.last) == "day")
    joint = word_at(sentence, last)
    turn = last + (joint in ("of", "in"))
    if word_at(sentence, turn) not in TURNS or word_at(sentence, turn + 1) != "month":
        return None
    ranked = not sentence.words[raw.last - 1].isdecimal()
    if joint != "of" and not ranked and word_at(sentence, raw.first - 1) not in ("from", "between", "the", "on"):
        return None
    month = RawDate(turn, turn + 2, Unit.MONTH, shift=TURNS[sentence.lower[turn]])
    return replace(raw, last=turn + 2, anchor=month)


def _of_the_month(sentence: Sentence, raw: RawDate) -> RawDate | None:
    """ "The thirty-first day of the month", "on the 18th", "the 21st this month"."""
    lower, last = sentence.lower, raw.last
    ordinal = not sentence.words[last - 1].isdecimal()
    led = word_at(sentence, raw.first - (2 if word_at(sentence, raw.first - 1) == "the" else 1))
    if not ordinal or raw.to_day:
        return None
    last += word_at(sentence, last) == "day"
    if lower[last : last + 3] == ("of", "the", "month") or lower[last : last + 3] == ("of", "this", "month"):
        return replace(raw, last=last + 3)
    if lower[last : last + 2] == ("this", "month"):
        return replace(raw, last=last + 2)
    if lower[last : last + 1] == ("at",) and word_at(sentence, last + 1)[:1].isdigit():
        return raw
    ends = last >= len(lower) or not (lower[last][0].isalpha() or lower[last] in "-")
    return raw if ends and led in BEFORE_A_DAY else None


def weekday(sentence: Sentence, index: int) -> RawDate | None:
    """ "Wednesday", "Wednesday, May 7, 2025", "Monday the 21st", "Friday 7/6"."""
    if not _is_weekday(sentence, index):
        return None
    number = WEEKDAYS[sentence.lower[index]]
    raw = RawDate(
        index,
        index + 1 + (word_at(sentence, index + 1) == "." and _is_short(sentence, index)),
        Unit.WEEKDAY,
        number=number,
    )
    inner = raw.last
    while inner - raw.last < 2 and word_at(sentence, inner) in (",", "the", "("):
        inner += 1
    day, last = day_at(sentence, inner)
    following = word_at(sentence, last)
    ends = following == "." and last == len(sentence.words) - 1
    free = following not in MONTHS and following not in NOT_BEHIND_A_DAY and not heads_a_noun(sentence, last)
    alone = day is not None and (ends or free)
    suffixed = last > inner + 1 or word_at(sentence, inner - 1) == "the"
    if (
        alone
        and (suffixed or (inner == raw.last and last >= len(sentence.words) - 1))
        and not counts(sentence, last - 1)
    ):
        return replace(raw, last=last, unit=Unit.DAY, number=day or 0)
    return raw


def _is_short(sentence: Sentence, index: int) -> bool:
    return len(sentence.words[index]) < 6


def _is_weekday(sentence: Sentence, index: int) -> bool:
    word, lower = sentence.words[index], sentence.lower[index]
    if _recurs(sentence, index) or (word_at(sentence, index + 1) in PAPERS and sentence.words[index + 1][0].isupper()):
        return False
    if word[0].isupper():
        return lower not in DOUBTFUL_DAYS or _has_day_around(sentence, index)
    return lower not in DOUBTFUL_DAYS and (len(lower) > 5 or _has_day_around(sentence, index))


def _recurs(sentence: Sentence, index: int) -> bool:
    """True for "every Monday" and "every other Monday", which are no day."""
    before = word_at(sentence, index - 1)
    if before == "and" and word_at(sentence, index - 2) in WEEKDAYS:
        return _recurs(sentence, index - 2)
    return before in EACH or (before in ("other", "second", "first", "last") and word_at(sentence, index - 2) in EACH)


def _has_day_around(sentence: Sentence, index: int) -> bool:
    """True where a day, month or "on" beside an abbreviation shows that it is a weekday."""
    following = word_at(sentence, index + 1)
    following = word_at(sentence, index + 2) if following in (",", ".") else following
    return (
        following in MONTHS
        or following[:1].isdigit()
        or word_at(sentence, index - 1) in ("on", "week", "next", "last", "this", "(", "or")
    )
