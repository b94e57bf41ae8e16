"""PostgreSQL, through psycopg (the extra `sql`): every cell is the text that the server writes.

Times with a zone are in UTC. All that is read in one go is of one moment, and nothing can be written.
"""

from __future__ import annotations

from typing import Any

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.connection import shown, without_secrets
from veritab_engine.reference.sources.extra import require
from veritab_engine.reference.sources.grid import positional
from veritab_engine.reference.sources.relation import Relation, Rows, failed, relation

WAIT = 10
"""Seconds until a server that does not answer counts as unreachable, where the connection does not say."""
BOOLEAN, BYTES, FLOATS = 16, 17, frozenset({700, 701})
"""Types by the numbers that every server has for them."""
_WRITTEN = "set datestyle to iso, ymd; set timezone to utc; set intervalstyle to iso_8601; set extra_float_digits to 1"
_RELATIONS = """
    select n.nspname, c.relname, c.relkind in ('v', 'm'), coalesce(current_schema(), '')
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and has_table_privilege(c.oid, 'select')
      and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
    order by 1, 2
"""


class PostgreSQL:
    """A database of a server, in one transaction that only reads."""

    def __init__(self, uri: str) -> None:
        self.place = shown(uri)
        self._uri = uri
        self._psycopg = require("psycopg", "sql", self.place)
        try:
            limits = {} if "connect_timeout=" in uri else {"connect_timeout": WAIT}
            self._connection = self._psycopg.connect(uri, autocommit=True, client_encoding="utf8", **limits)
            self._connection.execute(_WRITTEN)
            self._connection.autocommit = False
            self._connection.read_only = True
            self._connection.isolation_level = self._psycopg.IsolationLevel.REPEATABLE_READ
        except self._psycopg.Error as error:
            raise self._no_connection(error) from None  # the driver's own error may hold the password

    def relations(self) -> list[Relation]:
        rows = self._execute(_RELATIONS).fetchall()
        return [relation(schema, name, default, is_view=is_view) for schema, name, is_view, default in rows]

    def select(self, query: str) -> Rows:
        self._execute(f"declare rows no scroll cursor for {query.strip().rstrip(';')}")  # only a query can be, and one
        cursor = self._execute("fetch all from rows")
        result, columns = cursor.pgresult, cursor.description or ()
        header, types = tuple(column.name for column in columns), [column.type_code for column in columns]
        if BYTES in types:
            raise TableError(
                f'{self.place}: the column "{header[types.index(BYTES)]}" holds bytes. Leave it out, with a query.'
            )
        rows = [
            [_text(result.get_value(row, column), type_) for column, type_ in enumerate(types)]
            for row in range(result.ntuples)
        ]
        self._execute("close rows")
        return Rows(header, rows)

    def close(self) -> None:
        self._connection.close()

    def _execute(self, query: str) -> Any:
        """The cursor after a statement, which is prepared, and so can be only one."""
        try:
            return self._connection.execute(query, prepare=True)
        except self._psycopg.Error as error:
            raise failed(self.place, error.diag.message_primary or _reason(error)) from error

    def _no_connection(self, error: Exception) -> TableError:
        reason = without_secrets(_reason(error), self._uri)
        if "password" in reason:
            return TableError(
                f"{self.place}: the server does not let this user in ({reason}). Check user and password; a password "
                "may come from a variable (env:NAME), from PGPASSWORD or from ~/.pgpass."
            )
        return TableError(
            f"{self.place}: there is no connection ({reason}). Check host, port and database, and that the server runs."
        )


def _text(cell: bytes | None, type_: int) -> str:
    if cell is None:
        return ""
    text = cell.decode().strip()
    if type_ == BOOLEAN:
        return "true" if text == "t" else "false"
    return positional(text) if type_ in FLOATS else text


def _reason(error: Exception) -> str:
    """The driver's reason in one line, without the steps that led to it."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rpartition("failed: ")[2].removeprefix("FATAL:").strip()
