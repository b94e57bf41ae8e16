"""What multiplies a number in digits: scale words, and short scales that only some numbers have ("$40m", "35m ads")."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.mention.currency_table import CODES, SIGNS, WORDS
from veritab_engine.mention.digits import ONE
from veritab_engine.mention.marks import ATTACHED, BESIDE_MONEY, DASHES, SCALES, digits_at, joined

EAST_ASIAN = {word: Decimal(value) for word, value in mapping("numbers/east_asian").items()}
NO_THINGS = words("numbers/after_metres")
BEFORE = phrases("currencies/before")
_TO = frozenset((sign,) for sign in DASHES | {"to"})


def scale_of(sentence: Sentence, first: int, last: int) -> tuple[Decimal, int]:
    """The product of the scale words that follow, and the index after them."""
    scale, lower = ONE, sentence.lower
    if last < len(lower) and joined(sentence, last):
        short = ATTACHED.get(lower[last]) or _beside_money(sentence, first, last) or _of_things(sentence, last)
        if short is not None:
            return short, last + 1
        if lower[last] == "-" and last + 1 < len(lower) and lower[last + 1] in SCALES and joined(sentence, last + 1):
            return SCALES[lower[last + 1]], last + 2
    while last < len(lower) and lower[last] in SCALES and not _is_chromium(sentence, first, last):
        scale *= SCALES[lower[last]]
        last += 1
    if scale == ONE and last < len(lower):
        short = _beside_money(sentence, first, last) or _apart(sentence, last)
        return (short, last + 1) if short is not None else (scale, last)
    return scale, last


def _is_chromium(sentence: Sentence, first: int, last: int) -> bool:
    """True for a "Cr" that stands behind no amount of money."""
    if sentence.words[last] != "Cr":
        return False
    return not _has_sign(sentence, first)


def _apart(sentence: Sentence, last: int) -> Decimal | None:
    """The short scale that a space parts from its digits: "10 k", "5.2 M users", "500 wan"; no "1.14 M Jup"."""
    word, following = sentence.words[last], sentence.words[last + 1 : last + 2]
    if word in EAST_ASIAN:
        return EAST_ASIAN[word]
    if word not in ("k", "M", "mil") or (following and following[0] in NO_THINGS):
        return None
    return BESIDE_MONEY[word.lower()] if not following or following[0].islower() or following[0] in ".,;)" else None


def _of_things(sentence: Sentence, last: int) -> Decimal | None:
    """The "m" of "35m devices" and of "1.2m tons": millions, where things or a unit follow and no dimension; "5M"."""
    word, lower = sentence.words[last], sentence.lower
    if word in ("M", "B"):
        return BESIDE_MONEY[lower[last]]
    if word not in ("m", "b"):
        return None
    if word == "b" and "." in sentence.words[last - 1]:
        return BESIDE_MONEY[word]
    place = last + 1
    if lower[place : place + 1] in _TO and lower[place + 2 : place + 3] == (lower[last],):
        place += 3
    following = lower[place : place + 5]
    if not following or following[0] in NO_THINGS or not following[0].isalpha():
        return None
    named = any(word.endswith("s") and len(word) > 3 for word in following) or following[0] == "people"
    return BESIDE_MONEY[word] if named else None


def _beside_money(sentence: Sentence, first: int, last: int) -> Decimal | None:
    """The short scale of an amount of money: the "m" of "$40m" and "$ 40 m"."""
    if not (_has_sign(sentence, first) or _ends_range(sentence, first)):
        return None
    return BESIDE_MONEY.get(sentence.lower[last])


def _has_sign(sentence: Sentence, first: int) -> bool:
    """True behind "$" and behind a code: "EUR 40m", "RM3m"."""
    if first < 1:
        return False
    word = sentence.words[first - 1]
    if word in SIGNS or (word in CODES and word not in WORDS):
        return True
    return word[0].isupper() and BEFORE.before(sentence.lower, first) is not None


def _ends_range(sentence: Sentence, first: int) -> bool:
    """True for the upper end of "$10-15m" and "$10m to 15m"."""
    if first < 3 or sentence.lower[first - 1 : first] not in _TO:
        return False
    place = first - 2 - (sentence.lower[first - 2] in BESIDE_MONEY)
    return digits_at(sentence, place) and _has_sign(sentence, place)
