"""SQLite, through Python's own module: it needs no extra.

The database keeps NUMERIC as whole numbers and floats; a float is shown by the fewest digits that mean it, so 240.10
reads as 240.1.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.grid import plain
from veritab_engine.reference.sources.relation import Relation, Rows, failed, quoted

WAIT = 2
"""Seconds until a database that another program has locked counts as that."""
_RELATIONS = r"""
    select name, type = 'view' from sqlite_master
    where type in ('table', 'view') and name not like 'sqlite\_%' escape '\' order by name
"""


class SQLite:
    """A file of SQLite, opened to be read; a query reaches no other file."""

    def __init__(self, file: Path) -> None:
        self.place = file.name
        try:
            self._connection = sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=ro", timeout=WAIT, uri=True)
            self._connection.set_authorizer(_allowed)
            self._connection.execute("begin")
        except sqlite3.Error as error:
            raise TableError(f"{self.place}: the database cannot be opened ({error}). Check the file.") from error

    def relations(self) -> list[Relation]:
        try:
            rows = self._connection.execute(_RELATIONS).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:  # names that are no text, in a broken file
            raise self._failed(error) from error
        return [Relation(name, quoted(name), bool(is_view)) for name, is_view in rows]

    def select(self, query: str) -> Rows:
        try:
            cursor = self._connection.execute(query)
            header = tuple(column[0] for column in cursor.description or ())
            rows = cursor.fetchall()
        except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError) as error:
            raise self._failed(error) from error
        return Rows(
            header,
            [
                [
                    plain(cell, f'{self.place}, row {line}, column "{name}"')
                    for name, cell in zip(header, row, strict=True)
                ]
                for line, row in enumerate(rows, start=1)
            ],
        )

    def close(self) -> None:
        self._connection.close()

    def _failed(self, error: Exception) -> TableError:
        match getattr(error, "sqlite_errorcode", None):
            case sqlite3.SQLITE_NOTADB:
                return TableError(f"{self.place}: not a database of SQLite. Check the file.")
            case sqlite3.SQLITE_BUSY:
                return TableError(f"{self.place}: another program has locked the database. Try again when it is done.")
            case _:
                return failed(self.place, str(error))


def _allowed(action: int, *_: object) -> int:
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK
