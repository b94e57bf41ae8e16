"""Hedges and bounds around a number, and what they make of its value."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.value import AtLeast, AtMost, Interval, Number, Point

BEFORE = phrases("hedges/before")
AFTER = phrases("hedges/after")
EFFECTS = mapping("hedges/effects")
BETWEEN = words("hedges/between")
COMPARING = ("more_than", "less_than")
"""Before "the" these compare with a known figure and bound none: "below the 438 million of 2023"."""
MOVING = words("hedges/moving")
GOVERNED = phrases("hedges/governed")
LASTING = words("hedges/lasting")
LASTING_BEHIND = words("hedges/lasting_behind")
_WORDS_BETWEEN = 2


def hedge_around(sentence: Sentence, first: int, last: int) -> tuple[str | None, int, int]:
    """The hedge of the number in tokens `first` to `last`, and the tokens that it takes in all."""
    before, after = _before(sentence, first), hedge_inside(sentence, last)
    if before is not None:
        return before[0], before[1], after[1] if after is not None else last
    if after is not None:
        return after[0], first, after[1]
    return None, first, last


def _before(sentence: Sentence, first: int) -> tuple[str, int] | None:
    """The hedge that ends before a token, past an article or "another"."""
    for skipped in range(_WORDS_BETWEEN + 1):
        found = BEFORE.before(sentence.lower, first - skipped)
        if found is not None:
            definite = skipped > 0 and sentence.lower[first - 1] == "the" and found[0] in COMPARING
            return None if definite or _belongs_to_verb(sentence, *found) or _is_governed(sentence, found[1]) else found
        if first - skipped < 1 or sentence.lower[first - skipped - 1] not in BETWEEN:
            return None
    return None


def _belongs_to_verb(sentence: Sentence, hedge: str, first: int) -> bool:
    """True for "went up to" and "added up to": words of the verb, and no bound; and for "some of the 40"."""
    if sentence.lower[first : first + 2] == ("some", "of"):
        return True
    return hedge == "up_to" and first > 0 and sentence.lower[first] == "up" and sentence.lower[first - 1] in MOVING


def _is_governed(sentence: Sentence, first: int) -> bool:
    """True where the word before makes a preposition of it: "flew over 20 villages", "a film about 12 jurors"."""
    return GOVERNED.before(sentence.lower, first + 1) is not None


def is_course(sentence: Sentence, hedge: int, last: int) -> bool:
    """True for the "over" of a time in whose course something happened: "rose over 20 years"."""
    if sentence.lower[hedge] != "over":
        return False
    bounds = hedge > 0 and sentence.lower[hedge - 1] in LASTING
    return not (bounds or (sentence.lower[last : last + 1] and sentence.lower[last] in LASTING_BEHIND))


def hedge_behind(sentence: Sentence, last: int) -> str | None:
    """The hedge behind what is counted: "40 guests at most", "40 guests or so"."""
    if sentence.lower[last : last + 1] not in (("or",), ("at",)):
        return None
    found = AFTER.at(sentence.lower, last)
    return found[0] if found else None


def hedge_inside(sentence: Sentence, last: int) -> tuple[str, int] | None:
    """The hedge that follows a numeral, before any unit: "40-odd years", "40+ years", "40 or more people".

    One with a capital is part of a name ("737 Max"), and one before "than" compares.
    """
    found = AFTER.at(sentence.lower, last)
    if found is None or sentence.words[last][0].isupper() or sentence.lower[found[1] : found[1] + 1] == ("than",):
        return None
    return found


def apply(hedge: str | None, value: Number) -> Number:
    """The value as the hedge leaves it: approximate, or a bound."""
    effect = EFFECTS.get(hedge or "", "exact")
    match value:
        case Interval() if effect == "approximate":
            return replace(value, approximate=True)
        case Point():
            return _bound(effect, value)
        case _:
            return value


def _bound(effect: str, point: Point) -> Number:
    match effect:
        case "approximate":
            return replace(point, approximate=True)
        case "above" | "from":
            return AtLeast(point.number, strict=effect == "above", shown_to=point.shown_to)
        case "below" | "to":
            return AtMost(point.number, strict=effect == "below", shown_to=point.shown_to)
        case _:
            return point
