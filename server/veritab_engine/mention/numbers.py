"""Cardinal numbers in digits and in words, with their scale words; ordinals too.

A scan stops at the tokens that can open a number, digits or number words, and reads on from there. Digits that name
instead of counting (telephone numbers, times of day, versions, "G20", "COVID-19") are no numerals.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import forms, mapping, words
from veritab_engine.mention import Numeral, Ordinal
from veritab_engine.mention.codes import is_name
from veritab_engine.mention.digits import ONE, parse_digits, shown
from veritab_engine.mention.fractions import VULGAR, with_fraction, with_groups
from veritab_engine.mention.marks import MINUS, SCALES, SUFFIXES, digits_at, joined
from veritab_engine.mention.spelled import OPENS, spelled
from veritab_engine.value import Point

ATTACHED = {word: Decimal(value) for word, value in mapping("numbers/attached").items()}
BESIDE_MONEY = {word: Decimal(value) for word, value in mapping("numbers/beside_money").items()}
NEGATIVES = words("numbers/negatives")
NO_THINGS = words("numbers/after_metres")
MONEY_SIGNS = frozenset(mapping("currencies/signs"))
STICKS = frozenset(ATTACHED) | frozenset(BESIDE_MONEY) | frozenset(SCALES)
STICKS |= frozenset(mapping("units/powers"))
STICKS = STICKS.union(*(forms(name) for name in ("units/words", "units/time", "units/percent", "currencies/after")))
"""What may stick to digits without making a name of them, in lower case ..."""
AS_WRITTEN = frozenset(mapping("units/stuck"))
"""... and in this case only: "5g" is grams, "5G" a network."""


def numbers(sentence: Sentence, taken: frozenset[int]) -> tuple[list[Numeral], list[Ordinal]]:
    """All cardinals and all ordinals of a sentence outside the tokens `taken`, each in order; they share no token."""
    cardinals: list[Numeral] = []
    ordinals: list[Ordinal] = []
    index = 0
    for opening in _openings(sentence):
        if opening < index or opening in taken:
            continue
        found = _number_at(sentence, opening)
        if isinstance(found, Numeral):
            cardinals.append(found)
        elif found is not None:
            ordinals.append(found)
        index = found.last if found is not None else opening + 1
    return cardinals, ordinals


def _openings(sentence: Sentence) -> list[int]:
    """The tokens that can open a number."""
    lower = sentence.lower
    return [
        index
        for index, word in enumerate(lower)
        if word in OPENS or word in VULGAR or digits_at(sentence, index) or (word[0] == "." and word[1:].isdecimal())
    ]


def _number_at(sentence: Sentence, index: int) -> Numeral | Ordinal | None:
    word = sentence.lower[index]
    if word in VULGAR:
        return Numeral(index, index + 1, Point(VULGAR[word]))
    if word in OPENS:
        return _signed(sentence, spelled(sentence.lower, index))
    return _ordinal(sentence, index) or _cardinal(sentence, index)


def _signed(sentence: Sentence, number: Numeral | Ordinal | None) -> Numeral | Ordinal | None:
    """The number in words with the "minus" before it."""
    if not isinstance(number, Numeral) or not number.first or sentence.lower[number.first - 1] not in NEGATIVES:
        return number
    point = replace(number.point, number=-number.point.number)
    return replace(number, first=number.first - 1, point=point)


def _ordinal(sentence: Sentence, index: int) -> Ordinal | None:
    """The ordinal "11th", its suffix stuck to it."""
    word = sentence.words[index]
    if index + 1 == len(sentence.words) or not joined(sentence, index + 1) or not word.replace(",", "").isdigit():
        return None
    if sentence.lower[index + 1] not in SUFFIXES or len(word) > 9:
        return None
    return Ordinal(index, index + 2, int(word.replace(",", "")))


def _cardinal(sentence: Sentence, index: int) -> Numeral | None:
    number = parse_digits(sentence.words[index])
    if number is None or is_name(sentence, index):
        return None
    number, last = with_fraction(sentence, index, *with_groups(sentence, index, number))
    if last < len(sentence.words) and joined(sentence, last) and not _may_stick(sentence, last):
        return None
    scale, last = _scale(sentence, index, last)
    first, sign = _sign(sentence, index)
    return Numeral(first, last, shown(number * sign, scale), scale=scale)


def _may_stick(sentence: Sentence, last: int) -> bool:
    """True unless the letters that stick to the digits make a name of them: "5G", "737s", "4x4"."""
    word = sentence.words[last]
    if word == "s" and len(sentence.words[last - 1]) == 4:
        return False
    return not word[0].isalpha() or sentence.lower[last] in STICKS or word in AS_WRITTEN


def _scale(sentence: Sentence, first: int, last: int) -> tuple[Decimal, int]:
    """The product of the scale words that follow, and the index after them."""
    scale, lower = ONE, sentence.lower
    if last < len(lower) and joined(sentence, last):
        short = ATTACHED.get(lower[last]) or _beside_money(sentence, first, last) or _of_things(sentence, last)
        if short is not None:
            return short, last + 1
        if lower[last] == "-" and last + 1 < len(lower) and lower[last + 1] in SCALES and joined(sentence, last + 1):
            return SCALES[lower[last + 1]], last + 2
    while last < len(lower) and lower[last] in SCALES:
        scale *= SCALES[lower[last]]
        last += 1
    if scale == ONE and last < len(lower):
        short = _beside_money(sentence, first, last)
        return (short, last + 1) if short is not None else (scale, last)
    return scale, last


def _of_things(sentence: Sentence, last: int) -> Decimal | None:
    """The "m" of "35m devices" and of "1.2m tons": millions, where things or a unit follow and no dimension; "5M"."""
    word, lower = sentence.words[last], sentence.lower
    if word in ("M", "B"):
        return BESIDE_MONEY[lower[last]]
    if word not in ("m", "b"):
        return None
    following = lower[last + 1 : last + 6]
    if not following or following[0] in NO_THINGS or not following[0].isalpha():
        return None
    named = any(word.endswith("s") and len(word) > 3 for word in following) or following[0] == "people"
    return BESIDE_MONEY[word] if named else None


def _beside_money(sentence: Sentence, first: int, last: int) -> Decimal | None:
    """The short scale of an amount of money: the "m" of "$40m" and "$ 40 m"."""
    if first == 0 or sentence.words[first - 1] not in MONEY_SIGNS:
        return None
    return BESIDE_MONEY.get(sentence.lower[last])


def _sign(sentence: Sentence, index: int) -> tuple[int, int]:
    """Where the numeral starts and its sign: a minus stuck to it that parts nothing, or the word."""
    words = sentence.words
    if index and sentence.lower[index - 1] in NEGATIVES and sentence.lower[index - 2 : index - 1] != ("or",):
        return index - 1, -1
    if index > 1 and words[index - 1] == "-" and sentence.lower[index - 2] in NEGATIVES and joined(sentence, index - 1):
        return index - 2, -1
    if not joined(sentence, index) or words[index - 1] not in MINUS:
        return index, 1
    parts = joined(sentence, index - 1) and (words[index - 2][-1].isalnum() or words[index - 2] in ")]%.'")
    return (index, 1) if parts else (index - 1, -1)
