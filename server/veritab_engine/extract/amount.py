"""What can be an amount of change: money, percent, points, and of some verbs a bare number or a physical amount."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.document import Sentence
from veritab_engine.extract.phrase import BORDERS
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.hedges import apply
from veritab_engine.value import Number, Point

POINTS = phrases("change_verbs/points")
OF_MEASURES = words("change_verbs/of_measures")
OF_NUMBERS = words("change_verbs/of_numbers")
MORE = words("change_verbs/more")
OF_GAMES = words("change_verbs/of_games")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of change: where its tokens end, its value and its unit."""

    last: int
    value: Number
    unit: str | None


def amount_of(sentence: Sentence, amount: Quantity, before: Amount | None) -> Amount | None:
    """The quantity as an amount of change, "a fifth" as 20 percent, loosely; None for what is none ("five games")."""
    if amount.measure in (Measure.MONEY, Measure.PERCENT):
        return Amount(amount.last, amount.value, amount.unit)
    by = "by" in sentence.lower[max(0, amount.outer[0] - 1) : amount.first]
    verb = sentence.lower[amount.outer[0] - 1] if amount.outer[0] else ""
    hyphened = sentence.lower[amount.last : amount.last + 1] == ("-",)
    points = POINTS.at(sentence.lower, amount.last + hyphened)
    beside = _is_compared(sentence, amount.last)
    if amount.measure is not Measure.NUMBER and not points:
        return Amount(amount.last, amount.value, amount.unit) if by or beside or verb in OF_MEASURES else None
    if points:
        of_a_game = points[0] == "point" and not OF_GAMES.isdisjoint(sentence.lower)
        return None if of_a_game else Amount(points[1], amount.value, points[0])
    of_whole = sentence.lower[amount.last : amount.last + 1] == ("of",)
    told = (by or verb in OF_NUMBERS) and _is_border(sentence, amount.last)
    if not (told or beside) or of_whole:
        return None
    number = amount.numerals[0].point.number
    if amount.numerals[0].in_words and 0 < number < 1:
        share = number * 100
        return Amount(amount.last, apply(amount.hedge, Point(share, share / 10, share / 2)), "percent")
    shared = by and before is not None and before.unit == "percent" and number < 100
    return Amount(amount.last, amount.value, "percent" if shared else None)


def _is_compared(sentence: Sentence, i: int) -> bool:
    """True for "11,200 more than" and "five fewer than"; what they are more than has to follow."""
    return sentence.lower[i : i + 1] != () and sentence.lower[i] in MORE and sentence.lower[i + 1 : i + 2] == ("than",)


def _is_border(sentence: Sentence, i: int) -> bool:
    """True where no noun follows that would be counted."""
    return i >= len(sentence.words) or sentence.lower[i] in BORDERS or not sentence.lower[i][0].isalnum()
