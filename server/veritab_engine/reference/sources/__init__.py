"""Where tables come from: files of many kinds and databases, each read into one `Grid` that still knows its rows.

Cells come as exact text, so that a figure keeps its digits and an error can name the row it is in.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.columnar import read_arrow, read_parquet
from veritab_engine.reference.sources.delimited import delimiter_of, read_delimited, records_of
from veritab_engine.reference.sources.excel import read_workbook, records_of_workbook
from veritab_engine.reference.sources.grid import AS_FOUND, GZIP, Dialect, Grid, read_text
from veritab_engine.reference.sources.ndjson import read_ndjson
from veritab_engine.reference.sources.records import Record

__all__ = ["Dialect", "Grid", "is_table", "is_table_name", "read_grid", "read_records", "table_name", "unreadable"]

_READERS: dict[str, Callable[[Path, Dialect], Grid]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".tab": read_delimited,
    ".parquet": read_parquet,
    ".arrow": read_arrow,
    ".ipc": read_arrow,
    ".feather": read_arrow,
    ".ndjson": read_ndjson,
    ".jsonl": read_ndjson,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".xls": read_workbook,
    ".xlsb": read_workbook,
    ".ods": read_workbook,
}
_COMPRESSED = {".csv", ".tsv", ".tab", ".ndjson", ".jsonl"}


def read_grid(file: Path, dialect: Dialect = AS_FOUND, *, like: str | None = None) -> Grid:
    """Read one file by its suffix, or as files with the suffix `like`.

    TableError where it is missing, empty, of no known kind or malformed.
    """
    if not file.is_file():
        raise TableError(f"{file}: no such file. Check the path.")
    reader = _READERS.get(like or _suffix(file))
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise TableError(f"{file}: tables are read from {known} files. Save it as CSV.")
    if file.stat().st_size == 0:
        raise TableError(f"{file}: the file is empty. A table needs at least a row of column names.")
    try:
        return reader(file, dialect)
    except OSError as error:
        raise unreadable(file, error) from error
    except (EOFError, zlib.error) as error:
        raise TableError(f"{file}: the compressed file is broken ({error}). Make it anew.") from error


def read_records(file: Path, dialect: Dialect = AS_FOUND) -> tuple[list[Record], str] | None:
    """All that stands in a delimited file or a sheet, before it is known where its table is, and the delimiter.

    None where the file is of another kind, missing or empty.
    """
    reader = _READERS.get(_suffix(file))
    if not file.is_file() or file.stat().st_size == 0:
        return None
    try:
        if reader is read_workbook:
            return records_of_workbook(file, dialect), ""
        if reader is not read_delimited:
            return None
        text = read_text(file, dialect.encoding)
    except OSError as error:
        raise unreadable(file, error) from error
    except (EOFError, zlib.error) as error:
        raise TableError(f"{file}: the compressed file is broken ({error}). Make it anew.") from error
    delimiter = dialect.delimiter or delimiter_of(text)
    return records_of(text, file.name, replace(dialect, delimiter=delimiter)), delimiter


def unreadable(file: Path, error: OSError) -> TableError:
    """What to say of a file that is there and that the system does not let us read."""
    return TableError(f"{file}: it cannot be read ({(error.strerror or str(error)).lower()}). Check who may read it.")


def is_table(file: Path) -> bool:
    """True where the suffix is one of those that can be read; what an open program leaves beside a file is none."""
    return file.is_file() and not file.name.startswith((".", "~$")) and is_table_name(file)


def is_table_name(file: Path) -> bool:
    """True where a file so called would be read as a table."""
    return _suffix(file) in _READERS


def table_name(file: Path) -> str:
    """What a table is called whose file says nothing else: "sales" for sales.csv and sales.csv.gz."""
    return Path(file.stem).stem if file.suffix.lower() == GZIP else file.stem


def _suffix(file: Path) -> str:
    """The suffix that tells the kind: ".csv" of sales.csv.gz."""
    suffix = file.suffix.lower()
    inner = Path(file.stem).suffix.lower()
    return inner if suffix == GZIP and inner in _COMPRESSED else suffix
