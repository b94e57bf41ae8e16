"""Rows of a table in order of time: a stretch of an order, of which any part is found by bisection.

Nothing here reads more rows than `MOST_READ`. What would have to is TooBroad, and never a sample.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import overload

from veritab_engine.reference.row_times import LONGEST_MONTH, NEVER, Times
from veritab_engine.value import Period

MOST_READ = 4096
"""As many rows may be read for one answer where no order leads to them."""


class TooBroad(Exception):
    """An answer would need more rows to be read than may be; the linker makes it a reading that is refused."""


class Rows(Sequence[int]):
    """Row numbers in order of time and then of the file, those without a time last; nothing in it changes."""

    __slots__ = ("_order", "_start", "_stop", "_times")

    def __init__(self, times: Times, order: Sequence[int], start: int = 0, stop: int | None = None) -> None:
        """The rows `start` to `stop` (excluded) of an order in which they are in order of time."""
        self._times, self._order = times, order
        self._start, self._stop = start, len(order) if stop is None else stop

    def __len__(self) -> int:
        return self._stop - self._start

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> int | Rows:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            assert step == 1, "rows are given in order of time alone"
            return self._part(self._start + start, self._start + max(start, stop))
        return self._order[range(self._start, self._stop)[index]]

    def __iter__(self) -> Iterator[int]:
        order = self._order
        return (order[i] for i in range(self._start, self._stop))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows | tuple):
            return NotImplemented
        return len(self) == len(other) and all(own == its for own, its in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and self._position(row) is not None

    def __repr__(self) -> str:
        shown = ", ".join(map(str, self[:5]))
        return f"Rows({shown}{', …' if len(self) > 5 else ''})"

    def index(self, row: int, start: int = 0, stop: int | None = None) -> int:
        """Where a row stands among these; ValueError where it does not."""
        at = self._position(row)
        if at is None or not start <= at < (len(self) if stop is None else stop):
            raise ValueError(f"row {row} is none of these")
        return at

    def before(self, row: int) -> int | None:
        """The row that stands right before one of these; None for the first of them, and for a row of others."""
        at = self._position(row)
        return self[at - 1] if at else None

    def since(self, day: date) -> Rows:
        """Those that begin on that day or later."""
        return self._part(self._from(day.toordinal()), self._from(NEVER))

    def until(self, day: date) -> Rows:
        """Those that begin on that day or earlier."""
        return self._part(self._start, self._from(day.toordinal() + 1))

    def starting_in(self, period: Period) -> Rows:
        """Those that begin inside the period."""
        return self._part(self._from(period.first.toordinal()), self._from(period.last.toordinal() + 1))

    def exactly(self, period: Period) -> Rows:
        """Those of the same first and last day."""
        asked, key = (period.first.toordinal(), period.last.toordinal()), self._times.days_of
        start = bisect_left(self._order, asked, self._start, self._stop, key=key)
        return self._part(start, bisect_right(self._order, asked, start, self._stop, key=key))

    def overlapping(self, period: Period) -> Rows:
        """Those that share a day with the period; TooBroad where too many that begin before it could reach into it."""
        first = period.first.toordinal()
        inside = self.starting_in(period)
        reaching = self._part(self._from(first - self._times.longest + 1), inside._start)
        last = self._times.last
        return reaching.where(lambda row: last[row] >= first)._followed_by(inside)

    def valid(self, period: Period) -> Rows:
        """Those that share a day with the period, and those without a time, which always hold."""
        return self.overlapping(period)._followed_by(self._part(self._from(NEVER), self._stop))

    def at(self, period: Period) -> Rows:
        """The rows that a figure told of the period is about.

        Rows of up to a month are about every time that holds or touches them, longer ones about their own alone.
        """
        if self._times.shortest > LONGEST_MONTH:
            return self.exactly(period)
        if self._times.longest <= LONGEST_MONTH:
            return self.overlapping(period)
        first, last = period.first.toordinal(), period.last.toordinal()
        near = self._part(self._from(first - LONGEST_MONTH + 1), self._from(last + 1))
        return near.where(lambda row: self._is_at(row, first, last))

    def where(self, holds: Callable[[int], bool]) -> Rows:
        """Those for which it holds; TooBroad where there are too many to ask."""
        if len(self) > MOST_READ:
            raise TooBroad
        return Rows(self._times, tuple(row for row in self if holds(row)))

    def _is_at(self, row: int, first: int, last: int) -> bool:
        begins, ends = self._times.days_of(row)
        if ends - begins >= LONGEST_MONTH:
            return (begins, ends) == (first, last)
        return begins <= last and first <= ends

    def _followed_by(self, others: Rows) -> Rows:
        """These and others of the same order; TooBroad where they do not lie side by side and are too many to copy."""
        if not self or not others:
            return self or others
        if len(self) + len(others) > MOST_READ:
            raise TooBroad
        return Rows(self._times, (*self, *others))

    def _position(self, row: int) -> int | None:
        if not 0 <= row < len(self._times.first):
            return None
        first, last = self._times.first, self._times.last
        asked = first[row], last[row], row
        key: Callable[[int], tuple[int, int, int]] = lambda each: (first[each], last[each], each)  # noqa: E731
        at = bisect_left(self._order, asked, self._start, self._stop, key=key)
        return at - self._start if at < self._stop and self._order[at] == row else None

    def _from(self, day: int) -> int:
        """Where in the order the first row stands that begins on that day or later."""
        return bisect_left(self._order, day, self._start, self._stop, key=self._times.first.__getitem__)

    def _part(self, start: int, stop: int) -> Rows:
        return Rows(self._times, self._order, start, max(start, stop))
