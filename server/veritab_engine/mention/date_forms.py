"""Forms of dates: each reader looks at one token and says what date, if any, opens there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words

MONTHS = {word: int(number) for word, number in mapping("calendar/months").items()}
DOUBTFUL = words("calendar/doubtful_months")
BEFORE_A_MONTH = words("calendar/before_a_month")
BEFORE_A_YEAR = words("calendar/before_a_year")
NOT_AFTER_A_YEAR = words("calendar/not_after_a_year")
WEEKDAYS = {word: int(number) for word, number in mapping("calendar/weekdays").items()}
EDGES = mapping("calendar/edges")
QUARTERS = {word: int(number) for word, number in mapping("calendar/quarters").items()}
DASHES = frozenset("-–—‐‑")
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_CODE = re.compile(r"([qh])([1-4])|fy(?:20)?([0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.((?:19|20)[0-9]{2})")


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


def year_at(sentence: Sentence, index: int) -> int | None:
    """The year from 1000 to 2199 that a token writes, whatever its surroundings."""
    if index >= len(sentence.words):
        return None
    word = sentence.words[index]
    return int(word) if len(word) == 4 and word.isdecimal() and word.isascii() and "1000" <= word <= "2199" else None


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
        raw = read_date(sentence, inner) if sentence.lower[inner] not in WEEKDAYS | EDGES else None
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
    if last < len(sentence.words) and sentence.starts[last] == sentence.ends[index] and sentence.words[last][0].isalpha():
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
        if year is not None and not _counts(sentence, index):
            return replace(raw, last=index + 1, year=year)
    return raw


def _counts(sentence: Sentence, index: int) -> bool:
    """True where what follows a number makes an amount of it."""
    return index + 1 < len(sentence.words) and sentence.lower[index + 1] in NOT_AFTER_A_YEAR


def _digits_first(sentence: Sentence, index: int) -> RawDate | None:
    """What opens with digits: "8 May 2025", "2025-05-08", "1990s", "2013", "21st century"."""
    return (
        _day_first(sentence, index)
        or _numeric(sentence, index)
        or _decade(sentence, index)
        or _suffixed(sentence, index)
        or _year(sentence, index)
    )


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


def _numeric(sentence: Sentence, index: int) -> RawDate | None:
    """ "2025-05-08", "5/8/2025" (month first, as Americans write), "08.05.2025" (day first)."""
    words = sentence.words
    dotted = _DOTTED.fullmatch(words[index]) if len(words[index]) <= 10 else None
    if dotted is not None:
        return _numeric_day(index, index + 1, int(dotted[3]), int(dotted[2]), int(dotted[1]))
    cut = words[index + 1] if index + 4 < len(words) else ""
    if cut not in ("-", "/") or words[index + 3] != cut or sentence.ends[index + 4] - sentence.starts[index] > 10:
        return _year_month(sentence, index)
    parts = (words[index], words[index + 2], words[index + 4])
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    if len(parts[0]) == 4:
        return _numeric_day(index, index + 5, *map(int, parts))
    if len(parts[2]) != 4:
        return None
    first, second, year = map(int, parts)
    month, day = (second, first) if first > 12 else (first, second)
    return _numeric_day(index, index + 5, year, month, day)


def _numeric_day(first: int, last: int, year: int, month: int, day: int) -> RawDate | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2199):
        return None
    return RawDate(first, last, Unit.DAY, year, month, day)


def _year_month(sentence: Sentence, index: int) -> RawDate | None:
    """ "2024-12" is a month; "2010-12" goes up and is a range of years."""
    year, words = year_at(sentence, index), sentence.words
    if year is None or index + 2 >= len(words) or words[index + 1] != "-" or len(words[index + 2]) != 2:
        return None
    if not words[index + 2].isdecimal() or sentence.ends[index + 2] - sentence.starts[index] != 7:
        return None
    month = int(words[index + 2])
    if 1 <= month <= 12 and month <= year % 100:
        return RawDate(index, index + 3, Unit.MONTH, year, month)
    return None


def _decade(sentence: Sentence, index: int) -> RawDate | None:
    """ "1990s", "the 1990's"."""
    year = year_at(sentence, index)
    if year is None or year % 10 or index + 1 >= len(sentence.words):
        return None
    glued = sentence.starts[index + 1] == sentence.ends[index]
    if sentence.lower[index + 1] not in ("s", "'s") or (sentence.lower[index + 1] == "'s" and not _the(sentence, index)):
        return None
    return RawDate(index, index + 2, Unit.DECADE, year) if glued else None


def _the(sentence: Sentence, index: int) -> bool:
    return index > 0 and sentence.lower[index - 1] in ("the", "early", "mid", "late")


def _suffixed(sentence: Sentence, index: int) -> RawDate | None:
    """ "3rd quarter of 2024", "21st century"."""
    word = sentence.words[index]
    if len(word) > 2 or sentence.lower[index + 1 : index + 2] not in (("st",), ("nd",), ("rd",), ("th",)):
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


MONTH_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11}
MONTH_COUNTS |= {str(number): number for number in MONTH_COUNTS.values()}


def _year(sentence: Sentence, index: int) -> RawDate | None:
    """ "2013" where the words around speak of a year."""
    year = year_at(sentence, index)
    if year is None or _counts(sentence, index) or _glued(sentence, index):
        return None
    quarter = _CODE.fullmatch(sentence.lower[index + 1]) if index + 1 < len(sentence.words) else None
    if quarter is not None and quarter[1]:
        unit = Unit.QUARTER if quarter[1] == "q" else Unit.HALF
        return RawDate(index, index + 2, unit, year, number=int(quarter[2]))
    before = sentence.lower[index - 1] if index else ""
    following = sentence.lower[index + 1] if index + 1 < len(sentence.words) else ""
    if 1900 <= year <= 2099:
        plural = following.isalpha() and following.endswith("s") and len(following) > 3 and sentence.words[index + 1].islower()
        counted = (plural and before not in BEFORE_A_YEAR) or _to_number(sentence, index)
        return None if counted else RawDate(index, index + 1, Unit.YEAR, year)
    told = before in ("in", "since", "of", "from", "until", "year", "by") and not following.isalpha()
    return RawDate(index, index + 1, Unit.YEAR, year) if told else None


def _to_number(sentence: Sentence, index: int) -> bool:
    """True where a dash leads on to a number that is no year: "2000 - 2500 calories"."""
    words = sentence.words
    if index + 2 >= len(words) or words[index + 1] not in DASHES or not words[index + 2][0].isdigit():
        return False
    return year_at(sentence, index + 2) is None and len(words[index + 2]) > 2


def _glued(sentence: Sentence, index: int) -> bool:
    """True where signs or letters stuck to the digits make something else of them: "$2000", "A-2000", "2000km"."""
    starts, ends, words = sentence.starts, sentence.ends, sentence.words
    if index and ends[index - 1] == starts[index] and words[index - 1] not in "(–—-/‘'“\"":
        return True
    if index > 1 and words[index - 1] == "-" and ends[index - 2] == starts[index - 1] and words[index - 2][-1].isalpha():
        return words[index - 2].lower() not in EDGES | {"post": "", "pre": ""}
    if index and words[index - 1] in "$€£¥":
        return True
    after = index + 1
    return after < len(words) and starts[after] == ends[index] and (words[after][0].isalpha() or words[after] in "%:")


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


FORM_OPENS = frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(EDGES) | frozenset(QUARTERS) | {"fiscal", "fy"}


def opens_date(word: str) -> bool:
    """True where a lower-case token can open a date of one of these forms."""
    return word in FORM_OPENS or word[0] in "0123456789" or (word[0] in "qhf" and len(word) <= 6 and word[-1].isdigit())
