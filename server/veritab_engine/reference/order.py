"""Orders: the rows of a table sorted by some columns and then by time, so that a binding is one stretch of them.

Those of a table in memory are made when they are first asked for. A snapshot on disk holds all that are planned.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

from veritab_engine.reference.buffer import Buffer, packed
from veritab_engine.reference.row_times import Times
from veritab_engine.reference.rows import MOST_READ, Rows
from veritab_engine.reference.sort import MANY, sizes_by_polars, sorted_rows
from veritab_engine.reference.table import Role, Schema, binding_columns
from veritab_engine.reference.vector import NumberVector, TextVector, Vector

FEW = 64
"""So many rows are rather filtered than given an order of their own."""
SMALL = 100_000
"""A table of no more rows gets an order for whatever is asked of it; a larger one those that are planned."""
MOST_BOUND = 4
"""All combinations of so many columns are planned; of more, the single ones and all entities together."""

Columns = tuple[str, ...]


class Orders:
    """The orders of one table, by the names of their columns, which are sorted."""

    __slots__ = ("_made", "_planned", "_ranked", "_stored", "_times", "_vectors")

    def __init__(
        self,
        schema: Schema,
        vectors: Mapping[str, Vector],
        times: Times,
        made: Mapping[Columns, Buffer] | None = None,
        ranked: Mapping[Columns, Buffer] | None = None,
    ) -> None:
        """`made` and `ranked` need not be made any more; where they are given, a large table gets no others."""
        self._vectors, self._times = vectors, times
        self._planned = frozenset(planned(schema, vectors))
        self._stored = made is not None and len(times.first) > SMALL
        self._made: dict[Columns, Buffer] = dict(made or {})
        self._ranked: dict[Columns, Buffer | None] = dict(ranked or {})

    def rows(self, where: Mapping[str, str]) -> Rows:
        """The rows whose cells are these; TooBroad where no order leads to them and too many would have to be read.

        KeyError for a column that does not exist.
        """
        vectors = {name: self._vectors[name] for name in where}
        coded = tuple(sorted(name for name, vector in vectors.items() if isinstance(vector, TextVector)))
        found = self._bound(coded, where)
        if found is None:
            found = min((self._stretch((name,), where) for name in coded), key=len)
        elif len(coded) == len(where):
            return found
        return found.where(lambda row: all(vectors[name][row] == text for name, text in where.items()))

    def ranked(self, columns: Columns) -> Buffer | None:
        """The order by all but the last of the columns and by the numbers of the last, missing ones first.

        None where these numbers have too many digits between them, or a stored table has no such order.
        """
        if columns not in self._ranked and self._stored:
            return None
        if columns not in self._ranked:
            *names, measure = columns
            numbers = self._vectors[measure]
            sizes = _sizes(numbers) if isinstance(numbers, NumberVector) else None
            keys = [self._codes(name) for name in names]
            self._ranked[columns] = sorted_rows([*keys, sizes], self._length) if sizes is not None else None
        return self._ranked[columns]

    def by(self, columns: Columns) -> Buffer:
        """The order by these columns."""
        if columns not in self._made:
            keys = [self._codes(name) for name in columns]
            self._made[columns] = sorted_rows([*keys, self._times.first, self._times.last], self._length)
        return self._made[columns]

    def stretch(self, order: Buffer, columns: Columns, where: Mapping[str, str]) -> tuple[int, int]:
        """From where to where (excluded) the cells are those asked, in an order by these columns first."""
        codes = [code for name in columns if (code := self._code(name, where[name])) is not None]
        if len(codes) < len(columns):
            return 0, 0
        key, asked = self._key(columns), codes[0] if len(codes) == 1 else tuple(codes)
        start = bisect_left(order, asked, key=key)
        return start, bisect_right(order, asked, start, key=key)

    def _bound(self, columns: Columns, where: Mapping[str, str]) -> Rows | None:
        """The rows by one order; None where there is none and the rows of one of the columns are as good."""
        if len(columns) < 2 or columns in self._made:
            return self._stretch(columns, where)
        fewest = min(len(self._stretch((name,), where)) for name in columns)
        if columns in self._planned:
            return self._stretch(columns, where) if fewest > FEW else None
        return self._stretch(columns, where) if fewest > MOST_READ and self._length <= SMALL else None

    def _stretch(self, columns: Columns, where: Mapping[str, str]) -> Rows:
        order = self.by(columns)
        return Rows(self._times, order, *(self.stretch(order, columns, where) if columns else (0, len(order))))

    def _key(self, columns: Columns) -> Callable[[int], Any]:
        buffers = [self._codes(name) for name in columns]
        if len(buffers) == 1:
            return buffers[0].__getitem__
        return lambda row: tuple(buffer[row] for buffer in buffers)

    def _code(self, name: str, text: str) -> int | None:
        vector = self._vectors[name]
        return vector.code(text) if isinstance(vector, TextVector) else None

    def _codes(self, name: str) -> Buffer:
        vector = self._vectors[name]
        assert isinstance(vector, TextVector)
        return vector.codes

    @property
    def _length(self) -> int:
        return len(self._times.first)


def planned(schema: Schema, vectors: Mapping[str, Vector]) -> Iterator[Columns]:
    """The combinations of columns that a sentence can bind: names, and what describes and identifies rows."""
    yield ()
    told = sorted(column.name for column in schema.columns if column.role is not Role.STATUS)
    yield from ((name,) for name in told if isinstance(vectors[name], TextVector))
    bound = sorted(column.name for column in binding_columns(schema))
    if len(bound) <= MOST_BOUND:
        for length in range(2, len(bound) + 1):
            yield from combinations(bound, length)
    else:
        yield tuple(sorted(column.name for column in schema.of_role(Role.ENTITY)))


def _sizes(numbers: NumberVector) -> Buffer | None:
    """The numbers at one scale, missing ones least; None where one has too many digits for that."""
    if len(numbers) >= MANY:
        return sizes_by_polars(numbers)
    try:
        return packed("q", map(numbers.size, range(len(numbers))))
    except OverflowError:
        return None
