"""Cardinal numbers in digits and in words, with their scale words; ordinals too.

A scan stops at the tokens that can open a number, digits or number words, and reads on from there. Digits that name
instead of counting (telephone numbers, times of day, versions, "G20", "COVID-19") are no numerals.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import forms, mapping, phrases, words
from veritab_engine.mention import Numeral, Ordinal
from veritab_engine.mention.digits import ONE, parse_digits, shown
from veritab_engine.mention.spelled import OPENS, spelled
from veritab_engine.value import Point

SCALES = {word: Decimal(value) for word, value in mapping("numbers/scales").items()}
ATTACHED = {word: Decimal(value) for word, value in mapping("numbers/attached").items()}
BESIDE_MONEY = {word: Decimal(value) for word, value in mapping("numbers/beside_money").items()}
NEGATIVES = words("numbers/negatives")
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
MINUS = frozenset("-−–‐‑﹣－")
MONEY_SIGNS = frozenset("$€£¥₹₽₩₺₴₦₫฿₱₪₸₼₾¢￥")
VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3,
          "⅛": Decimal("0.125"), "⅜": Decimal("0.375"), "⅝": Decimal("0.625"), "⅞": Decimal("0.875")}  # fmt: skip
_DIGITS = frozenset("0123456789")
STICKS = frozenset(ATTACHED) | frozenset(BESIDE_MONEY) | frozenset(SCALES) | frozenset(mapping("units/stuck")) | frozenset(mapping("units/powers"))
STICKS |= frozenset(form for name in ("units/words", "units/time", "units/percent", "currencies/after") for form in forms(name))
IDENTIFIES = words("numbers/identifies")
CAPITALISED = words("numbers/identifies_capitalised")
TIES = MINUS | {"/", "."}
CODES = frozenset(phrases("currencies/before").heads) | {"us"}
BEFORE_A_HYPHEN = words("numbers/before_a_hyphen") | SCALES.keys()
NUMBERING = IDENTIFIES | CAPITALISED
NO_THINGS = words("numbers/after_metres")
TIMES_OF_DAY = words("numbers/times_of_day")


def numbers(sentence: Sentence, taken: frozenset[int]) -> tuple[list[Numeral], list[Ordinal]]:
    """All cardinals and all ordinals of a sentence outside the tokens `taken`, each in order; they share no token."""
    cardinals: list[Numeral] = []
    ordinals: list[Ordinal] = []
    index = 0
    for opening in _openings(sentence):
        if opening < index or opening in taken:
            continue
        found = _number_at(sentence, opening)
        if isinstance(found, Numeral):
            cardinals.append(found)
        elif found is not None:
            ordinals.append(found)
        index = found.last if found is not None else opening + 1
    return cardinals, ordinals


def _openings(sentence: Sentence) -> list[int]:
    """The tokens that can open a number."""
    lower = sentence.lower
    return [
        index
        for index, word in enumerate(lower)
        if word[0] in _DIGITS or word in OPENS or word in VULGAR or (word[0] == "." and len(word) > 1 and word[1] in _DIGITS)
    ]


def _number_at(sentence: Sentence, index: int) -> Numeral | Ordinal | None:
    word = sentence.lower[index]
    if word in VULGAR:
        return Numeral(index, index + 1, Point(VULGAR[word]))
    if word in OPENS:
        return _signed(sentence, spelled(sentence.lower, index))
    return _ordinal(sentence, index) or _cardinal(sentence, index)


def _signed(sentence: Sentence, number: Numeral | Ordinal | None) -> Numeral | Ordinal | None:
    """The number in words with the "minus" before it."""
    if not isinstance(number, Numeral) or not number.first or sentence.lower[number.first - 1] not in NEGATIVES:
        return number
    point = replace(number.point, number=-number.point.number)
    return replace(number, first=number.first - 1, point=point)


def _ordinal(sentence: Sentence, index: int) -> Ordinal | None:
    """The ordinal "11th", its suffix stuck to it."""
    word = sentence.words[index]
    if index + 1 == len(sentence.words) or not joined(sentence, index + 1) or not word.replace(",", "").isdigit():
        return None
    if sentence.lower[index + 1] not in SUFFIXES or len(word) > 9:
        return None
    return Ordinal(index, index + 2, int(word.replace(",", "")))


def _cardinal(sentence: Sentence, index: int) -> Numeral | None:
    number = parse_digits(sentence.words[index])
    if number is None or _is_name(sentence, index):
        return None
    number, last = _with_fraction(sentence, index, *_with_groups(sentence, index, number))
    if last < len(sentence.words) and joined(sentence, last) and not _may_stick(sentence, last):
        return None
    scale, last = _scale(sentence, index, last)
    first, sign = _sign(sentence, index)
    return Numeral(first, last, shown(number * sign, scale), scale=scale)


def joined(sentence: Sentence, index: int) -> bool:
    """True where no space parts the token from the one before it."""
    return 0 < index < len(sentence.words) and sentence.ends[index - 1] == sentence.starts[index]


def _is_name(sentence: Sentence, index: int) -> bool:
    """True where the digits are part of a name or code: "COVID-19", "#5", "14:22", "24/7", "B2"."""
    words = sentence.words
    if _is_named(sentence, index) or _is_dialled(sentence, index):
        return True
    if sentence.lower[index + 1 : index + 2] and sentence.lower[index + 1] in TIMES_OF_DAY:
        return True
    if joined(sentence, index):
        before = words[index - 1]
        if (before[-1].isalpha() and before.lower() not in CODES) or before in ("#", "@", "_", "^") or (before == ":" and _digits_at(sentence, index - 2)):
            return True
        if before in TIES and index > 1 and joined(sentence, index - 1) and words[index - 2][-1].isalpha():
            return words[index - 2].lower() not in BEFORE_A_HYPHEN
        if before == "-" and _groups(sentence, index) > 2:
            return True
    if joined(sentence, index + 1) and words[index + 1] == "-" and _groups(sentence, index) > 2:
        return True
    following = index + 2
    return following < len(words) and joined(sentence, index + 1) and words[index + 1] == ":" and (
        joined(sentence, following) and _digits_at(sentence, following)
    )


def _groups(sentence: Sentence, index: int) -> int:
    """How many groups of digits the hyphens around tie together; more than two are a telephone number or a code."""
    first = last = index
    while index - first < 6 and joined(sentence, first) and sentence.words[first - 1] == "-" and _digits_at(sentence, first - 2):
        if not joined(sentence, first - 1):
            break
        first -= 2
    while last - index < 6 and joined(sentence, last + 1) and sentence.words[last + 1] == "-" and joined(sentence, last + 2):
        if not _digits_at(sentence, last + 2):
            break
        last += 2
    return (last - first) // 2 + 1


def _is_dialled(sentence: Sentence, index: int) -> bool:
    """True for the groups of a telephone number behind its plus: "+86 10 8888 9999"."""
    for place in range(index, max(index - 6, 0), -1):
        if not _digits_at(sentence, place) or "," in sentence.words[place]:
            return False
        if sentence.words[place - 1] == "+":
            return joined(sentence, place) and (place < index or _digits_at(sentence, index + 1))
        if sentence.starts[place] - sentence.ends[place - 1] > 1:
            return False
    return False


def _is_named(sentence: Sentence, index: int) -> bool:
    """True after a word that numbers things: "Section 427", "No. 5", "Boeing 737"."""
    place = index - 1
    if place > 0 and sentence.words[place] == "." and joined(sentence, place):
        place -= 1
    if place < 0 or sentence.lower[place] not in NUMBERING:
        return False
    return sentence.lower[place] not in CAPITALISED or (sentence.words[place][0].isupper() and place > 0)


def _digits_at(sentence: Sentence, index: int) -> bool:
    return 0 <= index < len(sentence.words) and sentence.words[index][0] in _DIGITS


def _with_groups(sentence: Sentence, index: int, number: Decimal) -> tuple[Decimal, int]:
    """Take up thousands parted by plain spaces, "40 000", where no other digits stand around them."""
    words, last = sentence.words, index + 1
    if len(words[index]) > 3 or not words[index].isdecimal() or _digits_at(sentence, index - 1):
        return number, last
    while last < len(words) and len(words[last]) == 3 and words[last].isdecimal() and last - index < 6:
        if sentence.starts[last] != sentence.ends[last - 1] + 1:
            return number, index + 1
        last += 1
    if last == index + 1 or _digits_at(sentence, last) or joined(sentence, last):
        return number, index + 1
    return Decimal("".join(words[index:last])), last


def _with_fraction(sentence: Sentence, index: int, number: Decimal, last: int) -> tuple[Decimal, int]:
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
    if index + 2 >= len(words) or words[index + 1] not in "/⁄" or not (words[index].isdecimal() and words[index + 2].isdecimal()):
        return None
    if len(words[index]) > 2 or len(words[index + 2]) > 3 or not joined(sentence, index + 2) or not joined(sentence, index + 1):
        return None
    top, bottom = int(words[index]), int(words[index + 2])
    if not 0 < top < bottom or (bottom > 10 and bottom not in (12, 16, 20, 32, 64, 100)):
        return None
    return None if index + 3 < len(words) and words[index + 3] == "/" else Decimal(top) / bottom


def _may_stick(sentence: Sentence, last: int) -> bool:
    """True unless the letters that stick to the digits make a name of them: "5G", "737s", "4x4"."""
    word = sentence.words[last]
    if word == "s" and len(sentence.words[last - 1]) == 4:
        return False
    return not word[0].isalpha() or sentence.lower[last] in STICKS or word in STICKS


def _scale(sentence: Sentence, first: int, last: int) -> tuple[Decimal, int]:
    """The product of the scale words that follow, and the index after them."""
    scale, lower = ONE, sentence.lower
    if last < len(lower) and joined(sentence, last):
        short = ATTACHED.get(lower[last]) or _beside_money(sentence, first, last) or _of_things(sentence, last)
        if short is not None:
            return short, last + 1
        if lower[last] == "-" and last + 1 < len(lower) and lower[last + 1] in SCALES and joined(sentence, last + 1):
            return SCALES[lower[last + 1]], last + 2
    while last < len(lower) and lower[last] in SCALES:
        scale *= SCALES[lower[last]]
        last += 1
    if scale == ONE and last < len(lower):
        short = _beside_money(sentence, first, last)
        return (short, last + 1) if short is not None else (scale, last)
    return scale, last


def _of_things(sentence: Sentence, last: int) -> Decimal | None:
    """The "m" of "35m devices" and of "1.2m tons": millions, where things or a unit follow and no dimension; "5M"."""
    word, lower = sentence.words[last], sentence.lower
    if word in ("M", "B"):
        return BESIDE_MONEY[lower[last]]
    if word not in ("m", "b"):
        return None
    following = lower[last + 1 : last + 6]
    if not following or following[0] in NO_THINGS or not following[0].isalpha():
        return None
    named = any(word.endswith("s") and len(word) > 3 for word in following) or following[0] == "people"
    return BESIDE_MONEY[word] if named else None


def _beside_money(sentence: Sentence, first: int, last: int) -> Decimal | None:
    """The short scale of an amount of money: the "m" of "$40m" and "$ 40 m"."""
    if first == 0 or sentence.words[first - 1] not in MONEY_SIGNS:
        return None
    return BESIDE_MONEY.get(sentence.lower[last])


def _sign(sentence: Sentence, index: int) -> tuple[int, int]:
    """Where the numeral starts and its sign: a minus stuck to it that parts nothing, or the word."""
    words = sentence.words
    if index and sentence.lower[index - 1] in NEGATIVES:
        return index - 1, -1
    if index > 1 and words[index - 1] == "-" and sentence.lower[index - 2] in NEGATIVES and joined(sentence, index - 1):
        return index - 2, -1
    if not joined(sentence, index) or words[index - 1] not in MINUS:
        return index, 1
    parts = joined(sentence, index - 1) and (words[index - 2][-1].isalnum() or words[index - 2] in ")]%.'")
    return (index, 1) if parts else (index - 1, -1)
