"""The documents of files that have many: Parquet, NDJSON and CSV, a few at a time, whatever the size of the file."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, TYPE_CHECKING

import polars as pl

from veritab_batch.errors import InputError, Unreadable
from veritab_batch.given import SCOPE, Columns, Faulty, Given, Record
from veritab_batch.settings import Reading
from veritab_batch.sources import PACKED, File, Kind

if TYPE_CHECKING:
    from _csv import Reader

TEXTS, IDS, DAYS = ("text", "body", "content"), ("id",), ("as_of",)
"""The columns that are taken for the text, the id and the day where none is named."""
LOOKED_AT = 100
"""Lines of NDJSON that are looked at for its columns."""
AT_ONCE = 256
"""Rows of Parquet that are read at once."""
LONGEST = 64 * 1024 * 1024
"""Bytes of a line of NDJSON, and characters of a cell of CSV; the text of a document is shorter."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The documents of a file, each with how many bytes of the file were read by then."""

    columns: Columns
    documents: Iterator[tuple[Given, int]]


def open_file(file: File, reading: Reading) -> Opened:
    """The documents of a file; InputError where it cannot be read, or has not the columns."""
    match file.kind:
        case Kind.PARQUET:
            names = _parquet_names(file, reading)
            columns = choose(names, reading, file.name)
            kept = [name for name in dict.fromkeys((*columns.names(), SCOPE)) if name in names]
            return Opened(columns, _parquet(file, kept))
        case Kind.NDJSON:
            columns = choose(_ndjson_names(file), reading, file.name)
            return Opened(columns, _ndjson(file))
        case Kind.CSV:
            columns = choose(_csv_names(file), reading, file.name)
            return Opened(columns, _csv(file))
        case _:
            raise ValueError(f"{file.name} is one document")


def check_columns(files: Iterable[File], reading: Reading) -> None:
    """Raise InputError for the first file that cannot be read, or has not the columns."""
    for file in files:
        if file.kind is not Kind.TEXT:
            open_file(file, reading)


def without_columns(reading: Reading) -> Columns:
    """What holds for documents that are files."""
    return Columns(day=reading.day, scope=dict(reading.scope))


def choose(names: Sequence[str], reading: Reading, place: str) -> Columns:
    """The columns that were named, or else are called what they usually are; InputError lists those there are."""

    def chosen(option: str, named: str | None, usual: Sequence[str]) -> str | None:
        if named is not None and named not in names:
            raise InputError(f'{place}: there is no column "{named}" for {option}; {listed(names)}')
        return named or next((each for each in usual if each in names), None)

    text = chosen("--text-column", reading.text, TEXTS)
    if text is None:
        raise InputError(f"{place}: name the column with the texts by --text-column; {listed(names)}")
    scoped = {column: chosen("--scope-column", source, ()) or source for column, source in reading.scoped}
    return Columns(
        text=text,
        id=chosen("--id-column", reading.id, IDS),
        as_of=chosen("--as-of-column", reading.as_of, DAYS),
        scoped=scoped,
        day=reading.day,
        scope=dict(reading.scope),
    )


def listed(names: Sequence[str]) -> str:
    """The columns that there are, in words."""
    return f"the columns are {', '.join(names)}." if names else "the file has no columns."


