"""Bounds of time: "since 2014", "by Friday", "no later than 5 p.m.", "2012 or later"."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import phrases

BEFORE = phrases("calendar/bounds")
BEHIND = phrases("calendar/bounds_behind")
SOFT = frozenset({"the", "around", "about"})
"""What may stand between a bound and its date."""


def bound_around(sentence: Sentence, first: int, last: int) -> str | None:
    """The bound that the words around a date or time make of it; None where they make none."""
    return bound_before(sentence, first) or bound_behind(sentence, last)


def bound_before(sentence: Sentence, first: int) -> str | None:
    """The bound in the words before a token: "until" for "until 4 p.m."."""
    start = first - 1 if first > 1 and sentence.lower[first - 1] in SOFT else first
    found = BEFORE.before(sentence.lower, start)
    return found[0] if found is not None else None


def bound_behind(sentence: Sentence, last: int) -> str | None:
    """The bound in the words behind: "since" for "2012 or later"."""
    found = BEHIND.at(sentence.lower, last)
    return found[0] if found is not None else None
