"""Stamps: the dates and times that a page prints about itself."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from veritab_engine.lexicon import mapping, words

MONTHS = {word: int(number) for word, number in mapping("calendar/months").items()}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
"""Any name of a month, as an expression in lower case."""
_MONTH = rf"(?P<{{0}}>{MONTH})\.?"
_DATE = re.compile(
    rf"""
      (?<![0-9])(?P<y1>(?:19|20)[0-9]{{2}})(?P<cut>[-/.])(?P<m1>[0-9]{{1,2}})(?P=cut)(?P<d1>[0-9]{{1,2}})(?![0-9])
    | /(?P<y2>(?:19|20)[0-9]{{2}})(?P<m2>[0-9]{{2}})(?P<d2>[0-9]{{2}})/
    | \b{_MONTH.format("n3")}\s+(?P<d3>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>(?:19|20)[0-9]{{2}})\b
    | \b(?P<d4>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format("n4")},?\s+(?P<y4>(?:19|20)[0-9]{{2}})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])")
_LABEL = re.compile(r"\b(?:updated|published|posted|issued|modified)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.]*")
# No date or time takes a part of such a word.
_PLAIN_WORD = re.compile(r"(?<![\w.])[^\W\d_]+(?![\w.])")
STAMP_WORDS = words("furniture/stamp")
_UNNAMED = STAMP_WORDS.union(MONTHS)
LABELLED = 3
"""The most words that a stamp with its label may have besides those of stamps."""


def date_in(text: str) -> date | None:
    """The first full date of a line, written in any common way; None where there is none."""
    match = _DATE.search(text)
    if match is None:
        return None
    found = {name[0]: value for name, value in match.groupdict().items() if value and name != "cut"}
    month = month_number(found["n"]) if "n" in found else int(found["m"])
    return day(int(found["y"]), month, int(found["d"]))


def is_stamp(line: str) -> bool:
    """True where a line tells the time of the page and nothing else: "Xinhua | Updated: 2025-05-08 14:22"."""
    if _is_prose(line):
        return False
    rest, times = _TIME.subn(" ", line)
    rest, dates = _DATE.subn(" ", rest)
    if not times and not dates:
        return False
    named = [word for word in _WORD.findall(rest) if word.lower().rstrip(".") not in STAMP_WORDS]
    labelled = bool(times and dates) or _LABEL.search(line) is not None
    allowed = LABELLED if labelled else 0
    return (
        len(named) <= allowed and all(word[0].isupper() for word in named) and not any(map(str.isdigit, rest.split()))
    )


def _is_prose(line: str) -> bool:
    """True where a line has more words than any label names, told without a look for dates."""
    named = (match for match in _PLAIN_WORD.finditer(line) if match[0].lower() not in _UNNAMED)
    return next(islice(named, LABELLED, None), None) is not None


def month_number(name: str) -> int:
    """The month, 1 to 12, of an English name or its abbreviation."""
    return MONTHS[name.lower()]


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None
