"""Rows by what their columns hold, as callers ask for them: by identifier or by name, and by time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from veritab_engine.reference import TooBroad
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.period import parse_period
from veritab_engine.value import Period
from veritab_server.errors import FieldError
from veritab_server.snapshots import Snapshot


def matching_rows(snapshot: Snapshot, table: Table, where: Mapping[str, str]) -> Sequence[int]:
    """The numbers of the rows in which every column holds what is asked for, in order of time.

    FieldError where there is no such column, or no order of the table leads to so many rows.
    """
    try:
        return table.rows({column: _cell_id(snapshot, table, column, text) for column, text in where.items()})
    except TooBroad:
        raise FieldError(
            "where", f"{table.schema.name} has too many rows to be read for this; name more columns"
        ) from None


def read_stretch(time_from: str, time_to: str) -> tuple[date, date] | None:
    """The first and the last day that are asked for; None where no time is, FieldError where one is no date."""
    if not time_from and not time_to:
        return None
    first = _end(time_from, "time_from").first if time_from else date.min
    return first, _end(time_to, "time_to").last if time_to else date.max


def _end(text: str, field: str) -> Period:
    period = parse_period(text)
    if period is None:
        raise FieldError(field, f'"{text[:80]}" is not a date like "2013", "2013-09" or "2013-09-07"')
    return period


def within(table: Table, rows: Sequence[int], stretch: tuple[date, date] | None, most: int) -> Sequence[int]:
    """Those of the rows whose time meets the stretch; FieldError where they are more than can be looked at."""
    if stretch is None:
        return rows
    if len(rows) > most:
        raise FieldError("time_from", f"{len(rows):,} rows would have to be looked at; narrow them by where")
    first, last = stretch
    return [row for row in rows if (time := table.period(row)) and time.first <= last and first <= time.last]


def _cell_id(snapshot: Snapshot, table: Table, column: str, text: str) -> str:
    """The identifier that `text` names; the text itself where it is no name of an entity."""
    try:
        declared = table.column(column)
    except KeyError:
        raise FieldError(
            f"where[{column}]",
            f"{table.schema.name} has no such column; it has "
            + ", ".join(column.name for column in table.schema.columns),
        ) from None
    if declared.entity is None or text in table.distinct(column):
        return text
    try:
        return snapshot.tables.entities.resolve(declared.entity, text) or text
    except ValueError:
        return text
