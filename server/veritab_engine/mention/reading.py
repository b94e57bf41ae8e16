"""Number words read from left to right: "two hundred and forty-four point eight billion", "twenty-first"."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.mention import Numeral, Ordinal
from veritab_engine.mention.digits import HUNDRED, ONE, shown
from veritab_engine.mention.marks import DASHES, SCALES
from veritab_engine.mention.number_words import CARDINALS, DIGITS, HYPHENS, ORDINALS, TENS, WORDS, scales_at
from veritab_engine.mention.shares import (
    COARSE,
    Lower,
    may_be_part,
    of_a,
    part,
    share,
    share_after_and,
    share_at,
    small,
)
from veritab_engine.value import Point

BEFORE_AND = SCALES.keys() | {"threescore", "fourscore"}
CUT_OFF = frozenset({"first", "last", "next", "past", "previous", "final", "preceding", "following", "subsequent"})
"""Before "three quarters" these make months of them."""
_ANY = 10_000
_LOOK_AHEAD = 8


class Reading:
    """One way through the words of a number: thousands close a group, hundreds multiply inside one."""

    def __init__(self, lower: Lower, first: int, *, article: bool = False) -> None:
        self.lower, self.first, self.last = lower, first, first + 1 if article else first
        self.total = Decimal(0)
        self.group = ONE if article or lower[first] in SCALES else Decimal(0)
        self.step = 1000 if self.group else _ANY
        """The size of what was read last in this group; what follows must be smaller."""
        self.limit = Decimal("Infinity")
        """The scale that closed the last group; those that follow must be smaller."""
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
        return self._decimal() or self._mixed() or self._fraction() or self._cardinal()

    def _numeral(self, last: int, point: Point, scale: Decimal | None = None) -> Numeral:
        return Numeral(self.first, last, point, in_words=True, scale=self.scale if scale is None else scale)

    def _take(self) -> bool:
        """Read the next word, past a hyphen or "and"; False where it does not go on."""
        index = self._next()
        if index is None:
            return False
        word = self.lower[index]
        if word in CARDINALS:
            taken = self._goes_on(index) and self._take_cardinal(CARDINALS[word])
        elif word in ORDINALS:
            taken = self._take_ordinal(index, ORDINALS[word])
        else:
            taken = self._take_scale(SCALES[word])
        if taken:
            self.last = index + 1
        return taken

    def _next(self) -> int | None:
        index = self.last
        if self.first < index < len(self.lower) and self._joins(index):
            index += 1
        return index if index < len(self.lower) and self.lower[index] in WORDS else None

    def _joins(self, index: int) -> bool:
        """A hyphen joins anything; "and" only what follows a hundred or a scale ("two and three" are two numbers)."""
        word = self.lower[index]
        if word == "and":
            return self.lower[index - 1] in BEFORE_AND and not self._is_between(index)
        if word in HYPHENS:
            return True
        ranks = self.lower[index + 1 : index + 2] and self.lower[index + 1] in ORDINALS
        return word in DASHES and self.lower[index - 1] in TENS and bool(ranks)

    def _is_between(self, index: int) -> bool:
        """True for the "and" of "between one hundred and one thousand", the only one there."""
        if self.first == 0 or self.lower[self.first - 1] != "between":
            return False
        return "and" not in self.lower[index + 1 : index + _LOOK_AHEAD]

    def _goes_on(self, index: int) -> bool:
        """True where the words from `index` on fit below what was read: not "and three quarters", "and two hundred"."""
        if index == self.first:
            return True
        if self.lower[index - 1] == "and" and share_at(self.lower, index) is not None:
            return False
        value, last = small(self.lower, index)
        if self.group:
            return self.step != HUNDRED or self.lower[last : last + 1] != ("hundred",)
        return self.limit > _size(self.lower, value, last)

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

    def _take_ordinal(self, index: int, value: int) -> bool:
        if value >= 100:
            return self._take_last_scale(index, value)
        if self.last > self.first and not (value < self.step and (value < 10 or self.step > 20)):
            return False
        if self._is_adjective(index, value):
            return False
        self.rank = value
        return True

    def _is_adjective(self, index: int, value: int) -> bool:
        """True for "two hundred first-time buyers": what would be a rank belongs to the noun behind it."""
        bare = self.last > self.first and self.lower[index - 1] in SCALES and value <= 3
        following = self.lower[index + 1 : index + 2]
        return bare and following != () and (following[0] in HYPHENS or following[0][0].isalpha())

    def _take_last_scale(self, index: int, value: int) -> bool:
        """The end of "two hundredth" and "three trillionth"; "one hundredth of" is a part."""
        if self.last == self.first:
            self.rank = value
            return True
        if self.total == 0 and self.group == ONE and may_be_part(self.lower, index + 1):
            return False
        if not self._take_scale(Decimal(value)):
            return False
        self.rank = 0
        return True

    def _take_scale(self, value: Decimal) -> bool:
        if self.group == 0 and self.total == 0:
            return False
        if value <= HUNDRED:
            return self._take_hundred(value)
        if self.group == 0:
            self.total, self.scale = self.total * value, self.scale * value
            self.limit *= value
        elif value >= self.limit:
            return False
        else:
            self.total, self.scale = self.total + self.group * value, ONE if self.total else value
            self.limit = value
        self.group, self.step = Decimal(0), _ANY
        return True

    def _take_hundred(self, value: Decimal) -> bool:
        """A hundred multiplies what is below one, a dozen the last two places: "three hundred and two dozen"."""
        if value == HUNDRED and not 0 < self.group < HUNDRED:
            return False
        below = self.group % HUNDRED
        if not below or (value != HUNDRED and self.total):
            return False
        self.group += below * value - below
        self.step = 100 if value == HUNDRED else 1
        return True

    def _decimal(self) -> Numeral | None:
        """ "four point two five million": digits told one by one, or as one number of two places."""
        index = self.last + (self.last < len(self.lower) and self.lower[self.last] in HYPHENS)
        if self.lower[index : index + 1] != ("point",):
            return None
        places, last = decimals(self.lower, index + 1)
        if not places:
            return None
        scale, last = scales_at(self.lower, last)
        return self._numeral(last, shown(Decimal(f"{int(self.total + self.group)}.{places}"), scale), scale)

    def _mixed(self) -> Numeral | None:
        """ "two and a half million", "one million and a half", "five and a quarter"."""
        found = share_after_and(self.lower, self.last)
        if found is None:
            return None
        more, last = found
        if self.total and self.group:
            return self._numeral(last, part(self.total + self.group + more))
        scale, last = scales_at(self.lower, last)
        if self.total:
            number = self.total + more * (scale if scale > ONE else self.scale)
            return self._numeral(last, part(number / self.scale, self.scale))
        return self._numeral(last, part(self.group + more, scale), scale)

    def _fraction(self) -> Numeral | None:
        """ "two thirds", "three-quarters of a million", "twenty-one fifths": the number is the numerator."""
        found = share(self.lower, self.last, self.total + self.group)
        if found is None or (self.lower[found[1] - 1] in COARSE and self._is_cut_off()):
            return None
        whole = of_a(self.lower, found[1])
        if whole is None:
            return self._numeral(found[1], part(found[0]), ONE)
        scale, last = scales_at(self.lower, whole)
        return self._numeral(last, part(found[0], scale), scale)

    def _is_cut_off(self) -> bool:
        return self.first > 0 and self.lower[self.first - 1] in CUT_OFF

    def _cardinal(self) -> Numeral:
        number = self.total + self.group
        if self.group == 0 and self.scale > HUNDRED:
            return self._numeral(self.last, shown(number / self.scale, self.scale))
        hundreds = self.total == 0 and self.step == HUNDRED
        return self._numeral(self.last, shown(number), HUNDRED if hundreds else self.scale)


def decimals(lower: Lower, index: int) -> tuple[str, int]:
    """The places behind "point" and the index after them: "nought four", "twenty-five"."""
    start = index + (index < len(lower) and lower[index] in HYPHENS)
    value, last = small(lower, start)
    if value >= 10:
        return str(value), last
    places, last = "", start
    while last < len(lower) and lower[last] in DIGITS:
        places += DIGITS[lower[last]]
        last += 1 + (lower[last + 1 : last + 2] != () and lower[last + 1] in HYPHENS)
    while last > start and lower[last - 1] in HYPHENS:
        last -= 1
    return places, last


def _size(lower: Lower, value: int, last: int) -> Decimal:
    """The size of the group that begins with a small cardinal: 300_000 of "three hundred thousand"."""
    size = Decimal(value)
    if lower[last : last + 1] == ("hundred",):
        size, last = size * HUNDRED, last + 1
        more, last = small(lower, last + (lower[last : last + 1] == ("and",)))
        size += more
    return size * scales_at(lower, last)[0]
