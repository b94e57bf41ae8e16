"""Datelines: "MOSCOW, May 8 (Xinhua) --", the place, day and agency that a report opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from veritab_engine.read.stamps import MONTH, day, month_number

_LONGEST = 120
_MONTH = rf"(?P<month>{MONTH.title()})\.?"
_REGION = rf"(?!(?:{MONTH.title()})\.?\s[0-9])[A-Z][\w.' -]{{1,30}}?"
_PLACE = rf"[A-Z][\w.'’ -]{{1,40}}?(?:,\s{_REGION})?"
_DAY = rf"{_MONTH}\s(?P<day>[0-9]{{1,2}})(?:,\s(?P<year>[0-9]{{4}}))?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:,?\s+{_DAY})?,?\s*(?P<agency>\([A-Za-z][^()]{{1,40}}\))?\s*(?P<dash>--+|[—–-]|:)(?=\s|[A-Z“\"])"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: how many code points of its paragraph it takes, and the day it names."""

    length: int
    month: int | None
    day: int | None
    year: int | None

    def date(self, page: date | None) -> date | None:
        """The day, where the dateline or the page gives its year; the page is not older than what it prints."""
        if self.month is None or self.day is None:
            return page
        year = self.year or (page.year if page else None)
        if year is None:
            return None
        found = day(year, self.month, self.day)
        if self.year is None and page is not None and found is not None and (found - page).days > 1:
            return day(year - 1, self.month, self.day)
        return found


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph opens with: one that names a day or an agency, or shouts its place."""
    match = _DATELINE.match(paragraph[:_LONGEST])
    if match is None or not _convinces(match):
        return None
    month = month_number(match["month"]) if match["month"] else None
    number = int(match["day"]) if match["day"] else None
    return Dateline(match.end(), month, number, int(match["year"]) if match["year"] else None)


def _convinces(match: re.Match[str]) -> bool:
    if match["dash"] == ":":
        return match["agency"] is not None
    if match["agency"] or match["month"]:
        return True
    spaced = match.string[match.start("dash") - 1].isspace()
    return spaced and match["place"].split(",")[0].isupper()
