"""What numerals with their units make together: one amount in two units, lists of one unit, and an article for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.compounds import LADDERS, ONE, Part, ends, halves, together, with_half
from veritab_engine.mention.dressed import Dress
from veritab_engine.mention.marks import joined as sticks
from veritab_engine.mention.unit_table import NAMES, TIME
from veritab_engine.value import Point

DIMENSIONS = frozenset({("x",), ("×",), ("by",), ("*",)})
LAST = frozenset({("and",), ("or",), (",", "and"), (",", "or")})
COMMA = (",",)
LENDING = frozenset({Measure.MEASURE, Measure.PERCENT, Measure.DURATION})

MEASURING = words("units/measuring")
SINGULARS = frozenset(LADDERS) | {"kilometer", "meter", "kilo", "lb", "kg", "km", "liter"}


def amounts(sentence: Sentence, parts: Sequence[Part]) -> list[Part]:
    """The parts, in one those that tell one amount, each with the unit that others lend it."""
    found: list[Part] = []
    for part in parts:
        if found and part[0].first < found[-1][1].last:
            continue  # a digit of the unit before: "5 m.s^-2"
        joined = part
        while (before := _before(sentence, found, joined)) is not None:
            one = together(sentence, before, joined)
            if one is None:
                break
            if found and found[-1] == before:
                found.pop()
            joined = one
        found.append(joined)
    for place in halves(sentence):
        found = _halved(sentence, found, place)
    return lent(sentence, found) if len(found) > 1 else found


def _before(sentence: Sentence, found: Sequence[Part], part: Part) -> Part | None:
    """The part that ends where this one starts, or the "an hour" there."""
    first = part[0].first
    if found and found[-1][1].last >= first - 2:
        return found[-1]
    return _of_one(sentence, first - 3) if first > 2 and sentence.lower[first - 1] == "and" else None


def _halved(sentence: Sentence, parts: list[Part], place: int) -> list[Part]:
    """The parts, the one before a place with the half that stands there."""
    before = next((part for part in parts if part[1].last == place), None)
    whole = before if before is not None else _of_one(sentence, place - 2)
    one = with_half(sentence, whole, place) if whole is not None and whole[1].last == place else None
    if one is None:
        return parts
    kept = [part for part in parts if part != before and not place <= part[0].first < place + 3]
    return sorted([*kept, one], key=lambda part: part[0].first)


def lent(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """The parts, each with the unit that its list tells once: "5 x 7 inches", "12, 25 and 240 µm"."""
    listed = False
    for i in range(len(parts) - 2, -1, -1):
        low, high = parts[i], parts[i + 1]
        between = sentence.lower[low[1].last : high[1].first]
        listed = (listed and between == COMMA) or between in LAST
        shares = between in DIMENSIONS or (listed and _is_of_list(sentence, low, high))
        if shares and high[1].measure in LENDING and low[1].measure is Measure.NUMBER:
            parts[i] = low[0], replace(low[1], measure=high[1].measure, unit=high[1].unit)
        elif between not in DIMENSIONS:
            listed = False
    return parts


def _is_of_list(sentence: Sentence, low: Part, high: Part) -> bool:
    """True where both are written alike, no part of a name ("Apollo 11 and 5 km") and not told for themselves."""
    before = sentence.words[low[0].first - 1] if low[0].first else ""
    named = (before[:1].isupper() and low[0].first > 1) or sticks(sentence, low[0].first)
    return not named and low[0].in_words == high[0].in_words and low[0].scale == high[0].scale and before != "between"


def _of_one(sentence: Sentence, index: int) -> Part | None:
    """The "an hour" of "an hour and a half" and of "took an hour", as a numeral of one."""
    if index < 0 or sentence.lower[index] not in ("a", "an"):
        return None
    found = TIME.at(sentence.lower, index + 1) or NAMES.at(sentence.lower, index + 1)
    if found is None or found[0] not in LADDERS:
        return None
    measure = Measure.DURATION if LADDERS[found[0]][0] == "time" else Measure.MEASURE
    numeral = Numeral(index, index + 1, Point(ONE), in_words=True)
    return numeral, Dress(index, found[1], measure, found[0])


def singles(sentence: Sentence) -> list[Part]:
    """ "Took an hour", "less than a mile": an article for one, where the word before it measures."""
    if SINGULARS.isdisjoint(sentence.lower):
        return []
    places = [i for i, word in enumerate(sentence.lower) if word in ("a", "an") and _measures(sentence, i)]
    found = [one for one in (_of_one(sentence, place) for place in places) if one is not None]
    return [
        one for one in found if ends(sentence, one[1].last) and sentence.words[one[1].last : one[1].last + 1] != ("-",)
    ]


def _measures(sentence: Sentence, index: int) -> bool:
    """True where a word that measures stands before the article, or nothing stands beside the amount."""
    if index == 0:
        return len(sentence.words) <= 4
    return sentence.lower[index - 1] in MEASURING
