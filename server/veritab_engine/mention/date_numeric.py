"""Dates that digits write by themselves: "2025-05-08", "5/8/2025", "2024-12", "the 1990s", "2013"."""

from __future__ import annotations

import re

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention.marks import DASHES
from veritab_engine.mention.raw_date import RawDate, Unit, counts, year_at

BEFORE_A_YEAR = words("calendar/before_a_year")
PREFIXES = mapping("calendar/edges").keys() | {"post", "pre"}
_CODE = re.compile(r"([qh])([1-4])")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.((?:19|20)[0-9]{2})")


def numeric_date(sentence: Sentence, index: int) -> RawDate | None:
    """The date that opens with digits at a token and has no month's name in it."""
    return _numeric(sentence, index) or _decade(sentence, index) or _year(sentence, index)


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
    if sentence.lower[index + 1] not in ("s", "'s") or (
        sentence.lower[index + 1] == "'s" and not _the(sentence, index)
    ):
        return None
    return RawDate(index, index + 2, Unit.DECADE, year) if glued else None


def _the(sentence: Sentence, index: int) -> bool:
    return index > 0 and sentence.lower[index - 1] in ("the", "early", "mid", "late")


def _year(sentence: Sentence, index: int) -> RawDate | None:
    """ "2013" where the words around speak of a year."""
    year = year_at(sentence, index)
    if year is None or counts(sentence, index) or _glued(sentence, index):
        return None
    quarter = _CODE.fullmatch(sentence.lower[index + 1]) if index + 1 < len(sentence.words) else None
    if quarter is not None and quarter[1]:
        unit = Unit.QUARTER if quarter[1] == "q" else Unit.HALF
        return RawDate(index, index + 2, unit, year, number=int(quarter[2]))
    before = sentence.lower[index - 1] if index else ""
    following = sentence.lower[index + 1] if index + 1 < len(sentence.words) else ""
    if 1900 <= year <= 2099:
        plural = (
            following.isalpha()
            and following.endswith("s")
            and len(following) > 3
            and sentence.words[index + 1].islower()
        )
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
    if (
        index > 1
        and words[index - 1] == "-"
        and ends[index - 2] == starts[index - 1]
        and words[index - 2][-1].isalpha()
    ):
        return words[index - 2].lower() not in PREFIXES
    if index and words[index - 1] in "$€£¥":
        return True
    after = index + 1
    return after < len(words) and starts[after] == ends[index] and (words[after][0].isalpha() or words[after] in "%:")
