"""Tables and rows, out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from veritab.v1 import reference_service_pb2
from veritab.v1 import table_pb2 as pb
from veritab_engine.reference.problem import Problem
from veritab_engine.reference.table import Column, Coverage, Row, Schema
from veritab_server.conversion.bounds import require
from veritab_server.errors import FieldError

COLLECTION = "tables/"
MOST_PROBLEMS = 1_000


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
    """The table as a message in the basic view, without its rows."""
    message = pb.Table(name=table_name(schema.name), title=schema.title, as_of=_iso(schema.as_of))
    message.kind = pb.TableKind.Value(f"TABLE_KIND_{schema.kind.name}")
    message.columns.extend(_write_column(column) for column in schema.columns)
    message.phrases.extend(schema.phrases)
    message.key.extend(schema.key)
    if schema.coverage is not None:
        message.coverage.CopyFrom(_write_coverage(schema.coverage))
    message.sources.extend(schema.sources)
    message.description = schema.description
    message.licenses.extend(schema.licenses)
    message.subject.extend(str(entity) for entity in schema.subject)
    message.inferred = schema.inferred
    message.frequency = schema.frequency
    message.row_count = rows
    message.snapshot = snapshot
    return message


def read_view(view: reference_service_pb2.TableView.ValueType) -> bool:
    """True for the full view; FieldError where the view is none."""
    require(view in reference_service_pb2.TableView.values(), "view", f"{view} is not one of TableView")
    return view == reference_service_pb2.TABLE_VIEW_FULL


def add_full(message: pb.Table, schema: Schema, problems: Sequence[Problem] | None) -> pb.Table:
    """The message with what the full view has besides; no problems where the table was not looked at."""
    message.descriptor_text = schema.descriptor
    message.reviewed = problems is not None
    message.problems_truncated = len(problems or ()) > MOST_PROBLEMS
    message.problems.extend(_write_problem(problem) for problem in (problems or ())[:MOST_PROBLEMS])
    return message


def _write_problem(problem: Problem) -> pb.Problem:
    return pb.Problem(
        code=problem.code,
        severity=pb.Severity.Value(f"SEVERITY_{problem.severity.name}"),
        message=problem.message,
        file=problem.file.name,
        row=problem.row or 0,
        column=problem.column,
        path=problem.path,
        more=problem.more,
    )


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
        multiplier=_plain(column.multiplier),
        cues=column.cues,
        change_of=column.change_of or "",
        tolerance=_plain(column.tolerance),
    )


def _write_coverage(coverage: Coverage) -> pb.TableCoverage:
    return pb.TableCoverage(complete=coverage.complete, first=_iso(coverage.first), last=_iso(coverage.last))


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
