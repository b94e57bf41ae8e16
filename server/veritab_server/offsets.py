"""Offsets of one text in the three units that callers count in.

The engine counts code points. A mark is kept for every block of them, so that a look-up converts at most one block and
the whole text is read once, whatever the number of spans.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

BLOCK = 512
"""Code points between two marks."""


class Encoding(Enum):
    """What offsets count; the value is the codec and the bytes of one unit."""

    CODE_POINTS = ("", 0)
    UTF8 = ("utf-8", 1)
    UTF16 = ("utf-16-le", 2)


@dataclass(frozen=True, slots=True)
class Offsets:
    """Converts offsets into `text` from code points to units of `encoding` and back."""

    text: str
    encoding: Encoding
    marks: tuple[int, ...]
    """The units before each block; empty where units are code points."""

    @classmethod
    def of(cls, text: str, encoding: Encoding) -> Offsets:
        """Read `text` once."""
        if encoding is Encoding.CODE_POINTS or text.isascii():
            return cls(text, encoding, ())
        blocks = (text[start : start + BLOCK] for start in range(0, len(text), BLOCK))
        return cls(text, encoding, tuple(accumulate((_units(block, encoding) for block in blocks), initial=0)))

    @property
    def length(self) -> int:
        """The units of the whole text."""
        return self.marks[-1] if self.marks else len(self.text)

    def to_units(self, offset: int) -> int:
        """The units before the code point at `offset`, 0 to `len(text)`."""
        if not self.marks:
            return offset
        block = offset // BLOCK
        return self.marks[block] + _units(self.text[block * BLOCK : offset], self.encoding)

    def to_code_points(self, units: int) -> int:
        """The code points before `units`; ValueError where that is outside the text or inside a character."""
        if not 0 <= units <= self.length:
            raise ValueError(f"{units} is outside the text, which ends at {self.length}")
        if not self.marks:
            return units
        block = max(bisect_left(self.marks, units) - 1, 0)
        characters = self.text[block * BLOCK : (block + 1) * BLOCK]
        before = list(accumulate((_units(each, self.encoding) for each in characters), initial=self.marks[block]))
        found = bisect_left(before, units)
        if before[found] != units:
            raise ValueError(f"{units} is inside a character")
        return block * BLOCK + found


def _units(text: str, encoding: Encoding) -> int:
    codec, width = encoding.value
    return len(text.encode(codec, "surrogatepass")) // width
