"""When the rows of a table are: the first and last day of each, by number, and the period as it is written."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat

from veritab_engine.reference.buffer import Buffer, packed
from veritab_engine.reference.period import between, parse_period
from veritab_engine.reference.table import Role, Schema
from veritab_engine.reference.vector import TextVector, Vector
from veritab_engine.value import Period

LONGEST_MONTH = 31
NEVER = date.max.toordinal() + 1
"""The day of a row that has no time: after all others."""


class Times:
    """The time of every row: of its time column, or from its start to its end."""

    __slots__ = ("_columns", "first", "last", "longest", "shortest")

    def __init__(
        self, columns: Sequence[TextVector | None], first: Buffer, last: Buffer, lengths: tuple[int, int]
    ) -> None:
        """`columns` hold the periods, or starts and ends; `lengths` are the shortest and longest of them, in days."""
        self._columns, self.first, self.last = columns, first, last
        self.shortest, self.longest = lengths

    @classmethod
    def of(cls, schema: Schema, vectors: Mapping[str, Vector], length: int) -> Times:
        """The times of a table of so many rows, from its columns."""
        columns = time_columns(schema, vectors)
        if not columns:
            never = packed("i", repeat(NEVER, length))
            return cls((), never, never, (1, 1))
        first, last = (
            _days_of_one(columns[0]) if len(columns) == 1 and columns[0] is not None else _days_of_two(columns, length)
        )
        lengths = {end - start + 1 for start, end in set(zip(first, last, strict=True)) if start != NEVER}
        return cls(columns, first, last, (min(lengths, default=1), max(lengths, default=1)))

    def days_of(self, row: int) -> tuple[int, int]:
        """The first and last day of a row, by which rows are ordered."""
        return self.first[row], self.last[row]

    def period(self, row: int) -> Period | None:
        """The time of a row; None where it has none."""
        if not self._columns or self.first[row] == NEVER:
            return None
        return _period(*(None if column is None else column[row] for column in self._columns))


def time_columns(schema: Schema, vectors: Mapping[str, Vector]) -> tuple[TextVector | None, ...]:
    """The column of periods; else those of starts and of ends, where there are any."""
    plain, start, end = (_first_time(schema, vectors, end) for end in (None, "start", "end"))
    if plain is not None:
        return (plain,)
    return (start, end) if start is not None or end is not None else ()


def _first_time(schema: Schema, vectors: Mapping[str, Vector], end: str | None) -> TextVector | None:
    name = next((column.name for column in schema.of_role(Role.TIME) if column.period == end), None)
    vector = vectors.get(name) if name is not None else None
    return vector if isinstance(vector, TextVector) else None


def _days_of_one(column: TextVector) -> tuple[Buffer, Buffer]:
    """First and last day of every row, by the periods of one column."""
    days = [(NEVER, NEVER), *(_days(_period(text)) for text in column.texts)]
    first, last = ([day[end] for day in days] for end in (0, 1))
    return packed("i", map(first.__getitem__, column.codes)), packed("i", map(last.__getitem__, column.codes))


def _days_of_two(columns: Sequence[TextVector | None], length: int) -> tuple[Buffer, Buffer]:
    """First and last day of every row, from starts to ends; what is written alike is reckoned once."""
    known: dict[tuple[int, ...], tuple[int, int]] = {}
    first, last = array("i"), array("i")
    for codes in zip(*(column.codes if column is not None else repeat(0, length) for column in columns), strict=True):
        days = known.get(codes)
        if days is None:
            pairs = zip(columns, codes, strict=True)
            texts = (column.texts[code - 1] if column is not None and code else None for column, code in pairs)
            days = known[codes] = _days(_period(*texts))
        first.append(days[0])
        last.append(days[1])
    return memoryview(first), memoryview(last)


def _days(period: Period | None) -> tuple[int, int]:
    return (NEVER, NEVER) if period is None else (period.first.toordinal(), period.last.toordinal())


@lru_cache(maxsize=1 << 16)
def _period(*texts: str | None) -> Period | None:
    """The period of one text, or from the one to the other."""
    periods = [parse_period(text) if text is not None else None for text in texts]
    return between(periods[0], periods[-1])
