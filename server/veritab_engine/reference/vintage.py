"""Vintages: a figure as it was published, and as it was revised since; which of them a document can know.

A table with a column of role `vintage` has a row for each publication of a figure. On any day the latest row that was
published by then is in force; that is the table which a document of the day is checked against. The rows before it are
kept, so that a figure which was right once can be called stale.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from veritab_engine.reference.lookup import Table
from veritab_engine.reference.period import parse_period
from veritab_engine.reference.table import Role, Schema
from veritab_engine.value import Value

MOST_KEPT = 16
"""As many states of a table are kept at once; others are made anew when a document of their day comes."""
KEYS = (Role.ENTITY, Role.TIME, Role.DIMENSION, Role.KEY)
"""Roles of the columns that tell whose figure a row has, where no primary key says so."""


@dataclass(frozen=True, slots=True)
class Version:
    """A figure as it was published on a day."""

    published: date
    value: Value


def vintage_of(schema: Schema) -> str | None:
    """The name of the column that says when a row was published; None where the table has none."""
    return next((column.name for column in schema.of_role(Role.VINTAGE)), None)


class History:
    """All rows of a table with vintages, and the table as it stood on any day."""

    __slots__ = ("_by_key", "_days", "_kept", "_key", "_published", "whole")

    def __init__(self, whole: Table) -> None:
        """Sort the rows of a table, which has all publications, by key and day of publication."""
        self.whole = whole
        self._published = tuple(map(_day, whole.vectors[vintage_of(whole.schema) or ""]))
        self._days = tuple(sorted(set(self._published)))
        self._key = _key(whole.schema)
        self._by_key: dict[tuple[str | None, ...], list[int]] = {}
        for row in sorted(range(len(self._published)), key=self._published.__getitem__):
            self._by_key.setdefault(self._key_of(whole, row), []).append(row)
        self._kept: dict[int, Table] = {}

    def on(self, day: date | None) -> Table:
        """The table of the rows in force on a day; of the latest ones where no day is known."""
        state = len(self._days) if day is None else bisect_right(self._days, day)
        table = self._kept.get(state)
        if table is None:
            last = self._days[state - 1] if state else date.min
            table = self.whole.of_rows(self._in_force(last))
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[state] = table
        return table

    def versions(self, table: Table, row: int, column: str) -> Iterator[Version]:
        """All that was ever published for the figure in a row of one of this history's tables, the earliest first."""
        for each in self._by_key.get(self._key_of(table, row), ()):
            value = self.whole.cell(each, column)
            if value is not None:
                yield Version(self._published[each], value)

    def _in_force(self, day: date) -> list[int]:
        """The latest row of every key that was published by a day, in the order of the file."""
        known = ([row for row in rows if self._published[row] <= day] for rows in self._by_key.values())
        return sorted(rows[-1] for rows in known if rows)

    def _key_of(self, table: Table, row: int) -> tuple[str | None, ...]:
        return tuple(table.id_at(row, column) for column in self._key)


def _day(text: str | None) -> date:
    """The day by which a row was published; one that does not say so was always known."""
    period = parse_period(text) if text else None
    return period.last if period is not None else date.min


def _key(schema: Schema) -> tuple[str, ...]:
    vintage = vintage_of(schema)
    told = schema.key or tuple(column.name for column in schema.columns if column.role in KEYS)
    return tuple(name for name in told if name != vintage)
