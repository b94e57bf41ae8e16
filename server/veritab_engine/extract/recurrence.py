"""Recurrences: "every Monday", "each quarter", "twice a year", "daily", "every other day".

Asserts how often something happens. The value is the interval as ISO 8601 writes it ("P1W", "P3M"), with a time of day
"R/T09:00/P1W"; the unit is what the text names ("week", "Monday"). An adjective before a noun ("a daily paper") is part
of a name, not a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Text

KIND = ClaimKind("recurrence", summary="how often something happens")

EACH = words("recurrence/each")
INTERVALS = mapping("recurrence/intervals")
ADVERBS = mapping("recurrence/adverbs")
PLURAL_DAYS = mapping("recurrence/plural_days")
OFTEN = words("recurrence/often")
PICKING = words("recurrence/picking")
PLACES = frozenset({"first", "second", "third", "fourth", "last"})
LONGER = frozenset({"month", "quarter", "year"})
COUNTS = mapping("recurrence/counts")
FOLLOWS = words("recurrence/follows")
TRIGGERS = EACH.union(ADVERBS, PLURAL_DAYS, OFTEN)


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every interval at which something happens."""
    sentence = passage.sentence
    for i, word in enumerate(sentence.lower):
        found = _each(sentence, i) if word in EACH else _often(sentence, i) if word in OFTEN else _alone(sentence, i)
        if found is not None:
            last, interval = found
            unit, modality = sentence.lower[last - 1], modality_of(sentence, i)
            first, last, told = _with_time(passage, i, last, interval)
            yield passage.claim(KIND, first, last, Text(told), unit=unit, modality=modality)


def _with_time(passage: Passage, first: int, last: int, interval: str) -> tuple[int, int, str]:
    """With the time of day before or behind it: "every Monday at 9 a.m.", "at noon each day"."""
    lower = passage.sentence.lower
    for time in passage.mentions.times:
        told = f"R/T{time.iso}/{interval}"
        if time.first == last or (time.first == last + 1 and lower[last] in ("at", "@", "from", "between")):
            return first, time.last, told
        if time.last == first:
            return time.first, last, told
    return first, last, interval


def _each(sentence: Sentence, i: int) -> tuple[int, str] | None:
    """ "Every day", "every other week", "each two days"."""
    lower, start, times = sentence.lower, i + 1, "1"
    if lower[start : start + 1] and lower[start] in ("other", "second"):
        start, times = start + 1, "2"
    elif lower[start : start + 1] and lower[start] in COUNTS:
        start, times = start + 1, COUNTS[lower[start]]
    unit = lower[start] if start < len(lower) else ""
    placed = _place_in_month(lower, i + 1)
    if placed is not None:
        return placed
    if unit not in INTERVALS or lower[start + 1 : start + 2] == ("of",):
        return None
    return start + 1, INTERVALS[unit].replace("1", times)


def _place_in_month(lower: Sequence[str], start: int) -> tuple[int, str] | None:
    """ "Every first Monday of the month"."""
    ranked = lower[start : start + 1] and lower[start] in PLACES and lower[start + 1 : start + 2]
    if not ranked or lower[start + 1] not in INTERVALS or tuple(lower[start + 2 : start + 3]) not in (("of",), ("in",)):
        return None
    named = lower[start + 3 : start + 5]
    return (
        (start + 5, INTERVALS[named[1]])
        if named[:1] in (("the",), ("a",)) and named[1:] and named[1] in LONGER
        else None
    )


def _often(sentence: Sentence, i: int) -> tuple[int, str] | None:
    """ "Once a week", "twice a year"."""
    unit = sentence.lower[i + 2 : i + 3]
    if sentence.lower[i + 1 : i + 2] not in (("a",), ("an",), ("per",), ("each",), ("every",)) or not unit:
        return None
    return (i + 3, INTERVALS[unit[0]]) if unit[0] in INTERVALS else None


def _plural_day(lower: Sequence[str], i: int) -> str | None:
    """ "Mondays", unless the word before picks some of them: "two Sundays", "the last Fridays"."""
    before = lower[i - 1] if i else ""
    return None if before in COUNTS or before[:1].isdigit() or before in PICKING else PLURAL_DAYS.get(lower[i])


def _alone(sentence: Sentence, i: int) -> tuple[int, str] | None:
    """ "Daily" and "Mondays" where no noun follows."""
    word, lower = sentence.lower[i], sentence.lower
    interval = ADVERBS.get(word) or _plural_day(lower, i)
    following = lower[i + 1] if i + 1 < len(lower) else ""
    if interval is None or (following[:1].isalpha() and following not in FOLLOWS):
        return None
    if following == "-" or lower[i - 1 : i] == ("-",):
        return None
    return i + 1, interval
