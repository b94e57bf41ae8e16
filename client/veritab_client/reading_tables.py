"""From the messages of the reference service to the client's own data."""

from __future__ import annotations

from datetime import UTC
from decimal import Decimal
from typing import cast

from veritab.v1 import snapshot_pb2, table_pb2
from veritab_client.tables import Column, Problem, Row, Snapshot, SnapshotState, Table


def read_table(message: table_pb2.Table) -> Table:
    """A table without its rows."""
    name = message.name.removeprefix("tables/")
    return Table(
        name=name,
        title=message.title,
        kind=table_pb2.TableKind.Name(message.kind).removeprefix("TABLE_KIND_").lower(),
        columns=tuple(map(_column, message.columns)),
        phrases=tuple(message.phrases),
        key=tuple(message.key),
        complete=message.coverage.complete,
        complete_from=message.coverage.first,
        complete_to=message.coverage.last,
        as_of=message.as_of,
        sources=tuple(message.sources),
        subject=tuple(message.subject),
        inferred=message.inferred,
        row_count=message.row_count,
        snapshot=message.snapshot,
        description=message.description,
        licenses=tuple(message.licenses),
        descriptor=message.descriptor_text,
        problems=tuple(_problem(problem, name) for problem in message.problems),
        reviewed=message.reviewed,
        frequency=message.frequency,
    )


def read_row(message: table_pb2.Row) -> Row:
    """A row, its cells in the order of the columns."""
    return Row(message.number, {cell.column: cell.text for cell in message.cells})


def read_snapshot(message: snapshot_pb2.Snapshot) -> Snapshot:
    """A load of the tables."""
    state = snapshot_pb2.SnapshotState.Name(message.state).removeprefix("SNAPSHOT_STATE_").lower()
    return Snapshot(
        id=message.id,
        state=cast(SnapshotState, state),
        loaded=message.load_time.ToDatetime(UTC),
        seconds=message.load_seconds,
        tables=message.table_count,
        rows=message.row_count,
        trigger=snapshot_pb2.SnapshotTrigger.Name(message.trigger).removeprefix("SNAPSHOT_TRIGGER_").lower(),
        error=message.error,
        changed=message.changed,
    )


def _column(message: table_pb2.Column) -> Column:
    return Column(
        name=message.name,
        role=table_pb2.ColumnRole.Name(message.role).removeprefix("COLUMN_ROLE_").lower(),
        type=message.type,
        entity=message.entity or None,
        phrases=tuple(message.phrases),
        unit=message.unit or None,
        decimals=message.decimals if message.HasField("decimals") else None,
        period=message.period or None,
        multiplier=Decimal(message.multiplier or "1"),
        cues=tuple(message.cues),
        change_of=message.change_of or None,
        tolerance=Decimal(message.tolerance) if message.tolerance else None,
    )


def _problem(message: table_pb2.Problem, table: str) -> Problem:
    return Problem(
        code=message.code,
        severity=table_pb2.Severity.Name(message.severity).removeprefix("SEVERITY_").lower(),
        message=message.message,
        file=message.file,
        table=table,
        row=message.row or None,
        column=message.column,
        path=message.path,
        more=message.more,
    )
