"""Two units that tell one amount: "6 feet 2", "3 hours 20 minutes", "5 dollars and 20 cents", "two miles and a half".

A measure or a length of time is one number of the smaller unit, in which it is exact; money stays in its currency.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.currency_table import PARTS, PARTS_IN_WHOLE
from veritab_engine.mention.dressed import Dress
from veritab_engine.mention.letters import AFTER
from veritab_engine.mention.spelled import PORTIONS
from veritab_engine.value import Point, is_whole

Part = tuple[Numeral, Dress]

ONE = Decimal(1)
HUNDRED = Decimal(100)
LADDERS = {
    unit: (ladder, Decimal(size))
    for ladder, told in mapping("units/ladders").items()
    for unit, _, size in (step.strip().rpartition(" ") for step in told.split(";"))
}
"""Of every unit the ladder that it is on, and its size there."""
BELOW = mapping("units/below")
"""What a bare number behind a unit is told in: "6 feet 2" are inches."""
YEAR, MONTHS = LADDERS["year"][1], 12
LOOSE = frozenset({"month", "year", "decade", "century"})
"""No whole number of days."""
OUNCES = 16
TIES = frozenset({(), ("and",), (",",), (",", "and"), ("-",), ("&",)})
CLOSE = frozenset({(), ("-",)})
APART = words("units/apart")


def together(sentence: Sentence, low: Part, high: Part) -> Part | None:
    """The one amount that two numerals with their units make, or None."""
    first, second = low[1].last, min(high[1].first, high[0].first)
    tie = sentence.lower[first:second] if first <= second else None
    if tie not in TIES or low[1].unit is None or not is_whole(low[0].point.number):
        return None
    if tie == ("and",) and low[0].first > 0 and sentence.lower[low[0].first - 1] in APART:
        return None
    if low[1].measure is Measure.MONEY:
        return _money(sentence, low, high, tie)
    if low[1].unit == "pound" and (high[1].unit == "penny" or _is_pence(sentence, high)):
        return _money(sentence, (low[0], replace(low[1], measure=Measure.MONEY, unit="GBP")), high, tie)
    if low[1].unit == "hour" and high[1].unit == "metre" and tie == ():
        high = high[0], replace(high[1], unit="minute")
    return _stepped(sentence, low, high, tie)


def _is_pence(sentence: Sentence, high: Part) -> bool:
    """True for the "fifty" of "two pounds fifty": more than there are ounces in a pound."""
    return high[1].unit is None and high[0].point.number > OUNCES and ends(sentence, high[1].last)


def _money(sentence: Sentence, low: Part, high: Part, tie: tuple[str, ...]) -> Part | None:
    """ "5 dollars and 20 cents", "two pounds fifty", "15 dollars and 50"."""
    number, unit = high[0].point.number, high[1].unit
    if (
        tie == (",",)
        or low[1].unit in PARTS.values()
        or low[1].scale != ONE
        or low[0].scale > ONE
        or not is_whole(number)
    ):
        return None
    if unit is None:
        if low[1].last == low[0].last or not 10 <= number < HUNDRED or not ends(sentence, high[1].last):
            return None
        return _sum(low, high, number / HUNDRED, low[1].unit, Decimal("0.01"))
    if unit not in PARTS.values():
        return None
    whole = PARTS_IN_WHOLE.get(unit, HUNDRED)
    return _sum(low, high, number / whole, low[1].unit, ONE / whole) if number < whole else None


def _stepped(sentence: Sentence, low: Part, high: Part, tie: tuple[str, ...]) -> Part | None:
    """ "6 feet 2 inches", "2 years and 3 months", and "6-foot-2"."""
    unit = high[1].unit
    if unit is None and tie in CLOSE:
        hyphened = tie != () and "-" in sentence.words[low[0].first : low[1].last]
        of_one = sentence.lower[low[1].last - 1] in ("ft", "foot", "'", "′")
        told = hyphened or (tie == () and (of_one or ends(sentence, high[1].last)))
        unit = BELOW.get(low[1].unit or "") if told else None
    above, below = LADDERS.get(low[1].unit or ""), LADDERS.get(unit or "")
    if above is None or below is None or above[0] != below[0] or above[1] <= below[1]:
        return None
    ratio = above[1] / below[1] if unit != "month" else above[1] / YEAR * MONTHS
    if not 0 <= high[0].point.number < ratio:
        return None
    made = _sum((_times(low[0], ratio), low[1]), high, high[0].point.number, unit, ONE)
    loose = (low[1].unit in LOOSE) != (unit in LOOSE)
    approximate = loose or made[0].point.approximate
    return replace(made[0], point=replace(made[0].point, approximate=approximate)), made[1]


def _times(numeral: Numeral, ratio: Decimal) -> Numeral:
    return replace(numeral, point=replace(numeral.point, number=numeral.point.number * ratio))


def _sum(low: Part, high: Part, more: Decimal, unit: str | None, step: Decimal) -> Part:
    """The sum in one unit, over all the tokens of both."""
    number = low[0].point.number + (more if low[0].point.number >= 0 else -more)
    approximate = low[0].point.approximate or high[0].point.approximate
    numeral = replace(low[0], last=high[0].last, point=Point(number, step, step, approximate))
    return numeral, replace(low[1], last=max(high[1].last, high[0].last), unit=unit, rate=high[1].rate)


def ends(sentence: Sentence, last: int) -> bool:
    """True where no noun follows that would be counted."""
    return last >= len(sentence.words) or sentence.lower[last] in AFTER or not sentence.words[last][0].isalnum()


def halves(sentence: Sentence) -> list[int]:
    """Where "and a half" stands."""
    lower = sentence.lower
    if PORTIONS.keys().isdisjoint(lower):
        return []
    shares = [i for i, word in enumerate(lower) if i > 2 and word in PORTIONS]
    return [i - 2 for i in shares if lower[i - 2] == "and" and lower[i - 1] in ("a", "one")]


def with_half(sentence: Sentence, whole: Part, place: int) -> Part | None:
    """The amount and its share behind it: "two miles and a half", "an hour and a quarter"."""
    numeral, worn = whole
    if (
        worn.unit not in LADDERS
        or not is_whole(numeral.point.number)
        or sentence.lower[place + 3 : place + 4] == ("of",)
    ):
        return None
    share = PORTIONS[sentence.lower[place + 2]]
    point = Point(numeral.point.number + share, share, share, numeral.point.approximate)
    return replace(numeral, last=place + 3, point=point), replace(worn, last=place + 3)
