"""Which database the setting `jobs.store` means."""

from __future__ import annotations

from pathlib import Path

from veritab_engine.errors import SettingError, TableError
from veritab_engine.reference.sources.connection import is_connection, parse_connection, without_secrets
from veritab_server.jobs.database import Database
from veritab_server.jobs.errors import StoreUnavailable
from veritab_server.settings import Settings


def open_database(settings: Settings) -> Database | None:
    """The database that the settings name, which is not reached yet; None where they name none.

    SettingError where what they name is none, or this install has no driver for it.
    """
    named = settings.jobs.store
    if not named:
        return None
    if not is_connection(named):
        from veritab_server.jobs.sqlite import open_sqlite

        return open_sqlite(Path(named))
    try:
        connection = parse_connection(named)
    except TableError as error:
        raise SettingError(f"jobs.store: {error}") from None
    if connection.kind != "postgresql":
        raise SettingError(f"jobs.store: {connection.place}: name a folder, or postgresql://….")
    from veritab_server.jobs.postgresql import open_postgresql

    return open_postgresql(connection.uri)


def require_store(settings: Settings) -> None:
    """SettingError where the store that is named cannot be used now: said once, and before there are any workers."""
    database = open_database(settings)
    if database is None:
        return
    try:
        with database.reading():
            pass
    except StoreUnavailable as error:
        named = settings.jobs.store
        uri = parse_connection(named).uri if is_connection(named) else ""
        said = " ".join(without_secrets(str(error.__cause__), uri).split())
        raise SettingError(f"jobs.store: it cannot be opened ({said}).") from None
    finally:
        database.close()
