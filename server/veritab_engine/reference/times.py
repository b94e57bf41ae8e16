"""Which columns are times, and in which form their cells have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import chain
from typing import Any

from veritab_engine.lexicon import words
from veritab_engine.reference.period import EXCEL, SPLIT, parse_date, parse_period

DATE_FORMATS = (
    "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%d-%b-%y", "%d/%b/%Y",
    "%d %b %y",
    "%a, %d %b %Y", "%A, %B %d, %Y", "%a %b %d %Y", "%a, %b %d, %Y",
    "%B %Y", "%b %Y", "%b-%Y", "%B-%Y", "%b-%y", "%b %y", "%b. %Y", "%Y %b", "%Y %B", "%Y-%b", "%Y/%m", "%m/%Y",
    "%Y/%m/%d", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%y",
    "%Y%m%dT%H%M%S", "%Y-%m-%d %H:%M:%S %Z", "%b %d, %Y %H:%M", "%b %d, %Y %I:%M %p", "%B %d, %Y %I:%M %p",
)  # fmt: skip
ORDERED_FORMATS = (
    ("%m/%d/%Y", "%d/%m/%Y"), ("%m/%d/%y", "%d/%m/%y"), ("%m-%d-%Y", "%d-%m-%Y"), ("%m-%d-%y", "%d-%m-%y"),
    ("%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M"), ("%m/%d/%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S"),
    ("%m/%d/%y %H:%M", "%d/%m/%y %H:%M"),
    ("%m/%d/%Y %I:%M:%S %p", "%d/%m/%Y %I:%M:%S %p"), ("%m/%d/%Y %I:%M %p", "%d/%m/%Y %I:%M %p"),
)  # fmt: skip
"""Read only where the column itself shows which it is: a day above 12."""
COMPACT = frozenset({"%Y%m%d", "%Y.%m.%d"})
"""Read only under a header that says so: 20240131 is a number elsewhere."""
SAMPLE = 50
FIRST_SERIAL, LAST_SERIAL = 20000, 60000
"""The days that a spreadsheet may mean: 1954 to 2064."""

_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d(?:\.0)?")
_SPLIT = re.compile(r"((?:1[5-9]|20)\d\d)[-/–](\d\d|\d{4})")
_READERS: tuple[Callable[[str], object], ...] = (
    _YEAR.fullmatch,
    lambda text: not text.isdigit() and parse_period(text),
    *(partial(parse_date, pattern=form) for form in (*DATE_FORMATS, *chain.from_iterable(ORDERED_FORMATS))),
)
"""What reads one text as a time: a year, a period, a date of each format."""


def time_of(said: Collection[str], filled: Sequence[str]) -> dict[str, Any] | None:
    """The type and format of a column of times, None where it is none; bare years need a header that says so."""
    years = bool((words("headers/year") | words("headers/dated")) & set(said))
    if all(_YEAR.fullmatch(text) for text in filled):
        return {"type": "year" if all(len(text) == 4 for text in filled) else "string"} if years else None
    if _are_split(filled):
        form = next((form for form in SPLIT if _reads(filled, form)), None)
        return {"type": "string", "format": form} if form else None
    if all(not text.isdigit() and parse_period(text) for text in filled):
        if not all(map(_is_told, filled)) and not years:
            return None
        return {"type": "date" if all(re.match(r"\d{4}-\d\d-\d\d", text) for text in filled) else "string"}
    if {"date", "day", "datetime"} & set(said) and all(_is_serial(text) for text in filled):
        return {"type": "date", "format": EXCEL}
    form = _format(filled)
    if form is None or (form in COMPACT and not years and "day" not in said):
        return None
    return {"type": "date" if "%d" in form else "string", "format": form}


def strays(said: Collection[str], filled: Sequence[str]) -> Sequence[str]:
    """The texts that do not read where most others do, and without which the column is one of times; none else."""
    sample = filled[:SAMPLE]
    if 2 * sum(any(map(str.isdigit, text)) for text in sample) < len(sample):
        return ()
    for reads in _READERS:
        if 2 * sum(1 for text in sample if reads(text)) >= len(sample):
            odd = [text for text in filled if not reads(text)]
            if odd and time_of(said, [text for text in filled if reads(text)]) is not None:
                return odd
    return ()


def is_undecided(filled: Sequence[str]) -> bool:
    """True for dates that read with the day first as well as with the month first."""
    return bool(filled) and any(all(_reads(filled, form) for form in pair) for pair in ORDERED_FORMATS)


def _format(filled: Sequence[str]) -> str | None:
    if not any(character.isdigit() for character in filled[0]):
        return None
    plain = next((form for form in DATE_FORMATS if _reads(filled, form)), None)
    if plain is not None:
        return plain
    for pair in ORDERED_FORMATS:
        fitting = [form for form in pair if _reads(filled, form)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _reads(filled: Sequence[str], form: str) -> bool:
    """True where the format reads every text; the first few show at once where it does not."""
    return all(parse_date(text, form) for text in filled[:SAMPLE]) and all(parse_date(text, form) for text in filled)


def _are_split(filled: Sequence[str]) -> bool:
    """True for years that begin in one calendar year and end in the next, each written as both: "2023-24"."""
    found = [_SPLIT.fullmatch(text) for text in filled]
    return all(each is not None and each[2][-2:] == f"{int(each[1]) + 1}"[-2:] for each in found) and any(
        each is not None and (int(each[2][-2:]) > 12 or len(found) > 1) for each in found
    )


def _is_told(text: str) -> bool:
    """True for a text that is a time whatever its column is called: not "1990/1995", nor "2019E"."""
    return "/" not in text and re.search(r"[QMHS-]|FY|CY", text.upper()) is not None


def _is_serial(text: str) -> bool:
    return re.fullmatch(r"\d{5}(?:\.\d+)?", text) is not None and FIRST_SERIAL <= float(text) <= LAST_SERIAL
