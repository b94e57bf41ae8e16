"""PostgreSQL: for the workers of several servers."""

from __future__ import annotations

from functools import partial
from typing import Any

from veritab_engine.errors import SettingError
from veritab_server.jobs.database import Database, Dialect, translated

PATIENCE = 10
"""Seconds that a server may take to be reached."""
SILENCE: dict[str, Any] = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""When a connection counts as broken over which nothing comes."""
BOUNDS = ("statement_timeout = '30s'", "idle_in_transaction_session_timeout = '30s'")
"""What ends a transaction that others may wait for: that of a worker that was frozen, too."""

_CHANGES = (
    ("?", "%s"),
    ("NUMBERED", "BIGSERIAL PRIMARY KEY"),
    ("BYTES", "BYTEA"),
    ("SECONDS", "DOUBLE PRECISION"),
)
_ALONE = 0x7665726974  # "verit": the number by which those who make the tables wait for each other


def open_postgresql(uri: str) -> Database:
    """The database of a connection string; SettingError where this install has no driver for it."""
    try:
        import psycopg
    except ImportError:
        raise SettingError('jobs.store: PostgreSQL needs its driver: pip install "veritab[sql]".') from None
    return Database(
        Dialect(
            connect=partial(_connect, uri),
            translate=lambda sql: translated(sql, *_CHANGES),
            begin=("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "BEGIN"),
            alone=f"SELECT pg_advisory_xact_lock({_ALONE})",
            now="extract(epoch FROM clock_timestamp())::float8",
            broken=(psycopg.OperationalError, psycopg.InterfaceError),
        )
    )


def _connect(uri: str) -> Any:
    import psycopg

    connection = psycopg.connect(
        uri, autocommit=True, connect_timeout=PATIENCE, application_name="veritab jobs", **SILENCE
    )
    for bound in BOUNDS:
        connection.execute(f"SET {bound}")
    return connection
