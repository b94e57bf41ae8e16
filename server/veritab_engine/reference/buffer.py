"""Stretches of memory that hold the numbers of a table, whether a file lies under them or not."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

Buffer = memoryview
"""Numbers of one C type side by side: `b`, `i`, `q` signed of 1, 4, 8 bytes, `B`, `I`, `Q` the same without a sign."""
EMPTY: Buffer = memoryview(b"")


def packed(code: str, numbers: Iterable[int]) -> Buffer:
    """These numbers as a buffer of the C type `code`; OverflowError where one does not fit."""
    return memoryview(array(code, numbers))
