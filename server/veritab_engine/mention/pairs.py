"""Two numbers that belong together: the ends of a range, a move from one to the other, a choice, a score."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.hedges import apply, hedge_around
from veritab_engine.mention.marks import DASHES, joined
from veritab_engine.mention.moves import is_moved, is_reached
from veritab_engine.mention.part import Part, point_of, scaled, shared
from veritab_engine.mention.ranges import facing_bounds, is_choice, is_range, is_spread, is_tolerance
from veritab_engine.value import Interval, is_whole

THOUSAND = Decimal(1000)
TYING = DASHES | {"to", "and", "through", "or", "but", ",", "yet", "±", "+", "plus", "up", "till", "until"}
"""What may stand behind the first of two numbers that belong together."""
FAR = 9
"""Tokens; no two numbers farther apart do."""


def may_belong(sentence: Sentence, part: Part, following: Part) -> bool:
    """True where the tokens between two numbers do not rule out that they belong together."""
    end = part.last
    return following.first - end <= FAR and sentence.lower[end] in TYING if end < len(sentence.lower) else False


def range_of(sentence: Sentence, low: Part, high: Part) -> Quantity | None:
    """The range whose ends the two parts are, or None where they are two numbers."""
    if low.vague or high.vague or _is_reached(sentence, low, high):
        return None
    ends = _around(low, high) if is_tolerance(sentence, low.place, high.place) else _ends(sentence, low, high)
    if ends is None:
        return None
    first, last = low.first, high.last
    least, most = point_of(ends[0]), point_of(ends[1])
    hedge, outer_first, outer_last = hedge_around(sentence, first, last)
    hedge = high.hedge or hedge
    value = apply(hedge, Interval(least.number, most.number, max(least.shown_to, most.shown_to)))
    worn = ends[1].dress
    name = hedge if hedge is not None and isinstance(value, Interval) and value.approximate else "range"
    numerals, outer = (low.numeral, high.numeral), (outer_first, outer_last)
    return Quantity(first, last, numerals, value, worn.measure, worn.unit, name, outer, worn.stated, worn.rate)


def _around(middle: Part, slack: Part) -> tuple[Part, Part] | None:
    """The ends of "5 ± 2 mm"."""
    low, high = shared(middle, slack)
    if low.dress.unit != high.dress.unit:
        return None
    number, off = low.numeral.point.number, abs(high.numeral.point.number)
    return _moved(low, number - off), _moved(high, number + off)


def _moved(part: Part, number: Decimal) -> Part:
    return replace(part, numeral=replace(part.numeral, point=replace(part.numeral.point, number=number)))


def _ends(sentence: Sentence, first: Part, second: Part) -> tuple[Part, Part] | None:
    """The lower and the upper end, of one unit, where the two parts make a range."""
    places = first.place, second.place
    facing = None if is_range(sentence, *places) else facing_bounds(sentence, *places)
    choice = facing is None and not is_range(sentence, *places)
    if choice and not is_choice(sentence, *places):
        return None
    low, high = shared(_with_thousands(sentence, first, second), second)
    if facing is False:
        low, high = high, low
    if low.dress.unit != high.dress.unit or low.dress.measure is not high.dress.measure:
        return None
    if (
        facing is None
        and not choice
        and is_spread(sentence, places[0][0])
        and point_of(low).number > point_of(high).number
    ):
        low, high = high, low
    least, most = point_of(low).number, point_of(high).number
    if most < least <= 0 and not choice:
        return high, low
    in_words = low.numeral.in_words and high.numeral.in_words
    return (low, high) if least < most and not (choice and (most > 2 * least or not in_words)) else None


def _with_thousands(sentence: Sentence, low: Part, high: Part) -> Part:
    """The lower end in thousands where the upper one is and a dash ties the two: "20-25,000"."""
    number, most = low.numeral.point.number, high.numeral.point.number
    tied = sentence.words[low.numeral.last] in DASHES and joined(sentence, low.numeral.last)
    if not tied or not is_whole(number) or not 1 <= number < most / THOUSAND or not is_whole(most / THOUSAND):
        return low
    return scaled(low, THOUSAND) if sentence.words[high.numeral.first].endswith(",000") else low


def is_move(sentence: Sentence, low: Part, high: Part) -> bool:
    """True for "from 4.8 to 4.7 percent", whose first number has its unit from the second."""
    start, end = low.last, high.first
    if low.dress.unit is not None or end != start + 1 or sentence.lower[start] != "to" or low.dress.first == 0:
        return False
    return sentence.lower[low.dress.first - 1] == "from" and high.dress.measure is not Measure.NUMBER


def lends_unit(sentence: Sentence, low: Part, high: Part) -> bool:
    """True where the second number has its unit from the first."""
    lends = low.dress.unit is not None and high.dress.unit is None
    return lends and is_moved(sentence, low.place, high.place)


def _is_reached(sentence: Sentence, low: Part, high: Part) -> bool:
    """True where the second number is a level, and the first how far it was moved to it."""
    if high.dress.measure is Measure.PERCENT:
        return False
    return is_reached(sentence, low.first, low.numeral.point.number, high.numeral.point.number)


def is_alternative(sentence: Sentence, low: Part, high: Part) -> bool:
    """True for "8 or $9" and "25 or 40 million": two numbers, the first with the scale and the unit of the second."""
    return is_choice(sentence, low.place, high.place) and not (low.vague or high.vague)


def is_score(sentence: Sentence, low: Part, high: Part) -> bool:
    """True for two plain numbers that a dash ties together without going up: "107-99", "89 - 89"."""
    start, end = low.last, high.first
    plain = low.dress.unit is None and high.dress.unit is None and end == start + 1
    return plain and sentence.words[start] in DASHES and joined(sentence, start) == joined(sentence, end)
