"""Forms of dates: each reader looks at one token and says what date, if any, opens there."""

from __future__ import annotations

import re
from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention.date_numeric import numeric_date
from veritab_engine.mention.marks import DASHES, SUFFIXES
from veritab_engine.mention.raw_date import RawDate, Unit, counts, year_at

MONTHS = {word: int(number) for word, number in mapping("calendar/months").items()}
DOUBTFUL = words("calendar/doubtful_months")
BEFORE_A_MONTH = words("calendar/before_a_month")
WEEKDAYS = {word: int(number) for word, number in mapping("calendar/weekdays").items()}
EDGES = mapping("calendar/edges").keys()
QUARTERS = {word: int(number) for word, number in mapping("calendar/quarters").items()}
MONTH_COUNTS = {word: int(number) for word, number in mapping("calendar/month_counts").items()}
FORM_OPENS = frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(EDGES) | frozenset(QUARTERS) | {"fiscal", "fy"}
_CODE = re.compile(r"([qh])([1-4])|fy(?:20)?([0-9]{2})")


def read_date(sentence: Sentence, index: int) -> RawDate | None:
    """The date that opens at a token, with its weekday or edge ("early", "mid-") before it."""
    lower = sentence.lower
    word = lower[index]
    if word in EDGES:
        return _edge(sentence, index)
    if word in WEEKDAYS:
        return _weekday(sentence, index)
    if word in MONTHS:
        return _month_first(sentence, index)
    if word[0].isdigit():
        return _digits_first(sentence, index)
    if word in QUARTERS:
        return _part(sentence, index, index + 1, QUARTERS[word])
    return _coded(sentence, index)


def _edge(sentence: Sentence, index: int) -> RawDate | None:
    """ "early May", "mid-2024", "the end of 2023"."""
    lower, inner = sentence.lower, index + 1
    if inner < len(lower) and (lower[inner] in DASHES or lower[inner] == "of"):
        inner += 1
    if inner >= len(lower) or lower[inner] in EDGES:
        return None
    raw = read_date(sentence, inner)
    if raw is None or raw.unit in (Unit.DAY, Unit.WEEKDAY):
        return None
    return replace(raw, first=index, approximate=True)


def _weekday(sentence: Sentence, index: int) -> RawDate | None:
    """ "Wednesday", "Wednesday, May 7, 2025"."""
    if not sentence.words[index][0].isupper():
        return None
    inner = index + 1 + (sentence.lower[index + 1 : index + 2] in ((",",), (".",)))
    if inner < len(sentence.words):
        raw = (
            None if sentence.lower[inner] in EDGES or sentence.lower[inner] in WEEKDAYS else read_date(sentence, inner)
        )
        if raw is not None and raw.unit is Unit.DAY:
            return replace(raw, first=index)
    return RawDate(index, index + 1, Unit.WEEKDAY, number=WEEKDAYS[sentence.lower[index]])


def _month_first(sentence: Sentence, index: int) -> RawDate | None:
    """ "May 8, 2025", "May 7 to 10", "December 2024", "in December"."""
    if not sentence.words[index][0].isupper():
        return None
    month = MONTHS[sentence.lower[index]]
    after = index + 1 + (sentence.words[index + 1 : index + 2] == (".",) and len(sentence.words[index]) < 5)
    day, last = _day(sentence, after)
    if day is not None:
        return _with_year(sentence, _to_day(sentence, RawDate(index, last, Unit.DAY, month=month, number=day)))
    raw = _with_year(sentence, RawDate(index, after, Unit.MONTH, month=month))
    if raw.year is not None:
        return raw
    if sentence.lower[index] in DOUBTFUL and (index == 0 or sentence.lower[index - 1] not in BEFORE_A_MONTH):
        return None
    follows = sentence.words[index + 1][0] if index + 1 < len(sentence.words) else ""
    return None if follows.isupper() and sentence.lower[index] in DOUBTFUL else replace(raw, last=index + 1)


def _day(sentence: Sentence, index: int) -> tuple[int | None, int]:
    """The day of a month at a token and the index after it: "8", "8th"."""
    if index >= len(sentence.words):
        return None, index
    word = sentence.words[index]
    if not (len(word) <= 2 and word.isdecimal() and word.isascii() and 1 <= int(word) <= 31):
        return None, index
    last = index + 1
    if (
        last < len(sentence.words)
        and sentence.starts[last] == sentence.ends[index]
        and sentence.words[last][0].isalpha()
    ):
        return (int(word), last + 1) if sentence.lower[last] in SUFFIXES else (None, index)
    return int(word), last


