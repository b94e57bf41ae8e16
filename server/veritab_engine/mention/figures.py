"""Cardinals in digits with their scale and sign: "244.8 billion", "$40m", "−1½", "5 million 300 thousand"."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.mention import Numeral
from veritab_engine.mention.codes import is_name
from veritab_engine.mention.digits import HUNDRED, ONE, parse_digits, shown
from veritab_engine.mention.fractions import with_fraction
from veritab_engine.mention.groups import with_groups
from veritab_engine.mention.marks import (
    AS_WRITTEN,
    ATTACHED,
    BESIDE_MONEY,
    DASHES,
    MINUS,
    SCALES,
    STICKS,
    digits_at,
    joined,
)
from veritab_engine.mention.reading import decimals
from veritab_engine.mention.shares import COARSE, of_a, part, share, share_after_and
from veritab_engine.value import Point

EAST_ASIAN = {word: Decimal(value) for word, value in mapping("numbers/east_asian").items()}
NEGATIVES = words("numbers/negatives")
_TO = frozenset((sign,) for sign in DASHES | {"to"})
NO_THINGS = words("numbers/after_metres")
BEFORE_A_SIGN = words("numbers/before_a_sign")
MONEY_SIGNS = frozenset(mapping("currencies/signs"))
CODES = phrases("currencies/before")


def cardinal(sentence: Sentence, index: int) -> Numeral | None:
    """The number whose digits stand at a token; None where they name something."""
    number = parse_digits(sentence.words[index])
    if number is None or is_name(sentence, index):
        return None
    number, last = with_fraction(sentence, index, *with_groups(sentence, index, number))
    if last < len(sentence.words) and joined(sentence, last) and not _may_stick(sentence, last):
        return None
    if _is_slashed(sentence, index, last):
        return None
    point, last, scale = _whole(sentence, index, number, last)
    first, sign = _sign(sentence, index, last)
    return Numeral(first, last, _times(point, sign), scale=scale)


def _times(point: Point, sign: int) -> Point:
    return point if sign == 1 else Point(-point.number, point.shown_to, point.coarsest)


def _whole(sentence: Sentence, first: int, number: Decimal, last: int) -> tuple[Point, int, Decimal]:
    """The number with what words add to it: a scale, a fraction, places behind "point", smaller scales."""
    scale, end = _scale(sentence, first, last)
    if number == int(number):
        more = _worded(sentence, number, last, scale, end)
        if more is not None:
            return more
    return shown(number, scale), end, scale


def _worded(
    sentence: Sentence, number: Decimal, last: int, scale: Decimal, end: int
) -> tuple[Point, int, Decimal] | None:
    lower = sentence.lower
    if scale == ONE:
        return _with_share(lower, number, last) or _with_places(sentence, number, last)
    mixed = share_after_and(lower, end)
    if mixed is not None and scale >= 1000:
        return part(number + mixed[0], scale), mixed[1], scale
    total, place = _smaller(sentence, number * scale, scale, end)
    return (shown(total), place, ONE) if place != end else None


def _with_share(lower: tuple[str, ...], number: Decimal, last: int) -> tuple[Point, int, Decimal] | None:
    """ "2 and a half million", "2 thirds of a mile"; "20 and a half of them" are two numbers, "3 quarters" a time."""
    mixed = share_after_and(lower, last)
    if mixed is not None and lower[mixed[1] : mixed[1] + 1] != ("of",):
        scale = SCALES.get(lower[mixed[1]], ONE) if mixed[1] < len(lower) else ONE
        return part(number + mixed[0], scale), mixed[1] + (scale != ONE), scale
    found = share(lower, last, number)
    if found is None or lower[found[1] - 1] in COARSE or found[0] >= 1 or found[0] * HUNDRED < 1:
        return None
    whole = of_a(lower, found[1])
    scale = SCALES.get(lower[whole], ONE) if whole is not None else ONE
    return part(found[0], scale), found[1] if whole is None else whole + (scale != ONE), scale


def _with_places(sentence: Sentence, number: Decimal, last: int) -> tuple[Point, int, Decimal] | None:
    """ "1 point 1", "4 point five million": no noun may follow, for a point is a thing to win by, too."""
    lower = sentence.lower
    if lower[last : last + 1] != ("point",) or last + 1 >= len(lower):
        return None
    places, end = decimals(lower, last + 1)
    if digits_at(sentence, last + 1) and lower[last + 1].isdecimal():
        places, end = lower[last + 1], last + 2
    if not places:
        return None
    scale = SCALES.get(lower[end], ONE) if end < len(lower) else ONE
    if scale == ONE and end < len(lower) and lower[end][0].isalpha() and lower[end] not in STICKS:
        return None
    return shown(Decimal(f"{int(number)}.{places}"), scale), end + (scale != ONE), scale


def _smaller(sentence: Sentence, total: Decimal, scale: Decimal, last: int) -> tuple[Decimal, int]:
    """Take up smaller scales, each with its own digits: "5 million 300 thousand", "4 thousand 3 hundred and 21"."""
    lower = sentence.lower
    while last + 1 < len(lower):
        place = last + (lower[last] == "and")
        number = parse_digits(lower[place]) if digits_at(sentence, place) else None
        if number is None or number % 1:
            break
        smaller = SCALES.get(lower[place + 1], ONE) if place + 1 < len(lower) else ONE
        ends = smaller == ONE and scale == HUNDRED and place > last and number < HUNDRED
        if not (ends or (ONE < smaller < scale and number * smaller < scale and smaller != 12)):
            break
        total, scale, last = total + number * smaller, smaller, place + 1 + (smaller != ONE)
    return total, last


def _is_slashed(sentence: Sentence, index: int, last: int) -> bool:
    """True for either side of "24/7", which is no fraction."""
    words = sentence.words
    after = words[last : last + 1] == ("/",) and joined(sentence, last) and digits_at(sentence, last + 1)
    return after or (joined(sentence, index) and words[index - 1] == "/" and digits_at(sentence, index - 2))


def _may_stick(sentence: Sentence, last: int) -> bool:
    """True unless the letters that stick to the digits make a name of them: "5G", "737s", "4x4"."""
    word = sentence.words[last]
    if word == "s" and len(sentence.words[last - 1]) == 4:
        return False
    return not word[0].isalpha() or sentence.lower[last] in STICKS or word in AS_WRITTEN


def _scale(sentence: Sentence, first: int, last: int) -> tuple[Decimal, int]:
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
    return first == 0 or not (sentence.words[first - 1] in MONEY_SIGNS or CODES.before(sentence.lower, first))


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
    if first == 0 or sentence.words[first - 1] not in MONEY_SIGNS:
        return None
    return BESIDE_MONEY.get(sentence.lower[last])


def _sign(sentence: Sentence, index: int, last: int) -> tuple[int, int]:
    """Where the numeral starts and its sign: a minus stuck to it that parts nothing, or the word."""
    words = sentence.words
    if index and sentence.lower[index - 1] in NEGATIVES and sentence.lower[index - 2 : index - 1] != ("or",):
        return index - 1, -1
    if index > 1 and words[index - 1] == "-" and sentence.lower[index - 2] in NEGATIVES and joined(sentence, index - 1):
        return index - 2, -1
    if index == 0 or words[index - 1] not in MINUS:
        return index, 1
    if not joined(sentence, index):
        return (index - 1, -1) if _stands_apart(sentence, index, last) else (index, 1)
    parts = joined(sentence, index - 1) and (words[index - 2][-1].isalnum() or words[index - 2] in ")]%.'")
    return (index, 1) if parts else (index - 1, -1)


def _stands_apart(sentence: Sentence, index: int, last: int) -> bool:
    """True for a minus with a space behind it: all that stands there is the number, or "at - 3.5 %", "of − 5"."""
    words = sentence.words
    if index == 1:
        return last == len(words) or (last + 1 == len(words) and words[last] in ".!")
    return words[index - 1] in "-−" and sentence.lower[index - 2] in BEFORE_A_SIGN and not joined(sentence, index - 1)
