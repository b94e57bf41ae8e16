"""The cells of a data package's resource: in one file or several, in the descriptor itself, or in a database."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from veritab_engine.errors import TableError
from veritab_engine.reference.package import Raw, annotated, inside, name_of, paths_of
from veritab_engine.reference.sources import Dialect, Grid, is_table_name, read_grid
from veritab_engine.reference.sources.connection import ENVIRONMENT, Connection, has_password, parse_connection
from veritab_engine.reference.sources.database import database_kind, read_database
from veritab_engine.reference.sources.delimited import parse_delimited
from veritab_engine.reference.sources.grid import joined
from veritab_engine.reference.sources.ndjson import read_inline

_LOG = logging.getLogger(__name__)
_DELIMITED = {"csv": ",", "tsv": "\t", "text/csv": ",", "text/tab-separated-values": "\t"}
_DATABASES = {".db", ".sqlite", ".sqlite3", ".duckdb"}


def read_resource(descriptor: Path, resource: Raw) -> Grid | None:
    """The rows of a resource; None, with a note in the log, where it is no table and does not say that it is one."""
    if "fact:connection" in resource:
        return _from_database(_connection(descriptor, resource))
    if "data" in resource:
        return _inline(descriptor, resource)
    paths = paths_of(resource)
    if not annotated(resource) and not _declared_format(resource) and not all(map(_is_tabular, paths)):
        _note_skipped(descriptor, resource, paths[0])
        return None
    files = [inside(descriptor, path) for path in paths]
    table = _dialect(resource).get("table")
    if table is not None or database_kind(files[0]):
        kind = database_kind(files[0]) or ""
        return _from_database(Connection(kind, "", files[0], table=table or name_of(resource)))
    return joined([_file(file, resource) for file in files])


def dialect_of(resource: Raw) -> Dialect:
    """How the resource's file is written, in the words of Data Package 1 or 2."""
    raw = _dialect(resource)
    names = tuple(field["name"] for field in resource.get("schema", {}).get("fields", ()))
    return Dialect(
        delimiter=raw.get("delimiter", _DELIMITED.get(_declared_format(resource), "")),
        quote=raw.get("quoteChar", '"') or None,
        double_quote=raw.get("doubleQuote", True) or "escapeChar" not in raw,
        escape=raw.get("escapeChar") or None,
        skip_space=raw.get("skipInitialSpace", False),
        comment=raw.get("commentChar", ""),
        comment_rows=frozenset(raw.get("commentRows", ())),
        header_rows=() if raw.get("header") is False else tuple(raw["headerRows"]) if "headerRows" in raw else None,
        header_join=raw.get("headerJoin", " "),
        names=names,
        null=raw.get("nullSequence"),
        encoding=resource.get("encoding", "utf-8"),
        sheet=raw.get("sheetName", raw.get("sheetNumber")),
    )


def _dialect(resource: Raw) -> Raw:
    """The dialect, or its part "csv" where an older package keeps it there."""
    raw: Raw = resource.get("dialect", {})
    nested = raw.get("csv", raw)
    return nested if isinstance(nested, dict) else raw


def _file(file: Path, resource: Raw) -> Grid:
    suffix = "" if is_table_name(file) else _declared_format(resource)
    return read_grid(file, dialect_of(resource), like=".csv" if suffix else None)


def _declared_format(resource: Raw) -> str:
    """The format that a resource says it has, where that is delimited text."""
    said = (str(resource.get(key, "")).lower() for key in ("format", "mediatype"))
    return next((each for each in said if each in _DELIMITED), "")


def _is_tabular(path: str) -> bool:
    return is_table_name(Path(path)) or Path(path).suffix.lower() in _DATABASES


def _note_skipped(descriptor: Path, resource: Raw, what: str) -> None:
    _LOG.warning('%s, resource "%s": left out, for %s is no table.', descriptor.name, name_of(resource), what)


def _inline(descriptor: Path, resource: Raw) -> Grid | None:
    data: Any = resource["data"]
    origin = f'{descriptor.name}, resource "{name_of(resource)}"'
    if isinstance(data, str) and _declared_format(resource):
        return parse_delimited(data, descriptor, dialect_of(resource), origin)
    if isinstance(data, list) and data and all(isinstance(row, (dict, list)) for row in data):
        return read_inline(data, descriptor, origin)
    if annotated(resource):
        raise TableError(f"{origin}: its data are no rows. Write a list of objects, one a row.")
    _note_skipped(descriptor, resource, "what it holds")
    return None


def _connection(descriptor: Path, resource: Raw) -> Connection:
    """The connection of a resource; its files lie inside the package, and its passwords in the environment."""
    raw, where = resource["fact:connection"], f'{descriptor.name}, resource "{name_of(resource)}"'
    if has_password(raw["uri"]):
        raise TableError(
            f"{where}: fact:connection holds a password. Put the connection string into a variable of the environment, "
            "and write uri: env:NAME."
        )
    connection = parse_connection(raw["uri"])
    table, query = raw.get("table", connection.table), raw.get("query", connection.query)
    if bool(table) == bool(query):
        raise TableError(f"{where}: fact:connection needs a table or a query, and not both.")
    connection = replace(connection, table=table, query=query)
    if connection.file is None or raw["uri"].startswith(ENVIRONMENT):
        return connection
    return replace(connection, file=inside(descriptor, str(connection.file)))


def _from_database(connection: Connection) -> Grid:
    [(_, grid)] = read_database(connection)
    return grid
