"""Tables and rows, out."""

from __future__ import annotations

from datetime import date

from veritab.v1 import table_pb2 as pb
from veritab_engine.reference.table import Column, Coverage, Row, Schema
from veritab_server.errors import FieldError

COLLECTION = "tables/"


def table_name(name: str) -> str:
    """The resource name of a table."""
    return f"{COLLECTION}{name}"


def read_table_name(resource: str, field: str) -> str:
    """The table that a resource name is of; FieldError where it has not that form."""
    name = resource.removeprefix(COLLECTION)
    if not name or name == resource or "/" in name:
        raise FieldError(field, f'"{resource[:80]}" is not a name like "tables/bilateral-trade"')
    return name


def write_table(schema: Schema, rows: int, snapshot: str) -> pb.Table:
    """The table as a message, without its rows."""
    message = pb.Table(name=table_name(schema.name), title=schema.title, as_of=_iso(schema.as_of))
    message.kind = pb.TableKind.Value(f"TABLE_KIND_{schema.kind.name}")
    message.columns.extend(_write_column(column) for column in schema.columns)
    message.phrases.extend(schema.phrases)
    message.key.extend(schema.key)
    if schema.coverage is not None:
        message.coverage.CopyFrom(_write_coverage(schema.coverage))
    message.sources.extend(schema.sources)
    message.subject.extend(str(entity) for entity in schema.subject)
    message.inferred = schema.inferred
    message.row_count = rows
    message.snapshot = snapshot
    return message


def write_row(message: pb.Row, row: Row) -> None:
    """Fill `message`."""
    message.number = row.number
    for column, text in row.cells.items():
        if text:
            cell = message.cells.add()
            cell.column, cell.text = column, text


def _write_column(column: Column) -> pb.Column:
    return pb.Column(
        name=column.name,
        role=pb.ColumnRole.Value(f"COLUMN_ROLE_{column.role.name}"),
        type=column.type,
        entity=column.entity or "",
        phrases=column.phrases,
        unit=column.unit or "",
        decimals=column.decimals,
        period=column.period or "",
    )


def _write_coverage(coverage: Coverage) -> pb.TableCoverage:
    return pb.TableCoverage(complete=coverage.complete, first=_iso(coverage.first), last=_iso(coverage.last))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
