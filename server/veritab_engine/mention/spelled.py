"""Numbers in words: "two hundred and fifty", "half a million", "twenty-first"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Numeral, Ordinal
from veritab_engine.mention.digits import HUNDRED, ONE, shown
from veritab_engine.mention.marks import SCALES
from veritab_engine.value import Point

CARDINALS = {word: int(value) for word, value in mapping("numbers/cardinals").items()}
ORDINALS = {word: int(value) for word, value in mapping("numbers/ordinals").items()}
HALF = Decimal("0.5")
QUARTER = Decimal("0.25")
HUNDREDTH = Decimal("0.01")
FRACTIONS = {word: int(parts) for word, parts in mapping("numbers/fractions").items()}
AFTER_A_FRACTION = words("numbers/after_a_fraction")
TIMES = {word: Decimal(value) for word, value in mapping("numbers/times").items()}
MULTIPLIES = words("numbers/multiplies")
OPENS = frozenset(TIMES) | frozenset(CARDINALS) | frozenset(ORDINALS) | {"a", "an", "half"}


def spelled(lower: Sequence[str], first: int) -> Numeral | Ordinal | None:
    """The number in words that opens at `first`, as long as it goes on."""
    if lower[first] in ("a", "an"):
        return _one_scale(lower, first)
    if lower[first] == "half":
        return _half(lower, first)
    if lower[first] in TIMES:
        multiplies = first + 1 < len(lower) and lower[first + 1] in MULTIPLIES
        return None if multiplies else Numeral(first, first + 1, Point(TIMES[lower[first]]), in_words=True)
    return _Reading(lower, first).number()


def _one_scale(lower: Sequence[str], first: int) -> Numeral | None:
    """ "a million", "a hundred and fifty", "a third of": the article counts for one before a scale word or a part."""
    if first + 1 >= len(lower):
        return None
    if lower[first + 1] in FRACTIONS and _may_be_part(lower, first + 2):
        return _part(first, first + 2, ONE / FRACTIONS[lower[first + 1]])
    if lower[first + 1 : first + 2] == ("quarter",) and lower[first + 2 : first + 3] and lower[first + 2] in SCALES:
        scale = SCALES[lower[first + 2]]
        return Numeral(first, first + 3, shown(QUARTER, scale), in_words=True, scale=scale)
    if lower[first + 1] not in SCALES or lower[first + 1].endswith("s"):
        return None
    reading = _Reading(lower, first, article=True)
    found = reading.number()
    return found if isinstance(found, Numeral) else None


def _may_be_part(lower: Sequence[str], index: int) -> bool:
    """True where what follows is not a noun that the word would rank ("a third term")."""
    if index >= len(lower) or lower[index] in AFTER_A_FRACTION:
        return True
    return not lower[index][0].isalpha() and lower[index] not in "-‐‑"


def _part(first: int, last: int, share: Decimal) -> Numeral:
    return Numeral(first, last, Point(share, HUNDREDTH, HUNDREDTH), in_words=True)


def _half(lower: Sequence[str], first: int) -> Numeral | None:
    """ "half a million", "half a dozen", "half an hour", "half of", but not "the second half"."""
    index = first + 1
    if lower[index : index + 1] in (("a",), ("an",), ("-",)):
        index += 1
    if index >= len(lower) or lower[index] not in SCALES:
        return _half_of(lower, first)
    scale = SCALES[lower[index]]
    return Numeral(first, index + 1, shown(HALF, scale), in_words=True, scale=scale)


def _half_of(lower: Sequence[str], first: int) -> Numeral | None:
    following = lower[first + 1] if first + 1 < len(lower) else ""
    before = lower[first - 1] if first else ""
    whole = following in ("of", "the", "all", "its", "their", "his", "her", "our", "an", "a")
    hedged = before in ("than", "nearly", "almost", "about", "over", "around", "roughly")
    if before in ("the", "second", "first", "other", "latter", "in", "last", "-", "this") or not (whole or hedged):
        return None
    last = first + 2 if following in ("an", "a") else first + 1
    return _part(first, last, HALF)


class _Reading:
    """One way through the words of a number: thousands close a group, hundreds multiply inside one."""

    def __init__(self, lower: Sequence[str], first: int, *, article: bool = False) -> None:
        self.lower, self.first, self.last = lower, first, first + 1 if article else first
        self.total = Decimal(0)
        self.group = ONE if article else Decimal(0)
        self.step = 1000 if article else 10_000
        """The size of what was read last in this group; what follows must be smaller."""
        self.scale = ONE
        self.rank: int | None = None

    def number(self) -> Numeral | Ordinal | None:
        """Read as far as the words make one number."""
        while self.rank is None and self._take():
            pass
        if self.rank is not None:
            return Ordinal(self.first, self.last, int(self.total + self.group) + self.rank, in_words=True)
        if self.last == self.first:
            return None
        self._half_more()
        fraction = self._fraction()
        if fraction is not None:
            return Numeral(self.first, self.last, Point(fraction, HUNDREDTH, HUNDREDTH), in_words=True)
        return Numeral(self.first, self.last, self._point(), in_words=True, scale=self.scale)

    def _take(self) -> bool:
        """Read the next word, past a hyphen or "and"; False where it does not go on."""
        index = self._next()
        if index is None:
            return False
        word = self.lower[index]
        if word in CARDINALS:
            taken = self._take_cardinal(CARDINALS[word])
        elif word in ORDINALS:
            taken = self._take_ordinal(ORDINALS[word])
        else:
            taken = self._take_scale(SCALES[word])
        if taken:
            self.last = index + 1
        return taken

    def _next(self) -> int | None:
        index = self.last
        if index > self.first and index + 1 < len(self.lower) and self._joins(index):
            index += 1
        if index < len(self.lower) and (
            self.lower[index] in CARDINALS or self.lower[index] in ORDINALS or self.lower[index] in SCALES
        ):
            return index
        return None

    def _joins(self, index: int) -> bool:
        """A hyphen joins anything; "and" only what follows a hundred or a scale ("two and three" are two numbers)."""
        after_scale = self.lower[index - 1] in SCALES
        return self.lower[index] == "-" or (self.lower[index] == "and" and after_scale)

    def _take_cardinal(self, value: int) -> bool:
        if value == 0:
            fits = self.last == self.first
        else:
            fits = value < self.step and (value < 10 or self.step > 20)
        if not fits:
            return False
        self.group += value
        self.step = 10 if value >= 20 and value % 10 == 0 else 1
        return True

    def _take_ordinal(self, value: int) -> bool:
        if self.last == self.first:
            self.rank = value
            return True
        if value >= 100:
            if self.group == 0:
                return False
            self.rank = int(self.group) * value - int(self.group)
            return True
        if value < self.step and (value < 10 or self.step > 20):
            self.rank = value
            return True
        return False

    def _take_scale(self, value: Decimal) -> bool:
        if self.last == self.first or (self.group == 0 and self.total == 0):
            return False
        if value <= HUNDRED:
            return self._take_hundred(value)
        if self.group == 0:
            self.total, self.scale = self.total * value, self.scale * value
        elif self.total and self.total < value:
            return False
        else:
            self.total, self.scale = self.total + self.group * value, ONE if self.total else value
        self.group, self.step = Decimal(0), 10_000
        return True

    def _take_hundred(self, value: Decimal) -> bool:
        if not 0 < self.group < HUNDRED or (value != HUNDRED and self.total):
            return False
        self.group *= value
        self.step = 100 if value == HUNDRED else 1
        return True

    def _half_more(self) -> None:
        """ "two and a half million", "one million and a half", "five and a quarter"."""
        if (
            self.last + 2 >= len(self.lower)
            or self.lower[self.last] != "and"
            or self.lower[self.last + 1] not in ("a", "one")
        ):
            return
        if self.lower[self.last + 2] not in FRACTIONS:
            return
        share = ONE / FRACTIONS[self.lower[self.last + 2]]
        self.last += 3
        if self.total:
            self.total += share * self.scale if self.group == 0 else share
            return
        self.group += share
        if self.last < len(self.lower) and self.lower[self.last] in SCALES:
            self.scale = SCALES[self.lower[self.last]]
            self.last += 1
            self.total, self.group = self.group * self.scale, Decimal(0)

    def _fraction(self) -> Decimal | None:
        """ "two thirds", "three-quarters", "one third of": the number is the numerator."""
        index = self.last + (self.last < len(self.lower) and self.lower[self.last] == "-")
        if self.total or index >= len(self.lower) or self.lower[index] not in FRACTIONS:
            return None
        parts = FRACTIONS[self.lower[index]]
        plural = self.lower[index].endswith("s")
        if plural == (self.group == ONE) or self.group >= parts or not (plural or _may_be_part(self.lower, index + 1)):
            return None
        self.last = index + 1
        return self.group / parts

    def _point(self) -> Point:
        number = self.total + self.group
        if self.group == 0 and self.scale > HUNDRED:
            return shown(number / self.scale, self.scale)
        return shown(number)
