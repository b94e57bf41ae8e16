"""When two numbers are the ends of one range: by a dash, "to", "between … and", or two bounds that face each other.

A place is a number with its unit, as a range of tokens: `(first, last)`, `last` excluded.
"""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention.hedges import EFFECTS, hedge_around
from veritab_engine.mention.marks import DASHES, joined
from veritab_engine.mention.moves import MOVES

Place = tuple[int, int]

BEFORE = phrases("hedges/before")
APART = words("hedges/apart")
SPREADS = words("hedges/spreads")
LOWER, UPPER = frozenset({"above", "from"}), frozenset({"below", "to"})
TOLERANCES = frozenset({("±",), ("+", "/", "-"), ("+", "/", "−"), ("+", "-"), ("plus", "or", "minus")})
_LOOK_BACK = 8
_BOUND_JOINERS = frozenset({("and",), ("but",), (",", "and"), (",", "but"), (",",), ("yet",), ("and", "also")})


def is_range(sentence: Sentence, low: Place, high: Place) -> bool:
    """True where the tokens between two numbers make a range of them."""
    start, tokens = low[1], sentence.lower
    if tokens[start : start + 3] == ("-", "to", "-") and joined(sentence, high[0]):
        return high[0] == start + 3
    if tokens[start : start + 2] == ("-", "to") and joined(sentence, start):
        start += 1
    if high[0] != start + 1 and not _is_softened(sentence, start, high[0]):
        return False
    joiner = "to" if tokens[start : high[0]] == ("up", "to") else tokens[start]
    if joiner in DASHES:
        return not _is_run(sentence, low[0], high[1])
    if joiner == "and":
        return _after_between(sentence, low[0])
    if joiner == "to" and _is_led_by_from(sentence, low):
        return not _moves(sentence, low[0])
    return joiner in ("to", "through")


def is_spread(sentence: Sentence, first: int) -> bool:
    """True for "between -18 and -34" and "ranged from 30 to 20", where the ends stand in any order."""
    return not SPREADS.isdisjoint(sentence.lower[max(first - 3, 0) : first])


def is_choice(sentence: Sentence, low: Place, high: Place) -> bool:
    """True for "five or six", but not for "either five or six"."""
    if sentence.lower[low[1] : high[0]] != ("or",):
        return False
    return APART.isdisjoint(sentence.lower[max(low[0] - 2, 0) : low[0]])


def facing_bounds(sentence: Sentence, first: Place, second: Place) -> bool | None:
    """True for "above 10 and below 15", False for "below 15 and above 10", None where no two bounds face each other."""
    found = BEFORE.before(sentence.lower, second[0])
    if found is None or sentence.lower[first[1] : found[1]] not in _BOUND_JOINERS:
        return None
    mine, other = EFFECTS.get(hedge_around(sentence, *first)[0] or ""), EFFECTS.get(found[0])
    if mine in LOWER and other in UPPER:
        return True
    return False if mine in UPPER and other in LOWER else None


def is_tolerance(sentence: Sentence, low: Place, high: Place) -> bool:
    """True for "5 ± 2"."""
    return sentence.lower[low[1] : high[0]] in TOLERANCES or sentence.lower[low[1] : high[0] + 1] in TOLERANCES


def _is_softened(sentence: Sentence, start: int, high: int) -> bool:
    """True for "between 2 and about 7" and "from 5 to as many as 10"."""
    found = BEFORE.before(sentence.lower, high)
    return found is not None and start <= found[1] <= start + 1 and EFFECTS.get(found[0]) in ("approximate", "to")


def _is_run(sentence: Sentence, before: int, after: int) -> bool:
    """True where more digits go on with dashes: a telephone number or a code."""
    tail = after + 1 < len(sentence.words) and joined(sentence, after) and sentence.words[after] in DASHES
    head = before > 1 and joined(sentence, before) and sentence.words[before - 1] in DASHES
    return (tail and sentence.words[after + 1][0].isdigit()) or (head and sentence.words[before - 2][-1].isdigit())


def _after_between(sentence: Sentence, first: int) -> bool:
    return "between" in sentence.lower[max(first - 3, 0) : first]


def _is_led_by_from(sentence: Sentence, low: Place) -> bool:
    """True for "from 20" and "from about 20"."""
    _, first, _ = hedge_around(sentence, *low)
    return first > 0 and sentence.lower[first - 1] == "from"


def _moves(sentence: Sentence, first: int) -> bool:
    """True where the verb before "from" tells a change from one number to the other."""
    return not MOVES.isdisjoint(sentence.lower[max(first - _LOOK_BACK, 0) : first])
