"""Dates that digits write by themselves: "2025-05-08", "5/8/2025", "23.04.2022", "2024-12", "the 1990s", "2013"."""

from __future__ import annotations

import re
from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention.dates.days import day_at
from veritab_engine.mention.dates.raw import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    RawDate,
    Unit,
    counts,
    full_year,
    word_at,
    year_at,
)
from veritab_engine.mention.marks import DASHES, digits_at, joined

BEFORE_A_YEAR = words("calendar/before_a_year")
BEFORE_A_NUMERIC = words("calendar/before_a_numeric")
BEFORE_A_NUMBER = words("calendar/before_a_number")
BEFORE_A_DASHED = BEFORE_A_NUMERIC.difference({"from", "between", "by", "in"}, WEEKDAYS)
"""Of "Monday 6-8" nobody knows whether it is a date, the hours of a day, or how a game ended."""
AFTER_A_DAY = frozenset({"with", "at", "and", "or", "in"})
PREFIXES = mapping("calendar/edges").keys() | {"post", "pre"}
_QUARTER = re.compile(r"([qh])([1-4])")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.((?:19|20|21)?[0-9]{2})")
_COMPACT = re.compile(r"((?:19|20|21)[0-9]{2})([01][0-9])([0-3][0-9])")
_ISO_HOUR = re.compile(r"T(?:[01][0-9]|2[0-3])")
_ISO_MINUTE = re.compile(r"[0-5][0-9]")
_SHORT = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")


def numeric_date(sentence: Sentence, index: int) -> RawDate | None:
    """The date that opens with digits at a token and has no month's name before the day."""
    return _numeric(sentence, index) or _decade(sentence, index) or _year(sentence, index)


def _numeric(sentence: Sentence, index: int) -> RawDate | None:
    """ "2025-05-08", "5/8/2025" (month first, as Americans write), "08.05.2025" (day first), "20200701"."""
    word = sentence.words[index]
    dotted = _DOTTED.fullmatch(word) if "." in word and len(word) <= 10 else None
    if dotted is not None and len(dotted[3]) == 4:
        return _of_parts(index, index + 1, int(dotted[3]), int(dotted[2]), int(dotted[1]))
    compact = _COMPACT.fullmatch(word) if len(word) == 8 else None
    if compact is not None and not joined(sentence, index + 1):
        return _of_parts(index, index + 1, *map(int, compact.groups()))
    cut = word_at(sentence, index + 1)
    if cut not in ("-", "/") or not joined(sentence, index + 1) or not joined(sentence, index + 2):
        return _pair_dotted(sentence, index) if "." in word else None
    if word_at(sentence, index + 3) == cut and joined(sentence, index + 3) and joined(sentence, index + 4):
        return _triple(sentence, index)
    return _year_month(sentence, index) or _pair(sentence, index)


def _triple(sentence: Sentence, index: int) -> RawDate | None:
    parts = (sentence.words[index], sentence.words[index + 2], sentence.words[index + 4])
    tied = joined(sentence, index + 5) and sentence.words[index + 5] == sentence.words[index + 1]
    if sentence.lower[index + 2] in MONTHS and len(parts[0]) == 4 and parts[0].isdecimal():
        day, last = day_at(sentence, index + 4)
        return RawDate(index, last, Unit.DAY, int(parts[0]), MONTHS[sentence.lower[index + 2]], day) if day else None
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    if len(parts[0]) == 4:
        raw = _of_parts(index, index + 5, *map(int, parts))
        return _with_iso_time(sentence, raw) if raw is not None else None
    if max(len(parts[0]), len(parts[1])) > 2 or len(parts[2]) not in (2, 4):
        return None
    short = len(parts[2]) == 2
    if short and (tied or (sentence.words[index + 1] == "-" and word_at(sentence, index - 1) not in BEFORE_A_NUMERIC)):
        return None
    first, second, year = map(int, parts)
    month, day = (second, first) if first > 12 else (first, second)
    return _of_parts(index, index + 5, full_year(year) if short else year, month, day)


