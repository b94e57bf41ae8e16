"""Cardinals in digits with their scale and sign: "244.8 billion", "$40m", "−1½", "5 million 300 thousand"."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.mention import Numeral
from veritab_engine.mention.codes import is_name
from veritab_engine.mention.digits import HUNDRED, ONE, parse_digits, shown
from veritab_engine.mention.fractions import VULGAR, with_fraction
from veritab_engine.mention.groups import with_groups
from veritab_engine.mention.marks import (
    AS_WRITTEN,
    MINUS,
    SCALES,
    STICKS,
    digits_at,
    joined,
)
from veritab_engine.mention.plain import plain
from veritab_engine.mention.reading import decimals
from veritab_engine.mention.scales import scale_of
from veritab_engine.mention.shares import COARSE, MEASURED, of_a, part, share, share_after_and
from veritab_engine.value import Point, is_whole

NEGATIVES = words("numbers/negatives")
BEFORE_A_SIGN = words("numbers/before_a_sign")


def cardinal(sentence: Sentence, index: int) -> Numeral | None:
    """The number whose digits stand at a token; None where they name something."""
    return plain(sentence, index) or full(sentence, index)


def full(sentence: Sentence, index: int) -> Numeral | None:
    """The same with nothing taken for granted about what stands around the digits."""
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


def vulgar(sentence: Sentence, index: int) -> Numeral:
    """The fraction of one sign at a token: "½ million", "-¼", "¾ of a mile"."""
    point, last, scale = _whole(sentence, index, VULGAR[sentence.words[index]], index + 1)
    first, sign = _sign(sentence, index, last)
    return Numeral(first, last, _times(point, sign), scale=scale)


def _times(point: Point, sign: int) -> Point:
    return point if sign == 1 else Point(-point.number, point.shown_to, point.coarsest)


def _whole(sentence: Sentence, first: int, number: Decimal, last: int) -> tuple[Point, int, Decimal]:
    """The number with what words add to it: a scale, a fraction, places behind "point", smaller scales."""
    scale, end = scale_of(sentence, first, last)
    more = _worded(sentence, number, last, scale, end) if number == int(number) else _parted(sentence, number, last)
    if more is not None:
        return more
    return shown(number, scale), end, scale


def _parted(sentence: Sentence, number: Decimal, last: int) -> tuple[Point, int, Decimal] | None:
    """The fraction with what it is taken of: "3/4 of a mile", "½ a million"; decimals are taken of nothing."""
    lower = sentence.lower
    whole = of_a(lower, last) or (last + 1 if lower[last : last + 1] in (("a",), ("an",)) else None)
    if whole is None or not 0 < number < 1 or not (sentence.words[last - 1] in VULGAR or "/" in lower[last - 2]):
        return None
    if whole == last + 1 and not (whole < len(lower) and (lower[whole] in SCALES or lower[whole] in MEASURED)):
        return None
    scale = SCALES.get(lower[whole], ONE)
    return part(number, scale), whole + (scale != ONE), scale


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
        if number is None or not is_whole(number):
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
    parts = parts or _goes_up(sentence, index)
    return (index, 1) if parts else (index - 1, -1)


def _goes_up(sentence: Sentence, index: int) -> bool:
    """True for "75 -300mm", two numbers parted by a dash that sticks to the greater one."""
    before = parse_digits(sentence.words[index - 2]) if digits_at(sentence, index - 2) else None
    number = parse_digits(sentence.words[index]) if digits_at(sentence, index) else None
    return before is not None and number is not None and before < number


def _stands_apart(sentence: Sentence, index: int, last: int) -> bool:
    """True for a minus with a space behind it: all that stands there is the number, or "at - 3.5 %", "of − 5"."""
    words = sentence.words
    if index == 1:
        return last == len(words) or (last + 1 == len(words) and words[last] in ".!")
    return words[index - 1] in "-−" and sentence.lower[index - 2] in BEFORE_A_SIGN and not joined(sentence, index - 1)
