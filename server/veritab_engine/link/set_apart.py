"""Dates that another stretch of the sentence has for itself: how long a record has stood, and when an event was."""

from __future__ import annotations

from collections.abc import Sequence

from veritab_engine.lexicon import forms, words
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.neutral import restricts


def is_set_apart(clause: Clause, date: range) -> bool:
    """True for a date that another stretch of the sentence has for itself: how long a record has stood, or an event.

    "Rose to $804 million, the highest in the past two years", "to 159,000, the lowest since the end of 2023", "dropped
    after the closure of a unit in March".
    """
    lower = clause.sentence.lower
    first = next((i + 1 for i in range(date.start - 1, -1, -1) if lower[i] in SEGMENT_ENDS), 0)
    last = next((i for i in range(date.stop, len(lower)) if lower[i] in SEGMENT_ENDS), len(lower))
    if first and clause.tokens.start not in range(first, last) and opens_a_record(lower, first):
        return True
    between = range(max(first, clause.tokens.stop), date.start)
    events = (i for i in between if lower[i] in words("bases/events"))
    return any(restricts(clause, j) for i in events for j in range(i + 1, date.start))


def opens_a_record(lower: Sequence[str], first: int) -> bool:
    """True where a stretch of the sentence opens with "the highest", "its best", "a record"."""
    opened = tuple(lower[first : first + 3])
    if not opened or opened[0] not in words("words/determiners"):
        return False
    return any(word in forms("superlatives/words") or word in words("bases/records") for word in opened[1:])
