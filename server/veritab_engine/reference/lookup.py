"""One loaded table: its rows by what their columns hold, its cells as values and as a person reads them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from veritab_engine.reference.cells import Plain
from veritab_engine.reference.entity import Entities
from veritab_engine.reference.order import Orders
from veritab_engine.reference.period import parse_period
from veritab_engine.reference.row_times import Times
from veritab_engine.reference.rows import Rows
from veritab_engine.reference.table import (
    Column,
    EntityRef,
    Role,
    Row,
    Schema,
    binding_columns,
    holds_numbers,
    holds_times,
)
from veritab_engine.reference.vector import LEAST, NumberVector, TextVector, Vector, vector_of
from veritab_engine.value import ZERO, AtLeast, AtMost, Period, Point, Text, Value

SCALES = {
    Decimal(10) ** 3: "thousand",
    Decimal(10) ** 6: "million",
    Decimal(10) ** 9: "billion",
    Decimal(10) ** 12: "trillion",
}
_HEDGES = {"at_least": "at least ", "at_most": "at most ", "approximate": "about "}
_UNSETTLED = {"provisional": " (provisional)", "forecast": " (forecast)"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How many rows have a larger number than one of them, and how many a smaller one."""

    larger: int
    smaller: int


class Table:
    """A table that nobody changes any more: a look-up is a bisection, safe from any thread.

    A row is known by its number from 0 in file order; rows are given in order of time, then of the file.
    """

    __slots__ = ("_columns", "_entities", "_status", "_summed", "orders", "schema", "times", "vectors")

    def __init__(
        self, schema: Schema, vectors: Mapping[str, Vector], times: Times, orders: Orders, entities: Entities
    ) -> None:
        """`vectors` are the columns, with the ids of entities in place of their names."""
        self.schema, self.vectors, self.times, self.orders = schema, vectors, times, orders
        self._entities = entities
        self._columns = {column.name: column for column in schema.columns}
        self._status = _status_columns(schema)
        self._summed = tuple(column for column in schema.columns if column.totals)

    @classmethod
    def of(cls, schema: Schema, cells: Mapping[str, Plain], entities: Entities) -> Table:
        """The table of these cells, one sequence a column."""
        vectors = {column.name: vector_of(column, cells[column.name]) for column in schema.columns}
        times = Times.of(schema, vectors, len(next(iter(vectors.values()), ())))
        return cls(schema, vectors, times, Orders(schema, vectors, times), entities)

    def of_rows(self, rows: Sequence[int]) -> Table:
        """The table of some of the rows, in the order given."""
        cells = {name: tuple(vector[row] for row in rows) for name, vector in self.vectors.items()}
        return Table.of(self.schema, cells, self._entities)

    def __len__(self) -> int:
        return len(self.times.first)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        return self._columns[name]

    def rows(self, where: Mapping[str, str]) -> Rows:
        """The rows in which every column holds the cell id given for it; all rows where nothing is asked.

        Takes a few bisections. TooBroad where no order of the table leads to the rows and too many would have to be
        read; KeyError for a column that does not exist.
        """
        return self.orders.rows(where)

    def distinct(self, column: str) -> Collection[str]:
        """The cell ids that occur in a column."""
        vector = self.vectors[column]
        return vector.texts if isinstance(vector, TextVector) else {cell for cell in vector if cell is not None}

    @property
    def sorting(self) -> tuple[str, ...]:
        """The columns of the key that sort rows and name no entity, and hold several ids: ranks are within one."""
        columns = (column for column in binding_columns(self.schema) if column.role is not Role.ENTITY)
        return tuple(
            column.name for column in columns if column.name in self.schema.key and len(self.distinct(column.name)) > 1
        )

    @property
    def ranked_within(self) -> tuple[tuple[str, ...], ...]:
        """The columns whose ids the rows of a rank may share: what sorts them, and all their names but the ranked."""
        named = [column.name for column in self.schema.of_role(Role.ENTITY)]
        several = [name for name in named if self._is_of_key(name) and len(self.distinct(name)) > 1]
        ranked = several if len(several) > 1 else ()
        others = (tuple(name for name in several if name != each) for each in ranked)
        return (self.sorting, *((*self.sorting, *each) for each in others))

    def _is_of_key(self, column: str) -> bool:
        return column in self.schema.key or not self.schema.key

    def peers(self, row: int, column: str, among: Mapping[str, str], most: int) -> Sequence[int]:
        """At most so many of the rows that a rank of this one is among: all of them, or those with the largest numbers.

        They are of the same time, have these ids, and sum up no others. TooBroad where no order leads to them.
        """
        where = {**self._time_of(row), **among}
        order = self.orders.ranked((*where, column)) if not self._summed else None
        if order is None:
            return self._alike(row, among)[:most]
        start, stop = self.orders.stretch(order, tuple(where), where) if where else (0, len(order))
        found = order[max(start, stop - most) : stop].tolist()
        return sorted(found) if stop - start <= most else found[::-1]

    def _alike(self, row: int, among: Mapping[str, str]) -> Rows:
        rows = self.rows({**self._time_of(row), **among})
        return rows.where(self._is_single) if self._summed else rows

    def standing(self, row: int, column: str, among: Mapping[str, str] = MappingProxyType({})) -> Standing | None:
        """How many rows of the same time, and with these ids, have a larger and a smaller number than this one.

        None where one of them has no number, or only a bound. TooBroad where there are too many of them, and their
        numbers too long to sort.
        """
        where = {**self._time_of(row), **among}
        read = self._summed or self._has_bounds(column)
        order = self.orders.ranked((*where, column)) if not read else None
        if order is None:
            return self._read_standing(row, column, among)
        start, stop = self.orders.stretch(order, tuple(where), where) if where else (0, len(order))
        numbers = self.vectors[column]
        assert isinstance(numbers, NumberVector)
        own = numbers.size(row)
        if LEAST in (own, numbers.size(order[start])):
            return None
        smaller = bisect_left(order, own, start, stop, key=numbers.size) - start
        return Standing(stop - bisect_right(order, own, start, stop, key=numbers.size), smaller)

    def _read_standing(self, row: int, column: str, among: Mapping[str, str]) -> Standing | None:
        peers = self._alike(row, among).where(lambda each: True)
        cells = [self.cell(each, column) for each in (row, *peers)]
        own, *all_numbers = [cell.number if isinstance(cell, Point) else None for cell in cells]
        numbers = [number for number in all_numbers if number is not None]
        if own is None or len(numbers) < len(all_numbers):
            return None
        return Standing(sum(number > own for number in numbers), sum(number < own for number in numbers))

    def _is_single(self, row: int) -> bool:
        """False for a row that sums up others: "World", "Total"."""
        return all(self.id_at(row, column.name) not in column.totals for column in self._summed)

    def _has_bounds(self, column: str) -> bool:
        """True where a status makes a bound of any number of the column."""
        status = self._status.get(column)
        return status is not None and any(bound in self.distinct(status) for bound in ("at_least", "at_most"))

    def _time_of(self, row: int) -> dict[str, str]:
        """The first column of time that is filled, with what it holds; nothing where none is."""
        held = ((column.name, self.id_at(row, column.name)) for column in self.schema.of_role(Role.TIME))
        return next(({name: text} for name, text in held if text is not None), {})

    def id_at(self, row: int, column: str) -> str | None:
        """The id of the cell's entity, or the cell's own text where it holds none; None where it is empty."""
        return self.vectors[column][row]

    def cell(self, row: int, column: str) -> Value | None:
        """The cell as a value: numbers at full scale with the precision they are known at; None where it is empty."""
        text, declared = self.vectors[column][row], self._columns[column]
        if text is None:
            return None
        if holds_times(declared):
            return parse_period(text)
        if holds_numbers(declared):
            return self._number(row, declared, text)
        if declared.entity is None:
            return Text(text)
        ref = EntityRef(declared.entity, text)
        return Text(self._entities.name_of(ref), str(ref))

    def text(self, row: int, column: str) -> str:
        """The cell as a person reads it: "244.81 billion USD", "at least 41", "Russia"; empty where it is."""
        text, declared = self.vectors[column][row], self._columns[column]
        if text is None:
            return ""
        if holds_numbers(declared):
            status = self._status_of(row, column)
            return _HEDGES.get(status, "") + _spoken(text, declared) + _UNSETTLED.get(status, "")
        if declared.entity is None:
            return text
        return self._entities.name_of(EntityRef(declared.entity, text))

    def status(self, row: int, column: str) -> str:
        """What the table says of the cell's number: "exact", "at_least", "provisional", "forecast" and the like."""
        return self._status_of(row, column)

    def period(self, row: int) -> Period | None:
        """The time that the row is about: of its time column, or from its start to its end; None where it has none."""
        return self.times.period(row)

    def row(self, row: int) -> Row:
        """The row as evidence, without its empty cells."""
        texts = ((name, self.text(row, name)) for name in self._columns)
        return Row(row, {name: text for name, text in texts if text})

    def _number(self, row: int, column: Column, text: str) -> Value:
        number, step = Decimal(text) * column.multiplier, _step(column, text)
        match self._status_of(row, column.name):
            case "at_least":
                return AtLeast(number, shown_to=step)
            case "at_most":
                return AtMost(number, shown_to=step)
            case status:
                return Point(number, step, step, approximate=status == "approximate")

    def _status_of(self, row: int, column: str) -> str:
        status = self._status.get(column)
        return (self.vectors[status][row] if status else None) or "exact"


