"""Quantities: numerals with their units and hedges, two of them in one where they are the ends of a range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Measure, Numeral, Quantity
from veritab_engine.mention.amounts import amounts, singles
from veritab_engine.mention.digits import ONE, TEN, measured
from veritab_engine.mention.dressed import Dress, scaled
from veritab_engine.mention.hedges import apply, hedge_around, hedge_inside
from veritab_engine.mention.marks import DASHES, SCALES, joined
from veritab_engine.mention.ranges import facing_bounds, is_choice, is_range, is_tolerance
from veritab_engine.mention.units import dress
from veritab_engine.value import Interval, Number, Point

SEVERAL = {word: Decimal(value) for word, value in mapping("numbers/several").items()}
FEW = words("hedges/few")
_NINE = 9


@dataclass(frozen=True, slots=True)
class _Part:
    """A numeral as dressed; `hedge` one that stands between it and its unit, `vague` for "dozens of",
    `negative` where a minus stands before the sign of its currency.
    """

    numeral: Numeral
    dress: Dress
    hedge: str | None = None
    vague: bool = False
    negative: bool = False


def quantities(sentence: Sentence, numerals: Sequence[Numeral], taken: frozenset[int]) -> list[Quantity]:
    """All quantities of a sentence, in order; `taken` are the tokens of its dates."""
    parts = _joined(sentence, [_dressed(sentence, numeral) for numeral in numerals])
    vague = [part for part in _several(sentence, taken) if not _is_covered(part, parts)]
    vague += [_Part(*one) for one in singles(sentence) if not _is_told(one, parts)]
    if vague:
        parts = sorted([*parts, *vague], key=lambda part: part.numeral.first)
    return list(_combined(sentence, parts))


def _joined(sentence: Sentence, parts: Sequence[_Part]) -> list[_Part]:
    """The parts, in one those that tell one amount, each with the unit that others lend it."""
    own = {part.numeral: part for part in parts}
    pairs = amounts(sentence, [(part.numeral, part.dress) for part in parts])
    return [replace(own[numeral], dress=worn) if numeral in own else _Part(numeral, worn) for numeral, worn in pairs]


def lone(sentence: Sentence) -> list[Quantity]:
    """The quantities of a sentence without a number in it: "it took an hour"."""
    return [_single(sentence, _Part(*one)) for one in singles(sentence)]


def _is_covered(vague: _Part, parts: Sequence[_Part]) -> bool:
    """True where a numeral has the words: the "billions" of "three billions"."""
    return any(part.numeral.first <= vague.numeral.first < part.numeral.last for part in parts)


def _is_told(one: tuple[Numeral, Dress], parts: Sequence[_Part]) -> bool:
    """True where a numeral has words of it: "an hour and a half", "about a mile or two"."""
    return any(part.numeral.first < one[1].last and one[0].first < _extent(part)[1] for part in parts)


def _dressed(sentence: Sentence, numeral: Numeral) -> _Part:
    """The numeral with its unit, past a hedge between them ("40-odd years")."""
    worn = dress(sentence, numeral)
    numeral = scaled(numeral, worn.scale)
    if worn.first < numeral.first and sentence.words[worn.first] in DASHES:
        return _Part(numeral, worn, negative=True)
    if worn.measure is Measure.NUMBER:
        inside = hedge_inside(sentence, numeral.last)
        if inside is not None:
            return _Part(numeral, _stretched(sentence, numeral, inside[1]) or worn, inside[0])
    return _Part(numeral, worn)


def _stretched(sentence: Sentence, numeral: Numeral, last: int) -> Dress | None:
    worn = dress(sentence, replace(numeral, last=last))
    return None if worn.measure is Measure.NUMBER else worn


def _several(sentence: Sentence, taken: frozenset[int]) -> Iterator[_Part]:
    """ "dozens of", "hundreds of thousands of", "several hundred": numbers that no numeral tells."""
    lower, index = sentence.lower, 0
    while index < len(lower):
        word = lower[index]
        if word in SEVERAL and index not in taken and not _counted(sentence, index):
            last, scale = _chain(lower, index)
            yield _vague(sentence, index, last, scale)
            index = last
        elif word in FEW and index + 1 < len(lower) and lower[index + 1] in SCALES:
            last, scale = _scales(lower, index + 1)
            yield _vague(sentence, index - (index > 0 and lower[index - 1] == "a"), last, scale)
            index = last
        else:
            index += 1


def _counted(sentence: Sentence, index: int) -> bool:
    """True where a number stands before the plural ("5 millions") or it goes on to no noun ("the dozens")."""
    before = sentence.lower[index - 1] if index else ""
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


def _vague(sentence: Sentence, first: int, last: int, scale: Decimal) -> _Part:
    numeral = Numeral(first, last, Point(scale, scale, scale), in_words=True, scale=scale)
    after_of = last + 1 if sentence.lower[last : last + 1] == ("of",) else last
    worn = dress(sentence, replace(numeral, last=after_of))
    plain = Dress(first, last, Measure.NUMBER, None)
    return _Part(numeral, plain if worn.measure is Measure.NUMBER else worn, "several", vague=True)


def _combined(sentence: Sentence, parts: Sequence[_Part]) -> Iterator[Quantity]:
    index = 0
    while index < len(parts):
        part, following = parts[index], parts[index + 1] if index + 1 < len(parts) else None
        ranged = _range(sentence, part, following) if following is not None else None
        if ranged is not None:
            yield ranged
            index += 2
        elif following is not None and (_is_move(sentence, part, following) or _is_choice(sentence, part, following)):
            yield _single(sentence, _shared(part, following)[0])
            index += 1
        elif following is not None and _is_score(sentence, part, following):
            index += 2
        else:
            yield _single(sentence, part)
            index += 1


def _single(sentence: Sentence, part: _Part) -> Quantity:
    worn, numeral = part.dress, part.numeral
    hedge, first, last = hedge_around(sentence, worn.first, worn.last)
    value: Number = _point(part)
    if part.vague:
        value, hedge = _vague_value(sentence, numeral), "several"
    else:
        hedge = part.hedge or hedge
        value = apply(hedge, value)
    span = _extent(part)
    outer = (min(first, span[0]), max(last, span[1]))
    return Quantity(*span, (numeral,), value, worn.measure, worn.unit, hedge, outer, worn.stated, worn.rate)


def _extent(part: _Part) -> tuple[int, int]:
    return min(part.dress.first, part.numeral.first), max(part.dress.last, part.numeral.last)


def _vague_value(sentence: Sentence, numeral: Numeral) -> Number:
    """ "several hundred" are two to nine of them; "hundreds" stop short of a thousand, which is called so."""
    scale = numeral.scale
    if not FEW.isdisjoint(sentence.lower[numeral.first : numeral.first + 2]):
        return Interval(2 * scale, _NINE * scale, scale, approximate=True)
    return Interval(scale, TEN * scale, scale, approximate=True)


def _point(part: _Part) -> Point:
    """The point, as a measurement where its unit makes one of it; a sign before the currency counts too."""
    point = part.numeral.point
    if part.negative and point.number > 0:
        point = replace(point, number=-point.number)
    return measured(point) if part.dress.measure in (Measure.PERCENT, Measure.MEASURE) else point


def _range(sentence: Sentence, low: _Part, high: _Part) -> Quantity | None:
    """The range whose ends the two parts are, or None where they are two numbers."""
    if low.vague or high.vague:
        return None
    ends = _around(low, high) if is_tolerance(sentence, _extent(low), _extent(high)) else _ends(sentence, low, high)
    if ends is None:
        return None
    first, last = _extent(low)[0], _extent(high)[1]
    least, most = _point(ends[0]), _point(ends[1])
    hedge, outer_first, outer_last = hedge_around(sentence, first, last)
    hedge = high.hedge or hedge
    value = apply(hedge, Interval(least.number, most.number, max(least.shown_to, most.shown_to)))
    worn = ends[1].dress
    name = hedge if hedge is not None and isinstance(value, Interval) and value.approximate else "range"
    outer, both = (outer_first, outer_last), (low.numeral, high.numeral)
    return Quantity(first, last, both, value, worn.measure, worn.unit, name, outer, worn.stated, worn.rate)


def _around(middle: _Part, slack: _Part) -> tuple[_Part, _Part] | None:
    """The ends of "5 ± 2 mm"."""
    low, high = _shared(middle, slack)
    if low.dress.unit != high.dress.unit:
        return None
    number, off = low.numeral.point.number, abs(high.numeral.point.number)
    return _moved(low, number - off), _moved(high, number + off)


def _moved(part: _Part, number: Decimal) -> _Part:
    return replace(part, numeral=replace(part.numeral, point=replace(part.numeral.point, number=number)))


def _ends(sentence: Sentence, first: _Part, second: _Part) -> tuple[_Part, _Part] | None:
    """The lower and the upper end, of one unit, where the two parts make a range."""
    places = _extent(first), _extent(second)
    facing = None if is_range(sentence, *places) else facing_bounds(sentence, *places)
    choice = facing is None and not is_range(sentence, *places)
    if choice and not is_choice(sentence, *places):
        return None
    low, high = _shared(first, second)
    if facing is False:
        low, high = high, low
    if low.dress.unit != high.dress.unit or low.dress.measure is not high.dress.measure:
        return None
    least, most = _point(low).number, _point(high).number
    if most < least <= 0 and not choice:
        return high, low
    in_words = low.numeral.in_words and high.numeral.in_words
    return (low, high) if least < most and not (choice and (most > 2 * least or not in_words)) else None


def _shared(low: _Part, high: _Part) -> tuple[_Part, _Part]:
    """Lend the scale and unit of one end to the other: "1.2–1.4 billion", "$20 to 30", "20 to 30 percent"."""
    if (
        high.numeral.scale > ONE == low.numeral.scale
        and low.numeral.point.number < high.numeral.point.number / high.numeral.scale
    ):
        point = low.numeral.point
        scale = high.numeral.scale
        scaled = Point(point.number * scale, (point.shown_to or ONE) * scale, (point.coarsest or ONE) * scale)
        low = replace(low, numeral=replace(low.numeral, point=scaled, scale=scale))
    if low.dress.unit is None and high.dress.unit is not None:
        low = replace(low, dress=replace(low.dress, measure=high.dress.measure, unit=high.dress.unit))
    elif high.dress.unit is None and low.dress.unit is not None and low.dress.first < low.numeral.first:
        high = replace(high, dress=replace(high.dress, measure=low.dress.measure, unit=low.dress.unit))
    return low, high


def _is_move(sentence: Sentence, low: _Part, high: _Part) -> bool:
    """True for "from 4.8 to 4.7 percent", whose first number has its unit from the second."""
    start, end = _extent(low)[1], _extent(high)[0]
    if low.dress.unit is not None or end != start + 1 or sentence.lower[start] != "to" or low.dress.first == 0:
        return False
    return sentence.lower[low.dress.first - 1] == "from" and high.dress.measure is not Measure.NUMBER


def _is_choice(sentence: Sentence, low: _Part, high: _Part) -> bool:
    """True for "8 or $9" and "25 or 40 million": two numbers, the first with the scale and the unit of the second."""
    return is_choice(sentence, _extent(low), _extent(high)) and not (low.vague or high.vague)


def _is_score(sentence: Sentence, low: _Part, high: _Part) -> bool:
    """True for two plain numbers that a dash ties together without going up: "107-99", "89 - 89"."""
    start, end = _extent(low)[1], _extent(high)[0]
    plain = low.dress.unit is None and high.dress.unit is None and end == start + 1
    return plain and sentence.words[start] in DASHES and joined(sentence, start) == joined(sentence, end)
