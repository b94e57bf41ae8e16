"""Long columns: the texts of millions of rows as Polars keeps them, in place of a Python object for each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import polars

LONG = 1 << 18
"""A table of more rows than this has long columns."""
BLOCK = 1 << 17
"""Rows that are Python objects at a time."""


class LongColumn(Sequence[str]):
    """The texts of a column, stripped, empty ones for missing cells."""

    __slots__ = ("series",)

    def __init__(self, series: polars.Series) -> None:
        """`series` is of texts, and has no nulls."""
        self.series = series

    @classmethod
    def of(cls, texts: polars.Series) -> LongColumn:
        """The column of these texts as they come."""
        return cls(texts.fill_null("").str.strip_chars().rechunk())

    def __len__(self) -> int:
        return len(self.series)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[str]: ...
    def __getitem__(self, row: int | slice) -> str | Sequence[str]:
        if isinstance(row, slice):
            return tuple(self.series[row].to_list())
        text: str = self.series[row]
        return text

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), BLOCK):
            yield from self.series.slice(start, BLOCK).to_list()

    def __contains__(self, text: object) -> bool:
        return bool((self.series == text).any())

    def index(self, text: str, start: int = 0, stop: int | None = None) -> int:
        """The first row with a text; ValueError where none has it."""
        found = (self.series.slice(start, None if stop is None else stop - start) == text).arg_true()
        if not len(found):
            raise ValueError(f"{text!r} is in no row")
        return start + int(found[0])
