"""Tables for a person: a line a table, or one table with its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from veritab_client.tables import Column, Problem, Row, Snapshot, Table

GAP = "  "


def tables_text(tables: Iterable[Table]) -> Iterator[str]:
    """A line a table: name, rows, what a row is, title."""
    return _aligned([(table.name, f"{table.row_count} rows", table.kind, table.title) for table in tables])


def table_text(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    """What a table says about itself, and the rows that were asked for."""
    yield f"{table.name}: {table.title}"
    yield from (f"{name}: {said}" for name, said in _facts(table) if said)
    yield "columns:"
    yield from (f"    {line}" for line in _aligned([_column(column) for column in table.columns]))
    if table.reviewed:
        yield "problems:" if table.problems else "problems: none"
        yield from (f"    {_problem(problem)}" for problem in table.problems)
    yield from map(row_text, rows)


def row_text(row: Row) -> str:
    """A row in a line."""
    return f"row {row.number + 1}: " + ", ".join(f"{column} {text}" for column, text in row.cells.items())


def snapshots_text(snapshots: Iterable[Snapshot]) -> Iterator[str]:
    """A line a load: its snapshot, what has become of it, when it was, what it gave, or why it was refused."""
    return _aligned([_snapshot(snapshot) for snapshot in snapshots])


def _snapshot(snapshot: Snapshot) -> tuple[str, ...]:
    gave = snapshot.error or f"{snapshot.tables} tables, {snapshot.rows} rows" + (
        "" if snapshot.changed else ", as before"
    )
    loaded = snapshot.loaded.isoformat(" ", "seconds")
    return (snapshot.id or "-", snapshot.state, loaded, f"{snapshot.seconds:.1f} s", snapshot.trigger, gave)


def _problem(problem: Problem) -> str:
    row = f"row {problem.row}" if problem.row else ""
    column = f'column "{problem.column}"' if problem.column else ""
    place = ", ".join(part for part in (row, column, problem.path) if part)
    more = f"(and {problem.more} more)" if problem.more else ""
    told = (problem.code, problem.severity, place and f"{place}:", problem.message, more)
    return " ".join(part for part in told if part)


def _facts(table: Table) -> Iterator[tuple[str, str]]:
    yield "kind", table.kind + (", read without a descriptor" if table.inferred else "")
    yield "rows", str(table.row_count)
    yield "about", ", ".join(table.subject)
    yield "complete", _complete(table)
    yield "as of", table.as_of
    yield "frequency", table.frequency
    yield "sources", "; ".join(table.sources)
    yield "licences", "; ".join(table.licenses)
    yield "description", " ".join(table.description.split())
    yield "phrases", ", ".join(table.phrases)


def _complete(table: Table) -> str:
    if not table.complete:
        return "no"
    bounds = (
        table.complete_from and f"from {table.complete_from}",
        table.complete_to and f"to {table.complete_to}",
    )
    return " ".join(bound for bound in bounds if bound) or "yes"


def _column(column: Column) -> tuple[str, ...]:
    unit = column.unit or column.entity or ""
    return (column.name, column.role, column.type, unit, ", ".join(column.phrases))


def _aligned(lines: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