def _step(column: Column, text: str) -> Decimal:
    """How finely a number is known: to its declared or written decimals; a count of single things is exact."""
    decimals = column.decimals if column.decimals is not None else len(text.partition(".")[2])
    if decimals == 0 and column.multiplier == 1 and not _is_rated(column):
        return ZERO
    return column.multiplier.scaleb(-decimals)


def _spoken(text: str, column: Column) -> str:
    """A number with its scale and unit: "244.81 billion USD", "1.9 percent"."""
    scale = SCALES.get(column.multiplier, "")
    number = Decimal(text) if scale else Decimal(text) * column.multiplier
    unit = column.unit if column.unit and _is_rated(column) else ""
    return " ".join(part for part in (f"{number:,f}", scale, unit) if part)


def _is_rated(column: Column) -> bool:
    """True for money and percent, which are rounded where things are counted."""
    return column.unit is not None and (column.unit == "percent" or column.unit.isupper())


def _status_columns(schema: Schema) -> dict[str, str]:
    """The status column of each measure: the one called <measure>_status, else one that is no single measure's."""
    statuses = [column.name for column in schema.of_role(Role.STATUS)]
    measures = [column.name for column in schema.of_role(Role.MEASURE)]
    own = {measure: f"{measure}_status" for measure in measures if f"{measure}_status" in statuses}
    common = next((status for status in statuses if status not in own.values()), None)
    return own if common is None else dict.fromkeys(measures, common) | own