def _with_iso_time(sentence: Sentence, raw: RawDate) -> RawDate:
    """ "2016-12-16T12:23:59Z"."""
    words, last, told = sentence.words, raw.last, ""
    if not (joined(sentence, last) and _ISO_HOUR.fullmatch(words[last])):
        return raw
    told, last = words[last][1:], last + 1
    while (
        len(told) < len("12:23:59")
        and word_at(sentence, last) == ":"
        and _ISO_MINUTE.fullmatch(word_at(sentence, last + 1))
    ):
        told, last = f"{told}:{words[last + 1]}", last + 2
    last += word_at(sentence, last) == "z" and joined(sentence, last)
    return (
        replace(raw, last=last, clock=told.removesuffix(":00") if len(told) > len("12:23") else told)
        if ":" in told
        else raw
    )


def _of_parts(first: int, last: int, year: int, month: int, day: int) -> RawDate | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2199):
        return None
    return RawDate(first, last, Unit.DAY, year, month, day)


def _year_month(sentence: Sentence, index: int) -> RawDate | None:
    """ "2024-12" is a month, and "12-2015" or "12/2015"; "2010-12" goes up and is a range of years."""
    year, other = year_at(sentence, index), sentence.words[index + 2]
    if year is None:
        year, other = year_at(sentence, index + 2), sentence.words[index]
        if year is None or len(other) > 2 or not (other.isdecimal() and 1 <= int(other) <= 12) or year < 1900:
            return None
        return RawDate(index, index + 3, Unit.MONTH, year, int(other))
    if len(other) != 2 or not other.isdecimal() or (joined(sentence, index + 3) and digits_at(sentence, index + 3)):
        return None
    month = int(other)
    if 1 <= month <= 12 and (month <= year % 100 or sentence.words[index + 1] == "/"):
        return RawDate(index, index + 3, Unit.MONTH, year, month)
    return None


def _pair(sentence: Sentence, index: int) -> RawDate | None:
    """ "7/6" behind a weekday, "on" and the like; elsewhere it is a fraction or a score."""
    one, other = sentence.words[index], sentence.words[index + 2]
    if not (one.isdecimal() and other.isdecimal() and one.isascii()) or max(len(one), len(other)) > 2:
        return None
    if joined(sentence, index + 3) and sentence.words[index + 3] in "/-" and digits_at(sentence, index + 4):
        ranged = (
            sentence.words[index + 3] == "-"
            and sentence.words[index + 1] == "/"
            and word_at(sentence, index + 5) == "/"
        )
        if not ranged:
            return None
    if (
        not _is_led(sentence, index)
        and not _leads_to_pair(sentence, index)
        and not (len(one) == len(other) == 2 and sentence.words[index + 1] == "/" and int(other) > 12)
    ):
        return None
    return _month_day(
        index, index + 3, int(one), int(other), dash=sentence.words[index + 1] == "-", led=word_at(sentence, index - 1)
    )


def _leads_to_pair(sentence: Sentence, index: int) -> bool:
    """True for the first of "2/29-3/1"."""
    slashed = sentence.words[index + 1] == "/" and word_at(sentence, index + 5) == "/"
    return (
        slashed
        and word_at(sentence, index + 3) in DASHES
        and joined(sentence, index + 4)
        and digits_at(sentence, index + 6)
    )


def _is_led(sentence: Sentence, index: int) -> bool:
    before = word_at(sentence, index - 1)
    if before in BEFORE_A_NUMERIC:
        return True
    return before in ("-", "–", "to", "and", ",", "or") and index >= 4 and word_at(sentence, index - 3) == "/"


