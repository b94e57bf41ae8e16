"""What a number is measured in: money, percent, physical units, time. Each reader looks around one numeral."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import Phrases, forms, mapping, phrases, words
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.marks import joined

SIGNS = mapping("currencies/signs")
MARKS = mapping("currencies/marks")
CODES = phrases("currencies/before")
NAMES = phrases("currencies/after")
SCALED = phrases("currencies/scaled")
PERCENT = phrases("units/percent")
WORDS = phrases("units/words")
TIME = phrases("units/time")
STUCK = mapping("units/stuck")
BEFORE_A_DIMENSION = mapping("units/before_a_dimension")
DIMENSIONS = words("units/dimensions")
BETWEEN = words("units/between")
PER = words("units/per")
POWERS = mapping("units/powers")
AGES = phrases("units/ages")
THOUSAND = Decimal(1000)
OLDEST = 120
"""Years; no person is older."""


@dataclass(frozen=True, slots=True)
class Dress:
    """A numeral with its unit: the tokens that both take, what kind of unit it is, and which.

    `stated` is False for a bare "$" or "¥", which more than one currency uses.
    """

    first: int
    last: int
    measure: Measure
    unit: str | None
    stated: bool = True


def dress(sentence: Sentence, numeral: Numeral) -> Dress:
    """The numeral with the unit that stands around it; a plain number where none does."""
    return (
        _money(sentence, numeral)
        or _age(sentence, numeral)
        or _after(sentence, numeral, PERCENT, Measure.PERCENT)
        or _measure(sentence, numeral)
        or _duration(sentence, numeral)
        or Dress(numeral.first, numeral.last, Measure.NUMBER, None)
    )


def _money(sentence: Sentence, numeral: Numeral) -> Dress | None:
    front = _sign_before(sentence, numeral.first) or _code_before(sentence, numeral)
    back = _name_after(sentence, numeral)
    if front is None:
        return back
    if back is None or back.unit is None:
        return front
    unit = front.unit if front.stated else back.unit
    return Dress(front.first, back.last, Measure.MONEY, unit)


def _sign_before(sentence: Sentence, first: int) -> Dress | None:
    """ "$5", "US$ 5", "-$5": a sign, with the letters that say whose it is."""
    index = first - 1
    if index > 0 and sentence.words[index] in ("US", "U") and sentence.words[index - 1] == "$":
        return Dress(index - 1, first, Measure.MONEY, "USD")
    if index < 0 or sentence.words[index] not in SIGNS:
        return None
    mark = sentence.lower[index - 1] if index else ""
    whose = joined(sentence, index) and sentence.words[index - 1][0].isupper() and mark in MARKS
    if whose or mark in ("us", "u.s."):
        return Dress(index - 1, first, Measure.MONEY, MARKS[mark])
    sign = sentence.words[index]
    minus = index and sentence.words[index - 1] in "-−–" and joined(sentence, index) and not joined(sentence, index - 1)
    return Dress(index - 1 if minus else index, first, Measure.MONEY, SIGNS[sign], stated=sign not in "$¥＄￥")


def _code_before(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """ "EUR 5 million", "Rs. 500": a code, in capitals unless it has none."""
    found = CODES.before(sentence.lower, numeral.first)
    if found is None or not sentence.words[found[1]][0].isupper():
        return None
    return Dress(found[1], numeral.last, Measure.MONEY, found[0])


def _name_after(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """ "5 million U.S. dollars", "a 5-million-dollar deal", "3 billion pounds"."""
    start = _past_joint(sentence, numeral.last)
    found = NAMES.at(sentence.lower, start)
    if found is None and numeral.scale >= THOUSAND:
        found = SCALED.at(sentence.lower, start)
    if found is None or (found[0].isupper() and _is_bare_sign(sentence, start, found[1])):
        return None
    stated = sentence.lower[found[1] - 1] not in ("dollar", "dollars", "$") or found[1] > start + 1
    return Dress(numeral.first, found[1], Measure.MONEY, found[0], stated)


def _is_bare_sign(sentence: Sentence, start: int, last: int) -> bool:
    """True where the sign belongs to the number after it: "paid 5 $10 bills"."""
    following = sentence.words[last][0] if last < len(sentence.words) else ""
    return sentence.words[last - 1] in SIGNS and following.isdigit() and start + 1 == last


def _past_joint(sentence: Sentence, index: int) -> int:
    """The index after a hyphen that ties a number to its unit, or after "of" in "dozens of kilometres"."""
    if index < len(sentence.words) and sentence.words[index] in "-‐‑–" and joined(sentence, index):
        return index + 1
    return index


def _after(sentence: Sentence, numeral: Numeral, units: Phrases, measure: Measure) -> Dress | None:
    found = units.at(sentence.lower, _past_joint(sentence, numeral.last))
    if found is None or _splits_word(sentence, found[1]):
        return None
    return Dress(numeral.first, found[1], measure, found[0])


def _splits_word(sentence: Sentence, last: int) -> bool:
    """True where letters stick to the end of what would be a unit."""
    return joined(sentence, last) and sentence.words[last][0].isalnum() and sentence.words[last - 1][-1].isalnum()


def _age(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """ "Maddon, 66, said": a plain number between commas, behind a name."""
    first, last = numeral.first, numeral.last
    commas = first > 1 and sentence.words[first - 1] == "," and sentence.words[last : last + 1] == (",",)
    if not commas or last != first + 1 or not 1 < numeral.point.number < OLDEST or numeral.in_words:
        return None
    name = sentence.words[first - 2]
    return Dress(first, last, Measure.AGE, "year") if name[0].isupper() and name.isalpha() else None


def _duration(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """ "15 consecutive years", "a three-day visit"."""
    start = _past_joint(sentence, numeral.last)
    index = start
    while index < start + 2 and index < len(sentence.words) and sentence.lower[index] in BETWEEN:
        index += 1
    found = TIME.at(sentence.lower, _past_joint(sentence, index) if index > start else index)
    if (
        found is not None
        and not _splits_word(sentence, found[1])
        and not _singular_plural_slip(sentence, numeral, found[1], index)
    ):
        age = AGES.at(sentence.lower, found[1])
        if age is not None:
            return Dress(numeral.first, age[1], Measure.AGE, found[0])
        return Dress(numeral.first, found[1], Measure.DURATION, found[0])
    stuck = _stuck(sentence, numeral)
    return Dress(numeral.first, numeral.last + 1, Measure.DURATION, stuck) if stuck in TIME_UNITS else None


def _singular_plural_slip(sentence: Sentence, numeral: Numeral, last: int, index: int) -> bool:
    """True for "the 20 second goal" read as time: a singular unit needs one, a hyphen, or an abbreviation."""
    word = sentence.lower[last - 1]
    told = sentence.words[index - 1] in "-‐‑–" or sentence.lower[index - 1] in ("a", "one") if index else False
    return word == "second" and numeral.point.number != 1 and not told


def _measure(sentence: Sentence, numeral: Numeral) -> Dress | None:
    start = _past_joint(sentence, numeral.last)
    found = _unit_at(sentence, start)
    if found is None:
        stuck = _stuck(sentence, numeral)
        if stuck is None or stuck in TIME_UNITS:
            return None
        found = (stuck, numeral.last + 1)
    if _splits_word(sentence, found[1]):
        return None
    unit, last = _for_each(sentence, *found)
    return Dress(numeral.first, last, Measure.MEASURE, unit)


def _unit_at(sentence: Sentence, index: int) -> tuple[str, int] | None:
    """The unit at a token, with "square" or "cubic" before it."""
    lower = sentence.lower
    if index >= len(lower):
        return None
    if lower[index] in POWERS:
        inner = index + 1 + (lower[index + 1 : index + 2] in ((".",), ("-",)))
        found = WORDS.at(lower, inner)
        return (f"{POWERS[lower[index]]} {found[0]}", found[1]) if found else WORDS.at(lower, index)
    if lower[index] in BEFORE_A_DIMENSION and lower[index + 1 : index + 2] and lower[index + 1] in DIMENSIONS:
        return BEFORE_A_DIMENSION[lower[index]], index + 1
    return WORDS.at(lower, index)


def _for_each(sentence: Sentence, unit: str, last: int) -> tuple[str, int]:
    """Take up what the unit is told for: "kilometres per hour", "km/h", "tonnes a day"."""
    lower = sentence.lower
    if last >= len(lower) or lower[last] not in PER:
        return unit, last
    found = TIME.at(lower, last + 1) or WORDS.at(lower, last + 1)
    if found is None and lower[last] == "/" and last + 1 < len(lower) and sentence.words[last + 1] in STUCK:
        found = (STUCK[sentence.words[last + 1]], last + 2)
    if found is None or (lower[last] in ("a", "an", "each", "every") and found[0] not in TIME_UNITS):
        return unit, last
    return f"{unit} per {found[0]}", found[1]


def _stuck(sentence: Sentence, numeral: Numeral) -> str | None:
    """The unit of letters that stick to the digits: "5m", "20g", "2h"."""
    if numeral.in_words or not joined(sentence, numeral.last):
        return None
    if sentence.words[numeral.last] == "s" and len(sentence.words[numeral.first]) == 4:
        return None
    return STUCK.get(sentence.words[numeral.last])


TIME_UNITS = frozenset(forms("units/time").values())
