"""Numbers that no numeral tells: "dozens of", "hundreds of thousands of", "several hundred", "a trio of"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.digits import ONE, TEN
from veritab_engine.mention.dressed import Dress
from veritab_engine.mention.marks import SCALES
from veritab_engine.mention.part import Part
from veritab_engine.mention.sets import SETS, VAGUE, set_at
from veritab_engine.mention.units import dress
from veritab_engine.value import Interval, Number, Point

SEVERAL = {word: Decimal(value) for word, value in mapping("numbers/several").items()}
FEW = words("hedges/few")
TRIGGERS = SEVERAL.keys() | FEW | SETS.keys()
ONLY_OF = frozenset({"scores", "tens"})
_NINE = 9


def several(sentence: Sentence, taken: frozenset[int]) -> Iterator[Part]:
    """ "dozens of", "hundreds of thousands of", "several hundred": numbers that no numeral tells."""
    lower, index = sentence.lower, 0
    if TRIGGERS.isdisjoint(sentence.vocabulary):
        return
    while index < len(lower):
        word = lower[index]
        if word in SEVERAL and index not in taken and not _is_no_number(sentence, index):
            last, scale = _chain(lower, index)
            yield _vague(sentence, index, last, scale)
            index = last
        elif (numeral := set_at(lower, index)) is not None:
            yield _set(sentence, numeral)
            index = numeral.last
        elif word in FEW and index + 1 < len(lower) and lower[index + 1] in SCALES:
            last, scale = _scales(lower, index + 1)
            yield _vague(sentence, index - (index > 0 and lower[index - 1] == "a"), last, scale)
            index = last
        else:
            index += 1


def _set(sentence: Sentence, numeral: Numeral) -> Part:
    """ "A trio of", "a handful of": so many, or a few."""
    if sentence.lower[numeral.last - 1] in VAGUE:
        return _vague(sentence, numeral.first, numeral.last, ONE)
    worn = dress(sentence, replace(numeral, last=numeral.last + 1))
    plain = Dress(numeral.first, numeral.last, Measure.NUMBER, None)
    return Part(numeral, plain if worn.measure is Measure.NUMBER else worn)


def _is_no_number(sentence: Sentence, index: int) -> bool:
    """True where a number stands before the plural ("5 millions"), and for "the dozens" and "he scores"."""
    before = sentence.lower[index - 1] if index else ""
    if sentence.lower[index] in ONLY_OF and sentence.lower[index + 1 : index + 2] != ("of",):
        return True
    return before[:1].isdigit() or before == "the"


def _chain(lower: Sequence[str], index: int) -> tuple[int, Decimal]:
    """The end and the scale of "tens of thousands of millions"."""
    scale, last = SEVERAL[lower[index]], index + 1
    while last + 1 < len(lower) and lower[last] == "of" and lower[last + 1] in SEVERAL:
        scale *= SEVERAL[lower[last + 1]]
        last += 2
    return last, scale


def _scales(lower: Sequence[str], last: int) -> tuple[int, Decimal]:
    scale = ONE
    while last < len(lower) and lower[last] in SCALES:
        scale *= SCALES[lower[last]]
        last += 1
    return last, scale


def _vague(sentence: Sentence, first: int, last: int, scale: Decimal) -> Part:
    numeral = Numeral(first, last, Point(scale, scale, scale), in_words=True, scale=scale)
    after_of = last + 1 if sentence.lower[last : last + 1] == ("of",) else last
    worn = dress(sentence, replace(numeral, last=after_of))
    plain = Dress(first, last, Measure.NUMBER, None)
    return Part(numeral, plain if worn.measure is Measure.NUMBER else worn, "several", vague=True)


def vague_value(sentence: Sentence, numeral: Numeral) -> Number:
    """ "several hundred" are two to nine of them; "hundreds" stop short of a thousand, which is called so."""
    scale = numeral.scale
    if not FEW.isdisjoint(sentence.lower[numeral.first : numeral.first + 2]):
        return Interval(2 * scale, _NINE * scale, scale, approximate=True)
    return Interval(scale, TEN * scale, scale, approximate=True)
