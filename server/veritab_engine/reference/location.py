"""What a person names when they name tables: a file, a folder, a glob, a sheet of a workbook, a database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from urllib.parse import unquote

from veritab_engine.errors import TableError
from veritab_engine.reference.package import NAMES
from veritab_engine.reference.sources import is_table
from veritab_engine.reference.sources.connection import Connection, is_connection, parse_connection, split_asked
from veritab_engine.reference.sources.database import database_kind

_SHEET = re.compile(r"\?sheet=(.+)$")
_ASKED = re.compile(r"\?(?:table|query|name)=")
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Location:
    """One place that tables are read from: a descriptor or a table in a file, or a database."""

    file: Path | None = None
    sheet: str | None = None
    connection: Connection | None = None


def locate(named: str | Path) -> list[Location]:
    """The places that `named` stands for; TableError where there are none.

    A folder that is or holds data packages means those, any other the tables in it. A glob means the tables that match,
    and the folders that match and are packages; `**` stands for folders within folders.
    """
    text = str(named)
    if is_connection(text):
        return [_database(parse_connection(text))]
    path = Path(text)
    if not path.exists():
        if (sheet := _SHEET.search(text)) is not None:
            return [Location(_there(Path(text[: sheet.start()])), sheet=unquote(sheet[1]))]
        if _ASKED.search(text):
            return [_file_database(text)]
        if _WILD.search(text):
            return _matches(text)
    path = _there(path)
    return _in_folder(path) if path.is_dir() else [_of_file(path)]


def _there(path: Path) -> Path:
    if not path.exists():
        raise TableError(f"{path}: no such file or folder. Check the path.")
    return path.resolve()


def _of_file(file: Path) -> Location:
    kind = database_kind(file)
    return Location(connection=Connection(kind, "", file)) if kind else Location(file)


def _database(connection: Connection) -> Location:
    return Location(connection=connection)


def _file_database(text: str) -> Location:
    """A database that is named by its file: "base.sqlite?table=sales"."""
    location, asked = split_asked(text)
    file = _there(Path(location))
    kind = database_kind(file)
    if kind is None:
        raise TableError(f"{file}: not a database of SQLite or DuckDB. Name it without what follows the question mark.")
    return Location(connection=Connection(kind, "", file, **asked))


def _matches(pattern: str) -> list[Location]:
    found = [Path(match) for match in sorted(glob(pattern, recursive=True))]
    files = [
        each.resolve()
        for path in found
        for each in (_package(path) if path.is_dir() else [path])
        if is_table(each) or each.name in NAMES or database_kind(each)
    ]
    if not files:
        raise TableError(f"{pattern}: no table matches. Check the pattern, and that the shell leaves it as it is.")
    return [_of_file(file) for file in dict.fromkeys(files)]


def _in_folder(folder: Path) -> list[Location]:
    """The packages of a folder; where there are none, its tables."""
    tables = [file for file in sorted(folder.iterdir()) if is_table(file)]
    for candidates in (_package(folder), _packages(folder), tables):
        if candidates:
            return [Location(file) for file in candidates]
    raise TableError(f"{folder}: no tables here. Name a folder with a {NAMES[0]}, or with CSV files.")


def _package(folder: Path) -> list[Path]:
    return [folder / name for name in NAMES if (folder / name).is_file()][:1]


def _packages(folder: Path) -> list[Path]:
    folders = sorted({found.parent for name in NAMES for found in folder.rglob(name)})
    return [found for each in folders for found in _package(each)]
