"""A database as the store uses it: transactions over SQL that SQLite and PostgreSQL both understand.

SQL is written with ? for a value, FOR UPDATE where a row is locked, and types that a dialect translates. What a driver
says of a database that is gone, full or busy for too long becomes StoreUnavailable, and its connection is made anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from queue import Empty, LifoQueue
from threading import Semaphore
from typing import Any

from veritab_engine.errors import SettingError
from veritab_server.jobs.errors import StoreUnavailable
from veritab_server.jobs.schema import MAKE, TABLE_OF_VERSION, VERSION

CONNECTIONS = 4
"""Most connections of a process."""

LOG = logging.getLogger("veritab.server")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one kind of database has its own way of."""

    connect: Callable[[], Any]
    """A connection of DB-API that leaves transactions to us."""
    translate: Callable[[str], str]
    """Our SQL as this one has it."""
    begin: tuple[str, str]
    """What begins a transaction that reads, and one that writes."""
    alone: str
    """What keeps others from making the tables at the same time; empty where the beginning does."""
    now: str
    """An expression for the seconds since 1970, by the database's clock: servers may disagree on theirs."""
    broken: tuple[type[Exception], ...]
    """What its driver raises where the database cannot be used."""


class Transaction:
    """All or nothing."""

    def __init__(self, cursor: Any, dialect: Dialect) -> None:
        self._cursor, self._translate = cursor, dialect.translate
        [(self.now,)] = self.rows(f"SELECT {dialect.now}")
        """Seconds since 1970 when it began."""

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """The rows that a query gives."""
        self._cursor.execute(self._translate(sql), values)
        return [tuple(row) for row in self._cursor.fetchall()]

    def run(self, sql: str, *values: Any) -> int:
        """Change something; gives how many rows were."""
        self._cursor.execute(self._translate(sql), values)
        changed: int = self._cursor.rowcount
        return changed

    def many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Change something once for each of these."""
        self._cursor.executemany(self._translate(sql), list(values))


class Database:
    """Gives transactions to any thread."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._free: LifoQueue[Any] = LifoQueue()
        self._room = Semaphore(CONNECTIONS)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one moment, and changes nothing."""
        with self._transaction(self._dialect.begin[0]) as transaction:
            yield transaction

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that may change something."""
        with self._transaction(self._dialect.begin[1]) as transaction:
            yield transaction

    def close(self) -> None:
        """Give up the connections that nobody uses."""
        with suppress(Empty):
            while True:
                _close(self._free.get_nowait())

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Transaction]:
        with self._room:
            connection = None
            try:
                connection = self._take()
                with _within(connection.cursor(), begin) as cursor:
                    yield Transaction(cursor, self._dialect)
            except self._dialect.broken as error:
                LOG.error("the store of jobs does not answer: %s", type(error).__name__)
                _close(connection)
                connection = None
                raise StoreUnavailable from error
            finally:
                if connection is not None:
                    self._free.put(connection)

    def _take(self) -> Any:
        try:
            return self._free.get_nowait()
        except Empty:
            connection = self._dialect.connect()
        try:
            _make_tables(connection, self._dialect)
        except BaseException:
            _close(connection)
            raise
        return connection


@contextmanager
def _within(cursor: Any, begin: str) -> Iterator[Any]:
    """What happens here happens as a whole, or not at all."""
    cursor.execute(begin)
    try:
        yield cursor
        cursor.execute("COMMIT")
    except BaseException:
        with suppress(Exception):  # a connection that is gone has rolled back already
            cursor.execute("ROLLBACK")
        raise


def _make_tables(connection: Any, dialect: Dialect) -> None:
    """Make the tables where there are none; SettingError where they are of another version of ours."""
    with _within(connection.cursor(), dialect.begin[1]) as cursor:
        if dialect.alone:
            cursor.execute(dialect.alone)
        cursor.execute(dialect.translate(TABLE_OF_VERSION))
        cursor.execute("SELECT version FROM veritab_version")
        found = cursor.fetchall()
        if not found:
            for statement in MAKE:
                cursor.execute(dialect.translate(statement))
            cursor.execute(f"INSERT INTO veritab_version VALUES ({VERSION})")
        elif found[0][0] != VERSION:
            raise SettingError(
                f"jobs.store: its tables have the version {found[0][0]}, and this server knows {VERSION}. "
                "Name another store, or run the version of Veritab that made it."
            )


def _close(connection: Any) -> None:
    with suppress(Exception):  # it is of no use any more, whatever closing says
        connection.close()


@cache
def translated(sql: str, *changes: tuple[str, str]) -> str:
    """SQL with parts of it put in other words."""
    for old, new in changes:
        sql = sql.replace(old, new)
    return sql
