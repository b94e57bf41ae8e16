"""Physical measures, durations and temperatures: the unit behind a numeral."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import groups, mapping, phrases, words
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.dressed import HYPHENS, Dress, past_joint, splits_word
from veritab_engine.mention.letters import BY_CUE, LETTERS, QUOTES, by_cue, is_plain, is_quote, stands_alone
from veritab_engine.mention.marks import joined
from veritab_engine.mention.unit_expr import POWERS, Factor, Unit, expression, factor, named_at
from veritab_engine.mention.unit_table import NAMES, RAISED, STUCK, SYMBOLS, TIME, TIME_UNITS
from veritab_engine.value import is_whole

BEFORE_A_DIMENSION = mapping("units/before_a_dimension")
DIMENSIONS = words("units/dimensions")
BETWEEN = words("units/between")
AGES = phrases("units/ages")
SUBUNITS = frozenset(groups("currencies/subunits"))
FEET = frozenset("'′")
INCHES = frozenset(map(str, range(12)))
BRACKETS = {"[": "]", "<": ">"}
WHOSE = words("units/whose")
NEGATED = Decimal(-1)
BELOW_ZERO = ("below", "zero")
OPENS = BETWEEN.union(
    *(WHOSE, BRACKETS, QUOTES, BY_CUE, STUCK, BEFORE_A_DIMENSION, POWERS, RAISED, SYMBOLS, NAMES.heads, TIME.heads),
    ("′", "below", "of"),
)
"""What a unit begins with behind its number, as written or in lower case."""


def measure(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """The numeral with its unit: a measure, a duration, an age, or money that only its sentence tells ("75 c")."""
    start = past_joint(sentence, numeral.last)
    if start >= len(sentence.words) or not (sentence.words[start] in OPENS or sentence.lower[start] in OPENS):
        return None
    start = _past_of(sentence, numeral, start)
    if sentence.lower[start : start + 2] == BELOW_ZERO:
        return Dress(numeral.first, start + 2, Measure.MEASURE, "degree", scale=NEGATED)
    found = _unit_at(sentence, numeral, start)
    if found is None or splits_word(sentence, found.last):
        return None
    return _dressed(sentence, numeral, found)


def _past_of(sentence: Sentence, numeral: Numeral, start: int) -> int:
    """The index after "of a US" where the number is a part: "1/16 of a US pint", "a quarter of an hour"."""
    lower = sentence.lower
    if lower[start : start + 1] != ("of",) or is_whole(numeral.point.number):
        return start
    index = start + 1 + (lower[start + 1 : start + 2] in (("a",), ("an",), ("one",)))
    index += index < len(lower) and lower[index] in WHOSE
    found = factor(sentence, index)
    return index if found is not None and not found.symbol else start


def _dressed(sentence: Sentence, numeral: Numeral, unit: Unit) -> Dress:
    if unit.name in TIME_UNITS:
        age = AGES.at(sentence.lower, unit.last)
        if age is not None:
            return Dress(numeral.first, age[1], Measure.AGE, unit.name)
    name, _, rate = unit.name.partition(" per ")
    if name in TIME_UNITS:
        return Dress(numeral.first, unit.last, Measure.DURATION, unit.name)
    if name.isupper() or name in SUBUNITS:
        return Dress(numeral.first, unit.last, Measure.MONEY, name, rate=rate or None)
    below = unit.name.startswith("degree") and sentence.lower[unit.last : unit.last + 2] == BELOW_ZERO
    return Dress(
        numeral.first, unit.last + 2 * below, Measure.MEASURE, unit.name, scale=NEGATED if below else Decimal(1)
    )


def _unit_at(sentence: Sentence, numeral: Numeral, start: int) -> Unit | None:
    word = sentence.words[start]
    stuck = joined(sentence, start) and start == numeral.last and not numeral.in_words
    if word in BRACKETS:
        inner = factor(sentence, start + 1)
        closed = inner is not None and sentence.words[inner.last : inner.last + 1] == (BRACKETS[word],)
        return Unit(inner.unit, inner.last + 1) if inner is not None and closed else None
    if sentence.words[start : start + 2] == ("′", "′"):
        return Unit("inch", start + 2)
    if word in QUOTES:
        return _marked(sentence, start, stuck)
    if word in BY_CUE and not _is_in_compound(sentence, start):
        told = by_cue(sentence, start)
        if told is not None:
            return expression(sentence, Factor(told, 1, start + 1))
        if not (stuck and word in STUCK) and word not in LETTERS:
            return None
    if sentence.lower[start] in WHOSE and factor(sentence, start + 1) is not None:
        start += 1
    return _written(sentence, start, stuck) or _time(sentence, start) or _dimension(sentence, start)


def _marked(sentence: Sentence, start: int, stuck: bool) -> Unit | None:
    """ "5'", '5"', "5''": feet, inches, minutes or seconds where no quotation ends there."""
    if sentence.words[start : start + 2] == ("'", "'") and stuck and joined(sentence, start + 1):
        return Unit("inch", start + 2)
    if stuck and sentence.words[start] in FEET and joined(sentence, start + 1) and sentence.words[start + 1] in INCHES:
        return Unit("foot", start + 1)
    measured = sentence.lower[start + 1 : start + 2] and sentence.lower[start + 1] in DIMENSIONS
    if not (stuck or measured) or is_quote(sentence, start):
        return None
    told = by_cue(sentence, start)
    return expression(sentence, Factor(told, 1, start + 1)) if told is not None else None


def _is_in_compound(sentence: Sentence, index: int) -> bool:
    """True for the "C" of "5 C/kg" and the "M" of "3 M ☉"."""
    named = named_at(sentence, index)
    return sentence.words[index + 1 : index + 2] in (("/",), ("^",)) or (named is not None and named[1] > index + 1)


def _written(sentence: Sentence, start: int, stuck: bool) -> Unit | None:
    """The unit as its names and symbols stand there."""
    first = factor(sentence, start)
    if stuck and sentence.words[start] in STUCK and (first is None or first.power == 1):
        first = Factor(STUCK[sentence.words[start]], 1, start + 1, sentence.words[start])
    if first is None:
        return None
    unit = expression(sentence, first)
    if first.power == 1 and not is_plain(sentence, first.unit, start, first.last):
        return None
    if unit.letters:
        return unit if stands_alone(sentence, unit.letters, start, stuck=stuck) else None
    return None if unit.name == "second" and _ranks(sentence, start) else unit


def _ranks(sentence: Sentence, start: int) -> bool:
    """True for "the 20 second goal" read as time: a singular unit needs one, a hyphen, or an abbreviation."""
    if sentence.lower[start] != "second":
        return False
    before = sentence.lower[start - 1]
    return not (before in ("a", "one", "1") or before in HYPHENS)


def _time(sentence: Sentence, start: int) -> Unit | None:
    """ "15 consecutive years": words between a number and its unit of time."""
    index = start
    while index < start + 2 and index < len(sentence.words) and sentence.lower[index] in BETWEEN:
        index += 1
    if index == start:
        return None
    found = TIME.at(sentence.lower, past_joint(sentence, index))
    return Unit(*found) if found is not None else None


def _dimension(sentence: Sentence, start: int) -> Unit | None:
    """ "2 1/2 in thick": letters that are a unit before a dimension."""
    unit = BEFORE_A_DIMENSION.get(sentence.lower[start])
    if unit is None:
        return None
    following = sentence.lower[start + 1 : start + 2]
    return Unit(unit, start + 1) if not following or following[0] in DIMENSIONS else None
