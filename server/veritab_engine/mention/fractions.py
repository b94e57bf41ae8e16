"""What follows the digits of a number and belongs to it: fractions, powers of ten, thousands parted by spaces."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.mention.marks import MINUS, digits_at, joined

VULGAR = {
    sign: Decimal(top) / bottom
    for sign, top, bottom in (
        ("½", 1, 2),
        ("¼", 1, 4),
        ("¾", 3, 4),
        ("⅓", 1, 3),
        ("⅔", 2, 3),
        ("⅕", 1, 5),
        ("⅙", 1, 6),
        ("⅛", 1, 8),
        ("⅜", 3, 8),
        ("⅝", 5, 8),
        ("⅞", 7, 8),
    )
}
_COMMON = frozenset({12, 16, 20, 32, 64, 100, 128})
"""Denominators above ten that people write fractions with."""


def with_groups(sentence: Sentence, index: int, number: Decimal) -> tuple[Decimal, int]:
    """Take up thousands parted by plain spaces, "40 000", where no other digits stand around them."""
    words, last = sentence.words, index + 1
    if len(words[index]) > 3 or not words[index].isdecimal() or digits_at(sentence, index - 1):
        return number, last
    while last < len(words) and len(words[last]) == 3 and words[last].isdecimal() and last - index < 6:
        if sentence.starts[last] != sentence.ends[last - 1] + 1:
            return number, index + 1
        last += 1
    if last == index + 1 or digits_at(sentence, last) or joined(sentence, last):
        return number, index + 1
    return Decimal("".join(words[index:last])), last


def with_fraction(sentence: Sentence, index: int, number: Decimal, last: int) -> tuple[Decimal, int]:
    """Take up a fraction ("2 1/2", "1/2", "2½") or a power of ten ("1.99×10−30", "1e10")."""
    words = sentence.words
    power = _power(sentence, last)
    if power is not None:
        return number.scaleb(power[0]), power[1]
    if last < len(words) and words[last] in VULGAR:
        return number + VULGAR[words[last]], last + 1
    part = _fraction(sentence, index)
    if part is not None:
        return part, index + 3
    part = _fraction(sentence, last) if not joined(sentence, last) else None
    return (number + part, index + 4) if part is not None else (number, last)


def _power(sentence: Sentence, last: int) -> tuple[int, int] | None:
    """The power of ten that follows a number, and the index after it."""
    words = sentence.words
    if last >= len(words) or words[last][0] not in "eE×x":
        return None
    if joined(sentence, last) and len(words[last]) <= 3 and words[last][0] in "eE" and words[last][1:].isdecimal():
        return int(words[last][1:]), last + 1
    if words[last] not in "×x" or words[last + 1 : last + 2] != ("10",):
        return None
    index, sign = last + 2 + (words[last + 2 : last + 3] == ("^",)), 1
    if index < len(words) and words[index] in MINUS and joined(sentence, index):
        index, sign = index + 1, -1
    if index < len(words) and joined(sentence, index) and words[index].isdecimal() and len(words[index]) <= 2:
        return sign * int(words[index]), index + 1
    return None


def _fraction(sentence: Sentence, index: int) -> Decimal | None:
    """The proper fraction whose numerator stands at `index`, of denominators that people speak of."""
    words = sentence.words
    if (
        index + 2 >= len(words)
        or words[index + 1] not in "/⁄"
        or not (words[index].isdecimal() and words[index + 2].isdecimal())
    ):
        return None
    if (
        len(words[index]) > 2
        or len(words[index + 2]) > 3
        or not joined(sentence, index + 2)
        or not joined(sentence, index + 1)
    ):
        return None
    top, bottom = int(words[index]), int(words[index + 2])
    if not 0 < top < bottom or (bottom > 10 and bottom not in _COMMON):
        return None
    return None if index + 3 < len(words) and words[index + 3] == "/" else Decimal(top) / bottom
