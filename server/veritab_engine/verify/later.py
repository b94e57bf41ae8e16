"""The next event of a party: the last weekday on which it can be, and whether a table has it with the named party."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from veritab_engine.claim import Claim
from veritab_engine.link.reading import Reading
from veritab_engine.reference import Table
from veritab_engine.reference.table import Later
from veritab_engine.value import Period, Text, Value, shifted


def later_of(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    """The last weekday on which the next event can be, or that the named party is in none.

    Nothing where the claim may hold: that the table does not refute it does not make it true.
    """
    here, later = table.period(reading.rows[0]), table.schema.later
    if here is None or later is None:
        return []
    return _by(claim.value, here, later) if isinstance(claim.value, Period) else _none_with(reading, table, here)


def _by(told: Period, here: Period, later: Later) -> list[Value]:
    days = [shifted(here.last, day) for day in range(1, (later.within or 0) + 1)]
    possible = any(day.weekday() == told.first.weekday() for day in days)
    return [] if possible or not days else [Text(f"by {days[-1]:%A}", "weekday:later")]


def _none_with(reading: Reading, table: Table, here: Period) -> list[Value]:
    party = reading.bindings[-1]
    kind = table.column(party.column).entity
    columns = [column.name for column in table.schema.columns if column.entity == kind]
    own = {table.id_at(reading.rows[0], column) for column in columns} - {None}
    known = any(
        table.id_at(row, column) == party.id
        for each in own - {party.id}
        for row in _next_rows(table, columns, str(each), _reach(here, table.schema.later))
        for column in columns
    )
    return [] if known else [Text("none", "event:none")]


def _reach(here: Period, later: Later | None) -> tuple[date, date]:
    """The days on which the next event can be: any day behind this one, where nobody says within how many."""
    last = shifted(here.last, later.within) if later is not None and later.within else date.max
    return shifted(here.last, 1), last


def _next_rows(table: Table, columns: Sequence[str], party: str, reach: tuple[date, date]) -> list[int]:
    """The rows of the first of these days on which a party is in one of the columns."""
    rows = {row: table.period(row) for column in columns for row in table.rows({column: party})}
    later = {row: time for row, time in rows.items() if time is not None and reach[0] <= time.first <= reach[1]}
    first = min((time.first for time in later.values()), default=None)
    return [row for row, time in later.items() if time.first == first]
