"""Where an offset lies as editors say it: line and column, both from 1, columns in code points."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class Places:
    """Finds lines and columns in one text, read once."""

    def __init__(self, text: str) -> None:
        lengths = (len(line) for line in text.split("\n"))
        self._starts = [0, *accumulate(length + 1 for length in lengths)]

    def of(self, offset: int) -> str:
        """ "14:31" for the offset of a code point."""
        line = bisect_right(self._starts, offset)
        return f"{line}:{offset - self._starts[line - 1] + 1}"