def _parquet_names(file: File, reading: Reading) -> Sequence[str]:
    try:
        schema = pl.read_parquet_schema(file.path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _unreadable(file, error) from None
    text = choose(list(schema), reading, file.name).text
    if schema[text] not in (pl.String, pl.Categorical, pl.Null):
        raise InputError(f'{file.name}: the column "{text}" has {schema[text]}, not text; {listed(list(schema))}')
    return list(schema)


def _parquet(file: File, names: Sequence[str]) -> Iterator[tuple[Given, int]]:
    frame, size = pl.scan_parquet(file.path, glob=False).select(names), file.path.stat().st_size
    try:
        rows = frame.select(pl.len()).collect().item()
        for start in range(0, rows, AT_ONCE):
            for i, record in enumerate(frame.slice(start, AT_ONCE).collect().iter_rows(named=True), start + 1):
                yield Given(f"{file.name}:{i}", record), size * i // rows
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _unreadable(file, error) from None


def _ndjson_names(file: File) -> Sequence[str]:
    """The names of the first lines that are objects; what is wrong with the others is told where they are checked."""
    names: dict[str, None] = {}
    for given, _ in islice(_ndjson(file), LOOKED_AT):
        try:
            names.update(dict.fromkeys(given.record()))
        except Unreadable:
            continue
    return list(names)


def _ndjson(file: File) -> Iterator[tuple[Given, int]]:
    with _opened(file) as (lines, raw):
        for number, line in enumerate(_lines(lines), 1):
            if isinstance(line, Faulty) or line.strip():
                yield Given(f"{file.name}:{number}", line), raw.tell()


def _lines(opened: IO[bytes]) -> Iterator[bytes | Faulty]:
    while line := opened.readline(LONGEST):
        if len(line) == LONGEST and not line.endswith(b"\n"):
            while (rest := opened.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield too_long()
        else:
            yield line


def too_long() -> Faulty:
    """What is said of a line that is longer than any document."""
    return Faulty(f"The line is longer than {LONGEST // 1024**2} MiB.", {})


def _csv_names(file: File) -> Sequence[str]:
    with _table(file) as (rows, _):
        return next(rows, [])


def _csv(file: File) -> Iterator[tuple[Given, int]]:
    with _table(file) as (rows, raw):
        for number, content in records(rows):
            yield Given(f"{file.name}:{number}", content), raw.tell()


def records(rows: Iterator[list[str]]) -> Iterator[tuple[int, Record | Faulty]]:
    """The records of a table by the numbers of their rows, the first of which has the names."""
    names = next(rows, [])
    for number, row in enumerate(rows, 2):
        if not row:
            continue
        record: Record = dict(zip(names, row, strict=False))
        told = f"The row has {len(row)} cells, and the file has {len(names)} columns."
        yield number, record if len(row) == len(names) else Faulty(told, record)


@contextmanager
def _table(file: File) -> Iterator[tuple[Iterator[list[str]], IO[bytes]]]:
    """The rows of a CSV file."""
    with _opened(file) as (opened, raw):
        text = io.TextIOWrapper(opened, "utf-8-sig", "surrogateescape", newline="")
        rows = table_rows(text.readline(LONGEST), text, file.path.name)
        with broken_off(rows, file.name):
            yield rows, raw


def table_rows(first: str, rest: Iterable[str], name: str) -> Reader:
    """The rows of lines, split by the sign that the first has most of."""
    csv.field_size_limit(LONGEST)
    separator = max("\t" if ".tsv" in name.lower() else ",", ";", "\t", key=first.count)
    return csv.reader(chain([first], rest), delimiter=separator)


@contextmanager
def broken_off(rows: Reader, name: str) -> Iterator[None]:
    """Say as an InputError what is no CSV."""
    try:
        yield
    except csv.Error as error:
        raise InputError(f"{name}, line {rows.line_num}: the file cannot be read as CSV ({error}).") from None


@contextmanager
def _opened(file: File) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """A file, unpacked where it is packed, and the file itself, which tells how much of it was read."""
    try:
        with file.path.open("rb") as raw:
            if file.path.name.lower().endswith(PACKED):
                with gzip.GzipFile(fileobj=raw) as unpacked:
                    yield io.BufferedReader(unpacked), raw
            else:
                yield raw, raw
    except (OSError, EOFError, zlib.error) as error:
        raise _unreadable(file, error) from None


def _unreadable(file: File, error: Exception) -> InputError:
    said = str(getattr(error, "strerror", None) or error).partition("\n")[0].strip().rstrip(".")
    return InputError(f"{file.name}: it cannot be read ({said}).")
