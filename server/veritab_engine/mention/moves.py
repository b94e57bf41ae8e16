"""Numbers that something moves between: "rose $2 to $85.40", "fell from 208 pounds to 193"."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words

MOVES = words("hedges/moves")
STOPS = words("nouns/stops")
_FAR = 4
"""Times; no range of an amount of change is so wide."""

Range = tuple[int, int]


def is_reached(sentence: Sentence, first: int, low: Decimal, high: Decimal) -> bool:
    """True for "rose $2 to $85.40", whose second number is the level reached; `first` is the token of the first."""
    if first and sentence.lower[first - 1] == "by":
        first -= 1
    return first > 0 and sentence.lower[first - 1] in MOVES and high >= _FAR * low


def is_moved(sentence: Sentence, low: Range, high: Range) -> bool:
    """True for "from 208 pounds to 193", whose second number has its unit from the first."""
    if high[0] != low[1] + 1 or sentence.lower[low[1]] != "to" or not low[0] or sentence.lower[low[0] - 1] != "from":
        return False
    behind = sentence.lower[high[1] : high[1] + 1]
    return not behind or not behind[0][0].isalnum() or behind[0] in STOPS
