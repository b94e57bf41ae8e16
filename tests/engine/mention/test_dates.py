"""Every day, every minute and every range of days reads back as itself, however it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veritab_engine import Document
from veritab_engine.mention.dates import dates
from veritab_engine.read import read

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
ORDINALS = [
    *["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"],
    *["twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"],
    *["twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth"],
    *["twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first"],
]


def _ordinal(day: date) -> str:
    return f"{day.day}{ENDINGS.get(day.day, 'th')}"


WRITTEN: dict[str, Callable[[date], str]] = {
    "American": lambda d: f"{d:%B} {d.day}, {d.year}",
    "without a comma": lambda d: f"{d:%B} {d.day} {d.year}",
    "British": lambda d: f"{d.day} {d:%B} {d.year}",
    "short": lambda d: f"{d:%b}{'' if d.month == 5 else '.'} {d.day}, {d.year}",
    "with an ordinal": lambda d: f"{d:%B} {_ordinal(d)}, {d.year}",
    "the ordinal of the month": lambda d: f"the {_ordinal(d)} of {d:%B}, {d.year}",
    "in words": lambda d: f"the {ORDINALS[d.day - 1]} of {d:%B} {d.year}",
    "with its weekday": lambda d: f"{d:%A}, {d:%B} {d.day}, {d.year}",
    "ISO 8601": lambda d: d.isoformat(),
    "with slashes": lambda d: f"{d.month}/{d.day}/{d.year}",
    "with dots": lambda d: f"{d:%d.%m.%Y}",
    "with hyphens": lambda d: f"{d.day}-{d:%b}-{d.year}",
}

TOLD: dict[str, Callable[[time], str]] = {
    "24 hours": lambda t: f"{t:%H:%M}",
    "a.m. and p.m.": lambda t: f"{t.hour % 12 or 12}:{t:%M} {'a.m.' if t.hour < 12 else 'p.m.'}",
    "am and pm": lambda t: f"{t.hour % 12 or 12}:{t:%M}{'am' if t.hour < 12 else 'pm'}",
    "with a dot": lambda t: f"{t.hour % 12 or 12}.{t:%M} {'AM' if t.hour < 12 else 'PM'}",
    "with an h": lambda t: f"{t:%H}h{t:%M}",
    "with seconds": lambda t: f"{t:%H:%M}:00",
}


def _read(text: str, as_of: date | None = None) -> tuple[list[str], list[str]]:
    """The ISO forms of the dates and of the times of day in a text."""
    found = [dates(sentence, as_of) for sentence in read(Document(text)).sentences]
    return [d.period.iso for days, _, _ in found for d in days], [t.iso for _, times, _ in found for t in times]


@pytest.mark.parametrize("style", WRITTEN)
@given(day=DAYS)
def test_a_day_reads_back_as_itself(style: str, day: date) -> None:
    assert _read(f"The two leaders signed it on {WRITTEN[style](day)} in the old palace.") == ([day.isoformat()], [])


@pytest.mark.parametrize("style", WRITTEN)
@given(first=DAYS, last=DAYS)
def test_a_range_of_days_reads_back_as_itself(style: str, first: date, last: date) -> None:
    first, last = min(first, last), max(first, last)
    written = WRITTEN[style]
    found = _read(f"The embargo lasted from {written(first)} to {written(last)} in the end.")
    assert found == ([f"{first.isoformat()}/{last.isoformat()}"], [])


@pytest.mark.parametrize("style", TOLD)
@given(moment=st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_a_time_reads_back_as_itself(style: str, moment: time) -> None:
    assert _read(f"The train left at {TOLD[style](moment)} from the old station.") == ([], [f"{moment:%H:%M}"])


@pytest.mark.parametrize("style", TOLD)
@given(day=DAYS, moment=st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_a_day_with_its_time_is_one_date(style: str, day: date, moment: time) -> None:
    text = f"The train left on {day:%B} {day.day}, {day.year} at {TOLD[style](moment)} from the old station."
    assert _read(text) == ([f"{day.isoformat()}T{moment:%H:%M}"], [])


@given(st.text(max_size=80), st.none() | DAYS)
def test_any_text_is_read_in_peace(text: str, as_of: date | None) -> None:
    _assert_inside(text, as_of)


PIECES = st.sampled_from(
    [
        *("the", "of", "last", "next", "this", "3", "12", "2014", "May", "friday", "-", "/", ":", ".", ",", "pm", "a"),
        *("half", "past", "to", "between", "and", "from", "week", "year", "quarter", "days", "first", "second", "30"),
        *("twenty-first", "ago", "in", "two", "noon", "tonight", "Easter", "31", "0930", "Q3", "'s", "before", "'"),
        *("after", "starting", "for", "year's", "month", "hours", "every", "weekend", "Monday", "90s", "(", "till"),
    ]
)


@given(st.lists(PIECES, max_size=14), st.none() | DAYS)
def test_any_words_of_time_are_read_in_peace(pieces: list[str], as_of: date | None) -> None:
    _assert_inside(" ".join(pieces), as_of)


def _assert_inside(text: str, as_of: date | None) -> None:
    for sentence in read(Document(text)).sentences:
        days, times, taken = dates(sentence, as_of)
        for first, last in [(d.first, d.last) for d in days] + [(t.first, t.last) for t in times]:
            assert 0 <= first < last <= len(sentence.words)
            assert taken.issuperset(range(first, last))
        for before, mention in pairwise(days):
            assert before.last <= mention.first
