"""Tables of databases, by connection: a table, the rows of a query, or every table there is.

Each database writes its cells as text itself, so that a NUMERIC is never a float. (Of the readers in Polars, the one
over connectorx makes it one, and the one over ADBC ends the process at an interval.)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.connection import Connection
from veritab_engine.reference.sources.duckdb import DuckDB
from veritab_engine.reference.sources.grid import Grid, transposed
from veritab_engine.reference.sources.postgresql import PostgreSQL
from veritab_engine.reference.sources.relation import Database, Relation

_BEGINS = {"sqlite": (0, b"SQLite format 3\0"), "duckdb": (8, b"DUCK")}
_SUFFIXES = {".db", ".sqlite", ".sqlite3", ".duckdb"}


def read_database(connection: Connection) -> Iterator[tuple[str, Grid]]:
    """The names and rows of what a connection asks for; TableError where it cannot be had."""
    with closing(_opened(connection)) as database:
        if connection.query:
            yield connection.name or connection.base, _grid(database, connection, connection.query, "query")
            return
        relations = database.relations()
        for relation in _wanted(connection, relations):
            query = f"select * from {relation.quoted}"
            grid = _grid(database, connection, query, f'table "{relation.name}"')
            yield (connection.table and connection.name) or relation.name, grid


def database_kind(file: Path) -> str | None:
    """Sqlite or duckdb, by the suffix of a file and the bytes it begins with; None for any other file."""
    if file.suffix.lower() not in _SUFFIXES or not file.is_file():
        return None
    with file.open("rb") as opened:
        begins = opened.read(32)
    return next((kind for kind, (at, mark) in _BEGINS.items() if begins[at:].startswith(mark)), None)


def _opened(connection: Connection) -> Database:
    if connection.file is None:
        return PostgreSQL(connection.uri)
    if not connection.file.is_file():
        raise TableError(f"{connection.file}: no such file. Check the path: three slashes begin one from this folder.")
    if connection.kind == "duckdb":
        return DuckDB(connection.file)
    from veritab_engine.reference.sources.sqlite import SQLite  # not every build of Python has what it imports

    return SQLite(connection.file)


def _wanted(connection: Connection, relations: list[Relation]) -> list[Relation]:
    """The table or view that is named, or all tables."""
    if not connection.table:
        tables = [relation for relation in relations if not relation.is_view]
        if not tables:
            raise TableError(f"{connection.place}: there are no tables in it. Name a view, or write a query.")
        return tables
    found = [relation for relation in relations if relation.name == connection.table]
    if found:
        return found
    names = [relation.name for relation in relations]
    near = get_close_matches(connection.table, names, n=1)
    known = f'Did you mean "{near[0]}"?' if near else f"It has {', '.join(names) or 'none'}."
    raise TableError(f'{connection.place}: there is no table "{connection.table}". {known}')


def _grid(database: Database, connection: Connection, query: str, what: str) -> Grid:
    header, rows = database.select(query)
    origin = f"{connection.place}, {what}"
    if not header:
        raise TableError(f"{origin}: it gives no rows. Write a query that selects some.")
    columns = transposed(rows, len(header))
    return Grid(connection.file or Path(connection.base), header, columns, range(1, len(rows) + 1), origin)
