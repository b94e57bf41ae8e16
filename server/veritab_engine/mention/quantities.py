"""Quantities: numerals with their units and hedges, two of them in one where they are the ends of a range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.mention import Measure, Numeral, Quantity
from veritab_engine.mention.amounts import amounts, singles
from veritab_engine.mention.dressed import Dress, scaled
from veritab_engine.mention.hedges import apply, hedge_around, hedge_inside, is_course
from veritab_engine.mention.marks import DASHES
from veritab_engine.mention.pairs import is_alternative, is_move, is_score, lends_unit, may_belong, range_of
from veritab_engine.mention.part import Part, point_of, shared
from veritab_engine.mention.restated import restated
from veritab_engine.mention.units import dress
from veritab_engine.mention.vague import several, vague_value
from veritab_engine.value import Number


def quantities(sentence: Sentence, numerals: Sequence[Numeral], taken: frozenset[int]) -> list[Quantity]:
    """All quantities of a sentence, in order; `taken` are the tokens of its dates."""
    parts = _joined(sentence, [_dressed(sentence, numeral) for numeral in numerals]) if numerals else []
    vague = [part for part in several(sentence, taken) if not _is_covered(part, parts)]
    vague += [Part(*one) for one in singles(sentence) if not _is_told(one, parts)]
    if vague:
        parts = sorted([*parts, *vague], key=lambda part: part.numeral.first)
    return restated(sentence, list(_combined(sentence, parts)))


def _joined(sentence: Sentence, parts: Sequence[Part]) -> list[Part]:
    """The parts, in one those that tell one amount, each with the unit that others lend it."""
    own = {part.numeral: part for part in parts}
    pairs = amounts(sentence, [(part.numeral, part.dress) for part in parts])
    return [replace(own[numeral], dress=worn) if numeral in own else Part(numeral, worn) for numeral, worn in pairs]


def lone(sentence: Sentence) -> list[Quantity]:
    """The quantities of a sentence without a number in it: "it took an hour"."""
    return [_single(sentence, Part(*one)) for one in singles(sentence)]


def _is_covered(vague: Part, parts: Sequence[Part]) -> bool:
    """True where a numeral has the words: the "billions" of "three billions"."""
    return any(part.numeral.first <= vague.numeral.first < part.numeral.last for part in parts)


def _is_told(one: tuple[Numeral, Dress], parts: Sequence[Part]) -> bool:
    """True where a numeral has words of it: "an hour and a half", "about a mile or two"."""
    return any(part.numeral.first < one[1].last and one[0].first < part.last for part in parts)


def _dressed(sentence: Sentence, numeral: Numeral) -> Part:
    """The numeral with its unit, past a hedge between them ("40-odd years")."""
    worn = dress(sentence, numeral)
    numeral = scaled(numeral, worn.scale)
    if worn.first < numeral.first and sentence.words[worn.first] in DASHES:
        return Part(numeral, worn, negative=True)
    if worn.measure is Measure.NUMBER:
        inside = hedge_inside(sentence, numeral.last)
        if inside is not None:
            return Part(numeral, _stretched(sentence, numeral, inside[1]) or worn, inside[0])
    return Part(numeral, worn)


def _stretched(sentence: Sentence, numeral: Numeral, last: int) -> Dress | None:
    worn = dress(sentence, replace(numeral, last=last))
    return None if worn.measure is Measure.NUMBER else worn


def _combined(sentence: Sentence, parts: Sequence[Part]) -> Iterator[Quantity]:
    index = 0
    while index < len(parts):
        part = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else None
        if following is None or not may_belong(sentence, part, following):
            yield _single(sentence, part)
            index += 1
            continue
        together, taken = _pair(sentence, part, following)
        yield from together
        index += taken


def _pair(sentence: Sentence, part: Part, following: Part) -> tuple[tuple[Quantity, ...], int]:
    """The quantities that two neighbours make, and how many of the two those take up."""
    ranged = range_of(sentence, part, following)
    if ranged is not None:
        return (ranged,), 2
    if is_move(sentence, part, following) or is_alternative(sentence, part, following):
        return (_single(sentence, shared(part, following)[0]),), 1
    if lends_unit(sentence, part, following):
        worn = replace(following.dress, measure=part.dress.measure, unit=part.dress.unit)
        return (_single(sentence, part), _single(sentence, replace(following, dress=worn))), 2
    if is_score(sentence, part, following):
        return (), 2
    return (_single(sentence, part),), 1


def _single(sentence: Sentence, part: Part) -> Quantity:
    worn, numeral = part.dress, part.numeral
    hedge, first, last = hedge_around(sentence, worn.first, worn.last)
    if worn.measure is Measure.DURATION and first == worn.first - 1 and is_course(sentence, first, last):
        hedge, first = None, worn.first
    value: Number = point_of(part)
    if part.vague:
        value, hedge = vague_value(sentence, numeral), "several"
    else:
        hedge = part.hedge or hedge
        value = apply(hedge, value)
    outer = (min(first, part.first), max(last, part.last))
    return Quantity(*part.place, (numeral,), value, worn.measure, worn.unit, hedge, outer, worn.stated, worn.rate)
