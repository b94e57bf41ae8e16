"""Cardinal numbers in digits and in words, with their scale words; ordinals too.

A scan stops at the tokens that can open a number, digits or number words, and reads on from there. Digits that name
instead of counting (telephone numbers, times of day, versions, "G20", "COVID-19") are no numerals.
"""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.mention import Numeral, Ordinal
from veritab_engine.mention.figures import NEGATIVES, cardinal, vulgar
from veritab_engine.mention.fractions import VULGAR
from veritab_engine.mention.marks import SUFFIXES, digits_at, joined
from veritab_engine.mention.numbering import is_name_in_words
from veritab_engine.mention.shares import part
from veritab_engine.mention.spelled import OPENS, spelled
from veritab_engine.value import is_whole

OPENINGS = OPENS.union(VULGAR)
FIRST_SIGNS = frozenset("0123456789.")
_LONGEST_ORDINAL = 9


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
            found = _divided(sentence, _told_twice(sentence, found))
            cardinals.append(found)
        elif found is not None:
            ordinals.append(found)
        index = found.last if found is not None else opening + 1
    return cardinals, ordinals


def _openings(sentence: Sentence) -> list[int]:
    """The tokens that can open a number."""
    return [
        index
        for index, word in enumerate(sentence.lower)
        if word in OPENINGS or (word[0] in FIRST_SIGNS and word[-1] in FIRST_SIGNS and word[-1] != ".")
    ]


def _number_at(sentence: Sentence, index: int) -> Numeral | Ordinal | None:
    word = sentence.lower[index]
    if word in VULGAR:
        return vulgar(sentence, index)
    if word in OPENS:
        found = spelled(sentence.lower, index)
        named = isinstance(found, Numeral) and is_name_in_words(sentence, found.first, found.last)
        return None if named else _signed(sentence, found)
    return _ordinal(sentence, index) or cardinal(sentence, index)


def _signed(sentence: Sentence, number: Numeral | Ordinal | None) -> Numeral | Ordinal | None:
    """The number in words with the "minus" before it."""
    if not isinstance(number, Numeral) or not number.first or sentence.lower[number.first - 1] not in NEGATIVES:
        return number
    point = replace(number.point, number=-number.point.number)
    return replace(number, first=number.first - 1, point=point)


def _told_twice(sentence: Sentence, numeral: Numeral) -> Numeral:
    """The numeral with its double in brackets: "forty-five (45)", "45 (forty-five)"."""
    last = numeral.last
    if sentence.words[last : last + 1] != ("(",) or last + 2 >= len(sentence.words):
        return numeral
    opens = sentence.lower[last + 1] in OPENS or digits_at(sentence, last + 1)
    again = _number_at(sentence, last + 1) if opens else None
    if not isinstance(again, Numeral) or again.in_words == numeral.in_words:
        return numeral
    same = again.point.number == numeral.point.number and sentence.words[again.last : again.last + 1] == (")",)
    return replace(numeral, last=again.last + 1) if same else numeral


def _divided(sentence: Sentence, numeral: Numeral) -> Numeral:
    """The numeral over another that ends its clause: "one over twenty"."""
    place = numeral.last + 1
    if sentence.lower[place - 1 : place] != ("over",) or place >= len(sentence.words):
        return numeral
    below = _number_at(sentence, place) if sentence.lower[place] in OPENS or digits_at(sentence, place) else None
    if not isinstance(below, Numeral) or not below.point.number or not is_whole(below.point.number):
        return numeral
    if below.last < len(sentence.words) and sentence.words[below.last] not in ".,;)":
        return numeral
    if not is_whole(numeral.point.number) or abs(numeral.point.number) >= below.point.number:
        return numeral
    return replace(numeral, last=below.last, point=part(numeral.point.number / below.point.number))


def _ordinal(sentence: Sentence, index: int) -> Ordinal | None:
    """The ordinal "11th", its suffix stuck to it."""
    word = sentence.words[index]
    if index + 1 == len(sentence.words) or not joined(sentence, index + 1) or not word.replace(",", "").isdigit():
        return None
    if sentence.lower[index + 1] not in SUFFIXES or len(word) > _LONGEST_ORDINAL:
        return None
    if sentence.lower[index + 1] == "st" and (word[-1] != "1" or word.endswith("11")):
        return None
    return Ordinal(index, index + 2, int(word.replace(",", "")))
