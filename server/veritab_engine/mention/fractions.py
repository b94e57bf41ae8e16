"""What follows the digits of a number and belongs to it: fractions and powers."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.mention.marks import MINUS, digits_at, joined

VULGAR = {
    sign: Decimal(top) / bottom
    for sign, top, bottom in (
        *(("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4)),
        *(("⅕", 1, 5), ("⅖", 2, 5), ("⅗", 3, 5), ("⅘", 4, 5), ("⅙", 1, 6), ("⅚", 5, 6)),
        *(("⅐", 1, 7), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8), ("⅑", 1, 9), ("⅒", 1, 10)),
    )
}
_COMMON = frozenset({12, 16, 20})
"""Denominators from eleven to thirty-one that people write fractions with; others there are days of a month."""
_DAYS = 31
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_GREATEST_POWER = 99
_LONGEST_BASE = 12


def with_fraction(sentence: Sentence, index: int, number: Decimal, last: int) -> tuple[Decimal, int]:
    """Take up a fraction ("2 1/2", "1-1/2", "1/2", "2½") or a power ("1.99×10−30", "1e10", "10^6", "10⁶")."""
    words = sentence.words
    powered = _scientific(sentence, number, last) or _power(sentence, number, last)
    if powered is not None:
        return powered
    if last < len(words) and words[last] in VULGAR:
        return number + VULGAR[words[last]], last + 1
    part = _fraction(sentence, index)
    if part is not None:
        return part, index + 3
    place = last + _ties(sentence, last)
    if place > last and place < len(words) and words[place] in VULGAR:
        return number + VULGAR[words[place]], place + 1
    part = _fraction(sentence, place) if place > last or not joined(sentence, last) else None
    return (number + part, place + 3) if part is not None else (number, last)


def _ties(sentence: Sentence, last: int) -> bool:
    """True for the hyphen of "1-1/2" and the "and" of "5 and 3/4"."""
    words = sentence.words
    if words[last : last + 1] == ("-",):
        return joined(sentence, last) and joined(sentence, last + 1)
    ends = "of" not in words[last + 1 : last + 5] and "between" not in sentence.lower[max(last - 3, 0) : last]
    return words[last : last + 1] == ("and",) and ends


def _scientific(sentence: Sentence, number: Decimal, last: int) -> tuple[Decimal, int] | None:
    """ "1e10", "12.32e+14", "2×10^3", "1.99 x 10−30", "6.02×10²³"."""
    words = sentence.words
    if last >= len(words) or words[last][0] not in "eE×x*":
        return None
    word = words[last]
    if joined(sentence, last) and word[0] in "eE":
        power = (int(word[1:]), last + 1) if word[1:].isdecimal() and len(word) <= 3 else None
        power = _exponent(sentence, last + 1) if word in "eE" else power
    elif word == "x10" or (word in "×x*" and words[last + 1 : last + 2] == ("10",)):
        power = _exponent(sentence, last + (1 if word == "x10" else 2))
    else:
        return None
    return (number.scaleb(power[0]), power[1]) if power is not None else None


def _power(sentence: Sentence, number: Decimal, last: int) -> tuple[Decimal, int] | None:
    """ "10^6", "2.5^-1", "10⁶"."""
    word = sentence.words[last] if last < len(sentence.words) else ""
    if not word or not joined(sentence, last) or not number or len(sentence.words[last - 1]) > _LONGEST_BASE:
        return None
    if word != "^" and not (number == 10 and word[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"):
        return None
    power = _exponent(sentence, last)
    return (number ** power[0], power[1]) if power is not None else None


def _exponent(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The exponent at a token, with its caret and sign, and the index after it; all of it sticks to what is before."""
    words, sign = sentence.words, 1
    index += words[index : index + 1] == ("^",)
    if index < len(words) and words[index] in MINUS | {"+", "⁻"} and joined(sentence, index):
        sign = 1 if words[index] == "+" else -1
        index += 1
    plain = words[index].translate(_RAISED) if index < len(words) else ""
    if not plain.isdecimal() or not joined(sentence, index) or len(plain) > 2 or int(plain) > _GREATEST_POWER:
        return None
    return sign * int(plain), index + 1


def _fraction(sentence: Sentence, index: int) -> Decimal | None:
    """The proper fraction whose numerator stands at `index`, of denominators that people speak of."""
    words = sentence.words
    if index + 2 >= len(words) or words[index + 1] not in "/⁄":
        return None
    top, bottom = words[index], words[index + 2]
    if not (top.isdecimal() and bottom.isdecimal()) or len(top) > 3 or len(bottom) > 4 or bottom[0] == "0":
        return None
    if not joined(sentence, index + 1) or not joined(sentence, index + 2):
        return None
    if not 0 < int(top) < int(bottom) or (10 < int(bottom) <= _DAYS and int(bottom) not in _COMMON):
        return None
    return None if _is_longer(sentence, index) else Decimal(top) / Decimal(bottom)


def _is_longer(sentence: Sentence, index: int) -> bool:
    """True for a third part, "5/17/2018"."""
    before = joined(sentence, index) and sentence.words[index - 1] == "/"
    return before or (sentence.words[index + 3 : index + 4] == ("/",) and digits_at(sentence, index + 4))
