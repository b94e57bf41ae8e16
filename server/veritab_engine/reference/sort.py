"""Rows sorted by columns of numbers: in plain Python where they are few, through Polars where they are many."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from veritab_engine.reference.buffer import Buffer
from veritab_engine.reference.vector import LEAST, NumberVector

if TYPE_CHECKING:
    import polars

MANY = 20_000
BLOCK = 1 << 20
"""Numbers that are taken out of Polars at a time: each is a Python object for a moment."""


def sorted_rows(keys: Sequence[Buffer], length: int) -> Buffer:
    """The rows 0 to `length` by their keys, the first one counting most; equals stay in the order of the file."""
    if length >= MANY and keys:
        return _by_polars(keys)
    rows = list(range(length))
    for key in reversed(keys):
        rows.sort(key=key.__getitem__)
    return memoryview(array("I", rows))


def series_of(buffer: Buffer) -> polars.Series:
    """The numbers of a buffer for Polars."""
    import polars

    types = {"I": polars.UInt32, "i": polars.Int32, "q": polars.Int64, "b": polars.Int8, "Q": polars.UInt64}
    return polars.Series(values=buffer, dtype=types[buffer.format])


def buffer_of(series: polars.Series, code: str) -> Buffer:
    """The numbers of a series as a buffer of the C type `code`."""
    numbers = array(code)
    for start in range(0, len(series), BLOCK):
        numbers.extend(series.slice(start, BLOCK).to_list())
    return memoryview(numbers)


def sizes_by_polars(numbers: NumberVector) -> Buffer | None:
    """The sizes of many numbers; None where one has too many digits."""
    import polars

    digits, decimals = series_of(numbers.digits), series_of(numbers.decimals)
    most = max(int(digits.max() or 0), -int(digits.min() or 0))  # type: ignore[arg-type]
    if most * 10**numbers.scale >= -LEAST:
        return None
    powers = polars.Series(values=[10 ** (numbers.scale - shown) for shown in range(numbers.scale + 1)])
    sizes = digits * powers.gather(decimals.clip(0))
    return buffer_of(sizes.zip_with(decimals >= 0, polars.repeat(LEAST, len(sizes), eager=True)), "q")


def _by_polars(keys: Sequence[Buffer]) -> Buffer:
    import polars

    frame = polars.DataFrame([series_of(key).alias(str(i)) for i, key in enumerate(keys)])
    order = frame.select(polars.arg_sort_by(frame.columns, maintain_order=True)).to_series()
    return buffer_of(order, "I")
