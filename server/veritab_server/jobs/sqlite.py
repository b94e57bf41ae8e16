"""SQLite: a file in a folder, for the workers of one machine."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

from veritab_engine.errors import SettingError
from veritab_server.jobs.database import Database, Dialect, translated

FILE = "jobs.sqlite"
PATIENCE = 30.0
"""Seconds that a transaction waits for others to be done."""

_CHANGES = (
    (" FOR UPDATE", ""),  # one writes at a time
    ("NUMBERED", "INTEGER PRIMARY KEY AUTOINCREMENT"),
    ("BYTES", "BLOB"),
    ("SECONDS", "REAL"),
)


def open_sqlite(folder: Path) -> Database:
    """The database in a folder, which is made where there is none; SettingError where it cannot be."""
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
        (folder / FILE).touch(0o600)  # SQLite gives its other files the mode of this one
    except OSError as error:
        raise SettingError(f"jobs.store: {folder}: {(error.strerror or str(error)).lower()}.") from None
    return Database(
        Dialect(
            connect=partial(_connect, folder / FILE),
            translate=lambda sql: translated(sql, *_CHANGES),
            begin=("BEGIN", "BEGIN IMMEDIATE"),
            alone="",
            now="(julianday('now') - 2440587.5) * 86400.0",
            broken=(sqlite3.OperationalError,),
        )
    )


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # what a caller was told is there survives the loss of power
    return connection
