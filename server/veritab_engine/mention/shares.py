"""Fractions in words: "two thirds", "five-eighths", "three twenty-firsts", and the "and a half" behind a number."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.lexicon import forms, words
from veritab_engine.mention import currency_table, unit_table
from veritab_engine.mention.digits import ONE, shown
from veritab_engine.mention.marks import SCALES
from veritab_engine.mention.number_words import CARDINALS, HYPHENS, PARTS, TENS, UNIT_PARTS
from veritab_engine.value import Point

HUNDREDTH = Decimal("0.01")
AFTER_A_FRACTION = words("numbers/after_a_fraction")
HEADS = frozenset(word.split()[0] for word in forms("units/percent")) | {"short", "metric", "nautical", "fluid"}
COARSE = frozenset({"half", "halves", "quarter", "quarters"})
"""Words that are nouns of their own: "five quarters" are fifteen months, "two halves" a match."""
MEASURED = unit_table.WORDS | currency_table.STICKS | frozenset(forms("units/percent"))
_ARTICLES = frozenset({"a", "an", "one"})

Lower = tuple[str, ...]


def may_be_part(lower: Lower, index: int) -> bool:
    """True where what follows is not a noun that the word would rank ("a third term")."""
    if index >= len(lower) or lower[index] in AFTER_A_FRACTION:
        return True
    return not lower[index][0].isalpha() and lower[index] not in HYPHENS


def denominator(lower: Lower, index: int) -> tuple[int, int] | None:
    """How many parts "fifths" or "twenty-firsts" are, past a hyphen, and the index after the word."""
    if lower[index : index + 1] and lower[index] in HYPHENS:
        index += 1
    word = lower[index] if index < len(lower) else ""
    if word in PARTS:
        return PARTS[word], index + 1
    if word not in TENS:
        return None
    unit = index + 1 + (lower[index + 1 : index + 2] != () and lower[index + 1] in HYPHENS)
    if unit >= len(lower) or lower[unit] not in UNIT_PARTS:
        return None
    return CARDINALS[word] + UNIT_PARTS[lower[unit]], unit + 1


def share(lower: Lower, index: int, numerator: Decimal) -> tuple[Decimal, int] | None:
    """The fraction whose denominator stands at `index`, in the right number: "one fifth", "two fifths"."""
    found = denominator(lower, index)
    if found is None or not numerator:
        return None
    parts, last = found
    word = lower[last - 1]
    if word in COARSE and numerator >= parts:
        return None
    if word.endswith("s") == (numerator == ONE) or not (word.endswith("s") or may_be_part(lower, last)):
        return None
    return numerator / parts, last


def share_after_and(lower: Lower, last: int) -> tuple[Decimal, int] | None:
    """The "and a half", "and three quarters" or "-and-a-half" that follows a number."""
    index = _past_and(lower, last)
    if index is None:
        return None
    found = share_at(lower, index)
    if found is None and lower[index : index + 1] == ("half",):
        found = Decimal("0.5"), index + 1
    return found


def _past_and(lower: Lower, last: int) -> int | None:
    """The index after "and", with the hyphens around it."""
    index = last + (last < len(lower) and lower[last] in HYPHENS)
    if lower[index : index + 1] != ("and",):
        return None
    index += 1
    return index + (index < len(lower) and lower[index] in HYPHENS)


def share_at(lower: Lower, index: int) -> tuple[Decimal, int] | None:
    """The proper fraction at a token: "a half", "three quarters", "twenty-five hundredths"."""
    if index >= len(lower):
        return None
    if lower[index] in _ARTICLES:
        found = denominator(lower, index + 1)
        plain = found is not None and not lower[found[1] - 1].endswith("s")
        scaled = found is not None and lower[found[1] : found[1] + 1] != () and lower[found[1]] in SCALES
        coarse = found is not None and lower[found[1] - 1] in COARSE
        if found is None or not plain or not (coarse or scaled or may_be_part(lower, found[1])):
            return None
        return ONE / found[0], found[1]
    numerator, last = small(lower, index)
    found_share = share(lower, last, Decimal(numerator)) if numerator else None
    return found_share if found_share is not None and found_share[0] < 1 else None


def small(lower: Lower, index: int) -> tuple[int, int]:
    """The cardinal below a hundred at a token, and the index after it; zero where there is none."""
    if index >= len(lower) or lower[index] not in CARDINALS:
        return 0, index
    value, last = CARDINALS[lower[index]], index + 1
    if lower[index] in TENS:
        unit = last + (last < len(lower) and lower[last] in HYPHENS)
        if unit < len(lower) and 0 < CARDINALS.get(lower[unit], 0) < 10:
            return value + CARDINALS[lower[unit]], unit + 1
    return value, last


def of_a(lower: Lower, last: int) -> int | None:
    """The index of the scale or unit that a fraction is taken of: "a quarter of a million", "half of a mile"."""
    if lower[last : last + 1] != ("of",) or last + 2 >= len(lower) or lower[last + 1] not in _ARTICLES:
        return None
    word = lower[last + 2]
    return last + 2 if word in SCALES or word in MEASURED or word in HEADS else None


def part(multiplier: Decimal, scale: Decimal = ONE) -> Point:
    """The point of a fraction: quarters and tenths show their last place, all others are good to a hundredth."""
    exponent = multiplier.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -2 and (scale > ONE or multiplier > ONE):
        return shown(multiplier, scale)
    return Point(multiplier * scale, HUNDREDTH * scale, HUNDREDTH * scale)
