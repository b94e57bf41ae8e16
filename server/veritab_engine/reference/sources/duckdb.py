"""DuckDB, through its own module (the extra `sql`); decimals of any size keep their digits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.extra import require
from veritab_engine.reference.sources.grid import positional
from veritab_engine.reference.sources.relation import Relation, Rows, failed, relation

_RELATIONS = """
    select schema_name, table_name, false from duckdb_tables() where not internal and not temporary
    union all select schema_name, view_name, true from duckdb_views() where not internal and not temporary
    order by 1, 2
"""
_CLOSED = {"enable_external_access": "false", "autoinstall_known_extensions": "false"}
FLOATS = {"FLOAT", "DOUBLE"}


class DuckDB:
    """A file of DuckDB, opened to be read; a query reaches no other file and no network."""

    def __init__(self, file: Path) -> None:
        self.place = file.name
        self._module = require("duckdb", "sql", self.place)
        try:
            self._connection = self._module.connect(str(file), read_only=True, config=_CLOSED)
            self._connection.execute("set TimeZone = 'UTC'; begin transaction")
        except self._module.Error as error:
            raise TableError(
                f"{self.place}: the database cannot be opened ({_first(error)}). Check the file, and that no other "
                "program writes to it."
            ) from error

    def relations(self) -> list[Relation]:
        return [
            relation(schema, name, "main", is_view=is_view)
            for schema, name, is_view in self._execute(_RELATIONS).fetchall()
        ]

    def select(self, query: str) -> Rows:
        query = query.strip().rstrip(";")
        columns = self._execute(f"select * from ({query}\n) limit 0").description
        rows = self._execute(f"select columns(*)::varchar from ({query}\n)").fetchall()
        floats = {index for index, column in enumerate(columns) if str(column[1]) in FLOATS}
        return Rows(tuple(column[0] for column in columns), [_texts(row, floats) for row in rows])

    def close(self) -> None:
        self._connection.close()

    def _execute(self, query: str) -> Any:
        try:
            return self._connection.execute(query)
        except self._module.Error as error:
            raise failed(self.place, _first(error)) from error


def _texts(row: tuple[str | None, ...], floats: set[int]) -> list[str]:
    return [
        "" if cell is None else positional(cell) if index in floats else cell.strip() for index, cell in enumerate(row)
    ]


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]
