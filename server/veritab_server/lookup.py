"""Rows by what their columns hold, as callers ask for them: by identifier or by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from veritab_engine.reference import TooBroad
from veritab_engine.reference.lookup import Table
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