def _month_day(first: int, last: int, one: int, other: int, *, dash: bool, led: str) -> RawDate | None:
    if dash and led not in BEFORE_A_DASHED:
        return None
    month, day = (other, one) if one > 12 else (one, other)
    return RawDate(first, last, Unit.DAY, month=month, number=day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _pair_dotted(sentence: Sentence, index: int) -> RawDate | None:
    """ "Friday 7.6": a weekday or "on" before, and nothing that is counted behind."""
    word = sentence.words[index]
    short = _SHORT.fullmatch(word) if "." in word and len(word) <= 5 else None
    following = word_at(sentence, index + 1)
    if short is None or (following and following[0].isalpha() and following not in AFTER_A_DAY):
        return None
    if word_at(sentence, index - 1) not in BEFORE_A_NUMERIC - {
        "from",
        "between",
        "by",
        "in",
        "until",
        "before",
        "after",
        "since",
    }:
        return None
    return _month_day(index, index + 1, int(short[1]), int(short[2]), dash=False, led="")


def _decade(sentence: Sentence, index: int) -> RawDate | None:
    """ "1990s", "the 1990's", "1990 s" in tokenised text."""
    year = year_at(sentence, index)
    if year is None or year % 10:
        return None
    behind = word_at(sentence, index + 1)
    if behind not in ("s", "'s") or (behind == "'s" and not _the(sentence, index)):
        return None
    ends = index + 2 >= len(sentence.words) or sentence.words[index + 2] in ".,;)"
    return RawDate(index, index + 2, Unit.DECADE, year) if joined(sentence, index + 1) or ends else None


def _the(sentence: Sentence, index: int) -> bool:
    return word_at(sentence, index - 1) in ("the", "early", "mid", "late")


def _year(sentence: Sentence, index: int) -> RawDate | None:
    """ "2013" where the words around speak of a year."""
    year = year_at(sentence, index)
    if year is None or counts(sentence, index) or _glued(sentence, index):
        return None
    following = word_at(sentence, index + 1)
    quarter = _QUARTER.fullmatch(following) if len(following) == 2 else None
    if quarter is not None:
        unit = Unit.QUARTER if quarter[1] == "q" else Unit.HALF
        return RawDate(index, index + 2, unit, year, number=int(quarter[2]))
    if following in MONTHS and (sentence.words[index + 1][0].isupper() or len(following) > 4):
        return _year_first(sentence, RawDate(index, index + 2, Unit.MONTH, year, MONTHS[following]))
    before = word_at(sentence, index - 1)
    if following in SEASONS and not word_at(sentence, index + 2)[:1].isalpha():
        return RawDate(index, index + 2, Unit.SEASON, year, number=SEASONS[following])
    if before in BEFORE_A_NUMBER:
        return None
    if 1900 <= year <= 2099:
        plural = following.isalpha() and following.endswith("s") and len(following) > 3
        counted = (plural and sentence.words[index + 1].islower() and before not in BEFORE_A_YEAR) or _to_number(
            sentence, index
        )
        return None if counted else RawDate(index, index + 1, Unit.YEAR, year)
    told = before in ("in", "since", "of", "from", "until", "year", "by") and not following.isalpha()
    return RawDate(index, index + 1, Unit.YEAR, year) if told else None


def _year_first(sentence: Sentence, raw: RawDate) -> RawDate:
    """ "2014 Oct. 19", "2001 August": the month, with its day where one follows."""
    dotted = word_at(sentence, raw.last) == "." and len(word_at(sentence, raw.last - 1)) < 5
    day, last = day_at(sentence, raw.last + dotted)
    if day is None or counts(sentence, last - 1) or word_at(sentence, last) in MONTHS:
        return raw
    return replace(raw, last=last, unit=Unit.DAY, number=day)


def _to_number(sentence: Sentence, index: int) -> bool:
    """True where a dash leads on to a number that is no year: "2000 - 2500 calories"."""
    words = sentence.words
    if index + 2 >= len(words) or words[index + 1] not in DASHES or not words[index + 2][0].isdigit():
        return False
    return year_at(sentence, index + 2) is None and len(words[index + 2]) > 2


def _glued(sentence: Sentence, index: int) -> bool:
    """True where signs or letters stuck to the digits make something else of them: "$2000", "A-2000", "32-2015"."""
    starts, ends, words = sentence.starts, sentence.ends, sentence.words
    if index and ends[index - 1] == starts[index] and words[index - 1] not in "(–—-/‘'“\"~=":
        return True
    if (
        index > 1
        and words[index - 1] == "-"
        and ends[index - 2] == starts[index - 1]
        and words[index - 2][-1].isalpha()
    ):
        return words[index - 2].lower() not in PREFIXES
    if index > 1 and words[index - 1] in "-/" and joined(sentence, index - 1) and len(words[index - 2]) < 3:
        return words[index - 2].isdecimal()
    if index and words[index - 1] in "$€£¥":
        return True
    after = index + 1
    if after >= len(words) or starts[after] > ends[index]:
        return False
    ratio = words[after] == ":" and joined(sentence, after + 1)
    return ratio or words[after] == "%" or words[after][0].isalpha()