def _to_day(sentence: Sentence, raw: RawDate) -> RawDate:
    """Take up the last day of "May 7 to 10" or "7-10 May"."""
    if sentence.lower[raw.last : raw.last + 1] not in (("to",), ("-",), ("–",), ("through",)):
        return raw
    day, last = _day(sentence, raw.last + 1)
    if day is None or day <= raw.number:
        return raw
    return replace(raw, last=last, to_day=day)


def _with_year(sentence: Sentence, raw: RawDate) -> RawDate:
    """Take up the year that follows a day, month or part: ", 2025", "of 2025", "2025"."""
    for skip in (0, 1):
        index = raw.last + skip
        if skip and sentence.lower[raw.last : index] not in ((",",), ("of",), ("in",), ("-",), ("/",)):
            break
        year = year_at(sentence, index)
        if year is not None and not counts(sentence, index):
            return replace(raw, last=index + 1, year=year)
    return raw


def _digits_first(sentence: Sentence, index: int) -> RawDate | None:
    """What opens with digits: "8 May 2025", "2025-05-08", "1990s", "2013", "21st century"."""
    return _day_first(sentence, index) or _suffixed(sentence, index) or numeric_date(sentence, index)


def _day_first(sentence: Sentence, index: int) -> RawDate | None:
    """ "8 May", "the 8th of May 2025", "7-10 May"."""
    day, last = _day(sentence, index)
    if day is None:
        return None
    raw = _to_day(sentence, RawDate(index, last, Unit.DAY, number=day))
    last = raw.last + (sentence.lower[raw.last : raw.last + 1] in (("of",), ("-",)))
    if last >= len(sentence.words) or sentence.lower[last] not in MONTHS or not sentence.words[last][0].isupper():
        return None
    month = MONTHS[sentence.lower[last]]
    dotted = sentence.words[last + 1 : last + 2] == (".",) and year_at(sentence, last + 2) is not None
    return _with_year(sentence, replace(raw, last=last + 1 + dotted, month=month))


def _suffixed(sentence: Sentence, index: int) -> RawDate | None:
    """ "3rd quarter of 2024", "21st century"."""
    word = sentence.words[index]
    if len(word) > 2 or SUFFIXES.isdisjoint(sentence.lower[index + 1 : index + 2]):
        return None
    return _part(sentence, index, index + 2, int(word) if word.isdecimal() else 0)


def _part(sentence: Sentence, first: int, last: int, number: int) -> RawDate | None:
    """ "third quarter of 2024", "first half", "first nine months of 2024", "21st century"; `number` ranks the part."""
    lower = sentence.lower
    last += lower[last : last + 1] == ("-",)
    following = lower[last] if last < len(lower) else ""
    if following == "century" and 10 < number < 22:
        return RawDate(first, last + 1, Unit.CENTURY, number * 100 - 99)
    if following == "quarter" and 1 <= number <= 4:
        return _with_year(sentence, RawDate(first, last + 1, Unit.QUARTER, number=number))
    if following == "half" and 1 <= number <= 2:
        raw = _with_year(sentence, RawDate(first, last + 1, Unit.HALF, number=number))
        return raw if raw.year or lower[last + 1 : last + 3] in (("of", "this"), ("of", "the")) else None
    months = MONTH_COUNTS.get(following)
    if number == 1 and months and lower[last + 1 : last + 2] == ("months",):
        return _with_year(sentence, RawDate(first, last + 2, Unit.MONTHS, number=months))
    return None


def _coded(sentence: Sentence, index: int) -> RawDate | None:
    """ "Q3 2024", "H1 of 2024", "FY2023", "fiscal year 2023"."""
    lower = sentence.lower
    if lower[index] in ("fiscal", "fy"):
        inner = index + 1 + (lower[index + 1 : index + 2] == ("year",))
        year = year_at(sentence, inner)
        return RawDate(index, inner + 1, Unit.FISCAL, year) if year is not None else None
    code = _CODE.fullmatch(lower[index]) if len(lower[index]) <= 6 else None
    if code is None:
        return None
    if code[3]:
        return RawDate(index, index + 1, Unit.FISCAL, 2000 + int(code[3]))
    if code[1] == "h" and int(code[2]) > 2:
        return None
    raw = RawDate(index, index + 1, Unit.QUARTER if code[1] == "q" else Unit.HALF, number=int(code[2]))
    raw = _with_year(sentence, raw)
    return raw if raw.year is not None or raw.unit is Unit.QUARTER else None


def opens_date(word: str) -> bool:
    """True where a lower-case token can open a date of one of these forms."""
    return word in FORM_OPENS or word[0] in "0123456789" or (word[0] in "qhf" and len(word) <= 6 and word[-1].isdigit())
